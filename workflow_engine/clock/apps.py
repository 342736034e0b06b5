"""The application of the clock."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClockConfig(AppConfig):
    """The duties that fall due by the calendar alone."""

    name = "workflow_engine.clock"
    verbose_name = _("Duties")
