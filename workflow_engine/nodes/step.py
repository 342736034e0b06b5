"""The step: a node at which somebody acts, and the activation that nobody can reverse."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Generic, Self, TypeVar

from django.utils.translation import gettext_lazy
from viewflow import this
from viewflow.workflow import nodes
from viewflow.workflow.activation import Activation
from viewflow.workflow.base import Edge, Node
from viewflow.workflow.status import STATUS

from workflow_engine.base.errors import (
    ActRefusedError,
    CandidateNotInConsiderationError,
    ClosedActError,
)
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.declarations import Declared

__all__ = ["ActRefusedError", "SealedActivation", "Step", "StepActivation"]


# The route by which a step is left when the dossier for which this one is carried out has ended.
PARENT_ENDED = "parent-ended"


class SealedActivation(Activation):
    """An activation without Viewflow's ways back.

    Undo, revive and cancel would lead around a gate: no procedure here has such an act.
    """

    def undo(self, *args: Any, **kwargs: Any) -> None:
        """Refuse: raise `ClosedActError`."""
        raise ClosedActError("undo", self.flow_task.task_title)

    def revive(self, *args: Any, **kwargs: Any) -> None:
        """Refuse: raise `ClosedActError`."""
        raise ClosedActError("revive", self.flow_task.task_title)

    def cancel(self, *args: Any, **kwargs: Any) -> None:
        """Refuse: raise `ClosedActError`."""
        raise ClosedActError("cancel", self.flow_task.task_title)


def _has_route(activation: StepActivation) -> bool:
    return activation.route is not None


class StepActivation(SealedActivation):
    """Waits until the act of the step has chosen a route, then goes there."""

    route: str | None = None
    # Set by whoever performs the step, and handed on to the nodes that follow at once (gates).
    journal: Journal

    @Activation.status.super()
    def activate(self) -> None:
        """Wait for somebody to act."""

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.DONE, conditions=[_has_route])
    def complete(self) -> None:
        """Store the route and finish the task."""
        self.task.data["route"] = self.route
        super().complete.original()

    @Activation.status.transition(source=STATUS.DONE)
    def create_next(self) -> Iterator[Activation]:
        """Create the task at the end of the chosen route."""
        following = self.flow_task.branches[self.route]
        activation = following._create(self, self.task.token)
        if isinstance(activation, (StepActivation, EndsWithJournal)):
            activation.journal = self.journal
        yield activation


def labels_of(node: Any) -> dict[str, Any]:
    """Return what the routes of a node are called: those of its kind, and of every step."""
    return {PARENT_ENDED: gettext_lazy("not needed any more"), **getattr(node, "route_labels", {})}


class EndsWithJournal:
    """An activation that takes the journal over and creates nothing after it."""

    journal: Journal


# What is said when a step is taken: a dataclass of its own for each kind.
Act = TypeVar("Act")


class Step(Declared, nodes.View, Generic[Act]):
    """A step that somebody takes.

    Subclasses set `kind`, the dataclass `act` that they take, and `perform`, which checks the act,
    writes what the step is there to write, and returns the route.
    """

    activation_class = StepActivation
    act: ClassVar[type]
    # Whether a candidate may take it for himself or herself, without a role of the unit.
    of_the_candidate: ClassVar[bool] = False
    route_labels: ClassVar[dict[str, Any]] = {}
    # Why somebody who left at this step without a reason of a person's own left.
    left_because: ClassVar[Any] = ""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(view=None, **kwargs)
        self.branches: dict[str, Node] = {}

    def branch(self, route: str, node: Any) -> Self:
        """Say where `route` leads."""
        # A new dict: Viewflow copies nodes into each flow class, and copies share what they hold.
        self.branches = {**self.branches, route: node}
        return self

    def stops(self, dossier: Any) -> bool:
        """Tell whether the step need not be taken where nobody is left in consideration."""
        return "nobody" in self.branches

    def Next(self, node: Any) -> Self:
        """Say where the step leads when it is done."""
        return self.branch("done", node)

    def ParentEnded(self, node: Any) -> Self:
        """Say where it leads when the dossier for which it is taken ends: nobody needs it then."""
        return self.branch(PARENT_ENDED, node)

    def _resolve(self, instance: Any) -> None:
        super()._resolve(instance)
        self.branches = {
            route: this.resolve(instance, node) for route, node in self.branches.items()
        }

    def _outgoing(self) -> Iterator[Edge]:
        several = len(self.branches) > 1
        for route, node in self.branches.items():
            label = str(labels_of(self).get(route, route)) if several else None
            yield Edge(self, node, "cond_true" if several else "next", label)

    def perform(self, journal: Journal, act: Act) -> str | None:
        """Check the act, write what it means, return the route.

        None where the act did a part and the step stays open for the rest.

        Raises:
            ActRefusedError: the act is not accepted; nothing may have been written.
        """
        raise NotImplementedError  # pragma: no cover - every kind has its own

    def candidates(self, journal: Journal, wanted: Any = None) -> dict[int, Any]:
        """Return the candidates in consideration by key; refuse any other that `wanted` names.

        Raises:
            CandidateNotInConsiderationError: `wanted` names one who is not.
        """
        known = {candidate.pk: candidate for candidate in journal.candidates()}
        standing = {pk: c for pk, c in known.items() if c.status == c.Status.STANDING}
        for pk in wanted or ():
            if pk not in standing:
                other = known.get(pk)
                raise CandidateNotInConsiderationError(
                    str(other) if other else f"#{pk}",
                    other.Status(other.status).label if other else "?",
                    self.task_title,
                )
        return standing
