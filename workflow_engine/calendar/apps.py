"""The app's place in Django."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """Configuration of the `calendar` app."""

    name = "workflow_engine.calendar"
    label = "calendar"
