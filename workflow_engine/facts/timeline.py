"""Posts and times of work as evidence: from, to, footing, counted or not and why, months.

The notes are codes and ISO dates, so that a recorded verdict can be read in either language, and so
that `rules.compute.counted_time` can reckon from them when a number of months will be reached.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from rules.compute.counted_time import COUNTED_FROM, COUNTED_UNTIL
from rules.compute.service import Counts, Holding, months_in_post
from workflow_engine.facts.lasting import decided, end_on_paper
from workflow_engine.facts.reading import Case, Noted
from workflow_engine.registry.models import PostHolding, WorkPeriod

Row = PostHolding | WorkPeriod
_Row = TypeVar("_Row", bound=Row)
_FOLLOWED = frozenset(
    {PostHolding.Left.MOVED, PostHolding.Left.TERM_ENDED, PostHolding.Left.NOT_RENEWED}
)


def noted(case: Case, row: Row, counts: Counts = Counts.YES) -> Noted:
    """Note on a post or a time of work what it is, and how it counts on the day of the facts."""
    note = {
        "title": _title(case, row),
        "from": row.held_from.isoformat(),
        "counts": counts.value,
        **_measured(case, row),
    }
    if row.held_until is not None:
        note["until"] = row.held_until.isoformat()
    if isinstance(row, PostHolding):
        note["kind"] = row.kind
    if counts is Counts.YES:
        note[COUNTED_FROM] = row.held_from.isoformat()
        until = counted_until(case, row)
        if until is not None:
            note[COUNTED_UNTIL] = until.isoformat()
    return Noted(row, note)


def counted_until(case: Case, row: Row) -> date | None:
    """Return the day up to which time is counted: the end of a post, or of its term before that."""
    if isinstance(row, PostHolding) and case.register.outlasted(row):
        return case.register.term_ends(row)
    return row.held_until


def since(row: object, day: date) -> Noted:
    """Note on a record the day from which time is counted on."""
    return Noted(row, {COUNTED_FROM: day.isoformat()})


def in_order(rows: Iterable[_Row]) -> list[_Row]:
    """Leave out what ends before it begins: such a row is a slip of the pen, and counts nothing."""
    return [row for row in rows if row.held_until is None or row.held_until >= row.held_from]


def end_unproved(row: PostHolding, own: Iterable[PostHolding] = ()) -> bool:
    """Tell whether a post ends on record, but not how, or not by which decision.

    It ended by its own paper, or by that of a post of `own`, those of the same person, that was
    taken up the same day after a move or a term.
    """
    if row.held_until is None:
        return False
    if row.left == PostHolding.Left.NOT_LEFT:
        return True
    followed = row.left in _FOLLOWED and any(
        each.held_from == row.held_until and decided(each.document_number, each.document_date)
        for each in own
        if each.pk != row.pk
    )
    return not followed and not end_on_paper(row)


def _title(case: Case, row: Row) -> str:
    if isinstance(row, WorkPeriod):
        return row.organisation
    post = case.register.posts[row.post_id]
    return f"{case.register.titles[post.title_id].name}, {case.register.unit_of(row).name}"


def _measured(case: Case, row: Row) -> dict[str, str]:
    """Return the months and days of one row up to the day of the facts, that day not counted."""
    if not in_order([row]):
        return {"months": "0", "days": "0"}
    period = Holding(row.held_from, counted_until(case, row), "equal")
    found = months_in_post([period], on=case.register.on)
    return {"months": str(found.months), "days": str(found.days)}
