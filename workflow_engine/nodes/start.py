"""Start: the node at which a dossier is opened, whatever the act is that opens it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any, Generic, Self

from viewflow import this
from viewflow.workflow import nodes
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Edge
from viewflow.workflow.status import STATUS

from workflow_engine.dossiers.models import Dossier
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.declarations import Declared
from workflow_engine.nodes.step import Act, Step, StepActivation


class StartActivation(StepActivation):
    """Creates the dossier's first task, done at once."""

    @classmethod
    def create(
        cls,
        flow_task: Any,
        prev_activation: Any,
        token: Any,
        data: Any = None,
        seed: Dossier | None = None,
    ) -> Self:
        """Instantiate the first task of the dossier that `seed` is."""
        return cls(flow_task.flow_class.task_class(flow_task=flow_task, process=seed, data={}))

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.DONE)
    def complete(self) -> None:
        """Finish the task in which the dossier was opened."""
        super().complete.original()


class Start(Declared, nodes.Start, Generic[Act]):
    """The start of a procedure; nothing leads to it.

    Any step can be one: `Start(Notice(...))` takes the act of the step, and the journal puts it on
    record as the opening. What only begins procedures is a subclass with its own `kind`, dataclass
    `act` and `perform`, which checks the act, writes what opens the dossier and signs.
    """

    activation_class = StartActivation
    act: type

    def __init__(self, step: Step[Act] | None = None) -> None:
        super().__init__(view=None)
        self.branches: dict[str, Any] = {}
        self.step = step
        if step is not None:
            self.kind, self.kind_label, self.act = step.kind, step.kind_label, type(step).act
            self.cites, self.roles, self.dated = step.cites, step.roles, step.dated
            self.takes, self.produces = step.takes, step.produces
            self.dated_by = step.dated_by

    @property
    def taken_as(self) -> Any:
        """The step that opens the dossier: itself, or the step that begins this procedure."""
        if self.step is None:
            return self
        # A copy of its own: Viewflow shares what a node holds between flow classes.
        begins = copy(self.step)
        begins.name, begins.flow_class = self.name, self.flow_class
        begins.branches = self.branches
        return begins

    def dating(self, journal: Journal, act: Any) -> Any:
        """Return what has the days by which the step that begins the procedure dates events."""
        return act if self.step is None else self.step.dating(journal, act)

    def Next(self, node: Any) -> Self:
        """Say where the start leads."""
        self.branches = {"done": node}
        return self

    def _resolve(self, instance: Any) -> None:
        super()._resolve(instance)
        self.branches = {route: this.resolve(instance, n) for route, n in self.branches.items()}

    def _outgoing(self) -> Iterator[Edge]:
        for node in self.branches.values():
            yield Edge(self, node, "next")

    def perform(self, journal: Journal, act: Act) -> str:
        """Check the act, open the dossier, return the route.

        Raises:
            ActRefusedError: the act is not accepted; nothing may have been written.
        """
        if self.step is None:
            raise NotImplementedError  # pragma: no cover - every kind has its own
        route: str = self.taken_as.perform(journal, act)
        return route
