"""The pages of people: who may read them, and what they show."""

from datetime import date

import pytest
from django.urls import reverse

from compliance.models import TrailEntry
from tests.workflow_engine.desk.people.lists import LIST, SINCE, names
from workflow_engine.access.roles import Role
from workflow_engine.desk.people.selectors import KINDS
from workflow_engine.registry.models import (
    Person,
    PostHolding,
    Rating,
)
from workflow_engine.registry.models.records import RECORD_MODELS


def test_every_kind_of_record_has_its_place_on_the_page():
    assert set(KINDS.values()) == set(RECORD_MODELS)


def test_people_are_listed_by_given_name_within_the_reach_of_the_role(client, signed_in):
    signed_in()

    assert names(client.get(reverse(LIST))) == ["Nguyễn Thị Ánh", "Trần Đức Ưng"]


@pytest.mark.parametrize("words", ["duc ung", "ĐỨC", "Ưng đức", "000000000001"])
def test_people_are_found_with_and_without_marks_and_by_number(client, signed_in, words):
    signed_in()

    assert names(client.get(reverse(LIST), {"q": words})) == ["Trần Đức Ưng"]


@pytest.mark.parametrize("words", ["Lê Văn", "%", "_", "'", "\x00", "🙂", "x" * 500])
def test_odd_words_find_nobody_and_break_nothing(client, signed_in, words):
    signed_in()

    assert names(client.get(reverse(LIST), {"q": words})) in (
        [],
        ["Nguyễn Thị Ánh", "Trần Đức Ưng"],
    )


def test_the_list_is_narrowed_to_a_unit(client, signed_in):
    signed_in()

    assert names(client.get(reverse(LIST), {"don-vi": "SO-P1"})) == ["Nguyễn Thị Ánh"]


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "99999999999999999999"])
def test_a_page_that_does_not_exist_shows_one_that_does(client, signed_in, page):
    signed_in()

    assert client.get(reverse(LIST), {"page": page}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_people(
    client, signed_in, house, django_assert_max_num_queries
):
    signed_in()
    for number in range(100, 130):
        person = Person.objects.create(
            personal_number=f"{number:012}", full_name="Vũ An", birth_date=SINCE, sex="male"
        )
        PostHolding.objects.create(person=person, post=house["SO"]["post"], held_from=SINCE)

    with django_assert_max_num_queries(10):
        client.get(reverse(LIST))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_every_role_but_the_administrators_reads_the_records_of_its_unit(
    client, signed_in, house, role
):
    signed_in(role)

    assert client.get(reverse("desk:person", args=[house["SO-P1"]["person"].pk])).status_code == 200
    assert client.get(reverse("desk:person", args=[house["SO2"]["person"].pk])).status_code == 403


def test_the_administrator_reads_no_personnel_records(client, signed_in, house):
    signed_in(Role.ADMINISTRATOR)

    assert client.get(reverse(LIST)).status_code == 403
    assert client.get(reverse("desk:person", args=[house["SO"]["person"].pk])).status_code == 403


def test_a_refused_reading_is_on_the_record_without_a_name(client, signed_in, house):
    signed_in()
    client.get(reverse("desk:person", args=[house["SO2"]["person"].pk]))
    entry = TrailEntry.objects.get()

    assert entry.event == "attempt:act:refused"
    assert entry.extras["code"] == "person-out-of-reach"


@pytest.mark.parametrize("name", ["desk:people", "desk:import", "desk:import-template"])
def test_nobody_sees_anything_without_signing_in(client, house, name):
    response = client.get(reverse(name))

    assert response.status_code == 302
    assert reverse("login") in response["Location"]


def test_whoever_moved_away_is_no_longer_read_by_the_unit_that_was_left(client, signed_in, house):
    signed_in()
    person = house["SO"]["person"]
    held = person.postholdings.get()
    held.held_until = date(2024, 1, 1)
    held.save()
    last = client.get(reverse("desk:person", args=[person.pk])).status_code
    PostHolding.objects.create(person=person, post=house["SO2"]["post"], held_from=date(2024, 1, 1))

    assert last == 200
    assert client.get(reverse("desk:person", args=[person.pk])).status_code == 403


def test_the_page_shows_records_by_date_with_paper_and_history(client, signed_in, house):
    signed_in()
    held = house["SO"]["person"].postholdings.get()
    held.held_from = date(2021, 3, 4)
    held._change_reason = "Sai ngày"
    held.save()
    text = client.get(reverse("desk:person", args=[house["SO"]["person"].pk])).content.decode()

    assert "1/QĐ" in text
    assert "04/03/2021" in text
    assert "Sai ngày" in text
    assert "01/01/2020" in text


def test_the_number_of_queries_of_the_page_does_not_grow_with_the_records(
    client, signed_in, house, django_assert_max_num_queries
):
    signed_in()
    person = house["SO"]["person"]
    for year in range(1990, 2020):
        Rating.objects.create(person=person, year=year, level="good", decided_on=SINCE)

    with django_assert_max_num_queries(35):
        client.get(reverse("desk:person", args=[person.pk]))
