"""What a column says about its cells: dates with day and month swapped, text in old letters.

A cell alone does not tell that a machine with American settings read 01/09 as 9 January; the
column does: there every date has a day up to 12, and every date left as text one above 12.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from workflow_engine.base.messages import message as _
from workflow_engine.importing.old_letters import Font, converted, font_of
from workflow_engine.importing.ooxml import Cell, day_of
from workflow_engine.importing.shape import Column
from workflow_engine.registry.cells import DAY_FIRST, Day
from workflow_engine.registry.identity_cells import Name

_QUOTED = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.|_.|\*.")
_MONTH_FIRST = re.compile(r"m{1,2}[^a-z]+d{1,2}[^a-z]+y", re.IGNORECASE)
# What Excel gives a date that is typed; each machine shows it in its own order.
_OF_THE_MACHINE = "mm-dd-yy"


def doubt(columns: Mapping[Column, Sequence[Cell]]) -> None:
    """Mark the cells that the others of their column make doubtful, and those in old letters."""
    texts = {c: _texts(cells) for c, cells in columns.items() if not isinstance(c.reader, Day)}
    font = font_of(cell.value for cells in texts.values() for cell in cells)
    for column, cells in columns.items():
        if column not in texts:
            _doubt_days(cells)
        elif font is not None:
            _convert_old_letters(texts[column], font, names=isinstance(column.reader, Name))


def _doubt_days(cells: Sequence[Cell]) -> None:
    stored = [(cell, day) for cell in cells if (day := day_of(cell.value)) is not None]
    written = [(cell, found) for cell in cells if (found := _written(cell)) is not None]
    days_small = bool(stored) and all(day.day <= 12 for _cell, day in stored)
    texts_large = bool(written) and all(first > 12 for _cell, (first, _s, _y) in written)
    for cell, day in stored:
        explicit = cell.shown != _OF_THE_MACHINE and _month_first(cell.shown)
        of_machine = cell.shown == _OF_THE_MACHINE and days_small
        if explicit or of_machine or (days_small and texts_large):
            _mark(cell, day)
    if any(second > 12 >= first for _cell, (first, second, _y) in written):
        for cell, (first, second, year) in written:
            if first <= 12 and second <= 12:
                _mark(cell, date(year, max(second, 1), max(first, 1)))


def _mark(cell: Cell, day: date) -> None:
    if day.day > 12 or day.day == day.month:
        return
    cell.doubt = _(
        "Day and month may be swapped, as the other dates of the column show: it is read as "
        "%(read)s and may mean %(other)s."
    ) % {"read": f"{day:%d/%m/%Y}", "other": f"{day:%m/%d/%Y}"}


def _written(cell: Cell) -> tuple[int, int, int] | None:
    found = DAY_FIRST.fullmatch(cell.value.strip()) if isinstance(cell.value, str) else None
    if found is None:
        return None
    first, second, year = map(int, found.groups())
    return (first, second, year) if first and second and year else None


def _month_first(shown: str) -> bool:
    return _MONTH_FIRST.search(_QUOTED.sub("", shown)) is not None


def _texts(cells: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in cells if isinstance(cell.value, str) and not cell.value.isascii()]


def _convert_old_letters(texts: Sequence[Cell], font: Font, *, names: bool) -> None:
    suspected = any(converted(cell.value, font=font) for cell in texts)
    for cell in texts if suspected else ():
        if read := converted(cell.value, suspected=True, font=font):
            if names:  # the old fonts had no capitals with marks
                read = " ".join(word[:1].upper() + word[1:] for word in read.split())
            cell.doubt = _("The letters are of an old font: “%(old)s” is read as “%(read)s”.") % {
                "old": cell.value[:60],
                "read": read,
            }
            cell.value = read
