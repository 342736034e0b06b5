"""Which facts are missing: the fewest that, once known, could let a condition pass."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from rules.definitions import Condition
from rules.expression import Both, Comparison, Either, Node, Not, Ternary
from rules.model import SpecialDecision


class Needs:
    """What one evaluation still needs: how its comparisons stand, and which facts are known."""

    def __init__(
        self,
        values: Mapping[Comparison, Ternary],
        reads: Mapping[Comparison, tuple[str, ...]],
        known: Collection[str],
    ) -> None:
        self._values = values
        self._reads = reads
        self._known = known

    def missing(self, condition: Condition, decision: SpecialDecision | None) -> tuple[str, ...]:
        """Name the fewest facts that, once known, could let the condition pass."""
        applies, lift = condition.applies, condition.lift
        ways: list[tuple[str, ...] | None] = []
        if applies is not None:
            ways.append(self._needed(applies, wanted=False))
        so_far = self._needed(applies, wanted=True) if applies is not None else ()
        ways.append(_together([so_far, self._needed(condition.requires, wanted=True)]))
        if lift and lift.only_if and decision:
            unmet = self._needed(condition.requires, wanted=False)
            only_if = self._needed(lift.only_if, wanted=True)
            ways.append(_together([so_far, unmet, only_if]))
        return _fewest(ways) or ()

    def _needed(self, node: Node, *, wanted: bool) -> tuple[str, ...] | None:
        """Name the fewest facts that could give an expression a value; None where none can."""
        match node:
            case Comparison():
                value = self._values[node]
                if value is None:
                    return tuple(name for name in self._reads[node] if name not in self._known)
                return () if value is wanted else None
            case Not(part):
                return self._needed(part, wanted=not wanted)
            case Both(parts) | Either(parts):
                ways = [self._needed(part, wanted=wanted) for part in parts]
                every = isinstance(node, Both) is wanted
                return _together(ways) if every else _fewest(ways)


def _together(ways: Iterable[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    """Return the facts of all ways together, each once; None when one way is closed."""
    found: dict[str, None] = {}
    for way in ways:
        if way is None:
            return None
        found.update(dict.fromkeys(way))
    return tuple(found)


def _fewest(ways: Iterable[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    """Return the shortest open way, the first of equals; None when all are closed."""
    open_ways = [way for way in ways if way is not None]
    return min(open_ways, key=len) if open_ways else None
