"""The graph of a procedure: routes, ways to a decision, ends."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error

from workflow_engine.flows.checks.saying import error
from workflow_engine.flows.flow import StatutoryFlow
from workflow_engine.nodes import (
    Approval,
    Conference,
    Consultation,
    Decision,
    End,
    Gate,
    Nomination,
    PapersCheck,
    Proposal,
    Revision,
    SelfReport,
    Summons,
)
from workflow_engine.nodes.step import PARENT_ENDED

_NEEDED = {
    Gate: {"passed", "nobody"},
    Approval: {"approved", "returned"},
    Decision: {"approved", "returned", "refused", "recheck"},
}
# The kinds of step that enter people or papers, on which others then decide.
_PREPARING = (Proposal, Revision, Nomination, Summons, SelfReport, Consultation, PapersCheck)


def branches(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """Check that every node leads on by each of its routes."""
    for node in nodes:
        if isinstance(node, End):
            continue
        needed = next((n for kind, n in _NEEDED.items() if isinstance(node, kind)), None)
        if isinstance(node, Conference):
            needed = set() if node.ballots else {"selected"}
        needed = needed if needed is not None else {"done"}
        missing = needed - set(node.branches)
        if missing and isinstance(node, Gate):
            yield error(
                flow, node, 3, f"lacks {sorted(missing)}.", "Add .Then(...) and .Else(...)."
            )
        elif missing:
            yield error(flow, node, 6, f"lacks {sorted(missing)}.", "Say where each route leads.")
        known = set(getattr(node, "route_labels", {})) or {"done"}
        for route in set(node.branches) - known - {"done", PARENT_ENDED}:
            yield error(flow, node, 6, f"has an unknown route '{route}'.", "Use the kind's routes.")


def graph(flow: type[StatutoryFlow], nodes: list[Any]) -> Iterator[CheckMessage]:
    """Check that everything is reached from the one start, and leads to an end."""
    starts = flow.start_nodes()
    if not starts:
        yield Error(
            f"{flow.__name__} has no start.",
            hint="Begin with a Start (a Proposal is one) that nothing leads to.",
            id="chuan.E005",
        )
        return
    for node in starts[1:]:
        yield error(flow, node, 5, "is a second start.", "A dossier is opened by one act.")
    reached = _reach(starts, lambda node: node.branches.values())
    before = _before(nodes)
    ending = _reach(
        [n for n in nodes if isinstance(n, End)], lambda node: before.get(node.name, ())
    )
    for node in nodes:
        if node.name not in reached:
            yield error(flow, node, 5, "is never reached.", "Lead to it, or take it out.")
        if node.name not in ending:
            yield error(flow, node, 5, "leads to no end.", "Every step has to end somewhere.")


def gates(flow: type[StatutoryFlow], nodes: list[Any]) -> Iterator[CheckMessage]:
    """No decision without its gate right before it, no ballot before the candidates were judged."""
    for node in nodes:
        if isinstance(node, Decision):
            for other in nodes:
                if node in other.branches.values() and not (
                    isinstance(other, Gate) and other.gate == node.gate
                ):
                    yield error(
                        flow,
                        node,
                        4,
                        f"is reached from '{other.name}' without its gate.",
                        f"Put a Gate('{node.gate}') immediately before it.",
                    )
            if not isinstance(node.branches.get("recheck"), Gate):
                yield error(
                    flow, node, 4, "does not go back to a gate.", "Add .Recheck(this.<gate>)."
                )
    unjudged = _reach(
        list(flow.start_nodes()),
        lambda node: () if isinstance(node, Gate) else node.branches.values(),
    )
    for node in nodes:
        if isinstance(node, (Conference, Decision)) and node.name in unjudged:
            yield error(
                flow,
                node,
                4,
                "can be reached before any gate.",
                "The candidates are judged before the first conference.",
            )


def preparing(flow: type[StatutoryFlow], nodes: list[Any]) -> Iterator[CheckMessage]:
    """Nobody decides on what he or she has prepared: every way to the decision is looked back."""
    before = _before(nodes)
    for node in nodes:
        if not isinstance(node, (Approval, Decision)) or not node.kept_apart_from:
            continue
        leading = _reach(before.get(node.name, []), lambda here: before.get(here.name, ()))
        preparing = {n.name for n in nodes if isinstance(n, _PREPARING) and n.name in leading}
        missing = sorted(preparing - set(node.kept_apart_from))
        if missing:
            yield error(
                flow,
                node,
                13,
                f"may be taken by whoever took {missing}.",
                "Add these steps to .KeptApartFrom(...).",
            )


def _before(nodes: Iterable[Any]) -> dict[str, list[Any]]:
    """Return by the name of each node the nodes that lead to it."""
    before: dict[str, list[Any]] = {}
    for node in nodes:
        for following in node.branches.values():
            before.setdefault(following.name, []).append(node)
    return before


def _reach(start: list[Any], following: Any) -> set[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        node = waiting.pop()
        if node.name not in found:
            found.add(node.name)
            waiting.extend(following(node))
    return found
