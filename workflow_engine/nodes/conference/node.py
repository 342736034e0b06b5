"""Conference: people meet, vote on slips, the slips are counted, and the count selects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, Self

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Max
from django.utils.translation import gettext_lazy
from viewflow.workflow.activation import Activation

from compliance.events import Event
from compliance.history import create_many
from rules.compute.ballot import Count, quorum
from rules.library import law
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept, unread_in
from workflow_engine.dossiers.models import (
    BallotVotes,
    Candidate,
    CountedBallot,
    Dossier,
    Paper,
    SignOff,
    Summons,
)
from workflow_engine.dossiers.models import Conference as ConferenceRow
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.conference.act import Ballot, ConferenceAct, Member, MoveAct
from workflow_engine.nodes.conference.counting import Held, Result, answers_of, counted
from workflow_engine.nodes.conference.minutes import contradictions, too_early
from workflow_engine.nodes.conference.presiding import Presiding, superior_as_kept
from workflow_engine.nodes.earlier import edition_problems_of, recorded_act
from workflow_engine.nodes.planned_dates import too_far
from workflow_engine.nodes.step import Step, StepActivation
from workflow_engine.nodes.stop import StopAct, stop
from workflow_engine.registry.models import Person

_Attendance = Summons.Attendance
# What a count comes to, and the route of the same meaning where its name is another: a step without
# a threshold carries everybody forward.
_ROUTE_OF = {"opinion": "selected"}
# The outcomes of slips that name candidates: whoever is not selected leaves. What follows for the
# one person on whom slips answer the flow declares with the route.
_SELECTING = frozenset({"selected", "tied", "nobody"})


def route_of(outcome: str) -> str:
    """Return the route that a conference takes by what a count came to."""
    return _ROUTE_OF.get(outcome, outcome)


class ConferenceActivation(StepActivation):
    """Waits for the minutes; whoever was summoned is summoned again where it is held again."""

    @Activation.status.super()
    def activate(self) -> None:
        """Draw up the list of a sitting after the first as that of the one before."""
        self.flow_task.summon_again(self.process)


class Conference(Step[ConferenceAct | MoveAct | StopAct]):
    """A conference (hội nghị).

    `composition` computes from the registry who belongs to it; `summoned_as` names the conference
    whose summons list it shares (a second ballot is held by the same people). It holds one `ballot`
    or several `ballots` in their order, or none.
    """

    kind = "conference"
    kind_label = gettext_lazy("Conference")
    activation_class = ConferenceActivation
    act = ConferenceAct
    acts = (ConferenceAct, MoveAct, StopAct)
    left_because = gettext_lazy("Not selected at “%(step)s”.")
    route_labels = {
        "selected": gettext_lazy("selected"),
        "nobody": gettext_lazy("nobody selected"),
        "tied": gettext_lazy("two tied at half"),
        "differs": gettext_lazy("differs from the step before"),
        "moved": gettext_lazy("moved to another day"),
        "approved": gettext_lazy("agreed by the ballot"),
        "head-decides": gettext_lazy("the head decides"),
        "reported": gettext_lazy("reported to the authority"),
        "split": gettext_lazy("the bodies differ"),
        "not-written": gettext_lazy("the text does not say what follows"),
        "resignation": gettext_lazy("may resign"),
        "dismissal": gettext_lazy("removed from the post"),
        "person-decides": gettext_lazy("the person decides"),
        "kept": gettext_lazy("stays in the post"),
    }

    def __init__(
        self,
        *,
        composition: Callable[..., Sequence[Member]],
        ballot: Ballot | None = None,
        ballots: Sequence[Ballot] = (),
        summoned_as: str = "",
        quorum: str | None = "",
        presided: Presiding | None = None,
    ) -> None:
        super().__init__()
        self.composition = composition
        self.ballots = (ballot, *ballots) if ballot else tuple(ballots)
        self.leaving: frozenset[str] = frozenset()
        self._summoned_as = summoned_as
        # The rule of a ballot whose quorum holds for a conference that has no ballot of its own;
        # None where the article asks for no quorum.
        self.quorum = quorum
        self._presided = presided

    @property
    def presiding(self) -> Presiding | None:
        """Who presides: as this conference declares it, or its procedure."""
        return self._presided or self.flow_class.presiding

    @property
    def opens_the_procedure(self) -> bool:
        """Whether its day is that of the event by which the procedure is governed."""
        governed_by = self.flow_class.governed_by
        return any(each.event == governed_by and not each.planned for each in self.dated)

    @property
    def summoned_as(self) -> str:
        """The name of the conference whose summons list holds for this one."""
        return self._summoned_as or self.name

    def On(self, outcome: str, node: Any, *, leaves: bool = False) -> Self:
        """Say where an outcome of the rule that counts leads: every one of them is a route.

        The person on whom the slips answer stays in consideration unless the route says `leaves`.
        """
        if leaves:
            self.leaving |= {outcome}
        return self.branch(route_of(outcome), node)

    def Selected(self, node: Any) -> Self:
        """Say where a selection leads."""
        return self.On("selected", node)

    def Nobody(self, node: Any) -> Self:
        """Say where it leads when nobody is selected, or left: stop and report."""
        return self.On("nobody", node)

    def Tied(self, node: Any) -> Self:
        """Say where a tie of two at exactly half leads."""
        return self.On("tied", node)

    def Differs(self, node: Any) -> Self:
        """Say where a result leads that differs from the step before."""
        return self.branch("differs", node)

    def Moved(self, node: Any) -> Self:
        """Say where a move of the first conference leads: back to the gate."""
        return self.branch("moved", node)

    @property
    def excusable(self) -> bool:
        """Whether absentees for force majeure leave the count of one of its ballots."""
        return any(ballot.excusable for ballot in self.ballots)

    def sittings(self, dossier: Dossier) -> int:
        """Return how often it was held."""
        return ConferenceRow.objects.filter(dossier=dossier, step=self.name).count()

    def summonses(self, dossier: Dossier) -> list[Summons]:
        """Return the people summoned to the sitting at hand, with their persons."""
        rows = Summons.objects.filter(dossier=dossier, conference=self.summoned_as, struck=False)
        latest = rows.aggregate(latest=Max("sitting"))["latest"]
        return list(
            rows.filter(sitting=latest).select_related("person").order_by("person__sort_key")
        )

    def summon_again(self, dossier: Dossier) -> None:
        """Summon the people of the sitting before, unless a list of the next one is drawn up."""
        sitting = self.sittings(dossier) + 1
        before = self.summonses(dossier) if sitting > 1 and self.summoned_as == self.name else []
        create_many(
            [
                Summons(
                    dossier=dossier,
                    conference=self.name,
                    sitting=sitting,
                    person=row.person,
                    capacity=row.capacity,
                    capacities=row.capacities,
                )
                for row in before
                if row.sitting < sitting
            ]
        )

    def perform(self, journal: Journal, act: ConferenceAct | MoveAct | StopAct) -> str:
        """Record the conference, count, and settle who is carried forward; or move it, or stop.

        Raises:
            IncompleteActError: the minutes contradict the summons, the dates or the arithmetic.
            CandidateNotInConsiderationError: slips are entered for somebody who is not carried.
        """
        if isinstance(act, MoveAct):
            return self._move(journal, act)
        if isinstance(act, StopAct):
            return stop(self, journal, act)
        standing = self.candidates(journal, self._named(journal.dossier, act))
        summonses = self.summonses(journal.dossier)
        problems = contradictions(self, journal, act, summonses)
        result = counted(self.ballots, journal.dossier, act, summonses, standing)
        problems += result.problems
        if not self.ballots and self.quorum and not unread_in(act.present):
            problems += self._no_quorum(self.quorum, journal, act, summonses)
        accept(act, problems)
        route = self._route(result, standing)
        self._store(journal, act, summonses, standing, result, route)
        self._settle(journal, result, standing, route)
        journal.sign(
            SignOff.Act.DONE,
            event=Event.CONFERENCE_HELD,
            payload={
                "held_on": act.held_on,
                "presided_by": person_as_dict(Person.objects.get(pk=act.presided_by)),
                "presided_as": act.presided_as,
                **superior_as_kept(journal.dossier, act),
                "present": len(act.present),
                "invited": len(summonses),
                "minutes": act.minutes_number,
                "count_minutes": act.count_minutes_number,
                "announced": act.announced,
                "route": route,
            },
        )
        return route

    def _no_quorum(
        self, rule: str, journal: Journal, act: ConferenceAct, summonses: list[Summons]
    ) -> list[Problem]:
        """Say how many are missing at a conference without a ballot, whose quorum binds as well."""
        excused = sum(row.attendance == _Attendance.EXCUSED for row in summonses)
        attended = Count(len(summonses), excused, len(act.present), 0, 0, 0, 0, {})
        found = quorum(rule, attended, on=journal.dossier.governing_date)
        if found is None or not found.binds or found.holds:
            return []
        return [
            Problem(
                "present",
                _(
                    "%(present)s of %(invited)s summoned were present, %(needed)s are needed: the "
                    "conference cannot be held."
                )
                % {
                    "present": found.present,
                    "invited": len(summonses),
                    "needed": found.needed,
                },
            )
        ]

    def _move(self, journal: Journal, act: MoveAct) -> str:
        dossier = journal.dossier
        problems = []
        if "moved" not in self.branches:
            problems.append(Problem("first_conference_on", _("This conference cannot be moved.")))
        if not act.reason.strip():
            problems.append(Problem("reason", _("Say why the conference is moved.")))
        last = dossier.dates.last()
        if last and act.first_conference_on < last.on:
            problems.append(Problem("first_conference_on", too_early(last)))
        problems += edition_problems_of(dossier, act.first_conference_on, recorded_act(dossier))
        problems += too_far("first_conference_on", act.first_conference_on, after=journal.on)
        accept(act, problems)
        journal.sign(
            SignOff.Act.DONE,
            reason=act.reason,
            payload={"first_conference_on": act.first_conference_on, "route": "moved"},
        )
        return "moved"

    def _named(self, dossier: Dossier, act: ConferenceAct) -> set[int]:
        """Return the candidates whom the slips name; what is no key of one is nobody's."""
        on_persons = {ballot.name for ballot in self.ballots if answers_of(ballot, dossier)}
        named: set[int] = set()
        for name, given in act.counts.items():
            if name not in on_persons and not unread_in(given):
                named |= {int(key) if key.isdigit() else 0 for key in given.votes}
        return named

    def _route(self, result: Result, standing: dict[int, Candidate]) -> str:
        if not result.held:
            return "selected"
        route = route_of(result.outcome)
        if route not in self.branches:
            raise ImproperlyConfigured(
                f"{self.flow_class.__name__}.{self.name}: the count came to '{result.outcome}', "
                "which has no route. Add .On(...)."
            )
        if "differs" in self.branches and any(
            standing[int(key)].added_at != self.flow_class.nomination
            for each in result.last
            for key in each.tally.selected
        ):
            # Interpretation: the result differs when it names whom the nomination did not.
            return "differs"
        return route

    def _store(
        self,
        journal: Journal,
        act: ConferenceAct,
        summonses: list[Summons],
        standing: dict[int, Candidate],
        result: Result,
        route: str,
    ) -> None:
        excused = 0
        for row in summonses:
            if row.attendance == _Attendance.EXCUSED:
                excused += 1
            elif row.conference == self.name:
                row.attendance = (
                    _Attendance.PRESENT if row.person_id in act.present else _Attendance.ABSENT
                )
                row.save()
        conference = ConferenceRow.objects.create(
            dossier=journal.dossier,
            step=self.name,
            sitting=self.sittings(journal.dossier) + 1,
            held_on=act.held_on,
            presided_by_id=act.presided_by,
            presided_as=act.presided_as,
            **superior_as_kept(journal.dossier, act),
            format=act.format,
            minutes_number=act.minutes_number,
            count_minutes_number=act.count_minutes_number,
            announced=act.announced,
            invited=len(summonses),
            excused=excused,
            present=len(act.present),
            outcome=route,
        )
        for kind, number in (
            ("conference-minutes", act.minutes_number),
            ("count-minutes", act.count_minutes_number),
        ):
            if number:
                Paper.objects.create(
                    dossier=journal.dossier,
                    step=self.name,
                    kind=kind,
                    number=number,
                    dated_on=act.held_on,
                    issued_by=str(journal.dossier.agency),
                )
        for each in result.held:
            self._store_ballot(journal, conference, each, standing)

    def _store_ballot(
        self,
        journal: Journal,
        conference: ConferenceRow,
        each: Held,
        standing: dict[int, Candidate],
    ) -> None:
        ballot, count = each.ballot, each.count
        row = CountedBallot.objects.create(
            conference=conference,
            name=ballot.name,
            rule=ballot.rule,
            invited=count.invited,
            excused=count.excused,
            present=count.present,
            slips_prepared=count.prepared,
            slips_distributed=count.distributed,
            slips_returned=count.returned,
            slips_blank_or_spoiled=count.blank_or_spoiled,
            tally=each.tally.as_dict(),
        )
        # Where the slips answer, they all answer on the one person.
        on_person = next(iter(standing.values()), None) if each.answers else None
        create_many(
            [
                BallotVotes(
                    ballot=row,
                    option=option,
                    candidate=on_person or standing[int(option)],
                    slips=slips,
                )
                for option, slips in count.votes.items()
            ]
        )
        named = {"ballot": ballot.name} if ballot.name else {}
        journal.add(
            Event.BALLOT_COUNTED,
            header={"outcome": each.tally.outcome},
            payload={
                **named,
                "count": {
                    "rule": ballot.rule,
                    "on": journal.dossier.governing_date,
                    "reading": law().reading,
                    "count": asdict(count),
                    "tally": each.tally.as_dict(),
                },
                "candidates": {
                    str(pk): person_as_dict(candidate.person) for pk, candidate in standing.items()
                },
            },
        )

    def _settle(
        self, journal: Journal, result: Result, standing: dict[int, Candidate], route: str
    ) -> None:
        """Whoever is not carried leaves; where the result differs all wait for the next ballot."""
        if route == "differs" or not result.held:
            return
        selecting = [each.tally for each in result.last if each.tally.outcome in _SELECTING]
        selected = {key for each in selecting for key in each.selected}
        for pk, candidate in standing.items():
            if result.outcome in self.leaving or (selecting and str(pk) not in selected):
                journal.settle(
                    candidate,
                    Candidate.Status.NOT_SELECTED,
                )
