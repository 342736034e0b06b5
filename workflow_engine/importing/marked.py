"""The file with its errors marked, to be taken home: cells filled, and why in a column “Lỗi”."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from workflow_engine.importing import plain_text
from workflow_engine.importing.ooxml import is_read
from workflow_engine.importing.parsing import Issue, Level
from workflow_engine.importing.shape import Lookups
from workflow_engine.importing.sheets import sheets
from workflow_engine.importing.workbook import Rows, read

ERRORS = "Lỗi"
# The head of the list of errors, and how a line of a comment begins that is ours.
_LISTED = ("Trang", "Ô", "Cột", "Nội dung")
_MARK = f"{ERRORS}: "
# Above this a workbook is not opened whole: its values are written anew.
_LARGEST_KEPT = 30 * 2**20
_BAD = PatternFill("solid", fgColor="FFC7CE")
_DOUBTFUL = PatternFill("solid", fgColor="FFEB9C")
# An area merged over a thousand rows or many columns: openpyxl makes a cell of each of its places.
_MERGED = re.compile(rb'mergeCell\s[^>]*ref="[^"]*:\$?(?:[A-Z]{3}|[A-Z]+\$?\d{4})')
_STRICT = b"http://purl.oclc.org/ooxml/"
# What the two forms of the standard call the same (ISO/IEC 29500-1 and -4).
_NAMES = (
    (
        _STRICT + b"officeDocument/extendedProperties",
        b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    ),
    *(
        (_STRICT + name, b"http://schemas.openxmlformats.org/" + name + b"/2006")
        for name in (b"officeDocument", b"spreadsheetml", b"drawingml")
    ),
    (b' conformance="strict"', b""),
)
_BROKEN = (AttributeError, IndexError, KeyError, OSError, SyntaxError, TypeError, ValueError)


def marked(
    content: bytes,
    issues: Iterable[Issue],
    *,
    most_rows: int,
    reach: Sequence[str] | None = None,
) -> bytes:
    """Return the file as a workbook with every issue at its cell, in its row and in a list.

    Raises:
        BadFileError: the file cannot be read at all.
    """
    found = [issue for issue in issues if issue.level != Level.NOTE]
    known = read(content, sheets(Lookups.load(reach)), most_rows=most_rows).sheets
    book = _opened(content) or _anew(known)
    if ERRORS in book.sheetnames and _is_list(book[ERRORS]):
        del book[ERRORS]
    for rows in known:
        page = book[rows.title]
        _take_marks_away(page, rows.head)
        own: dict[int, list[Issue]] = defaultdict(list)
        for issue in found:
            if issue.sheet == rows.sheet.name and issue.row:
                _mark(page, issue)
                own[issue.row].append(issue)
        _write_column(page, rows.head, own)
    _write_list(book, found)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _opened(content: bytes) -> Any:
    """Return the workbook with all its formatting; None where it is too large or cannot be kept."""
    if plain_text.is_plain(content):
        return None
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _LARGEST_KEPT:
            return None
        parts = {name: archive.read(name) for name in archive.namelist() if is_read(name)}
    if any(_MERGED.search(text) for text in parts.values()):
        return None  # A merged area may be as large as a sheet: kept as values only.
    try:
        book = load_workbook(_packed(parts))
    except _BROKEN:
        return None
    return book if book.worksheets else None


def _packed(parts: Mapping[str, bytes]) -> BytesIO:
    """Return a workbook of these parts, a strict one under the names that the library reads."""
    strict = any(_STRICT in text for text in parts.values())
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, text in parts.items():
            for before, after in _NAMES if strict else ():
                text = text.replace(before, after)
            made.writestr(name, text)
    stream.seek(0)
    return stream


def _anew(known: Iterable[Rows]) -> Workbook:
    """Return a workbook with what was read of the file, each value at its place."""
    book = Workbook()
    book.remove(book.active)
    for rows in known:
        _copy(book.create_sheet(rows.title), rows)
    return book


def _copy(page: Any, rows: Rows) -> None:
    for number, cells in (*rows.outside, *rows.rows):
        for place, cell in enumerate(cells, start=1):
            if cell is not None and cell.value is not None:
                written = page.cell(number, place)
                _write(written, cell.value)
                written.number_format = cell.shown


def _mark(page: Any, issue: Issue) -> None:
    if not issue.cell:
        return
    cell = page[issue.cell]
    if cell.__class__.__name__ == "MergedCell":
        return
    cell.fill = _BAD if issue.level == Level.ERROR else _DOUBTFUL
    before, author = "", ERRORS
    if cell.comment:
        before, author = f"{cell.comment.text}\n", cell.comment.author
    cell.comment = Comment(f"{before}{_MARK}{issue.message}"[:2000], author)


def _take_marks_away(page: Any, head_row: int) -> None:
    """Take away what was marked the last time: what was corrected since is wrong no more."""
    before = _errors_column(page, head_row)
    for row in page.iter_rows():
        for cell in row:
            if cell.__class__.__name__ == "MergedCell":
                continue
            if before and cell.column == before and cell.row > head_row:
                cell.value = None
            if cell.comment and _MARK in cell.comment.text:
                own = [line for line in cell.comment.text.split("\n") if not _is_mark(line)]
                cell.comment = Comment("\n".join(own), cell.comment.author) if own else None
                cell.fill = PatternFill()


def _is_mark(line: str) -> bool:
    return line.startswith(_MARK)


def _errors_column(page: Any, head_row: int) -> int | None:
    return next((cell.column for cell in page[head_row] if cell.value == ERRORS), None)


def _write_column(page: Any, head_row: int, own: dict[int, list[Issue]]) -> None:
    if not own:
        return
    place = _errors_column(page, head_row) or page.max_column + 1
    head = page.cell(head_row, place)
    _write(head, ERRORS)
    head.font = Font(bold=True)
    page.column_dimensions[head.column_letter].width = 60
    for row, issues in own.items():
        words = [
            f"{issue.column}: {issue.message}" if issue.column else issue.message
            for issue in issues
        ]
        _write(page.cell(row, place), "\n".join(words))


def _is_list(page: Any) -> bool:
    return tuple(page.cell(1, place).value for place in range(1, len(_LISTED) + 1)) == _LISTED


def _write_list(book: Any, issues: Sequence[Issue]) -> None:
    page = book.create_sheet(ERRORS)
    for place, words in enumerate(_LISTED, start=1):
        page.cell(1, place, words).font = Font(bold=True)
    for number, issue in enumerate(issues, start=2):
        for place, words in enumerate(
            (issue.sheet, issue.cell, issue.column, issue.message), start=1
        ):
            _write(page.cell(number, place), words)
    page.column_dimensions["D"].width = 100


def _write(cell: Any, value: Any) -> None:
    """Write a value; text stays text, whatever it begins with."""
    if isinstance(value, str):
        value = "".join(c for c in value if c >= " " or c in "\t\n")[:32000]
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
