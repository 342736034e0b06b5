"""The cases of ballots and computations, judged by a law that is given."""

from __future__ import annotations

from datetime import date

import pytest

from rules.editing import book as books
from rules.editing import computed, mutants

BOOK = books.read()
GROUPS = [(group, computed.judged_by(group)) for group in BOOK.other_cases]
ANSWERS = ("expect", *computed.SAID, "problems", "error", "refused")
JUDGED = [(group, tell) for group, tell in GROUPS if tell]


@pytest.mark.parametrize(
    ("group", "tell"), JUDGED, ids=[group.rule or group.computation for group, _ in JUDGED]
)
def test_every_case_holds_and_would_not_with_another_answer(group, tell):
    for case, place in zip(group.cases, group.places, strict=True):
        assert computed.holds(case, tell, BOOK.law), place

        wrong = {key: "something else" for key in ANSWERS if key in case}
        assert wrong
        assert not computed.holds({**case, **wrong}, tell, BOOK.law), place


def test_what_no_law_can_tell_reads_no_figure():
    """Rankings, councils and time in post compare what they are given."""
    unjudged = {group.computation for group, tell in GROUPS if tell is None}

    assert unjudged == {
        "assignment.assign",
        "council.decide",
        "ranking.next_in_line",
        "ranking.rank",
        "ranking.second_preferences",
        "retirement-roadmap",
        "service",
    }


@pytest.mark.parametrize(
    ("figure", "apart"), [("vc_fourth_grade_share", True), ("vc_next_grade_share", False)]
)
def test_a_figure_that_begins_earlier_is_told_apart_where_no_other_is_read_before_it(figure, apart):
    """The share of the next grade is read after the one of the top grade, never alone."""
    day = date(2026, 6, 30)
    (earlier,) = (mutant.law for mutant in mutants.of_figure(BOOK.law, figure) if mutant.day == day)
    ((group, tell),) = [each for each in JUDGED if each[0].computation == "positions"]

    found = [
        computed.told_on(day, case, tell, BOOK.law) != computed.told_on(day, case, tell, earlier)
        for case in group.cases
    ]

    assert any(found) is apart
