"""What one act does, gathered while it happens and written at its end.

A journal belongs to one act of one person in one dossier. It knows the dossier, who acts and as
whom, and the dates; nodes add to it what goes into the audit trail and the rows that refer to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from compliance import trail
from compliance.events import Event
from compliance.history import create_many
from workflow_engine.access.models import Account
from workflow_engine.base.prepared import Place, prepared
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.dossiers.models import Candidate, Deadline, Dossier, GateRun, SignOff
from workflow_engine.registry.models import Person


@dataclass(frozen=True)
class Performer:
    """Who acts, as which role, for which unit, and in whose place."""

    account: Account
    person: Person
    role: str
    unit_code: str
    in_place_of: int | None = None

    @property
    def actor(self) -> trail.Actor:
        """The performer as the trail names one: by number."""
        return trail.Actor(
            account=self.account.pk,
            role=self.role,
            unit=self.unit_code,
            on_behalf_of=self.in_place_of,
        )


# A row that keeps the number of the entry by which it is on record.
Referring = SignOff | GateRun


@dataclass
class _Line:
    item: trail.Item
    rows: Sequence[Referring]


@dataclass
class Journal:
    """The open journal of one act."""

    dossier: Dossier
    performer: Performer
    step: str
    at: datetime
    on: date
    calendar: WorkingCalendar | None = None
    _lines: list[_Line] = field(default_factory=list)
    _candidates: list[Candidate] | None = None
    _signed: bool = False

    def candidates(self) -> list[Candidate]:
        """Return the dossier's candidates with their persons, read once for the act."""
        if self._candidates is None:
            self._candidates = candidates_of(self.dossier)
        return self._candidates

    def candidates_changed(self) -> None:
        """Read the candidates again when next asked for."""
        self._candidates = None

    def standing(self) -> list[Candidate]:
        """Return the candidates in consideration."""
        return [c for c in self.candidates() if c.status == Candidate.Status.STANDING]

    def days(self) -> WorkingCalendar:
        """Return the calendar, read once for the act."""
        if self.calendar is None:
            self.calendar = WorkingCalendar.load()
        return self.calendar

    def add(
        self,
        event: Event,
        *,
        step: str = "",
        header: Mapping[str, Any] | None = None,
        payload: Mapping[str, Any] | None = None,
        reason: str = "",
        rows: Sequence[Referring] = (),
        by_rules: bool = False,
    ) -> None:
        """Add an entry; `rows` are stored with the number of the entry in `trail_entry`.

        What the rules found or did is theirs (`by_rules`): the performer's act led to it, and
        decided nothing of it.
        """
        actor = self.performer.actor
        flow = self.dossier.flow_class
        self._lines.append(
            _Line(
                trail.Item(
                    event=event,
                    dossier=self.dossier.number,
                    step=step or self.step,
                    edition=flow.edition.code,
                    governing_date=self.dossier.governing_date,
                    actor=trail.RULES if by_rules else actor,
                    after=actor if by_rules else None,
                    reason=reason,
                    header=header or {},
                    payload=payload or {},
                    at=self.at,
                ),
                rows,
            )
        )

    def settle(
        self,
        candidate: Candidate,
        status: str,
        *,
        reason: str = "",
        event: Event | None = None,
        step: str = "",
        payload: Mapping[str, Any] | None = None,
        by_rules: bool = False,
    ) -> None:
        """Give a candidate a new status; `step` where it is not the act's own.

        `reason` is what a person wrote. What the rules decided is no sentence: the conditions go
        into the `payload` by their names, and a page words them as the verdict has them.
        """
        candidate.status = status
        candidate.status_step = step or self.step
        candidate.status_reason = reason
        candidate.save()
        if event is not None:
            self.add(
                event,
                step=step,
                header={"candidate": candidate.pk},
                payload={"person": person_as_dict(candidate.person), **(payload or {})},
                reason=reason,
                by_rules=by_rules,
            )

    def sign(
        self,
        act: str,
        *,
        payload: Mapping[str, Any],
        reason: str = "",
        event: Event | None = None,
    ) -> None:
        """Record that the performer took the step."""
        row = self._signature(act, reason=reason)
        self.add(
            event or Event.STEP_COMPLETED,
            header={"act": act},
            payload={"performer": person_as_dict(self.performer.person), **payload},
            reason=reason,
            rows=[row],
        )

    def _signature(self, act: str, *, reason: str = "") -> SignOff:
        self._signed = True
        return SignOff(
            dossier=self.dossier,
            step=self.step,
            act=act,
            account=self.performer.account,
            person=self.performer.person,
            role=self.performer.role,
            in_place_of_id=self.performer.in_place_of,
            reason=reason,
            on=self.on,
        )

    def start_limits(self, steps: Sequence[Any]) -> None:
        """Begin every time limit of `steps` whose event has a date and which does not run yet."""
        limits = [(node, limit) for node in steps for limit in getattr(node, "limits", ())]
        due = [(n, lim) for n, lim in limits if getattr(self.dossier, lim.runs_from)]
        if not due:
            return
        running = set(
            Deadline.objects.filter(dossier=self.dossier).values_list("figure", "starts_on")
        )
        rows = []
        for node, limit in due:
            starts_on = getattr(self.dossier, limit.runs_from)
            if (limit.figure, starts_on) in running:
                continue
            figure = self.dossier.flow_class.figure(limit.figure, self.dossier.governing_date)
            rows.append(
                Deadline(
                    dossier=self.dossier,
                    step=limit.met_by or node.name,
                    figure=limit.figure,
                    amount=figure.value,
                    counted_in=limit.counted_in,
                    starts_on=starts_on,
                    due_on=self.days().due(starts_on, figure.value, limit.counted_in),
                )
            )
        create_many(rows)

    def meet_limits(self, step: str) -> None:
        """Close the time limits that the completion of `step` meets."""
        for deadline in _running.rows(dossier=self.dossier.pk, step=step):
            deadline.met_on = self.on
            deadline.save()

    def write(self) -> None:
        """Write the entries under one lock, then the rows that refer to them.

        Whoever acted beside the steps signed none of them, and took part as well.
        """
        lines, self._lines = self._lines, []
        if lines and not self._signed:
            lines[0].rows = [*lines[0].rows, self._signature(SignOff.Act.DONE)]
        entries = trail.record_many([line.item for line in lines])
        by_model: dict[type[Referring], list[Referring]] = {}
        for line, entry in zip(lines, entries, strict=True):
            for row in line.rows:
                row.trail_entry = entry.number
                by_model.setdefault(type(row), []).append(row)
        for rows in by_model.values():
            create_many(rows)


def candidates_of(dossier: Dossier) -> list[Candidate]:
    """Return the candidates of a dossier with their persons, by name."""
    found = _candidates.rows(dossier=dossier.pk)
    for candidate in found:
        candidate.dossier = dossier
    return found


@prepared
def _candidates() -> QuerySet[Candidate]:
    of_dossier = Candidate.objects.filter(dossier=Place("dossier"))
    return of_dossier.select_related("person").order_by("person__sort_key")


@prepared
def _running() -> QuerySet[Deadline]:
    of_step = Deadline.objects.filter(dossier=Place("dossier"), step=Place("step"))
    return of_step.filter(met_on__isnull=True)


def person_as_dict(person: Person) -> dict[str, str]:
    """Return how an entry's payload names a person."""
    return {"personal_number": person.personal_number, "full_name": person.full_name}
