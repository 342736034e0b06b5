"""What must hold of the whole law, of the editions that are not written yet as well.

Each problem is told on a line of its own: file, line, code, and what is wrong, as `manage.py
check_law` tells it; `tests/rules/editing/test_check.py` shows that each check fires.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import lru_cache

import pytest

from rules.editing import book, cases, check
from rules.editing.problems import WORDS
from rules.expression import kleene
from rules.library import law


@lru_cache(maxsize=1)
def problems():
    """The problems of the law by their codes."""
    found = defaultdict(list)
    for problem in check.problems(book.read()):
        found[problem.code].append(problem)
    return found


@pytest.mark.parametrize("code", sorted(WORDS))
def test_the_law_has_no_problem(code):
    found = problems()[code]

    if found:
        told = "\n".join(map(str, found))
        pytest.fail(f"{len(found)} of {code}:\n{told}", pytrace=False)


def test_every_figure_was_looked_up_since_this_law_was_written():
    """A jurist who writes a figure down has the source open: that day is its last check."""
    late = [
        f"{edition.place}: {name} was last checked on {edition.last_checked_on}"
        for name, editions in law().figures.items()
        for edition in editions
        if edition.last_checked_on < date(2026, 11, 23)
    ]

    assert late == []


def test_where_nothing_is_known_nobody_passes():
    """Conditions say what is required: of somebody of whom nothing is known, none is met."""
    passing = [
        edition.place
        for edition in law().conditions
        if kleene(edition.requires, lambda _: None) is not None
    ]

    assert passing == []


def test_whatever_the_pages_show_of_facts_and_cases_is_said_in_vietnamese_too():
    told = [
        (fact.place, words)
        for fact in law().facts.values()
        for words in (fact.reckoned, fact.interpretation)
    ]
    told += [
        (case.place, words)
        for found in cases.every()
        for case in found.cases
        for words in (case.named, case.because)
    ]

    # Words that are the same in both languages were copied, not translated.
    unsaid = [
        place
        for place, words in told
        if words and (not words.get("vi") or not words.get("en") or words["vi"] == words["en"])
    ]
    assert unsaid == []
