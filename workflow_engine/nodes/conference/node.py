"""Conference: people meet, vote on slips, the slips are counted, and the count selects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Self

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy

from compliance.events import Event
from rules.compute.ballot import Count, Tally, quorum, tally
from rules.errors import CountError
from rules.library import law
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.messages import said
from workflow_engine.base.unread import accept, unread_in
from workflow_engine.dossiers.dating import before_what_it_follows
from workflow_engine.dossiers.models import (
    Candidate,
    CandidateVotes,
    Dossier,
    SignOff,
    Summons,
)
from workflow_engine.dossiers.models import Conference as ConferenceRow
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.conference.act import Ballot, ConferenceAct, Member, MoveAct
from workflow_engine.nodes.conference.minutes import contradictions
from workflow_engine.nodes.conference.moving import moved_to
from workflow_engine.nodes.conference.presiding import superior_as_kept, superior_presides
from workflow_engine.nodes.earlier import edition_problems_of, recorded_act
from workflow_engine.nodes.filing import file_own_paper
from workflow_engine.nodes.planned_dates import too_far
from workflow_engine.nodes.step import Step
from workflow_engine.nodes.stop import StopAct, stop
from workflow_engine.registry.models import Person

_Attendance = Summons.Attendance
# Beside which figure of the count minutes each contradiction is shown.
_COUNT_FIELDS = {
    "nobody-summoned": "present",
    "present-over-able": "present",
    "nobody-counts": "present",
    "no-quorum": "present",
    "prepared-not-invited": "slips_prepared",
    "distributed-not-present": "slips_distributed",
    "returned-over-distributed": "slips_returned",
    "slips-do-not-add-up": "slips_returned",
}


# What a count comes to, and the route of the same meaning where its name is another: a step without
# a threshold carries everybody forward.
_ROUTE_OF = {"opinion": "selected"}
# The outcomes by which candidates leave who are not selected; of an answer on one person the route
# says what follows.
_SELECTING = ("selected", "tied", "nobody")


def route_of(outcome: str) -> str:
    """Return the route that a conference takes by what a count came to."""
    return _ROUTE_OF.get(outcome, outcome)


class Conference(Step[ConferenceAct | MoveAct | StopAct]):
    """A conference (hội nghị).

    `composition` computes from the registry who belongs to it; `summoned_as` names the conference
    whose summons list it shares (a second ballot is held by the same people).
    """

    kind = "conference"
    kind_label = gettext_lazy("Conference")
    act = ConferenceAct
    acts = (ConferenceAct, MoveAct, StopAct)
    dated_by = "held_on"
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
        summoned_as: str = "",
        quorum: str | None = "",
    ) -> None:
        super().__init__()
        self.composition = composition
        self.ballot = ballot
        self._summoned_as = summoned_as
        # The rule of a ballot whose quorum holds for a conference that has no ballot of its own;
        # None where the article asks for no quorum.
        self.quorum = quorum

    @property
    def opens_the_procedure(self) -> bool:
        """Whether its day is that of the event by which the procedure is governed."""
        governed_by = self.flow_class.governed_by
        return any(each.event == governed_by and not each.planned for each in self.dated)

    @property
    def summoned_as(self) -> str:
        """The name of the conference whose summons list holds for this one."""
        return self._summoned_as or self.name

    def On(self, outcome: str, node: Any) -> Self:
        """Say where an outcome of the rule that counts leads: every one of them is a route."""
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

    def summonses(self, dossier: Dossier) -> list[Summons]:
        """Return the people summoned, with their persons."""
        return list(
            Summons.objects.filter(dossier=dossier, conference=self.summoned_as, struck=False)
            .select_related("person")
            .order_by("person__sort_key")
        )

    def superior_presides(self, dossier: Dossier, *, on: date) -> bool:
        """Whether the registry shows a case in which a superior's representative presides."""
        return superior_presides(dossier, on=on)

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
        standing = self.candidates(journal, act.votes)
        summonses = self.summonses(journal.dossier)
        problems = contradictions(self, journal, act, summonses)
        tallied = None
        # Where a number could not be read nothing is counted: the sums say nothing then.
        if self.ballot is not None and not unread_in(act):
            count = self._count(act, summonses, standing)
            try:
                tallied = tally(self.ballot.rule, count, on=journal.dossier.governing_date)
            except CountError as error:
                problems += [
                    Problem(_COUNT_FIELDS.get(found.code, "slips"), said(vi=found.vi, en=found.en))
                    for found in error.problems
                ]
        elif self.ballot is None and self.quorum and not unread_in(act.present):
            problems += self._no_quorum(self.quorum, journal, act, summonses)
        accept(act, problems)
        route = self._route(tallied, standing)
        self._store(journal, act, summonses, standing, tallied, route)
        if tallied is not None:
            self._settle(journal, tallied, standing, route)
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
        found = quorum(rule, self._count(act, summonses, {}), on=journal.dossier.governing_date)
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
        problems += before_what_it_follows(dossier, "first_conference_on", act.first_conference_on)
        problems += edition_problems_of(dossier, act.first_conference_on, recorded_act(dossier))
        problems += too_far("first_conference_on", act.first_conference_on, after=journal.on)
        problems = problems or moved_to(
            journal, act, gate=self.branches["moved"], effect=self.flow_class.takes_effect
        )
        accept(act, problems)
        journal.sign(
            SignOff.Act.DONE,
            reason=act.reason,
            payload={
                "first_conference_on": act.first_conference_on,
                **(
                    {"planned_effective_on": act.planned_effective_on}
                    if act.planned_effective_on
                    else {}
                ),
                **(
                    {"conference_confirmed": True}
                    if act.conference_confirmed == act.first_conference_on
                    else {}
                ),
                "route": "moved",
            },
        )
        return "moved"

    def _count(
        self, act: ConferenceAct, summonses: list[Summons], standing: dict[int, Candidate]
    ) -> Count:
        excused = sum(row.attendance == _Attendance.EXCUSED for row in summonses)
        return Count(
            invited=len(summonses),
            excused=excused,
            present=len(act.present),
            prepared=act.slips_prepared,
            distributed=act.slips_distributed,
            returned=act.slips_returned,
            blank_or_spoiled=act.blank_or_spoiled,
            votes={str(pk): act.votes.get(pk, 0) for pk in sorted(standing)},
        )

    def _route(self, tallied: Tally | None, standing: dict[int, Candidate]) -> str:
        if tallied is None:
            return "selected"
        route = route_of(tallied.outcome)
        if route not in self.branches:
            raise ImproperlyConfigured(
                f"{self.flow_class.__name__}.{self.name}: the count came to '{tallied.outcome}', "
                "which has no route. Add .On(...)."
            )
        if "differs" in self.branches and any(
            standing[int(key)].added_at != self.flow_class.nomination for key in tallied.selected
        ):
            # NĐ 170/2025 (original), art. 33, cl. 2, pt. c.
            # Interpretation: the result differs when it names whom step 2 did not introduce.
            return "differs"
        return route

    def _store(
        self,
        journal: Journal,
        act: ConferenceAct,
        summonses: list[Summons],
        standing: dict[int, Candidate],
        tallied: Tally | None,
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
        slips = self.ballot is not None
        conference = ConferenceRow.objects.create(
            dossier=journal.dossier,
            step=self.name,
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
            slips_prepared=act.slips_prepared if slips else None,
            slips_distributed=act.slips_distributed if slips else None,
            slips_returned=act.slips_returned if slips else None,
            slips_blank_or_spoiled=act.blank_or_spoiled if slips else None,
            rule=self.ballot.rule if self.ballot else "",
            tally=tallied.as_dict() if tallied else {},
            outcome=route,
        )
        for kind, number in (
            ("conference-minutes", act.minutes_number),
            ("count-minutes", act.count_minutes_number),
        ):
            if number:
                file_own_paper(journal, kind=kind, number=number, dated_on=act.held_on)
        if self.ballot is None or tallied is None:
            return
        for pk in sorted(standing):
            CandidateVotes.objects.create(
                conference=conference, candidate=standing[pk], slips=act.votes.get(pk, 0)
            )
        journal.add(
            Event.BALLOT_COUNTED,
            header={"outcome": tallied.outcome},
            payload={
                "count": {
                    "rule": self.ballot.rule,
                    "on": journal.dossier.governing_date,
                    "reading": law().reading,
                    "count": asdict(self._count(act, summonses, standing)),
                    "tally": tallied.as_dict(),
                },
                "candidates": {
                    str(pk): person_as_dict(candidate.person) for pk, candidate in standing.items()
                },
            },
        )

    def _settle(
        self, journal: Journal, tallied: Tally, standing: dict[int, Candidate], route: str
    ) -> None:
        """Whoever is not carried leaves; where the result differs all wait for the next ballot."""
        if route == "differs" or tallied.outcome not in _SELECTING:
            return
        for pk, candidate in standing.items():
            if str(pk) not in tallied.selected:
                journal.settle(
                    candidate,
                    Candidate.Status.NOT_SELECTED,
                )
