"""The forecast as it is shown: by month, with a sheet of days beside the table."""

from __future__ import annotations

from calendar import Calendar
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _

from rules.compute.dates import Rounding, add_months
from workflow_engine.access.roles import Role
from workflow_engine.access.scope import HeldRole, units_in_scope
from workflow_engine.base.messages import language
from workflow_engine.clock.forecast import Due
from workflow_engine.clock.forecast import forecast as reckon
from workflow_engine.clock.models import ClockDay, DutyKind
from workflow_engine.pages.citations import Cite
from workflow_engine.registry.models import Unit

# Whoever plans, decides or inspects; an administrator keeps the machine and reads no records.
READERS = frozenset(role.value for role in Role) - {Role.ADMINISTRATOR.value}
HORIZONS = (3, 6, 12, 24)
# Over the columns of a sheet: short, as calendars have them.
WEEKDAYS = (_("Mo"), _("Tu"), _("We"), _("Th"), _("Fr"), _("Sa"), _("Su"))
_WEEK = Calendar(firstweekday=0)


@dataclass(frozen=True)
class Asked:
    """What of the forecast is asked for."""

    unit: str = ""
    kind: str = ""
    months: int = HORIZONS[1]


@dataclass(frozen=True)
class Row:
    """One limit on the page."""

    due: Due
    days: int
    cite: Cite
    begins_day: bool


@dataclass(frozen=True)
class Day:
    """One day of a sheet: outside its month it is None."""

    on: date | None
    count: int = 0


@dataclass(frozen=True)
class Month:
    """A month with its limits, and its sheet of weeks."""

    first: date
    rows: list[Row]
    weeks: list[list[Day]]


@dataclass(frozen=True)
class Shown:
    """The forecast: what has passed, then month by month."""

    passed: list[Row]
    months: list[Month]

    @property
    def count(self) -> int:
        """How many limits are shown."""
        return len(self.passed) + sum(len(month.rows) for month in self.months)


def units(held: Collection[HeldRole]) -> list[Unit]:
    """Return the units of which these roles may read what is due."""
    reading = [role for role in held if role.role in READERS]
    return list(Unit.objects.filter(units_in_scope(reading), ended_on=None))


def shown(asked: Asked, reach: Sequence[Unit], *, on: date) -> Shown:
    """Return what falls due in the units in reach."""
    below = next((unit.path for unit in reach if unit.code == asked.unit), "")
    keys = [unit.pk for unit in reach if unit.path.startswith(below)]
    until = add_months(on, asked.months, rounding=Rounding.LAST_DAY)
    found = reckon(on=on, until=until, units=keys)
    rows = list(_rows([due for due in found if asked.kind in ("", due.kind)], on))
    coming = [row for row in rows if row.days >= 0]
    return Shown(
        passed=[row for row in rows if row.days < 0],
        months=[
            _month(first, list(group)) for first, group in groupby(coming, key=_first_of_month)
        ],
    )


def kinds() -> list[tuple[str, Any]]:
    """Return the kinds of limits with their words, for the filter."""
    return list(DutyKind.choices)


def stood_still_since(*, on: date) -> date | None:
    """Return the last day that the clock has done, where it is not today; None where it is."""
    last = ClockDay.objects.order_by("-on").values_list("on", flat=True).first()
    return last if last is not None and last < on else None


def _rows(found: Sequence[Due], on: date) -> Iterator[Row]:
    before = None
    for due in found:
        cite = Cite(due.citation.text(language()), due.confidence == "seen")
        yield Row(due, (due.due_on - on).days, cite, begins_day=due.due_on != before)
        before = due.due_on


def _first_of_month(row: Row) -> date:
    return row.due.due_on.replace(day=1)


def _month(first: date, rows: list[Row]) -> Month:
    counts = Counter(row.due.due_on for row in rows)
    weeks = [
        [Day(day, counts[day]) if day.month == first.month else Day(None) for day in week]
        for week in _WEEK.monthdatescalendar(first.year, first.month)
    ]
    return Month(first, rows, weeks)
