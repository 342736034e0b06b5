"""Records are kept on pages: what a correction leaves on the record."""

from datetime import date

import pytest
from django.urls import reverse

from compliance import reconcile, trail
from compliance.models import TrailEntry
from tests.workflow_engine.desk.people.lists import SINCE, UPLOAD
from tests.workflow_engine.importing.conftest import NUMBER, TODAY, people
from workflow_engine.access.roles import Role
from workflow_engine.access.scope import roles_of
from workflow_engine.desk.people.forms import form_of
from workflow_engine.desk.people.selectors import KINDS, keeper_of
from workflow_engine.importing import personnel
from workflow_engine.registry.models import (
    Discipline,
    Person,
    PostHolding,
    Rating,
    Unit,
    UnitCheck,
)
from workflow_engine.registry.models.records import RECORD_MODELS


def record_url(person, kind="chuc-vu", record=None):
    if record is None:
        return reverse("desk:person-record-add", args=[person.pk, kind])
    return reverse("desk:person-record-edit", args=[person.pk, kind, record.pk])


POST = {"kind": "appointed", "held_from": "01/02/2024", "left": "", "document_number": "5/QĐ"}


def test_a_record_is_added_with_an_entry_in_the_trail(client, signed_in, house):
    account = signed_in()
    person = house["SO-P1"]["person"]
    client.post(
        record_url(person, "xep-loai"),
        {"year": "2025", "level": "good", "decided_on": "15/12/2025", "document_number": "9/QĐ"},
    )
    rating = Rating.objects.get()
    entry = TrailEntry.objects.get()

    assert (rating.person, rating.decided_on) == (person, date(2025, 12, 15))
    assert rating.history.get().history_user_id == account.pk
    assert entry.event == "registry:record:added"
    assert entry.extras == {"model": "rating", "record": rating.pk, "person": person.pk}
    assert entry.contents["values"]["decided_on"] == "2025-12-15"
    assert trail.verify().whole


def test_a_correction_keeps_the_old_version_and_says_why(client, signed_in, house):
    account = signed_in()
    person = house["SO"]["person"]
    held = person.postholdings.get()
    page = client.get(record_url(person, record=held))
    client.post(
        record_url(person, record=held),
        {
            **POST,
            "post": held.post_id,
            "version": page.context["form"]["version"].value(),
            "reason": "Nhập sai ngày",
        },
    )
    entry = TrailEntry.objects.get()

    assert person.postholdings.get().held_from == date(2024, 2, 1)
    assert [row.held_from for row in held.history.all()] == [date(2024, 2, 1), SINCE]
    assert held.history.first().history_user_id == account.pk
    assert held.history.first().history_change_reason == "Nhập sai ngày"
    assert entry.event == "registry:record:corrected"
    assert entry.contents["changes"]["held_from"] == ["2020-01-01", "2024-02-01"]
    assert entry.contents["reason"] == "Nhập sai ngày"
    assert not list(reconcile.reconcile())


def correction(client, person, record, **given):
    form = client.get(record_url(person, record=record)).context["form"]
    values = {
        **POST,
        "post": record.post_id,
        "version": form["version"].value(),
        "reason": "Vì sai",
    }
    return client.post(record_url(person, record=record), {**values, **given})


def test_a_correction_without_a_reason_is_not_stored(client, signed_in, house):
    signed_in()
    held = house["SO"]["person"].postholdings.get()
    response = correction(client, house["SO"]["person"], held, reason="")

    assert response.context["form"].errors["reason"]
    assert not TrailEntry.objects.exists()


def test_of_two_corrections_at_once_the_second_is_told(client, signed_in, house):
    signed_in()
    person = house["SO"]["person"]
    held = person.postholdings.get()
    form = client.get(record_url(person, record=held)).context["form"]
    held.note = "khác"
    held.save()
    response = correction(client, person, held, version=form["version"].value())

    assert response.status_code == 409
    assert person.postholdings.get().held_from == SINCE


def test_a_record_entered_in_error_is_marked_and_stays(client, signed_in, house):
    signed_in()
    person = house["SO"]["person"]
    correction(client, person, person.postholdings.get(), voided="on")

    assert person.postholdings.get().voided is True
    assert "is-refused" in client.get(reverse("desk:person", args=[person.pk])).content.decode()


def test_nothing_different_stores_nothing(client, signed_in, house):
    signed_in()
    person = house["SO"]["person"]
    held = person.postholdings.get()
    response = correction(client, person, held, held_from="01/01/2020", document_number="1/QĐ")

    assert response.status_code == 302
    assert held.history.count() == 1
    assert not TrailEntry.objects.exists()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"held_from": "31/02/2024"}, "held_from"),
        ({"held_from": "2024"}, "held_from"),
        ({"held_until": "01/01/2024"}, "held_until"),
        ({"kind": "elected"}, "kind"),
        ({"post": "999999"}, "post"),
        ({"term_months": "-1"}, "term_months"),
        ({"note": "a\x00b"}, "note"),
    ],
)
def test_what_contradicts_is_named_beside_its_field_and_not_lost(
    client, signed_in, house, given, field
):
    signed_in()
    person = house["SO"]["person"]
    response = correction(client, person, person.postholdings.get(), **given)

    assert response.context["form"].errors.get(field), response.context["form"].errors
    assert response.context["form"]["reason"].value() == "Vì sai"
    assert person.postholdings.get().held_from == SINCE


def test_a_post_out_of_reach_is_not_offered(client, signed_in, house):
    signed_in()
    response = client.post(
        record_url(house["SO"]["person"]), {**POST, "post": house["SO2"]["post"].pk}
    )

    assert response.context["form"].errors["post"]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.HR_OFFICER])
def test_only_the_hr_officer_keeps_records(client, signed_in, house, role):
    signed_in(role)
    person = house["SO"]["person"]
    held = person.postholdings.get()

    for url in (
        record_url(person),
        record_url(person, record=held),
        reverse("desk:person-edit", args=[person.pk]),
        reverse("desk:person-add"),
        reverse(UPLOAD),
        reverse("desk:import-template"),
    ):
        assert client.get(url).status_code == 403
        assert client.post(url, {**POST, "post": held.post_id}).status_code in (403, 405)
    assert held.history.count() == 1


def test_a_record_of_another_person_or_kind_is_not_found(client, signed_in, house):
    signed_in()
    held = house["SO-P1"]["person"].postholdings.get()
    wrong = reverse("desk:person-record-edit", args=[house["SO"]["person"].pk, "chuc-vu", held.pk])

    assert client.get(wrong).status_code == 404
    assert client.get(record_url(house["SO"]["person"], "khong-co")).status_code == 404
    assert client.get(reverse("desk:person", args=[99999999])).status_code == 404


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_form_that_names_what_is_missing(client, signed_in, house, kind):
    signed_in()
    url = record_url(house["SO"]["person"], kind)

    assert client.get(url).status_code == 200
    assert client.post(url, {}).context["form"].errors


def test_a_relative_is_named_by_number(client, signed_in, house):
    signed_in()
    person, relative = house["SO"]["person"], house["SO-P1"]["person"]
    url = record_url(person, "nguoi-than")
    nobody = client.post(url, {"number": "999999999999", "kind": "spouse"})
    oneself = client.post(url, {"number": person.personal_number, "kind": "spouse"})
    client.post(url, {"number": relative.personal_number, "kind": "spouse"})

    assert nobody.context["form"].errors["number"]
    assert oneself.context["form"].errors
    assert person.relationships.get().relative == relative


def test_what_makes_somebody_else_of_a_person_is_asked_in_two_steps_too(client, signed_in):
    signed_in()
    person = Person.objects.create(
        personal_number=NUMBER, full_name="Nguyễn Thị Mẫu", birth_date="1980-09-05", sex="female"
    )
    url = reverse("desk:person-edit", args=[person.pk])

    def send(**fields):
        data = {
            "personal_number": NUMBER,
            "full_name": "Nguyễn Thị Mẫu",
            "birth_date": "1980",
            "sex": "female",
            "kind": "civil-servant",
            "party_member": "unknown",
            "version": client.get(url).context["form"]["version"].value(),
            "reason": "Sai",
        }
        return client.post(url, data | fields)

    assert send().status_code == 302
    for changed in (
        {"birth_date": "31/12/1980"},
        {"sex": "male"},
        {"sex": "male", "personal_number": "999999999999"},
    ):
        assert send(**changed).context["form"].errors["full_name"]
    assert send(birth_date="31/12/1980", accepted="on").status_code == 302

    [question] = TrailEntry.objects.latest("number").contents["questions_accepted"]
    assert question["values"] == {"name": "Nguyễn Thị Mẫu", "born": "1980"}


def test_an_answer_counts_only_for_the_question_that_was_shown(client, signed_in):
    signed_in()
    data = {
        "personal_number": NUMBER,
        "full_name": "Nguyễn Văn Ánh",
        "birth_date": "05/09/1985",
        "sex": "female",
        "kind": "civil-servant",
        "party_member": "unknown",
        "accepted": "on",
    }

    def send(**fields):
        return client.post(reverse("desk:person-add"), data | fields)

    first = send()
    assert first.context["form"].errors["full_name"]
    assert not first.context["form"]["accepted"].value()
    # Of other data it is another question, though the words may be the same.
    assert send(full_name="Nguyễn Văn Khác").context["form"].errors["full_name"]
    assert not Person.objects.filter(personal_number=NUMBER).exists()
    # Nor was it asked of somebody else.
    signed_in(unit="SO2")
    assert send().context["form"].errors["full_name"]
    assert send().status_code == 302

    assert Person.objects.get(personal_number=NUMBER).full_name == "Nguyễn Văn Ánh"
    assert len(TrailEntry.objects.latest("number").contents["questions_accepted"]) == 1


@pytest.mark.parametrize(
    ("posts", "role_of", "keeps"),
    [
        # The latest of the posts that ended, whichever was entered last.
        ([("SO2", 2024, 2025), ("SO", 2020, 2023)], "SO2", True),
        ([("SO", 2020, 2023), ("SO2", 2024, 2025)], "SO2", True),
        ([("SO2", 2024, 2025), ("SO", 2020, 2023)], "SO", False),
        ([("SO-P1", 2020, 2023)], "SO", True),
        ([("SO", 2020, 2023)], "SO-P1", False),
        # A post held now, beside one that was held longer.
        ([("SO2", 2020, 2025), ("SO", 2019, None)], "SO2", False),
        # Nothing but a post to come.
        ([("SO2", 2060, None)], "SO2", True),
        ([("SO2", 2060, None)], "SO", False),
        ([("SO2", 2060, None), ("SO", 2019, 2020)], "SO2", False),
        ([], "SO2", True),
    ],
)
def test_who_keeps_a_person_without_a_post(posts, role_of, keeps, house, signed_in):
    person = Person.objects.create(
        personal_number=NUMBER, full_name="Đỗ Văn Rời", birth_date=date(1980, 1, 1), sex="male"
    )
    for unit, since, until in posts:
        PostHolding.objects.create(
            person=person,
            post=house[unit]["post"],
            held_from=date(since, 1, 1),
            held_until=until and date(until, 1, 1),
        )
    held = roles_of(signed_in(unit=role_of), on=TODAY)

    assert (keeper_of(person, held, on=TODAY) is not None) is keeps
    content = people((NUMBER, "Đỗ Văn Rời", "01/01/1980", "Nam", "Có"))
    made = personnel.preview(content, today=TODAY, reach=[role.unit_path for role in held])
    assert (made.errors == []) is keeps
    if not keeps:
        assert str(house[posts[0 if role_of != "SO2" else -1][0]]["unit"]) in str(
            made.errors[0].message
        )


def test_a_refused_correction_says_whom_to_ask(client, house, signed_in):
    row = PostHolding.objects.get(person=house["SO2"]["person"])
    row.held_until, row.left = date(2025, 1, 1), "moved"
    row.save()
    PostHolding.objects.create(
        person=house["SO2"]["person"],
        post=house["SO"]["post"],
        held_from=date(2010, 1, 1),
        held_until=date(2011, 1, 1),
    )
    signed_in()
    response = client.get(reverse("desk:person-edit", args=[house["SO2"]["person"].pk]))

    assert response.status_code == 403
    assert "“Sở Hai”" in response.content.decode()


def test_a_person_is_put_on_record_and_corrected(client, signed_in):
    signed_in()
    data = {
        "personal_number": NUMBER,
        "full_name": "  Nguyễn  Thị Ảnh ",
        "birth_date": "05/09/1980",
        "sex": "female",
        "kind": "civil-servant",
        "party_member": "unknown",
    }
    client.post(reverse("desk:person-add"), data)
    person = Person.objects.get(personal_number=NUMBER)
    form = client.get(reverse("desk:person-edit", args=[person.pk])).context["form"]
    twice = client.post(reverse("desk:person-add"), data)
    client.post(
        reverse("desk:person-edit", args=[person.pk]),
        {
            **data,
            "full_name": "Nguyễn Thị Ánh",
            "version": form["version"].value(),
            "reason": "Sai",
        },
    )
    person.refresh_from_db()

    assert person.party_member is None
    assert person.full_name == "Nguyễn Thị Ánh"
    assert person.history.last().full_name == "Nguyễn Thị Ảnh"
    assert twice.context["form"].errors["personal_number"]
    assert [entry.event for entry in TrailEntry.objects.order_by("number")] == [
        "registry:record:added",
        "registry:record:corrected",
    ]


@pytest.mark.parametrize("model", RECORD_MODELS)
def test_a_form_of_a_record_begins_with_what_it_is_and_not_with_its_papers(model):
    names = list(form_of(model)._meta.fields)
    papers = {"end_document_number", "end_document_date", "found_on", "document_number"}

    assert names[0] not in papers


def test_days_far_from_their_paper_are_confirmed_and_the_confirmation_is_kept(
    client, signed_in, house
):
    signed_in()
    person = house["SO-P1"]["person"]
    sent = {
        "form": "warning",
        "effective_on": "12/08/2026",
        "by_party": "false",
        "document_number": "5/QĐ",
        "document_date": "12/08/2016",
    }
    url = record_url(person, "ky-luat")
    client.post(url, {**sent, "accepted": "on"})  # Nobody has asked yet.
    assert not Discipline.objects.exists()

    client.post(url, {**sent, "effective_on": "13/08/2026", "accepted": "on"})  # Other days.
    assert not Discipline.objects.exists()

    client.post(url, sent)
    client.post(url, {**sent, "accepted": "on"})
    row = Discipline.objects.get()
    assert row.days_confirmed == "effective_on 2026-08-12 2016-08-12"
    assert (row.by_party, row.for_corruption) == (False, None)
    [question] = TrailEntry.objects.get().contents["questions_accepted"]
    assert question["values"] == {"day": "12/08/2026", "paper": "12/08/2016"}


def test_a_check_of_a_unit_is_added_by_whoever_keeps_its_records(client, signed_in, house):
    account = signed_in()
    unit, other = house["SO-P1"]["unit"], Unit.objects.create(code="X", name="X", kind="agency")
    sent = {
        "unit": unit.pk,
        "checked_on": "01/11/2026",
        "clear": "no",
        "document_number": "8/XN",
        "document_date": "01/11/2026",
        "issued_by": "Sở Một",
    }
    url = reverse("desk:unit-checks")
    for wrong in (
        {"unit": other.pk},
        {"clear": ""},
        {"document_date": "01/10/2026"},
        {"issued_by": " "},
    ):
        assert client.post(url, {**sent, **wrong}).status_code == 422
    assert not UnitCheck.objects.exists()

    assert client.post(url, sent).status_code == 302
    check = UnitCheck.objects.get()
    assert (check.unit, check.clear) == (unit, False)
    assert check.history.get().history_user_id == account.pk
    assert TrailEntry.objects.get().extras["unit"] == unit.code
    assert "8/XN" in client.get(url).content.decode()


def test_a_check_of_a_unit_is_corrected_with_a_reason_and_asked_for_once(client, signed_in, house):
    signed_in()
    unit = house["SO-P1"]["unit"]
    sent = {
        "unit": unit.pk,
        "checked_on": "01/11/2026",
        "clear": "no",
        "document_number": "8/XN",
        "document_date": "01/11/2026",
        "issued_by": "Sở Một",
    }
    url = reverse("desk:unit-checks")
    client.post(url, sent)
    again = client.post(url, sent)  # the same unit and day: is it another one?
    assert again.status_code == 422
    check = UnitCheck.objects.get()

    correct = reverse("desk:unit-check", args=[check.pk])
    version = client.get(correct).context["form"].initial["version"]
    changed = {**sent, "clear": "yes", "version": version}
    assert client.post(correct, changed).status_code == 422  # without a reason
    assert client.post(correct, {**changed, "reason": "nhập nhầm"}).status_code == 302
    check.refresh_from_db()
    assert (check.clear, check.history.count()) == (True, 2)
    entry = TrailEntry.objects.last()
    assert (entry.event, entry.extras["unit"]) == ("registry:record:corrected", unit.code)
    assert entry.contents["changes"] == {"clear": [False, True]}
    assert entry.contents["stands_on"]["issued_by"] == "Sở Một"

    late = client.post(correct, {**changed, "clear": "no", "reason": "lại"})
    assert late.status_code == 422  # another version was stored since
    assert UnitCheck.objects.get().clear


def test_a_check_of_another_unit_is_not_corrected(client, signed_in, house):
    signed_in()
    other = Unit.objects.create(code="X", name="X", kind="agency")
    day = date(2026, 11, 1)
    paper = {"document_number": "1/X", "document_date": day, "issued_by": "X"}
    check = UnitCheck.objects.create(unit=other, checked_on=day, clear=False, **paper)

    assert client.get(reverse("desk:unit-check", args=[check.pk])).status_code == 404


def test_the_function_of_a_post_is_said_by_whoever_keeps_its_unit(client, signed_in, house):
    account = signed_in()
    post = house["SO-P1"]["post"]
    assert post.function == ""
    url = reverse("desk:post-function", args=[post.pk])
    version = client.get(url).context["form"].initial["version"]
    sent = {"function": "accounting", "version": version, "reason": "Quyết định 12/QĐ"}
    for wrong in ({"function": ""}, {"reason": " "}, {"function": "x"}):
        assert client.post(url, {**sent, **wrong}).status_code == 422

    assert client.post(url, sent).status_code == 302
    post.refresh_from_db()
    assert (post.function, post.history.first().history_user_id) == ("accounting", account.pk)
    entry = TrailEntry.objects.get()
    assert entry.contents["changes"] == {"function": ["", "accounting"]}
    assert entry.extras == {"model": "post", "record": post.pk, "unit": post.unit.code}

    other = Unit.objects.create(code="X", name="X", kind="agency")
    post.pk, post.code, post.unit = None, "X-1", other
    post.save(force_insert=True)
    assert client.get(reverse("desk:post-function", args=[post.pk])).status_code == 404


def test_nobody_else_may(client, signed_in, house):
    signed_in(Role.INSPECTOR)

    assert client.get(reverse("desk:unit-checks")).status_code == 403
