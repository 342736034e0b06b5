"""The dossiers that were opened for the candidates of a dossier, and the one it was opened for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from workflow_engine.dossiers.models import Candidate, ChildDossier, Dossier
from workflow_engine.flows.flow import by_procedure

# Whom a child may be opened for.
_CONSIDERED = (Candidate.Status.STANDING, Candidate.Status.HELD)


@dataclass
class ChildView:
    """A procedure that is carried out for a candidate: its dossiers, and whether to open one."""

    procedure: str
    title: Any
    dossiers: list[Dossier]
    may_open: bool


def children_of(
    dossier: Dossier, people: Collection[Candidate], roles: Collection[str]
) -> dict[int, list[ChildView]]:
    """Return, by candidate, what is carried out in dossiers of their own; in one query."""
    declared = dossier.flow_class.children
    if not declared:
        return {}
    links = ChildDossier.objects.filter(parent=dossier).select_related("dossier").order_by("pk")
    opened: dict[tuple[int, str], list[Dossier]] = {}
    for link in links:
        key = (link.candidate_id, link.dossier.flow_class.procedure)
        opened.setdefault(key, []).append(link.dossier)
    known = by_procedure()
    return {
        candidate.pk: [
            ChildView(
                procedure=each.procedure,
                title=known[each.procedure].title,
                dossiers=opened.get((candidate.pk, each.procedure), []),
                may_open=dossier.is_open
                and candidate.status in _CONSIDERED
                and bool(known[each.procedure].roles & set(roles))
                and not any(d.is_open for d in opened.get((candidate.pk, each.procedure), ())),
            )
            for each in declared
        ]
        for candidate in people
    }


def parent_of(dossier: Dossier) -> Dossier | None:
    """Return the dossier for which one was opened; None where it was opened for none."""
    link = ChildDossier.objects.filter(dossier=dossier).select_related("parent").first()
    return link.parent if link else None
