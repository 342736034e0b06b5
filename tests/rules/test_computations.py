"""What the law has computed: every case as its YAML file tells it, and what holds of all."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from rules.compute import ballot, council
from rules.errors import CountError
from rules.library import FOLDER, law

ON = date(2026, 11, 23)


def cases(name):
    content = YAML(typ="safe").load(
        (FOLDER / "cases" / "compute" / f"{name}.yaml").read_text(encoding="utf-8")
    )
    return content["cases"]


def each(name):
    """Ask a test for every case of a file."""
    found = cases(name)
    return pytest.mark.parametrize("case", found, ids=[case["name"] for case in found])


def told(answer, expected):
    """The part of an answer that a case speaks of, as plain values."""
    record = answer.as_dict()
    return {name: record[name] for name in expected}


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
