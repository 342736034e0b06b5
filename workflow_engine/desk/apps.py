"""The app's place in Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Configuration of the `desk` app."""

    name = "workflow_engine.desk"
    label = "desk"

    def ready(self) -> None:
        """Register the checks of the procedures and of their drawings."""
        from workflow_engine.desk import checks  # noqa: F401 - importing registers both
