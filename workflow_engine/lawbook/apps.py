"""The app's place in Django."""

from django.apps import AppConfig


class LawBookConfig(AppConfig):
    """Configuration of the `lawbook` app."""

    name = "workflow_engine.lawbook"
    label = "lawbook"
