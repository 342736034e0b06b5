"""The calendar on record: Monday to Friday are working days unless it says otherwise.

How time limits are counted in it is the law's business, and stands in `rules.compute.deadlines`.
"""

from dataclasses import dataclass
from datetime import date

from rules.compute import deadlines
from workflow_engine.calendar.models import CalendarDay


class CalendarError(Exception):
    """The calendar cannot answer."""

    code = "calendar"


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
        """Return the `count`-th working day after `start` (`start` itself is not counted).

        Raises:
            CountOutOfRangeError: no time limit has that many.
        """
        return deadlines.add_working_days(start, count, self)

    def working_days_between(self, start: date, end: date) -> int:
        """Return how many working days lie after `start`, `end` included; negative if past."""
        return deadlines.working_days_between(start, end, self)

    def due(self, start: date, amount: int, counted_in: str) -> date:
        """Return the last day of a time limit that runs from `start`, never a day off.

        Raises:
            CountOutOfRangeError: no time limit has that many.
        """
        return deadlines.last_day(start, amount, counted_in, self)
