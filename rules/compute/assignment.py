"""Which agency the winners of a position that is recruited jointly go to.

Decree 170/2025, art. 10 cl. 3 (examination) and art. 12 cl. 3 (selection). Who wins is told by
`rules.compute.ranking`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rules.compute.ranking import TIE_BREAKS, Candidate, Regime, refuse, value_of
from rules.model import Json


@dataclass(frozen=True, slots=True)
class Assignment:
    """Which agency each winner of a position recruited jointly goes to.

    `unplaced` listed only agencies that are full: the law is silent, and a person reviews.
    `undecided` are equal in everything and want the last places of `agency`; those after them
    are `waiting` until a recorded decision has chosen.
    """

    agencies: Mapping[str, str]
    unplaced: tuple[str, ...]
    undecided: tuple[str, ...]
    agency: str
    waiting: tuple[str, ...]

    def as_dict(self) -> dict[str, Json]:
        """Return the assignment as plain JSON values."""
        return {
            "agencies": dict(self.agencies),
            "unplaced": list(self.unplaced),
            "undecided": list(self.undecided),
            "agency": self.agency,
            "waiting": list(self.waiting),
        }


def assign(
    winners: Iterable[Candidate],
    *,
    choices: Mapping[str, Sequence[str]],
    places: Mapping[str, int],
    regime: Regime,
    decided: Sequence[str] = (),
) -> Assignment:
    """Send the winners of one joint position to agencies (Decree 170/2025, arts. 10 and 12 cl. 3).

    In the order of results each takes the first agency listed that has a place; equal results at
    its last place follow the tie-breaks. `decided` lists those whom a recorded decision put first
    among equals, in their order. "Result" is read as the total with priority points.
    """
    given = sorted(winners, key=lambda each: each.ref)
    refuse(given, 0)
    left = dict(places)
    agencies: dict[str, str] = {}
    unplaced: list[str] = []
    groups = _equals(given, regime, decided)
    for index, group in enumerate(groups):
        wanted = {
            each.ref: next((a for a in choices.get(each.ref, ()) if left.get(a, 0)), "")
            for each in group
        }
        for agency in sorted(set(wanted.values()) - {""}):
            rivals = tuple(ref for ref, first in wanted.items() if first == agency)
            if len(rivals) > left[agency]:
                later = tuple(
                    each.ref
                    for following in groups[index:]
                    for each in following
                    if each.ref not in rivals
                )
                return Assignment(agencies, tuple(unplaced), rivals, agency, later)
        for ref, agency in wanted.items():
            if agency:
                agencies[ref] = agency
                left[agency] -= 1
            else:
                unplaced.append(ref)
    return Assignment(agencies, tuple(unplaced), (), "", ())


def _equals(
    given: Sequence[Candidate], regime: Regime, decided: Sequence[str]
) -> list[list[Candidate]]:
    """Group the candidates by result, best first; together are only those equal in everything."""

    def key(each: Candidate) -> tuple[Fraction, ...]:
        values = [value_of(each, name) for name in TIE_BREAKS[regime]]
        known = [Fraction(-1) if value is None else value for value in values]
        chosen = Fraction(len(decided) - decided.index(each.ref) if each.ref in decided else 0)
        return (each.total, *known, chosen)

    groups: dict[tuple[Fraction, ...], list[Candidate]] = {}
    for each in given:
        groups.setdefault(key(each), []).append(each)
    return [groups[found] for found in sorted(groups, reverse=True)]
