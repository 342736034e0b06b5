"""One natural person entered twice: what one entry has on record the other does not escape."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.workflow_engine.facts.boundaries.rows import edit, enter, on_paper
from workflow_engine.registry import twins
from workflow_engine.registry.models import (
    Clearance,
    Discipline,
    IdentityFinding,
    Rating,
    Relationship,
)

DAY = date(2026, 8, 1)


def twin_of(house, person, **given):
    same = {"full_name": person.full_name, "birth_date": person.birth_date}
    return house.person(**{**same, **given})


def finding(person, other, found, **given):
    given = {"how": "Đối chiếu cơ sở dữ liệu quốc gia về dân cư", **on_paper(DAY), **given}
    return IdentityFinding.objects.create(person=person, other=other, found=found, **given)


def discipline(person, **given):
    given = {"form": "warning", "effective_on": date(2026, 7, 1), "by_party": False, **given}
    return enter(Discipline, person=person, **given)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"full_name": "NGUYEN VAN"},
        {"birth_date": date(1980, 1, 1), "birth_precision": "year"},
        {"birth_date": date(1980, 5, 1), "birth_precision": "month"},
    ],
    ids=["all-alike", "without-marks", "year-alone", "month-alone"],
)
def test_while_somebody_may_be_the_same_person_no_check_clears(
    house, eligible, facts, verdict, given
):
    if "full_name" in given:
        number = eligible.person.full_name.split()[-1]
        given = {"full_name": f"{given['full_name']} {number}"}
    assert verdict(eligible).passes
    other = twin_of(house, eligible.person, **given)
    known = facts(eligible)

    assert not verdict(eligible).passes
    for name in ("profile_verified", "disciplines_being_served", "is_party_member", "office_bans"):
        assert known[name].value is None
        assert ("registry.person", str(other.pk)) in {
            (one.record, one.ref) for one in known[name].evidence
        }


@pytest.mark.parametrize(
    "given",
    [
        {"full_name": "Nguyễn Văn Khác"},
        {"birth_date": date(1980, 5, 21)},
        {"birth_date": date(1981, 1, 1), "birth_precision": "year"},
        {"birth_date": date(1980, 6, 1), "birth_precision": "month"},
    ],
)
def test_whoever_differs_as_far_as_is_known_is_no_twin(house, eligible, verdict, given):
    twin_of(house, eligible.person, **given)

    assert verdict(eligible).passes


@pytest.mark.parametrize("whose", ["own", "other"])
def test_whoever_has_a_number_that_the_other_once_had_may_be_the_same(
    house, eligible, verdict, whose
):
    other = house.person(full_name="Trần Thị Xa", birth_date=date(1990, 1, 1))
    one, second = (eligible.person, other) if whose == "own" else (other, eligible.person)
    wrong, right = one.personal_number, "000000777777"
    one.personal_number = right
    one.save()
    second.personal_number = wrong
    second.save()

    assert not verdict(eligible).passes

    finding(other, eligible.person, "apart")
    assert verdict(eligible).passes


@pytest.mark.parametrize("turned", [False, True])
def test_two_people_told_apart_on_paper_are_each_judged_by_their_own(
    house, eligible, verdict, turned
):
    other = twin_of(house, eligible.person)
    discipline(other)
    pair = (other, eligible.person) if turned else (eligible.person, other)
    row = finding(*pair, "apart")
    assert verdict(eligible).passes

    row.voided = True
    row.save()
    assert not verdict(eligible).passes


def test_told_apart_from_one_is_not_told_apart_from_another(house, eligible, verdict):
    finding(eligible.person, twin_of(house, eligible.person), "apart")
    twin_of(house, eligible.person)

    assert not verdict(eligible).passes


@pytest.mark.parametrize("turned", [False, True], ids=["stays", "in-error"])
def test_the_records_of_both_entries_are_one_persons(house, eligible, facts, verdict, turned):
    other = twin_of(house, eligible.person)
    row = discipline(other)
    pair = (eligible.person, other) if turned else (other, eligible.person)
    finding(*pair, "same")
    known = facts(eligible)

    assert known["disciplines_being_served"].value == 1
    assert known["disciplines_being_served"].evidence[0].ref == str(row.pk)
    assert not verdict(eligible).passes


def test_an_entry_made_in_error_without_records_bars_nobody(house, eligible, verdict):
    finding(twin_of(house, eligible.person), eligible.person, "same")

    assert verdict(eligible).passes


def test_what_both_entries_say_counts_once_and_what_differs_counts_twice(house, eligible, value):
    other = twin_of(house, eligible.person)
    finding(other, eligible.person, "same")
    said = {"document_number": "3/QĐ", "document_date": date(2026, 7, 1), "issued_by": "Sở"}
    discipline(eligible.person, **said)
    discipline(other, **said)
    assert value(eligible, "disciplines_being_served") == 1

    discipline(other, **{**said, "form": "reprimand"})
    assert value(eligible, "disciplines_being_served") == 2


def test_a_check_of_the_entry_made_in_error_clears_nobody_but_may_speak_against(
    house, eligible, value
):
    other = twin_of(house, eligible.person)
    finding(other, eligible.person, "same")
    edit(Clearance.objects.get(person=eligible.person, subject="discipline"), voided=True)
    row = house.check(other, "discipline")
    assert value(eligible, "disciplines_being_served") is None

    edit(row, subject="profile", clear=False, checked_on=date(2026, 8, 21))
    assert value(eligible, "profile_verified") is False


def test_two_entries_of_one_person_are_no_relatives(house, eligible, value):
    other = twin_of(house, eligible.person)
    house.hold(other, "director", date(2024, 1, 1))
    enter(Relationship, person=eligible.person, relative=other, kind="sibling", document_date=DAY)
    assert value(eligible, "relatives_head_and_deputy") == 1

    finding(other, eligible.person, "same")
    assert value(eligible, "relatives_head_and_deputy") == 0


def test_what_a_relative_does_who_may_be_entered_twice_is_not_known(house, eligible, value):
    relative = house.person(full_name="Lê Thị Chị")
    house.hold(relative, "staff", date(2015, 1, 1))
    enter(
        Relationship, person=eligible.person, relative=relative, kind="sibling", document_date=DAY
    )
    assert value(eligible, "relatives_head_and_deputy") == 0
    other = twin_of(house, relative)
    house.hold(other, "director", date(2024, 1, 1))
    assert value(eligible, "relatives_head_and_deputy") is None

    finding(relative, other, "same")
    assert value(eligible, "relatives_head_and_deputy") == 1


def test_a_membership_of_which_the_entries_say_two_things_is_not_known(house, eligible, value):
    other = twin_of(house, eligible.person, party_member=False, party_joined_on=None)
    finding(other, eligible.person, "same")

    assert value(eligible, "is_party_member") is None


def test_the_worse_rating_of_the_other_entry_counts(house, eligible, value):
    other = twin_of(house, eligible.person)
    day = date(2025, 12, 21)
    enter(Rating, person=other, year=2025, level="failed", decided_on=day)
    assert value(eligible, "ratings_good_recent_years") is None

    finding(other, eligible.person, "same")
    assert value(eligible, "ratings_good_recent_years") == 2


def test_what_was_not_known_then_is_not_known_of_then(house, eligible, value):
    before = timezone.now()
    other = twin_of(house, eligible.person)
    discipline(other)
    between = timezone.now()
    finding(other, eligible.person, "same")

    name = "disciplines_being_served"
    assert value(eligible, name, known_at=before) == 0
    assert value(eligible, name, known_at=between) is None
    assert value(eligible, name, known_at=timezone.now() + timedelta(seconds=1)) == 1


def test_findings_that_lead_in_a_circle_lead_to_one_entry():
    known = twins.Identities({3: 2, 2: 3, 9: 3})

    assert {known.of(each) for each in (2, 3, 9)} == {2}
    assert known.entries([9]) == {2, 3, 9}
