"""Opening a workbook that somebody sent, and reading its rows without trusting it.

Only cell values are read: no formula is computed, no link followed, no macro looked at.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from workflow_engine.registry.importing.cells import key
from workflow_engine.registry.importing.errors import (
    FileTooLargeError,
    NoKnownSheetError,
    NotASpreadsheetError,
    TooManyRowsError,
)
from workflow_engine.registry.importing.sheets import Column, Sheet

LARGEST = 20 * 2**20
LARGEST_UNPACKED = 160 * 2**20
_MOST_PARTS = 2000
_MOST_COLUMNS = 60
_HEADER_WITHIN = 25
_HELP_SHEETS = {"huongdan", "danhmuc"}
_OLE = b"\xd0\xcf\x11\xe0"
_DAMAGE = (
    AttributeError,
    IndexError,
    InvalidFileException,
    KeyError,
    OverflowError,
    SyntaxError,  # what the parser of XML raises
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
_FORMULA = re.compile(rb"<f[ >/]")
_DEFINITIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


@dataclass
class Rows:
    """The rows of one sheet below its header."""

    sheet: Sheet
    title: str
    columns: Mapping[int, Column] = field(default_factory=dict)
    rows: Sequence[tuple[int, tuple[Any, ...]]] = ()
    missing: Sequence[Column] = ()
    unread: Sequence[str] = ()
    headless: bool = False


@dataclass
class Book:
    """What a workbook holds, sheet by sheet."""

    sheets: list[Rows]
    unread: list[str]
    without_value: frozenset[tuple[str, int, int]]


def check(content: bytes) -> None:
    """Refuse what is no workbook, or would not fit into memory.

    Raises:
        BadFileError: with what is wrong and what to do.
    """
    if len(content) > LARGEST:
        raise FileTooLargeError(len(content), LARGEST)
    if content.startswith(_OLE):
        raise NotASpreadsheetError(_("an old .xls workbook, or one with a password"))
    if not content.startswith(b"PK\x03\x04"):
        raise NotASpreadsheetError(_("its contents are of another kind"))
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_archive(archive)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError):
        raise NotASpreadsheetError(_("it is damaged")) from None


def read(content: bytes, sheets: Sequence[Sheet], *, most_rows: int) -> Book:
    """Read the rows of the sheets that are known.

    Raises:
        BadFileError: with what is wrong and what to do.
    """
    check(content)
    return _read(_open(content, data_only=True), content, sheets, most_rows)


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell: B7."""
    return f"{get_column_letter(column)}{row}"


@contextmanager
def _damage_named() -> Iterator[None]:
    """Answer whatever a damaged workbook makes the library stumble over in one way."""
    try:
        yield
    except _DAMAGE:
        raise NotASpreadsheetError(_("it is damaged")) from None


def _open(content: bytes, *, data_only: bool) -> Any:
    with _damage_named():
        return load_workbook(BytesIO(content), read_only=True, data_only=data_only)


def _lines(page: Any, **options: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a page from the first, the empty ones between them too."""
    with _damage_named():
        page.reset_dimensions()
        yield from page.iter_rows(max_col=_MOST_COLUMNS, **options)


def _check_archive(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if unpacked > LARGEST_UNPACKED or len(parts) > _MOST_PARTS:
        raise FileTooLargeError(unpacked, LARGEST_UNPACKED)
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        found = _("an OpenDocument file") if "mimetype" in names else _("a packed file")
        raise NotASpreadsheetError(found)
    for part in parts:
        if part.flag_bits & 1:
            raise NotASpreadsheetError(_("it is locked with a password"))
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as stream:
                if _DEFINITIONS.search(stream.read(4096)):
                    raise NotASpreadsheetError(_("it holds definitions that no workbook has"))


def _read(book: Any, content: bytes, sheets: Sequence[Sheet], most_rows: int) -> Book:
    known = {key(sheet.name): sheet for sheet in sheets}
    read: list[Rows] = []
    unread: list[str] = []
    left = most_rows
    for page in book.worksheets:
        sheet = known.pop(key(page.title), None)
        if sheet is None:
            if key(page.title) not in _HELP_SHEETS:
                unread.append(page.title)
            continue
        rows = _rows(page, sheet, left, most_rows)
        left -= len(rows.rows)
        read.append(rows)
    if not read:
        titles = [page.title for page in book.worksheets]
        raise NoKnownSheetError(titles, [sheet.name for sheet in sheets])
    order = {sheet.name: place for place, sheet in enumerate(sheets)}
    read.sort(key=lambda rows: order[rows.sheet.name])
    return Book(read, unread, _formulas_without_value(content, read))


def _rows(page: Any, sheet: Sheet, left: int, most_rows: int) -> Rows:
    found = Rows(sheet, page.title)
    rows: list[tuple[int, tuple[Any, ...]]] = []
    above: list[tuple[int, tuple[Any, ...]]] = []
    for number, cells in enumerate(_lines(page, values_only=True), start=1):
        if not any(cell is not None and cell != "" for cell in cells):
            continue
        if not found.columns:
            above.append((number, cells))
            columns = _header(cells, sheet)
            if columns:
                _take_header(found, columns, cells)
            elif number > _HEADER_WITHIN:
                break
            continue
        if len(rows) >= left:
            raise TooManyRowsError(most_rows)
        rows.append((number, cells))
    found.rows = rows
    found.headless = not found.columns and bool(above)
    return found


def _header(cells: Sequence[Any], sheet: Sheet) -> dict[int, Column]:
    """Return the columns that a row names, if it is the header: two of them, one required."""
    names = {
        key(name): column for column in sheet.columns for name in (column.header, *column.also)
    }
    found: dict[int, Column] = {}
    for place, cell in enumerate(cells):
        column = names.get(key(cell)) if isinstance(cell, str) else None
        if column is not None and column not in found.values():
            found[place] = column
    wanted = min(2, len(sheet.columns))
    enough = len(found) >= wanted and any(column.required for column in found.values())
    return found if enough else {}


def _take_header(found: Rows, columns: Mapping[int, Column], cells: Sequence[Any]) -> None:
    found.columns = columns
    present = set(columns.values())
    found.missing = [c for c in found.sheet.columns if c.required and c not in present]
    found.unread = [
        str(cell)[:60]
        for place, cell in enumerate(cells)
        if cell not in (None, "") and place not in columns and key(cell) not in {"stt", "tt"}
    ]


def _formulas_without_value(
    content: bytes, read: Sequence[Rows]
) -> frozenset[tuple[str, int, int]]:
    """Find the cells whose formula was never computed: they would read as empty."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        has_formulas = any(
            _FORMULA.search(archive.read(name))
            for name in archive.namelist()
            if name.startswith("xl/worksheets/") and name.endswith(".xml")
        )
    if not has_formulas:
        return frozenset()
    book = _open(content, data_only=False)
    found = set()
    for rows in read:
        values = dict(rows.rows)
        for line in _lines(book[rows.title]):
            for cell in line:
                if getattr(cell, "data_type", "") != "f" or cell.row not in values:
                    continue
                stored = values[cell.row]
                place = cell.column - 1
                if place >= len(stored) or stored[place] is None:
                    found.add((rows.title, cell.row, cell.column))
    return frozenset(found)


def iterate(rows: Rows) -> Iterator[tuple[int, list[tuple[int, Column, Any]]]]:
    """Yield each row with its cells: number of the column, column, raw value."""
    columns = sorted(rows.columns.items())
    for number, cells in rows.rows:
        yield (
            number,
            [
                (place + 1, column, cells[place] if place < len(cells) else None)
                for place, column in columns
            ],
        )
