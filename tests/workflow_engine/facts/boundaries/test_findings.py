"""What a check found is settled by a row that came with it or after it, and by one for each."""

from datetime import date

import pytest
from django.utils import timezone

from tests.workflow_engine.facts.boundaries.rows import by_decision, edit
from workflow_engine.registry import models as registry

ON, FOUND = date(2026, 9, 15), date(2026, 8, 10)


@pytest.fixture
def found(house, eligible):
    """Enter a check of the day that found something."""
    return lambda subject: house.check(eligible.person, subject, FOUND, clear=False)


@pytest.fixture
def reprimand(eligible):
    """Enter an old reprimand, as found by the check or not."""
    return lambda day=None: registry.Discipline.objects.create(
        person=eligible.person, form="reprimand", effective_on=date(2012, 3, 1), found_on=day
    )


def test_a_row_that_stood_there_before_is_not_what_the_check_found(
    found, reprimand, eligible, value
):
    row = reprimand()
    found("discipline")
    edit(row, found_on=FOUND)

    assert value(eligible, "warnings_on_record") is None
    assert value(eligible, "disciplines_being_served") is None


@pytest.mark.parametrize("named_at_once", [True, False])
def test_one_entered_after_it_is(named_at_once, found, reprimand, eligible, value):
    found("discipline")
    row = reprimand(FOUND if named_at_once else None)
    edit(row, found_on=FOUND)

    assert value(eligible, "warnings_on_record") == 0


def test_so_is_one_that_was_entered_with_the_day_of_the_check(found, reprimand, eligible, value):
    reprimand(FOUND)
    found("discipline")

    assert value(eligible, "warnings_on_record") == 0


def test_one_row_settles_one_of_two_checks_of_a_day(found, reprimand, eligible, facts):
    checks = [found("discipline"), found("discipline")]
    reprimand(FOUND)
    open_still = facts(eligible)["warnings_on_record"]
    assert open_still.value is None
    assert {one.ref for one in open_still.evidence} <= {str(check.pk) for check in checks}

    reprimand(FOUND)
    assert facts(eligible)["warnings_on_record"].value == 0


def test_one_end_settles_one_finding(house, eligible, value):
    for day in (1, 5):
        house.check(eligible.person, "criminal", date(2026, 8, day), clear=False)
    for day in (21, 22):
        assert value(eligible, "open_criminal_proceedings") is None
        later = house.check(eligible.person, "criminal", date(2026, 8, day))
        edit(later, earlier_ended_on=date(2026, 8, 15), document_date=date(2026, 8, day))

    assert value(eligible, "open_criminal_proceedings") == 0


@pytest.mark.parametrize(
    ("reverse", "day", "count"), [(False, FOUND, 0), (True, FOUND, 0), (False, None, None)]
)
def test_a_finding_about_relatives_is_settled_by_the_relationship(
    reverse, day, count, found, house, eligible, value
):
    found("relatives")
    other = house.person()
    house.hold(other, "head", date(2024, 1, 1))
    ends = (other, eligible.person) if reverse else (eligible.person, other)
    registry.Relationship.objects.create(
        person=ends[0], relative=ends[1], kind="spouse", found_on=day
    )

    assert value(eligible, "relatives_in_collective") == count


def test_what_was_known_when_the_facts_were_gathered_is_what_counts(
    found, reprimand, eligible, value
):
    found("discipline")
    before = timezone.now()
    row = reprimand()
    edit(row, found_on=FOUND)
    assert value(eligible, "warnings_on_record") == 0
    assert value(eligible, "warnings_on_record", known_at=before) is None


def test_an_end_by_decision_of_what_was_found_settles_it_too(found, eligible, value):
    found("criminal")
    registry.Proceeding.objects.create(
        person=eligible.person,
        matter="criminal",
        opened_on=date(2026, 8, 1),
        closed_on=date(2026, 8, 12),
        found_on=FOUND,
        **by_decision(date(2026, 8, 12)),
    )

    assert value(eligible, "open_criminal_proceedings") == 0
