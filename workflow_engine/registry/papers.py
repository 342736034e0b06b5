"""Whether the days of a record agree with those of its papers: a year is easily mistyped.

What the law orders is refused. Where it orders nothing, days that lie far apart are asked about,
and what was confirmed stands on the record: while nobody confirmed it, the record does not count.

Nor does a record count that speaks for somebody and does not name its paper: see `without_paper`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from rules.compute.dates import Rounding, add_months
from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.registry import words
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
from workflow_engine.registry.models.bases import EndedRecord, Record
from workflow_engine.registry.names import key

Values = Mapping[str, Any]
# What stands on a paper: a record of a person, a check of a unit.
OnPaper = Record | UnitCheck
# Interpretation: no text at hand says how far a day may lie from that of its paper.
_MONTHS_APART = 6
# The columns of each paper that a record names: that it stands on, and that of its end.
_PAPERS = (
    ("document_number", "document_date"),
    ("end_document_number", "end_document_date"),
)


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
    UnitCheck: _Day("checked_on"),
    WorkPeriod: _Day("held_from", may_be_told_later=True),
}


# What can speak for somebody, or bar nobody any more once its day is long past: it counts by its
# paper alone. What is left out can only bar, and bars at once.
_COUNT_BY_PAPER = frozenset(
    {
        AssetDeclaration,
        Clearance,
        Discipline,
        HealthCertificate,
        Planning,
        PostHolding,
        Qualification,
        Rating,
        UnitCheck,
        WorkPeriod,
    }
)
# The result that speaks against somebody. It bars at once, whether there is a paper or not.
_AGAINST: Mapping[type[Model], tuple[str, Any]] = {
    AssetDeclaration: ("verified", False),
    Clearance: ("clear", False),
    HealthCertificate: ("fit", False),
    Rating: ("level", Rating.Level.FAILED),
    UnitCheck: ("clear", False),
}
# What a body says that is not the personnel unit: whoever types it, it is that body's word only
# with the name of the body on the paper.
_WORD_OF_A_BODY = (AssetDeclaration, Clearance, UnitCheck)
# What a paper says of each thing, by what that thing is: one paper says one thing of it.
_SAYS: Mapping[type[Model], tuple[tuple[str, ...], tuple[str, ...]]] = {
    AssetDeclaration: (("person_id", "kind"), ("verified",)),
    Clearance: (("person_id", "subject"), ("clear",)),
    HealthCertificate: (("person_id",), ("fit",)),
    Planning: (("person_id", "title_id", "unit_id"), ("ended_on",)),
    Rating: (("person_id", "year"), ("level",)),
    UnitCheck: (("unit_id",), ("clear",)),
}


def is_number(text: str | None) -> bool:
    """Tell whether a text can be the number of a document: it has a digit at least."""
    return any(letter.isdecimal() for letter in text or "")


def named(number: str | None, day: date | None) -> bool:
    """Tell whether a paper is named in full: by its number and its date."""
    return is_number(number) and day is not None


def ends_by_its_own(values: Values) -> bool:
    """Tell whether the paper of an end is named, and is another one than that of the beginning."""
    (number, day), (end_number, end_day) = (
        (values.get(first), values.get(second)) for first, second in _PAPERS
    )
    same = key(number or "") == key(end_number or "") and day == end_day
    return named(end_number, end_day) and not same


def without_paper(row: OnPaper) -> bool:
    """Tell whether a record speaks for somebody and does not name the paper that says so.

    What another body says (NĐ 170/2025, art. 29, cl. 4 and 9) is on a paper that names the body.
    Interpretation: a paper is named by its number and its date.
    """
    model = type(row)
    if model not in _COUNT_BY_PAPER:
        return False
    if model in _AGAINST:
        column, against = _AGAINST[model]
        if getattr(row, column) == against:
            return False
    if not named(row.document_number, row.document_date):
        return True
    return isinstance(row, _WORD_OF_A_BODY) and not row.issued_by.strip()


def contradicting(rows: Iterable[OnPaper]) -> list[OnPaper]:
    """Return the records that stand on one paper and have it say different things."""
    groups: dict[tuple[Any, ...], list[OnPaper]] = defaultdict(list)
    for row in rows:
        columns = _SAYS.get(type(row))
        if columns is not None and is_number(row.document_number):
            about = tuple(getattr(row, name) for name in columns[0])
            groups[type(row), about, key(row.document_number), row.document_date].append(row)
    found: list[OnPaper] = []
    for (model, *_paper), same in groups.items():
        said = {tuple(getattr(row, name) for name in _SAYS[model][1]) for row in same}
        found += same if len(said) > 1 else []
    return found


def refusals(model: type[Model], values: Values) -> Iterator[tuple[str, Message]]:
    """Yield each field whose day cannot be right beside that of the paper, with why.

    A decision of discipline has effect from the day that it names itself; from an earlier one only
    after a decision of the Party (NĐ 172/2025, NĐ 234/2026, art. 2, cl. 9). A paper tells how
    things stood, and not how they were to stand.
    """
    for name, _day in _PAPERS:
        if values.get(name) and not is_number(values[name]):
            yield name, _("A document number has a digit: give the number, or leave it empty.")
    paper, end = values.get("document_date"), values.get("end_document_date")
    if named(values.get("end_document_number"), end) and not ends_by_its_own(values):
        yield (
            "end_document_number",
            _("This is the decision by which it began: give the one that ended it."),
        )
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


def questions(model: type[Model], values: Values) -> Iterator[tuple[str, Message]]:
    """Yield each field whose day lies far from that of its paper, with what has to be confirmed."""
    for name, day, paper in _far_apart(model, values):
        told = _("The day %(day)s and that of its paper, %(paper)s, lie far apart: is it right?")
        yield name, told % {"day": f"{day:%d/%m/%Y}", "paper": f"{paper:%d/%m/%Y}"}


def confirmed_as(model: type[Model], values: Values) -> str:
    """Return how a record keeps the days that were confirmed; "" where none is far apart."""
    found = (f"{name} {day} {paper}" for name, day, paper in _far_apart(model, values))
    return "; ".join(found)


def to_confirm(model: type[Model], values: Values) -> dict[str, Message]:
    """Return by field what has to be confirmed of a record and was not yet."""
    if confirmed_as(model, values) == (values.get("days_confirmed") or ""):
        return {}
    return dict(questions(model, values))


def doubtful(row: OnPaper) -> bool:
    """Tell whether a row does not count: without its paper, against it, or in nobody's word."""
    return without_paper(row) or contradicts_paper(row) or words.not_the_bodys(row)


def contradicts_paper(row: OnPaper) -> bool:
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
