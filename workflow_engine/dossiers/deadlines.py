"""Open time limits: what a change of the calendar does to them, and which of them press.

A day that turns out to be a holiday moves the end of every time limit in working days that runs
over it, and of every other that ends on it. Whoever amends the calendar sees what moves before it
does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from compliance import trail
from compliance.events import Event
from compliance.history import update_many
from workflow_engine.base.errors import IncompleteActError, Problem
from workflow_engine.base.messages import in_languages, recorded
from workflow_engine.base.messages import message as _
from workflow_engine.calendar.models import CalendarDay
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.dossiers.models import Deadline, Dossier, FactRequest

SOON_DAYS = 3


@dataclass(frozen=True)
class Moved:
    """A time limit that ends on another day once the calendar is amended."""

    row: Any
    dossier: str
    title: Any
    before: date
    after: date


@dataclass(frozen=True)
class Pressing:
    """A time limit that has passed or is about to: of an act, or of a fact that was asked for.

    `code` is that of the act or the fact, `what` its words.
    """

    dossier: str
    agency: str
    step: str
    code: str
    what: Any
    due_on: date
    days: int
    years_missing: tuple[int, ...] = ()
    unverified: bool = False

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "dossier": self.dossier,
            "agency": self.agency,
            "step": self.step,
            "code": self.code,
            "what": in_languages(self.what),
            "due_on": self.due_on.isoformat(),
            "days": self.days,
            "years_missing": list(self.years_missing),
            "unverified": self.unverified,
        }


def with_day(day: CalendarDay) -> WorkingCalendar:
    """Return the calendar as it would be with `day` as it stands in memory."""
    known = WorkingCalendar.load()
    off, worked = known.days_off - {day.on}, known.worked - {day.on}
    if not day.withdrawn:
        if day.kind == CalendarDay.Kind.WORKING:
            worked |= {day.on}
        else:
            off |= {day.on}
    return WorkingCalendar(frozenset(off), frozenset(worked))


def moved_by(day: CalendarDay) -> list[Moved]:
    """Return the open time limits that would end on another day, and the days."""
    calendar = with_day(day)
    found = []
    for row in Deadline.objects.running().select_related("dossier"):
        after = row.last_day(calendar)
        if after != row.due_on:
            found.append(Moved(row, row.dossier.number, row.what, row.due_on, after))
    amount = settings.FACT_REQUEST_WORKING_DAYS
    for row in FactRequest.objects.filter(closed=False).select_related("dossier"):
        after = calendar.add_working_days(row.asked_on, amount)
        if after != row.due_on:
            found.append(Moved(row, row.dossier.number, row.what, row.due_on, after))
    return found


def amend_day(day: CalendarDay, *, actor: trail.Actor, reason: str, at: datetime) -> list[Moved]:
    """Store a day of the calendar, move the time limits that it moves, and record both.

    Raises:
        IncompleteActError: the reason is missing.
        ValidationError: the day is not one that the calendar accepts.
    """
    if not reason.strip():
        raise IncompleteActError([Problem("reason", _("Say why the calendar is amended."))])
    with transaction.atomic():
        day.full_clean()
        # Locked in the order of the dossiers' own acts: nobody sets a limit by the old calendar.
        moved = moved_by(day)
        numbers = sorted({one.dossier for one in moved})
        list(Dossier.objects.select_for_update(of=("self",)).filter(number__in=numbers))
        day.save()
        for one in moved:
            one.row.due_on = one.after
        update_many([one.row for one in moved], ["due_on"])
        told = {"name": day.name, "kind": day.kind, "source": day.source, "reason": reason}
        header = {"day": day.on.isoformat(), "kind": day.kind, "withdrawn": day.withdrawn}
        trail.record_many(
            [
                trail.Item(
                    event=Event.DAY_AMENDED,
                    actor=actor,
                    dossier=number,
                    header={**header, "moved": sum(number in ("", m.dossier) for m in moved)},
                    payload={
                        **told,
                        "moved": [_told(m) for m in moved if m.dossier == number],
                    },
                    at=at,
                )
                for number in ["", *numbers]
            ]
        )
    return moved


def _told(one: Moved) -> dict[str, Any]:
    return {"title": recorded(one.title), "before": one.before, "after": one.after}


def pressing(*, on: date, days: int = SOON_DAYS) -> list[Pressing]:
    """Return every open time limit and request that has passed or ends soon, in order."""
    until = on + timedelta(days=days)
    limits = Deadline.objects.running().filter(due_on__lte=until).select_related("dossier__agency")
    requests = FactRequest.objects.filter(closed=False, due_on__lte=until).select_related(
        "dossier__agency"
    )
    calendar = WorkingCalendar.load()
    found = [
        *(_pressing(row, row.act, on, row.starts_on, calendar) for row in limits),
        *(_pressing(row, row.fact, on, row.asked_on, calendar) for row in requests),
    ]
    return sorted(found, key=lambda one: (one.due_on, one.dossier, one.code))


def _pressing(row: Any, code: str, on: date, start: date, calendar: WorkingCalendar) -> Pressing:
    dossier = row.dossier
    days = (row.due_on - on).days
    return Pressing(
        dossier.number,
        dossier.agency.code,
        row.step,
        code,
        row.what,
        row.due_on,
        days,
        calendar.missing_years(start, row.due_on),
        calendar.rests_on_unverified(start, row.due_on),
    )


def overdue(found: Iterable[Pressing]) -> int:
    """Count those that have passed."""
    return sum(one.days < 0 for one in found)
