"""The one set of checks of a row of the registry, whichever way it comes.

An import holds its rows against the same two: `plausible.problems`, and the `check` of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Model

from workflow_engine.messages import message as _
from workflow_engine.registry import plausible
from workflow_engine.registry.importing.cells import CellError, Whole
from workflow_engine.registry.importing.sheets import PERSON, Lookups, Sheet, sheets
from workflow_engine.registry.models import Person, PostHolding


def problems(
    model: type[Model], values: Mapping[str, Any], *, person: Person | None, today: date
) -> dict[str, str]:
    """Return by field what cannot be true of the values of a row; `person` is whose record it is.

    Dates are checked of every row; what has to agree, of the kinds that an import knows.
    """
    said = {name: value for name, value in values.items() if value not in (None, "")}
    if person is not None:
        said[PERSON] = person.personal_number
    if isinstance(said.get("relative"), Person):
        said["relative"] = said["relative"].personal_number
    born = person.birth_date if person is not None else said.get("birth_date")
    wrong = dict(plausible.problems(said, born=born, today=today))
    if model is PostHolding:
        wrong = dict(_still_held(said, today)) | wrong
    sheet = _sheets().get(model)
    return wrong | dict(_of_sheet(sheet, said, today)) if sheet else wrong


def problems_of(row: Model, *, today: date) -> dict[str, str]:
    """Return by field what cannot be true of a row that is filled in and not stored yet."""
    names = [field.name for field in row._meta.concrete_fields if field.name != PERSON]
    values = {name: getattr(row, name) for name in names}
    return problems(type(row), values, person=getattr(row, PERSON, None), today=today)


def _still_held(said: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    """Yield what a form contradicts: it says "still held" by leaving out how a post was left.

    An import leaves it out where a file has no such column: it says nothing then.
    """
    until = said.get("held_until")
    if until and until <= today and not said.get("left"):
        yield "left", _("The post ended, and is said to be still held: say how it was left.")


def _of_sheet(sheet: Sheet, said: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    """Yield what an import would refuse of a row: numbers out of range, and what clashes."""
    for column in sheet.columns:
        if isinstance(column.reader, Whole) and column.field in said:
            try:
                column.reader.read(said[column.field])
            except CellError as error:
                yield column.field, error.args[0]
    yield from sheet.check(said, today)


@cache
def _sheets() -> dict[type[Model], Sheet]:
    return {sheet.model: sheet for sheet in sheets(Lookups({}, {}, {}))}
