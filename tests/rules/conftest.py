"""Collects the cases of the law: every YAML case of `rules/law/cases` is one test."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from rules.facts import facts_from_json
from rules.library import FOLDER, law
from rules.model import SpecialDecision

CASES = FOLDER / "cases"


def read(path: Path) -> dict[str, Any]:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def condition_cases() -> list[tuple[str, str, dict[str, Any]]]:
    found = []
    for path in sorted(CASES.rglob("*.yaml")):
        content = read(path)
        if "condition" in content:
            name = content["condition"]
            found += [(name, name, case) for case in content["cases"]]
    return found


def ballot_cases() -> list[tuple[str, str, dict[str, Any]]]:
    found = []
    for path in sorted((CASES / "ballots").glob("*.yaml")):
        content = read(path)
        found += [(path.stem, content["rule"], case) for case in content["cases"]]
    return found


def computed_cases(name: str) -> list[dict[str, Any]]:
    return read(CASES / "compute" / f"{name}.yaml")["cases"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "condition_case" in metafunc.fixturenames:
        found = condition_cases()
        names = [f"{file}: {case['name']}" for file, _, case in found]
        metafunc.parametrize("condition_case", [each[1:] for each in found], ids=names)
    if "ballot_case" in metafunc.fixturenames:
        found = ballot_cases()
        names = [f"{file}: {case['name']}" for file, _, case in found]
        metafunc.parametrize("ballot_case", [each[1:] for each in found], ids=names)
    for kind in ("retirement", "service", "gates"):
        if f"{kind}_case" in metafunc.fixturenames:
            cases = computed_cases(kind)
            metafunc.parametrize(f"{kind}_case", cases, ids=[case["name"] for case in cases])


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
