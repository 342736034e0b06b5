"""Reading the rows of a workbook, or of a list of plain text, sheet by sheet.

Only cell values are read: no formula is computed, no link followed, no macro looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby

from openpyxl.utils import get_column_letter, range_boundaries

from workflow_engine.base.messages import message as _
from workflow_engine.importing import layout, ooxml, opening, outside, plain_text
from workflow_engine.importing.doubts import doubt
from workflow_engine.importing.errors import (
    NoHeaderError,
    NoKnownSheetError,
    NotASpreadsheetError,
    TooManyRowsError,
)
from workflow_engine.importing.layout import Layout
from workflow_engine.importing.old_letters import converted
from workflow_engine.importing.ooxml import MOST_COLUMNS, Cell, Cells, Page
from workflow_engine.importing.shape import Column, Sheet
from workflow_engine.registry.cells import key

HEADER_WITHIN = 25
_MOST_MERGED = 200
# What somebody said of a header weighs more than any number of columns that are known by name.
_SAID = 1000
HELP_SHEETS = {"huongdan", "danhmuc", "loi"}


@dataclass(frozen=True)
class Remark:
    """Something about a sheet that has to be known, or accepted: its row, header and words.

    `of` is a digest of what it is about: an answer holds for that content only.
    """

    message: str
    to_accept: bool = True
    row: int = 0
    header: str = ""
    of: str = ""


@dataclass
class Rows:
    """The rows of one sheet below its header; `outside` are those that hold no record."""

    sheet: Sheet
    title: str
    layout: Layout | None = None
    rows: list[tuple[int, Cells]] = field(default_factory=list)
    lines: list[tuple[int, list[tuple[int, Column, Cell]]]] = field(default_factory=list)
    outside: list[tuple[int, Cells]] = field(default_factory=list)
    missing: Sequence[Column] = ()
    repeated: Sequence[str] = ()
    unread: Sequence[str] = ()
    headless: bool = False
    head: int = 1
    remarks: list[Remark] = field(default_factory=list)
    left_out: int = 0
    from_1904: bool = False
    as_text: bool = False

    def leave_out(self, number: int, cells: Cells, message: str) -> None:
        """Leave out a row that holds no record: that has to be accepted."""
        self.remarks.append(Remark(message, row=number, of=_of_cells([cells])))
        self.outside.append((number, cells))
        self.left_out += 1


@dataclass
class Book:
    """What a workbook holds, sheet by sheet."""

    sheets: list[Rows]
    unread: list[str]


def read(content: bytes, sheets: Sequence[Sheet], *, most_rows: int) -> Book:
    """Read the rows of the sheets that are known, of a workbook or of a file of plain text.

    Raises:
        BadFileError: with what is wrong and what to do.
    """
    if plain_text.is_plain(content):
        return _read_plain(content, sheets, most_rows)
    with opening.opened(content):
        return _read(content, sheets, most_rows)


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell: B7."""
    return f"{get_column_letter(column)}{row}"


def _read(content: bytes, sheets: Sequence[Sheet], most_rows: int) -> Book:
    known = {key(sheet.name): sheet for sheet in sheets}
    read: list[Rows] = []
    unread: list[str] = []
    left = most_rows
    titles = []
    for page in ooxml.pages(content):
        titles.append(page.title)
        sheet = known.pop(key(page.title), None) or known.pop(key(converted(page.title)), None)
        if sheet is None:
            if key(page.title) not in HELP_SHEETS:
                unread.append(page.title)
            continue
        rows = _rows(page, sheet, left, most_rows)
        left -= len(rows.rows)
        read.append(rows)
    if not read:
        read = _by_header(content, sheets, most_rows)
        unread = [title for title in unread if title not in {rows.title for rows in read}]
    if not read:
        raise NoKnownSheetError(titles, [sheet.name for sheet in sheets])
    order = {sheet.name: place for place, sheet in enumerate(sheets)}
    read.sort(key=lambda rows: order[rows.sheet.name])
    return Book(read, unread)


def _by_header(content: bytes, sheets: Sequence[Sheet], most_rows: int) -> list[Rows]:
    """Read sheets of other names by their headers, where a header fits one kind of record only."""
    read: list[Rows] = []
    left = most_rows
    for page in ooxml.pages(content):
        above = [cells for _number, _hidden, cells in _first_rows(page)]
        sheet = _fitting(above, sheets)
        if sheet is None or any(rows.sheet is sheet for rows in read):
            continue
        for again in ooxml.pages(content):
            if again.title == page.title:
                rows = _rows(again, sheet, left, most_rows)
                break
        left -= len(rows.rows)
        message = _("The sheet “%(title)s” is read as “%(name)s”, by its headers.")
        said = message % {"title": page.title, "name": sheet.name}
        heads = list(rows.layout.heads.values()) if rows.layout else []
        rows.remarks.append(Remark(said, of=_digest([heads])))
        read.append(rows)
    return read


def _first_rows(page: Page) -> list[tuple[int, bool, Cells]]:
    return [row for row, _n in zip(page.rows, range(HEADER_WITHIN), strict=False)]


def _fitting(above: Sequence[Cells], sheets: Sequence[Sheet]) -> Sheet | None:
    """Return the kind of record whose columns a header names most, all required ones among them."""
    found: list[tuple[int, Sheet]] = []
    for sheet in sheets:
        best = 0
        for place, cells in enumerate(above):
            for rows in ([cells], above[place : place + 2]):
                made = layout.header(sheet, rows)
                if made is not None and not layout.missing(made, sheet):
                    best = max(best, weight(made))
        if best:
            found.append((best, sheet))
    most = max((count for count, _sheet in found), default=0)
    fitting = [sheet for count, sheet in found if count == most]
    return fitting[0] if len(fitting) == 1 else None


def _read_plain(content: bytes, sheets: Sequence[Sheet], most_rows: int) -> Book:
    best: tuple[int, Sheet, plain_text.Table] | None = None
    for table in plain_text.tables(content, most_rows=most_rows + HEADER_WITHIN):
        above = [[Cell(v or None) for v in line] for line in table.lines[:HEADER_WITHIN]]
        sheet = _fitting(above, sheets)
        width = max(map(len, above), default=0)
        if sheet is not None and (best is None or width > best[0]):
            best = (width, sheet, table)
    if best is None:
        raise NoHeaderError(_("a text file whose first lines name no columns of a list"))
    _width, sheet, table = best
    if table.broken_at:
        words = _("a text file; in line %s stands a quotation mark that nothing closes")
        raise NotASpreadsheetError(words % table.broken_at)
    lines = (
        (number, False, [Cell(value) if value else None for value in line[:MOST_COLUMNS]])
        for number, line in enumerate(table.lines, start=1)
    )
    beyond = any(len(line) > MOST_COLUMNS for line in table.lines)
    rows = _rows(Page("CSV", rows=lines, beyond=beyond), sheet, most_rows, most_rows)
    rows.as_text = True
    message = _("The file of plain text is read as “%(name)s”, in the encoding %(encoding)s.")
    said = message % {"name": sheet.name, "encoding": table.encoding}
    about = _of_cells(cells for _number, cells in rows.rows)
    rows.remarks.append(Remark(said, to_accept=not table.sure, of=about))
    return Book([rows], [])


def _rows(page: Page, sheet: Sheet, left: int, most_rows: int) -> Rows:
    found = Rows(sheet, page.title, from_1904=page.from_1904)
    above: list[tuple[int, Cells]] = []
    hidden: list[int] = []
    head = 0
    for number, is_hidden, cells in page.rows:
        if all(cell is None or cell.empty for cell in cells):
            continue
        if found.layout is None or number == head + 1:
            before = [row for at, row in above if at == number - 1]
            made = _better(sheet, before, cells, found.layout)
            if made is not None:
                found.layout, head = made, (number if found.layout is None else 0)
                found.head = number
                above.append((number, cells))
                continue
            above.append((number, cells))
            if found.layout is None:
                if number > HEADER_WITHIN:
                    break
                continue
        if outside.says_nothing(found.layout, cells):
            continue
        if not found.rows and outside.is_numbering(cells):
            found.outside.append((number, cells))
            continue
        if outside.repeats_header(found.layout, cells):
            message = _("The row repeats the header and is left out.")
            found.leave_out(number, cells, message)
            continue
        if words := outside.left_out(found.layout, cells):
            message = _("The row is a heading, a total or a signature and is left out: “%s”.")
            found.leave_out(number, cells, message % words)
            continue
        if len(found.rows) >= left:
            raise TooManyRowsError(most_rows)
        found.rows.append((number, cells))
        if is_hidden:
            hidden.append(number)
    found.headless = found.layout is None and bool(above)
    if found.layout is not None:
        above = _leave_out_above(found, found.layout, above)
        _leave_out_below(found, found.layout)
        _finish(found, found.layout, page, hidden)
    found.outside += above
    return found


def _leave_out_above(
    found: Rows, made: Layout, above: Sequence[tuple[int, Cells]]
) -> list[tuple[int, Cells]]:
    """Leave out, by name, each record that stands above the header; return the other rows."""
    others = []
    for number, cells in above:
        if number < found.head and outside.names_person(made, found.sheet, cells):
            message = _("The row stands above the header and is left out: “%s”.")
            found.leave_out(number, cells, message % outside.words_of(cells))
        else:
            others.append((number, cells))
    return others


def _leave_out_below(found: Rows, made: Layout) -> None:
    """Leave out, by name, what stands below the last record."""
    end = outside.first_below(made, found.sheet, [cells for _number, cells in found.rows])
    left, found.rows = found.rows[end:], found.rows[:end]
    for number, cells in left:
        message = _(
            "The row stands below the last record and has no number, date or mark of one. It is "
            "left out: “%s”."
        )
        found.leave_out(number, cells, message % outside.words_of(cells))
    found.remarks.sort(key=lambda remark: remark.row)


def _better(
    sheet: Sheet, before: Sequence[Cells], cells: Cells, now: Layout | None
) -> Layout | None:
    """Return the header that a row gives, alone or with the row above, if it is a better one."""
    made = layout.header(sheet, [cells]) if now is None else None
    both = layout.header(sheet, [before[-1], cells]) if before else None
    best = max((m for m in (made, both) if m), key=weight, default=None)
    if best is not None and now is not None and weight(best) <= weight(now):
        return None
    return best


def weight(made: Layout) -> int:
    """Return how well a header is known."""
    return len(made.places) + (_SAID if made.said else 0)


def _finish(found: Rows, made: Layout, page: Page, hidden: Sequence[int]) -> None:
    """Name what is missing, unread, hidden and merged, and doubt the columns."""
    rows = [cells for _number, cells in found.rows]
    if layout.split_name(made, found.sheet, rows):
        message = _("The column without a header beside the name is read as the given name.")
        found.remarks.append(Remark(message, of=_of_cells(rows)))
    found.missing = layout.missing(made, found.sheet)
    found.repeated = tuple(layout.repeated(made, found.sheet).values())
    found.unread = layout.unread(made, found.sheet)
    if page.hidden and found.rows:
        message = _("The sheet is hidden in the workbook, and is read.")
        found.remarks.append(Remark(message, of=_of_cells(rows)))
    numbers = set(hidden)
    unseen = {number: cells for number, cells in found.rows if number in numbers}
    if unseen:
        message = _("These rows are hidden in the workbook, and are read: %s.")
        said, about = message % _spans(list(unseen)), _of_cells(unseen.values())
        found.remarks.append(Remark(said, of=about))
    for place in sorted(made.places):
        if place + 1 in page.hidden_columns and rows:
            message = _("The column %s is hidden in the workbook, and is read.")
            header = made.labels.get(place, "")
            said, about = message % get_column_letter(place + 1), _of_cells(rows)
            found.remarks.append(Remark(said, header=header, of=about))
    for place in sorted({p for row in rows for p in range(len(row))} - set(made.labels)):
        if place not in made.places and any(p and not p.empty for p in _column(rows, place)):
            message = _("The column %s has no header and was not read.")
            found.remarks.append(Remark(message % get_column_letter(place + 1), to_accept=False))
    if page.beyond:
        message = _("Only the first %s columns are read; others stand right of them.")
        found.remarks.append(Remark(message % MOST_COLUMNS, of=_of_cells(rows)))
    _name_merged(found, made, page)
    found.lines = [(number, made.cells(found.sheet, cells)) for number, cells in found.rows]
    of_column: dict[Column, list[Cell]] = {}
    for _number, line in found.lines:
        for _place, column, cell in line:
            of_column.setdefault(column, []).append(cell)
    doubt(of_column)


def _of_cells(rows: Iterable[Cells]) -> str:
    """Digest what rows say: another person's rows are not those that were asked about."""
    return _digest([[None if c is None else c.value for c in cells] for cells in rows])


def _digest(values: Sequence[Sequence[object]]) -> str:
    return sha256(repr(values).encode()).hexdigest()


def _column(rows: Sequence[Cells], place: int) -> Iterator[Cell | None]:
    return (row[place] for row in rows if place < len(row))


def _name_merged(found: Rows, made: Layout, page: Page) -> None:
    """Name cells merged over several rows: only the first of them holds the value."""
    first, last = (found.rows[0][0], found.rows[-1][0]) if found.rows else (0, 0)
    for cells in page.merged[:_MOST_MERGED]:
        left, top, right, bottom = range_boundaries(cells)
        read = made.places & set(range((left or 1) - 1, right or 1))
        if read and top and bottom and first <= top < bottom and top <= last:
            message = _("The cells %s are merged: only the first row has what they say.")
            within = (row for number, row in found.rows if top <= number <= bottom)
            found.remarks.append(Remark(message % cells, row=top, of=_of_cells(within)))


def _spans(numbers: Sequence[int]) -> str:
    """Write row numbers shortly: 5–9, 12."""
    found = []
    for _key, group in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        some = [number for _place, number in group]
        found.append(str(some[0]) if len(some) == 1 else f"{some[0]}–{some[-1]}")
    return ", ".join(found[:40]) + (", …" if len(found) > 40 else "")


def iterate(rows: Rows) -> Iterator[tuple[int, list[tuple[int, Column, Cell]]]]:
    """Yield each row with its cells: number of the column, column, cell."""
    yield from rows.lines
