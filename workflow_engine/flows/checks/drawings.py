"""Every procedure has its drawing beside it."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from workflow_engine.flows.checks.procedures import readable
from workflow_engine.flows.drawing import bpmn

# Apart from the checks of the procedures: the command that draws them runs those alone.
DRAWINGS = "drawings"


@register(DRAWINGS)
def procedures_are_drawn(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Check that the drawing of every procedure stands beside its module."""
    flows, _unreadable = readable()
    return [
        Error(
            f"{flow.__name__}: {bpmn.path_of(flow).name} is not there.",
            hint="Run 'manage.py layout_diagrams'.",
            id="chuan.E018",
        )
        for flow in flows
        if not bpmn.path_of(flow).is_file()
    ]
