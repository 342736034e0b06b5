"""Planning of cadres: how many may be planned, and how old they may be (Regulation 377-QĐ/TW,
arts. 25 and 26, as Guidance 45-HD/BTCTW restates them in II.5 and II.6).

The age for a next term is reckoned at a month that the guidance lays down for each kind of body,
not on the day of the planning.
"""

from __future__ import annotations

from datetime import date

from rules.compute.retirement import month_of_reaching_age
from rules.definitions import Law
from rules.library import law as project_law
from rules.model import Month

BODIES = (
    "grassroots_committee",
    "committee_above_grassroots",
    "commune_committee",
    "committee_under_centre",
    "state_body",
    "fatherland_front",
    "sociopolitical_body",
)


def persons_allowed(seats: int, *, on: date, law: Law | None = None) -> int:
    """Return how many persons may be planned for a title that has so many seats."""
    _refuse_negative(seats)
    return (law or project_law()).figure("planning_persons_per_seat", on).value * seats


def committee_most(size: int, *, on: date, law: Law | None = None) -> int:
    """Return how many persons may be planned for a committee: its size times 1.5, rounded up."""
    _refuse_negative(size)
    times = (law or project_law()).figure("planning_committee_coefficient", on)
    return -(-times.value * size // times.over)


def reference_month(body: str, *, on: date, law: Law | None = None) -> Month:
    """Return the month at which the planning age for the next term of a body is reckoned.

    `on` is the day of the planning, which chooses the edition. Raise ValueError for a body that
    is not among `BODIES`: the front and the mass organisations of provinces and communes follow
    the guidance of their own centre.
    """
    if body not in BODIES:
        raise ValueError(f"no reference month is laid down for {body!r}: {', '.join(BODIES)}")
    law = law or project_law()
    year = law.figure(f"planning_reference_year_{body}", on).value
    return Month(year, law.figure(f"planning_reference_month_{body}", on).value)


def months_left(
    birth_date: date,
    sex: str,
    *,
    reference: Month,
    on: date,
    reckoned_at_sixty: bool = False,
    law: Law | None = None,
) -> int:
    """Count the months from a reference month to the one in which the age is reached.

    The reference is `reference_month` for a next term, the month of the review for the term under
    way. `on` is the day of the planning; `reckoned_at_sixty` is for women entitled to a higher age.
    """
    # Interpretation: from month to month, as for appointment; the day of birth plays no part.
    reached = month_of_reaching_age(
        birth_date, sex, on=on, reckoned_at_sixty=reckoned_at_sixty, law=law
    )
    return reference.months_until(reached)


def _refuse_negative(count: int) -> None:
    if count < 0:
        raise ValueError(f"a number of seats is not below 0, and not {count}")
