"""What an expression can come to at all, with whatever facts its vocabulary admits.

Facts that are compared with each other form a group. All that the comparisons of a group can come
to together is found by trying the values worth trying (`domains`) and not known; the groups are
then combined. Where that is too much, a solver decides (z3, a tool of the developers); where there
is none, nothing is said: UndecidedError.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from rules.definitions import Law
from rules.domains import values_worth_trying
from rules.editing.concrete import EditionOnDay, facts_of
from rules.expression import (
    Comparison,
    Node,
    Operand,
    Ternary,
    compare,
    comparisons,
    kleene,
)
from rules.model import Outcome, Value

MOST = 20_000

Holds = Mapping[Comparison, Ternary]


class UndecidedError(Exception):
    """There is too much to try, and no solver to decide it."""


class TooManyError(Exception):
    """There is too much to try."""


def values(node: Node, law: Law) -> frozenset[Ternary]:
    """Tell which values an expression without figures can have."""
    try:
        return frozenset(kleene(node, holds.__getitem__) for holds in _states([node], law))
    except TooManyError:
        return _solver().values(node, law)


def outcomes(on_day: EditionOnDay, law: Law) -> frozenset[Outcome]:
    """Tell what an edition can come to where no special decision is given."""
    try:
        states = _states(on_day.edition.expressions, law)
        return frozenset(on_day.outcome(holds.__getitem__, "") for holds in states)
    except TooManyError:
        return _solver().outcomes(on_day, law)


def differ(one: EditionOnDay, other: EditionOnDay, law: Law) -> bool:
    """Tell whether any facts, with any special decision, are judged differently by two editions."""
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
    def outcomes(self, on_day: EditionOnDay, law: Law) -> frozenset[Outcome]: ...
    def differ(
        self, one: EditionOnDay, other: EditionOnDay, by: Sequence[str], law: Law
    ) -> bool: ...


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
