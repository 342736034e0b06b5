"""The calendar on record: Monday to Friday are working days unless it says otherwise.

How time limits are counted in it is the law's business, and stands in `rules.compute.deadlines`.
"""

from dataclasses import dataclass
from datetime import date

from rules.compute import deadlines
from rules.model import Confidence
from workflow_engine.calendar.models import CalendarDay

_AUTUMN = 10  # The holidays of a year are decided and announced before it begins.


class CalendarError(Exception):
    """The calendar cannot answer."""

    code = "calendar"


@dataclass(frozen=True)
class WorkingCalendar:
    """The days that differ from the plain week, read once for a whole computation."""

    days_off: frozenset[date]
    worked: frozenset[date]
    years: frozenset[int] = frozenset()
    unverified: frozenset[date] = frozenset()

    @classmethod
    def load(cls) -> "WorkingCalendar":
        """Read the calendar in one query."""
        rows = CalendarDay.objects.filter(withdrawn=False).values_list("on", "kind", "confidence")
        off: set[date] = set()
        worked: set[date] = set()
        unverified: set[date] = set()
        years: set[int] = set()
        for on, kind, confidence in rows:
            (worked if kind == CalendarDay.Kind.WORKING else off).add(on)
            if kind == CalendarDay.Kind.HOLIDAY:
                years.add(on.year)
            if confidence != Confidence.SEEN:
                unverified.add(on)
        return cls(frozenset(off), frozenset(worked), frozenset(years), frozenset(unverified))

    def missing_years(self, start: date, end: date) -> tuple[int, ...]:
        """Return the years from `start` to `end` of which no holiday is on record.

        Such a year is counted as worked throughout, so that what ends in it is not sure.
        """
        span = range(start.year, end.year + 1)
        return tuple(year for year in span if year not in self.years)

    def rests_on_unverified(self, start: date, end: date) -> bool:
        """Whether a day after `start`, up to `end`, is on record from a source nobody has seen."""
        return any(start < on <= end for on in self.unverified)

    def next_year_missing(self, on: date) -> int | None:
        """Return the next year, from 1 October on, where none of its holidays is on record."""
        missing = on.month >= _AUTUMN and on.year + 1 not in self.years
        return on.year + 1 if missing else None

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

    def due(self, start: date, amount: int, counted_in: str, *, before: bool = False) -> date:
        """Return the last day of a time limit that runs from `start`, or up to it (`before`).

        Forwards it is never a day off; backwards it is moved in working days alone.

        Raises:
            CountOutOfRangeError: no time limit has that many.
        """
        reckon = deadlines.last_day_before if before else deadlines.last_day
        return reckon(start, amount, counted_in, self)
