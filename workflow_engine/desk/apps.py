"""The app's place in Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Configuration of the `desk` app."""

    name = "workflow_engine.desk"
    label = "desk"

    def ready(self) -> None:
        """Register the checks of the procedures."""
        from workflow_engine import checks  # noqa: F401 - importing registers them
