"""`manage.py law_diff`: what it takes, prints and refuses."""

from __future__ import annotations

import json

import pytest

from rules.library import FOLDER
from tests import commands


def told(*arguments: str) -> tuple[int, str, str]:
    return commands.run("law_diff", *arguments)


def test_two_days_are_compared_and_told_as_json():
    status, out, _ = told("2026-07-31", "2026-08-01", "--gate", "appointment", "--json")

    found = json.loads(out)
    changes = {each["condition"]: each for each in found["changes"]}
    assert status == 0
    assert found["a"]["on"] == "2026-07-31"
    assert changes["appointment.no-suspension"]["kind"] == "added"
    assert changes["appointment.no-suspension"]["witness"]["after"] == "unmet"
    assert changes["appointment.health-fit"]["judged"] == "the same"


def test_a_reader_is_told_the_facts_and_the_clauses():
    _, out, _ = told("2026-07-31", f"{FOLDER}@2026-08-01", "--gate", "appointment")

    assert "[appointment.no-suspension]" in out
    assert "300/2026/NĐ-CP" in out
    assert "→" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("2026-07-31", "2026-13-01"),
        ("2026-07-31", "nowhere"),
        ("2026-07-31", "nowhere@2026-08-01"),
        ("2026-07-31", f"{FOLDER}@yesterday"),
        ("2026-07-31", "2026-08-01", "--gate", "promotion"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_used_is_refused_without_a_traceback(arguments):
    status, out, err = told(*arguments)

    assert (status, out) == (2, "")
    assert err.strip()
    assert "Traceback" not in err
