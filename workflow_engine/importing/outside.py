"""Which rows of a sheet hold no record: above the list, among its rows, and below it.

A row that numbers the columns is no person; headings of groups, totals and a header that is
repeated are left out, and named so that somebody accepts it.

What stands below a list (place and day, titles, "(Ký, ghi rõ họ tên)", names of signatories) is
known by its place, not by its words: below the last row that holds a record. A row holds one where
a column that is read has a number, a date, a mark or a word of its list. Text alone does not tell a
person from a signatory.
"""

import re
from collections.abc import Sequence

from workflow_engine.importing.layout import Layout, at
from workflow_engine.importing.ooxml import Cell, Cells
from workflow_engine.importing.shape import Sheet
from workflow_engine.registry.cells import CellError, Known, OneOf, Text, YesNo, key
from workflow_engine.registry.identity_cells import Name, PersonalNumber
from workflow_engine.registry.names import normalised

_NUMBERING = re.compile(r"\(?(\d{1,2}|[A-Z])\)?")
_GROUP = re.compile(
    r"(?:[IVX]{1,6}|[A-Z])\s*[.)/\-]?(?:\s.*)?|"
    r"(?:[IVX]{1,6}[.)\-]\s*)?(?:phòng|ban|khoa|tổ|trung tâm|chi cục|văn phòng|thanh tra|lãnh đạo|"
    r"sở|đơn vị|khối|bộ phận|trường|nhóm)\s.*",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:tổng|cộng|tổng cộng|tổng số|người lập|thủ trưởng|nơi nhận|ghi chú:).*", re.IGNORECASE
)
_LONG_NUMBER = re.compile(r"[0-9]{9,}")
# Titles of signatories and names of their units are in the registry too.
_TELL_NOTHING = (Text, Name, Known)
_LONGEST = 200
_IN_WORDS = re.compile(r"ngày[\s.…_]*\d{0,2}[\s.…_]*tháng[\s.…_]*\d{0,2}[\s.…_]*năm", re.IGNORECASE)
_AFTER_PLACE = re.compile(
    r"[^\W\d][^,]*,\s*(?:ngày\s*)?\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}\.?", re.IGNORECASE
)
_FOUR_DIGITS = re.compile(r"\d{4}")


def is_numbering(row: Cells) -> bool:
    """Whether a row only numbers the columns: 1 2 3, or (1) (2) (3)."""
    words = [str(cell.value).strip() for cell in row if cell is not None and not cell.empty]
    if len(words) < 2 or not all(_NUMBERING.fullmatch(word) for word in words):
        return False
    numbers = [int(n[1]) for word in words if (n := _NUMBERING.fullmatch(word)) and n[1].isdigit()]
    return len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def repeats_header(found: Layout, row: Cells) -> bool:
    """Whether a row says in each column that is read what its header says, as a new page does."""
    own = [(found.labels[place], at(row, place)) for place in found.places & found.labels.keys()]
    if not own or any(not isinstance(cell.value, str) for _label, cell in own):
        return False
    return all(key(label) == key(cell.value) for label, cell in own)


def says_nothing(found: Layout, row: Cells) -> bool:
    """Whether a row has nothing to read: empty, or only its running number or formulas."""
    for place, cell in enumerate(row):
        if cell is None or cell.empty or cell.zero_day:
            continue
        if place in found.places:
            if not (cell.formula and not cell.problem and cell.value in (0, "", False)):
                return False
        elif not str(cell.value).strip().isdigit():
            return False
    return True


def left_out(found: Layout, row: Cells) -> str:
    """Return the words of a heading of a group, a total or a signature; "" for any other row."""
    filled = [(p, c) for p, c in enumerate(row) if c is not None and not c.empty]
    words = [str(cell.value).strip() for _place, cell in filled]
    if not words or any(
        cell.problem or _LONG_NUMBER.search(w) for (_p, cell), w in zip(filled, words, strict=True)
    ):
        return ""
    texts = [
        normalised(w) for w, (_p, c) in zip(words, filled, strict=True) if isinstance(c.value, str)
    ]
    if any(_TOTAL.fullmatch(text) for text in texts[:2]):
        return " ".join(texts)[:80]
    read = [place for place, _cell in filled if place in found.places]
    if len(read) <= 1 and len(filled) <= 3 and texts and _GROUP.fullmatch(texts[0]):
        return " ".join(texts)[:80]
    return ""


def first_below(found: Layout, sheet: Sheet, rows: Sequence[Cells]) -> int:
    """Return how many rows there are up to the last record; all of them where none holds one."""
    last = (n for n in range(len(rows), 0, -1) if _holds_record(found, sheet, rows[n - 1]))
    return next(last, len(rows))


def names_person(found: Layout, sheet: Sheet, row: Cells) -> bool:
    """Tell whether a row has the personal number of somebody where its column stands."""
    for _place, column, cell in found.cells(sheet, row):
        if isinstance(column.reader, PersonalNumber) and not cell.problem and not cell.empty:
            return _reads(column.reader, cell)
    return False


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
    if cell.zero_day or (cell.empty and not cell.problem):
        return False
    if isinstance(reader, _TELL_NOTHING):
        return not cell.problem and _reads(PersonalNumber(), cell)
    if cell.problem:
        return True
    if isinstance(reader, OneOf | YesNo):
        return _reads(reader, cell)
    return not isinstance(cell.value, str) or _is_of_digits(normalised(cell.value), alone=alone)


def _reads(reader: OneOf | YesNo | PersonalNumber, cell: Cell) -> bool:
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
