"""Another body's word clears somebody only where that body entered it; what bars counts at once."""

from datetime import date

import pytest

from rules.library import law
from tests.workflow_engine.facts.boundaries.rows import edit, enter
from workflow_engine.access.roles import ANSWERED_BY
from workflow_engine.facts.reading import GATHERERS
from workflow_engine.facts.suppliers import Way, form_for
from workflow_engine.registry import models as registry
from workflow_engine.registry import words

pytestmark = pytest.mark.django_db
DAY = date(2026, 8, 25)
OVER = {
    "closed_on": date(2026, 8, 28),
    "end_document_number": "9/KL",
    "end_document_date": date(2026, 8, 28),
}
MATTERS = {
    "denunciation": "open_denunciations_or_inspections",
    "criminal": "open_criminal_proceedings",
    "misconduct": "misconduct_findings",
}


@pytest.mark.parametrize(("subject", "fact"), MATTERS.items())
@pytest.mark.parametrize("role", ["hr_officer", "head_of_hr", "administrator"])
def test_a_check_in_another_name_clears_nobody(subject, fact, role, eligible, value):
    row = registry.Clearance.objects.get(person=eligible.person, subject=subject)
    assert value(eligible, fact) == 0

    edit(row, entered_as=role)
    assert value(eligible, fact) is None


@pytest.mark.parametrize("subject", ["discipline", "posts", "profile"])
def test_a_check_by_whoever_keeps_the_file_is_their_own_word(subject, eligible, verdict):
    edit(
        registry.Clearance.objects.get(person=eligible.person, subject=subject),
        entered_as="hr_officer",
    )

    assert verdict(eligible).passes


def test_a_verification_in_another_name_is_not_known(eligible, value):
    edit(registry.AssetDeclaration.objects.get(), entered_as="hr_officer")
    assert value(eligible, "asset_declaration_verified") is None

    edit(registry.AssetDeclaration.objects.get(), verified=False)
    assert value(eligible, "asset_declaration_verified") is False


@pytest.mark.parametrize(
    ("given", "inspector", "keeper"),
    [
        ({"matter": "criminal"}, 1, 1),
        ({"matter": "criminal", **OVER}, 0, None),
        ({"matter": "denunciation", "kind": "by-plan"}, 0, None),
        ({"matter": "denunciation", "kind": "denunciation", "team": False}, 0, None),
        ({"matter": "denunciation", "kind": "for-signs"}, 1, 1),
        ({"matter": "denunciation", "kind": "for-signs", **OVER}, 0, None),
        ({"matter": "discipline", **OVER}, 0, 0),
    ],
)
def test_that_a_matter_is_none_or_over_is_the_word_of_its_body(
    given, inspector, keeper, eligible, value
):
    fact = words.ANSWERS[registry.Proceeding][1][given["matter"]]
    row = enter(registry.Proceeding, person=eligible.person, opened_on=DAY, **given)
    edit(row, entered_as="inspector")
    assert value(eligible, fact) == inspector

    edit(row, entered_as="hr_officer")
    assert value(eligible, fact) == keeper


def test_each_record_with_a_fact_of_another_body_is_known_as_its_word():
    """`supplied_by` of the vocabulary is what is asked of whom: the registry keeps to it."""
    missing = []
    for name in GATHERERS:
        fact, supplier = law().facts[name], form_for(name)
        while supplier is not None:
            if supplier.way == Way.RECORD and fact.supplied_by not in words._OWN:
                values = {**supplier.initial, "verified": True}
                if words.body_of(supplier.model, values) != fact.supplied_by:
                    missing.append(name)
            supplier = supplier.or_else

    assert missing == []
    assert {f.supplied_by for f in law().facts.values()} <= set(ANSWERED_BY)
    assert words.bodies_of(registry.Clearance) == {"inspector"}
    assert words.bodies_of(registry.Rating) == frozenset()
