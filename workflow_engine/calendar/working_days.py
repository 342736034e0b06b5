"""Counting in days, working days and months, as the article says.

Monday to Friday are working days unless the calendar says otherwise. The day of the event is not
counted: "15 working days from receipt" ends on the fifteenth working day after it.

Interpretation: no provision that was read says whether the day of the event counts for the time
limits of NĐ 170/2025; not counting it is the later of the two readings, and is unverified.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from rules.compute.dates import Rounding, add_months
from workflow_engine.calendar.models import CalendarDay

_ONE_DAY = timedelta(days=1)
_LONGEST = 2000


class CalendarError(Exception):
    """The calendar cannot answer."""

    code = "calendar"


class CountOutOfRangeError(CalendarError, ValueError):
    """A number of days that no time limit has."""

    code = "count-out-of-range"

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(
            f"{count} days is not a time limit: give a whole number from 0 to {_LONGEST}."
        )


@dataclass(frozen=True)
class WorkingCalendar:
    """The days that differ from the plain week, read once for a whole computation."""

    days_off: frozenset[date]
    worked: frozenset[date]

    @classmethod
    def load(cls) -> "WorkingCalendar":
        """Read the calendar in one query."""
        rows = CalendarDay.objects.filter(withdrawn=False).values_list("on", "kind")
        off, worked = set(), set()
        for on, kind in rows:
            (worked if kind == CalendarDay.Kind.WORKING else off).add(on)
        return cls(frozenset(off), frozenset(worked))

    def is_working_day(self, on: date) -> bool:
        """Whether `on` is worked."""
        return on in self.worked or (on.weekday() < 5 and on not in self.days_off)

    def add_working_days(self, start: date, count: int) -> date:
        """Return the `count`-th working day after `start` (`start` itself is not counted)."""
        if not 0 <= count <= _LONGEST:
            raise CountOutOfRangeError(count)
        day = start
        while count:
            day += _ONE_DAY
            count -= self.is_working_day(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Return how many working days lie after `start`, `end` included; negative if past."""
        if end < start:
            return -self.working_days_between(end, start)
        return sum(
            self.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1)
        )

    def due(self, start: date, amount: int, counted_in: str) -> date:
        """Return the last day of a time limit that runs from `start`.

        Raises:
            CountOutOfRangeError: no time limit has that many.
        """
        if counted_in == "working-day":
            return self.add_working_days(start, amount)
        if not 0 <= amount <= _LONGEST:
            raise CountOutOfRangeError(amount)
        if counted_in == "month":
            return add_months(start, amount, rounding=Rounding.LAST_DAY)
        return start + timedelta(days=amount)
