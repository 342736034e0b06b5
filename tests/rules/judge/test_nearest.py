"""The nearest facts that would meet what is not met: found, told, and judged again as a whole."""

from __future__ import annotations

import dataclasses
import json
import random
from datetime import date, timedelta

import pytest

from rules.definitions import FactDefinition
from rules.errors import EngineError
from rules.expression import parse
from rules.facts import facts_from_json
from rules.judge import nearest
from rules.judge.engine import evaluate
from rules.judge.verdict import Verdict
from rules.library import law
from rules.model import Month, Outcome
from tests.rules.conftest import ELIGIBLE
from tests.rules.fact_sets import drawn, facts_read, gates_asked

LAW = law()
ON = date(2026, 11, 23)


def found(facts, condition, **options):
    verdict = evaluate("appointment", on=ON, facts=facts, **options)
    return verdict.finding(f"appointment.{condition}").nearest


def test_a_month_short_of_the_time_in_post_needs_one_month(eligible):
    told = found(eligible(months_in_post_below=11), "time-in-post")

    assert told.changes == (("months_in_post_below", 12),)
    assert told.decision_by == ("appointing_authority",)
    assert told.sentence["vi"] == (
        "Để đạt: Số tháng giữ chức vụ thấp hơn liền kề hoặc tương đương: 12 thay vì 11 (thêm 1"
        " tháng). Hoặc có quyết định theo trường hợp đặc biệt của cấp có thẩm quyền bổ nhiệm."
    )
    assert told.sentence["en"] == (
        "To meet it: Months in the post immediately below or equivalent: 12 instead of 11 (1 month"
        " more). Or a special decision of the appointing authority."
    )


@pytest.mark.parametrize(
    ("changes", "condition", "wanted"),
    [
        ({"health_fit": False}, "health-fit", {}),  # A doctor found it.
        ({"business_roles": 3}, "no-business-role", {"business_roles": 0}),
        ({"degree_level": "college"}, "title-degree", {"degree_level": "university"}),
        (
            {"planned_for_post": False},
            "planning-on-site",
            {"planned_for_post": True},
        ),
        ({"health_certificate_age_months": 9}, "health-certificate", None),
        (
            {"months_to_retirement_at_appointment": 50},
            "age-full-term",
            {},  # Nobody changes an age.
        ),
        (
            {"relevant_experience_months": 30},
            "title-experience",
            {"relevant_experience_months": 36},
        ),
        (
            {"ratings_good_recent_years": 2},
            "good-ratings",
            {},  # Nor a rating of the past.
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_belongs_to_the_person_moves_to_the_line(eligible, changes, condition, wanted):
    """Not what the post asks for, where either would do."""
    told = found(eligible(**changes), condition)
    if wanted is None:
        months = LAW.figure("health_certificate_months", ON).value
        wanted = {"health_certificate_age_months": months}

    assert dict(told.changes) == wanted


def test_what_rests_on_a_rating_of_the_past_is_not_told_how_to_be_met(eligible):
    facts = eligible(
        last_exit_kind="relieved",
        target_against_post_left="equal",
        months_in_new_position=3,
        rating_after_exit=None,
    )
    exits = [name for name in LAW.facts["last_exit_kind"].values if name != "none"]

    told = found({**facts, **eligible(last_exit_kind=exits[0])}, "wait-after-relief")

    if told is None:
        pytest.fail(f"the condition is not asked after {exits[0]}")
    assert not told.changes
    assert "Để đạt" not in told.sentence["vi"]


def test_what_is_met_unknown_or_not_applicable_has_none(eligible):
    verdict = evaluate("appointment", on=ON, facts=eligible(office_bans=None, health_fit=False))

    for finding in verdict.findings:
        assert (finding.nearest is not None) is (finding.outcome is Outcome.UNMET)


def test_nobody_is_named_where_a_special_decision_was_taken_in_vain(eligible, decision):
    facts = eligible(months_to_retirement_at_appointment=40)
    given = [decision("appointment.age-full-term")]

    without = found(facts, "age-full-term")
    refused = found(facts, "age-full-term", special_decisions=given)

    assert without.decision_by == ()
    assert refused.decision_by == ()
    assert found(eligible(months_to_retirement_at_appointment=50), "age-full-term").decision_by


def test_a_lift_of_which_it_is_not_known_whether_it_applies_is_told_with_its_limit(eligible):
    """`only_if` reads the same facts as the requirement here, so it is known whenever that is."""
    lift = dataclasses.replace(
        next(c.lift for c in LAW.conditions_in_force("appointment", ON) if c.lift),
        only_if=parse("health_fit", {n: d.typed for n, d in LAW.facts.items()}, {}),
    )
    conditions = tuple(
        dataclasses.replace(each, lift=lift) if each.id == "appointment.no-ban" else each
        for each in LAW.conditions
    )
    own = dataclasses.replace(LAW, conditions=conditions, _in_force={})

    told = found(eligible(office_bans=1, health_fit=None), "no-ban", law=own)

    assert "nếu đủ điều kiện áp dụng" in told.sentence["vi"]
    assert "if its own conditions hold" in told.sentence["en"]


@pytest.mark.parametrize("on", [date(2025, 7, 1), date(2026, 1, 3), ON])
def test_with_the_changes_made_the_whole_engine_finds_it_met(on):
    """Over the whole law: every gate, candidates near the line, one finding at a time."""
    chance = random.Random(on.toordinal())  # noqa: S311  A fixed seed, and no secret.
    tried = 0
    for gate, conditions in gates_asked(LAW, on).items():
        names = facts_read(conditions)
        for _ in range(6):
            facts = facts_from_json({name: drawn(LAW.facts[name], chance) for name in names})
            unmet = evaluate(gate, on=on, facts=facts).unmet
            for finding in chance.sample(unmet, min(4, len(unmet))):
                changes = dict(finding.nearest.changes)
                if not changes:
                    condition = next(c for c in conditions if c.id == finding.condition)
                    assert any(LAW.facts[name].fixed for name in condition.reads("fact"))
                    continue

                again = evaluate(gate, on=on, facts={**facts, **facts_from_json(changes)})

                assert again.finding(finding.condition).outcome is Outcome.MET
                tried += 1

    assert tried >= 10


def test_no_other_single_value_is_nearer():
    """Every value of every fact, for conditions of one whole number: the line is the nearest."""
    for months in range(12):
        facts = facts_from_json({**ELIGIBLE, "months_in_post_below": months})
        met = [
            other
            for other in range(25)
            if evaluate(
                "appointment",
                on=ON,
                facts=facts_from_json({**ELIGIBLE, "months_in_post_below": other}),
            ).passes
        ]

        assert dict(found(facts, "time-in-post").changes)["months_in_post_below"] == min(
            met, key=lambda other: abs(other - months)
        )


def made(expression: str, *definitions: FactDefinition):
    types = {definition.name: definition.typed for definition in definitions}
    edition = dataclasses.replace(
        LAW.conditions[0], applies=None, requires=parse(expression, types, {}), lift=None
    )
    return nearest.Search(edition, {each.name: each for each in definitions}, {})


def fact(name, kind, **changes) -> FactDefinition:
    whole = {"bounds": None, "unit": "", "source": "registry", "values": {}, "ordered": False}
    whole["fixed"] = False
    return dataclasses.replace(
        LAW.facts["health_fit"], name=name, type=kind, **{**whole, **changes}
    )


CODES = {"a": {}, "b": {}, "c": {}}


@pytest.mark.parametrize(
    ("expression", "facts", "now", "wanted"),
    [
        (
            'd >= @"2026-08-01"',
            [fact("d", "date")],
            {"d": date(2026, 7, 30)},
            {"d": date(2026, 8, 1)},
        ),
        ('m < @"2026-08"', [fact("m", "month")], {"m": Month(2026, 9)}, {"m": Month(2026, 7)}),
        (
            "d < e",
            [fact("d", "date"), fact("e", "date")],
            {"d": date(2026, 7, 30), "e": date(2026, 7, 1)},
            {"d": date(2026, 6, 30)},
        ),
        (
            '"a" in s and "b" in s',
            [fact("s", "codes", values=CODES)],
            {"s": frozenset("c")},
            {"s": frozenset("abc")},
        ),
        (
            'k in ("b", "c")',
            [fact("k", "enum", values=CODES)],
            {"k": "a"},
            {"k": "b"},
        ),
        (
            'k >= "b"',
            [fact("k", "enum", values=CODES, ordered=True)],
            {"k": "a"},
            {"k": "b"},
        ),
        (
            "n >= 1 and b or n = 0 and not (b)",
            [fact("n", "integer", bounds=(0, 9)), fact("b", "boolean")],
            {"n": 5, "b": False},
            {"b": True},
        ),
        (
            "x < y and y < z",
            [fact(n, "integer", bounds=(0, 9)) for n in "xyz"],
            {"x": 5, "y": 5, "z": 5},
            {"x": 4, "z": 6},
        ),
        ("n >= 1", [fact("n", "integer", bounds=(0, 9))], {"n": 0}, {"n": 1}),
        ("n < 0", [fact("n", "integer", bounds=(0, 9))], {"n": 5}, {}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_type_moves_to_the_nearest_admitted_value(expression, facts, now, wanted):
    assert dict(made(expression, *facts).nearest(now.get)) == wanted


def test_the_search_gives_up_before_it_takes_long(monkeypatch):
    monkeypatch.setattr(nearest, "MOST_TRIED", 2)
    facts = [fact(n, "integer", bounds=(0, 9)) for n in "xyz"]

    assert made("x < y and y < z", *facts).nearest({"x": 5, "y": 5, "z": 5}.get) == ()


def test_a_change_that_does_not_meet_is_found_by_the_second_judge(eligible, monkeypatch):
    monkeypatch.setattr(nearest.Search, "_search", lambda *_: (("months_in_post_below", 10),))
    own = dataclasses.replace(LAW, _in_force={})

    with pytest.raises(EngineError, match="two judges differ"):
        evaluate("appointment", on=ON, facts=eligible(months_in_post_below=9), law=own)


def test_the_former_format_comes_back_as_it_was(eligible):
    """It has no nearest change, and neither has what is read from it."""
    verdict = evaluate("appointment", on=ON, facts=eligible(health_fit=False))
    former = json.dumps(dataclasses.replace(verdict, written=1).as_dict())

    assert "nearest" not in former
    assert json.dumps(Verdict.from_dict(json.loads(former)).as_dict()) == former
    assert Verdict.from_dict(verdict.as_dict()) == verdict


def test_same_facts_give_the_same_change_whatever_was_asked_before(eligible):
    days = [ON + timedelta(days=n) for n in range(3)]
    said = {
        json.dumps(
            evaluate("appointment", on=on, facts=eligible(months_in_post_below=7))
            .finding("appointment.time-in-post")
            .nearest.as_dict()
        )
        for on in days
    }

    assert len(said) == 1
