"""Discipline: limitation, time to handle a case, relapse, the step up, and weak years as a ground.

Decree 172/2025 for cadres and civil servants, Decree 234/2026 for public employees; the grounds of
leaving an office are those of Decree 170/2025, arts. 52 and 53, as amended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rules.compute.dates import Rounding, add_months, months_begun
from rules.library import Law
from rules.library import law as project_law

KINDS: Mapping[str, str] = {"civil_servant": "", "public_employee": "vc_"}
STEPS = ("reprimand", "warning", "removal", "dismissal")
NOT_COMPLETED = "not_completed"


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that counts neither for the limitation nor for the handling (art. 5 cl. 6).

    From its first day, until the day on which it had ended.
    """

    start: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.start:
            raise ValueError(f"the pause ends on {self.until}, before it begins on {self.start}")


def limitation_starts(
    ended_on: date | None,
    *,
    concluded_on: date | None = None,
    later_acts: Iterable[date] = (),
    graver: bool,
    on: date,
    kind: str = "civil_servant",
    law: Law | None = None,
) -> date:
    """Return the day from which the limitation runs (art. 5 cl. 1 and 2).

    It is the end of the act; where that is not known, the conclusion of the authority. A later
    act within the limitation starts it again. Raise ValueError where both days are unknown.
    """
    start = ended_on or concluded_on
    if start is None:
        raise ValueError("give the day on which the act ended, or that of the conclusion on it")
    name = (
        "discipline_limitation_graver_months" if graver else "discipline_limitation_lesser_months"
    )
    months = (law or project_law()).figure(f"{_prefix(kind)}{name}", on).value
    for act in sorted(later_acts):
        if start <= act <= add_months(start, months, rounding=Rounding.LAST_DAY):
            start = act
    return start


def limitation_months(start: date, stopped_on: date, *, pauses: Iterable[Pause] = ()) -> int:
    """Count the months of the limitation, a month begun as a whole one.

    It is stopped by the written notice for civil servants, for public employees by the conclusion
    that the violation deserves discipline. Sixty months to the day are sixty, a day more is
    sixty-one. A stop before the start counts 0.
    """
    end = stopped_on - _paused(start, stopped_on, pauses)
    return months_begun(start, end, rounding=Rounding.LAST_DAY) if end > start else 0


def handling_days(detected_on: date, decided_on: date, *, pauses: Iterable[Pause] = ()) -> int:
    """Count the days from the discovery to the decision, pauses left out (art. 5 cl. 5 and 6)."""
    if decided_on < detected_on:
        raise ValueError(f"decided on {decided_on}, before the discovery on {detected_on}")
    return (decided_on - detected_on - _paused(detected_on, decided_on, pauses)).days


def is_relapse(
    effective_on: date,
    violated_on: date,
    *,
    on: date,
    kind: str = "civil_servant",
    law: Law | None = None,
) -> bool:
    """Tell whether the same violation again is a relapse: within 12 months (art. 2 cl. 8)."""
    months = (law or project_law()).figure(f"{_prefix(kind)}discipline_relapse_months", on).value
    return (
        effective_on <= violated_on <= add_months(effective_on, months, rounding=Rounding.LAST_DAY)
    )


def escalated(serving: str, deserved: str, *, leader: bool) -> str:
    """Return the form due to somebody who breaks the rules while serving a discipline.

    One step above the form served, or above the form deserved where that is graver (art. 2 cl.
    3). Removal is a step for those only who hold a leadership post; dismissal is the last. Who
    serves a removal may hold no post any more: the next step is dismissal.
    """
    steps = STEPS if leader else tuple(step for step in STEPS if step != "removal")
    for form, known in ((serving, STEPS), (deserved, steps)):
        if form not in known:
            raise ValueError(f"the form is one of {', '.join(known)}, and not {form!r}")
    graver = max(serving, deserved, key=STEPS.index)
    above = [step for step in steps if STEPS.index(step) > STEPS.index(graver)]
    return above[0] if above else steps[-1]


def ground_of_weak_years(
    ratings: Mapping[int, str], *, term: range, on: date, law: Law | None = None
) -> str:
    """Tell what years rated as not completed are a ground of, on a day.

    `ratings` are those on the duties of the office, by year; `term` the years of the term held.
    Two in a row are a ground of "dismissal" (miễn nhiệm), two apart within the term one of
    "resignation" (từ chức); else "none" (Decree 170/2025, art. 53 cl. 1 d and art. 52 cl. 2 đ, as
    amended). Raise NoEditionInForceError before that edition.
    """
    years = (law or project_law()).figure("weak_years_for_exit", on).value
    weak = {year for year, level in ratings.items() if level == NOT_COMPLETED}
    if any(all(year + step in weak for step in range(years)) for year in weak):
        return "dismissal"
    return "resignation" if len(weak & set(term)) >= years else "none"


def _paused(start: date, end: date, pauses: Iterable[Pause]) -> timedelta:
    """Add up the days of the pauses that lie in a period; a day paused twice counts once."""
    paused, reached = timedelta(), start
    for pause in sorted(pauses, key=lambda pause: pause.start):
        first, last = max(pause.start, reached), min(pause.until, end)
        if last > first:
            paused, reached = paused + (last - first), last
    return paused


def _prefix(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"the kind is one of {', '.join(KINDS)}, and not {kind!r}")
    return KINDS[kind]
