"""The app's place in Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Configuration of the `access` app."""

    name = "workflow_engine.access"
    label = "access"

    def ready(self) -> None:
        """Listen to sign-ins that fail."""
        from workflow_engine.access import signals  # noqa: F401 - importing connects them
