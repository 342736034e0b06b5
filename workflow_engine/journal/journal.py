"""What one act does, gathered while it happens and written at its end.

A journal belongs to one act of one person in one dossier. It knows the dossier, who acts and as
whom, and the dates; nodes add to it what goes into the audit trail and the rows that refer to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils.timezone import localdate

from compliance import trail
from compliance.events import Event
from compliance.history import create_many, update_many
from workflow_engine.access.models import Account
from workflow_engine.base.messages import as_kept
from workflow_engine.base.prepared import Place, prepared
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.dossiers.models import (
    Candidate,
    ChildDossier,
    Dossier,
    GateRun,
    Happened,
    Paper,
    SignOff,
    Statement,
)
from workflow_engine.journal import limits
from workflow_engine.registry.models import Delegation, Person


@dataclass(frozen=True)
class Performer:
    """Who acts, as which role, for which unit, and in whose place."""

    account: Account
    person: Person
    role: str
    unit_code: str
    in_place_of: int | None = None
    # The role and the unit of whoever enters what another did on paper.
    entered_as: tuple[str, str] | None = None

    @property
    def actor(self) -> trail.Actor:
        """The performer as the trail names one: by number; who enters acts in the own role."""
        role, unit = self.entered_as or (self.role, self.unit_code)
        return trail.Actor(
            account=self.account.pk,
            role=role,
            unit=unit,
            on_behalf_of=self.in_place_of,
        )


# A row that keeps the number of the entry by which it is on record.
Referring = SignOff | GateRun | Happened | Statement
_Row = TypeVar("_Row", SignOff, GateRun, Happened, Statement)


@dataclass(frozen=True)
class Signing:
    """The delegation by which somebody signs, and the lines above the name."""

    row: Delegation
    lines: tuple[str, ...]
    # What a Party body concluded on the candidate, where it manages the title.
    conclusion: Paper | None = None

    @property
    def told(self) -> dict[str, Any]:
        """How an entry's payload names it."""
        row = self.row
        return {
            "decides_by": {
                "delegation": row.kind,
                "post": str(row.authority),
                "number": row.document_number,
                "dated_on": row.document_date,
                "issued_by": row.issued_by,
                "page": row.page,
            },
            "signature": list(self.lines),
            **self._concluded(),
        }

    def _concluded(self) -> dict[str, Any]:
        paper = self.conclusion
        if paper is None:
            return {}
        return {
            "party_conclusion": {
                "number": paper.number,
                "dated_on": paper.dated_on,
                "issued_by": paper.issued_by,
            }
        }


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
    # The day of the paper on which the act stands; None where it stands on none.
    dated_on: date | None = None
    calendar: WorkingCalendar | None = None
    # Whether the act opens the dossier: it is then on record under the one event of openings.
    opens: bool = False
    # What shows an act that was done on paper, before the dossier was taken over: `on` is then the
    # day on which it was done, and `at` when it is entered.
    on_paper: Mapping[str, Any] | None = None
    # By which row of the delegations the performer signs, where the step is an authority's.
    signs_by: Signing | None = None
    _lines: list[_Line] = field(default_factory=list)
    _signed: _Line | None = None
    _dated: list[Happened] = field(default_factory=list)
    _candidates: list[Candidate] | None = None

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

    def tell_parent(
        self, event: Event, link: ChildDossier, *, header: Mapping[str, Any] | None = None
    ) -> None:
        """Add an entry to the trail of the dossier for which this one is carried out."""
        parent = link.parent
        self._lines.append(
            _Line(
                trail.Item(
                    event=event,
                    dossier=parent.number,
                    edition=parent.flow_class.edition.code,
                    governing_date=parent.governing_date,
                    actor=self.performer.actor,
                    header={"candidate": link.candidate_id, **(header or {})},
                    payload={
                        "person": person_as_dict(link.candidate.person),
                        "child": self.dossier.number,
                        "procedure": self.dossier.flow_class.procedure,
                    },
                    at=self.at,
                ),
                (),
            )
        )

    def follow_parent(self, event: Event, parent: Dossier, payload: Mapping[str, Any]) -> None:
        """Record what the dossier for which this one is carried out brings about in it.

        Nobody acts here: it follows from an act there, and dates what that dates.
        """
        told = {"parent": parent.number, **payload}
        self.add(event, payload=told, by_rules=True)
        self._signed = self._lines[-1]

    def rows(self, model: type[_Row]) -> list[_Row]:
        """Return the rows of one kind that the act has made, and that are not stored yet."""
        return [row for line in self._lines for row in line.rows if isinstance(row, model)]

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

    def entered(self, candidate: Candidate) -> None:
        """Record that a person is considered in the dossier from now on."""
        told: dict[str, Any] = {"person": person_as_dict(candidate.person)}
        if candidate.post is not None:
            told["post"] = str(candidate.post)
        self.add(Event.CANDIDATE_ADDED, payload=told)

    def sign(
        self,
        act: str,
        *,
        payload: Mapping[str, Any],
        reason: str = "",
        event: Event | None = None,
    ) -> None:
        """Record that the performer took the step.

        The act that opens a dossier is on record as its opening, whatever its kind, with what the
        dossier is about; an event of the kind's own follows in an entry of its own.
        """
        row = self._signature(act, reason=reason)
        done = event or Event.STEP_COMPLETED
        told = {"performer": person_as_dict(self.performer.person), **payload}
        if self.signs_by is not None:
            told |= self.signs_by.told
        if self.on_paper is not None:
            told["on_paper"] = self.on_paper
        if self.opens:
            done, told = Event.DOSSIER_OPENED, {"about": as_kept(self.dossier.about), **told}
        self.add(done, header={"act": act}, payload=told, reason=reason, rows=[row])
        self._signed = self._lines[-1]
        if self.opens and event is not None:
            self.add(event, header={"act": act}, payload=payload, reason=reason)

    def tell(self, payload: Mapping[str, Any], rows: Sequence[Referring]) -> None:
        """Add to the entry of the signature what the act did beside, and the rows that name it."""
        line = self._signed
        if line is None:
            raise ValueError(f"{self.step} tells something without a signature")
        line.item = replace(line.item, payload={**line.item.payload, **payload})
        line.rows = (*line.rows, *rows)

    def _signature(self, act: str, *, reason: str = "") -> SignOff:
        return SignOff(
            dossier=self.dossier,
            step=self.step,
            act=act,
            account=self.performer.account,
            person=self.performer.person,
            role=self.performer.role,
            in_place_of_id=self.performer.in_place_of,
            reason=reason,
            on=localdate(self.at),
            dated_on=self.dated_on or (self.on if self.on_paper is not None else None),
            from_paper=self.on_paper is not None,
            authority=self.signs_by.row if self.signs_by else None,
            signature="\n".join(self.signs_by.lines) if self.signs_by else "",
        )

    def happened(
        self, event: str, *, on: date, planned: bool = False, candidate: int | None = None
    ) -> None:
        """Put on record that an event happens on a day, or is planned for one.

        It is of the dossier, or of the candidate whose key is given. What stood before is
        superseded and stays. The event that governs moves the governing date along, unless an
        officer chose the edition. The time limits follow when the act is written.

        Raises:
            ValueError: the act dated the event already, or plans what has happened.
        """
        dates = self.dossier.dates
        before = dates.row(event, candidate)
        if before is not None and (before.on, before.planned) == (on, planned):
            return
        if before is not None and before.pk is None:
            raise ValueError(f"one act dates {event} twice")
        if before is not None and planned and not before.planned:
            raise ValueError(f"{event} has happened, so that nobody plans it any more")
        row = Happened(
            dossier=self.dossier,
            candidate_id=candidate,
            event=event,
            on=on,
            planned=planned,
            step=self.step,
            supersedes=before,
        )
        dates.add(row)
        self._dated.append(row)
        dossier = self.dossier
        governs = event == dossier.flow_class.governed_by and candidate is None
        if governs and not dossier.edition_overridden and dossier.edition_date != on:
            dossier.edition_date = on
            dossier.save()

    def write(self) -> None:
        """Reckon the time limits, write the entries under one lock, then their rows.

        Whoever acted beside the steps signed none of them, and took part as well: by the first
        entry of the act, never by one of what the rules found.

        Raises:
            ValueError: nothing is told of the act but what the rules found.
        """
        self._settle_dates()
        lines, self._lines = self._lines, []
        if lines and self._signed is None:
            own = next((line for line in lines if line.item.actor != trail.RULES), None)
            if own is None:
                raise ValueError(f"{self.step} tells nothing of who acted")
            own.rows = [*own.rows, self._signature(SignOff.Act.DONE)]
        entries = trail.record_many([line.item for line in lines])
        by_model: dict[type[Referring], list[Referring]] = {}
        for line, entry in zip(lines, entries, strict=True):
            for row in line.rows:
                row.trail_entry = entry.number
                by_model.setdefault(type(row), []).append(row)
        for rows in by_model.values():
            # What a gate of this act has read is there already: a statement.
            stored = [row for row in rows if row.pk is not None]
            create_many([row for row in rows if row.pk is None])
            update_many(stored, ["trail_entry"])

    def _settle_dates(self) -> None:
        """Let the time limits follow the events of the act; its entry tells both.

        Raises:
            ValueError: the act dates an event and nobody signs for it.
        """
        if not self._dated:
            return
        rows, self._dated = self._dated, []
        changed = limits.follow(self.dossier, self.candidates, self.days)
        told = {
            "events": [
                {
                    "event": row.event,
                    "on": row.on,
                    "planned": row.planned,
                    **({"candidate": row.candidate_id} if row.candidate_id else {}),
                }
                for row in rows
            ],
            **({"limits": changed} if changed else {}),
        }
        self.tell(told, rows)


def candidates_of(dossier: Dossier) -> list[Candidate]:
    """Return the candidates of a dossier with their persons, by name."""
    found = _candidates.rows(dossier=dossier.pk)
    for candidate in found:
        candidate.dossier = dossier
    return found


@prepared
def _candidates() -> QuerySet[Candidate]:
    of_dossier = Candidate.objects.filter(dossier=Place("dossier"))
    named = of_dossier.select_related("person", "post__unit", "post__title")
    return named.order_by("person__sort_key")


def person_as_dict(person: Person) -> dict[str, str]:
    """Return how an entry's payload names a person."""
    return {"personal_number": person.personal_number, "full_name": person.full_name}
