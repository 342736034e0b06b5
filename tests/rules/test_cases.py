"""Every case of the law, as its YAML file tells it."""

from functools import partial

import pytest

from rules.compute.ballot import Count, tally
from rules.compute.retirement import month_of_reaching_age, retirement_month
from rules.compute.service import Holding, months_in_post
from rules.errors import CountError, NoEditionInForceError, RuleError
from rules.facts import facts_from_json
from rules.judge.engine import evaluate
from rules.library import law
from rules.model import SpecialDecision
from tests.rules.computed import cases
from tests.rules.conftest import each_holds, every_case, read

KEYS = {"name", "as_of", "facts", "decisions", "expect", "because", "missing"}


def gate_of(condition, on):
    """The first gate that asks a condition on a day."""
    prefix = condition.partition(".")[0]
    asking = [gate for gate in law().gates.values() if prefix in gate.conditions]
    return next((gate.name for gate in asking if gate.in_force.covers(on)), asking[0].name)


@every_case("condition")
def test_condition_comes_to_what_its_case_says(path):
    content = read(path)
    each_holds(content["cases"], partial(comes_to, content["condition"]))


def comes_to(condition, case):
    decisions = [
        SpecialDecision(condition, number="15/QĐ-UBND", document="decision-15.pdf", **given)
        for given in case.get("decisions", [])
    ]

    verdict = evaluate(
        gate_of(condition, case["as_of"]),
        on=case["as_of"],
        facts=facts_from_json(case["facts"]),
        special_decisions=decisions,
    )

    assert case.keys() <= KEYS
    if case["expect"] == "not in force":
        assert condition not in verdict.conditions
        return
    finding = verdict.finding(condition)
    assert finding.outcome == case["expect"]
    for language, words in case.get("because", {}).items():
        assert words in finding.sentence[language]
    assert case.get("missing", list(finding.missing)) == list(finding.missing)
    assert finding.outcome.passes or not verdict.passes


def count_of(given):
    votes = sum(given["votes"].values()) + given["blank_or_spoiled"]
    usual = {
        "prepared": given["invited"],
        "distributed": given["present"],
        "returned": votes,
    }
    return Count(**{**usual, **given})


@every_case("ballots")
def test_ballot_comes_to_what_its_case_says(path):
    content = read(path)
    each_holds(content["cases"], partial(ballot_comes_to, content["rule"]))


def ballot_comes_to(rule, case):
    count = count_of(case["count"])
    if "expect" not in case:
        with pytest.raises(RuleError) as caught:
            tally(rule, count, on=case["as_of"], carried=case.get("carried"))
        if "problems" in case:
            assert isinstance(caught.value, CountError)
            assert [problem.code for problem in caught.value.problems] == case["problems"]
        else:
            assert caught.value.code == case["error"]
        return

    told = tally(rule, count, on=case["as_of"], carried=case.get("carried")).as_dict()

    expected = dict(case["expect"])
    if "quorum" in expected:
        assert told["quorum"]["holds"] is expected.pop("quorum")
    assert {name: told[name] for name in expected} == expected


def test_gate_asks_on_the_days_that_its_case_says():
    each_holds(cases("gates"), gate_asks)


def gate_asks(case):
    gate, on = case["gate"], case["as_of"]
    if case["expect"] == "closed":
        with pytest.raises(NoEditionInForceError):
            evaluate(gate, on=on, facts={})
        return

    asked = evaluate(gate, on=on, facts={}).conditions
    assert asked
    if case["expect"] != "asks":
        assert sorted({each.partition(".")[0] for each in asked}) == case["expect"]


def test_retirement_comes_when_its_case_says():
    each_holds(cases("retirement"), retires)


def retires(case):
    born, sex = case["born"], case["sex"]
    at_sixty = case.get("at_sixty", False)

    reached = month_of_reaching_age(born, sex, reckoned_at_sixty=at_sixty)
    month = retirement_month(born, sex, reckoned_at_sixty=at_sixty)

    assert str(reached) == case["reached"]
    assert str(month) == case["retires"]


def test_time_in_post_is_reckoned_as_its_case_says():
    each_holds(cases("service"), time_in_post)


def time_in_post(case):
    holdings = [
        Holding(start, until, standing, kind, discipline, ref=str(index))
        for index, (start, until, standing, kind, discipline) in enumerate(case["holdings"])
    ]

    service = months_in_post(holdings, on=case["as_of"])

    assert {"months": service.months, "days": service.days} == case["expect"]
    assert [reason for _, reason in service.left_out] == case.get("left_out", [])
