"""What cannot be true of a record, whether a form, an import or a correction brings it."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from rules.library import law
from workflow_engine.messages import message as _
from workflow_engine.registry import births
from workflow_engine.registry.bounds import EARLIEST, YOUNGEST
from workflow_engine.registry.models import Person
from workflow_engine.registry.names import search_key

_RATED_WITHIN = 5
# Numbers whose first three digits name a province; others, as of the sample, say nothing.
_PROVINCES = range(1, 97)
# A post, a seat or a membership may begin on a day to come: what happened may not.
_HAPPENED = frozenset(
    {
        "approved_on",
        "awarded_on",
        "checked_on",
        "closed_on",
        "completed_on",
        "decided_on",
        "document_date",
        "effective_on",
        "ended_on",
        "issued_on",
        "opened_on",
        "party_effective_on",
        "party_joined_on",
        "team_decided_on",
    }
)
_MAY_LIE_AHEAD = frozenset({"held_from", "held_until"})


def problems(
    values: Mapping[str, Any], *, born: date | None, today: date
) -> Iterator[tuple[str, str]]:
    """Yield each field whose date cannot be right, with why."""
    for name, day in values.items():
        if not isinstance(day, date) or name not in _HAPPENED | _MAY_LIE_AHEAD:
            continue
        if day < EARLIEST:
            yield name, _("The date is before 02/09/1945: check the year.")
        elif name in _HAPPENED and day > today:
            yield name, _("The date lies in the future.")
        elif born is not None and day.year - born.year < YOUNGEST:
            words = _("The date lies before the person was %s years old: check the year.")
            yield name, words % YOUNGEST
    year, decided = values.get("year"), values.get("decided_on")
    if year and decided and decided <= today and decided.year > year + _RATED_WITHIN:
        words = _("The rating was decided more than %s years after the year that it rates.")
        yield "decided_on", words % _RATED_WITHIN
    party, own = values.get("party_effective_on"), values.get("effective_on")
    if party and own and not values.get("by_party"):
        days = _follows_within()
        if own > party + timedelta(days=days):
            words = _(
                "The decision took effect more than %s days after that of the Party: "
                "check the year, or whether it follows it."
            )
            yield "party_effective_on", words % days


@cache
def _follows_within() -> int:
    """Return the days within which a decision of the State can follow one of the Party, at most.

    It is begun within a time (NĐ 172/2025, NĐ 234/2026, art. 2, cl. 6), and decided within that of
    a complex case (art. 5). Of all editions, of civil servants and others, the longest.
    """
    figures = law().figures
    return sum(
        max(figure.value for kind in ("", "vc_") for figure in figures[kind + name])
        for name in ("discipline_party_days_most", "discipline_handling_days_complex")
    )


def another_person(before: Person, after: Mapping[str, Any]) -> str:
    """Return the question to accept where a change makes somebody else of a person, or nothing."""
    name = after.get("full_name") or before.full_name
    born = after.get("birth_date") or before.birth_date
    precision = after.get("birth_precision") or before.birth_precision
    reborn = not births.agree(born, precision, before.birth_date, before.birth_precision)
    if search_key(name) == search_key(before.full_name) and not reborn:
        return ""
    words = _("The number is that of “%(name)s”, born %(born)s: is it the same person?")
    return words % {"name": before.full_name, "born": before.born}


def number_disagrees(number: str, *, sex: str, born: date) -> str:
    """Return the question to accept where a personal number says another sex or year of birth.

    The fourth digit is the century and the sex, the two after it are the year of birth.
    """
    if not (len(number) == 12 and number.isdecimal() and int(number[:3]) in _PROVINCES):
        return ""
    century, female = divmod(int(number[3]), 2)
    year = 1900 + 100 * century + int(number[4:6])
    if year == born.year and female == (sex == Person.Sex.FEMALE):
        return ""
    told = Person.Sex.FEMALE if female else Person.Sex.MALE
    words = _("The number %(number)s is that of somebody born in %(year)s, %(sex)s: is it right?")
    return words % {"number": number, "year": year, "sex": told.label.lower()}


def double_of(name: str, born: date, precision: str, *, besides: str) -> str:
    """Return the question to accept where somebody of this name and birth is on record."""
    rows = Person.objects.filter(birth_date__year=born.year, search_key=search_key(name))
    for other in rows.exclude(personal_number=besides).order_by("pk"):
        if births.agree(born, precision, other.birth_date, other.birth_precision):
            words = _("Somebody of this name and birth date has the number %s: is it one person?")
            return words % other.personal_number
    return ""
