"""An inspector finds every entry of the units of the role, of dossiers and of none."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compliance import trail
from compliance.events import Event
from compliance.models import TrailEntry
from tests import walk
from tests.workflow_engine.importing.conftest import SOMEBODY, TODAY, people
from workflow_engine.access.roles import Role
from workflow_engine.importing.applying import apply
from workflow_engine.registry import keeping
from workflow_engine.registry.models import Person, Rating

ENTRIES = reverse("desk:trail-entries")


def rated(person, account, unit):
    """Record a rating of a person, as an officer of a unit."""
    rating = Rating(person=person, year=2025, level="good", decided_on=date(2026, 1, 5))
    actor = trail.Actor(account=account.pk, role="hr_officer", unit=unit)
    return keeping.add(rating, actor=actor, reason="Bổ sung.")


@pytest.fixture
def entries(house, signed_in):
    """An entry of either department, about its own head; an inspector of the first reads."""
    own = rated(house["SO"]["person"], signed_in(), "SO")
    other = rated(house["SO2"]["person"], signed_in(unit="SO2"), "SO2")
    signed_in(role=Role.INSPECTOR)
    return own, other


def found(client, **asked):
    """Return the numbers of the entries that are listed."""
    page = client.get(ENTRIES, asked).context["page"]
    return [view.entry.number for shown in page.object_list for view in (shown, *shown.alike)]


def test_the_entries_of_the_own_units_are_listed_and_no_others(client, entries):
    own, other = entries

    assert found(client) == [own.number]
    assert client.get(reverse("desk:trail-entry", args=[own.number])).status_code == 200
    assert client.get(reverse("desk:trail-entry", args=[other.number])).status_code == 403
    refused = TrailEntry.objects.latest("number")
    assert (refused.event, refused.extras["code"]) == ("attempt:act:refused", "entry-out-of-reach")


def test_an_entry_about_somebody_of_the_own_units_is_read_whoever_made_it(client, house, signed_in):
    made = rated(house["SO"]["person"], signed_in(unit="SO2"), "SO2")
    signed_in(role=Role.INSPECTOR)

    assert found(client) == []
    assert found(client, nguoi="tran duc ung") == [made.number]
    assert client.get(reverse("desk:trail-entry", args=[made.number])).status_code == 200


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({"nguoi": "Ưng"}, True),
        ({"nguoi": "000000000001"}, True),
        ({"nguoi": "Ẩn"}, False),
        ({"ai": "tran duc ung"}, True),
        ({"ai": "Ánh"}, False),
        ({"don_vi": "SO"}, True),
        ({"don_vi": "SO-P1"}, False),
        ({"loai": Event.RECORD_ADDED.value}, True),
        ({"loai": Event.RECORD_CORRECTED.value}, False),
        ({"ngoai_ho_so": "on"}, True),
    ],
)
def test_the_list_is_narrowed(client, entries, asked, there):
    assert (entries[0].number in found(client, **asked)) is there


def test_the_list_is_narrowed_by_days_the_first_and_the_last_included(client, entries):
    own = TrailEntry.objects.get(pk=entries[0].number)
    on = own.recorded_at.astimezone().date()
    before, after = on - timedelta(days=1), on + timedelta(days=1)

    assert found(client, tu=f"{on:%d/%m/%Y}", den=f"{on:%d/%m/%Y}") == [own.number]
    assert found(client, tu=f"{after:%d/%m/%Y}") == []
    assert found(client, den=f"{before:%d/%m/%Y}") == []


def test_what_cannot_be_read_lists_nothing_and_is_told(client, entries):
    answer = client.get(ENTRIES, {"tu": "hôm qua"})

    assert answer.context["page"] is None
    assert answer.context["form"].errors["tu"]


def test_nobody_else_reads_the_list(client, signed_in):
    signed_in()

    assert client.get(ENTRIES).status_code == 403


def test_an_import_names_the_file_the_rows_the_defaults_and_the_people(client, signed_in):
    officer = signed_in()
    actor = trail.Actor(account=officer.pk, role="hr_officer", unit="SO")
    done = apply(people(SOMEBODY), today=TODAY, actor=actor, name="nhân sự.xlsx", accepted=True)
    signed_in(role=Role.INSPECTOR)
    person = Person.objects.latest("pk")

    html = client.get(reverse("desk:trail-entry", args=[done.entry])).content.decode()

    assert found(client, nguoi=person.personal_number) == [done.entry]
    assert "nhân sự.xlsx" in html
    assert f'href="{reverse("desk:person", args=[person.pk])}"' in html
    assert "Lấy theo mặc định" in html
    assert "Số dòng:</span> 1" in html


def test_an_import_of_another_unit_is_not_read(client, house, signed_in):
    officer = signed_in(unit="SO2")
    actor = trail.Actor(account=officer.pk, role="hr_officer", unit="SO2")
    done = apply(people(SOMEBODY), today=TODAY, actor=actor, name="khác.xlsx", accepted=True)
    signed_in(role=Role.INSPECTOR)
    person = Person.objects.latest("pk")

    assert found(client, nguoi=person.personal_number) == []
    assert client.get(reverse("desk:trail-entry", args=[done.entry])).status_code == 403


def test_an_inspector_finds_somebody_who_never_held_a_post(client, signed_in):
    signed_in(role=Role.INSPECTOR)
    person = Person.objects.create(
        personal_number="079180001234",
        full_name="Ngô Thị Mới",
        birth_date=date(1990, 1, 1),
        sex="female",
    )

    address = reverse("desk:person", args=[person.pk])
    assert address in client.get(reverse("desk:people"), {"q": "moi"}).content.decode()
    assert address in client.get(reverse("desk:search"), {"q": "moi"}).content.decode()


def test_the_list_reads_a_fixed_number_of_times(client, entries, house):
    account = house["SO"]["person"].accounts.first()

    def read():
        with CaptureQueriesContext(connection) as captured:
            client.get(ENTRIES, {"nguoi": "Ưng"})
        return len(captured)

    client.get(ENTRIES)
    once = read()
    for year in range(2001, 2021):
        rating = Rating(
            person=house["SO"]["person"], year=year, level="good", decided_on=date(year + 1, 1, 5)
        )
        actor = trail.Actor(account=account.pk, role="hr_officer", unit="SO")
        keeping.add(rating, actor=actor)

    assert read() == once


def test_the_entries_of_dossiers_are_listed_with_their_dossier(world, read):
    dossier = walk.open_dossier(world)

    text = read("inspector", ENTRIES)

    assert reverse("desk:dossier-trail", kwargs={"number": dossier.number}) in text
