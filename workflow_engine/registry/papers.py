"""Whether the days of a record agree with those of its papers: a year is easily mistyped.

What the law orders is refused. Where it orders nothing, days that lie far apart are asked about,
and what was confirmed stands on the record: while nobody confirmed it, the record does not count.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from rules.compute.dates import Rounding, add_months
from workflow_engine.base.messages import message as _
from workflow_engine.registry.models import (
    AssetDeclaration,
    BusinessRole,
    Clearance,
    Discipline,
    HealthCertificate,
    PartyRole,
    Planning,
    PostHolding,
    Proceeding,
    Qualification,
    Rating,
    UnitCheck,
    WorkPeriod,
)
from workflow_engine.registry.models.bases import EndedRecord

Values = Mapping[str, Any]
# Interpretation: no text at hand says how far a day may lie from that of its paper.
_MONTHS_APART = 6


@dataclass(frozen=True)
class _Day:
    """A day of a record, and whether it may lie long before its paper, as of what a paper tells."""

    column: str
    may_be_told_later: bool = False


_STARTS: Mapping[type[Model], _Day] = {
    AssetDeclaration: _Day("completed_on"),
    BusinessRole: _Day("held_from", may_be_told_later=True),
    Clearance: _Day("checked_on"),
    Discipline: _Day("effective_on"),
    HealthCertificate: _Day("issued_on"),
    PartyRole: _Day("held_from"),
    Planning: _Day("approved_on"),
    PostHolding: _Day("held_from"),
    Proceeding: _Day("opened_on", may_be_told_later=True),
    Qualification: _Day("awarded_on", may_be_told_later=True),
    Rating: _Day("decided_on"),
    WorkPeriod: _Day("held_from", may_be_told_later=True),
}


def refusals(model: type[Model], values: Values) -> Iterator[tuple[str, str]]:
    """Yield each field whose day cannot be right beside that of the paper, with why.

    A decision of discipline has effect from the day that it names itself; from an earlier one only
    after a decision of the Party (NĐ 172/2025, NĐ 234/2026, art. 2, cl. 9). A paper tells how
    things stood, and not how they were to stand.
    """
    paper = values.get("document_date")
    if paper is None:
        return
    if model is Discipline:
        effective = values.get("effective_on")
        of_party = values.get("by_party") or values.get("party_effective_on")
        if effective and not of_party and effective < paper:
            yield (
                "effective_on",
                _(
                    "The decision is dated later than the day from which it has effect: check the "
                    "years, and say whether it is the Party's or follows one of the Party."
                ),
            )
    elif model in (Clearance, UnitCheck):
        checked = values.get("checked_on")
        if checked and checked > paper:
            yield "checked_on", _("The paper of the check is older than what it says is true.")


def questions(model: type[Model], values: Values) -> Iterator[tuple[str, str]]:
    """Yield each field whose day lies far from that of its paper, with what has to be confirmed."""
    for name, day, paper in _far_apart(model, values):
        words = _("The day %(day)s and that of its paper, %(paper)s, lie far apart: is it right?")
        yield name, words % {"day": f"{day:%d/%m/%Y}", "paper": f"{paper:%d/%m/%Y}"}


def confirmed_as(model: type[Model], values: Values) -> str:
    """Return how a record keeps the days that were confirmed; "" where none is far apart."""
    found = (f"{name} {day} {paper}" for name, day, paper in _far_apart(model, values))
    return "; ".join(found)


def to_confirm(model: type[Model], values: Values) -> dict[str, str]:
    """Return by field what has to be confirmed of a record and was not yet."""
    if confirmed_as(model, values) == (values.get("days_confirmed") or ""):
        return {}
    return dict(questions(model, values))


def doubtful(row: Model) -> bool:
    """Tell whether the days of a row and of its papers contradict each other, unconfirmed."""
    model = type(row)
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return bool(to_confirm(model, values)) or any(True for _each in refusals(model, values))


def _far_apart(model: type[Model], values: Values) -> Iterator[tuple[str, date, date]]:
    start = _STARTS.get(model)
    if start is not None:
        day, paper = values.get(start.column), values.get("document_date")
        early = not start.may_be_told_later
        if day and paper and (_later(day, paper) or (early and _later(paper, day))):
            yield start.column, day, paper
    if issubclass(model, EndedRecord) and model.end is not None:
        day, paper = values.get(model.end.column), values.get("end_document_date")
        if day and paper and (_later(day, paper) or _later(paper, day)):
            yield model.end.column, day, paper


def _later(day: date, than: date) -> bool:
    return day > add_months(than, _MONTHS_APART, rounding=Rounding.LAST_DAY)
