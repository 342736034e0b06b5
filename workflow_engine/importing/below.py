"""What stands below a list: place and day, titles, "(Ký, ghi rõ họ tên)", names of signatories.

It is known by its place, not by its words: below the last row that holds a record. A row holds one
where a column that is read has a number, a date, a mark or a word of its list. Text alone does not
tell a person from a signatory.
"""

import re
from collections.abc import Sequence

from workflow_engine.importing.layout import Layout
from workflow_engine.importing.ooxml import Cell, Cells
from workflow_engine.importing.shape import Sheet
from workflow_engine.registry.cells import CellError, Known, Name, OneOf, Text, YesNo
from workflow_engine.registry.names import normalised

# Titles of signatories and names of their units are in the registry too.
_TELL_NOTHING = (Text, Name, Known)
_LONGEST = 200
_IN_WORDS = re.compile(r"ngày[\s.…_]*\d{0,2}[\s.…_]*tháng[\s.…_]*\d{0,2}[\s.…_]*năm", re.IGNORECASE)
_AFTER_PLACE = re.compile(
    r"[^\W\d][^,]*,\s*(?:ngày\s*)?\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}\.?", re.IGNORECASE
)
_FOUR_DIGITS = re.compile(r"\d{4}")


def first_below(found: Layout, sheet: Sheet, rows: Sequence[Cells]) -> int:
    """Return how many rows there are up to the last record; all of them where none holds one."""
    last = (n for n in range(len(rows), 0, -1) if _holds_record(found, sheet, rows[n - 1]))
    return next(last, len(rows))


def words_of(row: Cells) -> str:
    """Return what a row says, as it is shown to whoever accepts that it is left out."""
    filled = (str(cell.value) for cell in row if cell is not None and not cell.empty)
    return " · ".join(normalised(text) for text in filled)[:_LONGEST]


def _holds_record(found: Layout, sheet: Sheet, row: Cells) -> bool:
    alone = sum(cell is not None and not cell.empty for cell in row) == 1
    # Where Nam and Nữ are two columns, any word in one of them would be read as the sex.
    marks = [row[place] for place in found.sexes or () if place < len(row)]
    return any(cell is not None and _reads(YesNo(), cell) for cell in marks) or any(
        _tells(column.reader, cell, alone=alone)
        for _place, column, cell in found.cells(sheet, row)
        if not (found.sexes and column.field == "sex")
    )


def _tells(reader: object, cell: Cell, *, alone: bool) -> bool:
    """Tell whether a cell can be the entry of a record, a wrong one included."""
    if isinstance(reader, _TELL_NOTHING) or cell.zero_day:
        return False
    if cell.problem:
        return True
    if cell.empty:
        return False
    if isinstance(reader, OneOf | YesNo):
        return _reads(reader, cell)
    return not isinstance(cell.value, str) or _is_of_digits(normalised(cell.value), alone=alone)


def _reads(reader: OneOf | YesNo, cell: Cell) -> bool:
    try:
        reader.read(cell.value)
    except CellError:
        return False
    return True


def _is_of_digits(text: str, *, alone: bool) -> bool:
    """Tell a number or a date from words, and from the line of place and day over a signature.

    A date in words that stands alone in its row is such a line without its place.
    """
    in_words = _IN_WORDS.search(text)
    if _AFTER_PLACE.fullmatch(text) or (in_words and (alone or in_words.start() > 0)):
        return False
    digits, letters = sum(map(str.isdigit, text)), sum(map(str.isalpha, text))
    return digits > letters or _FOUR_DIGITS.search(text) is not None
