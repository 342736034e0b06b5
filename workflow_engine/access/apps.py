"""The app's place in Django."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Configuration of the `access` app."""

    name = "workflow_engine.access"
    label = "access"
