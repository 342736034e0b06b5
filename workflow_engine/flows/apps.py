"""The app's place in Django."""

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """Configuration of the `flows` app."""

    name = "workflow_engine.flows"
    label = "flows"

    def ready(self) -> None:
        """Register the checks of the procedures and of their drawings."""
        from workflow_engine.flows.checks import drawings  # noqa: F401 - importing registers both
