"""Whom a draft of the law would judge differently than the law in force, and by which condition.

Both laws judge the same facts on the same day, over columns (`rules.editing.columns`), in
portions: what is kept at once does not grow with the number of people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

import numpy as np

from rules.definitions import Condition, Law
from rules.editing import columns
from rules.editing.columns import Booleans
from rules.errors import UnknownFactError
from rules.judge import explain
from rules.model import Fact, Json, Outcome, SpecialDecision, Words

PORTION = 5_000
NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of the pool: a key to name them by, their facts, their special decisions."""

    key: str
    facts: Mapping[str, Fact]
    decisions: tuple[SpecialDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A condition that comes to something else; `not asked` where one law does not ask it."""

    condition: str
    title: Words
    citation: Words
    before: str
    after: str

    def as_dict(self) -> dict[str, Json]:
        """Return it as plain JSON values."""
        return {
            "condition": self.condition,
            "title": dict(self.title),
            "citation": dict(self.citation),
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """One who is judged differently: whether they pass, before and after, and what changed."""

    key: str
    passed: bool
    passes: bool
    changes: tuple[Change, ...]

    def as_dict(self) -> dict[str, Json]:
        """Return it as plain JSON values."""
        return {
            "key": self.key,
            "passed": self.passed,
            "passes": self.passes,
            "changes": [change.as_dict() for change in self.changes],
        }


@dataclass
class Simulation:
    """What judging a pool by two laws came to."""

    gate: str
    on: date
    judged: int = 0
    different: int = 0
    stopped: int = 0
    admitted: int = 0
    by_condition: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    people: list[Difference] = field(default_factory=list)

    def as_dict(self) -> dict[str, Json]:
        """Return it as plain JSON values; `people` are the first of those who differ."""
        return {
            "gate": self.gate,
            "on": self.on.isoformat(),
            "judged": self.judged,
            "different": self.different,
            "stopped": self.stopped,
            "admitted": self.admitted,
            "by_condition": [
                {"condition": condition, "before": before, "after": after, "people": count}
                for (condition, before, after), count in sorted(self.by_condition.items())
            ],
            "people": [each.as_dict() for each in self.people],
        }


def simulate(
    before: Law,
    after: Law,
    *,
    gate: str,
    on: date,
    pool: Iterable[Somebody],
    keep: int,
    progress: Callable[[int], None] | None = None,
) -> Simulation:
    """Judge a pool by two laws and tell who differs; `keep` are told one by one.

    Raises FactTypeError or UnknownFactError where the facts do not fit a law, and
    NoEditionInForceError where a law does not have the gate on the day.
    """
    found = Simulation(gate, on)
    sides = (_Side(before, gate, on), _Side(after, gate, on))
    for portion in _portions(pool):
        _compare(found, sides, portion, keep)
        if progress:
            progress(found.judged)
    return found


def _portions(pool: Iterable[Somebody]) -> Iterator[list[Somebody]]:
    waiting = iter(pool)
    while portion := list(islice(waiting, PORTION)):
        yield portion


class _Side:
    """One of the two laws on the day."""

    def __init__(self, law: Law, gate: str, on: date) -> None:
        self._law, self._gate, self._on = law, gate, on
        self.conditions = {each.id: each for each in law.conditions_in_force(gate, on)}
        self._read = columns.facts_read(law, gate, on)

    def knows(self, name: str) -> bool:
        """Tell whether its vocabulary has a fact."""
        return name in self._law.facts

    def judge(self, people: list[Somebody]) -> tuple[dict[str, list[int]], Booleans]:
        """Return by condition what it came to for everybody, and who passes."""
        wanted = [
            {name: each.facts[name] for name in self._read if name in each.facts} for each in people
        ]
        lifts = {
            condition.id: np.array([self._lifted(condition, each) for each in people])
            for condition in self.conditions.values()
            if condition.lift
        }
        sheet = columns.columns(wanted, self._law, self._read)
        judged = columns.judge(self._law, self._gate, self._on, sheet, lifts)
        rows = zip(judged.conditions, judged.outcomes, strict=True)
        return {condition.id: row.tolist() for condition, row in rows}, judged.passes

    def _lifted(self, condition: Condition, somebody: Somebody) -> bool:
        if not somebody.decisions:
            return False
        given = [each for each in somebody.decisions if each.condition == condition.id]
        return explain.deciding(condition, {condition.id: given}, self._on) is not None


def _compare(
    found: Simulation, sides: tuple[_Side, _Side], people: list[Somebody], keep: int
) -> None:
    for name in dict.fromkeys(name for each in people for name in each.facts):
        if not any(side.knows(name) for side in sides):
            raise UnknownFactError(name)
    (was, passed), (now, passes) = (side.judge(people) for side in sides)
    conditions = {**sides[0].conditions, **sides[1].conditions}
    changes: dict[int, list[Change]] = {}
    for condition in conditions.values():
        before, after = was.get(condition.id), now.get(condition.id)
        for index in _differing(before, after, len(people)):
            change = Change(
                condition.id,
                condition.title,
                condition.citation.record["text"],
                _said(before, index),
                _said(after, index),
            )
            changes.setdefault(index, []).append(change)
            found.by_condition[change.condition, change.before, change.after] += 1
    found.judged += len(people)
    found.different += len(changes)
    found.stopped += int((passed & ~passes).sum())
    found.admitted += int((~passed & passes).sum())
    for index in sorted(changes):
        if len(found.people) >= keep:
            break
        found.people.append(
            Difference(
                people[index].key, bool(passed[index]), bool(passes[index]), tuple(changes[index])
            )
        )


def _differing(before: list[int] | None, after: list[int] | None, size: int) -> list[int]:
    """List who is judged differently by a condition; one that is not asked stops nobody."""
    if before is None or after is None:
        asked = before if after is None else after
        assert asked is not None  # noqa: S101  One of the two laws asks it.
        return [i for i in range(size) if asked[i] in (columns.UNMET, columns.UNKNOWN)]
    return [i for i in range(size) if before[i] != after[i]]


def _said(outcomes: list[int] | None, index: int) -> str:
    if outcomes is None:
        return NOT_ASKED
    outcome: Outcome = columns.OUTCOMES[outcomes[index]]
    return outcome.value
