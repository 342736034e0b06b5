"""What a procedure is about and whom it considers, and whether its steps fit that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error

from workflow_engine.flows.about import TYPED, About, Aim, Considers, Kind, Whoever
from workflow_engine.flows.checks.saying import error
from workflow_engine.flows.choosers import CHOOSERS
from workflow_engine.flows.flow import StatutoryFlow
from workflow_engine.nodes import Gate, Nomination, Proposal, Start

# Of what the one candidate of a procedure is, by who is considered.
_ONE = {Whoever.HOLDER: Kind.HOLDING, Whoever.PERSON: Kind.PERSON}
# What names the post for which everybody is considered.
_OF_A_POST = (Kind.POST, Kind.HOLDING)


def subjects(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """Check what the procedure says of its subject and of its candidates, and how it begins."""
    about: About | None = getattr(flow, "about", None)
    considers: Considers | None = getattr(flow, "considers", None)
    if about is None or considers is None:
        yield _error(
            flow,
            30,
            "does not say what it is about, or whom it considers.",
            "Add about = About(Kind.POST, choose='posts_to_fill') and considers = Considers().",
        )
        return
    nodes = list(nodes)
    if not flow.decided_in_parent:  # The parent offers its candidate.
        yield from _about(flow, about)
    yield from _considers(flow, about, considers)
    yield from _entered(flow, considers, nodes)
    for node in nodes:
        if isinstance(node, Start):
            yield from _opens(flow, node)


def _about(flow: type[StatutoryFlow], about: About) -> Iterator[CheckMessage]:
    """What is chosen is offered by a chooser of its kind; what is typed is offered by none."""
    known = sorted(name for name, each in CHOOSERS.items() if each.kind == about.kind)
    if about.choose and about.choose not in known:
        yield _error(
            flow,
            30,
            f"has its subject chosen by '{about.choose}', which offers nothing of the kind "
            f"'{about.kind}'.",
            f"Name one of {known}, or add it to workflow_engine/flows/choosers.py."
            if about.kind not in TYPED
            else "Leave it out: it is typed.",
        )
    if not about.choose and about.kind not in TYPED:
        yield _error(
            flow,
            30,
            f"does not say who offers the subjects of the kind '{about.kind}'.",
            f"Add choose=..., one of {known}.",
        )
    if about.plans and about.kind != Kind.HOLDING:
        yield _error(
            flow,
            30,
            f"plans '{about.plans}' by its subject, which has no end of a term.",
            "Leave it out, or plan the event at a step: .Plans(...).",
        )


def _considers(
    flow: type[StatutoryFlow], about: About, considers: Considers
) -> Iterator[CheckMessage]:
    """Whoever is considered, and the post aimed at, is there by the kind of the subject."""
    kind = _ONE.get(considers.whoever)
    if kind is not None and about.kind != kind:
        yield _error(
            flow,
            31,
            f"considers the {considers.whoever} of its subject, which is no '{kind}'.",
            f"Say about = About(Kind.{kind.name}, ...), or whoever=Whoever.NOMINATED.",
        )
    if considers.post is Aim.OF_SUBJECT and about.kind not in _OF_A_POST:
        yield _error(
            flow,
            31,
            f"considers people for the post of its subject, and a '{about.kind}' has none.",
            "Say post=Aim.OWN where each person aims at a post, post=Aim.NONE where nobody does.",
        )
    asked = considers.whoever is Whoever.PERSON and any(
        isinstance(start, Proposal) for start in flow.start_nodes()
    )
    if considers.each_its_own and kind is not None and not asked:
        yield _error(
            flow,
            31,
            "enters its one candidate at the start, and nobody says for which post.",
            "Begin with a Proposal about a person, which asks for it, or say another aim.",
        )


def _entered(
    flow: type[StatutoryFlow], considers: Considers, nodes: list[Any]
) -> Iterator[CheckMessage]:
    """People are entered by a step, or by the start: in one way, and before they are judged."""
    entering = [node for node in nodes if isinstance(node, Nomination)]
    if considers.whoever is not Whoever.NOMINATED:
        for node in entering:
            yield error(
                flow,
                node,
                31,
                f"enters candidates, while the {considers.whoever} is the one candidate.",
                "Take it out, or say whoever=Whoever.NOMINATED.",
            )
    elif not entering and any(isinstance(node, Gate) for node in nodes):
        yield _error(
            flow,
            31,
            "judges candidates, and no step enters any.",
            "Add a Nomination(), or say whoever=Whoever.HOLDER or Whoever.PERSON.",
        )


def _opens(flow: type[StatutoryFlow], node: Start[Any]) -> Iterator[CheckMessage]:
    """A start takes an act that opens the dossier: its own, or that of a step."""
    if node.step is None and type(node).perform is Start.perform:
        yield error(
            flow,
            node,
            32,
            "opens nothing: it takes no act.",
            "Begin with a step, Start(<step>), or with a kind of Start that has perform().",
        )


def _error(flow: type[StatutoryFlow], number: int, text: str, hint: str) -> Error:
    return Error(f"{flow.__name__} {text}", hint=hint, id=f"chuan.E{number:03d}")
