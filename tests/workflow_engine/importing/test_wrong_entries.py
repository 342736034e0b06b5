"""Everything that is wrong in a file is named, by its sheet, row and column."""

import unicodedata
from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from compliance.models import TrailEntry
from tests.workflow_engine.importing.conftest import (
    NUMBER,
    PEOPLE,
    SOMEBODY,
    TODAY,
    people,
    with_records,
    workbook,
)
from tests.workflow_engine.importing.imports import OTHER, put_in, said
from workflow_engine.importing import columns, personnel
from workflow_engine.registry.cells import key
from workflow_engine.registry.models import (
    Person,
    PostHolding,
)


def test_every_wrong_entry_is_named_by_sheet_row_and_column(look):
    made = look(
        people(
            ("07908000123", "Nguyễn Thị Ánh", "05/09/1980", "Nữ", ""),
            (OTHER, "Trần Văn Bình", "31/02/1980", "Đàn ông", "có lẽ"),
        )
    )

    assert [(sheet, row, column) for sheet, row, column, _message in said(made)] == [
        ("Nhân sự", 2, "Số định danh cá nhân"),
        ("Nhân sự", 3, "Ngày sinh"),
        ("Nhân sự", 3, "Giới tính"),
        ("Nhân sự", 3, "Đảng viên"),
    ]
    assert made.counts["Nhân sự"].wrong == 2
    assert made.issues[1].cell == "C3"


def test_one_wrong_row_keeps_all_the_others_out(registry):
    content = people(SOMEBODY, (OTHER, "Trần Văn Bình", "31/02/1980", "Nam", ""))

    with pytest.raises(personnel.RowsWrongError):
        put_in(content)

    assert not Person.objects.exists()
    assert not TrailEntry.objects.exists()


def test_the_header_is_found_below_a_merged_title_without_marks_and_in_any_order(registry, look):
    book = Workbook()
    page = book.active
    page.title = "NHAN SU"
    page["A1"] = "DANH SÁCH CÔNG CHỨC"
    page.merge_cells("A1:E1")
    page["A2"] = "Tính đến 2026"
    page.append([])
    page.append(
        ["STT", "HO VA TEN", unicodedata.normalize("NFD", "Giới tính"), "ngày  sinh *", "Số CCCD"]
    )
    page.append([1, "Nguyễn Thị Ánh", "nữ", datetime(1980, 9, 5), NUMBER])  # noqa: DTZ001
    stream = BytesIO()
    book.save(stream)
    made = look(stream.getvalue())

    assert said(made) == []
    assert made.counts["Nhân sự"].new == 1


def test_a_column_that_is_missing_or_unknown_is_named(look):
    lacking = look(people((NUMBER, "Ánh"), header=("Số CCCD", "Họ và tên")))
    unknown = look(people((*SOMEBODY, "Sài Gòn"), header=(*PEOPLE, "Quê quán")))

    assert {column for _s, _r, column, _m in said(lacking)} == {"Ngày sinh", "Giới tính"}
    assert "Quê quán" in {column for _s, _r, column, _m in said(unknown, "note")}


def test_a_sheet_without_headers_is_named(look):
    made = look(workbook(("Nhân sự", [("a", "b"), ("c", "d")])))

    assert "no row of headers" in said(made)[0][3]


def test_a_sheet_that_is_not_of_the_template_is_named_and_left(look):
    made = look(workbook(("Nhân sự", [PEOPLE, SOMEBODY]), ("Lương", [("x",)])))

    assert "Lương" in {sheet for sheet, *_rest in said(made, "note")}


def test_a_repeated_row_counts_once_and_a_contradicting_one_is_wrong(look):
    repeated = look(people(SOMEBODY, SOMEBODY))
    contradicting = look(people(SOMEBODY, (NUMBER, "Nguyễn Thị Ảnh", "05/09/1980", "Nữ", "x")))

    assert repeated.counts["Nhân sự"].new == 1
    assert said(repeated) == []
    assert "row 2" in said(contradicting)[0][3]
    assert "Họ và tên" in said(contradicting)[0][3]


def test_the_name_beside_a_number_has_to_be_that_persons(look):
    made = look(
        with_records(
            "Xếp loại",
            ("Họ và tên", "Năm", "Mức xếp loại", "Ngày quyết định"),
            ("Trần Văn Bình", 2025, "Tốt", "20/12/2025"),
        )
    )

    assert "Nguyễn Thị Ánh" in said(made)[0][3]


def test_a_record_of_nobody_is_wrong(look):
    made = look(
        workbook(
            (
                "Xếp loại",
                [
                    ("Số CCCD", "Năm", "Xếp loại", "Ngày quyết định"),
                    (OTHER, 2025, "Tốt", "20/12/2025"),
                ],
            )
        )
    )

    assert said(made)[0][:3] == ("Xếp loại", 2, "Số định danh cá nhân")


@pytest.mark.parametrize(
    ("sheet", "header", "row", "column"),
    [
        (
            "Quá trình chức vụ",
            ("Mã chức vụ", "Từ ngày", "Đến ngày"),
            ("SO-TC-TP", "01/02/2024", "01/02/2024"),
            "Đến ngày",
        ),
        (
            "Quá trình chức vụ",
            ("Mã chức vụ", "Từ ngày", "Lý do thôi giữ"),
            ("SO-TC-TP", "01/02/2024", "Từ chức"),
            "Lý do thôi giữ",
        ),
        ("Quá trình chức vụ", ("Mã chức vụ", "Từ ngày"), ("KHONG-CO", "01/02/2024"), "Mã chức vụ"),
        (
            "Xếp loại",
            ("Năm", "Xếp loại", "Ngày quyết định"),
            (2025, "Tốt", "01/02/2024"),
            "Ngày quyết định",
        ),
        ("Sức khỏe", ("Ngày cấp", "Đủ sức khỏe"), ("01/02/2027", "Có"), "Ngày cấp"),
        (
            "Người thân",
            ("Số định danh người thân", "Quan hệ"),
            (NUMBER, "Chồng"),
            "Số định danh người thân",
        ),
    ],
)
def test_dates_and_names_that_contradict_are_wrong(look, sheet, header, row, column):
    made = look(with_records(sheet, header, row))

    assert [(s, c) for s, _r, c, _m in said(made)] == [(sheet, column)]


def test_a_rating_of_a_year_and_a_day_to_come_is_wrong_in_both(look):
    header = ("Năm", "Xếp loại", "Ngày quyết định")
    made = look(with_records("Xếp loại", header, (2030, "Tốt", "01/02/2031")))

    assert [column for _s, _r, column, _m in said(made)] == ["Năm", "Ngày quyết định"]


def test_what_the_file_and_the_registry_say_together_is_checked_too(registry, look):
    person = registry.person()
    PostHolding.objects.create(
        person=person,
        post=registry.posts["SO-TC-TP"],
        held_from=date(2024, 2, 1),
        held_until=date(2025, 2, 1),
    )
    made = look(
        with_records(
            "Quá trình chức vụ",
            ("Mã chức vụ", "Từ ngày", "Lý do thôi giữ"),
            ("SO-TC-TP", "01/02/2024", "Từ chức"),
        )
    )

    assert said(made)[0][2] == "Lý do thôi giữ"


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Đảng viên", "Không"),
        ("ĐẢNG VIÊN", "Không"),
        # Another name of the same column.
        ("Là đảng viên", "Không"),
        ("Năm sinh", "1990"),
        ("Họ tên", "Trần Văn Bình"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_two_columns_of_one_field_have_to_be_told_apart(first, header, cell, look):
    heads, row = [*PEOPLE], [*SOMEBODY]
    heads.insert(0 if first else len(heads), header)
    row.insert(0 if first else len(row), cell)
    made = look(people(row, header=heads))

    assert [issue.of_columns for issue in made.errors] == [True]
    assert key(made.errors[0].column) in {key(each) for each in (header, *PEOPLE)}
    assert made.does_nothing


def test_so_have_two_columns_that_hold_a_part_of_one(look):
    header = (PEOPLE[0], "Họ đệm", "Tên", "Nam", "Nữ")
    row = (SOMEBODY[0], "Nguyễn Thị", "Ánh", None, "05/09/1980")
    assert look(people(row, header=header)).errors == []

    for again, cell in (("Nam", "05/09/1980"), ("Tên", "Bình")):
        made = look(people((*row, cell), header=(*header, again)))
        assert [(issue.column, issue.of_columns) for issue in made.errors] == [(again, True)]


def test_it_is_read_once_somebody_says_which_it_is(registry, look):
    content = people((*SOMEBODY, "Không"), header=(*PEOPLE, "Đảng viên"))
    (head,) = columns.heads(content, reach=None)
    assert head.known is None

    fields = ("personal_number", "full_name", "birth_date", "sex", "", "party_member")
    unit = registry.units["dept"].path
    columns.say(unit, head, fields, account=None, on=TODAY)
    made = look(content, reach=[unit])

    assert made.errors == []
    assert [record.party_member for _line, record in made.new] == [False]
