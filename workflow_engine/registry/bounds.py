"""Between which days and numbers the records of the service can lie: one answer, by column."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _

# The oldest birth: parents of those in the service stand on record too.
EARLIEST_BIRTH = date(1900, 1, 1)
# The oldest act or paper: no office of the State is older than the State.
EARLIEST = date(1945, 9, 2)
LATEST = date(2100, 12, 31)
YOUNGEST, OLDEST = 14, 110


@dataclass(frozen=True)
class Days:
    """Between which days a column can lie: what happened may not lie ahead of today."""

    happened: bool = True
    earliest: date = EARLIEST


_HAPPENED, _MAY_LIE_AHEAD = Days(), Days(happened=False)
# Every column of a date that the tables of the registry have. A post, a seat, a membership or a
# standard may begin on a day to come.
DAYS: Mapping[str, Days] = {
    "approved_on": _HAPPENED,
    "awarded_on": _HAPPENED,
    "birth_date": Days(earliest=EARLIEST_BIRTH),
    "checked_on": _HAPPENED,
    "closed_on": _HAPPENED,
    "completed_on": _HAPPENED,
    "decided_on": _HAPPENED,
    "document_date": _HAPPENED,
    "earlier_ended_on": _HAPPENED,
    "effective_on": _HAPPENED,
    "end_document_date": _HAPPENED,
    "ended_on": _HAPPENED,
    "found_on": _HAPPENED,
    "held_from": _MAY_LIE_AHEAD,
    "held_until": _MAY_LIE_AHEAD,
    "in_force_from": _MAY_LIE_AHEAD,
    "in_force_until": _MAY_LIE_AHEAD,
    "issued_on": _HAPPENED,
    "opened_on": _HAPPENED,
    "party_effective_on": _HAPPENED,
    "party_joined_on": _HAPPENED,
    "party_left_on": _HAPPENED,
    "team_decided_on": _HAPPENED,
}
# The least and the most of a whole number, by its column.
NUMBERS = {
    "period_from": (1990, 2100),
    "period_until": (1990, 2100),
    "term_months": (1, 120),
    "year": (1990, 2100),
}


def out_of_range(day: date, earliest: date = EARLIEST) -> Message | None:
    """Return why no record can have a day, or nothing."""
    if day < earliest:
        return _("The date is before %s: check the year.") % f"{earliest:%d/%m/%Y}"
    if day > LATEST:
        return _("The date is after the year 2100: check the year.")
    return None
