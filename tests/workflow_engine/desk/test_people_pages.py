"""The pages of people: who may read and keep what, and what a correction leaves on the record."""

from datetime import date

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from compliance import reconcile, trail
from compliance.models import TrailEntry
from tests.workflow_engine.registry.conftest import (
    NUMBER,
    PEOPLE,
    SOMEBODY,
    TODAY,
    people,
    workbook,
)
from workflow_engine.access.models import Account, Assignment
from workflow_engine.access.roles import Role
from workflow_engine.desk.people.selectors import KINDS
from workflow_engine.importing import drafts, personnel
from workflow_engine.registry.models import (
    ImportDraft,
    Person,
    Post,
    PostHolding,
    Rating,
    Title,
    Unit,
)
from workflow_engine.registry.models.records import RECORD_MODELS

SINCE = date(2020, 1, 1)
LIST, UPLOAD = "desk:people", "desk:import"


@pytest.fixture
def house(db):
    """Two departments with a head each; the first has a division."""
    title = Title.objects.create(code="TP", name="Trưởng phòng", rank=30)
    made = {}
    for number, (code, name, parent) in enumerate(
        (("SO", "Sở Một", None), ("SO-P1", "Phòng Một", "SO"), ("SO2", "Sở Hai", None)), start=1
    ):
        unit = Unit.objects.create(
            code=code,
            name=name,
            kind="agency" if parent is None else "constituent",
            parent=made[parent]["unit"] if parent else None,
        )
        post = Post.objects.create(code=f"{code}-TP", unit=unit, title=title, standing="head")
        person = Person.objects.create(
            personal_number=f"{number:012}",
            full_name=["Trần Đức Ưng", "Nguyễn Thị Ánh", "Lê Văn Ẩn"][number - 1],
            birth_date=date(1980, number, 1),
            sex="male",
        )
        PostHolding.objects.create(
            person=person, post=post, held_from=SINCE, document_number="1/QĐ"
        )
        made[code] = {"unit": unit, "post": post, "person": person}
    return made


@pytest.fixture
def signed_in(client, house):
    """Sign in as somebody with a role in a unit."""

    def sign_in(role=Role.HR_OFFICER, unit="SO"):
        account = Account.objects.create(username=f"{role}-{unit}", person=house["SO"]["person"])
        Assignment.objects.create(
            account=account, role=role, unit=house[unit]["unit"], held_from=SINCE
        )
        client.force_login(account)
        return account

    return sign_in


@pytest.fixture
def registered(signed_in):
    return signed_in()


def names(response):
    return [row.person.full_name for row in response.context["rows"]]


def sent(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def record_url(person, kind="chuc-vu", record=None):
    if record is None:
        return reverse("desk:person-record-add", args=[person.pk, kind])
    return reverse("desk:person-record-edit", args=[person.pk, kind, record.pk])


POST = {"kind": "appointed", "held_from": "01/02/2024", "left": "", "document_number": "5/QĐ"}


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


# More rows than a page of the preview has.
MANY = [(n, chr(65 + n // 26) + chr(97 + n % 26)) for n in range(60)]


def uploaded(client, content, name="nhap.xlsx"):
    return client.post(reverse(UPLOAD), {"file": SimpleUploadedFile(name, content)})


def test_a_workbook_is_uploaded_looked_at_and_imported(client, signed_in):
    account = signed_in()
    preview = client.get(uploaded(client, people(SOMEBODY))["Location"])
    before = Person.objects.filter(personal_number=NUMBER).exists()
    done = client.post(preview.wsgi_request.path)
    entry = TrailEntry.objects.get()

    assert before is False
    assert "Nhân sự" in preview.content.decode()
    assert done.status_code == 302
    assert Person.objects.filter(personal_number=NUMBER).exists()
    assert (entry.event, entry.actor_account) == ("registry:people:imported", account.pk)
    assert entry.actor_unit == "SO"
    assert not ImportDraft.objects.exists()
    assert Person.objects.get(personal_number=NUMBER).history.get().history_user_id == account.pk


def test_a_preview_shows_what_is_new_as_it_was_read(client, signed_in):
    signed_in()
    rows = [(f"07918000{n:04}", f"Nguyễn Thị Ánh {a}", *SOMEBODY[2:]) for n, a in MANY]
    url = uploaded(client, people(*rows))["Location"]
    first = client.get(url).content.decode()
    second = client.get(f"{url}?page=2").content.decode()

    assert "05/09/1980" in first
    for number, name, *_rest in rows:
        assert (number in first) != (number in second)
        assert f"<strong>{name}</strong>" in first + second


def test_every_change_of_a_preview_can_be_reached(client, signed_in):
    signed_in()
    rows = [(f"07918000{n:04}", f"Nguyễn Thị Ánh {a}", *SOMEBODY[2:]) for n, a in MANY]
    for number, name, *_rest in rows:
        Person.objects.create(
            personal_number=number, full_name=name, birth_date=date(1980, 9, 6), sex="female"
        )
    url = uploaded(client, people(*rows))["Location"]
    pages = [client.get(f"{url}?page={n}").content.decode() for n in (1, 2)]

    assert all("06/09/1980" in page for page in pages)
    for number, *_rest in rows:
        assert sum(f"· {number}" in page for page in pages) == 1


def test_wrong_rows_are_shown_and_cannot_be_confirmed(client, signed_in):
    signed_in()
    url = uploaded(client, people(("1", *SOMEBODY[1:])))["Location"]
    shown = client.get(url)
    done = client.post(url)

    assert "A2" in shown.content.decode()
    assert done.status_code == 409
    assert Person.objects.count() == 3


def test_readings_have_to_be_accepted_on_the_page(client, signed_in):
    signed_in()
    url = uploaded(client, people((79180001234, *SOMEBODY[1:])))["Location"]
    without = client.post(url)
    client.post(url, {"accept": "on"})

    assert without.context["form"].errors["accept"]
    assert Person.objects.filter(personal_number=NUMBER).exists()


def test_where_the_registry_changed_the_new_result_is_shown_first(client, signed_in, house):
    signed_in()
    person = house["SO"]["person"]
    content = people((person.personal_number, person.full_name, "06/09/1980", "Nam", None))
    url = uploaded(client, content)["Location"]
    person.birth_date = date(1979, 1, 1)
    person.save()
    refused = client.post(url, {"accept": "on"})
    done = client.post(url, {"accept": "on"})

    assert refused.status_code == 409
    assert "01/01/1979" in refused.content.decode()
    assert done.status_code == 302
    assert Person.objects.get(pk=person.pk).birth_date == date(1980, 9, 6)


@pytest.mark.parametrize("content", [b"", b"a,b\n", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0old"])
def test_what_is_no_workbook_is_refused_with_words(client, signed_in, content):
    signed_in()
    response = uploaded(client, content)

    assert response.status_code == 400
    assert response.context["form"].errors["file"]
    assert not ImportDraft.objects.exists()


def test_no_file_at_all_is_refused_with_words(client, signed_in):
    signed_in()

    assert client.post(reverse(UPLOAD)).context["form"].errors["file"]


def test_a_preview_belongs_to_whoever_uploaded_it(client, signed_in):
    signed_in()
    url = uploaded(client, people(SOMEBODY))["Location"]
    signed_in(unit="SO2")

    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404


def test_people_of_another_unit_are_not_changed_by_an_import(client, signed_in, house):
    signed_in()
    stranger = house["SO2"]["person"]
    url = uploaded(
        client, people((stranger.personal_number, stranger.full_name, "06/09/1980", "Nam", None))
    )["Location"]

    assert client.post(url).status_code == 409
    assert stranger.history.count() == 1


def test_of_two_windows_that_confirm_one_file_the_second_is_told(registered, house):
    content, account = people(SOMEBODY), registered
    first = drafts.upload(
        content, name="a", account=account.pk, at=timezone.now(), today=TODAY, reach=None
    )
    second = ImportDraft.objects.get(pk=first.pk)
    actor = trail.Actor(account=account.pk, role="hr_officer", unit="SO")
    drafts.confirm(first, actor=actor, at=timezone.now(), today=TODAY, accepted=False, reach=None)

    with pytest.raises(personnel.RegistryChangedError):
        drafts.confirm(
            second, actor=actor, at=timezone.now(), today=TODAY, accepted=False, reach=None
        )
    assert Person.objects.filter(personal_number=NUMBER).count() == 1


def test_a_file_that_was_never_confirmed_is_taken_away(client, signed_in):
    signed_in()
    uploaded(client, people(SOMEBODY))
    ImportDraft.objects.update(uploaded_at=timezone.now() - 2 * drafts.KEPT)
    uploaded(client, people(SOMEBODY))

    assert ImportDraft.objects.count() == 1


def test_hostile_names_of_sheets_and_files_are_shown_as_text(client, signed_in):
    signed_in()
    content = workbook(("Nhân sự", [PEOPLE, SOMEBODY]), ("<b>x", [("a",)]))
    url = uploaded(client, content, name="<script>alert(1)</script>.xlsx")["Location"]
    text = client.get(url).content.decode()

    assert "<script>alert" not in text
    assert "<b>x" not in text


def test_the_template_is_downloaded(client, signed_in):
    signed_in()
    response = client.get(reverse("desk:import-template"))

    assert response.content.startswith(b"PK")
    assert "mau-nhap-nhan-su.xlsx" in response["Content-Disposition"]


def test_the_marked_file_is_downloaded_by_whoever_uploaded_it(client, signed_in):
    signed_in()
    url = uploaded(client, people(("1", *SOMEBODY[1:])))["Location"]
    link = f"{url}loi.xlsx"
    response = client.get(link)
    page = client.get(url).content.decode()
    signed_in(unit="SO2")

    assert link in page
    assert response.content.startswith(b"PK")
    assert client.get(link).status_code == 404
