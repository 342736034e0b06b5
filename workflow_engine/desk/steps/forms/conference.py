"""Recording a conference: who came, who presided, how the slips fell."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rules.library import law
from workflow_engine.base.messages import language
from workflow_engine.desk.forms import CODE_LENGTH, ActForm
from workflow_engine.desk.people.finding import with_posts
from workflow_engine.desk.steps.forms.confirming import ConferenceConfirmingForm
from workflow_engine.desk.steps.forms.lists import SearchingForm
from workflow_engine.dossiers.models import Conference as ConferenceRow
from workflow_engine.dossiers.models import Summons as SummonsRow
from workflow_engine.nodes import ConferenceAct, StopAct
from workflow_engine.nodes.conference.act import MoveAct
from workflow_engine.nodes.conference.presiding import heads, leaders, superior_of
from workflow_engine.pages.fields import (
    CountField,
    DayField,
    KeyField,
    KeysField,
    LineField,
    WordsField,
)
from workflow_engine.registry.models import Person

_SLIPS = (
    "count_minutes_number",
    "slips_prepared",
    "slips_distributed",
    "slips_returned",
    "blank_or_spoiled",
    "slips_stamped",
)


# Where the registry knows the superior agency, it says who leads it.
_SENT = ("presider_role", "sent_by", "sent_number", "sent_on")


class ConferenceForm(SearchingForm):
    """What the minutes and the count minutes say."""

    template = "desk/steps/conference.html"
    names = {
        "slips": "slips_returned",
        "prepared": "slips_prepared",
        "distributed": "slips_distributed",
        "returned": "slips_returned",
    }

    held_on = DayField(label=_("Held on"))
    format = forms.ChoiceField(
        label=_("How it met"), choices=ConferenceRow.Format, initial=ConferenceRow.Format.IN_PERSON
    )
    presided_as = forms.ChoiceField(
        label=_("Presided by"),
        choices=[
            ("head", _("The head")),
            ("superior", _("A representative of the direct superior")),
        ],
        widget=forms.RadioSelect,
    )
    presided_by = KeyField(label=_("Person who presided"), widget=forms.Select)
    superior_case = forms.ChoiceField(
        label=_("Case in which the direct superior presides"),
        choices=[("", _("Choose the case")), *ConferenceRow.SuperiorCase.choices],
        required=False,
        help_text=_("Needed where the head did not preside: NĐ 170/2025, art. 34, cl. 2."),
    )
    superior_reason = WordsField(
        label=_("On what it rests that this case is given"),
        required=False,
        rows=2,
        max_length=1000,
        help_text=_("Needed in the cases a, c and d; the authority reads it before it decides."),
    )
    presider_role = LineField(
        label=_("Post of the representative of the direct superior"),
        required=False,
        max_length=200,
        help_text=_("Needed where the head did not preside."),
    )
    sent_by = LineField(label=_("Sent by"), required=False, max_length=200)
    sent_number = LineField(
        label=_("Number of the sending paper"), required=False, max_length=CODE_LENGTH
    )
    sent_on = DayField(label=_("Date of the sending paper"), required=False)
    minutes_number = LineField(label=_("Number of the minutes"), max_length=CODE_LENGTH)
    announced = forms.BooleanField(
        label=_("The result was announced at the conference"), required=False
    )
    present = KeysField(label=_("Present"), required=False)
    count_minutes_number = LineField(label=_("Number of the count minutes"), max_length=CODE_LENGTH)
    slips_prepared = CountField(label=_("Slips prepared"))
    slips_distributed = CountField(label=_("Slips handed out"))
    slips_returned = CountField(label=_("Slips returned"))
    blank_or_spoiled = CountField(label=_("Blank or spoiled slips"))
    slips_stamped = forms.BooleanField(
        label=_("The slips bear the hanging stamp of the agency or the signature of the chair"),
        required=False,
    )

    def build(self) -> None:
        """Offer those summoned; ask for slips only where the conference votes."""
        place = self.place
        self.summonses = place.node.summonses(place.dossier)
        superior = place.node.superior_presides(place.dossier, on=place.on)
        self.fields["presided_as"].initial = "superior" if superior else "head"
        self.superior = superior
        if superior:
            self.fields["superior_case"].initial = ConferenceRow.SuperiorCase.ONE_LEADER
        if superior_of(place.dossier.agency) is not None:
            for name in _SENT:
                del self.fields[name]
        heading = heads(place.dossier.agency, on=place.on)
        if not superior and len(heading) == 1:
            self.fields["presided_by"].initial = min(heading)
        self.fields["announced"].initial = bool(place.node.announced)
        if place.node.opens_the_procedure:
            self.fields["held_on"].initial = place.dossier.dates.get(
                place.dossier.flow_class.governed_by
            )
        self.fields["presided_by"].widget.choices = self._presiders()
        if place.node.ballot is None:
            for name in _SLIPS:
                del self.fields[name]
            return
        for candidate in place.standing():
            self.fields[f"votes-{candidate.pk}"] = CountField(
                label=_("Slips for %(name)s") % {"name": candidate}
            )

    def _presiders(self) -> list[tuple[Any, str]]:
        """Return the head, the leaders of the superior, and whoever was looked for or chosen."""
        agency, on = self.place.dossier.agency, self.place.on
        superior = superior_of(agency)
        lawful = heads(agency, on=on) | (leaders(superior, on=on) if superior else set())
        chosen = str(self.data.get("presided_by", "")) if self.is_bound else ""
        if chosen.isascii() and chosen.isdigit() and len(chosen) <= 15:
            lawful.add(int(chosen))
        offered = with_posts(Person.objects.filter(pk__in=lawful).order_by("sort_key"), on=on)
        if self.words():
            offered += self.found({entry.key for entry in offered})
        return [
            ("", _("Choose a person")),
            *((entry.key, f"{entry.person}, {entry.posts}"[:120]) for entry in offered),
        ]

    def clean(self) -> dict[str, Any]:
        """More slips than were returned cannot be blank or for anybody."""
        cleaned = super().clean()
        returned, blank = cleaned.get("slips_returned"), cleaned.get("blank_or_spoiled")
        if returned is not None and blank is not None and blank > returned:
            self.add_error(
                "blank_or_spoiled", _("More slips are blank or spoiled than were returned.")
            )
        return cleaned

    def act(self) -> ConferenceAct:
        """Return the minutes. Votes for others than the page lists go along, to be refused."""
        data = self.cleaned_data
        act = {
            name: data[name]
            for name in (
                "held_on",
                "presided_by",
                "presided_as",
                "superior_case",
                "superior_reason",
                "minutes_number",
                "announced",
                "format",
            )
        }
        act |= {name: data[name] for name in _SENT if name in self.fields}
        act["present"] = frozenset(data["present"])
        if self.place.node.ballot is not None:
            act |= {name: data[name] for name in _SLIPS}
            act["votes"] = {pk: data.get(f"votes-{pk}", 0) for pk in self.keys("votes")}
        else:
            act["votes"] = dict.fromkeys(self.keys("votes"), 0)
        return ConferenceAct(**act)

    def context(self) -> dict[str, Any]:
        """Show the attendance list, the rule of the count in words, and the denominator so far."""
        present = set(self.chosen("present"))
        excused = SummonsRow.Attendance.EXCUSED
        rows = [
            {
                "summons": row,
                "excused": row.attendance == excused,
                "present": row.person_id in present,
            }
            for row in self.summonses
        ]
        away = sum(row["excused"] for row in rows)
        node = self.place.node
        return {
            "rows": rows,
            "invited": len(rows),
            "excused": away,
            "counted": len(rows) - away,
            "votes": [self[f"votes-{c.pk}"] for c in self.place.standing()] if node.ballot else [],
            "rule": rule_in_words(node, self.place.dossier, invited=len(rows), excused=away),
            "superior": self.superior,
            "found_words": self.words(),
            "may_move": "moved" in node.branches,
        }


class MoveForm(ConferenceConfirmingForm):
    """The first conference is moved to another day."""

    template = "desk/steps/conference.html"
    prefix = "move"
    confirms = {
        "date_confirmed": "planned_effective_on",
        "conference_confirmed": "first_conference_on",
    }

    first_conference_on = DayField(label=_("New day of the first conference"))
    planned_effective_on = DayField(
        label=_("New planned date of effect"),
        required=False,
        help_text=_("Needed where the one that is planned lies before the new day."),
    )
    reason = WordsField(label=_("Why it is moved"), rows=2, max_length=1000)

    def act(self) -> MoveAct:
        """Return the move."""
        data = self.cleaned_data
        return MoveAct(
            data["first_conference_on"],
            data["reason"],
            data["planned_effective_on"],
            data["conference_confirmed"],
            data["date_confirmed"],
        )


class StopForm(ActForm):
    """Nobody is left in consideration: the step is not taken."""

    prefix = "stop"

    reason = WordsField(label=_("Why nobody is left"), rows=2, max_length=2000)

    def act(self) -> StopAct:
        """Return the stop."""
        return StopAct(self.cleaned_data["reason"])


def rule_in_words(node: Any, dossier: Any, *, invited: int, excused: int) -> dict[str, Any] | None:
    """Return how the slips of a conference are counted, in words with the numbers known so far."""
    if node.ballot is None:
        return None
    rule = law().ballot(node.ballot.rule, dossier.governing_date)
    words = {
        "invited": gettext("all who were summoned: %(n)s") % {"n": invited},
        "invited less excused": gettext("those summoned less those excused: %(i)s − %(e)s = %(n)s")
        % {"i": invited, "e": excused, "n": invited - excused},
        "present": gettext("those present, as ticked below"),
    }
    lang = language()
    figures = []
    for name in rule.figures:
        if name == rule.quorum_from and not rule.quorum_binds:
            continue  # No text asks for it: nobody is told that it has to be reached.
        figure = law().figure(name, dossier.governing_date)
        share = f"{figure.value}/{figure.over}" if figure.is_share else str(figure.value)
        figures.append({"words": figure.description[lang], "share": share})
    return {
        "title": rule.title[lang],
        "denominator": words.get(rule.denominator, rule.denominator),
        "figures": figures,
        "note": rule.note.get(lang, ""),
        "citation": rule.citation.text(lang),
        "verified": rule.confidence.verified,
        "secret": node.ballot.secret,
        "number": {"invited": invited, "invited less excused": invited - excused}.get(
            rule.denominator
        ),
    }
