"""Who is selected in a recruitment: ranking, ties, next in line, second preferences.

Civil servants: Decree 170/2025, art. 10 (examination), art. 12 (selection), art. 18 cl. 4 as
amended and art. 19 cl. 4 as first issued (next in line). Public employees until 30 June 2026:
Decree 115/2020, arts. 10 and 18.

The raw mark has to pass before any priority is added. Ties matter at the last place alone; each
regime breaks them in its own order, and what that leaves equal a person decides on record: the
answer then names the tied, and nobody of them is selected by chance or by the order of a list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from rules.compute.exact import Mark, exactly
from rules.compute.scores import single
from rules.definitions import Law
from rules.errors import ScoreError
from rules.model import Json


class Regime(StrEnum):
    """What the ranking follows."""

    EXAM = "exam"
    SELECTION = "selection"
    PUBLIC_EMPLOYEE = "public-employee"


# What breaks a tie at the last place, in this order; after that the head decides.
TIE_BREAKS = {
    Regime.EXAM: ("score", "written"),
    Regime.SELECTION: ("score",),
    Regime.PUBLIC_EMPLOYEE: ("general",),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to be ranked: the raw professional result, the points added to it, the tie-breaks.

    `failed` is what `scores.combined` or `scores.single` found against the result. `written` is
    the written paper of a combined examination, `general` the right answers in general knowledge.
    """

    ref: str
    score: Mark
    priority: Mark = 0
    written: Mark | None = None
    general: int | None = None
    failed: tuple[str, ...] = ()

    @property
    def total(self) -> Fraction:
        """Return what ranks: the raw result and the priority points."""
        return exactly(self.score) + exactly(self.priority)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one candidate stands: equal totals have the same rank; without one it is 0.

    `outcome` is "selected", "tied" (a decision is needed), "not-selected" or "not-eligible".
    """

    rank: int
    ref: str
    score: Fraction
    priority: Fraction
    total: Fraction
    outcome: str
    failed: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Json]:
        """Return the standing as plain JSON values."""
        return {
            "rank": self.rank,
            "ref": self.ref,
            "score": str(self.score),
            "priority": str(self.priority),
            "total": str(self.total),
            "outcome": self.outcome,
            "failed": list(self.failed),
        }


@dataclass(frozen=True, slots=True)
class Tie:
    """Equal totals at the last place, and what settled them.

    `by` lists the tie-breaks used, and "head" where a recorded decision chose. `undecided` are
    those of whom a recorded decision still has to choose `places`.
    """

    refs: tuple[str, ...]
    by: tuple[str, ...]
    undecided: tuple[str, ...]
    places: int

    def as_dict(self) -> dict[str, Json]:
        """Return the tie as plain JSON values."""
        return {
            "refs": list(self.refs),
            "by": list(self.by),
            "undecided": list(self.undecided),
            "places": self.places,
        }


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everybody in order, and the tie at the last place where there is one."""

    regime: Regime
    on: date
    places: int
    standings: tuple[Standing, ...]
    tie: Tie | None

    @property
    def selected(self) -> tuple[str, ...]:
        """List those who are selected, in order."""
        return self._of("selected")

    @property
    def undecided(self) -> tuple[str, ...]:
        """List those among whom a recorded decision has to choose."""
        return self._of("tied")

    def _of(self, outcome: str) -> tuple[str, ...]:
        return tuple(each.ref for each in self.standings if each.outcome == outcome)

    def as_dict(self) -> dict[str, Json]:
        """Return the ranking as plain JSON values; equal rankings give equal dictionaries."""
        return {
            "regime": self.regime.value,
            "on": self.on.isoformat(),
            "places": self.places,
            "standings": [standing.as_dict() for standing in self.standings],
            "tie": self.tie.as_dict() if self.tie else None,
        }


@dataclass(frozen=True, slots=True)
class Registration:
    """A candidate of public-employee recruitment with the positions of both preferences."""

    candidate: Candidate
    first: str
    second: str | None = None


def rank(
    candidates: Iterable[Candidate],
    *,
    places: int,
    regime: Regime,
    on: date,
    decided: Collection[str] = (),
    law: Law | None = None,
) -> Ranking:
    """Rank the candidates of one position and take as many as there are places.

    `decided` are those whom a recorded decision chose among the tied: exactly as many as places
    are open, and none of the others; otherwise ScoreError.
    """
    given = sorted(candidates, key=lambda each: each.ref)
    refuse(given, places)
    found = {each.ref: _failed(each, regime, on, law) for each in given}
    able = sorted(
        (each for each in given if not found[each.ref]), key=lambda each: (-each.total, each.ref)
    )
    selected, tie = _taken(able, places, regime, decided)
    undecided = tie.undecided if tie else ()
    standings = [
        Standing(
            rank=1 + sum(other.total > each.total for other in able),
            ref=each.ref,
            score=exactly(each.score),
            priority=exactly(each.priority),
            total=each.total,
            outcome="selected"
            if each.ref in selected
            else "tied"
            if each.ref in undecided
            else "not-selected",
        )
        for each in able
    ]
    standings += [
        Standing(
            rank=0,
            ref=each.ref,
            score=exactly(each.score),
            priority=exactly(each.priority),
            total=each.total,
            outcome="not-eligible",
            failed=found[each.ref],
        )
        for each in given
        if found[each.ref]
    ]
    return Ranking(regime, on, places, tuple(standings), tie)


def next_in_line(
    candidates: Iterable[Candidate],
    *,
    before: Collection[str],
    places: int,
    regime: Regime,
    on: date,
    decided: Collection[str] = (),
    law: Law | None = None,
) -> Ranking:
    """Rank those next below for places that have fallen free, by the same rules and ties.

    `before` are all who were selected already, with those whose result was cancelled.
    """
    left = [each for each in candidates if each.ref not in before]
    return rank(left, places=places, regime=regime, on=on, decided=decided, law=law)


def second_preferences(
    registrations: Iterable[Registration],
    *,
    selected: Collection[str],
    places: Mapping[str, int],
    on: date,
    decided: Collection[str] = (),
    law: Law | None = None,
) -> dict[str, Ranking]:
    """Fill what first preferences left, by position (Decree 115/2020, art. 10 as amended).

    Only those count who failed their first preference. `places` are open after all first
    preferences and those next below them: where somebody able is still left of these,
    ScoreError. What stays open may go to others of the same kind of position, by `next_in_line`.
    """
    given = tuple(registrations)
    failed = [each for each in given if each.candidate.ref not in selected]
    filled = {}
    for position, number in sorted(places.items()):
        still = [
            each.candidate.ref
            for each in failed
            if each.first == position
            and not _failed(each.candidate, Regime.PUBLIC_EMPLOYEE, on, law)
        ]
        if still and number:
            raise ScoreError(f"second preferences while {', '.join(still)} wait for {position}")
        wanting = [each.candidate for each in failed if each.second == position]
        filled[position] = rank(
            wanting,
            places=number,
            regime=Regime.PUBLIC_EMPLOYEE,
            on=on,
            decided=[ref for ref in decided if ref in {each.ref for each in wanting}],
            law=law,
        )
    return filled


def _taken(
    able: Sequence[Candidate], places: int, regime: Regime, decided: Collection[str]
) -> tuple[set[str], Tie | None]:
    """Return who is selected, and the tie at the last place."""
    selected, tied, left = _cut(able, places, "total")
    if not tied:
        _refuse_decision(decided)
        return selected, None
    refs = tuple(sorted(each.ref for each in tied))
    used: list[str] = []
    for name in TIE_BREAKS[regime]:
        if any(value_of(each, name) is None for each in tied):
            continue
        over, rest, still = _cut(tied, left, name)
        if len(rest) < len(tied):
            used.append(name)
        selected |= over
        tied, left = rest, still
        if not tied:
            _refuse_decision(decided)
            return selected, Tie(refs, tuple(used), (), 0)
    undecided = {each.ref for each in tied}
    if not decided:
        return selected, Tie(refs, tuple(used), tuple(sorted(undecided)), left)
    if not set(decided) <= undecided or len(set(decided)) != left:
        raise ScoreError(f"a choice that is not {left} of {', '.join(sorted(undecided))}")
    return selected | set(decided), Tie(refs, (*used, "head"), (), 0)


def _cut(
    group: Sequence[Candidate], places: int, name: str
) -> tuple[set[str], list[Candidate], int]:
    """Take the best by one value; return those taken, those equal at the cut, the places left."""
    if places <= 0:
        return set(), [], 0
    if len(group) <= places:
        return {each.ref for each in group}, [], 0
    values = {each.ref: value_of(each, name) or Fraction() for each in group}
    line = sorted(values.values(), reverse=True)[places - 1]
    over = {ref for ref, value in values.items() if value > line}
    at = [each for each in group if values[each.ref] == line]
    if len(over) + len(at) <= places:
        return over | {each.ref for each in at}, [], 0
    return over, at, places - len(over)


def value_of(candidate: Candidate, name: str) -> Fraction | None:
    """Return one value of a candidate exactly, by its name; None where there is none."""
    value = getattr(candidate, name)
    return None if value is None else exactly(value)


def _failed(candidate: Candidate, regime: Regime, on: date, law: Law | None) -> tuple[str, ...]:
    """Return what stands against a raw result, before any priority."""
    found = single(candidate.score, regime=regime.value, on=on, law=law).failed
    return tuple(dict.fromkeys((*candidate.failed, *found)))


def refuse(given: Sequence[Candidate], places: int) -> None:
    """Raise ScoreError where a candidate stands twice, or the places are no number of places."""
    refs = [each.ref for each in given]
    if twice := sorted({ref for ref in refs if refs.count(ref) > 1}):
        raise ScoreError(f"candidates who stand twice: {', '.join(twice)}")
    if type(places) is not int or places < 0:
        raise ScoreError(f"{places!r} places")


def _refuse_decision(decided: Collection[str]) -> None:
    if decided:
        raise ScoreError("a choice among candidates, where the law leaves none")
