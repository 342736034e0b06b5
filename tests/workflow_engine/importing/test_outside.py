"""What holds no record, above, among and below a list, is left out by name; nobody of it is."""

import pytest

from tests.workflow_engine.importing.conftest import NUMBER, people, with_records, workbook
from tests.workflow_engine.importing.office_files import OTHER, edited, said

HEADER = ("STT", "Số CCCD", "Họ và tên", "Ngày sinh", "Giới tính", "Ký nhận")
ANH = (1, NUMBER, "Nguyễn Thị Ánh", "05/09/1980", "Nữ")
MAI = (2, OTHER, "Trần Thị Mai", "06/09/1980", "Nữ")
PLACE = "TP. Hồ Chí Minh, ngày 01 tháng 12 năm 2026"

BLOCKS = {
    "in the column of numbers": [(None, PLACE), (None, "GIÁM ĐỐC"), (None, "Nguyễn Văn Ký")],
    "in the running numbers": [(PLACE,), ("GIÁM ĐỐC",), ("(Ký, ghi rõ họ tên)",)],
    "two signatories": [
        (None, None, None, PLACE),
        (None, None, "Người lập biểu", None, "GIÁM ĐỐC"),
        (None, None, "(Ký, ghi rõ họ tên)", None, "(Ký tên, đóng dấu)"),
        (),
        (None, None, "Lê Thị Lập", None, "Nguyễn Văn Ký"),
    ],
    "under an unread column": [(*[None] * 5, PLACE), (*[None] * 5, "KT. GIÁM ĐỐC")],
    "not dated yet": [(None, None, None, "…, ngày … tháng … năm 2026"), (None, "TRƯỞNG PHÒNG")],
    "a date in figures": [(None, "TP.HCM, ngày 01/12/2026"), (None, None, None, "CHỦ TỊCH")],
    "a date alone": [(None, None, None, "Ngày 01 tháng 12 năm 2026"), (None, None, "THỦ KHO")],
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
def test_a_block_of_signatures_is_left_out_by_name(look, block):
    made = look(workbook(("Nhân sự", [HEADER, ANH, MAI, *block])))
    left = [(row, message) for row, _column, message in said(made, "to-accept")]
    filled = [(at, row) for at, row in enumerate(block, start=4) if any(row)]

    assert said(made) == []
    assert [record.personal_number for _line, record in made.new] == [NUMBER, OTHER]
    assert [at for at, _message in left] == [at for at, _row in filled]
    for (_at, row), (_row, message) in zip(filled, left, strict=True):
        assert all(words in message for words in row if words)


def test_a_block_of_signatures_is_left_out_of_a_list_of_plain_text_too(look):
    lines = [
        "STT,Số CCCD,Họ và tên,Ngày sinh,Giới tính",
        f"1,{NUMBER},Nguyễn Thị Ánh,05/09/1980,Nữ",
        f',"{PLACE}",,,',
        ",,Người lập biểu,,GIÁM ĐỐC",
        ',,"(Ký, ghi rõ họ tên)",,',
        ",,Lê Thị Lập,,Nguyễn Văn Ký",
    ]
    made = look("\n".join(lines).encode())

    assert said(made) == []
    assert [row for row, _c, _m in said(made, "to-accept")] == [3, 4, 5, 6]


def test_a_block_of_signatures_is_left_out_of_records_too(look):
    header = ("Năm", "Mức xếp loại", "Ngày quyết định")
    content = with_records("Xếp loại", header, (2025, "HTT", "15/12/2025"))
    block = [(PLACE,), (None, None, None, "GIÁM ĐỐC"), (None, None, None, "Nguyễn Văn Ký")]
    made = look(_with_rows(content, "Xếp loại", block))

    assert said(made) == []
    assert [row for row, _c, _m in said(made, "to-accept")] == [3, 4, 5]


@pytest.mark.parametrize(
    "row",
    [
        (2, "07918000567", "Trần Thị Mai"),
        (2, None, "Trần Thị Mai", "06/09/1980"),
        (2, None, "Trần Thị Mai", "khoảng năm 1980"),
        (2, None, "Trần Thị Mai", "ngày 6 tháng 9 năm 1980"),
        (2, None, "Trần Thị Mai", None, "Nữ"),
        (2, None, "Trần Thị Mai", 1980),
    ],
)
def test_whoever_has_one_entry_of_a_person_is_not_left_out(look, row):
    assert said(look(workbook(("Nhân sự", [HEADER, ANH, row]))))


def test_a_row_above_the_last_person_is_not_left_out(look):
    made = look(workbook(("Nhân sự", [HEADER, ANH, (2, None, "Trần Thị Mai"), (3, *MAI[1:])])))

    assert {row for row, _c, _m in said(made)} == {3}


def test_where_no_row_holds_a_record_none_is_left_out(look):
    made = look(people((None, "Trần Thị Mai", None, None, None)))

    assert {row for row, _c, _m in said(made)} == {2}
    assert said(made, "to-accept") == []


def test_signatures_under_two_columns_of_sexes_are_no_people(look):
    header = ("TT", "Họ và tên", "Nam", "Nữ", "Số CCCD")
    rows = [(1, "Nguyễn Thị Ánh", None, "05/09/1980", NUMBER), (None, "Lê Lập", None, "GIÁM ĐỐC")]
    made = look(workbook(("Nhân sự", [header, *rows])))

    assert said(made) == []
    assert [row for row, _c, _m in said(made, "to-accept")] == [3]


def _births(*rows):
    head = ["STT,Số CCCD,Họ và tên,Ngày sinh,,Giới tính", ",,,Nam,Nữ,"]
    return "\n".join([*head, *rows]).encode()


def test_birth_dates_by_sex_are_read_beside_a_column_of_the_sex(look):
    made = look(_births(f"1,{NUMBER},Nguyễn Thị Ánh,,05/09/1980,Nữ"))

    assert said(made) == []
    [(_line, person)] = made.new
    assert (f"{person.birth_date:%d/%m/%Y}", person.sex) == ("05/09/1980", "female")


def test_a_birth_date_in_the_column_of_the_other_sex_is_refused(look):
    made = look(_births(f"1,{NUMBER},Nguyễn Thị Ánh,05/09/1980,,Nữ"))

    assert [(row, column) for row, column, _message in said(made)] == [(3, "Giới tính")]


def _with_rows(content, title, rows):
    def add(book):
        for row in rows:
            book[title].append(list(row))

    return edited(content, add)


def test_a_header_that_a_new_page_repeats_is_left_out_by_name(look):
    made = look(workbook(("Nhân sự", [HEADER, ANH, HEADER, MAI])))

    assert said(made) == []
    assert len(made.new) == 2
    assert [row for row, _c, m in said(made, "to-accept") if "repeats the header" in m] == [3]


def test_another_table_below_a_list_stops_the_import(look):
    other = ("STT", "Họ và tên", "Số CCCD", "Quan hệ")
    made = look(workbook(("Nhân sự", [HEADER, ANH, (), other, (1, "Lê Thị Ba", OTHER, "Con")])))

    assert {row for row, _column, _message in said(made)} == {4, 5}


def test_a_person_above_the_header_is_named(look):
    made = look(workbook(("Nhân sự", [("DANH SÁCH NĂM 2026",), MAI, HEADER, ANH])))

    assert [record.personal_number for _line, record in made.new] == [NUMBER]
    assert [(row, OTHER in m) for row, _c, m in said(made, "to-accept")] == [(2, True)]
