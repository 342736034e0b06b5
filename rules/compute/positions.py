"""How many public employees a position may have in each grade.

Decree 232/2026/NĐ-CP, art. 10: shares of the headcount assigned to the position. Units that decide
on their own positions may set other shares (clause 3); a position with one grade has none
(clause 4); what is left in a grade is not added to a lower one (clause 5).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from rules.definitions import Law
from rules.library import law as project_law

FOURTH, FIFTH = 4, 5
GRADES = range(1, FIFTH + 1)


def grade_caps(
    headcount: int, grades: Collection[int], *, on: date, law: Law | None = None
) -> dict[int, int]:
    """Return the most public employees of each grade that has a cap, by grade.

    `headcount` is the number assigned to the position, `grades` are those that it uses (1 is the
    lowest, 5 the highest). A grade that is not in the answer has no cap of its own. Raise
    ValueError for what no position has.
    """
    used = sorted(set(grades))
    if headcount < 0 or not used or not set(used) <= set(GRADES):
        raise ValueError(f"no position has {headcount} persons in the grades {used}")
    law = law or project_law()
    caps = {}
    for grade, name in _shares(used).items():
        share = law.figure(name, on)
        # Interpretation: a part of a person is left out, so that the share is not exceeded.
        caps[grade] = headcount * share.value // share.over
    return caps


def _shares(used: Sequence[int]) -> dict[int, str]:
    """Name the share of each grade that has one; the grades go from the lowest to the highest."""
    *lower, highest = used
    if not lower:
        return {}
    if len(lower) == 1:
        # Interpretation: point c is for positions with two grades and leaves out points a and b,
        # whose shares of two grades alone would not come to the whole.
        return {highest: "vc_higher_of_two_grades_share"}
    if highest == FIFTH:
        return {highest: "vc_top_grade_share", lower[-1]: "vc_next_grade_share"}
    return {highest: "vc_fourth_grade_share"} if highest == FOURTH else {}
