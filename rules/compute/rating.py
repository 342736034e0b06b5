"""The yearly rating: score, band, share of excellent ratings, time limit, disciplines that count.

Civil servants by Decree 335/2025, public employees by Decree 233/2026: two sets of figures, told
apart by `KINDS`. Scores are in hundredths of a point and stay exact: a third of a point is a
Fraction, and never rounded into a better band.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rules.library import Law
from rules.library import law as project_law

KINDS: Mapping[str, str] = {"civil_servant": "", "public_employee": "vc_"}
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


def deadline(
    year: int,
    *,
    on: date,
    special: bool = False,
    education: bool = False,
    law: Law | None = None,
) -> date | None:
    """Return the day before which the ratings of a year are decided.

    In agencies that do not close their year in December (`special`) it lies in the next one. For
    units of education the Ministry of Education sets it, and no text at hand says which: None
    (Decree 233/2026, art. 9 cl. 1 pt. a and art. 15 cl. 1 pt. b).
    """
    if education:
        return None
    law = law or project_law()
    kind = "rating_special_deadline" if special else "rating_deadline"
    month, day = law.figure(f"{kind}_month", on).value, law.figure(f"{kind}_day", on).value
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
