"""Errors are taken home in the same workbook, and it comes back corrected."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.workflow_engine.importing.conftest import (
    NUMBER,
    SOMEBODY,
    people,
    workbook,
)
from tests.workflow_engine.importing.office_files import (
    LINES,
    OTHER,
    born,
    edited,
    rewritten,
    said,
    strict,
)
from workflow_engine.importing import personnel
from workflow_engine.importing.errors import NotASpreadsheetError


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

    assert said(made) == []
    assert not [words for *_place, words in said(made, "note") if "not read" in words]
    assert len(made.new) == 1


def test_what_was_corrected_is_marked_no_more(look):
    """A file goes home twice: the second time it says what is wrong now, and nothing else."""
    rows = (SOMEBODY, (OTHER, "Lê Thị Mai", "1.2.80", "Nữ", None), ("123", "Lê Ba", 1980, "Nữ"))
    content = edited(people(*rows), lambda book: _note(book, "C3", "của văn phòng"))
    once = personnel.marked(content, look(content).issues, most_rows=10)
    corrected = edited(once, lambda book: book["Nhân sự"]["C3"].__setattr__("value", "01/02/1980"))
    made = look(corrected)
    book = load_workbook(BytesIO(personnel.marked(corrected, made.issues, most_rows=10)))
    page = book["Nhân sự"]

    assert {row for row, _column, _message in said(made)} == {4}
    assert book.sheetnames == ["Nhân sự", "Lỗi"]
    assert [cell.value for cell in page[1]].count("Lỗi") == 1
    assert [bool(page.cell(row, 6).value) for row in (2, 3, 4)] == [False, False, True]
    assert page["C3"].comment.text == "của văn phòng"
    assert page["C3"].fill.fill_type is None
    assert page["A4"].comment.text.count("Lỗi: ") == 1


def _note(book, cell, text):
    book["Nhân sự"][cell].comment = Comment(text, "VP")


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
