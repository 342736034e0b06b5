"""Where a step stands in the law, in the language of the page."""

from __future__ import annotations

from dataclasses import dataclass

from viewflow.workflow.base import Node

from workflow_engine.base.messages import language
from workflow_engine.flows.flow import StatutoryFlow


@dataclass(frozen=True)
class Cite:
    """A line of law, and whether its source was seen."""

    text: str
    verified: bool = True


def cites(flow: type[StatutoryFlow], node: Node) -> list[Cite]:
    """Return where a step stands in the law, in the language of the page."""
    lang = language()
    return [
        Cite(citation.text(lang), cited.confidence == "seen")
        for citation, cited in zip(
            flow.instance.citations(node), getattr(node, "cites", ()), strict=True
        )
    ]
