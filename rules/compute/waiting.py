"""How long somebody waits before a post: after a discipline, after leaving a post.

After a discipline: Regulation 377-QĐ/TW, as the press reported it; the article and the day from
which it counts were not read. Leaving: Decree 170/2025, art. 55 cl. 1 as amended by art. 25 of
Decree 300/2026, counted from the new position. Effect: Decree 172/2025, art. 2 cl. 9.

The end of a wait is not all that is asked: the ratings since then are a condition of their own,
and whoever was removed for corruption waits for ever (Law 80/2025, art. 38 cl. 3).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rules.compute.periods import Period, period
from rules.definitions import Law

AFTER_DISCIPLINE = {
    "reprimand": "wait_after_reprimand_months",
    "warning": "wait_after_warning_months",
    "removal": "wait_after_removal_months",
}
AFTER_LEAVING = {
    "relieved": "wait_after_relief_months",
    "resigned": "wait_after_resignation_months",
    "dismissed": "wait_after_dismissal_months",
    "resigned-instead-of-dismissal": "wait_after_resignation_instead_of_dismissal_months",
}


def after_discipline(form: str, effective_on: date, *, on: date, law: Law | None = None) -> Period:
    """Reckon the wait for a higher post after a discipline: reprimand, warning or removal.

    Interpretation: it runs from the day on which the decision took effect.
    """
    if form not in AFTER_DISCIPLINE:
        raise ValueError(f"the form is one of {', '.join(AFTER_DISCIPLINE)}, not {form!r}")
    return period(AFTER_DISCIPLINE[form], effective_on, on=on, law=law)


def after_leaving(
    kind: str, new_position_from: date, *, on: date, law: Law | None = None
) -> Period:
    """Reckon the wait after leaving a post, from the first day in the new position.

    Who asked to resign where points a to d of art. 53 cl. 1 give a ground of dismissal waits as
    "resigned-instead-of-dismissal" (art. 55 cl. 1 pt. c).
    """
    if kind not in AFTER_LEAVING:
        raise ValueError(f"the kind is one of {', '.join(AFTER_LEAVING)}, not {kind!r}")
    return period(AFTER_LEAVING[kind], new_position_from, on=on, law=law)


def effect_of_discipline(effective_on: date, *, on: date, law: Law | None = None) -> Period:
    """Reckon for how long a disciplinary decision has effect (Decree 172/2025, art. 2 cl. 9)."""
    return period("discipline_effect_months", effective_on, on=on, law=law)


def first_day_after(waits: Iterable[Period]) -> date | None:
    """Return the first day on which none of them runs; None where there is none to wait for."""
    return max((wait.until for wait in waits), default=None)
