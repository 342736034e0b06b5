"""Arithmetic on dates as the law counts: in calendar months, never in thirties of days.

A month is added by its number, and the day stays. Where that day does not exist (one month
from 31 January) the answer is an error unless the caller names the rounding.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from enum import StrEnum

from rules.errors import AmbiguousDateError


class Rounding(StrEnum):
    """What becomes of a day that the month does not have."""

    LAST_DAY = "last-day"
    NEXT_DAY = "next-day"


def add_months(day: date, months: int, *, rounding: Rounding | None = None) -> date:
    """Return the same day so many months later, or earlier when `months` is negative."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last = calendar.monthrange(year, month)[1]
    if day.day <= last:
        return date(year, month, day.day)
    if rounding is Rounding.LAST_DAY:
        return date(year, month, last)
    if rounding is Rounding.NEXT_DAY:
        return date(year, month, last) + timedelta(days=1)
    raise AmbiguousDateError(day, months)


def completed_months(start: date, end: date, *, rounding: Rounding | None = None) -> int:
    """Count the months that are over on the day `end`; the day `start` is the first of the first.

    From 10 March, one month is over on 10 April: on 9 April it is still running.
    """
    if end < start:
        raise ValueError(f"the period ends on {end} before it begins on {start}")
    months = (end.year - start.year) * 12 + end.month - start.month
    while add_months(start, months, rounding=rounding) > end:
        months -= 1
    return months


def months_begun(start: date, end: date, *, rounding: Rounding | None = None) -> int:
    """Count the months from `start` to `end`, where a month begun counts as a whole one.

    Six months to the day are six, and a day more is seven: what may not be older than six
    months is so counted exact to the day.
    """
    months = completed_months(start, end, rounding=rounding)
    return months if add_months(start, months, rounding=rounding) == end else months + 1
