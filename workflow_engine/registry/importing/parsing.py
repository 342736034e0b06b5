"""From the rows of a workbook to what they say, with every entry that cannot be read named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from workflow_engine.registry.importing.cells import CellError
from workflow_engine.registry.importing.sheets import NAME, PERSON, Lookups, Sheet, sheets
from workflow_engine.registry.importing.workbook import Book, Rows, cell_name, iterate, read
from workflow_engine.registry.names import search_key


class Level(StrEnum):
    """How much an issue weighs."""

    ERROR = "error"
    TO_ACCEPT = "to-accept"
    NOTE = "note"


@dataclass(frozen=True)
class Issue:
    """Something that somebody has to look at: where it stands, what is wrong, what to do."""

    level: Level
    sheet: str
    row: int
    column: str
    cell: str
    message: str

    def as_dict(self) -> dict[str, Any]:
        """Give the issue as plain values."""
        return {
            "level": self.level.value,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "cell": self.cell,
            "message": self.message,
        }


@dataclass
class Line:
    """What one row says: the fields that are filled in."""

    sheet: Sheet
    row: int
    values: dict[str, Any]
    cells: Mapping[str, str] = field(default_factory=dict)

    @property
    def number(self) -> str:
        """The personal number of the person whom the row is about."""
        return str(self.values["personal_number" if self.sheet.of_people else PERSON])

    @property
    def identity(self) -> tuple[Any, ...]:
        """By what the row is known again in the file and in the registry."""
        return tuple(as_key(self.values[name]) for name in self.sheet.known_by)

    def issue(self, level: Level, name: str, message: str) -> Issue:
        """Return an issue with the field `name` of this row."""
        column = next((c for c in self.sheet.columns if c.field == name), None)
        return Issue(
            level,
            self.sheet.name,
            self.row,
            column.header if column else "",
            self.cells.get(name, ""),
            message,
        )


@dataclass
class Parsed:
    """All lines of a file, and all issues found so far."""

    lines: list[Line] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    def of(self, sheet: Sheet) -> list[Line]:
        """Return the lines of one sheet."""
        return [line for line in self.lines if line.sheet is sheet]


def as_key(value: Any) -> Any:
    """Return a value as it is compared: a record by its number, text without marks."""
    if isinstance(value, str):
        return search_key(value)
    return getattr(value, "pk", value)


def parse(content: bytes, *, lookups: Lookups, today: date, most_rows: int) -> Parsed:
    """Read a file.

    Raises:
        BadFileError: it cannot be read at all.
    """
    book = read(content, sheets(lookups), most_rows=most_rows)
    parsed = Parsed()
    for title in book.unread:
        _note(parsed, title, "", _("This sheet is not one of the template's and was not read."))
    for rows in book.sheets:
        _parse_sheet(parsed, rows, book, today)
    parsed.lines = _without_repeats(parsed)
    return parsed


def _parse_sheet(parsed: Parsed, rows: Rows, book: Book, today: date) -> None:
    name = rows.sheet.name
    parsed.rows[name] = len(rows.rows)
    if rows.headless:
        wanted = ", ".join(f"“{c.header}”" for c in rows.sheet.columns if c.required)
        message = _("The sheet has no row of headers. It needs the columns %s.") % wanted
        parsed.issues.append(Issue(Level.ERROR, name, 0, "", "", message))
        return
    for column in rows.missing:
        message = _("The sheet lacks this column. Take the headers from the template.")
        parsed.issues.append(Issue(Level.ERROR, name, 0, column.header, "", message))
    if rows.missing:
        return
    for header in rows.unread:
        _note(parsed, name, header, _("This column is not one of the template's and was not read."))
    for number, cells in iterate(rows):
        line = _parse_row(parsed, rows, number, cells, book.without_value)
        if line is None:
            continue
        wrong = list(rows.sheet.check(line.values, today))
        parsed.issues += [line.issue(Level.ERROR, *found) for found in wrong]
        if not wrong:
            parsed.lines.append(line)


def _parse_row(
    parsed: Parsed,
    rows: Rows,
    number: int,
    cells: Sequence[tuple[int, Any, Any]],
    without_value: frozenset[tuple[str, int, int]],
) -> Line | None:
    values: dict[str, Any] = {}
    places = {column.field: cell_name(number, place) for place, column, _raw in cells}
    line = Line(rows.sheet, number, values, places)
    wrong = False
    for place, column, raw in cells:
        if without_value and (rows.title, number, place) in without_value:
            message = _(
                "The cell holds a formula without a stored result. Open the file in Excel and save "
                "it, or paste the values."
            )
        elif raw is None or (isinstance(raw, str) and not raw.strip("\xa0 \t\r\n")):
            if not column.required:
                continue
            message = _("This has to be filled in; where cells are merged, take them apart.")
        else:
            try:
                reading = column.reader.read(raw)
            except CellError as error:
                message = str(error)
            else:
                values[column.field] = reading.value
                if reading.to_accept:
                    parsed.issues.append(
                        line.issue(Level.TO_ACCEPT, column.field, reading.to_accept)
                    )
                continue
        wrong = True
        parsed.issues.append(line.issue(Level.ERROR, column.field, message))
    return None if wrong else line


def _without_repeats(parsed: Parsed) -> list[Line]:
    """Take rows that say the same once; rows that contradict each other are wrong, both."""
    first: dict[tuple[Any, ...], Line] = {}
    contradicted: set[int] = set()
    kept = []
    for line in parsed.lines:
        identity = (line.sheet.name, *line.identity)
        other = first.setdefault(identity, line)
        if other is line:
            kept.append(line)
        elif _same(line, other):
            message = _("The row repeats row %s and is taken once.") % other.row
            parsed.issues.append(line.issue(Level.NOTE, line.sheet.known_by[0], message))
        else:
            contradicted.add(id(other))
            message = _("The row contradicts row %(row)s about %(fields)s. Keep the right one.") % {
                "row": other.row,
                "fields": ", ".join(_different(line, other)),
            }
            parsed.issues.append(line.issue(Level.ERROR, line.sheet.known_by[0], message))
    return [line for line in kept if id(line) not in contradicted]


def _same(line: Line, other: Line) -> bool:
    return not any(_different(line, other))


def _different(line: Line, other: Line) -> Iterator[str]:
    """Name the columns about which two rows of one identity differ."""
    for column in line.sheet.columns:
        if column.field == NAME or column.field in line.sheet.known_by:
            continue
        if line.values.get(column.field) != other.values.get(column.field):
            yield f"“{column.header}”"


def _note(parsed: Parsed, sheet: str, column: str, message: str) -> None:
    parsed.issues.append(Issue(Level.NOTE, sheet, 0, column, "", message))
