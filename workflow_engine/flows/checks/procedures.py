"""Every procedure that the settings name is checked when the server starts."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils.module_loading import import_string

from workflow_engine.flows.checks import children, dates, declarations, graph, law, subjects
from workflow_engine.flows.flow import StatutoryFlow

# `makemigrations` leaves these out: models do not wait for a procedure.
PROCEDURES = "procedures"


@register(PROCEDURES)
def procedures_are_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check every procedure that the settings name; where one cannot be read, say that alone."""
    flows, unreadable = readable()
    if unreadable:
        return unreadable
    return [message for flow in flows for message in check_flow(flow)]


def readable() -> tuple[list[type[StatutoryFlow]], list[CheckMessage]]:
    """Return the procedures of the settings that can be read, and an error for each other."""
    flows: list[type[StatutoryFlow]] = []
    unreadable: list[CheckMessage] = []
    for path in settings.PROCEDURES:
        try:
            flow = import_string(path)
            list(flow.instance.nodes())
        except Exception as error:  # noqa: BLE001 a half-written module may raise anything
            unreadable.append(
                Error(
                    f"{path} cannot be read: {_cause(error)}",
                    hint="Mend it, or take it out of PROCEDURES.",
                    id="chuan.E017",
                )
            )
        else:
            flows.append(flow)
    return flows, unreadable


def _cause(error: BaseException) -> str:
    """Say what went wrong in the module, not that its name could not be imported for it."""
    first = error.__cause__ or error
    return f"{type(first).__name__}: {first}"


def check_flow(flow: type[StatutoryFlow]) -> Iterator[CheckMessage]:
    """Yield what is wrong with one procedure."""
    nodes = list(flow.instance.nodes())
    yield from declarations.declarations(flow, nodes)
    yield from subjects.subjects(flow, nodes)
    yield from graph.branches(flow, nodes)
    yield from graph.graph(flow, nodes)
    yield from graph.gates(flow, nodes)
    yield from law.law(flow, nodes)
    yield from law.numbers(flow, nodes)
    yield from law.facts(flow, nodes)
    yield from law.stated(flow, nodes)
    yield from law.counting(flow, nodes)
    yield from law.outcomes(flow, nodes)
    yield from dates.dates(flow, nodes)
    yield from children.children(flow)
    yield from graph.preparing(flow, nodes)
    yield from declarations.papers(flow, nodes)
    yield from declarations.names(flow, nodes)
    yield from declarations.said(flow, nodes)
