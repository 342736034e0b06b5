"""What an act in a dossier brings about in its parent and in its children, and which are awaited.

Interpretation: a child goes on by itself when its parent ends, where what it has still to do is
owed anyway; a step that nobody needs any more declares it (`Step.ParentEnded`), and is left then.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from compliance.events import Event
from workflow_engine.dossiers.models import ChildDossier, Dossier
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.step import PARENT_ENDED


def told_parent_of_end(journal: Journal) -> None:
    """Tell in the parent, where there is one, that the dossier of a journal came to its end."""
    link = link_of(journal.dossier)
    if link is not None:
        journal.tell_parent(
            Event.CHILD_ENDED, link, header={"outcome": str(journal.dossier.outcome)}
        )


def link_of(dossier: Dossier) -> ChildDossier | None:
    """Return by what a dossier is the child of another one; None where it is none."""
    found = ChildDossier.objects.filter(dossier=dossier)
    return found.select_related("parent__agency", "candidate__person").first()


def release(journal: Journal) -> None:
    """Let the open children follow the end of their parent: each step as it declares."""
    if not journal.dossier.flow_class.children:
        return
    for child, task in _open_children(journal):
        node = task.flow_task
        if PARENT_ENDED not in node.branches:
            continue
        own = _journal_in(journal, child, node.name)
        own.follow_parent(
            Event.PARENT_ENDED, journal.dossier, {"outcome": str(journal.dossier.outcome)}
        )
        activation = node.activation_class(task)
        activation.journal, activation.route = own, PARENT_ENDED
        activation.complete()
        activation.activate_next()
        own.write()


def follow_effect(journal: Journal, on: date) -> None:
    """Plan the decision of the parent for another day in each of its open children."""
    if not journal.dossier.flow_class.children:
        return
    for child, task in _open_children(journal):
        event = child.flow_class.decided_in_parent
        if not event or child.dates.get(event) == on:
            continue
        own = _journal_in(journal, child, task.flow_task.name)
        own.follow_parent(Event.PARENT_MOVED, journal.dossier, {"planned_effective_on": on})
        own.happened(event, on=on, planned=True)
        own.write()


def _open_children(journal: Journal) -> Iterator[tuple[Dossier, Task]]:
    """Lock and yield the open children of a dossier, each with the step at which it waits."""
    open_now = ChildDossier.objects.filter(parent=journal.dossier, dossier__outcome="")
    keys = list(open_now.order_by("pk").values_list("dossier", flat=True))
    locked = Dossier.objects.select_for_update(of=("self",)).select_related("agency")
    for child in locked.filter(pk__in=keys, outcome="").order_by("pk"):
        task = Task.objects.filter(process=child, status=STATUS.NEW).order_by("-pk").first()
        if task is not None:
            task.process = child
            yield child, task


def _journal_in(journal: Journal, child: Dossier, step: str) -> Journal:
    return Journal(
        dossier=child, performer=journal.performer, step=step, at=journal.at, on=journal.on
    )
