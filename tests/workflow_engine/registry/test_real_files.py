"""Lists as offices have them: nothing is guessed and nothing is hidden."""

import re
import zipfile
from datetime import date, datetime, time
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from tests.workflow_engine.registry.conftest import (
    NUMBER,
    PEOPLE,
    SOMEBODY,
    people,
    with_records,
    workbook,
)
from workflow_engine.importing import personnel
from workflow_engine.importing.errors import NotASpreadsheetError
from workflow_engine.importing.old_letters import converted

OTHER, THIRD = "079180005678", "079180001236"


def said(made, level="error"):
    return [(i.row, i.column, i.message) for i in made.issues if i.level == level]


def edited(content, change):
    """Return a workbook after `change` was done to it."""
    book = load_workbook(BytesIO(content))
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def rewritten(content, part, *replacements):
    """Return a workbook with words of one of its parts replaced."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part or part == "*":
                for before, after in replacements:
                    text = re.sub(before.encode(), after.encode(), text)
            new.writestr(name, text)
    return stream.getvalue()


def strict(content):
    """Return a workbook as Excel stores it in the strict form."""
    return rewritten(
        content,
        "*",
        (
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
        (
            "http://schemas.openxmlformats.org/drawingml/2006",
            "http://purl.oclc.org/ooxml/drawingml",
        ),
    )


def born(value, number=NUMBER):
    return (number, "Nguyễn Thị Ánh", value, "Nữ", None)


def with_format(*dates, shown):
    content = people(*(born(d, f"0791800012{n:02}") for n, d in enumerate(dates)))

    def change(book):
        for row in book["Nhân sự"].iter_rows(min_row=2):
            row[2].number_format = shown

    return edited(content, change)


def day(year, month, of_month, *rest):
    return datetime(year, month, of_month, *rest)  # noqa: DTZ001 as a workbook gives it


@pytest.mark.parametrize(
    "value", [day(1979, 12, 31, 17), 29220.708333, "31/12/1979 17:00", "1979-12-31T17:00:00.000Z"]
)
def test_a_date_with_a_time_of_day_is_refused_with_both_days(look, value):
    (error,) = said(look(people(born(value))))

    assert "31/12/1979" in error[2]
    assert "01/01/1980" in error[2]


def test_days_that_american_settings_swapped_are_named_with_both_readings(look):
    made = look(
        people(
            born(day(1980, 1, 9)),
            born("15/01/1980", OTHER),
            born(day(1979, 12, 10), THIRD),
        )
    )

    assert [
        (row, "09/01/1980" in m and "01/09/1980" in m)
        for row, _c, m in said(made, "to-accept")
        if "swapped" in m
    ] == [(2, True), (4, False)]


def test_a_birth_of_a_year_alone_hides_no_swapped_day(look):
    made = look(people(born(day(1980, 1, 9)), born("15/01/1980", OTHER), born("00/00/1979", THIRD)))

    assert any("01/09/1980" in m for _r, _c, m in said(made, "to-accept"))


def test_a_column_that_has_dates_above_twelve_is_not_doubted(look):
    made = look(
        people(born(day(1980, 1, 9)), born("15/01/1980", OTHER), born(day(1979, 12, 20), THIRD))
    )

    assert not [m for _r, _c, m in said(made, "to-accept") if "swapped" in m]


@pytest.mark.parametrize("shown", ["mm/dd/yyyy", "[$-409]m/d/yy", "mm-dd-yy"])
def test_dates_shown_month_first_are_doubted(look, shown):
    made = look(with_format(day(1980, 1, 9), shown=shown))

    assert "swapped" in said(made, "to-accept")[0][2]


@pytest.mark.parametrize("shown", ["dd/mm/yyyy", "yyyy-mm-dd", "d mmm yyyy", "dd/mm/yyyy hh:mm"])
def test_dates_shown_day_first_are_not(look, shown):
    assert said(look(with_format(day(1980, 1, 9), shown=shown)), "to-accept") == []


def test_text_dates_of_a_column_that_is_month_first_are_doubted_too(look):
    made = look(people(born("01/15/1980"), born("01/09/1980", OTHER)))

    assert [row for row, _c, _m in said(made)] == [2]
    assert [row for row, _c, _m in said(made, "to-accept")] == [3]


@pytest.mark.parametrize("column", ["Số văn bản", "Cơ quan ban hành", "Ghi chú"])
@pytest.mark.parametrize(
    "value", [day(2023, 5, 1), 12.1, time(12, 30), True, 1234567890123456789, "1.23457E+18"]
)
def test_what_a_spreadsheet_made_of_a_text_is_refused(look, column, value):
    made = look(
        with_records(
            "Xếp loại",
            ("Năm", "Mức xếp loại", "Ngày quyết định", column),
            (2023, "Tốt", "20/12/2023", value),
        )
    )

    assert [(c, "cell for text" in m) for _r, c, m in said(made)] == [(column, True)]


def test_a_number_shown_otherwise_than_it_is_is_refused_in_a_column_of_text(look):
    content = with_records(
        "Xếp loại",
        ("Năm", "Xếp loại", "Ngày quyết định", "Số văn bản"),
        (2023, "Tốt", "1/2/2024", 12),
    )

    def change(book):
        book["Xếp loại"]["E2"].number_format = '00"/QĐ"'

    assert said(look(content)) == []
    assert "00" in said(look(edited(content, change)))[0][2]


def test_a_year_typed_into_a_cell_for_dates_is_no_day_of_1905(look):
    made = look(with_format(day(1905, 5, 29), shown="dd/mm/yyyy"))
    header = (*PEOPLE, "Ngày vào Đảng")

    def change(book):
        book["Nhân sự"]["F2"] = 1976
        book["Nhân sự"]["F2"].number_format = "dd/mm/yyyy"

    joined = look(edited(people((*SOMEBODY, None), header=header), change))

    assert "1976" in said(made, "to-accept")[0][2]
    assert made.new[0][1].born == "1976"
    assert "1976" in said(joined)[0][2]


@pytest.mark.parametrize("number", [5, 790800012])
def test_a_short_number_never_lost_that_many_zeros(look, number):
    assert said(look(people((number, *SOMEBODY[1:]))))[0][1] == "Số định danh cá nhân"


def test_a_workbook_that_counts_from_1904_is_read_right(look):
    content = people(born(29229), born(day(1980, 1, 20), OTHER))
    content = rewritten(
        content, "xl/workbook.xml", ("<workbookPr ?/>", '<workbookPr date1904="1"/>')
    )
    made = look(content)

    assert [record.birth_date for _line, record in made.new] == [
        date(1984, 1, 10),
        date(1984, 1, 21),
    ]


def test_a_formula_whose_result_is_empty_is_an_empty_cell(look):
    content = edited(
        people(SOMEBODY, ("079075005678", "Trần Văn Bình", "01/02/1975", "Nam", "x")),
        lambda book: book["Nhân sự"].__setitem__("E2", '=IF(1=2,"x","")'),
    )
    stored = rewritten(
        content,
        "xl/worksheets/sheet1.xml",
        (r'<c r="E2"([^>]*)><f>(.*?)</f><v ?/?>(</v>)?', r'<c r="E2" t="str"><f>\2</f><v></v>'),
    )

    assert [c for _r, c, _m in said(look(content))] == ["Đảng viên"]
    assert said(look(stored)) == []


def test_a_zero_in_the_format_of_a_date_is_empty_where_nothing_is_needed(look):
    header = (*PEOPLE, "Ngày vào Đảng")

    def change(book):
        for name in ("C2", "F2"):
            book["Nhân sự"][name].number_format = "dd/mm/yyyy"

    made = look(edited(people((NUMBER, "Ánh", 0, "Nữ", "x", 0), header=header), change))

    assert [(c, "00/01/1900" in m) for _r, c, m in said(made)] == [("Ngày sinh", True)]


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


LINES = [",".join(PEOPLE), '079180001234,"Nguyễn Thị Ánh",05/09/1980,Nữ,x']


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


def marks(content, made):
    return load_workbook(BytesIO(personnel.marked(content, made.issues, most_rows=100)))


def test_errors_are_taken_home_in_the_same_workbook(look):
    content = people(SOMEBODY, born("31/02/1980", OTHER))
    made = look(content)
    book = marks(content, made)
    page = book["Nhân sự"]

    assert page["C3"].fill.fgColor.rgb.endswith("FFC7CE")
    assert "31/02/1980" in page["C3"].comment.text
    assert page["F1"].value == "Lỗi"
    assert "31/02/1980" in page["F3"].value
    assert page["F2"].value is None
    assert [row[1] for row in book["Lỗi"].iter_rows(min_row=2, values_only=True)] == ["C3"]


def test_a_marked_workbook_that_was_corrected_is_imported(look):
    content = people(born("31/02/1980"))
    book = marks(content, look(content))
    book["Nhân sự"]["C2"] = "28/02/1980"
    stream = BytesIO()
    book.save(stream)
    made = look(stream.getvalue())

    assert said(made) == said(made, "note") == []
    assert len(made.new) == 1


def test_errors_of_a_list_of_plain_text_are_taken_home_too(look):
    content = "\n".join(LINES).replace("05/09/1980", "31/02/1980").encode()
    book = marks(content, look(content))

    assert book["CSV"]["C2"].comment
    assert book["CSV"]["B1"].value == "Họ và tên"


def test_what_begins_like_a_formula_stays_text_in_the_marked_workbook(look):
    content = f'{LINES[0]}\n{NUMBER},"=1+1",05/09/1980,Nữ,x\n'.encode()
    page = marks(content, look(content))["CSV"]

    assert (page["B2"].value, page["B2"].data_type) == ("=1+1", "s")


def test_definitions_are_refused_wherever_they_stand(look):
    padded = "<!--" + "x" * 6000 + "-->" + '<!DOCTYPE x [<!ENTITY a "a">]>'
    content = rewritten(people(SOMEBODY), "xl/styles.xml", ("<styleSheet", f"{padded}<styleSheet"))

    with pytest.raises(NotASpreadsheetError):
        look(content)


def test_an_empty_workbook_of_one_sheet_is_refused_in_words(look):
    stream = BytesIO()
    Workbook().save(stream)

    with pytest.raises(personnel.BadFileError):
        look(stream.getvalue())


def test_a_strict_workbook_is_taken_home_with_its_other_sheets_and_its_formats(look):
    def change(book):
        book.create_sheet("Bìa")["A1"] = "Sở Mẫu"
        page = book["Nhân sự"]
        page.insert_rows(1)
        page["A1"] = "DANH SÁCH"
        page["A1"].font = Font(bold=True)

    content = strict(edited(people(SOMEBODY, born("31/02/1980", OTHER)), change))
    book = marks(content, look(content))
    page = book["Nhân sự"]

    assert book["Bìa"]["A1"].value == "Sở Mẫu"
    assert (page["A1"].value, page["A1"].font.bold) == ("DANH SÁCH", True)
    assert "31/02/1980" in page["C4"].comment.text


def test_a_list_of_plain_text_is_taken_home_whole(look):
    content = "\n".join(
        [
            "DANH SÁCH,,,,",
            *LINES,
            "II. PHÒNG HAI,,,,",
            "079180001235,Lê Thị Mẫu,31/02/1980,Nữ,x",
            "Tổng cộng: 2,,,,",
        ]
    ).encode()
    book = marks(content, look(content))
    page = book[book.sheetnames[0]]

    assert [page.cell(row, 1).value for row in range(1, 7)] == [
        "DANH SÁCH",
        "Số định danh cá nhân",
        "079180001234",
        "II. PHÒNG HAI",
        "079180001235",
        "Tổng cộng: 2",
    ]
    assert "31/02/1980" in page["C5"].comment.text
    assert page["F2"].value == "Lỗi"


def test_a_given_name_without_a_header_is_no_half_lost(look):
    header = ("TT", "Họ và tên", None, "Ngày sinh", "Giới tính", "Số CCCD")
    row = (1, "Nguyễn Thị", "Ánh", "05/09/1980", "Nữ", NUMBER)
    head = personnel.heads(workbook(("Nhân sự", [header, row])), reach=None)[0]

    assert [(label.letter, label.text) for label in head.labels][1:3] == [
        ("B", "Họ và tên"),
        ("D", "Ngày sinh"),
    ]
    assert [str(p) for _l, p in look(workbook(("Nhân sự", [header, row]))).new] == [
        "Nguyễn Thị Ánh"
    ]
