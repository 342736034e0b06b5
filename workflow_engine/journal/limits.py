"""The time limits of a dossier follow what happens in it, as the law's schedule reckons them.

The schedule of the procedure says which event sets which limit running, and which act meets it
(`rules/law/schedules`); `rules.compute.schedules` says until when, under the governing date. Here
the rows are brought into agreement with both, after every act that dates an event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from compliance.history import create_many, update_many
from rules.compute import schedules
from rules.compute.schedules import Due
from rules.library import law
from workflow_engine.base.prepared import Place, prepared
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.dossiers.models import Candidate, Deadline, Dossier, Happened

_CONSIDERED = (Candidate.Status.STANDING, Candidate.Status.HELD)


@dataclass
class _Change:
    row: Deadline
    what: str

    def told(self) -> dict[str, Any]:
        """Return what an entry of the trail says of it."""
        row = self.row
        return {
            "limit": self.what,
            "figure": row.figure,
            "event": row.event,
            "awaited": row.act,
            "starts_on": row.starts_on,
            "due_on": row.due_on,
            **({"met_on": row.met_on} if row.met_on else {}),
            **({"candidate": row.candidate_id} if row.candidate_id else {}),
        }


def follow(
    dossier: Dossier,
    candidates: Callable[[], Sequence[Candidate]],
    days: Callable[[], WorkingCalendar],
) -> list[dict[str, Any]]:
    """Begin, meet and supersede time limits as the events of the dossier stand now.

    A limit is met by its act alone, on the day of the act, so that a late act is late. Where the
    event of an open limit has another day now, a new limit takes the place of the old one, which
    stays. Return what changed, as the trail keeps it.

    Raises:
        RuleError: the law has no schedule, or no figure, on the governing date.
    """
    flow = dossier.flow_class
    if not flow.schedule:
        return []
    open_rows: dict[tuple[Any, ...], list[Deadline]] = {}
    done: set[tuple[Any, ...]] = set()
    for row in _standing.rows(dossier=dossier.pk):
        if row.met_on is None:
            open_rows.setdefault((row.candidate_id, row.event, row.act), []).append(row)
        else:
            done.add(_key(row))
    begun: list[Deadline] = []
    met: list[Deadline] = []
    superseded: list[tuple[Deadline, Deadline]] = []
    for candidate, events, found in _reckoned(dossier, candidates, days):
        wanted: dict[tuple[str, str], list[Deadline]] = {}
        for each in found:
            row = _row(dossier, candidate, each)
            if _key(row) not in done:
                wanted.setdefault((row.event, row.act), []).append(row)
        for (event, act), rows in wanted.items():
            running = {_key(row): row for row in open_rows.get((candidate, event, act), ())}
            fresh = [row for row in rows if _key(row) not in running]
            kept = [running[_key(row)] for row in rows if _key(row) in running]
            for row in (*fresh, *kept):
                row.met_on = _done_on(row, events.get(act))
            begun += fresh
            met += [row for row in kept if row.met_on]
            if fresh:
                gone = [row for row in running.values() if row not in kept]
                superseded += [(row, fresh[0]) for row in gone]
    create_many(begun)
    for row, by in superseded:
        row.superseded_by = by
    update_many([*met, *(row for row, _by in superseded)], ["met_on", "superseded_by"])
    changes = [
        *(_Change(row, "begun") for row in begun),
        *(_Change(row, "met") for row in (*(r for r in begun if r.met_on), *met)),
        *(_Change(row, "superseded") for row, _by in superseded),
    ]
    return [change.told() for change in changes]


def _reckoned(
    dossier: Dossier,
    candidates: Callable[[], Sequence[Candidate]],
    days: Callable[[], WorkingCalendar],
) -> Iterator[tuple[int | None, Mapping[str, Happened], list[Due]]]:
    """Yield what the schedule says of the dossier, and of each candidate who is considered.

    A limit belongs to each candidate where its event or its act happens for each.
    """
    flow = dossier.flow_class
    on = dossier.governing_date
    schedule = law().schedule(flow.schedule, on)
    told = [name for name in schedule.circumstances if flow.circumstances[name](dossier)]
    of_each = flow.of_each()
    keys: list[int | None] = [None]
    if of_each & schedule.events:
        keys += [each.pk for each in candidates() if each.status in _CONSIDERED]
    for key in keys:
        events = {
            event: row for event, row in dossier.dates.of(key).items() if event in schedule.events
        }
        found = schedules.schedule(
            flow.schedule,
            {event: row.on for event, row in events.items()},
            calendar=days(),
            on=on,
            circumstances=told,
        )
        yield (
            key,
            events,
            [
                each
                for each in found
                if bool({each.event, each.act} & of_each) == (key is not None)
                # What is only planned sets nothing running; up to it can be counted back.
                and (each.before or not events[each.event].planned)
            ],
        )


def _row(dossier: Dossier, candidate: int | None, found: Due) -> Deadline:
    limit = found.limit
    return Deadline(
        dossier=dossier,
        candidate_id=candidate,
        schedule=dossier.flow_class.schedule,
        figure=limit.figure,
        event=found.event,
        act=found.act,
        before=found.before,
        amount=limit.amount,
        counted_in=limit.unit,
        starts_on=limit.event,
        due_on=limit.last_day,
    )


def _key(row: Deadline) -> tuple[Any, ...]:
    """Return what makes two limits one: an amended calendar moves the last day of both."""
    return (
        row.candidate_id,
        row.figure,
        row.event,
        row.act,
        row.starts_on,
        row.amount,
        row.counted_in,
    )


def _done_on(row: Deadline, act: Happened | None) -> date | None:
    """Return when the awaited act was done, or None.

    What is planned is not done. An act from before the event is not the one that is awaited, where
    the limit runs from the event on.
    """
    if act is None or act.planned or not (row.before or act.on >= row.starts_on):
        return None
    return act.on


@prepared
def _standing() -> QuerySet[Deadline]:
    standing = Deadline.objects.filter(dossier=Place("dossier"), superseded_by=None)
    return standing.order_by("pk")
