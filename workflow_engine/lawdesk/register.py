"""The register of the law by article, with what the steps of the procedures cite."""

from __future__ import annotations

from collections.abc import Iterator

from rules.library import law
from rules.model import Citation
from rules.register import clauses as register
from workflow_engine.flows.flow import procedures
from workflow_engine.nodes import PapersCheck
from workflow_engine.nodes.declarations import Cited


def citations() -> Iterator[tuple[str, Citation]]:
    """Yield every step of every procedure that runs, and where it and its papers stand."""
    for flow in procedures():
        for node in flow.instance.nodes_in_order():
            name = f"step {flow.edition.code}:{node.name}"
            papers = node.required if isinstance(node, PapersCheck) else ()
            for citation in flow.instance.citations(node):
                yield name, citation
            for paper in papers:
                yield name, flow.instance.citation(Cited(paper.article, paper.clause))


def registers() -> list[register.Register]:
    """Return the register of every text, by the newest reading of the law."""
    return register.registers(law(), beside=citations())
