"""What is no workbook, or a hostile one, is refused before it does anything."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from tests.workflow_engine.importing.conftest import (
    NUMBER,
    PEOPLE,
    SOMEBODY,
    people,
    with_records,
    workbook,
)
from tests.workflow_engine.importing.imports import put_in, said
from tests.workflow_engine.importing.office_files import rewritten
from workflow_engine.importing import opening
from workflow_engine.importing.errors import (
    BadFileError,
    FileTooLargeError,
    NoKnownSheetError,
    NotASpreadsheetError,
    TooManyRowsError,
)
from workflow_engine.importing.personnel import marked
from workflow_engine.registry.models import (
    Rating,
)


def test_a_formula_without_its_result_is_named_and_not_read_as_empty(look):
    book = Workbook()
    page = book.active
    page.title = "Nhân sự"
    page.append(PEOPLE)
    page.append([NUMBER, '="Nguyễn "&"Ánh"', "05/09/1980", "Nữ", "=1=1"])
    stream = BytesIO()
    book.save(stream)
    made = look(stream.getvalue())

    assert [(row, column) for _s, row, column, m in said(made) if "formula" in m] == [
        (2, "Họ và tên"),
        (2, "Đảng viên"),
    ]


def test_hostile_text_is_kept_as_text_or_refused_and_never_acted_on(registry):
    content = with_records(
        "Xếp loại",
        ("Năm", "Xếp loại", "Ngày quyết định", "Ghi chú"),
        (2025, "Tốt", "20/12/2025", "'; DROP TABLE registry_person; -- <script>"),
    )
    put_in(content)

    assert Rating.objects.get().note == "'; DROP TABLE registry_person; -- <script>"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NotASpreadsheetError),
        (b"ho ten,ngay sinh\n", NotASpreadsheetError),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, NotASpreadsheetError),
        (b"PK\x03\x04" + b"\0" * 600, NotASpreadsheetError),
        (b"%PDF-1.7", NotASpreadsheetError),
    ],
)
def test_what_is_no_workbook_is_refused(look, content, error):
    with pytest.raises(error):
        look(content)


def packed(**parts):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def test_another_packed_file_is_refused(look):
    with pytest.raises(NotASpreadsheetError):
        look(packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"))


def test_a_file_that_unpacks_to_far_more_is_refused_before_it_is_unpacked(look, monkeypatch):
    monkeypatch.setattr(opening, "LARGEST_UNPACKED", 10 * 2**20)

    with pytest.raises(FileTooLargeError):
        look(packed(xl__workbook_xml=b"x", bomb_xml=b"\0" * (11 * 2**20)))


def test_definitions_inside_the_xml_are_refused(look):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'

    with pytest.raises(NotASpreadsheetError):
        look(packed(xl__workbook_xml=bomb))


def with_parts(content, **parts):
    stream = BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_of_", "."), text)
    return stream.getvalue()


def test_pictures_macros_and_what_other_programs_keep_refuse_no_file(look):
    content = with_parts(
        people(SOMEBODY),
        xl__media__image1_of_png=b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        xl__vbaProject_of_bin=b"\xd0\xcf\x11\xe0\0\0",
        xl__printerSettings__printerSettings1_of_bin="HP LaserJet".encode("utf-16-le"),
        customXml__item1_of_xml='<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16"),
        xl__externalLinks__externalLink1_of_xml="<externalLink/>",
    )
    made = look(content)

    assert [record.personal_number for _line, record in made.new] == [NUMBER]
    assert load_workbook(BytesIO(marked(content, made.issues, most_rows=10)))["Nhân sự"]["A2"].value


def test_no_part_is_read_as_xml_that_was_not_looked_at_first(look):
    hidden = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'
    rels = ("xl/_rels/workbook.xml.rels", ("worksheets/sheet1.xml", "worksheets/sheet1.bin"))
    content = rewritten(people(SOMEBODY), rels[0], rels[1])

    with pytest.raises(NoKnownSheetError):
        look(with_parts(content, xl__worksheets__sheet1_of_bin=hidden))


@pytest.mark.parametrize(
    ("before", "after"),
    [('<row r="2"', '<row r="1"'), ('<row r="1"', '<row r="3"'), ('r="B2"', 'r="A2"')],
    ids=["a row twice", "rows out of order", "a cell twice"],
)
def test_a_sheet_that_says_two_things_of_one_place_is_refused(look, before, after):
    content = rewritten(people(SOMEBODY), "xl/worksheets/sheet1.xml", (before, after))

    with pytest.raises(NotASpreadsheetError):
        look(content)


@pytest.mark.parametrize("plain", [False, True])
def test_columns_too_far_right_are_named(look, plain):
    rows = [[*PEOPLE, *[None] * 200, "Đối tượng"], [*SOMEBODY, *[None] * 200, "Viên chức"]]
    lines = "\n".join(";".join(cell or "" for cell in row) for row in rows)
    made = look(lines.encode() if plain else workbook(("Nhân sự", rows)))

    assert [m for _s, _r, _c, m in said(made, "to-accept") if "128 columns" in m]


def test_a_truncated_workbook_is_refused(look):
    content = people(SOMEBODY)

    for cut in range(10, len(content), len(content) // 7):
        with pytest.raises(BadFileError):
            look(content[:cut])


def test_a_workbook_of_other_sheets_is_refused_with_the_names_it_should_have(look):
    with pytest.raises(NoKnownSheetError, match="Nhân sự"):
        look(workbook(("Sheet1", [("a", "b")])))


def test_more_rows_than_can_be_taken_are_refused_with_the_command_to_use(look):
    rows = [(f"{number:012}", "Nguyễn Văn An", "05/09/1980", "Nam", "") for number in range(6)]

    with pytest.raises(TooManyRowsError, match="import_people"):
        look(people(*rows), most_rows=5)


def test_a_cell_far_below_does_not_blow_the_memory_and_is_read(look):
    book = load_workbook(BytesIO(people(SOMEBODY)))
    book["Nhân sự"].cell(1_048_576, 2, "Trần Văn Bình")
    stream = BytesIO()
    book.save(stream)
    made = look(stream.getvalue())

    assert {row for _s, row, _c, _m in said(made, "to-accept")} == {1_048_576}
