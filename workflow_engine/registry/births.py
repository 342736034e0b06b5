"""A birth date of which only the month or the year is known.

It is stored as its first possible day together with how much of it is known, and is never shown
as that day.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

Birth = tuple[date, str]
DAY, MONTH, YEAR = "day", "month", "year"
_ROUGHER = {DAY: 0, MONTH: 1, YEAR: 2}
_WORDS = {DAY: "%d/%m/%Y", MONTH: "%m/%Y", YEAR: "%Y"}
_ISO = {DAY: "%Y-%m-%d", MONTH: "%Y-%m", YEAR: "%Y"}


def said(born: date, precision: str) -> str:
    """Return a birth date as it is known: 05/09/1968, 09/1968 or 1968."""
    return born.strftime(_WORDS.get(precision, _WORDS[DAY]))


def iso(born: date, precision: str) -> str:
    """Return a birth date in the reduced form of ISO 8601: 1968-09-05, 1968-09 or 1968."""
    return born.strftime(_ISO.get(precision, _ISO[DAY]))


def rougher(precision: str, than: str) -> bool:
    """Whether less is known by `precision` than by the other."""
    return _ROUGHER.get(precision, 0) > _ROUGHER.get(than, 0)


def agree(born: date, precision: str, other: date, other_precision: str) -> bool:
    """Whether two birth dates may be one: they are the same as far as both are known."""
    shared = max(precision, other_precision, key=lambda each: _ROUGHER.get(each, 0))
    return said(born, shared) == said(other, shared)


def once_known(people: Iterable[Any]) -> dict[int, Birth]:
    """Return by their primary keys the births of people that were known more precisely before.

    A day that was made a year is still what another day is held against. One query, and none
    where every day is known.
    """
    rough = {person.pk: person for person in people if person.birth_precision != DAY}
    found: dict[int, Birth] = {}
    if not rough:
        return found
    model = type(next(iter(rough.values())))
    rows = model.history.filter(id__in=sorted(rough)).order_by("-history_id")
    for pk, born, precision in rows.values_list("id", "birth_date", "birth_precision"):
        held = found[pk][1] if pk in found else rough[pk].birth_precision
        if rougher(held, precision):
            found[pk] = (born, precision)
    return found
