"""End: the dossier is over, with the outcome that the end stands for."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy
from viewflow.workflow import nodes
from viewflow.workflow.activation import Activation
from viewflow.workflow.status import PROCESS, STATUS

from compliance.events import Event
from workflow_engine.dossiers.models import FactRequest
from workflow_engine.nodes.children import release, told_parent_of_end
from workflow_engine.nodes.declarations import Declared
from workflow_engine.nodes.step import EndsWithJournal, SealedActivation


class EndActivation(EndsWithJournal, SealedActivation):
    """Closes the dossier."""

    @Activation.status.super()
    def activate(self) -> None:
        """Set the outcome, close what is still asked for, record the end.

        A time limit that was not met stays so: nothing runs any more, and nothing was done. The
        parent is told, and the children follow as they declare.
        """
        journal = self.journal
        dossier = journal.dossier
        dossier.outcome = self.flow_task.outcome
        dossier.outcome_step = self.flow_task.name
        dossier.ended_on = journal.on
        dossier.status = PROCESS.DONE
        dossier.finished = journal.at
        dossier.save()
        for request in FactRequest.objects.filter(dossier=dossier, closed=False):
            request.closed = True
            request.save()
        journal.add(
            Event.DOSSIER_CLOSED,
            step=self.flow_task.name,
            header={"outcome": self.flow_task.outcome},
        )
        told_parent_of_end(journal)
        release(journal)

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.DONE)
    def complete(self) -> None:
        """Finish the task."""
        super().complete.original()

    @Activation.status.super()
    def create_next(self) -> list[Activation]:
        """Create nothing: the dossier is over."""
        return []


class End(Declared, nodes.End):
    """An end of the procedure. `outcome` is one of `Dossier.Outcome`."""

    kind = "end"
    kind_label = gettext_lazy("End")
    activation_class = EndActivation
    branches: dict[str, Any] = {}

    def __init__(self, outcome: str) -> None:
        super().__init__()
        self.outcome = outcome
