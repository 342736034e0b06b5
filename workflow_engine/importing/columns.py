"""Which column of a list is which: the headers of a file, and what an officer says of them.

What is said is kept for the unit and for the header as a whole (`HeaderMapping`). The next file
with that header is read so; where a column of it changed, it is asked again.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from openpyxl.utils import get_column_letter

from compliance.history import written_by
from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.importing import layout, ooxml, opening, outside, plain_text, workbook
from workflow_engine.importing.layout import Layout
from workflow_engine.importing.models import HeaderMapping
from workflow_engine.importing.old_letters import converted
from workflow_engine.importing.ooxml import Cell, Cells
from workflow_engine.importing.shape import (
    FAMILY,
    FEMALE,
    GIVEN,
    MALE,
    NAME,
    Lookups,
    Sheet,
    names_of_parts,
)
from workflow_engine.importing.sheets import sheets
from workflow_engine.registry.cells import CellError, key, plain
from workflow_engine.registry.models import Unit

_ROWS = 40
_SAMPLES = 3


@dataclass(frozen=True)
class Label:
    """One column of a file: its letter, its header, what the first rows have, what it fills."""

    letter: str
    text: str
    samples: tuple[str, ...]
    field: str


@dataclass(frozen=True)
class Head:
    """The header of one sheet of a file.

    `known` is what its columns fill without a word from anybody, None where that has to be said;
    `on` is when it was said, if it was.
    """

    title: str
    sheet: Sheet
    row: int
    labels: tuple[Label, ...]
    known: tuple[str, ...] | None
    on: date | None

    @property
    def key(self) -> str:
        """By what the header is known again."""
        return layout.header_key(label.text for label in self.labels)


def kinds(reach: Sequence[str] | None = None) -> tuple[Sheet, ...]:
    """Return the kinds of records that a sheet may hold."""
    return sheets(Lookups.load(reach))


def fillable(sheet: Sheet) -> dict[str, str]:
    """Return what a column may fill, by name: the fields of the kind, and halves of fields."""
    found = {column.field: column.header for column in sheet.columns}
    parts = names_of_parts()
    names = (FAMILY, GIVEN, MALE, FEMALE) if sheet.of_people else (FAMILY, GIVEN)
    return found | {name: parts[name] for name in names}


def heads(content: bytes, *, reach: Sequence[str] | None, kind: str = "") -> list[Head]:
    """Return the headers that a file has, each with what its columns are likely to fill.

    `kind` is the kind of record that somebody says the sheets of unknown names hold.

    Raises:
        BadFileError: the file cannot be read at all.
    """
    known = kinds(reach)
    found = []
    pages = list(_first_rows(content))
    titled = any(_by_title(title, known) for title, _rows in pages)
    for title, rows in pages:
        by_title = _by_title(title, known)
        if titled and by_title is None:
            continue  # Beside sheets of the template others are not read.
        head = _head(title, rows, known, by_title or _by_title(kind, known))
        if head is not None:
            found.append(head)
    return found


def problems(sheet: Sheet, fields: Sequence[str]) -> list[Message]:
    """Return what is wrong with what was said of the columns."""
    names = fillable(sheet)
    given = [name for name in fields if name]
    found = [
        _("Two columns are said to be “%s”.") % names[name]
        for name in names
        if given.count(name) > 1
    ]
    has = set(given)
    parts = (
        ((FAMILY, GIVEN), {"full_name", NAME}),
        ((MALE, FEMALE), {"sex"}),
    )
    for pair, whole in parts:
        if len(has & set(pair)) == 1 or (has & set(pair) and has & whole):
            words = _("“%(one)s” and “%(two)s” go together, and take the place of the whole.")
            found.append(words % {"one": names[pair[0]], "two": names[pair[1]]})
        elif has & set(pair):
            has |= whole | ({"birth_date"} if MALE in pair else set())
    lacking = [c.header for c in sheet.columns if c.required and c.field not in has]
    if lacking:
        words = _("No column is said to be: %s. It is needed.")
        found.append(words % ", ".join(f"“{header}”" for header in lacking))
    return found


def say(
    unit: str, head: Head, fields: Sequence[str], *, account: int, on: date
) -> HeaderMapping | None:
    """Keep what an officer says of a header for the unit of this path; None if nothing is new."""
    if not any(fields) or tuple(fields) == head.known:
        return None
    row = HeaderMapping.objects.filter(
        unit__path=unit, sheet=head.sheet.name, header_key=head.key
    ).first()
    if row is not None and row.fields == list(fields):
        return None
    row = row or HeaderMapping(
        unit=Unit.objects.get(path=unit),
        sheet=head.sheet.name,
        header_key=head.key,
        labels=[label.text for label in head.labels],
    )
    row.fields, row.said_on = list(fields), on
    with written_by(account):
        row.save()
    return row


def _first_rows(content: bytes) -> Iterator[tuple[str, list[tuple[int, Cells]]]]:
    if plain_text.is_plain(content):
        found = list(plain_text.tables(content, most_rows=10**6))
        widest = max(found, key=lambda t: max(map(len, t.lines[:_ROWS]), default=0), default=None)
        lines = widest.lines[:_ROWS] if widest else []
        yield (
            "CSV",
            _filled((n, [Cell(v or None) for v in line]) for n, line in enumerate(lines, 1)),
        )
        return
    with opening.opened(content):
        for page in ooxml.pages(content):
            if key(page.title) not in workbook.HELP_SHEETS:
                rows = ((number, cells) for number, _hidden, cells in page.rows)
                yield page.title, _filled(rows)


def _filled(rows: Iterator[tuple[int, Cells]]) -> list[tuple[int, Cells]]:
    found = []
    for number, cells in rows:
        if any(cell is not None and not cell.empty for cell in cells):
            found.append((number, cells))
        if len(found) >= _ROWS:
            break
    return found


def _by_title(title: str, known: Sequence[Sheet]) -> Sheet | None:
    words = {key(title), key(converted(title))}
    return next((sheet for sheet in known if key(sheet.name) in words), None)


def _head(
    title: str, rows: Sequence[tuple[int, Cells]], known: Sequence[Sheet], said: Sheet | None
) -> Head | None:
    """Find the header of a sheet: one that is known, else the row that has most headings."""
    found = [
        (workbook.weight(made) - len(layout.missing(made, sheet)), at, sheet, made)
        for sheet in ([said] if said else known)
        for at, made in _layouts(sheet, rows)
    ] or [
        (len(labels), at, said or known[0], Layout({}, heads=layout.heads(labels)))
        for at, labels in _guesses(rows)
    ]
    if not found:
        return None
    _weight, at, sheet, made = max(found, key=lambda each: (each[0], -each[1]))
    fields = _likely(sheet, made)
    below = [
        cells
        for _number, cells in rows[at + 1 :]
        if not outside.is_numbering(cells) and not outside.left_out(made, cells)
    ]
    labels = tuple(
        Label(get_column_letter(place + 1), text, _samples(below, place), fields[place])
        for place, text in made.heads.items()
    )
    own = tuple(made.field_of(place) for place in made.heads)
    open_still = (
        layout.missing(made, sheet)
        or layout.repeated(made, sheet)
        or layout.asked_again(made, sheet)
    )
    on = made.said.on if made.said else None
    return Head(title, sheet, rows[at][0], labels, None if open_still or on else own, on)


def _layouts(sheet: Sheet, rows: Sequence[tuple[int, Cells]]) -> Iterator[tuple[int, Layout]]:
    for at, cells in _one_or_two(rows):
        if made := layout.header(sheet, cells):
            yield at, made


def _guesses(rows: Sequence[tuple[int, Cells]]) -> Iterator[tuple[int, dict[int, list[str]]]]:
    """Yield rows that may be a header: several headings, and a row of as much below."""
    for at, cells in _one_or_two(rows):
        labels = layout.labels(cells)
        below = rows[at + 1][1] if at + 1 < len(rows) else ()
        filled = sum(cell is not None and not cell.empty for cell in below)
        if len(labels) > 1 and filled > 1 and not outside.is_numbering(cells[-1]):
            yield at, labels


def _one_or_two(rows: Sequence[tuple[int, Cells]]) -> Iterator[tuple[int, list[Cells]]]:
    for at, (number, cells) in enumerate(rows[: workbook.HEADER_WITHIN]):
        yield at, [cells]
        if at and rows[at - 1][0] == number - 1:
            yield at, [rows[at - 1][1], cells]


def _likely(sheet: Sheet, made: Layout) -> dict[int, str]:
    """Return what each column is likely to fill: as was said before, else by its header."""
    before: Mapping[str, str] = {}
    if made.said is None and sheet.said:
        before = sheet.said[-1].of_label()
    found = {place: before.get(key(text), "") for place, text in made.heads.items()}
    taken = set(found.values())
    for place, text in made.heads.items():
        name = made.field_of(place)
        if key(text) not in before and name not in taken:
            found[place] = name
    return found


def _samples(rows: Sequence[Cells], place: int) -> tuple[str, ...]:
    found = []
    for cells in rows:
        cell = cells[place] if place < len(cells) else None
        if cell is not None and not cell.empty and not cell.problem:
            with suppress(CellError):
                found.append(plain(cell.value)[:40])
        if len(found) >= _SAMPLES:
            break
    return tuple(found)
