"""Each check is seen to fire: a small law is broken in one place, and that place is named."""

from __future__ import annotations

import sys

import pytest

from rules.editing import check, possible
from rules.editing.problems import WORDS
from rules.errors import LawFileError
from rules.judge import ruleset
from tests.rules.editing.broken import (
    BROKEN,
    BROKEN_WITH_OTHERS,
    CONDITIONS,
    FACTS,
    GATES,
    SERVED,
    put,
    rename,
)


def found(root):
    return check.check(root / "law", root / "house")


def line_of(root, file, text):
    written = (root / file).read_text(encoding="utf-8")
    assert text in written
    return written[: written.index(text)].count("\n") + 1


@pytest.fixture
def root(folder, house):
    return folder.parent


def test_the_small_law_has_no_problem(root):
    assert found(root) == ()


@pytest.mark.parametrize(
    ("code", "edit", "file", "text"),
    BROKEN,
    ids=[f"{each[0]} {n}" for n, each in enumerate(BROKEN)],
)
def test_what_is_broken_is_named_by_code_file_and_line(root, code, edit, file, text):
    edit(root)

    problems = found(root)

    assert [(each.code, each.place) for each in problems] == [
        (code, f"{file}:{line_of(root, file, text)}")
    ], "\n".join(map(str, problems))
    for lang in ("vi", "en"):
        assert "{" not in problems[0].text(lang) or "{months}" in problems[0].text(lang)


@pytest.mark.parametrize(
    ("code", "edit", "text"), BROKEN_WITH_OTHERS, ids=[each[0] for each in BROKEN_WITH_OTHERS]
)
def test_what_cannot_be_broken_alone_is_named_among_others(root, code, edit, text):
    edit(root)

    places = {each.code: each.place for each in found(root)}

    assert places.get(code) == f"{CONDITIONS}:{line_of(root, CONDITIONS, text)}", places


def test_a_number_that_can_lie_below_zero_says_how_a_sentence_tells_it(root):
    put(FACTS, "[0, 10]\n  label: {vi: Số vi phạm", "[-1, 10]\n  label: {vi: Số vi phạm")(root)

    places = {each.code: each.place for each in found(root)}

    assert places["below-zero-untold"] == f"{FACTS}:{line_of(root, FACTS, 'breaches:')}"


def test_a_gate_with_more_than_the_engine_can_chain_is_named(root, monkeypatch):
    monkeypatch.setattr(check, "MOST_COMPARISONS", 5)

    assert [(each.code, each.place) for each in found(root)] == [("gate-too-large", f"{GATES}:1")]


def test_an_expression_too_involved_for_the_engine_is_named(root, monkeypatch):
    monkeypatch.setattr(ruleset, "MOST_CASES", 4)
    involved = "requires: breaches = 0 or waived\n"

    assert [(each.code, each.place) for each in found(root)] == [
        ("too-many-ways", f"{CONDITIONS}:{line_of(root, CONDITIONS, involved)}")
    ]


def test_comparisons_that_differ_are_counted_apart(root):
    """Ways that only look alike were once taken for one, and the engine refused them later."""
    lifted = "requires: months_served >= least_months\n  lifted_by:\n"
    pairs = zip(("=", "<", ">", "<=", ">="), ("= 0", "= 1", "> 0", "> 1", "< 1"), strict=True)
    ways = " or ".join(
        f"(months_served {sign} least_months and months_served {line})" for sign, line in pairs
    )
    put(CONDITIONS, lifted, f"requires: {ways}\n  lifted_by:\n")(root)

    assert "too-many-ways" in {each.code for each in found(root)}


def test_what_nobody_can_decide_is_named(root, monkeypatch):
    monkeypatch.setattr(possible, "MOST", 8)
    assert found(root) == ()  # there is a solver

    monkeypatch.setitem(sys.modules, "rules.editing.solver", None)
    monkeypatch.delattr("rules.editing.solver")
    codes = [each.code for each in found(root)]

    assert set(codes) == {"undecided"}


def test_a_time_of_a_course_that_does_not_say_since_when_is_named(root):
    rename("entry.time-served", "entry-course.time-served")(root)
    assert "since-untold" in {each.code for each in found(root)}


def test_how_long_an_act_of_a_course_took_is_of_the_past(root):
    rename("entry.time-served", "entry-course.time-served")(root)
    rename("unit: month", "unit: day")(root)

    assert "history-not-fixed" in {each.code for each in found(root)}


def test_every_code_is_shown_to_fire():
    patched = {"below-zero-untold", "gate-too-large", "since-untold", "too-many-ways", "undecided"}

    assert {each[0] for each in (*BROKEN, *BROKEN_WITH_OTHERS)} | patched == set(WORDS)


def test_what_only_follows_from_what_cannot_be_read_is_not_told(root):
    for edit in (
        put(FACTS, "unit: count", "unit: count: 1"),
        put(CONDITIONS, 'article: "3"', 'article: ""'),
        put(CONDITIONS, "until: 2025-01-01", "until: 2023-01-01"),
        put(SERVED, "expect: unknown", "expect: maybe"),
    ):
        edit(root)

    assert [each.code for each in found(root)] == ["case-file", *["law-file"] * 3]


def test_a_folder_without_law_is_refused(tmp_path):
    with pytest.raises(LawFileError):
        check.check(tmp_path)
