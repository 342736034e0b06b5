"""Posts and times of work as evidence: from, to, footing, counted or not and why, months.

The notes are codes and ISO dates, so that a recorded verdict can be read in either language, and so
that `rules.compute.counted_time` can reckon from them when a number of months will be reached.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rules.compute.counted_time import COUNTED_FROM, COUNTED_UNTIL
from rules.compute.service import Counts, Holding, months_in_post
from workflow_engine.facts.reading import Case, Noted, decided
from workflow_engine.registry.models import PostHolding, WorkPeriod

Row = PostHolding | WorkPeriod


def noted(case: Case, row: Row, counts: Counts = Counts.YES, *, goes_on: bool = False) -> Noted:
    """Note on a post or a time of work what it is, and how it counts on the day of the facts.

    `goes_on`: time is counted from its first day on, whatever its last one is.
    """
    note = {
        "title": _title(case, row),
        "from": row.held_from.isoformat(),
        "counts": counts.value,
        **_measured(row, case.register.on),
    }
    if row.held_until is not None:
        note["until"] = row.held_until.isoformat()
    if isinstance(row, PostHolding):
        note["kind"] = row.kind
    if counts is Counts.YES:
        note[COUNTED_FROM] = row.held_from.isoformat()
        if row.held_until is not None and not goes_on:
            note[COUNTED_UNTIL] = row.held_until.isoformat()
    return Noted(row, note)


def since(row: object, day: date) -> Noted:
    """Note on a record the day from which time is counted on."""
    return Noted(row, {COUNTED_FROM: day.isoformat()})


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Leave out what ends before it begins: such a row is a slip of the pen, and counts nothing."""
    return [row for row in rows if row.held_until is None or row.held_until >= row.held_from]


def end_unproved(row: PostHolding, own: Iterable[PostHolding] = ()) -> bool:
    """Tell whether a post ends on record, but not how, or not by which decision it was moved.

    A move is decided by its own paper, or by that of a post of `own`, those of the same person,
    that was taken up the same day.
    """
    if row.held_until is None:
        return False
    if row.left == PostHolding.Left.NOT_LEFT:
        return True
    followed = any(
        each.held_from == row.held_until and decided(each.document_number, each.document_date)
        for each in own
        if each.pk != row.pk
    )
    by_own = decided(row.end_document_number, row.end_document_date)
    return row.left == PostHolding.Left.MOVED and not by_own and not followed


def _title(case: Case, row: Row) -> str:
    if isinstance(row, WorkPeriod):
        return row.organisation
    post = case.register.posts[row.post_id]
    return f"{case.register.titles[post.title_id].name}, {case.register.unit_of(row).name}"


def _measured(row: Row, on: date) -> dict[str, str]:
    """Return the months and days of one row up to a day, that day not counted."""
    if not in_order([row]):
        return {"months": "0", "days": "0"}
    found = months_in_post([Holding(row.held_from, row.held_until, "equal")], on=on)
    return {"months": str(found.months), "days": str(found.days)}
