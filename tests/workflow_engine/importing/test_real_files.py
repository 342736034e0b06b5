"""Lists as offices have them: nothing is guessed and nothing is hidden."""

from datetime import date

import pytest

from tests.workflow_engine.importing.conftest import (
    NUMBER,
    PEOPLE,
    SOMEBODY,
    people,
    workbook,
)
from tests.workflow_engine.importing.office_files import LINES, edited, rewritten, said, strict
from workflow_engine.importing import old_letters
from workflow_engine.importing.errors import NotASpreadsheetError
from workflow_engine.importing.old_letters import converted


def test_rows_that_only_hold_their_number_or_formulas_say_nothing(look):
    made = look(people((1, *SOMEBODY), (2, *[None] * 5), (3,), header=("STT", *PEOPLE)))

    assert said(made) == []
    assert made.counts["Nhân sự"].rows == 1


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("xl/styles.xml", r'<family val="2" ?/>', '<family val="34"/>'),
        (
            "xl/worksheets/sheet1.xml",
            "<pageMargins",
            '<dataValidations><dataValidation errorStyle="odd"/></dataValidations><pageMargins',
        ),
    ],
)
def test_a_detail_on_which_no_value_depends_refuses_no_file(look, part, before, after):
    content = rewritten(people(SOMEBODY), part, (before, after))

    assert content != people(SOMEBODY)
    assert len(look(content).new) == 1


def test_a_strict_workbook_is_read(look):
    assert len(look(strict(people(SOMEBODY))).new) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_list_of_plain_text_is_read(look, encoding, separator):
    made = look("\r\n".join(LINES).replace(",", separator).encode(encoding))

    assert [str(record) for _line, record in made.new] == ["Nguyễn Thị Ánh"]
    assert said(made, "to-accept") == []


def test_a_list_in_an_old_encoding_is_read_and_the_encoding_has_to_be_accepted(look):
    decomposed = "\n".join(LINES)
    for marked, parts in (
        ("ễ", "ê\u0303"),
        ("ị", "i\u0323"),
        ("ọ", "o\u0323"),
        ("ố", "ô\u0301"),
        ("ới", "ơ\u0301i"),
        ("ữ", "ư\u0303"),
        ("ả", "a\u0309"),
        ("Đ", "Đ"),
    ):
        decomposed = decomposed.replace(marked, parts)
    made = look(decomposed.encode("windows-1258"))

    assert [str(record) for _line, record in made.new] == ["Nguyễn Thị Ánh"]
    assert "1258" in said(made, "to-accept")[0][2]


def test_zeros_that_a_list_of_plain_text_lost_have_to_be_accepted(look):
    made = look("\n".join(LINES).replace("079180001234", "79180001234").encode())

    assert made.new[0][1].personal_number == NUMBER
    assert "zeros" in said(made, "to-accept")[0][2]


def test_a_text_kept_from_the_spreadsheet_by_a_formula_is_that_text(look):
    lines = [LINES[0], '="079180001234",="Nguyễn Thị Ánh",05/09/1980,Nữ,x']
    made = look("\n".join(lines).encode())

    assert (said(made), said(made, "to-accept")) == ([], [])
    assert made.new[0][1].personal_number == NUMBER


def test_a_quotation_mark_that_nothing_closes_is_named_by_its_line(look):
    lines = [LINES[0], '079180001234,"Nguyễn Thị Ánh,05/09/1980,Nữ,x']

    with pytest.raises(NotASpreadsheetError, match="in line 2"):
        look("\n".join(lines).encode())


@pytest.mark.parametrize(
    "content",
    [b"<html><table></table></html>", b'<?xml version="1.0"?><Workbook/>', b"{\\rtf1", b"a;b\n1;2"],
)
def test_what_only_calls_itself_a_list_is_refused(look, content):
    with pytest.raises(NotASpreadsheetError):
        look(content)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("NguyÔn ThÞ Hµ", "Nguyễn Thị Hà"),
        ("TrÇn V¨n TuÊn", "Trần Văn Tuấn"),
        ("Traàn Vaên Huøng", "Trần Văn Hùng"),
        ("Nguyeãn Thò AÙnh", "Nguyễn Thị Ánh"),
        ("Nguyễn Thị Ánh", ""),
        ("Lê Hoà", ""),
        ("Université", ""),
        ("§ 5 © 2020, 1½", ""),
    ],
)
def test_text_of_old_fonts_is_recognised_and_no_other(old, new):
    assert converted(old) == new


OLD = ("Nguyễn Thị Ánh", "Trần Văn Tuấn", "Lê Thị Hồng Hạnh", "Đỗ Ngọc Sương", "Đặng Thủy")


@pytest.mark.parametrize("table", [old_letters._VISCII, old_letters._VPS], ids=["VISCII", "VPS"])
def test_lists_in_the_tables_of_one_byte_are_offered_converted(look, table):
    """One name may be Vietnamese by two tables: the sheet decides, for text and workbook."""
    byte_of = {letter: 0x80 + place for place, letter in enumerate(table)}
    rows = [",".join(PEOPLE), *(f"0791800012{n},{name},05/09/1980,Nữ,x" for n, name in _numbered())]
    plain = b"".join(bytes([byte_of[c]]) if c in byte_of else c.encode() for c in "\n".join(rows))
    western = plain.decode("latin-1").translate(str.maketrans(old_letters.WESTERN))
    for content in (plain, workbook(("Nhân sự", [row.split(",") for row in western.split("\n")]))):
        made = look(content)

        assert said(made) == []
        assert [str(record) for _line, record in made.new] == list(OLD)
        assert all("old font" in m for _r, c, m in said(made, "to-accept") if c == "Họ và tên")


def _numbered():
    return [(f"{n:02}", name) for n, name in enumerate(OLD, start=34)]


@pytest.mark.parametrize("text", ["• Lê", "“Tân Phú”", "Lê – Tân", "Phú…", "Müller", "Lê Hoà"])
def test_signs_beside_words_make_no_old_letters(text):
    assert old_letters.converted(text) == ""


def test_names_and_headers_of_old_fonts_are_offered_converted(look):
    header = ("Sè CCCD", "Hä vµ tªn", "Ngµy sinh", "Giíi tÝnh")
    made = look(workbook(("Nh©n sù", [header, (NUMBER, "NguyÔn ThÞ ¸nh", "05/09/1980", "N÷")])))

    assert [str(record) for _line, record in made.new] == ["Nguyễn Thị Ánh"]
    assert [column for _r, column, _m in said(made, "to-accept")] == ["Họ và tên", "Giới tính"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            [("TT", "Họ và tên khai sinh", "Ngày, tháng, năm sinh", "Giới tính", "Số CCCD")],
            (1, "Nguyễn Thị Ánh", "05/09/1980", "Nữ", NUMBER),
        ),
        (
            [("TT", "Họ và chữ đệm", "Tên", "Ngày sinh (dd/mm/yyyy)", "Giới tính", "Số CCCD")],
            (1, "Nguyễn Thị", "Ánh", "05/09/1980", "Nữ", NUMBER),
        ),
        (
            [
                ("TT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Số CCCD"),
                (None, None, "Nam", "Nữ", None),
            ],
            (1, "Nguyễn Thị Ánh", None, "05/09/1980", NUMBER),
        ),
        (
            [("TT", "Họ và tên", "Nam", "Nữ", "Ngày sinh", "Số CCCD")],
            (1, "Nguyễn Thị Ánh", None, "x", "05/09/1980", NUMBER),
        ),
        (
            [("TT", "Họ và tên", None, "Ngày sinh", "Giới tính", "Số CCCD")],
            (1, "Nguyễn Thị", "Ánh", "05/09/1980", "Nữ", NUMBER),
        ),
        (
            [
                ("TT", "Thông tin cá nhân", None, None, "Số CCCD"),
                (None, "Họ và tên", "Ngày sinh", "Giới tính", None),
            ],
            (1, "Nguyễn Thị Ánh", "05/09/1980", "Nữ", NUMBER),
        ),
    ],
)
def test_headers_are_read_as_offices_write_them(look, header, row):
    numbering = tuple(range(1, len(row) + 1))
    made = look(workbook(("Nhân sự", [("DANH SÁCH",), *header, numbering, row])))

    assert said(made) == []
    assert [(str(p), p.birth_date, p.sex) for _line, p in made.new] == [
        ("Nguyễn Thị Ánh", date(1980, 9, 5), "female")
    ]


def test_both_columns_of_sexes_filled_in_is_wrong(look):
    header = ("TT", "Họ và tên", "Nam", "Nữ", "Số CCCD")
    made = look(workbook(("Nhân sự", [header, (1, "Ánh", "05/09/1980", "05/09/1980", NUMBER)])))

    assert [column for _r, column, _m in said(made)] == ["Giới tính"]


def test_headings_of_groups_and_totals_are_left_out_by_name(look):
    header = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD")
    made = look(
        workbook(
            (
                "Nhân sự",
                [
                    header,
                    ("I", "Phòng Tổ chức"),
                    (1, "Nguyễn Thị Ánh", "05/09/1980", "Nữ", NUMBER),
                    ("II", "Chi cục Thú y"),
                    (2, "Trần Văn Bình", "31/02/1975", "Nam", "079075005678"),
                    (None, "Tổng cộng: 2 người"),
                ],
            )
        )
    )

    assert [row for row, _c, _m in said(made)] == [5]
    assert [row for row, _c, _m in said(made, "to-accept")] == [2, 4, 6]
    assert "Chi cục Thú y" in said(made, "to-accept")[1][2]


def test_hidden_rows_columns_and_sheets_are_named(look):
    def change(book):
        page = book["Nhân sự"]
        page.row_dimensions[3].hidden = True
        page.column_dimensions["D"].hidden = True
        page.sheet_state = "hidden"
        book.create_sheet("Bìa")

    content = people(SOMEBODY, ("079075005678", "Trần Văn Bình", "01/02/1975", "Nam", ""))
    words = " ".join(m for _r, _c, m in said(look(edited(content, change)), "to-accept"))

    assert said(look(content), "to-accept") == []
    assert "rows are hidden in the workbook, and are read: 3" in words
    assert "column D is hidden" in words
    assert "sheet is hidden" in words


def test_cells_merged_over_rows_are_named(look):
    content = edited(
        people(SOMEBODY, ("079075005678", "Trần Văn Bình", "01/02/1975", "Nam", None)),
        lambda book: book["Nhân sự"].merge_cells("E2:E3"),
    )

    assert "E2:E3" in said(look(content), "to-accept")[0][2]


def test_a_column_without_a_header_is_named(look):
    made = look(people((*SOMEBODY, "mật")))

    assert "column F has no header" in said(made, "note")[0][2]


def test_a_sheet_of_another_name_is_read_by_its_headers_and_that_has_to_be_accepted(look):
    made = look(workbook(("Sheet1", [PEOPLE, SOMEBODY])))

    assert len(made.new) == 1
    assert "Sheet1" in said(made, "to-accept")[0][2]


def test_all_that_is_wrong_with_a_row_is_told_at_once(look):
    header = (*PEOPLE, "Ngày vào Đảng")
    made = look(people((NUMBER, "A1", "05/09/1980", "?", "Không", "01/01/1970"), header=header))

    assert [c for _r, c, _m in said(made)] == [
        "Họ và tên",
        "Giới tính",
        "Ngày vào Đảng",
        "Ngày vào Đảng",
    ]
