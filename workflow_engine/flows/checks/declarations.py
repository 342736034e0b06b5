"""What the steps of a procedure declare: citation, roles, who is kept apart, papers, names."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error

from workflow_engine.flows.checks.saying import error
from workflow_engine.flows.flow import StatutoryFlow, procedures
from workflow_engine.nodes import (
    Approval,
    Conference,
    Consultation,
    Decision,
    End,
    Gate,
    PapersCheck,
)

_NAME = re.compile(r"[a-z]+(_[a-z]+)*")


def declarations(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """Check that every step says who may take it and under which article."""
    known = _steps_of_the_procedure(flow)
    for node in nodes:
        if isinstance(node, End):
            continue
        if not node.cites:
            yield error(flow, node, 1, "states no citation.", "Add .Cites(article, clause, point).")
        if not node.roles:
            yield error(flow, node, 2, "names no role.", "Add .By(Role...).")
        if isinstance(node, (Approval, Decision)) and not node.kept_apart_from:
            yield error(
                flow,
                node,
                7,
                "does not say who may not take it.",
                "Add .KeptApartFrom(...) with the steps that prepare.",
            )
        if isinstance(node, Conference) and node.presiding is None:
            yield error(
                flow,
                node,
                26,
                "does not say who presides.",
                "Add `presiding` to the procedure, or presided=Presiding(...) to the step.",
            )
        for name in node.kept_apart_from:
            if name not in known:
                yield error(
                    flow, node, 7, f"is kept apart from no step '{name}'.", "Mend the name."
                )


def _steps_of_the_procedure(flow: type[StatutoryFlow]) -> set[str]:
    """Return the names of the steps in every edition: what editions share names steps of each."""
    editions = {flow, *(other for other in procedures() if other.procedure == flow.procedure)}
    return {node.name for edition in editions for node in edition.instance.nodes()}


def papers(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """The papers of the article are checked at one step, each named once and under its clause."""
    checks = [node for node in nodes if isinstance(node, PapersCheck)]
    if len(checks) != int(flow.asks_for_papers):
        yield Error(
            f"{flow.__name__} checks its papers at {len(checks)} steps.",
            hint="Check them at one PapersCheck(...), or say asks_for_papers = False where the "
            "articles list none.",
            id="chuan.E014",
        )
    for node in checks:
        kinds = [paper.kind for paper in node.required]
        for paper in node.required:
            if kinds.count(paper.kind) > 1 or not paper.article:
                yield error(
                    flow,
                    node,
                    14,
                    f"asks for '{paper.kind}' twice, or under no article.",
                    "Name each paper once, with its article and clause.",
                )


def names(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """Steps are imperatives, gates `check_...`, ends participles or states; never numbers."""
    for node in nodes:
        if not _NAME.fullmatch(node.name):
            yield error(
                flow,
                node,
                16,
                "has a name that is not words in small letters.",
                "Say what is done: it is kept with every dossier.",
            )
        elif isinstance(node, Gate) and node.name.partition("_")[0] != "check":
            yield error(flow, node, 16, "does not say that it is a gate.", "Call it check_...")


def said(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """A consultation asks somebody, each body by a name of its own; a notice tells somebody."""
    for node in nodes:
        codes = [body.code for body in node.bodies] if isinstance(node, Consultation) else None
        if codes is not None and (not codes or len(set(codes)) != len(codes)):
            yield error(
                flow,
                node,
                33,
                "asks nobody, or two bodies of one name.",
                "Name each body once: Consultation((Asked('<code>', _('...')), ...)).",
            )
        if getattr(node, "audiences", None) == ():
            yield error(
                flow, node, 33, "tells nobody.", "Name the audiences: person, agency, or both."
            )
