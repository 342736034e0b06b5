"""The app's place in Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Configuration of the `pages` app."""

    name = "workflow_engine.pages"
    label = "pages"
