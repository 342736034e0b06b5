"""Probation of public employees until 30 June 2026: Decree 115/2020, art. 21 as amended.

Civil servants have none since 1 July 2025, public employees none since 1 July 2026: on those days
the figures end, and with them the computation.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rules.compute.dates import Rounding, add_months, completed_months
from rules.definitions import Law
from rules.library import law as project_law

LENGTHS = {
    "university": "probation_months_of_university",
    "doctor-of-medicine": "probation_months_of_doctor_of_medicine",
    "college": "probation_months_of_college",
    "intermediate": "probation_months_of_intermediate",
}


def months_left(title: str, prior_months: int, *, on: date, law: Law | None = None) -> int:
    """Return the months of probation still to do; 0 means exempt (art. 21 cl. 2 and 5).

    `prior_months` are insured months in the same profession before; without proof they are 0.
    """
    if title not in LENGTHS:
        raise ValueError(f"the title asks for one of {', '.join(LENGTHS)}, not {title!r}")
    if prior_months < 0:
        raise ValueError(f"{prior_months} months of service before")
    return max(0, (law or project_law()).figure(LENGTHS[title], on).value - prior_months)


def until(start: date, months: int, excluded: Iterable[tuple[date, date]] = ()) -> date:
    """Return the first day after a probation, moved on by what does not count (cl. 2 pt. d).

    Excluded are half-open stretches of maternity, unpaid and long sick leave, detention and
    suspension; which leave is long enough is for the caller to tell. What begins after the
    probation is over moves nothing, and a day that lies in two stretches is left out once.
    """
    end = add_months(start, months, rounding=Rounding.LAST_DAY)
    last = start
    for since, to in sorted(excluded):
        since = max(since, last)
        if since >= end:
            break
        if to > since:
            end, last = _moved(end, since, to), to
    return end


def _moved(end: date, since: date, to: date) -> date:
    """Move a day on by the length of a stretch, in whole months and the days left over."""
    months = completed_months(since, to, rounding=Rounding.LAST_DAY)
    rest = to - add_months(since, months, rounding=Rounding.LAST_DAY)
    return add_months(end, months, rounding=Rounding.LAST_DAY) + rest
