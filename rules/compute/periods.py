"""Periods in months: terms, waits, the effect of a discipline, acting, secondment.

Months are counted by the calendar as `dates` does: from the 10th to the 10th. A period that
begins on a day which the last month does not have ends on the last day of that month. Periods
are half-open: `until` is the first day on which the period no longer runs.

Interpretation: a term that begins on 1 April has 31 March as its last day. Read with the day of
the event left out it would be 1 April; the earlier reading keeps every notice in time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rules.compute.dates import Rounding, add_months
from rules.definitions import Figure, Law
from rules.library import law as project_law
from rules.model import Json


@dataclass(frozen=True, slots=True)
class Period:
    """One period that a figure sets: from its first day, until the day on which it is over.

    `own_months` is its length where that is shorter than the figure.
    """

    figure: Figure
    start: date
    until: date
    own_months: int | None = None

    @property
    def last_day(self) -> date:
        """Return the last day on which it still runs."""
        return self.until - timedelta(days=1)

    def over_on(self, day: date) -> bool:
        """Tell whether it no longer runs on a day."""
        return day >= self.until

    def as_dict(self) -> dict[str, Json]:
        """Return the period as plain JSON values, with the provision that sets it."""
        return {
            "figure": self.figure.name,
            "months": self.own_months or self.figure.value,
            "start": self.start.isoformat(),
            "until": self.until.isoformat(),
            "last_day": self.last_day.isoformat(),
            "citation": self.figure.citation.as_dict(),
            "confidence": self.figure.confidence.value,
        }


def period(name: str, start: date, *, on: date, law: Law | None = None) -> Period:
    """Reckon the period of months that a figure sets, in the edition of the governing date.

    Raise NoEditionInForceError where it has none, ValueError where it is not counted in months.
    """
    figure = (law or project_law()).figure(name, on)
    if figure.unit != "month":
        raise ValueError(f"the figure {name} counts in the unit '{figure.unit}', not in months")
    return Period(figure, start, add_months(start, figure.value, rounding=Rounding.LAST_DAY))
