"""Time in post: Decree 170/2025, art. 29 cl. 3, and art. 34 cl. 3 on acting heads.

What counts: posts held by appointment that stand immediately below the target, equal to it or
above it. What does not: acting time, secondment to a post without appointment, lower posts, and
posts left because of discipline. Broken periods are added up; a day held twice counts once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rules.compute.dates import Rounding, add_months, completed_months
from rules.model import Json

COUNTED_STANDINGS = ("higher", "equal", "immediately_below")
STANDINGS = (*COUNTED_STANDINGS, "lower")
KINDS = ("appointed", "acting", "seconded")


class Counts(StrEnum):
    """How a post, or a time of work, counted towards a number of months: or why it did not."""

    YES = "yes"
    ACTING = "acting"
    SECONDED = "seconded"
    ASSIGNED = "assigned"
    DISCIPLINE = "discipline"
    STANDING = "standing"
    LATER = "later"
    REVERSED = "reversed"
    SECTOR = "sector"
    LEFT_BEFORE = "left-before"
    AFTERWARDS = "afterwards"


@dataclass(frozen=True, slots=True)
class Holding:
    """One post held: from its first day, until the day on which it was no longer held.

    `standing` compares it with the target post: higher, equal, immediately_below or lower.
    """

    start: date
    until: date | None
    standing: str
    kind: str = "appointed"
    left_by_discipline: bool = False
    ref: str = ""

    def __post_init__(self) -> None:
        if self.standing not in STANDINGS:
            raise ValueError(f"the standing is one of {', '.join(STANDINGS)}")
        if self.kind not in KINDS:
            raise ValueError(f"the kind is one of {', '.join(KINDS)}")
        if self.until is not None and self.until < self.start:
            raise ValueError(f"the post was left on {self.until}, before {self.start}")


@dataclass(frozen=True, slots=True)
class Counted:
    """One period that counts, in whole months and the days left over."""

    start: date
    until: date
    months: int
    days: int


@dataclass(frozen=True, slots=True)
class Service:
    """The time that counts, and what was left out and why (acting, discipline, standing)."""

    months: int
    days: int
    counted: tuple[Counted, ...]
    left_out: tuple[tuple[str, Counts], ...]

    def as_dict(self) -> dict[str, Json]:
        """Return the reckoning as plain JSON values."""
        return {
            "months": self.months,
            "days": self.days,
            "counted": [
                {
                    "start": period.start.isoformat(),
                    "until": period.until.isoformat(),
                    "months": period.months,
                    "days": period.days,
                }
                for period in self.counted
            ],
            "left_out": [[ref, why.value] for ref, why in self.left_out],
        }


def months_in_post(holdings: Iterable[Holding], *, on: date) -> Service:
    """Reckon the time in post up to a day, that day not counted."""
    periods, left_out = [], []
    for holding in holdings:
        counts = _counts(holding, on)
        if counts is Counts.YES:
            periods.append((holding.start, min(holding.until or on, on)))
        else:
            left_out.append((holding.ref, counts))
    counted = tuple(_measured(start, until) for start, until in _merged(periods))
    months = sum(period.months for period in counted)
    days = sum(period.days for period in counted)
    if counted and days:
        # Interpretation: left-over days make a month when they fill the calendar month in which
        # those of the last period begin. The decree adds periods up and is silent on days.
        last = counted[-1]
        start = add_months(last.start, last.months, rounding=Rounding.LAST_DAY)
        whole = _measured(start, start + timedelta(days=days))
        months, days = months + whole.months, whole.days
    return Service(months, days, counted, tuple(left_out))


def reached_on(periods: Iterable[tuple[date, date | None]], months: int) -> date | None:
    """Return the first day on which periods that count come to so many months, or None.

    A period that ends with None goes on; without one the months may never be reached. The periods
    are counted as by `months_in_post`.
    """
    held = [Holding(start, until, "equal") for start, until in periods]
    if not held or months <= 0:
        return None
    last = max((h.until for h in held if h.until), default=date.min)
    goes_on = any(h.until is None for h in held)
    day = min(holding.start for holding in held)
    while (lack := months - months_in_post(held, on=day).months) > 0:
        if not goes_on and day >= last:
            return None
        # Left-over days can bring a month or two forward: the last steps are single days.
        ahead = lack - 1 - len(held)
        try:
            day = (
                add_months(day, ahead, rounding=Rounding.LAST_DAY)
                if ahead > 0
                else day + timedelta(days=1)
            )
        except (OverflowError, ValueError):
            return None
    return day


def _counts(holding: Holding, on: date) -> Counts:
    """Say that a holding counts, or why it does not."""
    if holding.kind != "appointed":
        return Counts(holding.kind)
    if holding.left_by_discipline:
        return Counts.DISCIPLINE
    if holding.standing not in COUNTED_STANDINGS:
        return Counts.STANDING
    return Counts.LATER if holding.start >= on else Counts.YES


def _merged(periods: list[tuple[date, date]]) -> list[tuple[date, date]]:
    """Join periods that touch or overlap."""
    joined: list[tuple[date, date]] = []
    for start, until in sorted(periods):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], until))
        else:
            joined.append((start, until))
    return joined


def _measured(start: date, until: date) -> Counted:
    # Interpretation: a month from the 31st ends, in a shorter month, on its last day.
    months = completed_months(start, until, rounding=Rounding.LAST_DAY)
    rest = until - add_months(start, months, rounding=Rounding.LAST_DAY)
    return Counted(start, until, months, rest.days)
