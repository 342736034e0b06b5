"""What `evaluate` answers has the form that is published, for every gate and every refusal."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from rules.judge.engine import evaluate
from rules.library import FOLDER, law
from rules.model import Fact, SpecialDecision
from tests import commands
from tests.rules.drawing import days_of, drawn

SCHEMA = json.loads((FOLDER.parent / "judge" / "verdict.schema.json").read_text(encoding="utf-8"))
VALID = Draft202012Validator(SCHEMA)
ON = date(2026, 11, 23)


def judged(gate, day, seed):
    facts, decided = drawn(gate, day, seed)
    by = {each.id: each.lift for each in law().conditions_in_force(gate, day) if each.lift}
    decisions = [
        SpecialDecision(name, by[name].authorities[0], "1/QĐ", day, "decision.pdf")
        for name in decided
    ]
    known = {name: Fact(name, value) for name, value in facts.items()}
    return evaluate(gate, on=day, facts=known, special_decisions=decisions).as_dict()


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("gate", sorted(law().gates))
def test_every_verdict_of_a_gate_has_the_published_form(gate):
    for day in {min(days_of(gate)), max(days_of(gate))}:
        for seed in range(2):
            VALID.validate(json.loads(json.dumps(judged(gate, day, seed))))


@pytest.mark.parametrize("gate", sorted(law().gates))
def test_the_command_answers_for_every_subject(gate, tmp_path):
    path = tmp_path / "facts.json"
    path.write_text("{}", encoding="utf-8")

    told = _answer(gate, path, max(days_of(gate)).isoformat())

    VALID.validate(told)
    assert told["gate"] == gate
    assert told["passes"] is False


@pytest.mark.parametrize(
    ("gate", "facts", "day"),
    [
        ("promotion", "{}", "2026-11-23"),
        ("appointment", "{", "2026-11-23"),
        ("appointment", '{"salary": 1}', "2026-11-23"),
        ("appointment", '{"office_bans": "none"}', "2026-11-23"),
        ("appointment", "{}", "23/11/2026"),
        ("appointment", "{}", "2020-01-01"),
    ],
)
def test_a_refusal_has_the_published_form(gate, facts, day, tmp_path):
    path = tmp_path / "facts.json"
    path.write_text(facts, encoding="utf-8")

    told = _answer(gate, path, day)

    VALID.validate(told)
    assert told["error"]["message"]


def _answer(gate, path, day):
    given = ("--facts", path, "--as-of", day, "--json")
    _status, out, _err = commands.run("evaluate", gate, *given)
    return json.loads(out)


def _without_missing(verdict):
    finding = next(each for each in verdict["findings"] if each["outcome"] == "unknown")
    finding["missing"] = []


def _passed(verdict):
    verdict["passes"] = True


def _no_findings(verdict):
    verdict["findings"] = []


def _another_outcome(verdict):
    verdict["findings"][0]["outcome"] = "waived"


def _a_field_more(verdict):
    verdict["findings"][0]["overridden"] = True


def _of_another_format(verdict):
    verdict["format"] = 4


@pytest.mark.parametrize(
    "change",
    [
        _without_missing,
        _passed,
        _no_findings,
        _another_outcome,
        _a_field_more,
        _of_another_format,
    ],
)
def test_what_is_not_a_verdict_is_not_valid(change):
    verdict = evaluate("appointment", on=ON, facts={}).as_dict()
    assert VALID.is_valid(verdict)
    changed = deepcopy(verdict)

    change(changed)

    assert not VALID.is_valid(changed)
