"""Reading a birth date: old papers give the year alone, or the month and the year."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow_engine.base.messages import message as _
from workflow_engine.registry import births
from workflow_engine.registry.bounds import EARLIEST_BIRTH
from workflow_engine.registry.cells import YEARS, Day, Reading, not_a_date, plain, within

_NOTHING = r"(?:0{1,2}|[-–_.…x?\s]+)?"
_WITHOUT_DAY = re.compile(rf"{_NOTHING}/({_NOTHING}|\d{{1,2}})/\s*(\d{{4}})")


@dataclass(frozen=True)
class Birth(Day):
    """A birth date; what is not known of it stays unknown, and no day is made up."""

    earliest: date = EARLIEST_BIRTH

    def read(self, raw: Any) -> Reading:
        """Read a date, a month of a year, or a year: 05/09/1968, 09/1968, 00/00/1968, 1968."""
        if isinstance(raw, str) and (given := _WITHOUT_DAY.fullmatch(plain(raw).lower())):
            month = given[1].strip() if given[1] else ""
            return self._open(int(given[2]), int(month) if month.strip("0").isdigit() else None)
        # A year typed into a cell for dates shows as a day of 1905, on which nobody here was born.
        if isinstance(raw, date) and (year := _serial(raw)) in YEARS:
            return self._open(year, None)
        reading = super().read(raw)
        if reading.also:
            return reading
        return Reading(reading.value, reading.to_accept, {"birth_precision": births.DAY})

    def _open(self, year: int, month: int | None) -> Reading:
        if year < 1 or (month is not None and not 1 <= month <= 12):
            raise not_a_date(f"{month}/{year}" if month is not None else str(year))
        born = within(date(year, month or 1, 1), self.earliest)
        precision = births.YEAR if month is None else births.MONTH
        words = _("Only %s of the birth date is given: that is kept, and no day is made up.")
        said = births.said(born, precision)
        return Reading(born, words % said, {"birth_precision": precision})


def _serial(day: date) -> int:
    """Return the number that a workbook stores for a day."""
    return date(day.year, day.month, day.day).toordinal() - date(1899, 12, 30).toordinal()
