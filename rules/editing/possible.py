"""What an expression can come to at all, with whatever facts its vocabulary admits.

Facts that are compared with each other form a group. All that the comparisons of a group can come
to together is found by trying the values worth trying (`domains`) and not known; the groups are
then combined. Where that is too much, a solver decides (z3, a tool of the developers); where there
is none, nothing is said: UndecidedError.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from rules.editing.domains import values_worth_trying
from rules.editing.judging import outcome
from rules.expression import (
    Both,
    Comparison,
    Either,
    Node,
    Not,
    Operand,
    Ternary,
    Type,
    compare,
    comparisons,
    kleene,
)
from rules.library import Condition, Law
from rules.model import Outcome, Value

MOST = 20_000

Holds = Mapping[Comparison, Ternary]


class UndecidedError(Exception):
    """There is too much to try, and no solver to decide it."""


class TooManyError(Exception):
    """There is too much to try."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An edition as it reads on one day: its figures are numbers."""

    edition: Condition

    @classmethod
    def on(cls, edition: Condition, law: Law, on: date) -> Reading:
        """Write the figures of a day into an edition; raise RuleError where one is not in force."""

        def figures(node: Node) -> Node:
            return with_figures(node, lambda name: law.figure(name, on).value)

        lift = edition.lift
        if lift and lift.only_if is not None:
            lift = replace(lift, only_if=figures(lift.only_if))
        applies = None if edition.applies is None else figures(edition.applies)
        requires = figures(edition.requires)
        return cls(replace(edition, applies=applies, requires=requires, lift=lift))

    @property
    def authorities(self) -> tuple[str, ...]:
        """List those whose special decision can lift it."""
        return self.edition.lift.authorities if self.edition.lift else ()

    def outcome(self, holds: Callable[[Comparison], Ternary], authority: str) -> Outcome:
        """Tell what it comes to, with the special decision of an authority or of nobody."""
        return outcome(self.edition, holds, decided=authority in self.authorities)


def with_figures(node: Node, value: Callable[[str], int]) -> Node:
    """Return an expression with its figures as numbers."""
    match node:
        case Comparison(operator, operands):
            return Comparison(operator, tuple(_number(each, value) for each in operands))
        case Not(part):
            return Not(with_figures(part, value))
        case Both(parts):
            return Both(tuple(with_figures(part, value) for part in parts))
        case Either(parts):
            return Either(tuple(with_figures(part, value) for part in parts))


def _number(operand: Operand, value: Callable[[str], int]) -> Operand:
    if operand.source != "figure":
        return operand
    return Operand("literal", "", value(operand.name), Type("integer"))


def values(node: Node, law: Law) -> frozenset[Ternary]:
    """Tell which values an expression without figures can have."""
    try:
        return frozenset(kleene(node, holds.__getitem__) for holds in _states([node], law))
    except TooManyError:
        return _solver().values(node, law)


def outcomes(reading: Reading, law: Law) -> frozenset[Outcome]:
    """Tell what a reading can come to where no special decision is given."""
    try:
        states = _states(reading.edition.expressions, law)
        return frozenset(reading.outcome(holds.__getitem__, "") for holds in states)
    except TooManyError:
        return _solver().outcomes(reading, law)


def differ(one: Reading, other: Reading, law: Law) -> bool:
    """Tell whether any facts, with any special decision, are judged differently by two readings."""
    expressions = (*one.edition.expressions, *other.edition.expressions)
    by = ("", *dict.fromkeys((*one.authorities, *other.authorities)))
    try:
        return any(
            one.outcome(holds.__getitem__, authority)
            is not other.outcome(holds.__getitem__, authority)
            for holds in _states(expressions, law)
            for authority in by
        )
    except TooManyError:
        return _solver().differ(one, other, by, law)


class _Solver(Protocol):
    def values(self, node: Node, law: Law) -> frozenset[Ternary]: ...
    def outcomes(self, reading: Reading, law: Law) -> frozenset[Outcome]: ...
    def differ(self, one: Reading, other: Reading, by: Sequence[str], law: Law) -> bool: ...


def _solver() -> _Solver:
    try:
        from rules.editing import solver
    except ImportError as error:
        raise UndecidedError from error
    return solver


def _states(expressions: Iterable[Node], law: Law) -> Iterator[Holds]:
    """Yield all that the comparisons of some expressions can come to together."""
    found = dict.fromkeys(each for node in expressions for each in comparisons(node))
    ways = [_ways(group, law) for group in _groups(found)]
    if math.prod(len(way) for way in ways) > MOST:
        raise TooManyError
    for chosen in itertools.product(*ways):
        state: dict[Comparison, Ternary] = {}
        for part in chosen:
            state.update(part)
        yield state


def facts_of(comparison: Comparison) -> list[str]:
    """List the facts of a comparison."""
    return [operand.name for operand in comparison.operands if operand.source == "fact"]


def _groups(found: Iterable[Comparison]) -> list[list[Comparison]]:
    """Put comparisons together whose facts depend on each other."""
    groups: list[tuple[set[str], list[Comparison]]] = []
    for comparison in found:
        names, members = set(facts_of(comparison)), [comparison]
        apart = []
        for others, more in groups:
            if names & others:
                names, members = names | others, more + members
            else:
                apart.append((others, more))
        groups = [*apart, (names, members)]
    return [members for _, members in groups]


def _ways(group: list[Comparison], law: Law) -> list[Holds]:
    """List, each once, what the comparisons of a group can come to together."""
    names = list(dict.fromkeys(name for each in group for name in facts_of(each)))
    worth_trying = values_worth_trying(group, law.facts, {})
    domains = [(None, *worth_trying[name]) for name in names]
    if math.prod(len(domain) for domain in domains) > MOST:
        raise TooManyError
    found: dict[tuple[Ternary, ...], None] = {}
    for chosen in itertools.product(*domains):
        facts: dict[str, Value | None] = dict(zip(names, chosen, strict=True))

        def value(operand: Operand, facts: Mapping[str, Value | None] = facts) -> Value | None:
            return facts[operand.name] if operand.source == "fact" else operand.value

        found[tuple(compare(each, value) for each in group)] = None
    return [dict(zip(group, way, strict=True)) for way in found]
