"""Running a gate again at which a dossier waits."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from compliance.events import Event
from workflow_engine.access.models import Account
from workflow_engine.acts.steps.performing import identify, locked, require_moving
from workflow_engine.base.errors import (
    StepNotOpenError,
)
from workflow_engine.dossiers.models import (
    Dossier,
)
from workflow_engine.journal.journal import Journal


def run_gate(*, task_id: int, account: Account, at: datetime) -> Dossier:
    """Run the gate again at which the dossier waits.

    Raises:
        StepNotOpenError: the dossier does not wait at a gate there.
        NotYourRoleError: the account may not run it.
    """
    with transaction.atomic():
        dossier, task = locked(task_id)
        node = task.flow_task
        if node.kind != "gate" or task.status != STATUS.NEW:
            raise StepNotOpenError(node.task_title, dossier.number)
        require_moving(dossier)
        on = localdate(at)
        performer = identify(account, node.roles, dossier.agency, on=on)
        journal = Journal(dossier=dossier, performer=performer, step=node.name, at=at, on=on)
        journal.add(Event.GATE_RUN)
        rerun(journal, task)
        journal.write()
    return dossier


def rerun(journal: Journal, task: Task) -> None:
    """Run the gate of `task` within the act of `journal`; go on if nobody is held."""
    task.process = journal.dossier
    activation = task.flow_task.activation_class(task)
    activation.journal = journal
    activation.activate()
    if activation.complete.can_proceed():
        activation.complete()
        activation.activate_next()
