"""The values worth trying for each fact of some expressions.

Expressions only compare, without arithmetic. Whether each comparison holds depends on nothing but
the order in which facts, figures and literals stand, so a few values on and around every threshold
stand for all values: what holds for every combination of them holds for all facts that the
vocabulary admits. The one thing they leave out is the unknown fact, which the caller adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import chain, combinations

from rules.definitions import FactDefinition
from rules.expression import Comparison, Node, Operand, comparisons
from rules.model import Month, Value

# Where two dates or months are compared with each other alone, one of them has to stand somewhere.
SOMEWHERE = date(2026, 1, 1)
Near = Mapping[str, Value | None]


def values_worth_trying(
    expressions: Iterable[Node],
    definitions: Mapping[str, FactDefinition],
    figures: Mapping[str, Iterable[int]],
    near: Near | None = None,
) -> dict[str, tuple[Value, ...]]:
    """List by fact the values that matter, in the order of the type, each once.

    `figures` gives for each figure all the values that it has in what is compared; `near` gives
    facts as they are, which become thresholds of the facts that are compared with them.
    """
    found = list(dict.fromkeys(chain.from_iterable(map(comparisons, expressions))))
    thresholds: dict[str, set[int]] = {}
    met: dict[str, dict[str, None]] = {}
    for comparison in found:
        facts = [operand.name for operand in comparison.operands if operand.source == "fact"]
        for name in facts:
            met.setdefault(name, {}).update(dict.fromkeys(facts))
            thresholds.setdefault(name, set()).update(_numbers(comparison, figures))
    listed: dict[str, tuple[Value, ...]] = {}
    for name in met:
        definition = definitions[name]
        match definition.type:
            case "boolean":
                listed[name] = (False, True)
            case "enum":
                listed[name] = tuple(definition.values)
            case "codes":
                listed[name] = _sets(name, found, (near or {}).get(name))
            case _:
                group = _compared_together(name, met)
                among = set().union(*(thresholds[each] for each in group))
                among |= {
                    place(bound) for each in group for bound in definitions[each].bounds or ()
                }
                among |= {
                    place(value) for each in group if (value := (near or {}).get(each)) is not None
                }
                listed[name] = _around(among, len(group), definition)
    return listed


def place(value: Value) -> int:
    """Return where a number, a date or a month stands among those of its type."""
    if isinstance(value, Month):
        return value.year * 12 + value.month - 1
    if isinstance(value, date):
        return value.toordinal()
    if isinstance(value, int):
        return int(value)
    raise TypeError(f"{value!r} has no place in an order of numbers")


def at(number: int, kind: str) -> Value:
    """Return the number, date or month that stands at a place."""
    if kind == "month":
        return Month(number // 12, number % 12 + 1)
    return date.fromordinal(number) if kind == "date" else number


def _numbers(comparison: Comparison, figures: Mapping[str, Iterable[int]]) -> set[int]:
    """Return the places of what a comparison holds facts against."""
    found: set[int] = set()
    for operand in comparison.operands:
        if operand.source == "figure":
            found.update(figures[operand.name])
        elif _has_place(operand):
            assert operand.value is not None  # noqa: S101  A literal has a value.
            found.add(place(operand.value))
    return found


def _has_place(operand: Operand) -> bool:
    return operand.source == "literal" and operand.type.kind in ("integer", "date", "month")


def _compared_together(name: str, met: Mapping[str, Iterable[str]]) -> set[str]:
    """Return the facts that are compared with a fact, with those that these are compared with."""
    group, waiting = {name}, [name]
    while waiting:
        for other in met[waiting.pop()]:
            if other not in group:
                group.add(other)
                waiting.append(other)
    return group


def _around(thresholds: set[int], facts: int, definition: FactDefinition) -> tuple[Value, ...]:
    """Return the values on and beside thresholds: room for so many facts between any two."""
    among = thresholds or {place(Month.of(SOMEWHERE) if definition.type == "month" else SOMEWHERE)}
    found = {number + step for number in among for step in range(-facts, facts + 1)}
    if definition.bounds is not None:
        low, high = (place(bound) for bound in definition.bounds)
    elif definition.type == "month":
        low, high = place(Month(1, 1)), place(Month(9999, 12))
    else:
        low, high = date.min.toordinal(), (date.max - timedelta(days=1)).toordinal()
    return tuple(at(number, definition.type) for number in sorted(found) if low <= number <= high)


def _sets(name: str, found: Iterable[Comparison], now: Value | None) -> tuple[Value, ...]:
    """Return every set of the codes that are asked for, with the other codes as they are now."""
    asked = sorted(
        {
            str(comparison.operands[0].value)
            for comparison in found
            if comparison.operator == "member" and comparison.operands[1].name == name
        }
    )
    kept = now - set(asked) if isinstance(now, frozenset) else frozenset()
    return tuple(
        kept | set(chosen) for size in range(len(asked) + 1) for chosen in combinations(asked, size)
    )
