"""The app's place in Django."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """Configuration of the `law` app."""

    name = "workflow_engine.law"
    label = "law"
