"""The app's place in Django."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Configuration of the `dossiers` app."""

    name = "workflow_engine.dossiers"
    label = "dossiers"
