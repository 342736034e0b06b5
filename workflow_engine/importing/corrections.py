"""What an import changes of records that stand: asked one by one, and kept as a correction is.

A change by an import is a correction: somebody accepts each value by name, says why, and the trail
keeps what stood there before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from workflow_engine.base.messages import message as _
from workflow_engine.importing.parsing import Issue, Level, Line
from workflow_engine.registry import births
from workflow_engine.registry.cells import OneOf, YesNo, plain
from workflow_engine.registry.doubles import as_key
from workflow_engine.registry.keeping import OfPerson
from workflow_engine.registry.models import Person

Fields = Mapping[str, tuple[Any, Any]]
# Asked about for themselves, or shown with another field.
_ASKED_OTHERWISE = frozenset({"days_confirmed", "birth_precision"})


def questions(line: Line, record: OfPerson, fields: Fields) -> Iterator[Issue]:
    """Yield, for each value that a row changes of a record, what has to be accepted."""
    for name, (old, new) in fields.items():
        if name in _ASKED_OTHERWISE:
            continue
        words = _("On record stands “%(old)s”: is it changed to “%(new)s”?")
        if _on_the_same_paper(line, record, fields):
            words = _("The record says “%(old)s” on the same paper: is it changed to “%(new)s”?")
        values = {
            "old": in_words(line, name, old) or "–",
            "new": in_words(line, name, new) or "–",
        }
        if name == "birth_date" and isinstance(record, Person):
            precisions = fields.get("birth_precision", (record.birth_precision,) * 2)
            values = {
                "old": births.said(old, precisions[0]),
                "new": births.said(new, precisions[1]),
            }
        about = [record.pk, name, values["old"], values["new"]]
        yield line.issue(Level.TO_ACCEPT, name, words % values, about=about)


def _on_the_same_paper(line: Line, record: OfPerson, fields: Fields) -> bool:
    """Tell whether a row names no other paper than that on which the record stands already."""
    if isinstance(record, Person) or not record.document_number:
        return False
    given = line.values.get("document_number", "")
    same = not given or as_key(given) == as_key(record.document_number)
    return same and "document_date" not in fields


def in_words(line: Line, name: str, value: Any) -> str:
    """Return a value, of a file or of the registry, in the usual word of its column."""
    column = next((c for c in line.sheet.columns if c.field == name), None)
    reader = column.reader if column else None
    word = reader.word(value) if isinstance(reader, OneOf | YesNo) else ""
    return word or said(value)


def said(value: Any) -> str:
    """Return a value as it is shown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    label = getattr(value, "label", None)
    return str(label) if label is not None else plain(value)
