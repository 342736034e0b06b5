"""The yearly rating: score, band, share of excellent ratings, time limit, disciplines that count.

Civil servants by Decree 335/2025, public employees and public service units by Decree 233/2026:
three sets of figures, told apart by `KINDS`. Scores are in hundredths of a point and stay exact: a
third of a point is a Fraction, and never rounded into a better band.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rules.definitions import Law
from rules.library import law as project_law

KINDS: Mapping[str, str] = {"civil_servant": "", "public_employee": "vc_", "unit": "unit_"}
WHOLE = 100
BANDS = (
    ("excellent", "rating_excellent_score"),
    ("completed_well", "rating_well_score"),
    ("completed", "rating_completed_score"),
)


def score(
    general: int, percentages: Iterable[int], *, on: date, law: Law | None = None
) -> Fraction:
    """Return the year's score of a civil servant in hundredths of a point.

    `general` is the score of the general criteria in hundredths. `percentages` are those of the
    task result: quantity, quality and progress, and for leaders three more (Decree 335/2025,
    arts. 12 and 16). Raise ValueError for what no score can be.
    """
    law = law or project_law()
    most = law.figure("rating_general_score_most", on).value
    if not 0 <= general <= most:
        raise ValueError(f"the general criteria give from 0 to {most} hundredths, not {general}")
    found = tuple(percentages)
    if not found or not all(0 <= each <= WHOLE for each in found):
        raise ValueError("the task result is given by one percentage or more, from 0 to 100")
    task = law.figure("rating_task_score_most", on).value
    return general + Fraction(task * sum(found), WHOLE * len(found))


def product_percentage(faults: int, *, excused: int = 0, on: date, law: Law | None = None) -> int:
    """Return the percentage of a civil servant's product that faults, or delays, leave of it.

    Those whose objective cause was confirmed (`excused`) take off nothing (Decree 335/2025, known
    from the press). Raise ValueError where more are excused than there are.
    """
    if not 0 <= excused <= faults:
        raise ValueError(f"of {faults} faults {excused} cannot be excused")
    share = (law or project_law()).figure("rating_fault_share", on)
    return max(0, WHOLE - (faults - excused) * WHOLE * share.value // share.over)


def points(
    general: int,
    task: Fraction | int,
    *,
    on: date,
    kind: str = "public_employee",
    law: Law | None = None,
) -> Fraction:
    """Return a score in hundredths of a point from its two parts, each within its greatest.

    Of public employees by Decree 233/2026, arts. 10 and 11 cl. 1, of units by arts. 5 and 6. Raise
    ValueError for a part that is below nothing or above what it may be.
    """
    law = law or project_law()
    for name, part in (("general", general), ("task", task)):
        most = law.figure(f"{_prefix(kind)}rating_{name}_score_most", on).value
        if not 0 <= part <= most:
            raise ValueError(f"the {name} criteria give from 0 to {most} hundredths, not {part}")
    return Fraction(general) + task


def year_points(tracked: Iterable[Fraction | int]) -> Fraction:
    """Return the mean of the scores of the months or quarters, in hundredths of a point.

    Decree 233/2026, art. 12 cl. 5 and art. 15 cl. 1 pt. a. Raise ValueError where there is none.
    """
    found = tuple(tracked)
    if not found:
        raise ValueError("the score of a year comes from those of its months or quarters")
    return Fraction(sum(found)) / len(found)


def band(
    points: Fraction | int, *, on: date, kind: str = "civil_servant", law: Law | None = None
) -> str:
    """Return the level that a score in hundredths of a point reaches."""
    law = law or project_law()
    for level, figure in BANDS:
        if points >= law.figure(f"{_prefix(kind)}{figure}", on).value:
            return level
    return "not_completed"


def excellent_allowed(
    rated_well: int,
    *,
    on: date,
    recognised: bool = False,
    kind: str = "civil_servant",
    law: Law | None = None,
) -> int:
    """Return how many may be rated excellent beside so many rated as completed well.

    `recognised` says that the unit itself was recognised as excellent.
    """
    if rated_well < 0:
        raise ValueError(f"a number of persons is not below 0, and not {rated_well}")
    name = "rating_excellent_share_recognised" if recognised else "rating_excellent_share"
    share = (law or project_law()).figure(f"{_prefix(kind)}{name}", on)
    # Interpretation: the base is those rated as completed well, by the letter, and a part of a
    # person is none.
    return share.value * rated_well // share.over


def units_excellent_allowed(
    rated_well: int,
    *,
    units: int,
    on: date,
    outstanding: bool = False,
    law: Law | None = None,
) -> int:
    """Return how many of so many units may be rated excellent (Decree 233/2026, art. 7 cl. 7, 8).

    Of few units one may, whatever the others are rated. `outstanding` says that the authority
    decided on the greater share. Raise ValueError where more are rated well than there are.
    """
    law = law or project_law()
    if rated_well > units:
        raise ValueError(f"of {units} units {rated_well} cannot be rated as completed well")
    if units < law.figure("unit_rating_few_units", on).value:
        # Interpretation: point c is for few units in place of points a and b.
        return law.figure("unit_rating_excellent_of_few_units", on).value
    return excellent_allowed(rated_well, on=on, recognised=outstanding, kind="unit", law=law)


def tasks_exceeded_least(tasks: int, *, on: date, law: Law | None = None) -> int:
    """Return how many of the tasks an excellent unit exceeded (Decree 233/2026, art. 7 cl. 1)."""
    return -(-_of(tasks, "unit_rating_exceeded_share", on, law) // 1)


def tasks_late_most(tasks: int, *, on: date, law: Law | None = None) -> int:
    """Return how many of the tasks may be behind time (Decree 233/2026, art. 7 cl. 3)."""
    return _of(tasks, "unit_rating_late_share", on, law) // 1


def plan_tasks_least(tasks: int, *, on: date, law: Law | None = None) -> int:
    """Return how many tasks of the plan have to be done (Decree 233/2026, art. 7 cl. 4 pt. b)."""
    return -(-_of(tasks, "unit_rating_plan_share", on, law) // 1)


def warned_below(tasks: int, *, on: date, law: Law | None = None) -> int:
    """Return how many tasks of the year's plan a head's unit has to have done not to be warned of.

    Regulation 377-QĐ/TW, known from the press.
    """
    return -(-_of(tasks, "leader_warning_plan_share", on, law) // 1)


def _of(tasks: int, figure: str, on: date, law: Law | None) -> Fraction:
    if tasks < 0:
        raise ValueError(f"a number of tasks is not below 0, and not {tasks}")
    share = (law or project_law()).figure(figure, on)
    return Fraction(tasks * share.value, share.over)


def deadline(
    year: int,
    *,
    on: date,
    special: bool = False,
    education: bool = False,
    kind: str = "civil_servant",
    law: Law | None = None,
) -> date | None:
    """Return the day before which the ratings of a year are decided.

    Where the year is not closed in December (`special`) it lies in the next one. For units of
    education the Ministry of Education sets it, and no text at hand says which: None (Decree
    233/2026, art. 9 cl. 1 pt. a and art. 15 cl. 1 pt. b).
    """
    if education:
        return None
    law = law or project_law()
    name = f"{_prefix(kind)}rating_{'special_' * special}deadline"
    month, day = law.figure(f"{name}_month", on).value, law.figure(f"{name}_day", on).value
    return date(year + special, month, day)


@dataclass(frozen=True, slots=True)
class Discipline:
    """One disciplinary decision: the act, when it took effect, and where the act was done.

    `act` names the violation, so that a Party decision and a state decision for it are seen as
    one. `used_in` is the year whose rating already rested on the act, before any decision.
    """

    act: str
    effective_on: date
    duty_related: bool
    unit: str
    used_in: int | None = None


def counted_disciplines(disciplines: Iterable[Discipline], *, year: int, unit: str) -> int:
    """Count the acts whose discipline weighs on the rating of a year at a unit.

    An act outside public duty does not weigh (Law 80/2025, art. 38 cl. 4); one act weighs in one
    year, one already used does not weigh again, and an act at an earlier unit weighs there
    (Decree 233/2026, art. 14 cl. 3).
    """
    weighing: dict[str, int] = {}
    for each in sorted(disciplines, key=lambda each: each.effective_on):
        if each.duty_related and each.unit == unit:
            weighing.setdefault(each.act, each.used_in or each.effective_on.year)
    return sum(weighs_in == year for weighs_in in weighing.values())


def _prefix(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"the kind is one of {', '.join(KINDS)}, and not {kind!r}")
    return KINDS[kind]
