"""What a row of the registry is refused for, whether a form or a supplied record brings it.

An import holds its rows against the same: `agreement`, `bounds` and `plausible`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Model

from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.registry import agreement, papers, plausible
from workflow_engine.registry.bounds import NUMBERS
from workflow_engine.registry.cells import CellError, Whole
from workflow_engine.registry.models import Person, PostHolding


def problems(
    model: type[Model], values: Mapping[str, Any], *, person: Person | None, today: date
) -> dict[str, Message]:
    """Return by field what cannot be true of a row; `person` is whose record it is."""
    said = {name: value for name, value in values.items() if value not in (None, "")}
    if person is not None:
        said["person"] = person.personal_number
    if isinstance(said.get("relative"), Person):
        said["relative"] = said["relative"].personal_number
    born = person.birth_date if person is not None else said.get("birth_date")
    wrong = dict(plausible.problems(said, born=born, today=today))
    wrong |= dict(_numbers(said))
    if model is PostHolding:
        wrong = dict(_still_held(said, today)) | wrong
    return wrong | dict(agreement.problems(model, said, today=today))


def problems_of(row: Model, *, today: date) -> dict[str, Message]:
    """Return by field what cannot be true of a row that is filled in and not stored yet.

    Nobody is asked here: what has to be confirmed first is refused too.
    """
    names = [field.name for field in row._meta.concrete_fields if field.name != "person"]
    values = {name: getattr(row, name) for name in names}
    wrong = problems(type(row), values, person=getattr(row, "person", None), today=today)
    words = _("%s Enter the record on the page of the person, where this can be confirmed.")
    doubts = papers.to_confirm(type(row), values)
    return wrong or {name: words % question for name, question in doubts.items()}


def _still_held(said: Mapping[str, Any], today: date) -> Iterator[tuple[str, Message]]:
    """Yield what a form contradicts: it says "still held" by leaving out how a post was left.

    An import leaves it out where a file has no such column: it says nothing then.
    """
    until = said.get("held_until")
    if until and until <= today and not said.get("left"):
        yield "left", _("The post ended, and is said to be still held: say how it was left.")


def _numbers(said: Mapping[str, Any]) -> Iterator[tuple[str, Message]]:
    for name in NUMBERS.keys() & said.keys():
        try:
            Whole(*NUMBERS[name]).read(said[name])
        except CellError as error:
            yield name, error.args[0]
