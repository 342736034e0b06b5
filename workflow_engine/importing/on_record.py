"""What the registry has of those whom a file is about: a few queries, however many rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow_engine.importing import matching
from workflow_engine.importing.parsing import Parsed
from workflow_engine.importing.shape import Sheet
from workflow_engine.registry import births
from workflow_engine.registry.keepers import ask, units_keeping
from workflow_engine.registry.models import Person, Relationship
from workflow_engine.registry.models.bases import Record

_AT_ONCE = 500


@dataclass
class OnRecord:
    """The people and records that the file is about, as the registry has them."""

    people: dict[str, Person]
    records: dict[type[Record], dict[tuple[Any, ...], list[Record]]]
    refused: Mapping[str, str]
    births: Mapping[int, births.Birth]
    numbered: matching.Numbered


def load(parsed: Parsed, *, today: date, reach: Sequence[str] | None, lock: bool) -> OnRecord:
    """Read what the file is about: a few queries, however many rows."""
    lines = [*parsed.lines, *parsed.broken]
    numbers = {line.number for line in lines} - {""}
    numbers |= {line.values["relative"] for line in lines if "relative" in line.values}
    people: dict[str, Person] = {}
    for some in _parts(sorted(numbers)):
        rows = Person.objects.filter(personal_number__in=some)
        people |= {p.personal_number: p for p in (rows.select_for_update() if lock else rows)}
    by_pk = {person.pk: person for person in people.values()}
    records: dict[type[Record], dict[tuple[Any, ...], list[Record]]] = {}
    for sheet in {line.sheet.name: line.sheet for line in parsed.lines}.values():
        if issubclass(sheet.model, Record):
            records[sheet.model] = _records_of(sheet, sheet.model, by_pk, lock)
    once = births.once_known(by_pk.values())
    return OnRecord(
        people, records, _out_of_reach(by_pk, today, reach), once, matching.papers(lines)
    )


def _records_of(
    sheet: Sheet, model: type[Record], by_pk: dict[int, Person], lock: bool
) -> dict[tuple[Any, ...], list[Record]]:
    found: dict[tuple[Any, ...], list[Record]] = {}
    for some in _parts(sorted(by_pk)):
        rows = model._default_manager.filter(person__in=some, voided=False).order_by("pk")
        if model is Relationship:
            rows = rows.select_related("relative")
        for record in rows.select_for_update(of=("self",)) if lock else rows:
            number = by_pk[record.person_id].personal_number
            found.setdefault((number, *matching.identity(sheet, record)), []).append(record)
    return found


def _out_of_reach(
    by_pk: Mapping[int, Person], today: date, reach: Sequence[str] | None
) -> dict[str, str]:
    """Return the numbers of the people on record whom the importer does not keep, with whom to ask.

    They are those whom only units outside the reach keep.
    """
    refused: dict[str, str] = {}
    for some in _parts(sorted(by_pk)) if reach is not None else ():
        for person, units in units_keeping(some, on=today).items():
            if not any(unit.path.startswith(tuple(reach or ())) for unit in units):
                refused[by_pk[person].personal_number] = ask(units)
    return refused


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for first in range(0, len(items), _AT_ONCE):
        yield items[first : first + _AT_ONCE]
