"""The app's place in Django."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    """Configuration of the `importing` app."""

    name = "workflow_engine.importing"
    label = "importing"
