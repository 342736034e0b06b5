"""The second judge on explanations that somebody tampered with, or that are broken."""

from __future__ import annotations

import ast
import copy
import json
from pathlib import Path
from typing import Any

import pytest

import rules.judge.checker
from rules.judge.checker import check
from rules.judge.engine import evaluate


@pytest.fixture
def record(eligible, on, decision) -> dict[str, Any]:
    """A verdict with a met, an unmet, an unknown, a lifted and a not applicable finding."""
    facts = eligible(
        months_in_post_below=3,
        health_fit=False,
        office_bans=None,
        appointment_relation="higher",
        asset_declaration_days_before_planned_date=3,
    )
    given = [decision("appointment.time-in-post")]
    verdict = evaluate("appointment", on=on, facts=facts, special_decisions=given)
    return copy.deepcopy(json.loads(json.dumps(verdict.as_dict())))


def finding(record: dict[str, Any], condition: str) -> dict[str, Any]:
    return next(each for each in record["findings"] if each["condition"] == condition)


def test_sound_record_has_no_problems(record):
    assert check(record) == []
    assert check(record, [each["condition"] for each in record["findings"]]) == []


def test_it_knows_nothing_of_the_engine():
    tree = ast.parse(Path(rules.judge.checker.__file__).read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module]
            if isinstance(node, ast.ImportFrom)
            else [each.name for each in node.names]
        )
    }

    assert imported <= {"__future__", "re", "collections", "datetime", "typing"}


def lift(record):
    return finding(record, "appointment.time-in-post")["explanation"]["lift"]


def requires(record, condition):
    return finding(record, condition)["explanation"]["requires"]


def nearest(record):
    return finding(record, "appointment.asset-declaration-in-time")["nearest"]


def change(record):
    return nearest(record)["changes"][0]


TAMPERED = {
    "the verdict alone is turned": lambda r: r.update(passes=True),
    "an unmet finding is called met": lambda r: finding(r, "appointment.health-fit").update(
        outcome="met"
    ),
    "an unknown finding is called met": lambda r: finding(r, "appointment.no-ban").update(
        outcome="met", missing=[]
    ),
    "an unmet finding is called not applicable": lambda r: finding(
        r, "appointment.health-fit"
    ).update(outcome="not_applicable"),
    "an outcome nobody knows": lambda r: finding(r, "appointment.health-fit").update(outcome="ok"),
    "a comparison is called true": lambda r: requires(r, "appointment.health-fit").update(
        value="true"
    ),
    "the value in a comparison is changed": lambda r: requires(r, "appointment.health-fit")[
        "operands"
    ][0].update(value=True),
    "the fact is changed and not the comparison": lambda r: r["facts"]["health_fit"].update(
        value=True
    ),
    "the fact is given as a text": lambda r: r["facts"]["business_roles"].update(value="0"),
    "a number is given as a boolean": lambda r: (
        r["facts"]["business_roles"].update(value=False),
        requires(r, "appointment.no-business-role")["operands"][0].update(value=False),
    ),
    "the operator is turned": lambda r: requires(r, "appointment.health-fit").update(compare="!="),
    "an operator nobody knows": lambda r: requires(r, "appointment.health-fit").update(
        compare="like"
    ),
    "the figure is lowered in the comparison": lambda r: requires(r, "appointment.time-in-post")[
        "operands"
    ][1].update(value=3),
    "the figure is lowered in the record": lambda r: r["figures"][
        "minimum_months_in_post_below"
    ].update(value=3),
    "the figure is of a later time": lambda r: r["figures"]["minimum_months_in_post_below"].update(
        {"from": "2027-01-01"}
    ),
    "the order of the levels is turned": lambda r: requires(r, "appointment.title-degree")[
        "order"
    ].reverse(),
    "a finding is taken out": lambda r: r["findings"].pop(),
    "a finding is there twice": lambda r: r["findings"].append(r["findings"][0]),
    "two findings change places": lambda r: r["findings"].reverse(),
    "all findings are taken out": lambda r: r.update(findings=[], passes=True),
    "an explanation is taken out": lambda r: finding(r, "appointment.health-fit").update(
        explanation={}
    ),
    "a requirement is taken out": lambda r: finding(r, "appointment.health-fit")[
        "explanation"
    ].update(requires=None),
    "a fact is taken out": lambda r: r["facts"].pop("health_fit"),
    "the citation is taken out": lambda r: finding(r, "appointment.health-fit").update(citation={}),
    "the edition is of a later time": lambda r: finding(r, "appointment.health-fit").update(
        edition_from="2027-01-01"
    ),
    "the special decision is taken out": lambda r: lift(r).update(decision=None),
    "the special decision is of someone else": lambda r: lift(r)["decision"].update(
        authority="leader"
    ),
    "the special decision is of a later day": lambda r: lift(r)["decision"].update(
        decided_on="2026-11-24"
    ),
    "the day by which it was taken is put off in vain": lambda r: r.update(decided_by="tomorrow"),
    "the special decision comes after the day of the gate": lambda r: r.update(
        decided_by="2026-11-22"
    ),
    "the special decision is on another condition": lambda r: lift(r)["decision"].update(
        condition="appointment.no-ban"
    ),
    "the special decision has no number": lambda r: lift(r)["decision"].update(number=" "),
    "who decided is not recorded": lambda r: finding(r, "appointment.time-in-post").update(
        lifted_by=None
    ),
    "nothing is asked for": lambda r: finding(r, "appointment.no-ban").update(missing=[]),
    "something known is asked for": lambda r: finding(r, "appointment.no-ban").update(
        missing=["health_fit"]
    ),
    "a part is added": lambda r: r.update(override=True),
    "the format is another": lambda r: r.update(format=4),
    "the format is the former one": lambda r: r.update(format=1),
    "the format is true": lambda r: r.update(format=True),
    "the nearest change is taken out": lambda r: finding(r, "appointment.health-fit").update(
        nearest=None
    ),
    "a met finding has a nearest change": lambda r: finding(
        r, "appointment.no-business-role"
    ).update(nearest=finding(r, "appointment.health-fit")["nearest"]),
    "the nearest change does not meet the condition": lambda r: change(r).update(value=4),
    "the nearest change goes too far": lambda r: change(r).update(value=13),
    "the nearest change is of another type": lambda r: change(r).update(value="12"),
    "the nearest change changes nothing": lambda r: change(r).update(value=3),
    "the nearest change is to what is not known": lambda r: change(r).update(value=None),
    "the nearest change changes more than it needs": lambda r: nearest(r)["changes"].append(
        {"fact": "health_fit", "value": True}
    ),
    "the nearest change changes a fact that nothing reads": lambda r: change(r).update(
        fact="planned_for_post", value=False
    ),
    "an authority is said to lift what it cannot": lambda r: finding(r, "appointment.health-fit")[
        "nearest"
    ].update(decision_by=["leader"]),
    "the sentence of the nearest change is taken out": lambda r: nearest(r).update(
        sentence={"vi": "", "en": ""}
    ),
    "the date is taken out": lambda r: r.update(on=None),
}


@pytest.mark.parametrize("tamper", TAMPERED.values(), ids=TAMPERED.keys())
def test_tampered_record_is_found_out(record, tamper):
    conditions = [each["condition"] for each in record["findings"]]
    assert check(record, conditions) == []

    tamper(record)

    assert check(record, conditions)


@pytest.mark.parametrize(
    "record",
    [None, [], "verdict", {}, {"format": 1}, {"findings": None}],
    ids=repr,
)
def test_what_is_no_record_is_a_problem_and_no_exception(record):
    assert check(record)


def test_every_single_word_of_an_explanation_matters(record):
    """Take anything out of any requirement: it is found out, and not read as something else."""
    conditions = [each["condition"] for each in record["findings"]]
    for number, found in enumerate(record["findings"]):
        for path in paths(found["explanation"]["requires"]):
            broken = copy.deepcopy(record)
            part = broken["findings"][number]["explanation"]["requires"]
            for step in path[:-1]:
                part = part[step]
            del part[path[-1]]

            assert check(broken, conditions), (found["condition"], path)


def paths(part: Any, before: tuple[Any, ...] = ()):
    items = part.items() if isinstance(part, dict) else enumerate(part)
    for key, value in items:
        here = (*before, key)
        if isinstance(value, dict | list):
            yield from paths(value, here)
        elif "order" not in here:
            yield here
