"""The app's place in Django."""

from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    """Configuration of the `processes` app."""

    name = "processes"
