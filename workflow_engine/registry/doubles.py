"""Whether a record is of something that is on record already: the same year, the same kind and day.

An import changes that record or asks whether the row is of another matter; a form asks it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Field
from django.utils.timezone import localtime

from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.registry.models import (
    AssetDeclaration,
    BusinessRole,
    Clearance,
    Discipline,
    HealthCertificate,
    IdentityFinding,
    PartyRole,
    Person,
    Planning,
    PostHolding,
    Proceeding,
    Qualification,
    Rating,
    Relationship,
    UnitCheck,
    WorkPeriod,
)
from workflow_engine.registry.models.bases import Record
from workflow_engine.registry.names import search_key

# By what a record of a person, or of a unit, is known again.
KNOWN_BY: Mapping[type[Record | UnitCheck], tuple[str, ...]] = {
    AssetDeclaration: ("kind", "completed_on"),
    BusinessRole: ("organisation", "held_from"),
    Clearance: ("subject", "checked_on"),
    Discipline: ("form", "effective_on"),
    HealthCertificate: ("issued_on",),
    IdentityFinding: ("other",),
    PartyRole: ("unit", "kind", "held_from"),
    Planning: ("title", "unit", "approved_on"),
    PostHolding: ("post", "held_from"),
    Proceeding: ("matter", "opened_on"),
    Qualification: ("kind", "level", "awarded_on"),
    Rating: ("year",),
    Relationship: ("relative",),
    UnitCheck: ("unit", "checked_on"),
    WorkPeriod: ("organisation", "held_from"),
}
_NOT_SAID = ("id", "person", "voided")


def as_key(value: Any) -> Any:
    """Return a value as it is compared: a record by its number, text without marks."""
    if isinstance(value, str):
        return search_key(value)
    return getattr(value, "pk", value)


def identity(model: type[Record | UnitCheck], values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return by what a record is known again among those of its person."""
    return tuple(as_key(values.get(name)) for name in KNOWN_BY[model])


def of_same_thing(
    model: type[Record | UnitCheck],
    values: Mapping[str, Any],
    *,
    person: Person | None,
    besides: int | None = None,
) -> list[Record | UnitCheck]:
    """Return the records, the earliest first, that are of the same thing as `values`.

    They are those of a person, or of the unit that `values` names. `besides` is the record that is
    corrected. Records entered in error do not count.
    """
    wanted = identity(model, values)
    if None in wanted or "" in wanted:
        return []
    whose = {"person": person} if person is not None else {"unit": values["unit"]}
    rows = model._default_manager.filter(**whose, voided=False).exclude(pk=besides)
    return [row for row in rows.order_by("pk") if identity(model, _values(row)) == wanted]


def questions(rows: Iterable[Record | UnitCheck]) -> list[Message]:
    """Return what has to be accepted of a second record of the same thing."""
    words = _("On record already stands: %s. Is this another one, and not the same again?")
    return [words % said(row) for row in rows]


def with_numbers(
    model: type[Record | UnitCheck], numbers: Iterable[str]
) -> dict[str, list[Record | UnitCheck]]:
    """Return the records of a kind that stand on a document with one of these numbers, by it."""
    found: dict[str, list[Record | UnitCheck]] = {}
    rows = model._default_manager.filter(document_number__in=set(numbers) - {""}, voided=False)
    for row in rows.order_by("pk"):
        found.setdefault(row.document_number, []).append(row)
    return found


def of_another_date(values: Mapping[str, Any], rows: Iterable[Record | UnitCheck]) -> list[Message]:
    """Ask about documents with the number of `values`, of one issuer and year, of another date.

    NĐ 30/2020, art. 15, cl. 1: an agency gives a number once a year. One document may decide on
    several people: then its date is the same, and nothing is asked.
    """
    dated, issuer = values.get("document_date"), as_key(values.get("issued_by") or "")
    if not isinstance(dated, date) or not issuer:
        return []
    words = _(
        "Document %(number)s of %(issuer)s is on record with the date %(date)s: an agency gives a "
        "number once a year (NĐ 30/2020, art. 15, cl. 1). Is %(given)s the date of another one?"
    )
    others = {
        row.document_date
        for row in rows
        if as_key(row.issued_by) == issuer
        and row.document_date is not None
        and row.document_date.year == dated.year
    }
    return [
        words
        % {
            "number": values["document_number"],
            "issuer": values["issued_by"],
            "date": f"{other:%d/%m/%Y}",
            "given": f"{dated:%d/%m/%Y}",
        }
        for other in sorted(others - {dated})
    ]


def said(row: Record | UnitCheck) -> Message:
    """Name a record: what it says, by which document, and when it was entered."""
    fields = [f for f in row._meta.concrete_fields if f.name not in _NOT_SAID and not f.blank]
    entered = row.history.order_by("history_id").values_list("history_date", flat=True).first()
    words = _("%(kind)s: %(what)s; document %(number)s; entered on %(entered)s")
    return words % {
        "kind": row._meta.verbose_name,
        "what": [_worded(field, getattr(row, field.name)) for field in fields],
        "number": row.document_number or "–",
        "entered": f"{localtime(entered):%d/%m/%Y}" if entered else "–",
    }


def _values(row: Record) -> dict[str, Any]:
    """Return by what a row is known again; reading a related record is not needed for it."""
    names = KNOWN_BY[type(row)]
    columns = {field.name: field.attname for field in row._meta.concrete_fields}
    return {name: getattr(row, columns[name]) for name in names}


def _worded(field: Field[Any, Any], value: Any) -> Any:
    if field.choices:
        return dict(field.flatchoices).get(value, value)
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value
