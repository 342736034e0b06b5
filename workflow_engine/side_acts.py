"""Acts beside the steps: they change no step, and are locked, checked and recorded like one.

A candidate withdraws; an absence is excused by the authority; a special decision that the law
allows is recorded; a fact is confirmed by whoever can; a record that a gate waits for is supplied.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from compliance.events import Event
from compliance.history import create_many
from rules.library import Condition
from workflow_engine.access.errors import SamePersonError
from workflow_engine.access.models import Account
from workflow_engine.access.roles import Role
from workflow_engine.beside import (
    journal_of,
    note_supplied,
    open_request,
    refuse,
    require_plausible,
    rerun_waiting_gate,
    supplied,
    waiting_gate,
)
from workflow_engine.dossiers.models import (
    Assessment,
    Candidate,
    Dossier,
    FactRequest,
    SpecialDecision,
    Summons,
)
from workflow_engine.errors import (
    CandidateNotInConsiderationError,
    IncompleteActError,
    Problem,
    StepNotOpenError,
)
from workflow_engine.facts.suppliers import Way, form_for, label_of
from workflow_engine.journal import Journal, person_as_dict
from workflow_engine.messages import Message
from workflow_engine.messages import message as _
from workflow_engine.registry import keeping, plausible
from workflow_engine.steps import locked_dossier

_HR = (Role.HR_OFFICER.value, Role.HEAD_OF_HR.value)
_Status = Candidate.Status


def withdraw_candidate(
    *, candidate_id: int, reason: str, document: str, account: Account, at: datetime
) -> None:
    """Take a candidate out who withdraws, or whom nobody can clear; run the waiting gate again."""
    with transaction.atomic():
        candidate, journal = _opened(candidate_id, _HR, account, at, act="withdraw-candidate")
        _require_status(candidate, {_Status.STANDING, _Status.HELD}, journal)
        _require(reason, "reason", _("Say why the candidate is taken out."))
        _require(document, "document", _("Name the paper on which the withdrawal stands."))
        journal.settle(
            candidate,
            _Status.WITHDRAWN,
            reason=f"{reason} ({document})",
            event=Event.CANDIDATE_WITHDRAWN,
        )
        for request in FactRequest.objects.filter(candidate=candidate, closed=False):
            request.closed = True
            request.save()
        journal.candidates_changed()
        rerun_waiting_gate(journal)
        journal.write()


def excuse_absence(*, summons_id: int, reason: str, account: Account, at: datetime) -> None:
    """Accept an absence as force majeure: the authority's act, before the conference is recorded.

    NĐ 170/2025, art. 33, cl. 2, pt. a as amended by NĐ 300/2026.
    """
    with transaction.atomic():
        row = Summons.objects.select_related("person").get(pk=summons_id)
        dossier = locked_dossier(row.dossier_id)
        journal = journal_of(
            dossier, (Role.APPOINTING_AUTHORITY.value,), account, at, act="excuse-absence"
        )
        row.refresh_from_db(fields=["struck", "attendance"])
        node = dossier.flow_class.instance.node(row.conference)
        held = dossier.conferences.filter(step=row.conference).exists()
        excusable = getattr(node, "ballot", None) and node.ballot.excusable
        if held or row.struck or not excusable or not dossier.is_open:
            raise StepNotOpenError(node.task_title, dossier.number)
        _keep_from_summons(journal)
        _require(reason, "reason", _("Say which force majeure kept the person away."))
        row.attendance = Summons.Attendance.EXCUSED
        row.reason = reason
        row.save()
        journal.add(
            Event.ABSENCE_EXCUSED,
            step=row.conference,
            payload={"person": person_as_dict(row.person)},
            reason=reason,
        )
        journal.write()


def _keep_from_summons(journal: Journal) -> None:
    """Who drew up the lists does not decide who is excused: it changes the count as well."""
    flow = journal.dossier.flow_class.instance
    drawn_up = journal.dossier.sign_offs.filter(
        person=journal.performer.person,
        step__in=[node.name for node in flow.nodes() if node.kind == "summons"],
    ).first()
    if drawn_up is not None:
        step = flow.node(drawn_up.step)
        raise SamePersonError(journal.performer.person.full_name, step.task_title)


def liftable_conditions(dossier: Dossier) -> dict[str, Condition]:
    """Return the conditions past which the law of the dossier allows a special decision."""
    asked = dossier.flow_class.conditions_on(dossier.governing_date)
    return {name: condition for name, condition in asked.items() if condition.lift}


def record_special_decision(
    *,
    candidate_id: int,
    condition: str,
    authority: str,
    number: str,
    decided_on: date,
    document: str,
    reason: str,
    account: Account,
    at: datetime,
) -> None:
    """Record a special decision by which the law itself lets a candidate past a condition."""
    with transaction.atomic():
        roles = (*_HR, Role.APPOINTING_AUTHORITY.value)
        candidate, journal = _opened(
            candidate_id, roles, account, at, act="record-special-decision"
        )
        liftable = liftable_conditions(journal.dossier)
        problems = []
        if condition not in liftable:
            problems.append(
                Problem("condition", _("The law allows no special decision past this condition."))
            )
        elif authority not in liftable[condition].lift.authorities:
            problems.append(
                Problem("authority", _("The law gives this decision to another authority."))
            )
        if decided_on > journal.on:
            problems.append(Problem("decided_on", _("The decision is dated in the future.")))
        for name, value in (("authority", authority), ("number", number), ("document", document)):
            if not value.strip():
                problems.append(Problem(name, _("A special decision has to be cited in full.")))
        if not reason.strip():
            problems.append(Problem("reason", _("Give the grounds that the decision rests on.")))
        if SpecialDecision.objects.filter(candidate=candidate, condition=condition).exists():
            problems.append(Problem("condition", _("A special decision is on record already.")))
        if problems:
            raise IncompleteActError(problems)
        # Whom an earlier gate struck out no conference has voted on since: too late for a decision.
        gate = waiting_gate(journal.dossier)
        struck_out_here = gate is not None and candidate.status_step == gate.flow_task.name
        allowed = {_Status.STANDING, _Status.HELD}
        _require_status(
            candidate, allowed | ({_Status.STRUCK_OUT} if struck_out_here else set()), journal
        )
        SpecialDecision.objects.create(
            dossier=journal.dossier,
            candidate=candidate,
            condition=condition,
            authority=authority,
            number=number,
            decided_on=decided_on,
            document=document,
            reason=reason,
            recorded_by=account,
        )
        journal.add(
            Event.SPECIAL_DECISION_RECORDED,
            header={"candidate": candidate.pk, "condition": condition},
            payload={
                "person": person_as_dict(candidate.person),
                "authority": authority,
                "number": number,
                "decided_on": decided_on,
                "document": document,
            },
            reason=reason,
        )
        if candidate.status == _Status.STRUCK_OUT:
            # Still at the gate: the decision that was missing is there now, the gate judges anew.
            journal.settle(candidate, _Status.HELD, event=Event.CANDIDATE_HELD)
        journal.candidates_changed()
        rerun_waiting_gate(journal)
        journal.write()


def confirm_fact(
    *,
    request_id: int,
    confirmed: bool,
    reason: str,
    document_number: str,
    document_date: date,
    account: Account,
    at: datetime,
    also: Sequence[int] = (),
) -> None:
    """Answer a request for a fact that the law leaves to somebody's judgement.

    `also` names requests for the same fact of other candidates of the dossier, to which the same
    document gives the same answer; each is an answer of its own on the record.
    """
    with transaction.atomic():
        request, journal = open_request(request_id, account, at)
        if form_for(request.fact).way != Way.CONFIRMATION:
            raise StepNotOpenError(label_of(request.fact), journal.dossier.number)
        _require(reason, "reason", _("Give the reason for your answer."))
        _require(document_number, "document_number", _("Name the document it stands on."))
        dated = {"document_date": document_date}
        born = request.candidate.person.birth_date if request.candidate else None
        refuse(dict(plausible.problems(dated, born=born, today=journal.on)))
        answered = [request, *_others(request, also, journal)]
        create_many(
            [
                Assessment(
                    dossier=journal.dossier,
                    candidate=row.candidate,
                    fact=row.fact,
                    confirmed=confirmed,
                    reason=reason,
                    document_number=document_number,
                    document_date=document_date,
                    by=account,
                )
                for row in answered
            ]
        )
        for row in answered:
            whose = {"person": person_as_dict(row.candidate.person)} if row.candidate else {}
            payload = {
                **whose,
                "confirmed": confirmed,
                "document": document_number,
                "document_date": document_date,
            }
            note_supplied(row, journal, reason=reason, payload=payload)
        rerun_waiting_gate(journal)
        journal.write()


def _others(request: FactRequest, also: Sequence[int], journal: Journal) -> list[FactRequest]:
    """Return the other requests that `also` names; refuse any but open ones for the same fact."""
    wanted = set(also) - {request.pk}
    rows = list(
        FactRequest.objects.filter(
            pk__in=wanted, dossier=journal.dossier, fact=request.fact, closed=False
        ).select_related("candidate__person")
    )
    if len(rows) != len(wanted):
        raise StepNotOpenError(label_of(request.fact), journal.dossier.number)
    return rows


def supply_record(*, request_id: int, record: Any, account: Account, at: datetime) -> None:
    """Answer a request with a record of the registry (unsaved, of the kind that was asked for).

    Raises:
        IncompleteActError: the record says what cannot be true, by the checks of an import.
        StepNotOpenError: the request is closed, or asks for something else.
        ValidationError: the record is not accepted.
    """
    with transaction.atomic():
        request, journal = open_request(request_id, account, at)
        _require_kind(record, request, journal)
        record.person = request.candidate.person
        record.full_clean()
        require_plausible(record, on=journal.on)
        record.save()
        supplied(
            request,
            journal,
            reason="",
            payload={
                "record": type(record)._meta.model_name,
                "row": record.pk,
                "person": person_as_dict(record.person),
                "values": _said_by(record),
                "document": record.document_number,
            },
        )


def _said_by(record: Any) -> dict[str, Any]:
    """Return what a record says, but for notes and what is left empty."""
    said = keeping.values(record)
    return {n: value for n, value in said.items() if n != "note" and value not in (None, "")}


def _require_kind(record: Any, request: FactRequest, journal: Journal) -> None:
    """Refuse a record of another kind than the fact is read from, or one that exists already."""
    supplier, fits = form_for(request.fact), False
    while supplier is not None and not fits:
        fits = supplier.way == Way.RECORD and type(record) is supplier.model
        fits = fits and all(getattr(record, n) == v for n, v in supplier.initial.items())
        supplier = supplier.or_else
    if not fits or record.pk is not None:
        raise StepNotOpenError(label_of(request.fact), journal.dossier.number)


def _opened(
    candidate_id: int, roles: tuple[str, ...], account: Account, at: datetime, *, act: str
) -> tuple[Candidate, Journal]:
    candidate = Candidate.objects.select_related("person").get(pk=candidate_id)
    dossier = locked_dossier(candidate.dossier_id)
    candidate.refresh_from_db(fields=["status", "status_step", "status_reason"])
    if not dossier.is_open:
        raise StepNotOpenError(act, dossier.number)
    return candidate, journal_of(dossier, roles, account, at, act=act)


def _require(value: str, field: str, message: Message) -> None:
    if not value.strip():
        raise IncompleteActError([Problem(field, message)])


def _require_status(candidate: Candidate, allowed: set[str], journal: Journal) -> None:
    if candidate.status not in allowed:
        raise CandidateNotInConsiderationError(
            str(candidate), _Status(candidate.status).label, journal.step
        )
