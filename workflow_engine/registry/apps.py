"""The app's place in Django."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Configuration of the `registry` app."""

    name = "workflow_engine.registry"
    label = "registry"
