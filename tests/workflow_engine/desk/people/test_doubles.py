"""A second record of the same thing is asked about, by the mechanism of the import."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.workflow_engine.importing.conftest import TODAY, workbook
from workflow_engine.importing import personnel
from workflow_engine.registry.doubles import KNOWN_BY
from workflow_engine.registry.models import Rating, UnitCheck
from workflow_engine.registry.models.records import RECORD_MODELS

GOOD = {"year": "2018", "level": "good", "decided_on": "15/12/2018"}


def test_every_kind_of_record_is_known_again():
    assert set(KNOWN_BY) == {*RECORD_MODELS, UnitCheck}


@pytest.fixture
def person(house, signed_in):
    signed_in()
    found = house["SO-P1"]["person"]
    found.ratings.create(year=2018, level="good", decided_on=date(2018, 12, 15))
    return found


@pytest.fixture
def add(client, person):
    """Send the form for a rating."""

    def send(**given):
        return client.post(
            reverse("desk:person-record-add", args=[person.pk, "xep-loai"]), GOOD | given
        )

    return send


@pytest.mark.parametrize("given", [{}, {"level": "failed"}, {"document_number": "9/QĐ"}])
def test_a_second_record_is_asked_about_and_the_first_is_named(add, given):
    errors = add(**given, accepted="on").context["form"].errors["year"]

    assert Rating.objects.count() == 1
    assert "2018" in errors[0]
    assert "15/12/2018" in errors[0]
    assert f"{timezone.localdate():%d/%m/%Y}" in errors[0]

    add(**given, accepted="on")
    assert Rating.objects.count() == 2


def test_another_year_is_not_asked_about(add):
    add(year="2019", decided_on="15/12/2019")

    assert Rating.objects.count() == 2


def test_what_was_entered_in_error_is_not_asked_about(add, person):
    rating = person.ratings.get()
    rating.voided = True
    rating.save()
    add()

    assert Rating.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "asked"),
    [({"year": "2018"}, True), ({"level": "excellent"}, False), ({"voided": "on"}, False)],
)
def test_a_correction_that_makes_a_double_is_asked_about(client, person, given, asked):
    row = person.ratings.create(year=2019, level="good", decided_on=date(2019, 12, 15))
    url = reverse("desk:person-record-edit", args=[person.pk, "xep-loai", row.pk])
    version = client.get(url).context["form"]["version"].value()
    stays = {"year": "2019", "level": "good", "decided_on": "15/12/2019"}
    response = client.post(url, {**stays, "version": version, "reason": "Nhập sai", **given})

    assert (response.status_code != 302) is asked


def test_an_import_that_cannot_tell_the_doubles_apart_names_them(person):
    person.ratings.create(year=2018, level="failed", decided_on=date(2019, 1, 5))
    header = ("Số CCCD", "Năm", "Mức xếp loại", "Ngày quyết định")
    row = (person.personal_number, 2018, "HTT", "15/12/2018")
    [issue] = personnel.preview(workbook(("Xếp loại", [header, row])), today=TODAY).errors

    for day in ("15/12/2018", "05/01/2019", f"{timezone.localdate():%d/%m/%Y}"):
        assert day in issue.message
