"""A workbook of people is uploaded, looked at and imported on pages."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from compliance import trail
from compliance.models import TrailEntry
from tests.workflow_engine.desk.people.lists import UPLOAD
from tests.workflow_engine.importing.conftest import (
    NUMBER,
    PEOPLE,
    SOMEBODY,
    TODAY,
    people,
    workbook,
)
from workflow_engine.importing import drafts, personnel
from workflow_engine.importing.models import ImportDraft
from workflow_engine.registry.models import (
    Person,
    Rating,
)


@pytest.fixture
def registered(signed_in):
    return signed_in()


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
    refused = client.post(url, {"accept": "on", "reason": "sửa theo giấy khai sinh"})
    done = client.post(url, {"accept": "on", "reason": "sửa theo giấy khai sinh"})

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


@pytest.mark.parametrize(("member", "shown"), [(True, "true"), (False, "false"), (None, "unknown")])
def test_the_form_shows_membership_as_it_stands_and_stores_it_so(
    member, shown, client, house, signed_in
):
    signed_in()
    person = house["SO"]["person"]
    person.party_member = member
    person.save()
    form = client.get(reverse("desk:person-edit", args=[person.pk])).context["form"]

    assert f'<option value="{shown}" selected>' in str(form["party_member"])
    assert 'data-only-with="party_member=true"' in str(form["party_joined_on"])


@pytest.mark.parametrize(("member", "told"), [(True, True), (False, False), (None, False)])
def test_a_day_of_joining_is_told_of_members_alone(member, told, client, house, signed_in):
    signed_in()
    person = house["SO"]["person"]
    person.party_member, person.party_joined_on = member, date(2001, 2, 3)
    person.save()

    page = client.get(reverse("desk:person", args=[person.pk])).content.decode()
    assert ('datetime="2001-02-03"' in page.partition('class="more"')[0]) is told


def test_older_records_are_folded_and_empty_kinds_stand_together(client, house, signed_in):
    signed_in()
    person = house["SO"]["person"]
    for year in range(2019, 2026):
        Rating.objects.create(
            person=person, year=year, level=Rating.Level.GOOD, decided_on=date(year, 12, 1)
        )

    kinds = {
        k.slug: k for k in client.get(reverse("desk:person", args=[person.pk])).context["kinds"]
    }
    assert [each.row.year for each in kinds["xep-loai"].latest] == [2025, 2024, 2023]
    assert [each.row.year for each in kinds["xep-loai"].earlier] == [2022, 2021, 2020, 2019]


def test_both_sides_of_a_change_are_said_in_words(house, signed_in):
    account = signed_in()
    person = house["SO-P1"]["person"]
    person.ratings.create(year=2025, level="good", decided_on=date(2025, 12, 15))
    person.kind = "civil-servant"
    person.save()
    own = (person.personal_number, person.full_name, f"{person.birth_date:%d/%m/%Y}")
    header = (*PEOPLE[:4], "Đối tượng")
    rating = (person.personal_number, 2025, "HTXS", "15/12/2025")
    content = workbook(
        ("Nhân sự", [header, (*own, "Nam" if person.sex == "male" else "Nữ", "VC")]),
        ("Xếp loại", [("Số CCCD", "Năm", "Mức xếp loại", "Ngày quyết định"), rating]),
    )
    made = personnel.preview(content, today=TODAY)
    changes = [
        (field["old"], field["new"])
        for change in drafts.shown(made)["changes"]
        for field in change["fields"]
    ]

    assert account
    assert changes == [
        ("Công chức", "Viên chức"),
        ("Hoàn thành tốt nhiệm vụ", "Hoàn thành xuất sắc nhiệm vụ"),
    ]
