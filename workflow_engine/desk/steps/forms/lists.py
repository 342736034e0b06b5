"""Forms that draw up a list of people: those nominated, and those summoned."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from workflow_engine.base.messages import as_kept, enumerated
from workflow_engine.desk.forms import StepForm
from workflow_engine.desk.people.finding import Listed, find_people, with_posts
from workflow_engine.desk.steps.forms.confirming import ConferenceConfirmingForm
from workflow_engine.desk.steps.forms.previews import Preview, previews
from workflow_engine.dossiers.models import Summons as SummonsRow
from workflow_engine.facts.planning import may_stand
from workflow_engine.nodes import NominationAct, Summoned, SummonsAct
from workflow_engine.pages import words
from workflow_engine.pages.fields import DayField, KeysField, LineField, WordsField
from workflow_engine.registry.models import Person, Planning, Post
from workflow_engine.registry.terms import LEADING

_LIST = ("people", "note", "planned_effective_on", "date_confirmed", "conference_confirmed")


class SearchingForm(StepForm):
    """A form in which people can be looked for without leaving it."""

    search = LineField(
        label=_("Look for another person"),
        required=False,
        max_length=100,
        help_text=_("Name, with or without marks, or personal number."),
    )

    def words(self) -> str:
        """Return what is looked for, as it was sent."""
        return str(self.data.get("search", ""))[:100] if self.is_bound else ""

    def found(self, besides: Any) -> list[Listed]:
        """Return who was found besides those whom the page lists anyway."""
        return find_people(self.words(), on=self.place.on, besides=besides)


class NominationForm(SearchingForm, ConferenceConfirmingForm):
    """People are entered as candidates: those of the planning, or others who are looked for."""

    template = "desk/steps/nomination.html"
    confirms = {"date_confirmed": "planned_effective_on", "conference_confirmed": ""}

    people = KeysField(label=_("Candidates"), required=False)
    note = WordsField(label=_("What the list rests on"), required=False, max_length=2000)
    # Shown where the planned one strikes somebody out.
    planned_effective_on = DayField(label=_("New planned date of effect"), required=False)

    def build(self) -> None:
        """Offer the posts to aim at, where each person aims at one of his or her own."""
        self.posts: list[tuple[int, str]] = []
        if self.place.dossier.flow_class.considers.each_its_own:
            self.posts = [(post.pk, str(post)) for post in self._posts()]

    def _posts(self) -> Any:
        """Return the leadership posts of every agency: who is sent away aims at another one's."""
        return (
            Post.objects.filter(unit__ended_on=None, standing__in=LEADING)
            .select_related("unit", "title")
            .order_by("unit__path", "-title__rank", "code")
        )

    def aims(self) -> dict[int, int]:
        """Return by person the post that was chosen, as far as it is one of those offered."""
        offered = {str(pk): pk for pk, _words in self.posts}
        sent = {person: str(self.data.get(f"post-{person}", "")) for person in self.keys("post")}
        return {person: offered[post] for person, post in sent.items() if post in offered}

    def act(self) -> NominationAct:
        """Return the list."""
        return NominationAct(**{name: self.cleaned_data[name] for name in _LIST}, posts=self.aims())

    def day_of(self, name: str) -> date:
        """Return the day that is judged by: as it was sent anew, else as the dossier has it."""
        flow, dates = self.place.dossier.flow_class, self.place.dossier.dates
        if name == "date_confirmed":
            planned: date = self.cleaned_data["planned_effective_on"] or dates[flow.takes_effect]
            return planned
        gate = self.place.node.gate_ahead()
        judged_on: date = gate.day_of_facts(self.place.dossier, otherwise=self.place.on)
        return judged_on

    def context(self) -> dict[str, Any]:
        """Show the people of the planning, each with what the gate would find today."""
        dossier = self.place.dossier
        entered = list(dossier.candidates.select_related("person").order_by("person__sort_key"))
        returning = {c.person_id: c for c in entered if self.place.node.may_return(c)}
        inside = {c.person_id: c for c in entered if c.person_id not in returning}
        planned = self._planned([*inside, *returning])
        known = {*planned, *inside, *returning}
        others = Person.objects.filter(pk__in=[k for k in self.chosen("people") if k not in known])
        people = [
            *(candidate.person for candidate in returning.values()),
            *(rows[0].person for rows in planned.values()),
            *others,
        ]
        shown = previews(dossier, people)
        listed = {entry.key: entry for entry in with_posts(people, on=self.place.on)}
        found = self.found([*listed, *inside])
        ticked = set(self.chosen("people"))
        aims = self.aims() if self.is_bound else {}
        return {
            "rows": [
                {
                    "entry": listed[person.pk],
                    "plannings": planned.get(person.pk, ()),
                    "returning": person.pk in returning,
                    "because": words.left_because(returning[person.pk], dossier.flow_class)
                    if person.pk in returning
                    else "",
                    "preview": shown.get(person.pk, Preview()),
                    "ticked": person.pk in ticked,
                    "aim": aims.get(person.pk),
                }
                for person in people
            ],
            "found": found,
            "words": self.words(),
            "inside": list(inside.values()),
            "posts": self.posts,
        }

    def _planned(self, inside: Any) -> dict[int, list[Planning]]:
        """Return who is in the planning for the title, an equivalent one or a higher one.

        Where the dossier aims at no one post, those who are planned for any title of leadership.
        """
        dossier = self.place.dossier
        post = dossier.flow_class.considers.post_of(dossier.subject)
        rows = (
            Planning.objects.filter(
                may_stand(self.place.on),
                title__rank__gte=max(post.title.rank if post is not None else 1, 1),
                unit__path__startswith=dossier.agency.path,
            )
            .exclude(person__in=list(inside))
            .select_related("person", "title", "unit")
            .order_by("person__sort_key", "-approved_on")
        )
        planned: dict[int, list[Planning]] = {}
        for row in rows:
            planned.setdefault(row.person_id, []).append(row)
        return planned


class SummonsForm(SearchingForm):
    """Who is summoned to which conference: the composition of the article, and what differs."""

    template = "desk/steps/summons.html"

    dated_on = DayField(
        label=_("Date of the lists"),
        help_text=_("They are held against the composition of this day."),
    )
    deviation = WordsField(
        label=_("Why the lists differ from the composition"),
        required=False,
        max_length=2000,
        help_text=_("Needed only where somebody is added or left out; the reason is recorded."),
    )

    def build(self) -> None:
        """Compute who belongs to each conference, as the step will compare it."""
        dossier = self.place.dossier
        self.fields["dated_on"].initial = self.place.on
        on = self.day_typed("dated_on") or self.place.on
        self.conferences = self.place.node.conferences()
        self.expected = {
            node.name: {m.person: m.capacities for m in node.composition(dossier, on=on)}
            for node in self.conferences
        }
        self.drafted: dict[str, dict[int, tuple[Any, ...]]] = {}
        for row in SummonsRow.objects.filter(dossier=dossier, struck=False):
            self.drafted.setdefault(row.conference, {})[row.person_id] = tuple(row.capacities) or (
                row.capacity,
            )
        for node in self.conferences:
            self.fields[node.name] = KeysField(label=node.task_title, required=False)

    def act(self) -> SummonsAct:
        """Return the lists."""
        return SummonsAct(
            lists={
                node.name: tuple(
                    Summoned(pk, self._capacities(node.name, pk))
                    for pk in self.cleaned_data[node.name]
                )
                for node in self.conferences
            },
            dated_on=self.cleaned_data["dated_on"],
            deviation=self.cleaned_data["deviation"],
        )

    def _capacities(self, name: str, pk: int) -> tuple[Any, ...]:
        known = self.expected[name].get(pk) or self.drafted.get(name, {}).get(pk)
        typed = " ".join(str(self.data.get(f"capacity-{pk}", "")).split())
        printable = "".join(c for c in typed if c.isprintable())
        return known or (printable[:300] or as_kept(_("Invited besides the composition")),)

    def context(self) -> dict[str, Any]:
        """Show one row a person, one column a conference."""
        ticked = {node.name: self._ticked(node.name) for node in self.conferences}
        keys = {pk for rows in (*self.expected.values(), *ticked.values()) for pk in rows}
        people = list(Person.objects.filter(pk__in=keys))
        listed = {entry.key: entry for entry in with_posts(people, on=self.place.on)}
        rows = []
        for person in people:
            cells = [
                {
                    "name": node.name,
                    "title": node.task_title,
                    "ticked": person.pk in ticked[node.name],
                    "belongs": person.pk in self.expected[node.name],
                }
                for node in self.conferences
            ]
            capacity = next(
                (known[person.pk] for known in self.expected.values() if person.pk in known), ()
            )
            drafted = next(
                (known[person.pk] for known in self.drafted.values() if person.pk in known), ()
            )
            rows.append(
                {
                    "entry": listed[person.pk],
                    "cells": cells,
                    "capacity": enumerated(capacity),
                    "typed": self.data.get(f"capacity-{person.pk}", enumerated(drafted)),
                }
            )
        return {
            "conferences": [
                {"node": node, "errors": self[node.name].errors, "count": len(ticked[node.name])}
                for node in self.conferences
            ],
            "rows": rows,
            "found": self.found(keys),
            "words": self.words(),
        }

    def _ticked(self, name: str) -> set[int]:
        if self.is_bound:
            return set(self.chosen(name))
        return set(self.drafted.get(name) or self.expected[name])
