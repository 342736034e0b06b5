"""The app's place in Django."""

from django.apps import AppConfig


class SampleConfig(AppConfig):
    """Configuration of the `sample` app."""

    name = "workflow_engine.sample"
    label = "sample"
