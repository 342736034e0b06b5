"""Counting the ballots of a conference: who could vote, how the slips fell, what they come to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy

from rules.compute.ballot import Count, Tally, joint_outcome, tally
from rules.errors import CountError
from rules.library import law
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.messages import said
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import Dossier, Summons
from workflow_engine.nodes.conference.act import Ballot, ConferenceAct, Counted

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

# What the slips that answer on one person may say, in the words of the count minutes.
ANSWERS: Mapping[str, Any] = {
    "agree": gettext_lazy("agree"),
    "disagree": gettext_lazy("disagree"),
    "high": gettext_lazy("high confidence"),
    "medium": gettext_lazy("middling confidence"),
    "low": gettext_lazy("low confidence"),
}


@dataclass(frozen=True)
class Held:
    """One ballot that was held: its declaration, the numbers, and what they come to."""

    ballot: Ballot
    count: Count
    tally: Tally
    answers: tuple[str, ...]


@dataclass
class Result:
    """All that a conference counted: the ballots in their order, and what is wrong with them."""

    held: list[Held] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def last(self) -> list[Held]:
        """The ballots that decide: those upon which no other followed."""
        followed = {each.ballot.after.partition(":")[0] for each in self.held if each.ballot.after}
        return [each for each in self.held if each.ballot.name not in followed]

    @property
    def outcome(self) -> str:
        """What the conference came to; of bodies that are counted apart what they come to both."""
        return joint_outcome(each.tally.outcome for each in self.last)


def answers_of(ballot: Ballot, dossier: Dossier) -> tuple[str, ...]:
    """Return the answers that the slips of a ballot may give; none where they name candidates."""
    return law().ballot(ballot.rule, dossier.governing_date).answers


def word_of(ballot: Ballot, answer: str) -> Any:
    """Return an answer in words; its name where nobody words it."""
    return ballot.options.get(answer) or ANSWERS.get(answer, answer)


def is_worded(ballot: Ballot, answer: str) -> bool:
    """Tell whether somebody words an answer, whatever its words are: in English “agree” is one."""
    return bool(ballot.options.get(answer)) or answer in ANSWERS


def field_of(ballot: Ballot, name: str) -> str:
    """Return what the field of a figure of a ballot is called, on a page and in a problem."""
    return f"{ballot.name}-{name}" if ballot.name else name


def numbers(
    ballot: Ballot, dossier: Dossier, act: ConferenceAct, summonses: Iterable[Summons]
) -> tuple[int, int, int]:
    """Return how many of the voters of a ballot were invited, excused and present.

    Interpretation: of a body that is counted apart all its members by the registry are invited,
    as the law takes the share of all of them.
    """
    rows = list(summonses)
    excused = {r.person_id for r in rows if r.attendance == Summons.Attendance.EXCUSED}
    if ballot.composition is None:
        return len(rows), len(excused), len(act.present)
    body = {member.person for member in ballot.composition(dossier, on=act.held_on)}
    return len(body), len(body & excused), len(body & set(act.present))


def counted(
    ballots: Iterable[Ballot],
    dossier: Dossier,
    act: ConferenceAct,
    summonses: Collection[Summons],
    standing: Collection[int],
) -> Result:
    """Count the ballots one after the other; nothing is counted where a number was not read."""
    found = Result()
    ballots = tuple(ballots)
    for name in sorted(set(act.counts) - {ballot.name for ballot in ballots}):
        found.problems.append(Problem("slips", _("This conference holds no ballot “%s”.") % name))
    came_to: dict[str, str] = {}
    for ballot in ballots:
        called, given = _called_for(ballot, came_to), act.counts.get(ballot.name)
        if called is None or unread_in(given):
            continue  # What it depends on, or it itself, could not be counted.
        if not called:
            if given is not None:
                told = _("No slips are counted of “%s”: the ballot before it does not call for it.")
                found.problems.append(
                    Problem(field_of(ballot, "slips_returned"), told % ballot.title)
                )
            continue
        if unread_in((act.present, act.held_on)):
            continue
        _count(found, ballot, dossier, act, summonses, standing, given or Counted())
        if found.held and found.held[-1].ballot is ballot:
            came_to[ballot.name] = found.held[-1].tally.outcome
    return found


def _called_for(ballot: Ballot, came_to: Mapping[str, str]) -> bool | None:
    """Tell whether a ballot is to be held; None where the one before it was not counted."""
    if not ballot.after:
        return True
    before, _colon, outcome = ballot.after.partition(":")
    return came_to[before] == outcome if before in came_to else None


def _count(
    found: Result,
    ballot: Ballot,
    dossier: Dossier,
    act: ConferenceAct,
    summonses: Collection[Summons],
    standing: Collection[int],
    given: Counted,
) -> None:
    answers = answers_of(ballot, dossier)
    if answers and len(standing) != 1:
        told = _("The slips answer on one person; %(n)s are in consideration.")
        found.problems.append(Problem("slips", told % {"n": len(standing)}))
        return
    options = answers or tuple(str(pk) for pk in sorted(standing))
    strange = {name: slips for name, slips in given.votes.items() if name not in options}
    invited, excused, present = numbers(ballot, dossier, act, summonses)
    count = Count(
        invited=invited,
        excused=excused,
        present=present,
        prepared=given.slips_prepared,
        distributed=given.slips_distributed,
        returned=given.slips_returned,
        blank_or_spoiled=given.blank_or_spoiled,
        votes={**{name: given.votes.get(name, 0) for name in options}, **strange},
    )
    try:
        came_to = tally(ballot.rule, count, on=dossier.governing_date)
    except CountError as error:
        found.problems += [
            Problem(_field(ballot, problem.code), said(vi=problem.vi, en=problem.en))
            for problem in error.problems
        ]
        return
    found.held.append(Held(ballot, count, came_to, answers))


def _field(ballot: Ballot, code: str) -> str:
    name = _COUNT_FIELDS.get(code, "slips")
    return name if name == "present" else field_of(ballot, name)
