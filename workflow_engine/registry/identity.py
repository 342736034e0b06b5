"""Whether a record is of the person whom it seems to be about: what has to be accepted first.

A form, an import and a supplied record ask the same questions.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.registry import births
from workflow_engine.registry.models import Person
from workflow_engine.registry.names import search_key

WHO = ("personal_number", "full_name", "birth_date", "birth_precision", "sex")
_KNOWN_BY = ("search_key", "full_name", "birth_date", "birth_precision", "personal_number")
# Numbers whose first three digits name a province; others, as of the sample, say nothing.
_PROVINCES = range(1, 97)
_AT_ONCE = 500


class Namesakes:
    """People of some names, by name and year of birth, and who once had some numbers.

    They are those on record, and those added.
    """

    def __init__(self, names: Iterable[str], numbers: Iterable[str] = ()) -> None:
        """Read who of these names is on record, and whose numbers these were: by 500 a query."""
        self._found: dict[tuple[str, int], list[tuple[date, str, str]]] = {}
        keys = sorted({search_key(name) for name in names})
        for first in range(0, len(keys), _AT_ONCE):
            rows = Person.objects.filter(search_key__in=keys[first : first + _AT_ONCE])
            for row in rows.order_by("pk").values(*_KNOWN_BY):
                self.add(row)
        self._had: dict[str, str] = {}
        wanted = sorted(set(numbers))
        for first in range(0, len(wanted), _AT_ONCE):
            some = wanted[first : first + _AT_ONCE]
            had = dict(
                Person.history.filter(personal_number__in=some)
                .order_by()
                .values_list("id", "personal_number")
                .distinct()
            )
            for row in Person.objects.filter(pk__in=had).exclude(personal_number__in=some):
                self._had[had[row.pk]] = row.personal_number

    def add(self, who: Mapping[str, Any]) -> None:
        """Add somebody."""
        born = (who["birth_date"], who["birth_precision"], who["personal_number"])
        self._found.setdefault(_key(who), []).append(born)

    def double_of(self, who: Mapping[str, Any], own: str = "") -> str:
        """Return the number of another person of this name and birth; "" where there is none.

        `own` is the number that the person had on record until now.
        """
        born, precision = who["birth_date"], who["birth_precision"]
        for other, other_precision, number in self._found.get(_key(who), ()):
            same = births.agree(born, precision, other, other_precision)
            if same and number not in (who["personal_number"], own):
                return number
        return ""

    def had(self, number: str, own: str = "") -> str:
        """Return the number that somebody else has now who once had this one; "" for nobody."""
        now = self._had.get(number, "")
        return "" if now == own else now


def questions(
    before: Person | None,
    after: Mapping[str, Any],
    namesakes: Namesakes | None = None,
    *,
    once: births.Birth | None = None,
) -> Iterator[tuple[str, Message]]:
    """Yield what has to be accepted before `after` is stored, each with the field it is about.

    `before` is the person on record, if any: what `after` does not say is as it was, and what was
    on record before is not asked about again. `namesakes` are looked up where the person is new, or
    has another name, birth or number than before (`twins` says who may be whose twin on record).
    `once` is the birth as it was known at its most precise, of `births.once_known`.
    """
    who = {name: after.get(name) or getattr(before, name, None) for name in WHO}
    number, sex, born = who["personal_number"], who["sex"], who["birth_date"]
    if number and sex and born and not _known(before, number, sex, born):
        question = number_disagrees(number, sex=sex, born=born)
        if question:
            yield "personal_number", question
    if namesakes is not None and who["full_name"] and born:
        yield from _twins(before, who, namesakes)
    if before is not None and not _agrees(before, who, once):
        words = _("The number is that of “%(name)s”, born %(born)s: is it the same person?")
        yield "full_name", words % {"name": before.full_name, "born": before.born}


def _twins(
    before: Person | None, who: Mapping[str, Any], namesakes: Namesakes
) -> Iterator[tuple[str, Message]]:
    own = before.personal_number if before is not None else ""
    names = ("full_name", "birth_date", "birth_precision")
    changed = before is None or any(getattr(before, name) != who[name] for name in names)
    if changed and (other := namesakes.double_of(who, own)):
        words = _("Somebody of this name and birth date has the number %s: is it one person?")
        yield "personal_number", words % other
    number = who["personal_number"]
    if number and number != own and (other := namesakes.had(number, own)):
        words = _("Somebody once had the number %(number)s, and has %(other)s now: one person?")
        yield "personal_number", words % {"number": number, "other": other}


def number_disagrees(number: str, *, sex: str, born: date) -> Message | None:
    """Return the question to accept where a personal number says another sex or year of birth.

    The fourth digit is the century and the sex, the two after it are the year of birth.
    """
    if not (len(number) == 12 and number.isdecimal() and int(number[:3]) in _PROVINCES):
        return None
    century, female = divmod(int(number[3]), 2)
    year = 1900 + 100 * century + int(number[4:6])
    if year == born.year and female == (sex == Person.Sex.FEMALE):
        return None
    words = (
        _("The number %(number)s is that of a woman born in %(year)s: is it right?")
        if female
        else _("The number %(number)s is that of a man born in %(year)s: is it right?")
    )
    return words % {"number": number, "year": year}


def _known(before: Person | None, number: str, sex: str, born: date) -> bool:
    if before is None:
        return False
    on_record = (before.personal_number, before.sex, before.birth_date.year)
    return on_record == (number, sex, born.year)


def _agrees(before: Person, who: Mapping[str, Any], once: births.Birth | None) -> bool:
    """Whether name, birth and sex are those on record, as far as both are known."""
    held = once or (before.birth_date, before.birth_precision)
    return (
        search_key(who["full_name"]) == search_key(before.full_name)
        and births.agree(who["birth_date"], who["birth_precision"], *held)
        and (not before.sex or who["sex"] == before.sex)
    )


def _key(who: Mapping[str, Any]) -> tuple[str, int]:
    return search_key(who["full_name"]), who["birth_date"].year
