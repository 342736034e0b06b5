"""A plain evaluator over many people at once: one array for each fact, no engine, no explanation.

Three-valued logic is two arrays of booleans: where an expression is true and where it is false;
where it is neither it is unknown. What comes out is what `rules.judge.engine.evaluate` finds,
outcome by outcome, which a property test holds; no verdict and no decision rests on it. It is for
questions about thousands of people: whom would a draft of the law judge differently?
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rules import facts as vocabulary
from rules.definitions import Condition, FactDefinition, Law
from rules.expression import Both, Comparison, Either, Node, Not, Operand
from rules.model import Fact, Month, Outcome, Value

Booleans = NDArray[np.bool_]
Numbers = NDArray[np.int64]

# What the numbers in an array of outcomes stand for.
OUTCOMES = (Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE)
MET, UNMET, UNKNOWN, NOT_APPLICABLE = range(4)
MOST_CODES = 62


@dataclass(frozen=True, slots=True)
class Ternary:
    """Where an expression is true and where it is false; unknown where neither."""

    true: Booleans
    false: Booleans

    @property
    def unknown(self) -> Booleans:
        """Return where it is unknown."""
        return ~(self.true | self.false)


@dataclass(frozen=True, slots=True)
class Columns:
    """The facts of many people: by fact, a number for each of them, and where it is known."""

    size: int
    numbers: Mapping[str, Numbers]
    known: Mapping[str, Booleans]


@dataclass(frozen=True, slots=True)
class Judged:
    """What each condition came to: a row for each condition, a column for each person."""

    conditions: tuple[Condition, ...]
    outcomes: NDArray[np.uint8]

    @property
    def passes(self) -> Booleans:
        """Tell who passes: for whom every condition is met or not applicable."""
        passing = (self.outcomes == MET) | (self.outcomes == NOT_APPLICABLE)
        everywhere: Booleans = passing.all(axis=0)
        return everywhere


def columns(people: Sequence[Mapping[str, Fact]], law: Law, names: Sequence[str]) -> Columns:
    """Lay out the facts of people as arrays; refuses what `evaluate` would refuse."""
    for facts in people:
        vocabulary.check(facts, law)
    numbers: dict[str, Numbers] = {}
    known: dict[str, Booleans] = {}
    for name in names:
        encoded = _encoder(law.facts[name])
        column = [encoded(facts[name].value) if name in facts else None for facts in people]
        known[name] = np.array([each is not None for each in column], dtype=np.bool_)
        numbers[name] = np.array([each or 0 for each in column], dtype=np.int64)
    return Columns(len(people), numbers, known)


def facts_read(law: Law, gate: str, on: date) -> tuple[str, ...]:
    """List the facts that a gate reads on a day."""
    conditions = law.conditions_in_force(gate, on)
    return tuple(sorted({name for each in conditions for name in each.reads("fact")}))


def judge(
    law: Law,
    gate: str,
    on: date,
    given: Columns,
    lifts: Mapping[str, Booleans] | None = None,
) -> Judged:
    """Judge everybody at a gate by the law in force on a day.

    `lifts` tells by condition for whom a special decision was taken that the law admits: of the
    right authority, by that day.
    """
    conditions = law.conditions_in_force(gate, on)
    sheet = _Sheet(law, on, given)
    outcomes = np.empty((len(conditions), given.size), dtype=np.uint8)
    for index, condition in enumerate(conditions):
        outcomes[index] = sheet.outcomes(condition, (lifts or {}).get(condition.id))
    return Judged(conditions, outcomes)


def encode(definition: FactDefinition, value: Value | None) -> int | None:
    """Return the number that stands for a value in its column; None where it is not known."""
    return _encoder(definition)(value)


def truth(node: Node, law: Law, on: date, given: Columns) -> Ternary:
    """Give the value of one expression for everybody."""
    return _Sheet(law, on, given).value(node)


def _encoder(definition: FactDefinition) -> Callable[[Any], int | None]:
    """Return what turns a value of a fact into its number."""
    if definition.type in ("boolean", "integer", "money"):
        return lambda value: None if value is None else int(value)
    if definition.type == "date":
        return lambda value: None if value is None else value.toordinal()
    if definition.type == "month":
        return lambda value: None if value is None else _month(value)
    places = {code: place for place, code in enumerate(definition.values)}
    if definition.type == "enum":
        return lambda value: None if value is None else places[value]
    if len(places) > MOST_CODES:
        raise ValueError(f"'{definition.name}' has more codes than a column can hold")
    return lambda value: None if value is None else sum(1 << places[code] for code in value)


def _month(month: Month) -> int:
    return month.year * 12 + month.month - 1


class _Sheet:
    """Evaluates expressions over columns, each comparison once."""

    def __init__(self, law: Law, on: date, given: Columns) -> None:
        self._law = law
        self._on = on
        self._given = given
        self._found: dict[Comparison, Ternary] = {}

    def outcomes(self, condition: Condition, lifted: Booleans | None) -> NDArray[np.uint8]:
        """Give the outcome of a condition for everybody."""
        requires = self.value(condition.requires)
        found = np.full(self._given.size, UNKNOWN, dtype=np.uint8)
        found[requires.true] = MET
        found[requires.false] = UNMET
        if condition.lift is not None and lifted is not None:
            unmet = requires.false & lifted
            if condition.lift.only_if is None:
                found[unmet] = MET
            else:
                only_if = self.value(condition.lift.only_if)
                found[unmet & only_if.true] = MET
                found[unmet & only_if.unknown] = UNKNOWN
        if condition.applies is not None:
            applies = self.value(condition.applies)
            found[applies.unknown] = UNKNOWN
            found[applies.false] = NOT_APPLICABLE
        return found

    def value(self, node: Node) -> Ternary:
        """Give the value of an expression for everybody, in Kleene's logic."""
        if isinstance(node, Comparison):
            if node not in self._found:
                self._found[node] = self._compared(node)
            return self._found[node]
        if isinstance(node, Not):
            part = self.value(node.part)
            return Ternary(part.false, part.true)
        parts = [self.value(part) for part in node.parts]
        true = [part.true for part in parts]
        false = [part.false for part in parts]
        if isinstance(node, Both):
            return Ternary(np.logical_and.reduce(true), np.logical_or.reduce(false))
        assert isinstance(node, Either)  # noqa: S101  There is no other node.
        return Ternary(np.logical_or.reduce(true), np.logical_and.reduce(false))

    def _compared(self, comparison: Comparison) -> Ternary:
        known = np.ones(self._given.size, dtype=np.bool_)
        for operand in comparison.operands:
            if operand.source == "fact":
                known &= self._given.known[operand.name]
        definition = self._law.facts[_first_fact(comparison)]
        if comparison.operator == "member":
            code = list(definition.values).index(str(comparison.operands[0].value))
            holds = (self._given.numbers[definition.name] >> code) & 1 == 1
        else:
            numbers = [self._number(operand, definition) for operand in comparison.operands]
            holds = _holds(comparison.operator, numbers)
        return Ternary(known & holds, known & ~holds)

    def _number(self, operand: Operand, definition: FactDefinition) -> Numbers:
        """Return an operand as numbers; a literal is one of the values of the fact beside it."""
        if operand.source == "fact":
            return self._given.numbers[operand.name]
        value: Value | None = operand.value
        if operand.source == "figure":
            value = self._law.figure(operand.name, self._on).value
        number = value if type(value) is int else encode(definition, value)
        return np.full(self._given.size, number, dtype=np.int64)


def _first_fact(comparison: Comparison) -> str:
    return next(operand.name for operand in comparison.operands if operand.source == "fact")


def _holds(operator: str, numbers: Sequence[Numbers]) -> Booleans:
    first, second = numbers[0], numbers[1]
    found: Booleans
    match operator:
        case "=":
            found = first == second
        case "!=":
            found = first != second
        case "<":
            found = first < second
        case "<=":
            found = first <= second
        case ">":
            found = first > second
        case ">=":
            found = first >= second
        case "within":
            found = (second <= first) & (first <= numbers[2])
        case _:
            found = np.logical_or.reduce([first == other for other in numbers[1:]])
    return found
