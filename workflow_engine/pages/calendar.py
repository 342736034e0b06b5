"""What the calendar does not know, in words: a year without holidays, days that nobody verified."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from workflow_engine.calendar.working_days import WorkingCalendar


def doubt(calendar: WorkingCalendar, on: date, due: date) -> str:
    """Say why a time limit that ends on `due` is not sure, or nothing."""
    if due <= on:
        return ""
    if missing := calendar.missing_years(on, due):
        years = ", ".join(str(year) for year in missing)
        return _("not sure: no holidays of %(years)s are on record") % {"years": years}
    if calendar.rests_on_unverified(on, due):
        return _("not sure: it runs over days off that are not verified")
    return ""


def year_to_enter(on: date) -> int | None:
    """Return the next year, from autumn on, while none of its holidays is on record."""
    return WorkingCalendar.load().next_year_missing(on)
