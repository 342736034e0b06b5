"""The entries of one natural person: what is read of those that were made in error.

Their records are those of the entry that stays, and what both say counts once. Who may be the same
person, and of whom no paper says whether it is, has on record what nobody knows here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from workflow_engine.facts.reader import Reader, versions_of
from workflow_engine.registry import twins
from workflow_engine.registry.doubles import as_key
from workflow_engine.registry.models import Clearance, Person

# What does not make of one thing two: whose row it is, and what is written beside it.
_BESIDE = frozenset({"id", "person", "note", "days_confirmed", "entered_as"})


def once(reader: Reader, rows: Sequence[Any]) -> list[Any]:
    """Leave out what was entered for an entry made in error and says nothing more.

    It is left out where the entry that stays says the very same. Interpretation: a check that found
    nothing under the data of an entry made in error looked for a person of other data, and clears
    nobody; one that found something counts.
    """
    if not reader.of_other_entries:
        return list(rows)
    moved = {row.pk for row in rows if (type(row), row.pk) in reader.of_other_entries}
    kept = [row for row in rows if row.pk not in moved]
    said = {_says(row) for row in kept}
    for row in rows:
        clears = isinstance(row, Clearance) and row.clear
        if row.pk in moved and not clears and _says(row) not in said:
            said.add(_says(row))
            kept.append(row)
    return sorted(kept, key=lambda row: row.pk)


def read_twins(
    reader: Reader, entries: Iterable[Person], relatives: Iterable[int]
) -> dict[int, list[Person]]:
    """Return who may be one with a candidate or a relative: by no paper are they told apart."""
    known = reader.identities
    everybody = [*entries, *reader.rows(Person, {"id": known.entries(relatives)})]
    versions = versions_of(Person, reader.known_at)
    return twins.possible(everybody, known, rows=reader.rows, versions=versions)


def _says(row: Any) -> tuple[Any, ...]:
    fields = [field for field in row._meta.concrete_fields if field.name not in _BESIDE]
    return (row.person_id, *(as_key(getattr(row, field.attname)) for field in fields))
