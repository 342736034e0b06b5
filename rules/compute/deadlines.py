"""Time limits: the last day on which an act is still in time.

The day of the event is not counted: fifteen days from receipt end on the fifteenth day after it.
A limit in days or months that ends on a day off ends on the next working day. Both are read from
the Civil Code 2015, arts. 147 and 148, which is cited from memory: `COUNTING` says so, and every
limit carries it. "At least so many days before" is counted back from the event in the same way
and is never moved on, because that would shorten what has to be left.

How many days there are is a figure of the law (`rules/law/figures`), which names its provision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from rules.compute.dates import Rounding, add_months
from rules.definitions import Figure, Law
from rules.errors import CountOutOfRangeError
from rules.library import law as project_law
from rules.model import Citation, Confidence, Json

COUNTING = Confidence.MEMORY
UNITS = ("day", "working-day", "month")
LONGEST = 2000
_ONE_DAY = timedelta(days=1)


class WorkingDays(Protocol):
    """A calendar: which days are worked, with public holidays and swapped days."""

    def is_working_day(self, on: date) -> bool:
        """Tell whether a day is worked."""
        ...


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """One time limit reckoned: the event, what the law allows, and the last day.

    `reckoned` is where counting alone ends; `last_day` differs from it where that is a day off.
    `confidence` is that of the figure, `counting` that of the rules of counting.
    """

    figure: str
    event: date
    amount: int
    unit: str
    reckoned: date
    last_day: date
    citation: Citation
    confidence: str
    counting: str

    @property
    def moved(self) -> bool:
        """Tell whether a day off moved the last day."""
        return self.last_day != self.reckoned

    def kept_by(self, act: date) -> bool:
        """Tell whether an act on a day was in time."""
        return act <= self.last_day

    def as_dict(self) -> dict[str, Json]:
        """Return the limit as plain JSON values."""
        return {
            "figure": self.figure,
            "event": self.event.isoformat(),
            "amount": self.amount,
            "unit": self.unit,
            "reckoned": self.reckoned.isoformat(),
            "last_day": self.last_day.isoformat(),
            "citation": self.citation.as_dict(),
            "confidence": self.confidence,
            "counting": self.counting,
        }


def due(
    name: str, event: date, *, calendar: WorkingDays, on: date, law: Law | None = None
) -> TimeLimit:
    """Return the last day of the time limit that a figure sets, counted from an event.

    `on` is the governing date, which chooses the edition of the figure. Raise
    NoEditionInForceError where there is none, CountOutOfRangeError where its unit is no time.
    """
    figure = (law or project_law()).figure(name, on)
    reckoned = counted(event, figure.value, figure.unit, calendar)
    return _limit(figure, event, reckoned, next_working_day(reckoned, calendar))


def latest_before(
    name: str, event: date, *, calendar: WorkingDays, on: date, law: Law | None = None
) -> TimeLimit:
    """Return the last day that leaves at least what a figure says until an event.

    The event is the last day that is counted: ninety days before an expiry on 31 March are
    left on 31 December. In working days the answer is a working day.
    """
    figure = (law or project_law()).figure(name, on)
    reckoned = counted_back(event, figure.value, figure.unit, calendar)
    last = last_day_before(event, figure.value, figure.unit, calendar)
    return _limit(figure, event, reckoned, last)


def _limit(figure: Figure, event: date, reckoned: date, last_day: date) -> TimeLimit:
    return TimeLimit(
        figure=figure.name,
        event=event,
        amount=figure.value,
        unit=figure.unit,
        reckoned=reckoned,
        last_day=last_day,
        citation=figure.citation,
        confidence=figure.confidence.value,
        counting=COUNTING.value,
    )


def counted(event: date, amount: int, unit: str, calendar: WorkingDays) -> date:
    """Count forward from an event, that day not counted; the end may be a day off."""
    _refuse(amount, unit)
    if unit == "working-day":
        return add_working_days(event, amount, calendar)
    if unit == "month":
        return add_months(event, amount, rounding=Rounding.LAST_DAY)
    return event + timedelta(days=amount)


def counted_back(event: date, amount: int, unit: str, calendar: WorkingDays) -> date:
    """Return the latest day from which counting forward ends on the event or before it."""
    _refuse(amount, unit)
    if unit == "month":
        return add_months(event, -amount, rounding=Rounding.LAST_DAY)
    if unit == "day":
        return event - timedelta(days=amount)
    day = event
    while amount:
        amount -= calendar.is_working_day(day)
        day -= _ONE_DAY
    return day


def last_day(event: date, amount: int, unit: str, calendar: WorkingDays) -> date:
    """Return the last day of a time limit: counted forward, and moved on from a day off."""
    return next_working_day(counted(event, amount, unit, calendar), calendar)


def last_day_before(event: date, amount: int, unit: str, calendar: WorkingDays) -> date:
    """Return the last day that leaves so much until an event; a working day in working days."""
    reckoned = counted_back(event, amount, unit, calendar)
    return previous_working_day(reckoned, calendar) if unit == "working-day" else reckoned


def add_working_days(start: date, count: int, calendar: WorkingDays) -> date:
    """Return the `count`-th working day after a day, which is itself not counted."""
    _refuse(count, "working-day")
    day = start
    while count:
        day += _ONE_DAY
        count -= calendar.is_working_day(day)
    return day


def working_days_between(start: date, end: date, calendar: WorkingDays) -> int:
    """Count the working days after a day, up to another with it; negative where that is past."""
    if end < start:
        return -working_days_between(end, start, calendar)
    span = range(1, (end - start).days + 1)
    return sum(calendar.is_working_day(start + timedelta(days=n)) for n in span)


def next_working_day(day: date, calendar: WorkingDays) -> date:
    """Return a day, or the first working day after it where it is a day off."""
    while not calendar.is_working_day(day):
        day += _ONE_DAY
    return day


def previous_working_day(day: date, calendar: WorkingDays) -> date:
    """Return a day, or the last working day before it where it is a day off."""
    while not calendar.is_working_day(day):
        day -= _ONE_DAY
    return day


def _refuse(amount: int, unit: str) -> None:
    """Refuse what no time limit is."""
    if unit not in UNITS or not 0 <= amount <= LONGEST:
        raise CountOutOfRangeError(amount, unit, LONGEST)
