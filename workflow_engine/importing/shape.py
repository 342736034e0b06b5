"""The shape of the template: its columns and sheets, and what of the registry they may name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workflow_engine.importing.models import HeaderMapping
from workflow_engine.registry import agreement, models
from workflow_engine.registry.birth_cells import Birth
from workflow_engine.registry.cells import Day, Known, OneOf, Text, Whole, YesNo, key
from workflow_engine.registry.identity_cells import Name, PersonalNumber
from workflow_engine.registry.keeping import Row

# How the cells of a column are read.
Reader = Text | Name | PersonalNumber | Whole | YesNo | OneOf | Known | Day
PERSON, NAME = "person", "_name"
# What a column may hold that is no field alone: half of a name; the birth date of one sex.
FAMILY, GIVEN, MALE, FEMALE = "_family", "_given", "_male", "_female"


@dataclass(frozen=True, eq=False)
class Column:
    """A column: the field it fills, its header and how its cells are read."""

    field: str
    header: str
    reader: Reader
    required: bool = False
    hint: str = ""
    also: tuple[str, ...] = ()

    @property
    def with_it(self) -> tuple[str, ...]:
        """The fields that its reader fills in beside its own."""
        return ("birth_precision",) if isinstance(self.reader, Birth) else ()


def names_of_parts() -> dict[str, str]:
    """Return what a column may hold that is no field alone, as a file calls it."""
    return {
        FAMILY: "Họ và chữ đệm",
        GIVEN: "Tên",
        MALE: "Nam (ngày sinh hoặc đánh dấu)",
        FEMALE: "Nữ (ngày sinh hoặc đánh dấu)",
    }


@dataclass(frozen=True)
class SaidHeader:
    """What was said of a header: the field of each label, "" for a column that is not read."""

    key: str
    labels: tuple[str, ...]
    fields: tuple[str, ...]
    on: date

    def of_label(self) -> dict[str, str]:
        """Return the field of each label, as labels are compared."""
        return {key(label): name for label, name in zip(self.labels, self.fields, strict=True)}


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet: the model of its rows, and the fields by which a row is known again.

    `said` are the headers whose columns somebody named, the latest last.
    """

    name: str
    model: type[Row]
    columns: tuple[Column, ...]
    known_by: tuple[str, ...]
    said: tuple[SaidHeader, ...] = ()

    @property
    def of_people(self) -> bool:
        """Whether its rows are the people themselves."""
        return self.model is models.Person

    def check(self, values: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
        """Yield each field of a row that does not agree with another one, with why."""
        return agreement.problems(self.model, values, today=today)


@dataclass(frozen=True)
class Lookups:
    """What the registry holds that rows may name, by code and by name."""

    posts: Mapping[str, models.Post]
    units: Mapping[str, models.Unit]
    titles: Mapping[str, models.Title]
    headers: Mapping[str, tuple[SaidHeader, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, reach: Sequence[str] | None = None) -> "Lookups":
        """Read units, titles and posts, and what was said of headers in the units of `reach`."""
        units = models.Unit.objects.all()
        titles = models.Title.objects.all()
        posts = models.Post.objects.select_related("unit", "title")
        return cls(
            posts=_by_words((post, (post.code,)) for post in posts),
            units=_by_words((unit, (unit.code, unit.name)) for unit in units),
            titles=_by_words((title, (title.code, title.name)) for title in titles),
            headers=_said_headers(reach) if reach else {},
        )


def _said_headers(reach: Sequence[str]) -> dict[str, tuple[SaidHeader, ...]]:
    found: dict[str, tuple[SaidHeader, ...]] = {}
    rows = HeaderMapping.objects.filter(unit__path__in=reach).order_by("said_on", "pk")
    for row in rows:
        said = SaidHeader(row.header_key, tuple(row.labels), tuple(row.fields), row.said_on)
        found[row.sheet] = (*found.get(row.sheet, ()), said)
    return found


def _by_words(rows: Iterator[tuple[Any, tuple[str, ...]]]) -> dict[str, Any]:
    """Map words to what they name; a word that names two names neither."""
    found: dict[str, Any] = {}
    for row, names in rows:
        for name in {key(name) for name in names}:
            found[name] = None if name in found else row
    return found
