"""What cannot be true of a record, whether a form, an import or a correction brings it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from workflow_engine.messages import message as _
from workflow_engine.registry.bounds import DAYS, YOUNGEST, out_of_range

_RATED_WITHIN = 5


def problems(
    values: Mapping[str, Any], *, born: date | None, today: date
) -> Iterator[tuple[str, str]]:
    """Yield each field whose date cannot be right, with why."""
    for name, day in values.items():
        column = DAYS.get(name)
        if column is None or not isinstance(day, date):
            continue
        if words := out_of_range(day, column.earliest):
            yield name, words
        elif column.happened and day > today:
            yield name, _("The date lies in the future.")
        elif name != "birth_date" and born is not None and day.year - born.year < YOUNGEST:
            words = _("The date lies before the person was %s years old: check the year.")
            yield name, words % YOUNGEST
    year, decided = values.get("year"), values.get("decided_on")
    if year and decided and decided <= today and decided.year > year + _RATED_WITHIN:
        words = _("The rating was decided more than %s years after the year that it rates.")
        yield "decided_on", words % _RATED_WITHIN
