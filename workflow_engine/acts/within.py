"""A dossier that is opened for a candidate of another one: the parent locked, and told of it."""

from __future__ import annotations

from datetime import date

from compliance.events import Event
from workflow_engine.dossiers.models import Candidate, ChildDossier, Dossier
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.children import follow_effect


def with_parent_locked(candidate: Candidate | None) -> Candidate | None:
    """Return a candidate as it now stands, with its dossier locked until the transaction ends.

    So two people do not open one child at once.
    """
    if candidate is None:
        return None
    locked = Dossier.objects.select_for_update(of=("self",)).select_related("agency").order_by()
    parent = locked.get(pk=candidate.dossier_id)
    found: Candidate = parent.candidates.select_related("person", "post__unit", "post__title").get(
        pk=candidate.pk
    )
    found.dossier = parent
    return found


def tie(journal: Journal, candidate: Candidate) -> None:
    """Tie the dossier that is being opened to its parent, and tell it there."""
    link = ChildDossier.objects.create(
        dossier=journal.dossier, parent=candidate.dossier, candidate=candidate
    )
    journal.tell_parent(Event.CHILD_OPENED, link)


def dated_by_parent(dossier: Dossier) -> tuple[str, date] | None:
    """Return the event of a child that its parent plans, and its day; None where it plans none."""
    event: str = dossier.flow_class.decided_in_parent
    on = dossier.child_of.parent.planned_effect if event else None
    return (event, on) if on else None


def children_follow(journal: Journal, events: set[str]) -> None:
    """Let the open children follow, where the act dated or planned the effect of the decision."""
    dossier = journal.dossier
    if dossier.flow_class.takes_effect in events and dossier.planned_effect is not None:
        follow_effect(journal, dossier.planned_effect)
