"""What cannot be true of a record, whether a form, an import or a correction brings it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from workflow_engine.messages import message as _
from workflow_engine.registry.bounds import EARLIEST, YOUNGEST

_RATED_WITHIN = 5
# A post, a seat or a membership may begin on a day to come: what happened may not.
_HAPPENED = frozenset(
    {
        "approved_on",
        "awarded_on",
        "checked_on",
        "closed_on",
        "completed_on",
        "decided_on",
        "document_date",
        "effective_on",
        "ended_on",
        "issued_on",
        "opened_on",
        "party_effective_on",
        "party_joined_on",
        "team_decided_on",
    }
)
_MAY_LIE_AHEAD = frozenset({"held_from", "held_until"})


def problems(
    values: Mapping[str, Any], *, born: date | None, today: date
) -> Iterator[tuple[str, str]]:
    """Yield each field whose date cannot be right, with why."""
    for name, day in values.items():
        if not isinstance(day, date) or name not in _HAPPENED | _MAY_LIE_AHEAD:
            continue
        if day < EARLIEST:
            yield name, _("The date is before 02/09/1945: check the year.")
        elif name in _HAPPENED and day > today:
            yield name, _("The date lies in the future.")
        elif born is not None and day.year - born.year < YOUNGEST:
            words = _("The date lies before the person was %s years old: check the year.")
            yield name, words % YOUNGEST
    year, decided = values.get("year"), values.get("decided_on")
    if year and decided and decided <= today and decided.year > year + _RATED_WITHIN:
        words = _("The rating was decided more than %s years after the year that it rates.")
        yield "decided_on", words % _RATED_WITHIN
