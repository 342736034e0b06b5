"""The posts and days behind a number of months: what counted, what is missing, when it is enough.

A gatherer notes with each record from when, and until when, it counted: `counted_from` and
`counted_until`, ISO dates, the latter only of what has an end. `missing_year` names a year of which
nothing is on record. Nothing is decided by it: sentences are made of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from rules import wording
from rules.compute.service import reached_on
from rules.expression import Both, Comparison, Either, Node, Operand, Ternary
from rules.model import Evidence, Fact, Value

COUNTED_FROM, COUNTED_UNTIL, MISSING_YEAR = "counted_from", "counted_until", "missing_year"

Period = tuple[date, date | None]


def periods(fact: Fact) -> list[Period]:
    """Return the periods that were counted; a period that still runs ends with None."""
    found = (_period(evidence) for evidence in fact.evidence)
    return [period for period in found if period is not None]


def missing_years(fact: Fact | None) -> tuple[str, ...]:
    """Return the years of which nothing is on record, in their order."""
    noted = (one.note.get(MISSING_YEAR, "") for one in fact.evidence) if fact else ()
    return tuple(sorted({year for year in noted if year}))


def earliest(
    requires: Node,
    values: Mapping[Comparison, Ternary],
    facts: Mapping[str, Fact],
    number: Callable[[Operand], Value | None],
    lang: str,
) -> str:
    """Say from which day on the months that a requirement lacks are reached, if nothing changes.

    Nothing is said where what was counted has ended: more of it is not to be reckoned with.
    """
    said = []
    for comparison in _wanted(requires):
        first, second = comparison.operands[0], comparison.operands[-1]
        fact = facts.get(first.name) if first.source == "fact" else None
        if fact is None or comparison.operator != ">=" or values[comparison] is not False:
            continue
        months = number(second)
        if not isinstance(months, int):
            continue
        day = reached_on(periods(fact), months)
        if day is not None:
            said.append(wording.reached(day, months, lang))
    return "".join(f" {sentence}" for sentence in said)


def _wanted(node: Node) -> Iterator[Comparison]:
    """Yield the comparisons that have to hold, not those that must not."""
    if isinstance(node, Comparison):
        yield node
    elif isinstance(node, Both | Either):
        for part in node.parts:
            yield from _wanted(part)


def _period(evidence: Evidence) -> Period | None:
    try:
        start = date.fromisoformat(evidence.note[COUNTED_FROM])
        until = evidence.note.get(COUNTED_UNTIL)
        end = date.fromisoformat(until) if until else None
    except (KeyError, ValueError):
        return None  # not noted, or by somebody who writes dates otherwise
    return (start, end) if end is None or end >= start else None
