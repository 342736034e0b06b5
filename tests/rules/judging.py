"""What the tests of the judges share."""

from __future__ import annotations

from datetime import date
from typing import Any

from rules.judge.engine import evaluate
from rules.judge.verdict import Verdict
from rules.library import law

LAW = law()
ON = date(2026, 11, 23)
DAYS = (date(2025, 7, 1), date(2025, 10, 8), date(2026, 1, 3), date(2026, 7, 31), ON)
# The facts of this gate; `test_two_judges` tries all gates.
READ = sorted(
    {
        name
        for on in DAYS
        for condition in LAW.conditions_in_force("appointment", on)
        for name in condition.reads("fact")
    }
)


def judge(facts, **options: Any) -> Verdict:
    return evaluate("appointment", on=options.pop("on", ON), facts=facts, **options)
