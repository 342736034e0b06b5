"""What a dossier waits for from its children, and what a child reads of its parent.

A fact that a child is to bring is not known in the parent before.

Whatever else is on record of it: it was made for something else. A child that ended without
bringing it is waited for as well, until another one does.
"""

from __future__ import annotations

from dataclasses import dataclass

from workflow_engine.dossiers.models import Candidate, ChildDossier, Dossier, Happened
from workflow_engine.dossiers.models.events import Dates
from workflow_engine.facts.reader import Reader


def awaited(reader: Reader, dossier: Dossier) -> dict[int, set[str]]:
    """Return, by candidate, the facts that the last child of each procedure is still to bring."""
    links = reader.rows(ChildDossier, {"parent": [dossier.pk]})
    if not links:
        return {}
    keys = [link.dossier_id for link in links]
    procedures = {row.pk: row.flow_class.procedure for row in reader.rows(Dossier, {"id": keys})}
    happened = {
        (row.dossier_id, row.event)
        for row in reader.rows(Happened, {"dossier": keys})
        if not row.planned
    }
    last = {
        (link.candidate_id, procedures[link.dossier_id]): link.dossier_id
        for link in links
        if link.dossier_id in procedures
    }
    found: dict[int, set[str]] = {}
    for (candidate, procedure), child in last.items():
        for each in dossier.flow_class.children:
            if each.procedure == procedure and (child, each.until) not in happened:
                found.setdefault(candidate, set()).update(each.supplies)
    return found


def awaited_now(dossier: Dossier) -> dict[int, set[str]]:
    """Return, by candidate, the facts that a dossier waits for from its children as they stand."""
    return awaited(Reader(None), dossier) if dossier.flow_class.children else {}


@dataclass(frozen=True)
class Parent:
    """Of a child: the candidate of the parent for whom it was opened, and what happened there."""

    candidate: Candidate
    dates: Dates


def parent_of(reader: Reader, dossier: Dossier) -> Parent | None:
    """Return what a dossier reads of its parent; None where it was opened for none."""
    for link in reader.rows(ChildDossier, {"dossier": [dossier.pk]}):
        for candidate in reader.rows(Candidate, {"id": [link.candidate_id]}):
            return Parent(candidate, Dates(reader.rows(Happened, {"dossier": [link.parent_id]})))
    return None
