"""The form for a person and the forms of records refuse and ask what an import does."""

import pytest
from django.urls import reverse

from tests.workflow_engine.desk.people.lists import names
from tests.workflow_engine.importing.conftest import NUMBER
from workflow_engine.registry.models import Discipline, Person, Proceeding

LAN = {
    "personal_number": NUMBER,
    "full_name": "Nguyễn Thị Lan",
    "birth_date": "05/09/1980",
    "sex": "female",
    "kind": "civil-servant",
    "party_member": "unknown",
}


@pytest.fixture
def sent(client, signed_in):
    """Send the form for a person."""
    signed_in()

    def send(**given):
        return client.post(reverse("desk:person-add"), LAN | given)

    return send


@pytest.mark.parametrize("name", ["12345 @@", "Trần Văn 2"])
def test_what_is_no_name_is_refused(sent, name):
    assert sent(full_name=name, accepted="on").context["form"].errors["full_name"]


def test_a_name_in_capitals_is_asked_for(sent):
    asked = sent(full_name="NGUYỄN THỊ LAN")
    sent(full_name="NGUYỄN THỊ LAN", accepted="on")

    assert "Nguyễn Thị Lan" in asked.context["form"].errors["full_name"][0]
    assert Person.objects.get(personal_number=NUMBER).full_name == "Nguyễn Thị Lan"


@pytest.mark.parametrize("born", ["05/09/1980", "1980", "09/1980"])
def test_a_probable_double_is_asked_for(sent, born):
    sent()
    asked = sent(personal_number="079180009999", birth_date=born)

    assert NUMBER in asked.context["form"].errors["full_name"][0]
    assert not Person.objects.filter(personal_number="079180009999").exists()


def test_a_number_of_another_sex_is_asked_for(sent):
    assert sent(sex="male").context["form"].errors["full_name"]


@pytest.mark.parametrize(
    ("kind", "model", "data"),
    [
        ("ky-luat", Discipline, {"form": "reprimand", "effective_on": "12/10/2062"}),
        ("vu-viec", Proceeding, {"matter": "denunciation", "opened_on": "12/10/2062"}),
    ],
)
def test_a_mistyped_year_is_refused(client, signed_in, house, kind, model, data):
    signed_in()
    person = house["SO"]["person"]
    response = client.post(reverse("desk:person-record-add", args=[person.pk, kind]), data)

    assert response.context["form"].errors
    assert not model.objects.exists()


@pytest.mark.parametrize("words", ["dang van duc", "Đặng", "Ðặng Văn Ðức", "H’Hen", "H'Hen"])
def test_letters_that_look_alike_are_found(client, signed_in, words):
    signed_in()
    for number, name in ((NUMBER, "Ðặng Văn Ðức"), ("079180009999", "H’Hen Mẫu")):
        Person.objects.create(
            personal_number=number, full_name=name, birth_date="1980-09-05", sex="male"
        )
    found = client.get(reverse("desk:people"), {"q": words})

    assert len(names(found)) == 1
