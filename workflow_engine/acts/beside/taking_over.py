"""A second officer confirms what was entered of a dossier that was begun on paper, or does not."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from viewflow.workflow.models import Task
from viewflow.workflow.status import PROCESS, STATUS

from compliance.events import Event
from workflow_engine.access.models import Account
from workflow_engine.acts.beside.common import journal_of, lacking
from workflow_engine.acts.steps import locked_dossier
from workflow_engine.acts.steps.on_paper import ENTERING, TAKING_OVER
from workflow_engine.base.errors import IncompleteActError, Problem, StepNotOpenError
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.models import Dossier, FactRequest, SignOff
from workflow_engine.dossiers.models.dossier import NOT_CONFIRMED
from workflow_engine.dossiers.titles import TITLES
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.registry import twins

CONFIRMING = "confirm-taking-over"


def confirm_taking_over(*, dossier_id: int, account: Account, at: datetime) -> None:
    """Confirm that the entries are what the file on paper says; the dossier then goes on.

    Raises:
        StepNotOpenError: nothing waits to be confirmed.
        NotYourRoleError: the account holds none of the roles.
        IncompleteActError: the account is of whoever entered it or did an act of it, or a gate
            holds somebody as of the days of the acts.
    """
    with transaction.atomic():
        dossier, journal = _begun(dossier_id, account, at, CONFIRMING)
        own = twins.as_it_stands().entries([journal.performer.person.pk])
        problems = []
        entered = dossier.sign_offs.filter(Q(from_paper=True) | Q(step=TAKING_OVER), person__in=own)
        if entered.exists():
            told = _("Somebody else confirms: who entered the acts, or did one, does not.")
            problems.append(Problem("confirmed", told))
        waiting = Task.objects.filter(process=dossier, status=STATUS.NEW).order_by("-pk").first()
        if waiting is not None and waiting.flow_task.kind == "gate":
            told = _(
                "“%(step)s” holds somebody as of the day of the act before it: what is missing "
                "is supplied first."
            )
            problems.append(
                Problem("confirmed", told % {"step": str(waiting.flow_task.task_title)})
            )
        if problems:
            raise IncompleteActError(problems)
        dossier.entered_until = None
        dossier.save()
        journal.sign(
            SignOff.Act.DONE,
            event=Event.DOSSIER_CONFIRMED,
            payload={"taken_over_by": _who_took_over(dossier)},
        )
        journal.write()


def refuse_taking_over(*, dossier_id: int, reason: str, account: Account, at: datetime) -> None:
    """Do not confirm the entries: the dossier ends, and the file is taken over anew or not at all.

    Raises:
        StepNotOpenError: nothing waits to be confirmed.
        NotYourRoleError: the account holds none of the roles.
        IncompleteActError: no reason is given.
    """
    with transaction.atomic():
        dossier, journal = _begun(dossier_id, account, at, NOT_CONFIRMED)
        accept(reason, lacking(reason, "reason", _("Say what does not agree with the paper.")))
        for task in Task.objects.filter(process=dossier, status=STATUS.NEW):
            task.status = STATUS.CANCELED
            task.finished = at
            task.save()
        for request in FactRequest.objects.filter(dossier=dossier, closed=False):
            request.closed = True
            request.save()
        dossier.outcome = Dossier.Outcome.STOPPED
        dossier.outcome_step = NOT_CONFIRMED
        dossier.ended_on = journal.on
        dossier.status = PROCESS.DONE
        dossier.finished = at
        dossier.save()
        journal.sign(
            SignOff.Act.REFUSED,
            event=Event.DOSSIER_CLOSED,
            reason=reason,
            payload={"taken_over_by": _who_took_over(dossier)},
        )
        journal.write()


def _begun(dossier_id: int, account: Account, at: datetime, act: str) -> tuple[Dossier, Journal]:
    dossier = locked_dossier(dossier_id)
    journal = journal_of(dossier, ENTERING, account, at, act=act)
    if not dossier.is_open or dossier.entered_until is None:
        raise StepNotOpenError(TITLES[act], dossier.number)
    return dossier, journal


def _who_took_over(dossier: Dossier) -> dict[str, str]:
    person = dossier.taken_over_by
    return person_as_dict(person) if person else {}
