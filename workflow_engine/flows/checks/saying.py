"""How a check says what is wrong."""

from typing import Any

from django.core.checks import Error

from workflow_engine.flows.flow import StatutoryFlow


def error(flow: type[StatutoryFlow], node: Any, number: int, text: str, hint: str) -> Error:
    """Say what is wrong with a node, and how it is mended."""
    return Error(f"{flow.__name__}.{node.name}: {text}", hint=hint, id=f"chuan.E{number:03d}")
