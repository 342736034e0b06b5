"""Whom the law names supplies a fact: a role answers, or words say who has to."""

import pytest
from django.utils import translation

from rules.library import law
from rules.suppliers import SUPPLIERS
from workflow_engine.access.roles import ANSWERED_BY, Role, name_of
from workflow_engine.desk.steps.forms.previews import missing
from workflow_engine.pages import words

FACT_OF = {fact.supplied_by: name for name, fact in law().facts.items()}


def test_every_supplier_of_the_law_is_told_who_answers():
    assert set(ANSWERED_BY) == set(SUPPLIERS)
    assert {role for role in ANSWERED_BY.values() if role} <= set(Role)


@pytest.mark.parametrize("supplier", sorted(FACT_OF))
def test_what_is_missing_is_told_whoever_can_supply_it(supplier):
    [told] = missing([FACT_OF[supplier]])

    assert name_of(supplier) in told


def test_who_answers_for_whom_the_law_names_is_told():
    with translation.override("vi"):
        assert words.supplier("applicant") == "người dự tuyển (người nhập: Cán bộ tổ chức)"
        assert words.supplier("recruitment_council") == "hội đồng tuyển dụng"
        assert words.supplier("hr_officer") == str(Role.HR_OFFICER.label)
    with translation.override("en"):
        assert words.supplier("recruitment_council") == "the recruitment council"
