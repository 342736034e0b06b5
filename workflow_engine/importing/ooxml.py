"""The pages of an .xlsx workbook as they are stored: values, number formats, what is hidden.

Only what values depend on is read, so that a detail of style or of a list to choose from refuses
no file. Both namespaces of the standard are understood, the strict one too. No formula is computed.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any
from xml.etree import ElementTree

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import column_index_from_string

from workflow_engine.base.messages import message as _

MOST_ROWS_OF_A_SHEET = 1_048_576
MOST_ELEMENTS_OF_A_ROW = 100_000
MOST_COLUMNS = 128
MAIN_PART = "xl/workbook.xml"
# What no value depends on and programs store in letters of their own: of queries, of documents.
_OF_OTHERS = "customxml/"
GENERAL = "General"
_TRUE = {"1", "true", "on"}
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_WHOLE = re.compile(r"-?[0-9]+")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 no zone in cells


@dataclass(slots=True)
class Cell:
    """A cell: its value, the number format in which it is shown, and what is odd about it."""

    value: Any = None
    shown: str = GENERAL
    formula: bool = False
    problem: str = ""
    doubt: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it: a stored empty text is nothing too."""
        if self.problem:
            return False
        value = self.value
        return value is None or (isinstance(value, str) and not value.strip("\xa0 \t\r\n"))

    @property
    def zero_day(self) -> bool:
        """Whether it is a zero in the format of a date: what looking up an empty cell gives."""
        number = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        return number and self.value == 0 and _is_date(self.shown)


Cells = Sequence[Cell | None]


@dataclass
class Page:
    """One sheet: its rows as (number, hidden, cells), read once, and what is hidden on it.

    `beyond` tells that it has cells beyond the columns that are looked at.
    """

    title: str
    hidden: bool = False
    from_1904: bool = False
    rows: Iterator[tuple[int, bool, Cells]] = field(default_factory=lambda: iter(()))
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    beyond: bool = False


def pages(content: bytes) -> Iterator[Page]:
    """Yield the sheets of a workbook; the rows of each have to be read before the next."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        main = main_part(archive)
        links = _links(archive, main)
        book = _tree(archive, main)
        strings = _strings(archive, links)
        formats = _formats(archive, links)
        options = _first(book, "workbookPr")
        from_1904 = options is not None and options.get("date1904", "") in _TRUE
        for sheet in _all(book, "sheet"):
            kind, part = links.get(_linked(sheet), ("", ""))
            if kind != "worksheet" or part not in _readable(archive):
                continue
            hidden = sheet.get("state", "visible") != "visible"
            page = Page(sheet.get("name", ""), hidden, from_1904)
            with archive.open(part) as stream:
                page.rows = _rows(stream, page, strings, formats)
                yield page


def is_read(part: str) -> bool:
    """Whether a part may be read as XML, by its name, whatever a link says of it.

    A workbook carries pictures, macros and settings of printers too: they are never opened.
    """
    name = part.lower()
    return name.endswith((".xml", ".rels")) and not name.startswith(_OF_OTHERS)


def main_part(archive: zipfile.ZipFile) -> str:
    """Return the name of the part that lists the sheets; "" where there is none."""
    names = _readable(archive)
    if "_rels/.rels" in names:
        for kind, part in _links(archive, "").values():
            if kind == "officeDocument" and part in names:
                return part
    return MAIN_PART if MAIN_PART in names else ""


def from_serial(number: float, *, from_1904: bool = False) -> datetime | time | None:
    """Return what a number in the format of a date shows: a day, a time of day, or nothing."""
    seconds = round(number * 86400)
    if 0 < seconds < 86400:
        return (_EPOCH + timedelta(seconds=seconds)).time()
    try:
        return (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(seconds=seconds)
    except OverflowError:
        return None


@cache
def _is_date(shown: str) -> bool:
    return bool(is_date_format(shown))


def _rows(
    stream: Any, page: Page, strings: Sequence[str], formats: Sequence[str]
) -> Iterator[tuple[int, bool, Cells]]:
    number, all_hidden, seen = 0, False, 0
    parents: list[Any] = []
    for event, element in ElementTree.iterparse(stream, ("start", "end")):  # noqa: S314 checked
        name = _local(element)
        if event == "start":
            parents.append(element)
            continue
        parents.pop()
        seen += 1
        if seen > MOST_ELEMENTS_OF_A_ROW:
            raise ValueError("a row has more elements than any list has")
        if name == "row":
            before, number = number, int(element.get("r") or number + 1)
            if not before < number <= MOST_ROWS_OF_A_SHEET:
                raise ValueError(f"no row {number} can follow row {before}")
            hidden = element.get("hidden", "") in _TRUE or element.get("ht") == "0"
            shown = element.get("hidden", "") in {"0", "false"} or element.get("ht") is not None
            hidden = hidden or (all_hidden and not shown)
            yield number, hidden, _cells(element, page, strings, formats)
            parents[-1].clear()
            seen = 0
        elif name == "sheetFormatPr":
            all_hidden = element.get("zeroHeight", "") in _TRUE
        elif name == "col" and (element.get("hidden", "") in _TRUE or element.get("width") == "0"):
            first, last = int(element.get("min", 0)), int(element.get("max", 0))
            page.hidden_columns |= set(range(max(first, 1), min(last, MOST_COLUMNS) + 1))
        elif name == "mergeCell":
            page.merged.append(element.get("ref", ""))


def _cells(row: Any, page: Page, strings: Sequence[str], formats: Sequence[str]) -> Cells:
    cells: list[Cell | None] = []
    place = 0
    for element in row:
        named = _PLACE.fullmatch(element.get("r", ""))
        place = column_index_from_string(named[1]) if named else place + 1
        if place > MOST_COLUMNS:
            page.beyond = page.beyond or _cell(element, page, strings, formats) is not None
            continue
        cells.extend([None] * (place - len(cells)))
        if cells[place - 1] is not None:
            raise ValueError("a row has one cell twice")
        cells[place - 1] = _cell(element, page, strings, formats)
    return cells


def _cell(element: Any, page: Page, strings: Sequence[str], formats: Sequence[str]) -> Cell | None:
    kind, stored, formula, inline = element.get("t", "n"), None, False, None
    for part in element:
        name = _local(part)
        if name == "v":
            stored = part.text or ""
        elif name == "f":
            formula = True
        elif name == "is":
            inline = _text(part)
    if kind == "inlineStr":
        return Cell(inline, formula=formula) if inline else None
    if stored is None or (formula and not stored and kind != "str"):
        return Cell(formula=True, problem=_no_result()) if formula else None
    style = int(element.get("s") or 0)
    shown = formats[style] if style < len(formats) else GENERAL
    return Cell(_value(kind, stored, shown, page, strings), shown, formula)


def _no_result() -> str:
    return _(
        "The cell holds a formula without a stored result. Open the file in Excel and save "
        "it, or paste the values."
    )


def _value(kind: str, stored: str, shown: str, page: Page, strings: Sequence[str]) -> Any:
    if kind == "s":
        return strings[int(stored)]
    if kind in ("str", "e"):
        return _unescaped(stored)
    if stored == "":
        return None
    if kind == "b":
        return stored.strip() in _TRUE
    if kind == "d":
        return datetime.fromisoformat(stored.rstrip("Z"))
    number = int(stored) if _WHOLE.fullmatch(stored) and len(stored) < 20 else float(stored)
    if number == 0 or not _is_date(shown):
        return number
    found = from_serial(number, from_1904=page.from_1904)
    return number if found is None else found


def _strings(archive: zipfile.ZipFile, links: dict[str, tuple[str, str]]) -> list[str]:
    found = []
    for part in _parts(archive, links, "sharedStrings"):
        with archive.open(part) as stream:
            for _event, element in ElementTree.iterparse(stream):  # noqa: S314 checked
                if _local(element) == "si":
                    found.append(_text(element))
                    element.clear()
    return found


def _formats(archive: zipfile.ZipFile, links: dict[str, tuple[str, str]]) -> list[str]:
    """Return the number format of each style of cells."""
    for part in _parts(archive, links, "styles"):
        tree = _tree(archive, part)
        own = {
            int(each.get("numFmtId", 0)): each.get("formatCode", "")
            for each in _all(tree, "numFmt")
        }
        styles = _first(tree, "cellXfs")
        numbers = [
            int(each.get("numFmtId") or 0) for each in (styles if styles is not None else ())
        ]
        return [own.get(number) or BUILTIN_FORMATS.get(number, GENERAL) for number in numbers]
    return []


def _links(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part refers to, by the name of the link: its kind and its part."""
    folder = dirname(part)
    name = join(folder, "_rels", f"{part.rsplit('/', 1)[-1]}.rels")
    if name not in archive.namelist():
        return {}
    found = {}
    for each in _all(_tree(archive, name), "Relationship"):
        target = each.get("Target", "")
        target = target[1:] if target.startswith("/") else normpath(join(folder, target))
        found[each.get("Id", "")] = (each.get("Type", "").rsplit("/", 1)[-1], target)
    return found


def _parts(archive: zipfile.ZipFile, links: dict[str, tuple[str, str]], kind: str) -> list[str]:
    names = _readable(archive)
    return [part for found, part in links.values() if found == kind and part in names]


def _readable(archive: zipfile.ZipFile) -> list[str]:
    return [part for part in archive.namelist() if is_read(part)]


def _linked(sheet: Any) -> str:
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")


def _tree(archive: zipfile.ZipFile, part: str) -> Any:
    return ElementTree.fromstring(archive.read(part))  # noqa: S314 definitions are refused before


def _text(element: Any) -> str:
    """Return the text of a string, without the reading aids beside it."""
    words = []
    for part in element:
        name = _local(part)
        if name == "t":
            words.append(part.text or "")
        elif name == "r":
            words += [each.text or "" for each in part if _local(each) == "t"]
    return _unescaped("".join(words))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(tree: Any, name: str) -> Iterator[Any]:
    return (element for element in tree.iter() if _local(element) == name)


def _first(tree: Any, name: str) -> Any:
    return next(_all(tree, name), None)


def day_of(value: Any) -> date | None:
    """Return the day of a value that a workbook stores as a date; None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
