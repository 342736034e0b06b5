"""Importing lists as offices have them: columns named once, answers kept, errors taken home."""

import csv
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from compliance import reconcile
from tests.workflow_engine.importing.conftest import PEOPLE, workbook
from workflow_engine.importing.models import HeaderMapping, ImportDraft
from workflow_engine.registry import answers
from workflow_engine.registry.models import KeptAnswer, Person

NAMES = ("Lê Thị Mẫu", "Trần Văn Thử", "H'Hen Ví", "Rơ̆ Čăm Dụ")
# Headers that no template has.
HEADER = ("Mã cá nhân", "Tên cán bộ", "Sinh", "Phái", "ĐV", "Điện thoại")
FIELDS = ("personal_number", "full_name", "birth_date", "sex", "party_member", "")


def somebody(place, **given):
    """Return a row of a list whose number fits the sex and the year of birth."""
    female, year = place % 2 == 0, 60 + place % 40
    row = {
        "number": f"0{1 + place % 90:02}{int(female)}{year}{place:06}",
        "name": f"{NAMES[place % 4]} {chr(65 + place % 26)}{chr(97 + place // 26)}",
        "born": f"{1 + place % 28:02}/{1 + place % 12:02}/19{year}",
        "sex": "Nữ" if female else "Nam",
        "member": "x" if place % 3 else None,
    }
    return tuple({**row, **given}.values())


def list_of(rows, header=PEOPLE, title="Nhân sự"):
    return workbook((title, [("DANH SÁCH CÔNG CHỨC",), (), header, *rows]))


def upload(client, content, name="ds.xlsx"):
    response = client.post(reverse("desk:import"), {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, response.context["form"].errors
    return response["Location"]


def say(client, url, fields, **more):
    data = {f"0-column-{n}": name for n, name in enumerate(fields)} | more
    return client.post(url, data)


def phoned(rows):
    return [(*row, "0900 000 000") for row in rows]


def asked(client, url, key="to_accept"):
    return [issue["message"] for issue in client.get(url).context[key]]


def test_columns_that_nobody_knows_are_said_once_and_remembered(client, signed_in):
    account = signed_in()
    rows = phoned(somebody(n) for n in range(3))
    url = upload(client, list_of(rows, HEADER, "Sheet1"))
    page = client.get(url).content.decode()
    done = say(client, url, FIELDS, kind="Nhân sự")
    preview = client.get(done["Location"])
    row = HeaderMapping.objects.get()
    again = client.get(upload(client, list_of(rows, HEADER, "Sheet1")))

    assert "Mã cá nhân" in page
    assert "0900 000 000" in page
    assert preview.context["wrong"] == 0
    assert preview.context["does"] == 3
    assert row.history.get().history_user_id == account.pk
    assert again.context["does"] == 3
    assert any("Sinh" in issue["message"] for issue in again.context["to_accept"])
    assert not list(reconcile.reconcile([HeaderMapping]))


@pytest.mark.parametrize(
    "header",
    [
        (*HEADER[:5], "Số máy"),
        ("Mã cá nhân", "Tên cán bộ", "Phái", "Sinh", "ĐV", "Điện thoại"),
        (*HEADER, "Ghi chú"),
    ],
)
def test_where_a_column_of_the_header_changed_it_is_asked_again(
    client,
    signed_in,
    header,
):
    signed_in()
    rows = phoned(somebody(n) for n in range(3))
    say(client, upload(client, list_of(rows, HEADER)) + "cot/", FIELDS)
    url = upload(client, list_of(rows, header))
    preview = client.get(url)
    form = client.get(f"{url}cot/").context["forms"][0]
    likely = {label.text: label.field for label in form.head.labels}

    assert preview.context["wrong"] == 1
    assert preview.context["does"] == 0
    assert likely["Sinh"] == "birth_date"
    assert likely["Phái"] == "sex"
    assert likely["ĐV"] == "party_member"


def test_what_was_said_in_one_unit_is_not_taken_in_another(client, signed_in):
    signed_in()
    rows = phoned(somebody(n) for n in range(3))
    say(client, upload(client, list_of(rows, HEADER)) + "cot/", FIELDS)
    signed_in(unit="SO2")

    assert client.get(upload(client, list_of(rows, HEADER))).context["wrong"]


def test_a_list_with_the_headers_of_the_template_is_not_asked_of(client, signed_in):
    signed_in()
    rows = [somebody(n) for n in range(3)]
    say(client, upload(client, list_of(phoned(rows), HEADER)) + "cot/", FIELDS)
    preview = client.get(upload(client, list_of(rows)))

    assert (preview.context["wrong"], preview.context["readings"]) == (0, 0)


def test_what_was_said_can_be_said_otherwise_with_its_history(client, signed_in):
    signed_in()
    rows = phoned(somebody(n) for n in range(3))
    url = upload(client, list_of(rows, HEADER)) + "cot/"
    say(client, url, FIELDS)
    say(client, url, (*FIELDS[:4], "", ""))
    row = HeaderMapping.objects.get()

    assert row.fields == [*FIELDS[:4], "", ""]
    assert row.history.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        (*FIELDS[:3], "", "", ""),
        (*FIELDS[:4], "sex", ""),
        ("personal_number", "_family", "birth_date", "sex", "", ""),
        ("personal_number", "full_name", "birth_date", "sex", "_male", "_female"),
        ("personal_number", "full_name", "password", "sex", "", ""),
    ],
)
def test_columns_that_cannot_be_so_are_refused(client, signed_in, fields):
    signed_in()
    url = upload(client, list_of(phoned([somebody(1)]), HEADER)) + "cot/"

    assert say(client, url, fields).status_code == 400
    assert not HeaderMapping.objects.exists()


def test_halves_of_a_name_and_columns_of_sexes_are_said_too(client, signed_in):
    signed_in()
    header = ("Mã", "Phần một", "Phần hai", "Cột nam", "Cột nữ")
    number, _name, born, *_rest = somebody(1)
    content = list_of([(number, "Trần Văn", "Thử", born, None)], header)
    fields = ("personal_number", "_family", "_given", "_male", "_female")
    done = say(client, upload(client, content) + "cot/", fields)
    client.post(done["Location"], {"accept": "on"})
    person = Person.objects.get(personal_number=number)

    assert (person.full_name, person.sex, person.born) == ("Trần Văn Thử", "male", born)


def test_a_list_of_plain_text_is_said_too(client, signed_in):
    signed_in()
    stream = StringIO()
    csv.writer(stream, delimiter=";").writerows(
        [HEADER, *([c or "" for c in row] for row in phoned(somebody(n) for n in range(3)))]
    )
    url = upload(client, stream.getvalue().encode("utf-8-sig"), "ds.csv")
    done = say(client, url, FIELDS)

    assert client.get(done["Location"]).context["does"] == 3


def test_of_a_file_that_cannot_be_read_nothing_is_taken_unsaid(client, signed_in):
    signed_in()
    url = upload(client, list_of(phoned([somebody(1)]), HEADER, "Sheet1"))
    draft = ImportDraft.objects.get()
    preview = reverse("desk:import-preview", args=[draft.token])

    assert client.post(preview)["Location"] == url
    assert say(client, url, [""] * 6).status_code == 400
    assert Person.objects.count() == 3


def of_500(bad_row=None):
    """Return five hundred rows, forty of them with readings, and one wrong if asked."""
    rows = [somebody(n) for n in range(500)]
    for n in range(0, 400, 10):
        rows[n] = somebody(n, name=rows[n][1].upper())
    if bad_row is not None:
        rows[bad_row] = somebody(bad_row, born="31/02/1970", sex="Đàn ông")
    return rows


def test_one_wrong_row_of_500_stores_nothing_and_loses_no_answer(client, signed_in):
    signed_in()
    wrong, right = (phoned(of_500(bad)) for bad in (251, None))
    done = say(client, upload(client, list_of(wrong, HEADER)) + "cot/", FIELDS)
    url = done["Location"]
    first = client.get(url)
    refused = client.post(url)
    client.post(url, {"accept": "on", "answers": "keep"})
    kept = client.get(url)
    corrected = upload(client, list_of(right, HEADER))
    last = client.get(corrected)
    stored = client.post(corrected)

    assert (first.context["wrong"], first.context["readings"]) == (2, 41)
    assert refused.status_code == 409
    assert kept.context["readings"] == 0
    assert len(kept.context["accepted"]) == 41
    assert (last.context["wrong"], last.context["readings"]) == (0, 0)
    assert "41" in last.content.decode()
    assert stored.status_code == 302
    assert Person.objects.count() == 503


def test_another_entry_is_asked_of_although_the_question_is_the_same(client, signed_in):
    signed_in()
    number, name, *rest = somebody(4)
    wrong = somebody(5, sex="?")
    url = upload(client, list_of([(number, name.upper(), *rest), wrong]))
    client.post(url, {"accept": "on", "answers": "keep"})
    other = upload(client, list_of([(somebody(6)[0], name.upper(), *somebody(6)[2:])]))
    changed = upload(client, list_of([(number, name.upper() + " B", *rest)]))

    assert KeptAnswer.objects.count() == 1
    assert len(asked(client, other)) == 1
    assert len(asked(client, changed)) == 1


@pytest.mark.parametrize("hide", ["row", "column", "sheet"])
def test_an_answer_about_hidden_rows_is_not_one_about_those_of_somebody_else(
    client,
    signed_in,
    hide,
):
    def hidden(rows):
        book = load_workbook(BytesIO(list_of(rows)))
        page = book["Nhân sự"]
        page.row_dimensions[4].hidden = hide == "row"
        page.column_dimensions["C"].hidden = hide == "column"
        if hide == "sheet":
            page.sheet_state = "hidden"
            book.create_sheet("Hướng dẫn")
            book.active = 1
        out = BytesIO()
        book.save(out)
        return out.getvalue()

    signed_in()
    wrong = somebody(5, sex="?")
    url = upload(client, hidden([somebody(4), wrong]))
    assert len(asked(client, url)) == 1
    client.post(url, {"accept": "on", "answers": "keep"})

    assert not asked(client, upload(client, hidden([somebody(4), wrong])))
    assert len(asked(client, upload(client, hidden([somebody(8), wrong])))) == 1


def test_an_answer_is_that_of_whoever_gave_it_and_for_a_month(client, signed_in):
    account = signed_in()
    number, name, *rest = somebody(4)
    content = list_of([(number, name.upper(), *rest), somebody(5, sex="?")])
    url = upload(client, content)
    client.post(url, {"accept": "on", "answers": "keep"})
    now = timezone.now()

    assert len(answers.given_by(account.pk, at=now)) == 1
    assert not answers.given_by(account.pk + 1, at=now)
    assert not answers.given_by(account.pk, at=now + answers.KEPT)


def test_every_reading_that_is_accepted_can_be_seen(client, signed_in):
    signed_in()
    rows = [somebody(n) for n in range(450)]
    url = upload(client, list_of([(a, name.upper(), *rest) for a, name, *rest in rows]))
    seen = [message for n in (1, 2, 3) for message in asked(client, f"{url}?readings={n}")]

    assert len(seen) == 450


def test_500_rows_go_home_with_the_bad_cells_marked_and_come_back(client, signed_in):
    signed_in()
    url = upload(client, list_of(of_500(251)))
    book = load_workbook(BytesIO(client.get(f"{url}loi.xlsx").content))
    page = book["Nhân sự"]
    why = page.cell(255, page.max_column).value
    marked = {cell.coordinate for row in page.iter_rows(min_row=4) for cell in row if cell.comment}
    page["C255"], page["D255"] = somebody(251)[2:4]
    stream = BytesIO()
    book.save(stream)
    again = client.get(upload(client, stream.getvalue()))

    assert page["A1"].value == "DANH SÁCH CÔNG CHỨC"
    assert {"C255", "D255", "B4"} <= marked
    assert len(marked) == 42
    assert "Ngày sinh" in why
    assert "Giới tính" in why
    assert (again.context["wrong"], again.context["does"]) == (0, 500)


def test_a_file_that_waits_is_found_again_by_whoever_uploaded_it(client, signed_in):
    signed_in()
    url = upload(client, list_of([somebody(1)]), "của tôi.xlsx")
    mine = client.get(reverse("desk:import")).content.decode()
    signed_in(unit="SO2")

    assert url in mine
    assert "của tôi.xlsx" in mine
    assert url not in client.get(reverse("desk:import")).content.decode()
