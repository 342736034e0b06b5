"""The app's place in Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Configuration of the `desk` app."""

    name = "workflow_engine.desk"
    label = "desk"
