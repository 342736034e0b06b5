"""Small words for the pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from compliance.trail import Fault, FaultKind
from workflow_engine.access.roles import name_of
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.pages import calendar as calendar_words

register = template.Library()
register.filter("role_name", name_of)

_FAULTS = {
    FaultKind.GAP: _("Entries are missing from No. %(number)s on."),
    FaultKind.HEADER: _("The header of entry No. %(number)s was changed."),
    FaultKind.PAYLOAD: _("The payload of entry No. %(number)s was changed."),
    FaultKind.MISSING_PAYLOAD: _("The payload of entry No. %(number)s is missing."),
    FaultKind.SURPLUS_PAYLOAD: _("Entry No. %(number)s has a payload too many."),
    FaultKind.FORM: _("What a verdict says of the law was changed."),
    FaultKind.MISSING_FORM: _(
        "What the verdict of entry No. %(number)s says of the law is missing."
    ),
    FaultKind.LENGTH: _("The number of entries is not the number that was recorded."),
    FaultKind.TRIGGER: _(
        "The guard that keeps the tables from being changed is missing or altered."
    ),
}


@register.simple_tag(takes_context=True)
def deadline_doubt(context: Any, due: date) -> str:
    """Say why the last day of a time limit is not sure, or nothing; one query a page.

    What counts is the calendar from today on: what lies behind is worked or was not.
    """
    request = context["request"]
    if not hasattr(request, "working_calendar"):
        request.working_calendar = WorkingCalendar.load()
    return calendar_words.doubt(request.working_calendar, timezone.localdate(), due)


@register.filter
def fault_words(fault: Fault) -> str:
    """Return what is wrong with the trail, in the language of the page."""
    return str(_FAULTS[fault.kind]) % {"number": fault.number}
