"""From the rows of a workbook to what they say, with every entry that cannot be read named."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from workflow_engine.base.messages import message as _
from workflow_engine.base.messages import recorded
from workflow_engine.importing import layout
from workflow_engine.importing.ooxml import Cell
from workflow_engine.importing.shape import (
    NAME,
    PERSON,
    Column,
    Lookups,
    SaidHeader,
    Sheet,
    names_of_parts,
)
from workflow_engine.importing.sheets import sheets
from workflow_engine.importing.workbook import Rows, cell_name, iterate, read
from workflow_engine.registry import answers
from workflow_engine.registry.cells import CellError, Day, Reading, Text, key
from workflow_engine.registry.doubles import as_key
from workflow_engine.registry.identity_cells import PersonalNumber

# A field whose message tells that another one is lacking.
_NEEDS = {"left": "held_until"}
_SHORT_NUMBER = re.compile(r"[0-9]{10,11}")
_LAST_YEAR = 2100
_DAYS_TO_1904 = 1462


class Level(StrEnum):
    """How much an issue weighs."""

    ERROR = "error"
    TO_ACCEPT = "to-accept"
    NOTE = "note"


@dataclass(frozen=True)
class Issue:
    """Something that somebody has to look at: where it stands, what is wrong, what to do.

    `about` is the entry for which an answer holds. `of_columns` tells that the issue ends when
    somebody says which column is which.
    """

    level: Level
    sheet: str
    row: int
    column: str
    cell: str
    message: str
    about: str = ""
    who: str = ""
    of_columns: bool = False
    of_identity: bool = False

    @property
    def answer(self) -> str:
        """Return by what an answer is known again: the same question about the same entry.

        The row is no part of it: rows move when a file is corrected. Nor is a translation.
        """
        return answers.digest_of(self.sheet, self.column, self.about, self.message)

    def as_dict(self) -> dict[str, Any]:
        """Give the issue as a record keeps it, its message as source and values."""
        return {
            "level": self.level.value,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "cell": self.cell,
            "message": recorded(self.message),
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
        """The personal number of the person whom the row is about; "" where it is not read."""
        return str(self.values.get("personal_number" if self.sheet.of_people else PERSON, ""))

    @property
    def identity(self) -> tuple[Any, ...]:
        """By what the row is known again in the file and in the registry."""
        return tuple(as_key(self.values[name]) for name in self.sheet.known_by)

    def issue(self, level: Level, name: str, message: str, *, about: Any = "") -> Issue:
        """Return an issue with the field `name` of this row; `about` is the entry asked about."""
        column = next((c for c in self.sheet.columns if c.field == name), None)
        return Issue(
            level,
            self.sheet.name,
            self.row,
            column.header if column else "",
            self.cells.get(name, ""),
            message,
            f"{self.number} {about}" if level == Level.TO_ACCEPT else "",
            str(self.values.get("full_name") or self.values.get(NAME) or self.number),
        )


@dataclass
class Parsed:
    """All lines of a file, and all issues found so far; `broken` are lines with errors."""

    lines: list[Line] = field(default_factory=list)
    broken: list[Line] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    # By sheet: the rows that hold no record, and those that say what another one says.
    left_out: Counter[str] = field(default_factory=Counter)
    repeated: Counter[str] = field(default_factory=Counter)
    # By sheet, header, what the cell says and what it is read as: in how many rows.
    read_as: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)

    def of(self, sheet: Sheet) -> list[Line]:
        """Return the lines of one sheet."""
        return [line for line in self.lines if line.sheet is sheet]


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
        _parse_sheet(parsed, rows, today)
    parsed.lines = _without_repeats(parsed)
    return parsed


def _parse_sheet(parsed: Parsed, rows: Rows, today: date) -> None:
    name = rows.sheet.name
    parsed.rows[name], parsed.left_out[name] = len(rows.rows), rows.left_out
    if rows.headless:
        wanted = ", ".join(f"“{c.header}”" for c in rows.sheet.columns if c.required)
        message = _("The sheet has no row of headers. It needs the columns %s.") % wanted
        parsed.issues.append(Issue(Level.ERROR, name, 0, "", "", message, of_columns=True))
        return
    said = layout.asked_again(rows.layout, rows.sheet) if rows.layout else None
    if said is not None:
        parsed.issues.append(_changed(rows, said))
        return
    for column in rows.missing:
        message = _("The sheet lacks this column. Say which of its columns it is, or add it.")
        parsed.issues.append(
            Issue(Level.ERROR, name, 0, column.header, "", message, of_columns=True)
        )
    for header in rows.repeated:
        message = _("Another column is read as this one already. Say which of them it is.")
        parsed.issues.append(Issue(Level.ERROR, name, 0, header, "", message, of_columns=True))
    if rows.missing or rows.repeated:
        return
    if rows.layout is not None and rows.layout.said is not None:
        parsed.issues.append(_as_said(rows, rows.layout.said))
    elif rows.layout is not None and (read := _otherwise(rows.sheet, rows.layout)):
        _note(parsed, name, "", _("The columns are read so: %s.") % read)
    for header in rows.unread if rows.layout is None or rows.layout.said is None else ():
        _note(parsed, name, header, _("This column is not one of the template's and was not read."))
    for remark in rows.remarks:
        level = Level.TO_ACCEPT if remark.to_accept else Level.NOTE
        parsed.issues.append(
            Issue(level, name, remark.row, remark.header, "", remark.message, remark.of)
        )
    for number, cells in iterate(rows):
        line, sound = _parse_row(parsed, rows, number, cells, today)
        (parsed.lines if sound else parsed.broken).append(line)
    for (sheet, header, given, word), times in parsed.read_as.items():
        if sheet == name:
            message = _("“%(given)s” is read as “%(word)s”, in rows: %(times)s.")
            _note(parsed, sheet, header, message % {"given": given, "word": word, "times": times})


def _changed(rows: Rows, said: SaidHeader) -> Issue:
    """Say that the columns have to be named again, and what is different."""
    now = {key(label): label for label in (rows.layout.heads if rows.layout else {}).values()}
    then = {key(label): label for label in said.labels}
    message = _(
        "The header is not the one whose columns were said on %(day)s (new: %(new)s; gone: "
        "%(gone)s). Say again which column is which."
    ) % {
        "day": f"{said.on:%d/%m/%Y}",
        "new": _listed(label for name, label in now.items() if name not in then),
        "gone": _listed(label for name, label in then.items() if name not in now),
    }
    return Issue(Level.ERROR, rows.sheet.name, rows.head, "", "", message, of_columns=True)


def _as_said(rows: Rows, said: SaidHeader) -> Issue:
    """Say how the columns are read, which somebody said of this header before."""
    names = {column.field: column.header for column in rows.sheet.columns} | names_of_parts()
    read = [
        f"“{label}” → {names.get(name, name)}"
        for label, name in zip(said.labels, said.fields, strict=True)
        if name and key(label) != key(names.get(name, name))
    ]
    left = [label for label, name in zip(said.labels, said.fields, strict=True) if not name]
    message = _("The columns are read as was said on %(day)s: %(read)s. Not read: %(left)s.") % {
        "day": f"{said.on:%d/%m/%Y}",
        "read": "; ".join(read) or "–",
        "left": _listed(left),
    }
    return Issue(Level.TO_ACCEPT, rows.sheet.name, rows.head, "", "", message)


def _otherwise(sheet: Sheet, found: layout.Layout) -> str:
    """Return the headers that are read as those of the template and are written otherwise."""
    names = {column.field: column.header for column in sheet.columns} | names_of_parts()
    read = ((text, names.get(found.field_of(place), "")) for place, text in found.heads.items())
    return "; ".join(f"“{text}” → {name}" for text, name in read if name and key(text) != key(name))


def _listed(labels: Iterable[str]) -> str:
    return ", ".join(f"“{label}”" for label in labels) or "–"


def _parse_row(
    parsed: Parsed,
    rows: Rows,
    number: int,
    cells: Sequence[tuple[int, Column, Cell]],
    today: date,
) -> tuple[Line, bool]:
    """Read a row whole, and tell whether it is sound: all that is wrong is named at once."""
    values: dict[str, Any] = {}
    places = {column.field: cell_name(number, place) for place, column, _cell in cells}
    line = Line(rows.sheet, number, values, places)
    failed: dict[str, str] = {}
    asked: list[tuple[str, str, Any]] = []
    for _place, column, cell in cells:
        try:
            reading = _read_cell(rows, column, cell)
        except CellError as error:
            failed[column.field] = error.args[0]
            continue
        if reading is None:
            continue
        if reading.read_as:
            given = str(cell.value).strip()[:40]
            parsed.read_as[rows.sheet.name, column.header, given, reading.read_as] += 1
        if reading.value is not None:
            values[column.field] = reading.value
            values.update(reading.also)
        for words in filter(None, (cell.doubt, reading.to_accept)):
            asked.append((column.field, words, cell.value))
    # Only now is it known of whom the row is.
    parsed.issues += [line.issue(Level.ERROR, *each) for each in failed.items()]
    for name, words, raw in asked:
        parsed.issues.append(line.issue(Level.TO_ACCEPT, name, words, about=raw))
    wrong = [
        found
        for found in rows.sheet.check(values, today)
        if found[0] not in failed and _NEEDS.get(found[0]) not in failed
    ]
    parsed.issues += [line.issue(Level.ERROR, *found) for found in wrong]
    return line, not (wrong or failed)


def _read_cell(rows: Rows, column: Column, cell: Cell) -> Reading | None:
    """Read a cell by the reader of its column; None is an empty one.

    Raises:
        CellError: it cannot be read; the message says why and what to do.
    """
    if cell.problem:
        raise CellError(cell.problem)
    if cell.empty or (cell.zero_day and not column.required):
        if not column.required:
            return None
        raise CellError(_("This has to be filled in; where cells are merged, take them apart."))
    if cell.zero_day:
        raise CellError(_("The cell holds 0, shown as 00/01/1900: a formula found no date."))
    raw, reader = cell.value, column.reader
    number = isinstance(raw, int | float) and not isinstance(raw, bool)
    if isinstance(reader, Text):
        if number and raw == 0 and cell.formula and not column.required:
            return Reading(None, _("The formula gives 0, as for an empty cell: it is left out."))
        return reader.read(raw, cell.shown)
    if isinstance(reader, PersonalNumber) and rows.as_text and _SHORT_NUMBER.fullmatch(raw):
        return reader.read(int(raw))
    if isinstance(reader, Day) and number and rows.from_1904 and raw > _LAST_YEAR:
        return reader.read(raw + _DAYS_TO_1904)
    return reader.read(raw)


def _without_repeats(parsed: Parsed) -> list[Line]:
    """Take rows that say the same once; rows that contradict each other are wrong, both."""
    first: dict[tuple[Any, ...], list[Line]] = {}
    contradicted: dict[int, Line] = {}
    kept = []
    for line in parsed.lines:
        identity = (line.sheet.name, *line.identity)
        alike = first.setdefault(identity, [])
        other = next((each for each in alike if not _told_apart(line, each)), None)
        if other is None:
            alike.append(line)
            kept.append(line)
        elif _same(line, other):
            message = _("The row repeats row %s and is taken once.") % other.row
            parsed.issues.append(line.issue(Level.NOTE, line.sheet.known_by[0], message))
            parsed.repeated[line.sheet.name] += 1
        else:
            contradicted |= {id(other): other, id(line): line}
            message = _("The row contradicts row %(row)s about %(fields)s. Keep the right one.") % {
                "row": other.row,
                "fields": ", ".join(_different(line, other)),
            }
            parsed.issues.append(line.issue(Level.ERROR, line.sheet.known_by[0], message))
    parsed.broken += contradicted.values()
    return [line for line in kept if id(line) not in contradicted]


def _told_apart(line: Line, other: Line) -> bool:
    """Tell whether two rows of one kind and day are of two matters, each by its own number."""
    numbers = [as_key(each.values.get("document_number", "")) for each in (line, other)]
    return all(numbers) and numbers[0] != numbers[1]


def _same(line: Line, other: Line) -> bool:
    return not any(_different(line, other))


def _different(line: Line, other: Line) -> Iterator[str]:
    """Name the columns about which two rows of one identity differ."""
    for column in line.sheet.columns:
        if column.field == NAME or column.field in line.sheet.known_by:
            continue
        names = (column.field, *column.with_it)
        if any(line.values.get(name) != other.values.get(name) for name in names):
            yield f"“{column.header}”"


def _note(parsed: Parsed, sheet: str, column: str, message: str) -> None:
    parsed.issues.append(Issue(Level.NOTE, sheet, 0, column, "", message))
