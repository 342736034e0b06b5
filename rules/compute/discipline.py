"""Discipline: limitation, time to handle a case, relapse, forms of acts, weak years as a ground.

Decree 172/2025 for cadres and civil servants, Decree 234/2026 for public employees; the grounds of
leaving an office are those of Decree 170/2025, arts. 52 and 53, as amended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rules.compute.dates import Rounding, add_months, months_begun
from rules.definitions import Law
from rules.library import law as project_law

KINDS: Mapping[str, str] = {"civil_servant": "", "public_employee": "vc_"}
# The forms, from the lightest: removal and the stripping of a title stand on one step, recall and
# dismissal on the last one (Decree 172/2025, art. 7; Law 80/2025, art. 43 cl. 3 c).
RANKS: Mapping[str, int] = {
    "reprimand": 0,
    "warning": 1,
    "title_stripped": 2,
    "removal": 2,
    "recall": 3,
    "dismissal": 3,
}
# The forms that there are for a person, by standing. Removal is there for those cadres only who
# were approved, appointed or assigned (Decree 172/2025, art. 7 cl. 1 c).
STEPS: Mapping[str, tuple[str, ...]] = {
    "staff": ("reprimand", "warning", "dismissal"),
    "leader": ("reprimand", "warning", "removal", "dismissal"),
    "cadre": ("reprimand", "warning", "removal", "recall"),
    "cadre_elected_only": ("reprimand", "warning", "recall"),
    "left_service": ("reprimand", "warning", "title_stripped"),
}
DEGREES = ("minor", "serious", "very_serious")
# What a relapse deserves, by the earlier form (arts. 9 to 11, cl. 1).
AFTER_RELAPSE: Mapping[str, str] = {
    "reprimand": "warning",
    "warning_as_leader": "removal",
    "warning_without_post": "dismissal",
    "removal": "dismissal",
}
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
    pauses: Iterable[Pause] = (),
    graver: bool,
    on: date,
    kind: str = "civil_servant",
    law: Law | None = None,
) -> date:
    """Return the day from which the limitation runs (art. 5 cl. 1 and 2).

    It is the end of the act; where that is not known, the conclusion of the authority. A later
    act within the limitation starts it again; what does not count for the limitation (cl. 6) does
    not count here either. Raise ValueError where both days are unknown.
    """
    start = ended_on or concluded_on
    if start is None:
        raise ValueError("give the day on which the act ended, or that of the conclusion on it")
    name = (
        "discipline_limitation_graver_months" if graver else "discipline_limitation_lesser_months"
    )
    months = (law or project_law()).figure(f"{_prefix(kind)}{name}", on).value
    left_out = tuple(pauses)
    for act in sorted(later_acts):
        if start <= act and limitation_months(start, act, pauses=left_out) <= months:
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


def form_of_act(
    degree: str,
    *,
    status: str,
    relapse_after: str = "none",
    neglect: bool = False,
    remedied: bool = False,
    eased: bool = False,
    aggravated: bool = False,
) -> str | None:
    """Return the form for one act by its degree and repetition (arts. 8 to 11).

    `relapse_after` is the earlier form for the same act, "none" without a relapse; `neglect` that
    a leader neglected the duties of art. 9 cl. 3; `remedied` that the person accepted the fault
    and made good the harm; `eased` and `aggravated` that a circumstance of art. 4 was concluded.
    Of the circumstances only those that art. 10 and 11 name settle a form here. None where the
    decree lays none down, and the authority decides: for a first very serious act that meets
    neither article, whatever the standing; recall follows other laws, and of those who left the
    decree names no act.
    """
    steps = _steps(status)
    if degree not in DEGREES:
        raise ValueError(f"the degree is one of {', '.join(DEGREES)}, and not {degree!r}")
    if relapse_after != "none":
        if relapse_after not in AFTER_RELAPSE:
            raise ValueError(f"there is no relapse after {relapse_after!r}")
        form = AFTER_RELAPSE[relapse_after]
    elif degree != "very_serious":
        form = "reprimand" if degree == "minor" and not neglect else "warning"
    elif remedied and eased:
        form = "removal"
    elif not remedied and aggravated:
        form = "dismissal"
    else:
        return None
    return form if form in steps else None


def combined(forms: Iterable[str], *, status: str) -> str:
    """Return the one form for acts considered together: the gravest of theirs (art. 2 cl. 2).

    Raise ValueError without an act, or for a form that there is not for the person.
    """
    found = tuple(forms)
    for form in found:
        _form_for(form, status)
    if not found:
        raise ValueError("give the form of every act that is considered")
    return max(found, key=RANKS.__getitem__)


def escalated(serving: str, deserved: str, *, status: str) -> str:
    """Return the form due to somebody who breaks the rules while serving a discipline.

    One step above the form served, or above the form deserved where that is graver (art. 2 cl.
    3), among the forms that there are for the person today; the last one where none is above.
    The form served may be one of another standing: who was removed holds no post any more. Raise
    ValueError for a form that does not exist, or that there is not for the person.
    """
    if serving not in RANKS:
        raise ValueError(f"the form is one of {', '.join(RANKS)}, and not {serving!r}")
    _form_for(deserved, status)
    rank = max(RANKS[serving], RANKS[deserved])
    above = [step for step in STEPS[status] if RANKS[step] > rank]
    return above[0] if above else STEPS[status][-1]


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


def _steps(status: str) -> tuple[str, ...]:
    if status not in STEPS:
        raise ValueError(f"the standing is one of {', '.join(STEPS)}, and not {status!r}")
    return STEPS[status]


def _form_for(form: str, status: str) -> None:
    """Raise ValueError unless there is such a form for the person."""
    if form not in (steps := _steps(status)):
        raise ValueError(f"the form is one of {', '.join(steps)}, and not {form!r}")


def _prefix(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"the kind is one of {', '.join(KINDS)}, and not {kind!r}")
    return KINDS[kind]
