"""Nomination: people are entered as candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext_lazy

from compliance.events import Event
from compliance.history import create_many
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept, unread_in
from workflow_engine.dossiers.models import Candidate, SignOff
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.gate import Gate
from workflow_engine.nodes.planned_dates import AsOf, Typed, out_of_order, struck_out_by_dates
from workflow_engine.nodes.step import Step
from workflow_engine.registry import twins
from workflow_engine.registry.models import Person, Post


@dataclass(frozen=True)
class NominationAct:
    """The people entered, by key, and what the list rests on.

    `posts` are the posts, by person, for which they are considered, where each aims at one of his
    or her own.
    `planned_effective_on` is the date of effect that is planned from now on, where it is another.
    `date_confirmed` repeats the planned date after it was shown whom of them it strikes out, and
    `conference_confirmed` that of the first conference.
    """

    people: tuple[int, ...]
    note: str = ""
    posts: Mapping[int, int] = field(default_factory=dict)
    planned_effective_on: date | None = None
    date_confirmed: date | None = None
    conference_confirmed: date | None = None


class Nomination(Step[NominationAct]):
    """People are entered as candidates, at least one unless `optional`.

    `takes_back`: whom a conference did not carry forward may be introduced again, and is judged
    again. Whom a gate struck out, and who withdrew, stays out of the dossier.
    """

    kind = "nomination"
    kind_label = gettext_lazy("Entry of candidates")
    act = NominationAct
    route_labels = {"done": gettext_lazy("entered"), "nobody": gettext_lazy("nobody else")}

    def __init__(
        self, *, optional: bool = False, takes_back: bool = False, one: bool = False
    ) -> None:
        super().__init__()
        # Whether the article is about one person, chosen before the procedure.
        self.one = one
        self.optional = optional
        self.takes_back = takes_back

    def Nobody(self, node: Any) -> Self:
        """Say where it leads when nobody further is entered."""
        return self.branch("nobody", node)

    def may_return(self, candidate: Candidate) -> bool:
        """Whether the step takes back a candidate who is out of consideration."""
        return self.takes_back and candidate.status == Candidate.Status.NOT_SELECTED

    def perform(self, journal: Journal, act: NominationAct) -> str:
        """Enter the people; who is in the dossier already is refused, or taken back.

        Raises:
            IncompleteActError: nobody, an unknown person, somebody who is in the dossier and whom
                the step does not take back, or a planned date that alone strikes somebody out.
        """
        wanted = set(act.people)
        people = list(Person.objects.filter(pk__in=wanted))
        known = twins.as_it_stands()
        already = {known.of(each.person_id): each for each in journal.candidates()}
        in_error = (twins.error_of(person, known) for person in people)
        problems = [Problem("people", told) for told in in_error if told]
        problems += [
            Problem(
                "people",
                _("%(name)s is in this dossier already (%(status)s) and cannot be entered again.")
                % {
                    "name": person.full_name,
                    "status": Candidate.Status(already[person.pk].status).label,
                },
            )
            for person in people
            if person.pk in already and not self.may_return(already[person.pk])
        ]
        if len(people) != len(wanted):
            problems.append(
                Problem("people", _("The list names somebody who is not in the registry."))
            )
        if not wanted and not self.optional:
            problems.append(Problem("people", _("Enter at least one person.")))
        if self.one and len(wanted) > 1:
            problems.append(Problem("people", _("Enter one person: this procedure is about one.")))
        new = [person for person in people if person.pk not in already]
        aims, lacking = _aims(journal, act, new)
        problems += lacking
        considered = {pk: candidate.post for pk, candidate in already.items()} | aims
        accept(act, problems or self._struck_out(journal, act, people, considered))
        entered = [
            Candidate(dossier=journal.dossier, person=p, post=aims.get(p.pk), added_at=self.name)
            for p in new
        ]
        create_many(entered)
        for candidate in entered:
            journal.entered(candidate)
        for person in people:
            if person.pk in already:
                self._take_back(journal, already[person.pk])
        journal.candidates_changed()
        journal.sign(
            SignOff.Act.DONE,
            payload={
                "note": act.note,
                "entered": len(people),
                **(
                    {"planned_effective_on": act.planned_effective_on}
                    if act.planned_effective_on
                    else {}
                ),
                **({"date_confirmed": True} if act.date_confirmed else {}),
                **({"conference_confirmed": True} if act.conference_confirmed else {}),
            },
        )
        return "done" if people or "nobody" not in self.branches else "nobody"

    def gate_ahead(self) -> Gate | None:
        """Return the gate that judges those who are entered: the first to which the step leads."""
        waiting, seen = list(self.branches.values()), set()
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, Gate):
                return node
            if node.name not in seen:
                seen.add(node.name)
                waiting += node.branches.values()
        return None

    def _struck_out(
        self,
        journal: Journal,
        act: NominationAct,
        people: list[Person],
        posts: Mapping[int, Post | None],
    ) -> list[Problem]:
        """Show whom of those entered a planned date would strike out at the gate, and no other.

        Whoever was not in the planning when the date was typed is asked about here. A procedure
        that plans no date of effect asks about none.
        """
        gate, dossier, effect = self.gate_ahead(), journal.dossier, self.flow_class.takes_effect
        if gate is None or not effect or unread_in(act):
            return []
        facts_on = gate.day_of_facts(dossier, otherwise=journal.on)
        planned = act.planned_effective_on or dossier.planned_effect or facts_on
        if act.planned_effective_on is not None:
            found = out_of_order("planned_effective_on", planned, after=facts_on, today=journal.on)
            if found:
                return found
        return struck_out_by_dates(
            dossier,
            # Rows in memory, with keys that no stored row has.
            [
                Candidate(
                    pk=-p.pk,
                    dossier=dossier,
                    person=p,
                    post=posts.get(p.pk),
                    added_at=self.name,
                )
                for p in people
            ],
            gate=gate.gate,
            judged=AsOf(facts_on, planned),
            typed=[
                Typed(
                    "planned_effective_on",
                    "date_confirmed",
                    planned,
                    AsOf(facts_on, facts_on),
                    act.date_confirmed,
                ),
                Typed(
                    "people",
                    "conference_confirmed",
                    facts_on,
                    AsOf(min(facts_on, journal.on), planned),
                    act.conference_confirmed,
                ),
            ],
        )

    def _take_back(self, journal: Journal, candidate: Candidate) -> None:
        journal.add(
            Event.CANDIDATE_ADDED,
            header={"candidate": candidate.pk},
            payload={
                "person": person_as_dict(candidate.person),
                "not_selected_at": candidate.status_step,
            },
        )
        candidate.added_at = self.name
        journal.settle(candidate, Candidate.Status.STANDING)


def _aims(
    journal: Journal, act: NominationAct, people: Sequence[Person]
) -> tuple[dict[int, Post], list[Problem]]:
    """Return by person the post for which each is considered, and what is wrong with them.

    It is the post that the dossier is about, or one of each person's own, or none.
    """
    dossier = journal.dossier
    considers = dossier.flow_class.considers
    if not considers.each_its_own:
        post = considers.post_of(dossier.subject)
        return ({person.pk: post for person in people} if post is not None else {}), []
    known = {
        post.pk: post
        for post in Post.objects.select_related("unit", "title").filter(
            pk__in=set(act.posts.values()), unit__ended_on=None
        )
    }
    found = {p.pk: known[act.posts[p.pk]] for p in people if act.posts.get(p.pk) in known}
    told = _("Say for which post %(name)s is considered.")
    return found, [
        Problem(f"post-{person.pk}", told % {"name": person.full_name})
        for person in people
        if person.pk not in found
    ]
