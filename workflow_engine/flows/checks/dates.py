"""The events of a procedure and its time limits: dated by a step, known to the law's schedule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from django.core.checks import CheckMessage, Error

from rules import library
from rules.listed import Schedule, ScheduleStep
from workflow_engine.facts.course import READ
from workflow_engine.flows.checks.law import missing_on
from workflow_engine.flows.checks.saying import error
from workflow_engine.flows.flow import StatutoryFlow
from workflow_engine.nodes import Decision, End, Gate


def dates(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> Iterator[CheckMessage]:
    """Check every event that a step dates, and every one that the procedure waits for."""
    if not flow.start_nodes():
        return  # The graph is unsound: that is said first.
    editions = [each for each in library.law().schedules if each.id == flow.schedule]
    if flow.schedule:
        missing = missing_on(flow, flow.schedule, editions, library.law().schedule)
        if missing:
            yield _error(
                flow,
                19,
                f"names the schedule '{flow.schedule}', which is not in force on "
                f"{missing:%d/%m/%Y}.",
                "Name one of rules/law/schedules that is in force through the edition.",
            )
    schedules = [each for each in editions if each.in_force.overlaps(flow.edition.life)]
    awaited = _awaited(flow, nodes)
    planned = getattr(getattr(flow, "about", None), "plans", "")
    if planned and planned not in library.law().events:
        yield _error(
            flow,
            20,
            f"plans '{planned}' by its subject, which the law does not name.",
            "Mend the name, or add its words to rules/law/events.yaml.",
        )
    known = set(awaited).union(*READ.values(), *(each.events for each in schedules))
    for node in nodes:
        yield from _dated(flow, node, known)
    yield from _limits(flow, schedules)
    yield from _read(flow, awaited, nodes)
    yield from _circumstances(flow, schedules)


def _dated(flow: type[StatutoryFlow], node: Any, known: set[str]) -> Iterator[CheckMessage]:
    """What a step dates is an event that somebody waits for, by a field that its act has."""
    acts = getattr(node, "acts", ()) or ((node.act,) if hasattr(node, "act") else ())
    held = {field.name for act in acts for field in fields(act)}
    held |= {name for act in acts for name, what in vars(act).items() if isinstance(what, property)}
    for each in getattr(node, "dated", ()):
        if each.event not in library.law().events:
            yield error(
                flow,
                node,
                20,
                f"dates '{each.event}', which the law does not name.",
                "Mend the name, or add its words to rules/law/events.yaml.",
            )
        elif each.event not in known:
            yield error(
                flow,
                node,
                20,
                f"dates '{each.event}', which the schedule '{flow.schedule}' does not know.",
                "Mend the name, or take it out: no time limit runs from it or for it.",
            )
        if each.by and each.by not in held:
            yield error(
                flow,
                node,
                21,
                f"dates '{each.event}' by '{each.by}', which its act does not have.",
                f"Name one of {sorted(held)}.",
            )
        for route in sorted(set(each.upon) - set(getattr(node, "branches", {}))):
            yield error(
                flow,
                node,
                21,
                f"dates '{each.event}' upon '{route}', by which it does not lead on.",
                f"Name one of {sorted(node.branches)}.",
            )


def _limits(flow: type[StatutoryFlow], schedules: list[Schedule]) -> Iterator[CheckMessage]:
    """Each limit of the schedule begins with what some step dates, and some step does its act."""
    for limit in dict.fromkeys(step for each in schedules for step in each.steps):
        for name in (limit.event, limit.act):
            if not _steps(flow, name, planned=name == limit.event and limit.before):
                yield _error(
                    flow,
                    22,
                    f"has no step that dates '{name}' of the schedule '{flow.schedule}'.",
                    f"Add .Dates('{name}') to the step that brings it about. {_hint(flow, limit)}",
                )


def _hint(flow: type[StatutoryFlow], limit: ScheduleStep) -> str:
    """Name the limit that would never run, or never be met, and the ends that leave it so."""
    what = f"The limit '{limit.limit}' runs from '{limit.event}' for '{limit.act}'"
    ends = ends_without(flow, limit)
    return f"{what}; nobody does that act on the way to {', '.join(ends)}." if ends else f"{what}."


def ends_without(flow: type[StatutoryFlow], limit: ScheduleStep) -> list[str]:
    """Return the ends to which some route leads from the event of a limit past its act."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [
        following
        for node in flow.instance.nodes_in_order()
        for route, following in node.branches.items()
        if _happens(node, limit.event, route, planned=limit.before)
    ]
    while waiting:
        node = waiting.pop()
        if node.name in seen:
            continue
        seen.add(node.name)
        if isinstance(node, End):
            found.add(node.name)
        waiting += [
            following
            for route, following in node.branches.items()
            if not _happens(node, limit.act, route, planned=False)
        ]
    return sorted(found)


def _happens(node: Any, event: str, route: str, *, planned: bool) -> bool:
    """Tell whether an event happens where a step is left by a route, or is planned there."""
    return any(
        each.event == event
        and (planned or not each.planned)
        and (not each.upon or route in each.upon)
        for each in getattr(node, "dated", ())
    )


def _read(
    flow: type[StatutoryFlow], awaited: dict[str, str], nodes: Iterable[Any]
) -> Iterator[CheckMessage]:
    """What the procedure reads some step dates or plans: the day would else never be there."""
    # What decides nothing takes no effect: its gates judge as of the day of the facts.
    decides = any(isinstance(node, Decision) for node in nodes)
    wanted = [("governed_by", "by which it is governed")]
    wanted += [("takes_effect", "of effect")] if decides else []
    for name, what in wanted:
        if not getattr(flow, name):
            yield _error(
                flow,
                23,
                f"does not name the event {what}.",
                f"Add {name} = '<event of rules/law/events.yaml>'.",
            )
    for event, what in awaited.items():
        if not _steps(flow, event, planned=True):
            yield _error(
                flow,
                23,
                f"has no step that dates or plans '{event}', {what}.",
                f"Add .Plans('{event}', by='<field of the act>') to its start, or .Dates(...).",
            )


def _awaited(flow: type[StatutoryFlow], nodes: Iterable[Any]) -> dict[str, str]:
    """Return the events that the procedure reads beside its time limits, and for what."""
    found = {
        node.facts_on: f"as of which the gate '{node.name}' reads the facts"
        for node in nodes
        if isinstance(node, Gate) and node.facts_on
    }
    if flow.takes_effect:
        found[flow.takes_effect] = "on which its decision takes effect"
    if flow.governed_by:
        found[flow.governed_by] = "by which it is governed"
    return found


def _circumstances(flow: type[StatutoryFlow], schedules: list[Schedule]) -> Iterator[CheckMessage]:
    """A circumstance that nobody tells would hide a limit."""
    for name in sorted({name for each in schedules for name in each.circumstances}):
        if name not in flow.circumstances:
            yield _error(
                flow,
                24,
                f"does not tell the circumstance '{name}' of the schedule '{flow.schedule}'.",
                f"Add it to `circumstances`: {{'{name}': <how it is told of a dossier>}}.",
            )


def _steps(flow: type[StatutoryFlow], event: str, *, planned: bool) -> list[Any]:
    return [
        node for node, each in flow.dated() if each.event == event and (planned or not each.planned)
    ]


def _error(flow: type[StatutoryFlow], number: int, text: str, hint: str) -> Error:
    return Error(f"{flow.__name__} {text}", hint=hint, id=f"chuan.E{number:03d}")
