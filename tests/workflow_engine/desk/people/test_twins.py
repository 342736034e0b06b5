"""What was found of two entries that look like one person: entered, shown, and acted on."""

from datetime import date

import pytest
from django.urls import reverse

from compliance import trail
from compliance.models import TrailEntry
from workflow_engine.access.administration import Administrator, add_account
from workflow_engine.access.models import Account
from workflow_engine.access.scope import roles_of
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.desk.people.finding import find_people
from workflow_engine.registry import keeping
from workflow_engine.registry.models import IdentityFinding, Person, PostHolding

PAPER = {
    "how": "Đối chiếu cơ sở dữ liệu quốc gia về dân cư",
    "document_number": "7/CV",
    "document_date": "01/08/2026",
    "issued_by": "Công an Thành phố",
}
ACTOR = trail.Actor(account=None, role="hr_officer", unit="SO")


def made(person, other, found):
    paper = {**PAPER, "document_date": date(2026, 8, 1)}
    return IdentityFinding(person=person, other=other, found=found, **paper)


@pytest.fixture
def person(house):
    return house["SO-P1"]["person"]


@pytest.fixture
def twin(person):
    return Person.objects.create(
        personal_number="000000000099",
        full_name="Nguyen Thi Anh",
        birth_date=date(1980, 1, 1),
        birth_precision="year",
        sex="male",
    )


@pytest.fixture
def send(client, signed_in, person, twin):
    """Send the form by which a keeper enters what was found."""
    signed_in()

    def post(said, *, of=twin, other=person, **given):
        sent = {**PAPER, "number": other.personal_number, "found": said, **given}
        return client.post(reverse("desk:person-record-add", args=[of.pk, "trung-nguoi"]), sent)

    return post


def test_the_list_and_the_page_show_two_who_may_be_one_until_a_paper_says(
    client, send, person, twin
):
    page = client.get(reverse("desk:twins"))
    [pair] = page.context["pairs"]
    assert {row.person for row in pair.both} == {person, twin}
    assert twin.personal_number in page.content.decode()
    assert client.get(reverse("desk:person", args=[person.pk])).context["may_be"] == [twin]

    send("apart")

    assert client.get(reverse("desk:twins")).context["pairs"] == []
    assert client.get(reverse("desk:person", args=[person.pk])).context["may_be"] == []


def test_the_list_is_for_whoever_keeps_the_records(client, signed_in, house):
    signed_in(role="inspector")

    assert client.get(reverse("desk:twins")).status_code == 403


@pytest.mark.parametrize("found", ["apart", "same"])
def test_a_finding_is_an_act_on_the_record(send, person, twin, found):
    assert send(found).status_code == 302

    row = IdentityFinding.objects.get()
    entry = TrailEntry.objects.latest("number")
    assert (row.person, row.other, row.found) == (twin, person, found)
    assert entry.event == "registry:record:added"
    assert entry.extras["model"] == "identityfinding"


@pytest.mark.parametrize("left_out", [*PAPER, "number", "found"])
def test_nothing_is_found_without_its_paper(send, left_out):
    answer = send("same", **{left_out: ""})

    assert left_out in answer.context["form"].errors
    assert not IdentityFinding.objects.exists()


def test_the_entry_made_in_error_leads_to_the_one_that_stays(client, send, person, twin):
    send("same")

    on = date(2026, 8, 2)
    for words in (twin.personal_number, person.personal_number, "nguyen thi anh"):
        assert [row.person for row in find_people(words, on=on)] == [person]
    for query in ({}, {"q": twin.personal_number}):
        rows = client.get(reverse("desk:people"), query).context["rows"]
        assert person in [row.person for row in rows]
        assert twin not in [row.person for row in rows]
    shown = client.get(reverse("desk:person", args=[twin.pk]))
    assert shown.context["stays"] == person
    assert person.personal_number in shown.content.decode()
    assert client.get(reverse("desk:person", args=[person.pk])).context["entries"] == [twin]


def test_nobody_finds_who_he_is(send, house, twin):
    own = house["SO"]["person"]
    refused = [send("apart", other=own), send("same", of=own, other=twin)]

    for answer in refused:
        assert answer.context["form"].errors["found"]
    assert not IdentityFinding.objects.exists()


def test_whoever_is_one_of_the_two_does_not_take_the_finding_back(house, twin):
    own = house["SO"]["person"]
    account = Account.objects.create(username="own", person=own)
    row = made(twin, own, "apart")
    keeping.add(row, actor=ACTOR)

    with pytest.raises(keeping.IdentityError):
        keeping.correct(
            row,
            {"voided": True},
            version=keeping.version_of(row),
            actor=trail.Actor(account=account.pk, role="hr_officer", unit="SO"),
            reason="Ghi nhầm.",
        )
    row.refresh_from_db()
    assert not row.voided


def test_an_entry_leads_to_one_that_stays_and_in_one_direction(house, person, twin):
    third = house["SO2"]["person"]
    keeping.add(made(twin, person, "same"), actor=ACTOR)

    for one, other in ((person, twin), (third, twin), (person, third), (twin, third)):
        with pytest.raises(keeping.IdentityError):
            keeping.add(made(one, other, "same"), actor=ACTOR)
    with pytest.raises(keeping.IdentityError):
        keeping.add(made(person, person, "apart"), actor=ACTOR)


def test_two_who_are_told_apart_are_not_made_one(person, twin):
    row = made(twin, person, "apart")
    keeping.add(row, actor=ACTOR)

    with pytest.raises(keeping.IdentityError):
        keeping.add(made(person, twin, "same"), actor=ACTOR)
    keeping.correct(
        row,
        {"found": "same"},
        version=keeping.version_of(row),
        actor=ACTOR,
        reason="Tra cứu lại.",
    )
    assert IdentityFinding.objects.get().found == "same"


def test_an_entry_with_an_open_account_is_not_the_one_made_in_error(person, twin):
    account = Account.objects.create(username="twin", person=twin)
    with pytest.raises(keeping.IdentityError):
        keeping.add(made(twin, person, "same"), actor=ACTOR)

    account.is_active = False
    account.save()
    keeping.add(made(twin, person, "same"), actor=ACTOR)


def test_an_entry_made_in_error_gets_no_account(signed_in, person, twin):
    account = signed_in(role="administrator")
    on = date(2026, 8, 2)
    [held] = roles_of(account, on=on)
    keeping.add(made(twin, person, "same"), actor=ACTOR)
    by = Administrator(account, held, at=None, on=on)

    with pytest.raises(IncompleteActError):
        add_account(username="moi", person=twin, by=by)
    assert not Account.objects.filter(username="moi").exists()


@pytest.fixture
def asked(client, signed_in, person):
    """Send the form of a person, and return what is asked of the name."""
    signed_in()
    given = {"birth_date": "01/02/1980", "sex": "male", "kind": "civil-servant", "reason": "Sửa."}

    def send(url, version="", **data):
        answer = client.post(url, {**given, **data, "version": version})
        if answer.status_code == 302:  # Nothing was asked.
            return ""
        return " ".join(answer.context["form"].errors["full_name"])

    return send


def test_a_new_person_is_held_against_the_numbers_that_others_had(asked, person):
    old, person.personal_number = person.personal_number, "000000000555"
    person.save()

    said = asked(reverse("desk:person-add"), personal_number=old, full_name="Lê Thị Xa")

    assert "000000000555" in said


def test_a_correction_that_makes_two_alike_is_asked_about(asked, house, person):
    third = house["SO2"]["person"]
    PostHolding.objects.create(person=third, post=house["SO"]["post"], held_from=date(2024, 1, 1))
    url = reverse("desk:person-edit", args=[third.pk])
    data = {"personal_number": third.personal_number, "version": keeping.version_of(third)}

    assert person.personal_number in asked(url, **data, full_name=person.full_name)
    assert asked(url, **data, full_name="Lê Văn Ấn", birth_date="01/03/1980") == ""
