"""The app's place in Django."""

from django.apps import AppConfig


class LawDeskConfig(AppConfig):
    """Configuration of the `lawdesk` app."""

    name = "workflow_engine.lawdesk"
    label = "lawdesk"
