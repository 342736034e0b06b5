"""What the acts beside the steps share: their journal, the request they answer, the waiting gate.

The acts in the modules beside this one are made of it; screens, commands and tests call those.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.timezone import localdate
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from compliance.events import Event
from workflow_engine.access.models import Account
from workflow_engine.acts.steps import identify, locked_dossier, rerun
from workflow_engine.base.errors import IncompleteActError, Problem, StepNotOpenError
from workflow_engine.base.messages import Message
from workflow_engine.dossiers.models import Dossier, FactRequest
from workflow_engine.facts.suppliers import label_of
from workflow_engine.journal.journal import Journal, Referring
from workflow_engine.registry import refusals


def journal_of(
    dossier: Dossier, roles: tuple[str, ...], account: Account, at: datetime, *, act: str
) -> Journal:
    """Begin the journal of an act beside the steps, as whoever may do it.

    Raises:
        NotYourRoleError: the account holds none of the roles.
    """
    on = localdate(at)
    performer = identify(account, roles, dossier.agency, on=on)
    return Journal(dossier=dossier, performer=performer, step=act, at=at, on=on)


def open_request(request_id: int, account: Account, at: datetime) -> tuple[FactRequest, Journal]:
    """Lock the dossier of a request that is to be answered; return it with the journal of the act.

    Raises:
        StepNotOpenError: the request is closed, or the dossier is over.
        NotYourRoleError: the account is not one that was asked.
    """
    request = FactRequest.objects.select_related("candidate__person").get(pk=request_id)
    dossier = locked_dossier(request.dossier_id)
    request.refresh_from_db(fields=["closed"])
    if request.closed or not dossier.is_open:
        raise StepNotOpenError(label_of(request.fact), dossier.number)
    journal = journal_of(dossier, (request.role,), account, at, act="supply-fact")
    return request, journal


def refuse(wrong: Mapping[str, Message]) -> None:
    """Refuse an act, naming what is wrong by field; nothing wrong is let pass.

    Raises:
        IncompleteActError: something is wrong.
    """
    if wrong:
        raise IncompleteActError([Problem(name, message) for name, message in wrong.items()])


def require_plausible(row: Model, *, on: date) -> None:
    """Refuse a row of the registry that says what cannot be true, by the checks of an import.

    Raises:
        IncompleteActError: a date or a year cannot be right, or two values do not agree.
    """
    refuse(refusals.problems_of(row, today=on))


def supplied(
    request: FactRequest, journal: Journal, *, reason: str, payload: dict[str, Any]
) -> None:
    """Record the answer to a request, run the waiting gate again, end the act."""
    note_supplied(request, journal, reason=reason, payload=payload)
    rerun_waiting_gate(journal)
    journal.write()


def note_supplied(
    request: FactRequest,
    journal: Journal,
    *,
    reason: str,
    payload: dict[str, Any],
    rows: Sequence[Referring] = (),
) -> None:
    """Record the answer to a request; the gate closes it where the fact is known by it."""
    request.supplied_on = journal.on
    request.supplied_by = journal.performer.account
    request.save()
    journal.add(
        Event.FACT_SUPPLIED,
        step=request.step,
        header={
            **({"candidate": request.candidate_id} if request.candidate_id else {}),
            "fact": request.fact,
        },
        payload=payload,
        reason=reason,
        rows=rows,
    )


def waiting_gate(dossier: Dossier) -> Task | None:
    """Return the task of the gate at which a dossier waits, or None."""
    for task in Task.objects.filter(process=dossier, status=STATUS.NEW):
        if task.flow_task.kind == "gate":
            return task
    return None


def rerun_waiting_gate(journal: Journal) -> None:
    """Run the gate again at which the dossier waits, if it waits at one."""
    task = waiting_gate(journal.dossier)
    if task is not None:
        rerun(journal, task)


def lacking(value: str, field: str, message: Message) -> list[Problem]:
    """Name a field of an act that was left empty."""
    return [] if value.strip() else [Problem(field, message)]
