"""Which findings of checks are settled, and by which row: one row settles one check.

A row that stood on the record before the check was entered is none of what the check found beyond
the record: it settles it only where it was entered as found by that check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from compliance.history import TrackedModel


@dataclass(frozen=True)
class Entered:
    """When a row was entered, and which check it named then."""

    at: datetime
    found_on: date | None = None


Entries = Mapping[tuple[type, int], Entered]


def entries(rows: Iterable[TrackedModel]) -> Entries:
    """Read when rows were entered: one query for each kind of them."""
    keys: dict[type[TrackedModel], set[int]] = {}
    for row in rows:
        keys.setdefault(type(row), set()).add(row.pk)
    read: dict[tuple[type, int], Entered] = {}
    for model, wanted in keys.items():
        first = model.history.filter(id__in=wanted, history_type="+")
        for version in first:
            found_on = getattr(version, "found_on", None)
            read[model, version.id] = Entered(version.history_date, found_on)
    return read


def left_open(
    checks: Sequence[Any], found: Sequence[Any], over: Sequence[Any], entered: Entries
) -> list[Any]:
    """Return the checks that found something which no row settles, oldest entry first.

    `found` are the rows that say what a check found; `over` the later checks which say on paper
    that it has ended. A check is settled by a row that names its day, or by one that is over.
    """
    free, ends, open_still = list(found), list(over), []
    # The check entered last has the fewest rows to choose from.
    for check in sorted(checks, key=lambda row: (_at(row, entered), row.pk), reverse=True):
        settling = next((row for row in free if _settles(row, check, entered)), None)
        if settling is not None:
            free.remove(settling)
            continue
        ending = next((row for row in ends if _ends(row, check)), None)
        if ending is not None:
            ends.remove(ending)
            continue
        open_still.append(check)
    return sorted(open_still, key=lambda row: row.pk)


def _settles(row: Any, check: Any, entered: Entries) -> bool:
    if row.found_on != check.checked_on:
        return False
    known, checked = entered.get((type(row), row.pk)), entered.get((type(check), check.pk))
    if known is None or checked is None:
        return False
    return known.found_on == check.checked_on or known.at >= checked.at


def _ends(later: Any, check: Any) -> bool:
    ended: date = later.earlier_ended_on
    return bool(check.checked_on <= ended and check.checked_on < later.checked_on)


def _at(check: Any, entered: Entries) -> float:
    found = entered.get((type(check), check.pk))
    return found.at.timestamp() if found else 0.0
