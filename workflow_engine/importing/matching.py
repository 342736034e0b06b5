"""Which record a row of a file is about: two matters may be of one kind and one day.

The number of the document tells them apart. Where it does not, or where a row would give a record
the number that it did not have, somebody is asked, by name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from workflow_engine.base.messages import message as _
from workflow_engine.importing.parsing import Issue, Level, Line
from workflow_engine.importing.shape import Sheet
from workflow_engine.registry import doubles
from workflow_engine.registry.doubles import as_key
from workflow_engine.registry.models import Relationship, UnitCheck
from workflow_engine.registry.models.bases import Record

_NUMBER = "document_number"
# The records by kind and number of their document.
Numbered = Mapping[type[Record], Mapping[str, Sequence[Record | UnitCheck]]]


def find(line: Line, records: Sequence[Any]) -> tuple[Any | None, Issue | None]:
    """Return the record that a row is about, or None for a new one, and what has to be asked.

    `records` are those of the same kind and day. An error says that nobody can tell which it is.
    """
    if not records:
        return None, None
    given = line.values.get(_NUMBER, "")
    if not given:
        return (records[0], None) if len(records) == 1 else (None, _ambiguous(line, records))
    same = [each for each in records if as_key(each.document_number) == as_key(given)]
    if len(same) == 1:
        return same[0], None
    unnumbered = [each for each in records if not each.document_number]
    if same or (unnumbered and len(records) > 1):
        return None, _ambiguous(line, records)
    if unnumbered:
        words = _("The record of this kind and day has no document number: is it that of %s?")
        return records[0], _asked(line, words % given, records)
    words = _("On record stands %(known)s, of the same kind and day: is %(given)s another one?")
    words %= {"known": _named(records), "given": given}
    return None, _asked(line, words, records)


def identity(sheet: Sheet, record: Record) -> Iterator[Any]:
    """Yield by what a record is known again among those of its person, as a row says it."""
    for name in sheet.known_by[1:]:
        if isinstance(record, Relationship) and name == "relative":
            yield record.relative.personal_number
        elif record._meta.get_field(name).is_relation:
            yield getattr(record, f"{name}_id")
        else:
            yield as_key(getattr(record, name))


def papers(lines: Iterable[Line]) -> Numbered:
    """Read the records that stand on documents with the numbers of a file: a query a kind."""
    numbers: dict[type[Record], set[str]] = {}
    for line in lines:
        model = line.sheet.model
        if issubclass(model, Record) and (number := line.values.get(_NUMBER)):
            numbers.setdefault(model, set()).add(number)
    return {model: doubles.with_numbers(model, each) for model, each in numbers.items()}


def of_another_date(
    line: Line,
    model: type[Record],
    values: Mapping[str, Any],
    record: Record | None,
    known: Numbered,
) -> Iterator[Issue]:
    """Ask about a document whose number is on record with another date, whoever that is of."""
    rows = known.get(model, {}).get(values.get(_NUMBER) or "", [])
    others = [each for each in rows if record is None or each.pk != record.pk]
    for question in doubles.of_another_date(values, others):
        about = [values[_NUMBER], values["document_date"]]
        yield line.issue(Level.TO_ACCEPT, _NUMBER, question, about=about)


def _ambiguous(line: Line, records: Sequence[Any]) -> Issue:
    words = _(
        "Several records are of this kind and day (%s). Give the document number of one of them; "
        "what was entered twice is marked on the page of the person as entered in error."
    )
    return line.issue(Level.ERROR, _NUMBER, words % [doubles.said(each) for each in records])


def _asked(line: Line, words: str, records: Sequence[Any]) -> Issue:
    about = [line.values.get(_NUMBER), *(each.pk for each in records)]
    return line.issue(Level.TO_ACCEPT, _NUMBER, words, about=about)


def _named(records: Sequence[Any]) -> str:
    return ", ".join(each.document_number or "–" for each in records)
