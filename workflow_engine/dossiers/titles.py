"""What acts are called: those of the steps by the procedure, those beside the steps here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

# The acts beside the steps, by the name under which the trail keeps them.
TITLES: Mapping[str, Any] = {
    "withdraw-candidate": gettext_lazy("Take a candidate out"),
    "excuse-absence": gettext_lazy("Accept an absence as force majeure"),
    "record-special-decision": gettext_lazy("Record a special decision"),
    "supply-fact": gettext_lazy("Supply a fact"),
    "hand-over": gettext_lazy("Hand the dossier over"),
    "file-conclusion": gettext_lazy("File the conclusion of the Party body"),
    "take-over": gettext_lazy("Take a dossier over from paper"),
    "confirm-taking-over": gettext_lazy("Confirm what was entered from paper"),
    "refuse-taking-over": gettext_lazy("Do not confirm what was entered from paper"),
    "postpone-dossier": gettext_lazy("Put the procedure off"),
    "resume-dossier": gettext_lazy("Let the procedure go on"),
    "change-notice": gettext_lazy("Change a notice"),
    "judge-again": gettext_lazy("Judge anew by the corrected law"),
}


def title_of(flow: Any, name: str) -> Any:
    """Return what a step of a procedure or an act beside the steps is called."""
    node = flow.instance.node(name, no_obsolete=True)
    return node.task_title if node is not None else TITLES.get(name, name)
