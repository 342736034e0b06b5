"""The duties of one agency on one day: what opens, and what is none any more.

What falls due is reckoned outside the transaction; then the rows are written in a short one, under
the lock of the trail. Two clocks, or one that was killed in between and begins again, find the day
done, or do it: a duty is opened once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from compliance import trail
from compliance.events import Event
from compliance.history import create_many, update_many
from workflow_engine.base.messages import in_languages
from workflow_engine.clock.forecast import Due, forecast
from workflow_engine.clock.models import ClockDay, Duty
from workflow_engine.registry.models import PostHolding, Unit

# A transaction on the embedded database holds every writer back: no more rows at once.
AT_ONCE = 100


@dataclass(frozen=True)
class Done:
    """What the clock did for one agency on one day."""

    opened: int
    closed: int


def agencies() -> dict[int, list[int]]:
    """Return the keys of the units of each agency, by the key of the agency."""
    units = list(Unit.objects.select_related(None).order_by("path"))
    by_code = {unit.code: unit for unit in units}
    found: dict[int, list[int]] = {}
    for unit in units:
        above = [by_code[code] for code in unit.path.split("/") if code]
        own = [each for each in above if each.kind == Unit.Kind.AGENCY] or above[:1]
        found.setdefault(own[-1].pk, []).append(unit.pk)
    return found


def days_to_do(agency: int, *, today: date) -> list[date]:
    """Return the days that the clock has not done for an agency, in order, today included."""
    last = (
        ClockDay.objects.filter(agency=agency).order_by("-on").values_list("on", flat=True).first()
    )
    if last is None:
        return [today]
    return [last + timedelta(days=n) for n in range(1, (today - last).days + 1)]


def do_day(agency: int, units: Sequence[int], *, on: date, at: datetime) -> Done | None:
    """Open and close the duties of an agency as of `on`; None where the day is done already.

    A duty opens `DUTY_LEAD_DAYS` before its last day, and bears that day.
    """
    lead = timedelta(days=settings.DUTY_LEAD_DAYS)
    due = {each.key: each for each in forecast(on=on, units=units)}
    opened = closed = 0
    while True:
        with transaction.atomic():
            trail.lock()
            if ClockDay.objects.filter(agency=agency, on=on).exists():
                return None
            done, whole = _write(units, due, on=on, lead=lead, at=at)
            opened, closed = opened + done.opened, closed + done.closed
            if whole:
                ClockDay.objects.create(agency_id=agency, on=on, done_at=at)
                return Done(opened, closed)


def _write(
    units: Sequence[int],
    due: Mapping[tuple[Any, ...], Due],
    *,
    on: date,
    lead: timedelta,
    at: datetime,
) -> tuple[Done, bool]:
    """Write no more than fits into one transaction; tell whether that was all."""
    # With those of the same people that another agency had: a duty follows whom it is about.
    mine = Q(unit__in=units) | Q(person__in={each.person.pk for each in due.values()})
    known = {
        (row.kind, row.person_id, row.holding_id, row.event_on): row
        for row in Duty.objects.filter(mine).select_related("person", "holding", "unit")
    }
    near = on + lead
    opening = [each for key, each in due.items() if key not in known and each.due_on <= near]
    running = {key: row for key, row in known.items() if row.closed_on is None}
    gone = {key: row for key, row in running.items() if key not in due and row.unit_id in units}
    elsewhere = _elsewhere(gone.values(), on=on)
    closing = [row for key, row in gone.items() if key not in elsewhere]
    opening_now = opening[:AT_ONCE]
    closing_now = closing[: AT_ONCE - len(opening_now)]
    _open(opening_now, lead=lead, at=at)
    _close(closing_now, on=on, at=at)
    here_or_there = {**due, **elsewhere}
    _move([(row, each) for key, row in running.items() if (each := here_or_there.get(key))])
    whole = len(opening_now) + len(closing_now) == len(opening) + len(closing)
    return Done(len(opening_now), len(closing_now)), whole


def _open(found: Sequence[Due], *, lead: timedelta, at: datetime) -> None:
    entries = trail.record_many(
        [
            trail.Item(
                event=Event.DUTY_OPENED,
                actor=trail.CLOCK,
                header={"kind": str(due.kind), "unit": due.unit.code, "due_on": due.due_on},
                payload={
                    "person": _named(due.person),
                    "post": str(due.holding.post) if due.holding else "",
                    "event_on": due.event_on,
                    "fell_on": due.due_on - lead,
                    "basis": {code: due.citation.text(code) for code in ("vi", "en")},
                },
                at=at,
            )
            for due in found
        ]
    )
    create_many(
        [
            Duty(
                kind=due.kind,
                person=due.person,
                holding=due.holding,
                unit=due.unit,
                event_on=due.event_on,
                due_on=due.due_on,
                fell_on=due.due_on - lead,
                trail_entry=entry.number,
            )
            for due, entry in zip(found, entries, strict=True)
        ]
    )


def _elsewhere(rows: Collection[Duty], *, on: date) -> dict[tuple[Any, ...], Due]:
    """Return what now falls due in another agency of what falls due here no more."""
    people = {row.person_id for row in rows}
    return {each.key: each for each in forecast(on=on, people=people)} if people else {}


def _move(rows: Sequence[tuple[Duty, Due]]) -> None:
    """Let the last day follow the calendar, and the unit the person: both are on record."""
    moved = [
        (row, each)
        for row, each in rows
        if (row.due_on, row.unit_id) != (each.due_on, each.unit.pk)
    ]
    for row, each in moved:
        row.due_on, row.unit = each.due_on, each.unit
    update_many([row for row, _each in moved], ["due_on", "unit"])


def _close(rows: Sequence[Duty], *, on: date, at: datetime) -> None:
    later = _held_since(rows)
    for row in rows:
        row.closed_on, row.closed_because = on, _why(row, later)
    trail.record_many(
        [
            trail.Item(
                event=Event.DUTY_CLOSED,
                actor=trail.CLOCK,
                header={"kind": row.kind, "unit": row.unit.code, "because": row.closed_because},
                payload={
                    "person": _named(row.person),
                    "event_on": row.event_on,
                    "due_on": row.due_on,
                    "opened_by_entry": row.trail_entry,
                    "because": in_languages(Duty.Closed(row.closed_because).label),
                },
                at=at,
            )
            for row in rows
        ]
    )
    update_many(rows, ["closed_on", "closed_because"])


def _held_since(rows: Sequence[Duty]) -> set[tuple[int, int, date]]:
    """Return who holds which post since when, of those whom the duties are about."""
    return set(
        PostHolding.objects.filter(
            person__in={row.person_id for row in rows if row.holding}, voided=False
        ).values_list("person", "post", "held_from")
    )


def _why(row: Duty, later: set[tuple[int, int, date]]) -> str:
    """Say why a duty is none any more: nothing falls due for it now."""
    holding = row.holding
    if holding is None:
        return Duty.Closed.MOVED
    renewed = any(
        (person, post) == (row.person_id, holding.post_id) and since >= row.event_on
        for person, post, since in later
    )
    if renewed and not holding.voided:
        return Duty.Closed.RENEWED
    if holding.voided or holding.left != PostHolding.Left.NOT_LEFT:
        return Duty.Closed.LEFT
    return Duty.Closed.MOVED


def _named(person: Any) -> dict[str, str]:
    return {"personal_number": person.personal_number, "full_name": person.full_name}
