"""Councils, ballots and marks: every case as its YAML file tells it, and what holds of all."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rules.compute import (
    ballot,
    council,
    scores,
)
from rules.errors import CountError, RuleError, ScoreError
from rules.library import law
from tests.rules.computed import ON, cases_by_function, each, exact, names_of, told

# Councils and ballots


@each("council")
def test_council_decides_as_its_case_says(case):
    vote = council.CouncilVote(**case["vote"])
    if "problems" in case:
        with pytest.raises(CountError) as caught:
            council.decide(vote, quorum=case.get("quorum"))
        assert [problem.code for problem in caught.value.problems] == case["problems"]
        assert all(problem.vi and problem.en for problem in caught.value.problems)
        return

    decision = council.decide(vote, quorum=case.get("quorum"))

    assert told(decision, case["expect"]) == case["expect"]


def count_of(members, agree):
    votes = {"agree": agree, "disagree": members - agree}
    return ballot.Count(members, 0, members, members, members, members, 0, votes)


@each("two-bodies")
def test_two_bodies_are_counted_apart_and_shown_both(case):
    both = ballot.of_two_bodies(
        "dismissal.voting-body",
        count_of(*case["leadership"]),
        count_of(*case["committee"]),
        on=case["as_of"],
    )

    assert both.outcome == case["expect"]["outcome"]
    assert [both.leadership.outcome, both.committee.outcome] == case["expect"]["each"]
    assert both.as_dict()["committee"]["denominator"] == case["committee"][0]


RULES = sorted({(rule.id, rule.in_force.start) for rule in law().ballots})


@given(st.sampled_from(RULES), st.integers(1, 90), st.integers(0, 90), st.data())
def test_no_ballot_selects_or_approves_under_its_line(rule, present, absent, data):
    """Whatever the rule: who is selected or approved has a share that the rule asks for."""
    rule = law().ballot(*rule)
    names = rule.answers or ("a", "b", "c")
    votes, left = {}, present
    for name in names:
        votes[name] = data.draw(st.integers(0, left))
        left -= votes[name]
    invited = present + absent
    count = ballot.Count(invited, 0, present, invited, present, present, left, votes)
    try:
        found = ballot.tally(rule.id, count, on=rule.in_force.start)
    except CountError as error:
        assume([problem.code for problem in error.problems] != ["no-quorum"])
        raise

    figures = [law().figure(name, rule.in_force.start) for name in rule.figures]
    lowest = min((Fraction(figure.value, figure.over) for figure in figures), default=Fraction())
    for name in found.selected:
        assert votes[name] >= lowest * found.denominator
    if found.outcome == "approved":
        assert 2 * votes["agree"] >= found.denominator
    if found.outcome == "dismissal":
        assert 3 * votes["low"] > 2 * found.denominator
    assert (found.by == "") == (found.outcome in ("nobody", "opinion", rule.otherwise))


@given(st.integers(0, 9), st.integers(0, 9), st.sampled_from(["agree", "disagree"]))
def test_a_council_is_undecided_only_without_its_chair(agree, disagree, chair):
    votes = {"agree": agree, "disagree": disagree}
    assume(votes[chair])

    decision = council.decide(council.CouncilVote(members=20, **votes, chair=chair))

    assert decision.outcome in ("carried", "rejected")
    assert (decision.by == "chair") == (agree == disagree)


# Marks


SCORES = cases_by_function("scores")


@pytest.mark.parametrize(("function", "case"), SCORES, ids=names_of(SCORES))
def test_marks_come_to_what_their_case_says(function, case):
    given = {name: exact(value) for name, value in case["given"].items()}
    compute = getattr(scores, function)
    on = case.get("as_of", ON)
    if "error" in case:
        with pytest.raises(RuleError) as caught:
            compute(**given, on=on)
        assert caught.value.code == case["error"]
        return

    record = compute(**given, on=on).as_dict()

    if "result" in record:
        result = record["result"] or {"value": None, "otherwise": None}
        record |= {"result": result["value"], "otherwise": result["otherwise"]}
    record.setdefault("otherwise", None)
    assert {name: record[name] for name in case["expect"]} == case["expect"]


MARKS = st.decimals(0, 100, places=2)


@pytest.mark.parametrize("mark", [71.0, True, Decimal("NaN"), "71", None])
def test_a_mark_that_is_not_exact_is_refused(mark):
    with pytest.raises(ScoreError):
        scores.two_markers(mark, 70, on=ON)


@given(MARKS, MARKS)
def test_the_order_of_two_markers_makes_no_difference(one, two):
    assert scores.two_markers(one, two, on=ON) == scores.two_markers(two, one, on=ON)


@given(MARKS, MARKS)
def test_a_mean_lies_between_its_marks_and_both_roundings_a_hundredth_apart(one, two):
    marking = scores.two_markers(one, two, on=ON)
    assume(marking.result)

    assert min(one, two) <= marking.result.value <= max(one, two)
    if marking.result.otherwise is not None:
        assert abs(marking.result.value - marking.result.otherwise) == Decimal("0.01")
        assert (marking.result.exact * 1000) % 10 == 5


@given(MARKS, MARKS)
def test_no_strong_paper_makes_up_for_one_under_half(written, interview):
    found = scores.combined(written, interview, on=ON)

    assert found.eligible == (written >= 50 and interview >= 50)
    assert Fraction(7 * written + 3 * interview) / 10 == found.result.exact


@given(st.integers(0, 120), st.sampled_from(["none", "reprimand", "warning"]))
def test_a_breach_never_helps(right, breach):
    clean = scores.passes_part(right, 120, on=ON)
    marked = scores.passes_part(right, 120, on=ON, breach=breach)

    assert marked.counted <= clean.counted
    assert clean.passes or not marked.passes


def test_round_one_is_passed_part_by_part():
    """Worked example 4.9: a strong general part does not carry a weak language."""
    found = scores.passes_parts(
        {"general": (45, 60), "english": (14, 30)}, regime="public-employee", on=date(2026, 3, 2)
    )

    assert {name: part.passes for name, part in found.items()} == {
        "general": True,
        "english": False,
    }
