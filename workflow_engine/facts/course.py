"""What happened in the dossier itself, and how long it took: read of its events, never typed."""

from __future__ import annotations

from collections.abc import Mapping

from workflow_engine.dossiers.models import Happened
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers

# The events of which each fact is read: a step dates them, and no page asks for the fact.
READ: Mapping[str, tuple[str, ...]] = {
    "meetings_with_person": ("person_met_on",),
    "days_from_notice_to_expiry": ("notified_on", "term_ends_on"),
    "days_from_notice_to_self_report": ("notified_on", "self_report_on"),
    "days_from_self_report_to_conference": ("self_report_on", "conference_on"),
}


@gathers("meetings_with_person", event="person_met_on")
def times(case: Case, *, event: str) -> Reading:
    """Count, from the event of the person or of the dossier up to the day of the facts.

    Interpretation: it is put on record once, with its day; that it never happened nobody knows
    from an event that is not there.
    """
    row = _event(case, event)
    if row is None or row.planned or row.on > case.register.on:
        return UNKNOWN
    return Reading(1, [row])


@gathers("days_from_notice_to_expiry", start="notified_on", end="term_ends_on")
def days(case: Case, *, start: str, end: str) -> Reading:
    """Days of the calendar, from one event to another, which may be planned (term_ends_on)."""
    first, last = _event(case, start), _event(case, end)
    if first is None or first.planned or last is None:
        return UNKNOWN
    return Reading((last.on - first.on).days, [first, last])


@gathers("days_from_notice_to_self_report", start="notified_on", end="self_report_on")
@gathers("days_from_self_report_to_conference", start="self_report_on", end="conference_on")
def days_so_far(case: Case, *, start: str, end: str) -> Reading:
    """Days of the calendar, to the event, or to the day of the facts while it has not happened."""
    first, last = _event(case, start), _event(case, end)
    if first is None or first.planned:
        return UNKNOWN
    if last is None or last.planned:
        return Reading((case.register.on - first.on).days, [first])
    return Reading((last.on - first.on).days, [first, last])


def _event(case: Case, event: str) -> Happened | None:
    dates = case.register.dates
    return dates.row(event, case.candidate.pk) or dates.row(event)
