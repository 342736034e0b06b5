"""Acts on a candidate beside the steps: a withdrawal, a special decision that the law allows."""

from __future__ import annotations

from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import override

from compliance.events import Event
from rules.definitions import Condition
from workflow_engine.access.models import Account
from workflow_engine.access.roles import Role, name_of
from workflow_engine.acts.beside.common import (
    journal_of,
    lacking,
    rerun_waiting_gate,
    waiting_gate,
)
from workflow_engine.acts.steps import locked_dossier
from workflow_engine.acts.titles import TITLES
from workflow_engine.base.errors import (
    CandidateNotInConsiderationError,
    Problem,
    StepNotOpenError,
)
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept, unread_in
from workflow_engine.dossiers.dating import before_it_began
from workflow_engine.dossiers.models import (
    SPECIAL_DECISION,
    Candidate,
    Dossier,
    FactRequest,
    SpecialDecision,
)
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.filing import file_paper

_HR = (Role.HR_OFFICER.value, Role.HEAD_OF_HR.value)
_Status = Candidate.Status


def withdraw_candidate(
    *,
    candidate_id: int,
    reason: str,
    document: str,
    account: Account,
    at: datetime,
    cause: str = Candidate.Leaving.WITHDREW,
    left_on: date | None = None,
) -> None:
    """Take out a candidate who withdraws, retires or died, or whom nobody can clear.

    `left_on` is the day of the retirement or the death. The waiting gate is run again.

    Raises:
        StepNotOpenError: the dossier is over.
        IncompleteActError: the cause, the reason or the paper is missing, or the day cannot be.
        CandidateNotInConsiderationError: the candidate left before.
    """
    with transaction.atomic():
        candidate, journal = _opened(candidate_id, _HR, account, at, act="withdraw-candidate")
        _require_status(candidate, {_Status.STANDING, _Status.HELD}, journal)
        paper = _("Name the paper on which the withdrawal stands.")
        problems = [
            *lacking(reason, "reason", _("Say why the candidate is taken out.")),
            *lacking(document, "document", paper),
            *_left(cause, left_on, journal),
        ]
        accept((reason, document, cause, left_on), problems)
        candidate.left_because, candidate.left_on = cause, left_on
        journal.settle(
            candidate,
            _Status.WITHDRAWN,
            reason=f"{reason} ({document})",
            event=Event.CANDIDATE_WITHDRAWN,
            payload={"left_because": cause, **({"left_on": left_on} if left_on else {})},
        )
        for request in FactRequest.objects.filter(candidate=candidate, closed=False):
            request.closed = True
            request.save()
        journal.candidates_changed()
        rerun_waiting_gate(journal)
        journal.write()


def _left(cause: str, left_on: date | None, journal: Journal) -> list[Problem]:
    if unread_in((cause, left_on)):
        return []
    if cause not in Candidate.Leaving.values:
        return [Problem("cause", _("Say why the candidate leaves the dossier."))]
    if cause in (Candidate.Leaving.RETIRED, Candidate.Leaving.DIED) and left_on is None:
        return [Problem("left_on", _("Give the day of the retirement, or of the death."))]
    if left_on is not None and left_on > journal.on:
        told = _("It is recorded once it is there: until that day the person is considered.")
        return [Problem("left_on", told)]
    return []


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
    file: File[bytes] | None,
    account: Account,
    at: datetime,
) -> None:
    """Record a special decision by which the law itself lets a candidate past a condition.

    The law gives the decision to an authority; whoever records it shows it by its file.

    Raises:
        IncompleteActError: the decision is not cited in full, its file is not there, or the law
            allows none such.
        CandidateNotInConsiderationError: it comes too late for the candidate.
    """
    with transaction.atomic():
        roles = (*_HR, Role.APPOINTING_AUTHORITY.value)
        candidate, journal = _opened(
            candidate_id, roles, account, at, act="record-special-decision"
        )
        liftable = liftable_conditions(journal.dossier)
        lift = liftable[condition].lift if condition in liftable else None
        problems = []
        if lift is None:
            problems.append(
                Problem("condition", _("The law allows no special decision past this condition."))
            )
        elif authority not in lift.authorities:
            problems.append(
                Problem("authority", _("The law gives this decision to another authority."))
            )
        if decided_on > journal.on:
            problems.append(Problem("decided_on", _("The decision is dated in the future.")))
        # Interpretation: what the law lets be lifted (`lifted_by`) it lets be lifted for this
        # appointment, by whoever decides on it; no text that was read takes a decision of before.
        problems += before_it_began(journal.dossier, "decided_on", decided_on)
        for name, value in (("authority", authority), ("number", number), ("document", document)):
            if not value.strip():
                problems.append(Problem(name, _("A special decision has to be cited in full.")))
        if not reason.strip():
            problems.append(Problem("reason", _("Give the grounds that the decision rests on.")))
        if file is None:
            told = _("Attach the file of the decision: what is recorded is shown by it.")
            problems.append(Problem("file", told))
        if SpecialDecision.objects.filter(candidate=candidate, condition=condition).exists():
            problems.append(Problem("condition", _("A special decision is on record already.")))
        accept((condition, authority, number, decided_on, document, reason, file), problems)
        # Too late for one whom an earlier gate struck out: no conference has voted on them since.
        gate = waiting_gate(journal.dossier)
        struck_out_here = gate is not None and candidate.status_step == gate.flow_task.name
        allowed = {_Status.STANDING, _Status.HELD}
        _require_status(
            candidate, allowed | ({_Status.STRUCK_OUT} if struck_out_here else set()), journal
        )
        with override("vi"):  # what is stored is in the language of the papers
            issued_by = name_of(authority)
        paper = file_paper(
            journal,
            candidate=candidate,
            kind=SPECIAL_DECISION,
            number=number,
            dated_on=decided_on,
            issued_by=issued_by,
            file=file,
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
            paper=paper,
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
                "sha256": paper.sha256,
            },
            reason=reason,
        )
        if candidate.status == _Status.STRUCK_OUT:
            # The decision that was missing is there now: the gate judges the candidate again.
            journal.settle(candidate, _Status.HELD, event=Event.CANDIDATE_HELD)
        journal.candidates_changed()
        rerun_waiting_gate(journal)
        journal.write()


def _opened(
    candidate_id: int, roles: tuple[str, ...], account: Account, at: datetime, *, act: str
) -> tuple[Candidate, Journal]:
    candidate = Candidate.objects.select_related("person").get(pk=candidate_id)
    dossier = locked_dossier(candidate.dossier_id)
    candidate.refresh_from_db(fields=["status", "status_step", "status_reason"])
    if not dossier.is_open:
        raise StepNotOpenError(TITLES[act], dossier.number)
    return candidate, journal_of(dossier, roles, account, at, act=act)


def _require_status(candidate: Candidate, allowed: set[str], journal: Journal) -> None:
    if candidate.status not in allowed:
        raise CandidateNotInConsiderationError(
            str(candidate), _Status(candidate.status).label, TITLES[journal.step]
        )
