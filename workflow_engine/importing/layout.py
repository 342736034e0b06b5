"""Finding the header of a list as offices write it, and what its columns hold.

A header may stand in two rows; a name may be split over two columns; Nam and Nữ may be two columns
that hold the birth date or a mark.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from workflow_engine.base.messages import message as _
from workflow_engine.importing.old_letters import readings
from workflow_engine.importing.ooxml import Cell, Cells
from workflow_engine.importing.shape import (
    FAMILY,
    FEMALE,
    GIVEN,
    MALE,
    NAME,
    Column,
    SaidHeader,
    Sheet,
)
from workflow_engine.registry.cells import OneOf, key
from workflow_engine.registry.names import normalised

_FAMILY = {"hovachudem", "hovatendem", "hodem", "ho", "hochudem", "hovadem", "holot", "hovalot"}
_GIVEN = {"ten", "tengoi"}
_ADDED = {"loi"}
_COUNTS = {"stt", "tt", "sott", "sothutu", *_ADDED}
_IN_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass
class Layout:
    """Which column of the page fills which field."""

    columns: dict[int, Column]
    name: tuple[int, int] | None = None
    sexes: tuple[int, int] | None = None
    labels: dict[int, str] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    said: SaidHeader | None = None

    @property
    def places(self) -> set[int]:
        """The columns of the page that are read, counted from 0."""
        return set(self.columns) | set(self.name or ()) | set(self.sexes or ())

    def cells(self, sheet: Sheet, row: Cells) -> list[tuple[int, Column, Cell]]:
        """Return what a row has for each column: its place counted from 1, the column, the cell."""
        found = [(place + 1, column, at(row, place)) for place, column in self.columns.items()]
        if self.name:
            found.append((self.name[0] + 1, _name_of(sheet), _joined(row, *self.name)))
        if self.sexes:
            said = next((cell for _p, column, cell in found if column.field == "sex"), Cell())
            found = [each for each in found if each[1].field != "sex"]
            found += _of_sexes(sheet, row, self.sexes, set(self.columns.values()), said)
        return sorted(found, key=lambda each: each[0])

    def has(self) -> set[Column]:
        """Return the columns that are found."""
        return set(self.columns.values())

    def field_of(self, place: int) -> str:
        """Return the name of what a column of the page fills, "" where it is not read."""
        for pair, names in ((self.name, (FAMILY, GIVEN)), (self.sexes, (MALE, FEMALE))):
            if pair and place in pair:
                return names[pair.index(place)]
        column = self.columns.get(place)
        return column.field if column else ""


def header(sheet: Sheet, rows: Sequence[Cells]) -> Layout | None:
    """Return the layout that one row, or two with groups above, give; None if they are no header.

    A header names two columns at least, one of them required.
    """
    of_place = labels(rows)
    if not of_place:
        return None
    names = _by_header(sheet)
    found = Layout({}, labels={place: words[-1] for place, words in of_place.items()})
    found.heads = heads(of_place)
    wanted = header_key(found.heads.values())
    said = next((said for said in reversed(sheet.said) if said.key == wanted), None)
    if said is not None:
        return _as_said(found, sheet, said)
    for place, words in of_place.items():
        for word in (form for each in words for form in _forms(each)):
            column = names.get(word)
            if column is not None and column not in found.has():
                found.columns[place] = column
                break
    _find_name_in_parts(found, sheet, of_place)
    if sheet.of_people:
        _find_sexes(found, sheet, of_place)
    enough = len(found.places) >= min(2, len(sheet.columns))
    required = found.name or any(column.required for column in found.has())
    return found if enough and required else None


def heads(labels: Mapping[int, Sequence[str]]) -> dict[int, str]:
    """Return the whole label of each column, but for the one that a marked workbook got."""
    found = {place: normalised(words[0]) for place, words in sorted(labels.items())}
    return {place: label for place, label in found.items() if key(label) not in _ADDED}


def header_key(labels: Iterable[str]) -> str:
    """Return by what a header is known again: its labels in their order, without marks."""
    return sha256("|".join(key(label) for label in labels).encode()).hexdigest()


def labels(rows: Sequence[Cells]) -> dict[int, list[str]]:
    """Return the labels of a header in one row, or in two with groups above; the own one last."""
    return _labels(rows[0]) if len(rows) == 1 else _labels_of_two(*rows)


def _as_said(found: Layout, sheet: Sheet, said: SaidHeader) -> Layout:
    columns = {column.field: column for column in sheet.columns}
    parts = {}
    for place, name in zip(found.heads, said.fields, strict=True):
        if name in columns:
            found.columns[place] = columns[name]
        elif name:
            parts[name] = place
    if FAMILY in parts and GIVEN in parts:
        found.name = (parts[FAMILY], parts[GIVEN])
    if MALE in parts and FEMALE in parts:
        found.sexes = (parts[MALE], parts[FEMALE])
    found.said = said
    return found


def asked_again(found: Layout, sheet: Sheet) -> SaidHeader | None:
    """Return what was said of a header much like this one, where this one has changed.

    A list that the template's names explain whole, as they were explained then, is not asked of.
    """
    if found.said is not None:
        return None
    own = {key(label): found.field_of(place) for place, label in found.heads.items()}
    unclear = bool(unread(found, sheet) or repeated(found, sheet) or missing(found, sheet))
    for said in reversed(sheet.said):
        before = said.of_label()
        shared = before.keys() & own.keys()
        if 2 * len(shared) < len(before):
            continue
        if unclear or any(before[label] != own[label] for label in shared):
            return said
    return None


def missing(found: Layout, sheet: Sheet) -> list[Column]:
    """Return the required columns that a layout lacks."""
    has = {column.field for column in found.has()}
    if found.name:
        has.add(_name_of(sheet).field)
    if found.sexes:
        has |= {"sex", "birth_date"}
    return [column for column in sheet.columns if column.required and column.field not in has]


def repeated(found: Layout, sheet: Sheet) -> dict[int, str]:
    """Return by place the headers that say what another column is read as already.

    What was said of a header says which of them it is.
    """
    if found.said is not None:
        return {}
    names = _by_header(sheet)
    read = {key(found.heads[place]) for place in found.places if place in found.heads}
    taken = found.has()
    if found.name:
        taken.add(_name_of(sheet))
    return {
        place: label[:60]
        for place, label in found.labels.items()
        if place not in found.places
        and (
            any(names.get(form) in taken for form in _forms(label))
            or key(found.heads.get(place, "")) in read
        )
    }


def unread(found: Layout, sheet: Sheet) -> list[str]:
    """Return the headers that no column has."""
    twice = repeated(found, sheet)
    return [
        label[:60]
        for place, label in found.labels.items()
        if place not in found.places and place not in twice and key(label) not in _COUNTS
    ]


def _by_header(sheet: Sheet) -> dict[str, Column]:
    """Return the columns by each header that names them."""
    return {key(name): column for column in sheet.columns for name in (column.header, *column.also)}


def split_name(found: Layout, sheet: Sheet, rows: Sequence[Cells]) -> bool:
    """Take the column without a header beside the name for the given name, if it holds words."""
    whole = next((p for p, c in found.columns.items() if c.field == _name_of(sheet).field), None)
    if whole is None or whole + 1 in found.labels:
        return False
    values = [cell.value for row in rows if not (cell := at(row, whole + 1)).empty]
    if not values or not all(isinstance(v, str) and len(v.split()) <= 2 for v in values):
        return False
    del found.columns[whole]
    found.name = (whole, whole + 1)
    return True


def _labels(row: Cells) -> dict[int, list[str]]:
    return {
        place: [cell.value]
        for place, cell in enumerate(row)
        if cell is not None and isinstance(cell.value, str) and not cell.empty
    }


def _labels_of_two(top: Cells, bottom: Cells) -> dict[int, list[str]]:
    """Join the labels of two rows: a label above counts for the empty cells right of it."""
    above, below = _labels(top), _labels(bottom)
    filled = sum(cell is not None and not cell.empty for cell in bottom)
    said = [words[0] for words in below.values()]
    if len(below) < filled or any(c.isdigit() for text in said for c in text):
        return {}
    if not any(place not in above for place in below):
        return {}
    found: dict[int, list[str]] = {}
    over = ""
    for place in range(max(len(top), len(bottom))):
        over = above[place][0] if place in above else over
        if place in below:
            own = below[place][0]
            found[place] = [f"{own} {over}", f"{over} {own}", own] if over else [own]
        elif place in above:
            found[place] = above[place]
    return found


def _forms(label: str) -> Iterator[str]:
    """Yield a label as it is compared: whole, without what stands in brackets, in new letters."""
    yield key(label)
    yield key(_IN_BRACKETS.sub("", label))
    yield from map(key, readings(label))


def _name_of(sheet: Sheet) -> Column:
    return next(c for c in sheet.columns if c.field in ("full_name", NAME))


def _find_name_in_parts(found: Layout, sheet: Sheet, labels: Mapping[int, Sequence[str]]) -> None:
    if _name_of(sheet) in found.has():
        return
    parts = []
    for wanted in (_FAMILY, _GIVEN):
        parts += [
            place
            for place, words in labels.items()
            if place not in found.columns and any(f in wanted for f in _forms(words[-1]))
        ][:1]
    if len(parts) == 2:
        found.name = (parts[0], parts[1])


def _find_sexes(found: Layout, sheet: Sheet, labels: Mapping[int, Sequence[str]]) -> None:
    """Find the columns Nam and Nữ, where no column says the sex, or they share the birth date."""
    at = {
        normalised(words[-1]).lower(): place
        for place, words in labels.items()
        if place not in found.columns
    }
    if "nam" not in at or not at.keys() & {"nữ", "nu"}:
        return
    places = (at["nam"], at.get("nữ", at.get("nu", 0)))
    has = {column.field for column in found.has()}
    of_births = "birth_date" not in has and _under_birth(sheet, labels[places[0]])
    if "sex" not in has or of_births:
        found.sexes = places


def _under_birth(sheet: Sheet, words: Sequence[str]) -> bool:
    """Whether a label of two rows stands under one that names the birth date."""
    names, own = _by_header(sheet), key(words[-1])
    above = [names.get(form.removesuffix(own)) for word in words[:-1] for form in _forms(word)]
    return any(column is not None and column.field == "birth_date" for column in above)


def _of_sexes(
    sheet: Sheet, row: Cells, places: tuple[int, int], has: set[Column], said: Cell
) -> list[tuple[int, Column, Cell]]:
    """Return sex and birth date as two columns have them; `said` is what a third says of the sex.

    A row that leaves both empty has the sex of the third column, and no birth date.
    """
    columns = {column.field: column for column in sheet.columns}
    cells = [at(row, place) for place in places]
    filled = [n for n, cell in enumerate(cells) if not cell.empty and not cell.zero_day]
    which = filled[0] if filled else 0
    sex = Cell(("Nam", "Nữ")[which]) if filled else said
    if len(filled) == 2:
        sex = Cell(problem=_("Both columns, Nam and Nữ, are filled in. Keep one."))
    elif filled and not said.empty and said.value != sex.value:
        sex = _agreeing(columns["sex"], sex, said)
    found = [(places[which] + 1, columns["sex"], sex)]
    if columns["birth_date"] not in has:
        found.append((places[which] + 1, columns["birth_date"], cells[which]))
    return found


def _agreeing(column: Column, sex: Cell, said: Cell) -> Cell:
    """Return what a column says of the sex, if it is what the columns Nam and Nữ say."""
    known = column.reader.words if isinstance(column.reader, OneOf) else {}
    if said.problem or known.get(key(said.value)) in (None, known.get(key(sex.value))):
        return said  # An entry that cannot be read is refused by its own words.
    words = _("The sex is given as “%(said)s”, but the entry stands in the column “%(column)s”.")
    return Cell(problem=words % {"said": str(said.value)[:40], "column": sex.value})


def _joined(row: Cells, family: int, given: int) -> Cell:
    """Return a name that stands in two cells."""
    parts = [at(row, family), at(row, given)]
    if all(part.empty for part in parts):
        return Cell()
    for part in parts:
        if part.problem:
            return part
        if part.empty:
            return Cell(problem=_("Of the name, which stands in two columns, one part is empty."))
        if not isinstance(part.value, str):
            return part
    return Cell(" ".join(part.value.strip() for part in parts))


def at(row: Cells, place: int) -> Cell:
    """Return the cell of a row in a column counted from 0; one that holds nothing where none is."""
    return (row[place] if place < len(row) else None) or Cell()
