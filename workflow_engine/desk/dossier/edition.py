"""On what the edition of a dossier rests, where an officer chose it against the rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow_engine.dossiers.models import Dossier, Paper
from workflow_engine.flows.flow import NoEditionError, ordinary_edition
from workflow_engine.nodes.earlier import earlier_act_of
from workflow_engine.pages import words


@dataclass(frozen=True)
class ChosenByAnOfficer:
    """The paper that chose the edition, what the rule would have chosen, and who confirmed it."""

    paper: Paper | None
    act: str
    ordinary: Any
    confirmed_on: date | None


def chosen_by_an_officer(dossier: Dossier) -> ChosenByAnOfficer | None:
    """Return on what the edition of a dossier rests; None where the rule of transition chose it."""
    if not dossier.edition_overridden:
        return None
    paper = earlier_act_of(dossier)
    return ChosenByAnOfficer(
        paper=paper,
        act=words.paper(paper.kind) if paper else "",
        ordinary=_ordinary(dossier),
        # The policy is approved with the choice or not at all.
        confirmed_on=dossier.dates.get("policy_approved_on") if paper else None,
    )


def _ordinary(dossier: Dossier) -> Any:
    try:
        flow = ordinary_edition(
            dossier.flow_class.procedure,
            on=dossier.dates.get(dossier.flow_class.governed_by) or dossier.opened_on,
            opened_on=dossier.opened_on,
        )
    except NoEditionError:
        return ""
    return flow.edition.title
