"""The priority points of applicants: those of the highest category alone.

Civil servants: Decree 170/2025, art. 6. Teachers: Decree 93/2026, art. 6.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rules.definitions import Figure, Law
from rules.errors import ScoreError
from rules.library import law as project_law
from rules.model import Json


@dataclass(frozen=True, slots=True)
class Priority:
    """The points of the highest category proven; `categories` are those that give as many."""

    points: Fraction
    categories: tuple[str, ...]
    figure: Figure | None

    def as_dict(self) -> dict[str, Json]:
        """Return the points as plain JSON values, with the provision that gives them."""
        return {
            "points": str(self.points),
            "categories": list(self.categories),
            "citation": self.figure.citation.as_dict() if self.figure else None,
            "confidence": self.figure.confidence.value if self.figure else None,
        }


def priority_points(categories: Iterable[str], *, on: date, law: Law | None = None) -> Priority:
    """Return the points of the highest category alone; they are never summed.

    Decree 170/2025, art. 6, in the edition of the day (`rules/law/priority.yaml`). Only proven
    categories are handed in; raise ScoreError for one that the table does not have.
    """
    law = law or project_law()
    table = law.priority_table(on)
    given = sorted(set(categories))
    if unknown := [code for code in given if code not in table.categories]:
        raise ScoreError(f"the categories {', '.join(unknown)}, which give no priority on {on}")
    figures = {code: law.figure(table.categories[code].points, on) for code in given}
    if not figures:
        return Priority(Fraction(), (), None)
    most = max(figure.value for figure in figures.values())
    highest = tuple(code for code in given if figures[code].value == most)
    return Priority(Fraction(most, 100), highest, figures[highest[0]])


def teacher_priority(
    insured_months: int = 0,
    *,
    on: date,
    production_months: int = 0,
    skill_level: int = 0,
    law: Law | None = None,
) -> Priority:
    """Return the points of applicants to be teachers (Decree 93/2026, art. 6 cl. 1, 2 and 4).

    They are given for insured months of suitable teaching, for a national skill certificate, and
    for insured months of suitable work in production, business or services. The highest alone
    counts: compare with the points of other categories, do not add.
    """
    law = law or project_law()
    points = law.figure("teacher_priority_points", on)
    months = law.figure("teacher_priority_months", on).value
    level = law.figure("teacher_priority_skill_level", on).value
    given = {
        "production": production_months >= months,
        "skill": skill_level >= level,
        "teaching": insured_months >= months,
    }
    categories = tuple(name for name, has in given.items() if has)
    if not categories:
        return Priority(Fraction(), (), None)
    return Priority(Fraction(points.value, 100), categories, points)
