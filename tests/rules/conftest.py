"""Collects the cases of the law: every YAML file of `rules/law/cases` is one test.

A file is read when its test runs, and the test goes on past a case that fails: it names them all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from rules.errors import RuleError
from rules.facts import facts_from_json
from rules.library import FOLDER, law
from rules.model import SpecialDecision

CASES = FOLDER / "cases"


def read(path: Path) -> dict[str, Any]:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def files_of(kind: str) -> list[Path]:
    """The files of cases of one kind: a folder of their own, or what is about conditions."""
    if kind != "condition":
        return sorted((CASES / kind).glob("*.yaml"))
    others = ("ballots", "compute")
    return [each for each in sorted(CASES.rglob("*.yaml")) if each.parent.name not in others]


def every_case(kind: str) -> pytest.MarkDecorator:
    """Ask a test for every file of cases of a kind."""
    found = files_of(kind)
    names = [str(path.relative_to(CASES).with_suffix("")) for path in found]
    return pytest.mark.parametrize("path", found, ids=names)


def each_holds(cases: Sequence[dict[str, Any]], check: Callable[[dict[str, Any]], None]) -> None:
    """Check every case; fail with the name of each that does not hold, and with what it came to."""
    assert cases
    wrong = []
    for case in cases:
        try:
            check(case)
        except (AssertionError, RuleError) as error:
            wrong.append(f"{case['name']}: {error!r}")
    assert not wrong, "\n".join(wrong)


# One candidate who meets every condition of both editions; a test changes one thing.
ELIGIBLE: dict[str, Any] = {
    "appointment_relation": "higher",
    "source": "on_site",
    "term_months": 60,
    "planned_for_post": True,
    "planned_for_equivalent_or_higher": False,
    "months_in_post_below": 12,
    "confirmed_time_in_post": True,
    "profile_verified": True,
    "asset_declaration_days_before_planned_date": 10,
    "asset_declaration_verified": True,
    "rated_recent_years": 3,
    "ratings_good_recent_years": 3,
    "experience_assessed_fit": True,
    "months_to_retirement_at_appointment": 60,
    "health_fit": True,
    "health_certificate_age_months": 6,
    "political_standard_concluded": True,
    "target_is_deputy": True,
    "deputies_after_appointment": 3,
    "deputies_allowed": 3,
    "confirmed_other_conditions": True,
    "degree_level": "university",
    "title_degree_required": "university",
    "political_theory_level": "advanced",
    "title_political_theory_required": "intermediate",
    "state_management_level": "specialist",
    "title_state_management_required": "none",
    "relevant_experience_months": 60,
    "title_experience_months_required": 36,
    "office_bans": 0,
    "open_disciplinary_proceedings": 0,
    "disciplines_being_served": 0,
    "disciplines_on_record": 0,
    "open_denunciations_or_inspections": 0,
    "open_suspensions": 0,
    "open_criminal_proceedings": 0,
    "is_party_member": True,
    "reprimands_on_record": 0,
    "warnings_on_record": 0,
    "removals_on_record": 0,
    "corruption_removals": 0,
    "confirmed_no_other_bar": True,
    "last_exit_kind": "none",
    "not_reappointed": False,
    "relatives_in_collective": 0,
    "relatives_head_and_deputy": 0,
    "relatives_sector_head": 0,
    "relatives_hr_finance": 0,
    "business_roles": 0,
    "conflict_declarations_missing": 0,
    "misconduct_findings": 0,
    "untrue_profile_findings": 0,
}


@pytest.fixture
def eligible():
    """Return the facts of the eligible candidate, with some of them changed."""

    def facts(**changes: Any):
        return facts_from_json({**ELIGIBLE, **changes})

    return facts


@pytest.fixture
def on() -> date:
    return date(2026, 11, 23)


@pytest.fixture
def decision(on: date):
    """Return a special decision of the appointing authority, with some of it changed."""

    def decide(condition: str, **changes: Any) -> SpecialDecision:
        whole = {
            "authority": "appointing_authority",
            "number": "15/QĐ-UBND",
            "decided_on": on,
            "document": "decision-15.pdf",
            **changes,
        }
        return SpecialDecision(condition=condition, **whole)

    return decide


@pytest.fixture(scope="session")
def the_law():
    return law()
