"""The workbook to fill in: one sheet for each kind of record, with lists to choose from."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import TypeVar

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from workflow_engine.importing.shape import Column, Lookups, Sheet
from workflow_engine.importing.sheets import sheets
from workflow_engine.registry.cells import Day, Known, OneOf, Text, YesNo
from workflow_engine.registry.identity_cells import PersonalNumber
from workflow_engine.registry.models import Post, Title, Unit

_Coded = TypeVar("_Coded", Post, Unit, Title)
HELP_SHEET, LISTS_SHEET = "Hướng dẫn", "Danh mục"
TITLE_ROW, GUIDE_ROW, HEADER_ROW, FIRST_ROW = 1, 2, 3, 4
_ROWS_PREPARED = 2000
_GUIDE = (
    "Mỗi trang là một loại hồ sơ. Điền từ dòng 4 trở xuống; không đổi tên trang và tiêu đề cột.",
    "Cột có dấu * là bắt buộc. Ô trống ở cột khác giữ nguyên thông tin đang có, không xóa.",
    "Số định danh cá nhân gồm 12 chữ số, để ở định dạng văn bản để không mất số 0 ở đầu.",
    "Ngày ghi theo dd/mm/yyyy.",
    "Cột “Từ ngày” chỉ có tháng (mm/yyyy) thì hiểu là ngày đầu tháng, cột “Ngày cấp” của văn bằng",
    "thì hiểu là ngày cuối tháng hoặc cuối năm; cách hiểu này phải được chấp nhận khi xem trước.",
    "Mã chức vụ, đơn vị, chức danh lấy ở trang Danh mục.",
    "Nhập nhân sự mới ở trang Nhân sự trước; các trang khác tham chiếu bằng số định danh cá nhân.",
    "Không có dòng nào được nhập nếu còn một dòng sai: tất cả hoặc không gì cả.",
)


def template() -> bytes:
    """Return the workbook, with the codes that the registry holds now."""
    lookups = Lookups.load()
    book = Workbook()
    book.remove(book.active)
    guide = book.create_sheet(HELP_SHEET)
    guide.column_dimensions["A"].width = 110
    for row, words in enumerate(_GUIDE, start=1):
        guide.cell(row, 1, words).alignment = Alignment(wrap_text=True, vertical="top")
    ranges: dict[str, str] = {}
    pages = [(sheet, book.create_sheet(sheet.name)) for sheet in sheets(lookups)]
    lists = book.create_sheet(LISTS_SHEET)
    ranges = _lists(book, lists, lookups, [sheet for sheet, _page in pages])
    for sheet, page in pages:
        _fill(page, sheet, ranges)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(page: Worksheet, sheet: Sheet, ranges: dict[str, str]) -> None:
    page.cell(TITLE_ROW, 1, sheet.name).font = Font(bold=True, size=14)
    page.merge_cells(
        start_row=TITLE_ROW, end_row=TITLE_ROW, start_column=1, end_column=len(sheet.columns)
    )
    for place, column in enumerate(sheet.columns, start=1):
        guide = page.cell(GUIDE_ROW, place, column.hint or _hint(column))
        guide.font = Font(italic=True, color="555555")
        guide.alignment = Alignment(wrap_text=True, vertical="top")
        head = page.cell(HEADER_ROW, place, column.header + (" *" if column.required else ""))
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="DDE7F3")
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = max(16, min(34, len(column.header) + 6))
        last = FIRST_ROW + _ROWS_PREPARED
        cells = f"{letter}{FIRST_ROW}:{letter}{last}"
        if isinstance(column.reader, PersonalNumber | Day | Text):
            for row in range(FIRST_ROW, FIRST_ROW + 200):
                page.cell(row, place).number_format = "@"
        choices = ranges.get(_list_name(sheet, column))
        if choices:
            rule = DataValidation(type="list", formula1=f"={choices}", allow_blank=True)
            rule.showErrorMessage = isinstance(column.reader, OneOf | YesNo)
            rule.error = "Hãy chọn một giá trị trong danh sách."
            page.add_data_validation(rule)
            rule.add(cells)
    page.freeze_panes = page.cell(FIRST_ROW, 3)


def _lists(
    book: Workbook, page: Worksheet, lookups: Lookups, known: Sequence[Sheet]
) -> dict[str, str]:
    """Write the lists to choose from and return the name of each one's range."""
    ranges: dict[str, str] = {}
    columns: list[tuple[str, Iterable[str]]] = [("Có hoặc Không", ("Có", "Không"))]
    names = {"": "co_khong"}
    codes = {
        "post": sorted(p.code for p in _rows(lookups.posts)),
        "unit": sorted(u.code for u in _rows(lookups.units)),
        "title": sorted(t.code for t in _rows(lookups.titles)),
    }
    for sheet in known:
        for column in sheet.columns:
            name = _list_name(sheet, column)
            if isinstance(column.reader, YesNo):
                ranges[name] = names[""]
            elif isinstance(column.reader, OneOf):
                columns.append((f"{sheet.name}: {column.header}", column.reader.shown))
                ranges[name] = f"ds_{len(columns)}"
            elif isinstance(column.reader, Known) and column.field in codes:
                if column.field not in names:
                    columns.append((column.header, codes[column.field]))
                    names[column.field] = f"ds_{len(columns)}"
                ranges[name] = names[column.field]
    for place, (header, entries) in enumerate(columns, start=1):
        letter = get_column_letter(place)
        page.cell(1, place, header).font = Font(bold=True)
        page.column_dimensions[letter].width = 30
        last = 1
        for last, entry in enumerate(entries, start=2):
            page.cell(last, place, entry)
        cells = f"{quote_sheetname(page.title)}!${letter}$2:${letter}${max(last, 2)}"
        name = "co_khong" if place == 1 else f"ds_{place}"
        book.defined_names[name] = DefinedName(name, attr_text=cells)
    _names_of_codes(page, len(columns) + 2, lookups)
    return ranges


def _names_of_codes(page: Worksheet, place: int, lookups: Lookups) -> None:
    """Say what each code stands for."""
    named: tuple[tuple[str, Sequence[Post | Unit | Title]], ...] = (
        ("Chức vụ", _rows(lookups.posts)),
        ("Đơn vị", _rows(lookups.units)),
        ("Chức danh", _rows(lookups.titles)),
    )
    for number, (header, rows) in enumerate(named):
        column = place + 2 * number
        page.cell(1, column, f"Mã {header.lower()}").font = Font(bold=True)
        page.cell(1, column + 1, header).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column + 1)].width = 50
        for row, item in enumerate(sorted(rows, key=lambda item: item.code), start=2):
            page.cell(row, column, item.code)
            words = page.cell(row, column + 1)
            words.value, words.data_type = str(item), "s"


def _rows(found: Mapping[str, _Coded]) -> list[_Coded]:
    return list({row.pk: row for row in found.values() if row is not None}.values())


def _list_name(sheet: Sheet, column: Column) -> str:
    return f"{sheet.name}/{column.field}"


def _hint(column: Column) -> str:
    if isinstance(column.reader, YesNo):
        return "Có hoặc Không"
    if isinstance(column.reader, OneOf):
        return "Chọn trong danh sách"
    return ""
