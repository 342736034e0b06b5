"""The one act that is the person's own: the steps that wait for whoever is considered."""

from __future__ import annotations

from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from workflow_engine.access.models import Account
from workflow_engine.dossiers.models import Candidate, Dossier


def own_steps(account: Account) -> list[Task]:
    """Return the open steps that the person of the account may take as the one considered."""
    if account.person_id is None:
        return []
    mine = Candidate.objects.filter(person=account.person_id, status=Candidate.Status.STANDING)
    under_way = Dossier.objects.filter(
        outcome=Dossier.Outcome.OPEN, pk__in=mine.order_by().values("dossier")
    )
    waiting = Task.objects.filter(
        process__in=under_way.order_by().values("pk"), status=STATUS.NEW
    ).order_by("pk")
    found = [task for task in waiting if getattr(task.flow_task, "of_the_candidate", False)]
    dossiers = under_way.in_bulk([task.process_id for task in found]) if found else {}
    for task in found:
        task.dossier = dossiers[task.process_id]
    return found
