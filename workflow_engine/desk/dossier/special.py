"""The special decisions of a dossier, as its pages show them."""

from __future__ import annotations

from workflow_engine.access.roles import name_of
from workflow_engine.dossiers.models import Dossier, SpecialDecision
from workflow_engine.pages import words


def special_decisions(dossier: Dossier) -> list[SpecialDecision]:
    """Return the special decisions, each with what it lifts and who decided, in words."""
    rows = list(
        SpecialDecision.objects.filter(dossier=dossier)
        .select_related("paper", "recorded_by__person")
        .order_by("pk")
    )
    asked = dossier.flow_class.conditions_on(dossier.governing_date)
    for row in rows:
        condition = asked.get(row.condition)
        row.condition_title = words.said(condition.title) if condition else row.condition
        row.authority_name = name_of(row.authority)
    return rows
