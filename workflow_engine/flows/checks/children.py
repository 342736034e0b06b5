"""What a procedure has carried out in dossiers of their own, and what it waits for from them."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.checks import CheckMessage, Error

from workflow_engine.flows.flow import StatutoryFlow, procedures
from workflow_engine.nodes.declarations import Child


def children(flow: type[StatutoryFlow]) -> Iterator[CheckMessage]:
    """Check each child: it is there, it comes to what is awaited, and a gate asks what it brings.

    What is awaited for ever would hold everybody, and what nobody asks holds nobody.
    """
    if not flow.children or not flow.start_nodes():
        return
    asked = {
        name
        for condition in flow.conditions_on(flow.edition.since).values()
        for name in condition.reads("fact")
    }
    for child in flow.children:
        editions = [each for each in procedures() if each.procedure == child.procedure]
        if not editions:
            yield _error(
                flow,
                f"has '{child.procedure}' carried out, which is no procedure.",
                "Mend the name, or add the procedure to PROCEDURES.",
            )
        for edition in editions:
            yield from _awaited(flow, child, edition)
        if child.supplies and not asked & set(child.supplies):
            yield _error(
                flow,
                f"waits for {sorted(child.supplies)} of '{child.procedure}', and none of its gates "
                "reads any of it.",
                "Mend the names, or leave them out.",
            )


def _awaited(
    flow: type[StatutoryFlow], child: Child, edition: type[StatutoryFlow]
) -> Iterator[CheckMessage]:
    """The child dates what is awaited, and the parent has the day that the child plans."""
    if bool(child.until) != bool(child.supplies):
        yield _error(
            flow,
            f"does not say until when '{child.procedure}' is awaited, or for what.",
            "Name both `until` and `supplies`, or neither.",
        )
    if child.until and not edition.dating(child.until):
        yield _error(
            flow,
            f"waits for '{child.until}' of {edition.__name__}, which dates no such event.",
            "Name an event that a step of the child dates.",
        )
    if edition.decided_in_parent and not flow.takes_effect:
        yield _error(
            flow,
            f"has '{child.procedure}' carried out for its decision, and decides nothing.",
            "Add takes_effect = '<event of rules/law/events.yaml>'.",
        )


def _error(flow: type[StatutoryFlow], text: str, hint: str) -> Error:
    return Error(f"{flow.__name__} {text}", hint=hint, id="chuan.E034")
