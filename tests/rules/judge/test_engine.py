"""Both judges: what they refuse and what they tell; special decisions."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta

import pytest

from rules.errors import (
    FactTypeError,
    NoEditionInForceError,
    SpecialDecisionError,
    UnknownFactError,
)
from rules.judge import checker
from rules.judge.engine import evaluate
from rules.judge.verdict import Verdict
from rules.model import Evidence, Fact, Outcome
from tests.rules.judging import DAYS, ON, READ, judge


def test_one_who_meets_every_condition_passes(eligible):
    verdict = judge(eligible())

    assert verdict.passes
    assert verdict.blocking == ()


@pytest.mark.parametrize("on", DAYS)
def test_the_same_one_passes_under_every_edition(eligible, on):
    assert judge(eligible(), on=on).passes


def test_one_unmet_condition_is_enough_to_hold(eligible):
    verdict = judge(eligible(months_in_post_below=11))

    assert not verdict.passes
    assert [finding.condition for finding in verdict.blocking] == ["appointment.time-in-post"]


def test_one_unknown_fact_is_enough_to_hold(eligible):
    verdict = judge(eligible(office_bans=None))

    assert not verdict.passes
    assert verdict.missing == ("office_bans",)
    assert verdict.finding("appointment.no-ban").outcome is Outcome.UNKNOWN


def test_everything_that_is_wrong_is_told_at_once(eligible):
    verdict = judge(eligible(months_in_post_below=11, health_fit=False, business_roles=2))

    assert len(verdict.unmet) == 3


def test_nobody_about_whom_nothing_is_known_passes():
    verdict = judge({})

    assert not verdict.passes
    assert all(finding.outcome is Outcome.UNKNOWN for finding in verdict.findings)
    assert all(finding.missing for finding in verdict.findings)


@pytest.mark.parametrize("name", READ)
def test_no_fact_passes_by_being_left_out(eligible, name):
    """Either nothing in force reads it for this candidate, or its absence holds the candidate."""
    facts = eligible()
    facts.pop(name, None)

    verdict = judge(facts)

    assert verdict.passes or verdict.missing == (name,)


def test_finding_says_who_can_supply_what_is_missing(eligible):
    verdict = judge(eligible(title_degree_required=None))

    sentence = verdict.finding("appointment.title-degree").sentence
    assert "người đứng đầu bộ phận tổ chức cán bộ" in sentence["vi"]
    assert "the head of personnel" in sentence["en"]
    assert verdict.facts["title_degree_required"]["supplied_by"] == "head_of_hr"


def test_refusal_is_told_in_both_languages_with_its_figures(eligible):
    finding = judge(eligible(months_in_post_below=11)).finding("appointment.time-in-post")

    assert "11 tháng, cần đủ 12 tháng" in finding.sentence["vi"]
    assert finding.citation.text("vi") == (
        "khoản 3 Điều 29 Nghị định 170/2025/NĐ-CP, được sửa đổi bởi Điều 12 Nghị định"
        " 300/2026/NĐ-CP"
    )


def test_explanation_goes_down_to_the_fact_its_value_and_its_evidence(eligible):
    evidence = Evidence("post_held", "QĐ 12", date(2025, 11, 1), {"title": "Phó trưởng phòng"})
    facts = eligible()
    facts["months_in_post_below"] = Fact("months_in_post_below", 12, (evidence,))

    verdict = judge(facts)

    leaf = verdict.finding("appointment.time-in-post").explanation["requires"]
    assert leaf["operands"] == [
        {"fact": "months_in_post_below", "value": 12},
        {"figure": "minimum_months_in_post_below", "value": 12},
    ]
    assert verdict.facts["months_in_post_below"]["evidence"] == [evidence.as_dict()]
    assert verdict.figures["minimum_months_in_post_below"]["citation"]["article"] == "29"


def test_verdict_comes_back_from_its_json_byte_for_byte(eligible, decision):
    verdict = judge(
        eligible(months_in_post_below=11), special_decisions=[decision("appointment.time-in-post")]
    )

    written = json.dumps(verdict.as_dict(), ensure_ascii=False)
    again = Verdict.from_dict(json.loads(written))

    assert json.dumps(again.as_dict(), ensure_ascii=False) == written
    assert again.finding("appointment.time-in-post").lifted_by == decision(
        "appointment.time-in-post"
    )


def test_same_facts_in_another_order_give_the_same_bytes(eligible):
    facts = eligible(months_in_post_below=11)
    other = dict(reversed(facts.items()))

    assert json.dumps(judge(facts).as_dict()) == json.dumps(judge(other).as_dict())


def test_date_before_the_gate_began_is_an_error(eligible):
    with pytest.raises(NoEditionInForceError):
        judge(eligible(), on=date(2025, 6, 30))


def test_gate_that_does_not_exist_is_an_error(eligible):
    with pytest.raises(NoEditionInForceError):
        evaluate("promotion", on=ON, facts=eligible())


def test_verdict_without_a_condition_does_not_pass():
    empty = Verdict("appointment", ON, passes=True, findings=(), law_digest="0" * 64)

    assert checker.check(empty.as_dict()) == [
        "the verdict says passes = True, its findings say False"
    ]


# Facts that the engine would misread are refused before they come near it.


WRONG = [
    ("months_in_post_below", "12"),
    ("months_in_post_below", "abc"),
    ("months_in_post_below", True),
    ("months_in_post_below", 12.0),
    ("months_in_post_below", -1),
    ("months_in_post_below", 10**30),
    ("months_in_post_below", float("nan")),
    ("months_in_post_below", [12]),
    ("months_in_post_below", {"value": 12}),
    ("planned_for_post", 1),
    ("planned_for_post", "true"),
    ("planned_for_post", "x" * 100_000),
    ("source", "nowhere"),
    ("source", "on_site\x00"),
    ("source", '"}{"sid":"1"}'),
    ("source", 1),
    ("degree_level", "University"),
    ("degree_level", date(2026, 1, 1)),
    ("office_bans", datetime(2026, 1, 1)),  # noqa: DTZ001  A wrong value on purpose.
]


@pytest.mark.parametrize(("name", "value"), WRONG, ids=lambda value: repr(value)[:30])
def test_value_of_another_type_is_refused(eligible, name, value):
    facts = {**eligible(), name: Fact(name, value)}

    with pytest.raises(FactTypeError) as caught:
        judge(facts)

    assert caught.value.fact == name
    assert len(str(caught.value)) < 400


def test_fact_that_is_not_in_the_vocabulary_is_refused_and_the_nearest_named(eligible):
    facts = {**eligible(), "month_in_post_below": Fact("month_in_post_below", 12)}

    with pytest.raises(UnknownFactError, match="months_in_post_below"):
        judge(facts)


def test_fact_under_the_name_of_another_is_refused(eligible):
    with pytest.raises(FactTypeError):
        judge({**eligible(), "health_fit": Fact("planned_for_post", True)})


@pytest.mark.parametrize(
    "hostile",
    ["'; DROP TABLE dossier; --", "\x00", '{"$nex": 1}', "́" * 50_000, "\ud800", "Nguyễn\n" * 999],
    ids=["sql", "nul", "nested", "long", "surrogate", "lines"],
)
def test_hostile_text_in_evidence_and_decisions_changes_nothing(eligible, decision, hostile):
    facts = {
        name: Fact(name, fact.value, (Evidence(hostile, hostile, None, {hostile: hostile}),))
        for name, fact in eligible(months_in_post_below=11).items()
    }
    given = decision("appointment.time-in-post", document=hostile + "x", number=hostile + "x")

    assert judge(facts, special_decisions=[given]).passes
    assert not judge(facts).passes


# Special decisions.


def test_special_decision_lifts_its_own_condition_and_is_recorded(eligible, decision):
    given = decision("appointment.time-in-post")

    verdict = judge(eligible(months_in_post_below=3), special_decisions=[given])

    finding = verdict.finding("appointment.time-in-post")
    assert verdict.passes
    assert finding.lifted_by == given
    assert "số 15/QĐ-UBND ngày 23/11/2026" in finding.sentence["vi"]


@pytest.mark.parametrize(("days", "outcome"), [(-1, "met"), (0, "met"), (1, "unmet")])
def test_special_decision_counts_if_it_was_taken_by_the_day_of_the_gate(
    eligible, decision, on, days, outcome
):
    """The law asks that it precedes what it allows, not that it precedes the governing date."""
    run_on = on + timedelta(days=40)
    given = decision("appointment.time-in-post", decided_on=run_on + timedelta(days=days))

    verdict = judge(eligible(months_in_post_below=3), special_decisions=[given], decided_by=run_on)

    assert verdict.finding("appointment.time-in-post").outcome == outcome
    assert verdict.as_dict()["decided_by"] == run_on.isoformat()


def test_special_decision_after_the_governing_date_lifts_nothing_by_itself(eligible, decision, on):
    given = decision("appointment.time-in-post", decided_on=on + timedelta(days=1))

    verdict = judge(eligible(months_in_post_below=3), special_decisions=[given])

    assert verdict.finding("appointment.time-in-post").outcome == "unmet"
    assert verdict.as_dict()["decided_by"] == on.isoformat()


def test_special_decision_lifts_no_other_condition(eligible, decision):
    facts = eligible(months_in_post_below=3, health_fit=False)

    verdict = judge(facts, special_decisions=[decision("appointment.time-in-post")])

    assert [finding.condition for finding in verdict.blocking] == ["appointment.health-fit"]


def test_what_the_law_does_not_let_anyone_lift_stays_unmet(eligible, decision):
    facts = eligible(open_criminal_proceedings=1)

    verdict = judge(facts, special_decisions=[decision("appointment.no-criminal-proceeding")])

    assert not verdict.passes


def test_special_decision_leaves_a_met_condition_as_it_is(eligible, decision):
    verdict = judge(eligible(), special_decisions=[decision("appointment.time-in-post")])

    assert verdict.finding("appointment.time-in-post").lifted_by is None


@pytest.mark.parametrize(
    "changes",
    [{"number": " "}, {"document": ""}, {"authority": ""}, {"decided_on": None}],
    ids=["no number", "no document", "no authority", "no date"],
)
def test_special_decision_that_is_not_whole_is_refused(eligible, decision, changes):
    with pytest.raises(SpecialDecisionError):
        judge(eligible(), special_decisions=[decision("appointment.time-in-post", **changes)])


def test_special_decision_on_no_condition_is_refused(eligible, decision):
    with pytest.raises(SpecialDecisionError):
        judge(eligible(), special_decisions=[decision("appointment.time")])
