"""Small changes of the law that its cases should notice: the mutants, made in memory.

The law is read once; a mutant shares with it all that it does not change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from rules.definitions import BallotRule, Condition, Figure, Gate, Law
from rules.domains import at as value_at
from rules.domains import place as place_of
from rules.editing import changes
from rules.editing.changes import LEFT_OUT
from rules.expression import Both, Comparison, Either, Node, Not, Operand, written
from rules.listed import Schedule
from rules.model import Citation, Validity, Value, Words
from rules.wording import LANGUAGES

SHIFTS = (timedelta(days=-1), timedelta(days=1))
STEPPED = ("integer", "money", "date", "month")
OTHERWISE = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "=": "!=", "!=": "="}


@dataclass(frozen=True, slots=True)
class Mutation:
    """What a mutant changes: where, what stood there and what stands there now.

    `kind` is figure, comparison, logic, exception, count, limit or date.
    """

    kind: str
    about: str
    place: str
    article: Words
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class ConditionMutant:
    """The editions of a condition with a change: the edition as it was and as it is now.

    `day` is the one day on which that makes a difference, where a date was moved.
    """

    mutation: Mutation
    editions: tuple[Condition, ...]
    was: Condition
    now: Condition
    day: date | None = None


@dataclass(frozen=True, slots=True)
class FigureMutant:
    """The law with another value of a figure, or with a date of one moved: then `day` differs."""

    mutation: Mutation
    law: Law
    was: Figure
    day: date | None = None


@dataclass(frozen=True, slots=True)
class RuleMutant:
    """The law with a change of a rule of counting, of a procedure's time limits or of a gate.

    `day` is the one day on which that makes a difference, where a date was moved.
    """

    mutation: Mutation
    law: Law
    day: date | None = None


def of_condition(editions: Sequence[Condition]) -> Iterator[ConditionMutant]:
    """Change each edition of a condition in each way, and each date between them."""
    for place, edition in enumerate(editions):
        for kind, part, was, now, changed in _changes(edition):
            mutation = Mutation(
                kind, edition.id, edition.at(part), _words(edition.citation), was, now
            )
            moved = (*editions[:place], changed, *editions[place + 1 :])
            yield ConditionMutant(mutation, moved, edition, changed)
    for moved, place, was, now, day in _moved(editions):
        edition = editions[place]
        at, words = edition.at("in_force"), _words(edition.citation)
        mutation = Mutation("date", edition.id, at, words, was, now)
        yield ConditionMutant(mutation, moved, edition, moved[place], day)


def of_figure(law: Law, name: str) -> Iterator[FigureMutant]:
    """Move each value of a figure by one unit, and each date between them by a day."""
    editions = law.figures[name]
    for place, edition in enumerate(editions):
        words = _words(edition.citation)
        for changed in _values(edition):
            was, now = _value(edition), _value(changed)
            moved = (*editions[:place], changed, *editions[place + 1 :])
            mutation = Mutation("figure", name, edition.place, words, was, now)
            yield FigureMutant(mutation, _with_figure(law, name, moved), edition)
    for moved, place, was, now, day in _moved(editions):
        edition = editions[place]
        mutation = Mutation("date", name, edition.place, _words(edition.citation), was, now)
        yield FigureMutant(mutation, _with_figure(law, name, moved), edition, day)


def of_ballot(law: Law, rule: str) -> Iterator[RuleMutant]:
    """Count otherwise by each edition of a rule, and move each of its dates by a day."""
    others = tuple(each for each in law.ballots if each.id != rule)
    editions = _by_start(each for each in law.ballots if each.id == rule)
    for place, edition in enumerate(editions):
        for was, now, changed in changes.of_counting(edition):
            mutation = Mutation("count", rule, edition.place, _words(edition.citation), was, now)
            found = (*editions[:place], changed, *editions[place + 1 :])
            yield RuleMutant(mutation, _other(law, ballots=(*others, *found)))
    for moved, place, was, now, day in _moved(editions):
        edition = editions[place]
        mutation = Mutation("date", rule, edition.place, _words(edition.citation), was, now)
        yield RuleMutant(mutation, _other(law, ballots=(*others, *moved)), day)


def of_schedule(law: Law, name: str) -> Iterator[RuleMutant]:
    """Change each time limit of a procedure in each way, and each date of its editions."""
    others = tuple(each for each in law.schedules if each.id != name)
    editions = _by_start(each for each in law.schedules if each.id == name)
    for place, edition in enumerate(editions):
        for was, now, steps in changes.of_steps(edition.steps):
            changed = replace(edition, steps=steps)
            found = (*editions[:place], changed, *editions[place + 1 :])
            mutation = Mutation("limit", name, edition.place, edition.title, was, now)
            yield RuleMutant(mutation, _other(law, schedules=(*others, *found)))
    for moved, place, was, now, day in _moved(editions):
        edition = editions[place]
        mutation = Mutation("date", name, edition.place, edition.title, was, now)
        yield RuleMutant(mutation, _other(law, schedules=(*others, *moved)), day)


def of_gate(law: Law, name: str) -> Iterator[RuleMutant]:
    """Leave out each group of conditions that a gate asks, and move each of its dates by a day."""
    gate = law.gates[name]
    for was, now, changed in changes.of_asked(gate):
        mutation = Mutation("logic", name, gate.place, gate.title, was, now)
        gates = MappingProxyType({**law.gates, name: changed})
        yield RuleMutant(mutation, _other(law, gates=gates))
    for (moved,), _, was, now, day in _moved((gate,)):
        mutation = Mutation("date", name, gate.place, gate.title, was, now)
        gates = MappingProxyType({**law.gates, name: moved})
        yield RuleMutant(mutation, _other(law, gates=gates), day)


def of_retirement(law: Law) -> Iterator[tuple[Mutation, Law]]:
    """Move each age of the tables of retirement by a month."""
    for at, table in enumerate(law.retirement):
        for place, row in enumerate(table.rows):
            for step in (-1, 1):
                moved = replace(row, months_of_age=row.months_of_age + step)
                rows = (*table.rows[:place], moved, *table.rows[place + 1 :])
                tables = (
                    *law.retirement[:at],
                    replace(table, rows=rows),
                    *law.retirement[at + 1 :],
                )
                mutation = Mutation(
                    "figure",
                    f"retirement, {row.sex}",
                    row.place,
                    _words(table.citation),
                    f"{row.months_of_age}",
                    f"{moved.months_of_age}",
                )
                yield mutation, _other(law, retirement=tables)


# ---------------------------------------------------------------------------- conditions

_Change = tuple[str, str, str, str, Condition]


def _changes(edition: Condition) -> Iterator[_Change]:
    """Yield kind, part, what it was, what it is, and the edition so changed.

    Values are let in where that lets people pass: who else is asked passes nothing by it.
    """
    lift = edition.lift
    if edition.applies is not None:
        for kind, was, now, node in _nodes(edition.applies, _comparisons):
            yield kind, "applies_when", was, now, replace(edition, applies=node)
        was = f"applies_when: {written(edition.applies)}"
        yield "exception", "applies_when", was, LEFT_OUT, replace(edition, applies=None)
    for kind, was, now, node in _nodes(edition.requires, _let_in):
        yield kind, "requires", was, now, replace(edition, requires=node)
    if lift is None:
        return
    was = f"lifted_by: {', '.join(lift.authorities)}"
    yield "exception", "lifted_by", was, LEFT_OUT, replace(edition, lift=None)
    if lift.only_if is not None:
        for kind, was, now, node in _nodes(lift.only_if, _let_in):
            yield kind, "only_if", was, now, replace(edition, lift=replace(lift, only_if=node))
        was = f"only_if: {written(lift.only_if)}"
        changed = replace(edition, lift=replace(lift, only_if=None))
        yield "exception", "only_if", was, LEFT_OUT, changed
    for authority in lift.authorities if len(lift.authorities) > 1 else ():
        others = tuple(each for each in lift.authorities if each != authority)
        changed = replace(edition, lift=replace(lift, authorities=others))
        yield "exception", "lifted_by", authority, LEFT_OUT, changed


def _nodes(
    node: Node, changed_in: Callable[[Comparison], Iterator[Node]]
) -> Iterator[tuple[str, str, str, Node]]:
    """Yield kind, what it was, what it is, and the whole expression so changed."""
    match node:
        case Comparison():
            for other in changed_in(node):
                yield "comparison", written(node), written(other), other
        case Not(part):
            yield "logic", written(node), written(part), part
            for kind, was, now, changed in _nodes(part, changed_in):
                yield kind, was, now, Not(changed)
        case Both(parts):
            for other in (Either(parts), *_fewer(parts, Both)):
                yield "logic", written(node), written(other), other
            for kind, was, now, others in _parts(parts, changed_in):
                yield kind, was, now, Both(others)
        case Either(parts):
            for other in (Both(parts), *_fewer(parts, Either)):
                yield "logic", written(node), written(other), other
            for kind, was, now, others in _parts(parts, changed_in):
                yield kind, was, now, Either(others)


def _fewer(parts: tuple[Node, ...], joined: Callable[[tuple[Node, ...]], Node]) -> Iterator[Node]:
    """Leave out each of the parts in turn."""
    for place in range(len(parts)):
        others = (*parts[:place], *parts[place + 1 :])
        yield others[0] if len(others) == 1 else joined(others)


def _parts(
    parts: tuple[Node, ...], changed_in: Callable[[Comparison], Iterator[Node]]
) -> Iterator[tuple[str, str, str, tuple[Node, ...]]]:
    """Yield kind, what it was, what it is, and the parts with one of them so changed."""
    for place, part in enumerate(parts):
        for kind, was, now, changed in _nodes(part, changed_in):
            yield kind, was, now, (*parts[:place], changed, *parts[place + 1 :])


def _comparisons(comparison: Comparison) -> Iterator[Node]:
    """Loosen or tighten a comparison."""
    operator, (first, *others) = comparison.operator, comparison.operands
    match operator:
        case "among":
            if len(others) == 1:
                yield Comparison("!=", comparison.operands)
            for place in range(len(others) if len(others) > 1 else 0):
                left = (first, *others[:place], *others[place + 1 :])
                yield Comparison("among", left)
        case "within":
            low, high = others
            at_least, at_most = Comparison(">=", (first, low)), Comparison("<=", (first, high))
            yield Both((Comparison(">", (first, low)), at_most))
            yield Both((at_least, Comparison("<", (first, high))))
            yield from (*_shifted(comparison, 1, -1), *_shifted(comparison, 2, 1))
        case "member":
            yield Not(comparison)
        case "=" | "!=":
            yield Comparison(OTHERWISE[operator], comparison.operands)
            if first.type.kind in STEPPED and operator == "=":
                yield Comparison("<=", comparison.operands)
                yield Comparison(">=", comparison.operands)
        case _:
            yield Comparison(OTHERWISE[operator], comparison.operands)
            # The next value on one side is what `OTHERWISE` comes to; this is the one on the other.
            way = 1 if operator in (">", "<=") else -1
            yield from _shifted(comparison, 1, way)


def _let_in(comparison: Comparison) -> Iterator[Node]:
    """Loosen or tighten a comparison, and let in each value of a list that it does not name."""
    yield from _comparisons(comparison)
    first, *named = comparison.operands
    known = {each.value for each in named}
    if comparison.operator in ("=", "among") and all(each.source == "literal" for each in named):
        for value in first.type.values:
            if value not in known:
                other = Operand("literal", "", value, named[0].type)
                yield Comparison("among", (first, *named, other))


def _shifted(comparison: Comparison, at: int, way: int) -> Iterator[Comparison]:
    """Move a number, a date, a month or a level that stands in a comparison by one."""
    operand = comparison.operands[at]
    value = operand.value
    if operand.source != "literal" or value is None:
        return
    if isinstance(value, str):
        order = comparison.operands[0].type.values
        to = order.index(value) + way
        if not 0 <= to < len(order):
            return
        moved: Value = order[to]
    else:
        moved = value_at(place_of(value) + way, operand.type.kind)
    operands = list(comparison.operands)
    operands[at] = replace(operand, value=moved)
    yield Comparison(comparison.operator, tuple(operands))


# ---------------------------------------------------------------------------- dates


class _Dated(Protocol):
    @property
    def in_force(self) -> Validity: ...


D = TypeVar("D", Condition, Figure, BallotRule, Schedule, Gate)


def _by_start(editions: Iterable[D]) -> tuple[D, ...]:
    return tuple(sorted(editions, key=lambda each: each.in_force.start))


def _moved(editions: Sequence[D]) -> Iterator[tuple[tuple[D, ...], int, str, str, date]]:
    """Move each date by a day; where one edition ends as the next begins, both move.

    Yield the editions, the place of the one that begins or ends, the date, the date as it is now,
    and the day on which that makes a difference.
    """
    for place, edition in enumerate(editions):
        start, until = edition.in_force.start, edition.in_force.until
        before = editions[place - 1] if place else None
        joined = before is not None and before.in_force.until == start
        for shift in SHIFTS:
            found = list(editions)
            found[place] = _from(edition, start + shift)
            if joined and before is not None:
                found[place - 1] = _until(before, start + shift)
            day = start if shift > timedelta() else start + shift
            yield tuple(found), place, f"from: {start}", f"from: {start + shift}", day
        following = editions[place + 1] if place + 1 < len(editions) else None
        if until is None or (following is not None and following.in_force.start == until):
            continue
        for shift in SHIFTS:
            found = list(editions)
            found[place] = _until(edition, until + shift)
            day = until if shift > timedelta() else until + shift
            yield tuple(found), place, f"until: {until}", f"until: {until + shift}", day


def _from(edition: D, start: date) -> D:
    return replace(edition, in_force=Validity(start, edition.in_force.until))


def _until(edition: D, until: date) -> D:
    return replace(edition, in_force=Validity(edition.in_force.start, until))


# ---------------------------------------------------------------------------- figures


def _values(figure: Figure) -> Iterator[Figure]:
    """Move a number by one unit, a share by one hundredth."""
    for step in (-1, 1):
        if figure.is_share:
            value, over = figure.value * 100 + step * figure.over, figure.over * 100
            if 0 < value <= over:
                yield replace(figure, value=value, over=over)
        else:
            yield replace(figure, value=figure.value + step)


def _value(figure: Figure) -> str:
    return f"{figure.value}/{figure.over}" if figure.is_share else f"{figure.value}"


def _with_figure(law: Law, name: str, editions: tuple[Figure, ...]) -> Law:
    return _other(law, figures=MappingProxyType({**law.figures, name: editions}))


def _other(law: Law, **parts: Any) -> Law:
    """Return a law with other figures, tables, rules or gates; what it remembers is its own."""
    return replace(law, **parts, _in_force={})


def _words(citation: Citation) -> Words:
    return {lang: citation.text(lang) for lang in LANGUAGES}
