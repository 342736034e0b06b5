"""What the tests of boundaries share: one day, and rows that are changed."""

from datetime import date
from itertools import count

from compliance.history import _history_beside
from workflow_engine.facts.dated import DATED_BY
from workflow_engine.registry import models as registry

_numbers = count(100)
ON = date(2026, 9, 15)
# How a relative left a post, with the decision.
MOVED = {"left": "moved", "end_document_number": "5/QĐ", "end_document_date": date(2026, 9, 1)}


def by_decision(day):
    """The paper of an end on a day."""
    return {"end_document_number": "5/QĐ", "end_document_date": day}


# How somebody came by a post: no paper of its end.
APPOINTED = {"left": "moved", "document_number": "5/QĐ", "document_date": date(2026, 9, 1)}


def on_paper(day):
    """The paper of a record that begins on a day: each has a number of its own."""
    number = f"{next(_numbers)}/VB"
    return {"document_number": number, "document_date": day, "issued_by": "Sở"}


def enter(model, **given):
    """Enter a record on paper; `given` may leave the paper out."""
    return model.objects.create(**{**on_paper(given[DATED_BY[model]]), **given})


def edit(row, **values):
    """Let a row stand as if it had been entered so: no change of it is on record.

    Its paper is of the day on which it begins. A test of the change itself saves the row.
    """
    start = values.get(DATED_BY.get(type(row)))
    if start is not None and getattr(row, "document_date", None):
        values = {"document_date": start, **values}
    for name, value in values.items():
        setattr(row, name, value)
    with _history_beside():
        type(row).objects.filter(pk=row.pk).update(**values)


def rewrite(row):
    """Let a row stand as it was changed in memory, as `edit` does."""
    names = {field.attname for field in row._meta.concrete_fields if not field.primary_key}
    if DATED_BY.get(type(row)) != "document_date":
        names.discard("document_date")
    edit(row, **{name: getattr(row, name) for name in names})


def leading(candidate):
    return registry.PostHolding.objects.get(person=candidate.person, kind="appointed")


def only_check(house, candidate, subject, **given):
    for row in registry.Clearance.objects.filter(person=candidate.person, subject=subject):
        edit(row, voided=True)
    return house.check(candidate.person, subject, **given)
