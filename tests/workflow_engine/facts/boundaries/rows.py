"""What the tests of boundaries share: one day, and rows that are changed."""

from datetime import date

from workflow_engine.registry import models as registry

ON = date(2026, 9, 15)
# How a relative left a post, with the decision.
MOVED = {"left": "moved", "end_document_number": "5/QĐ", "end_document_date": date(2026, 9, 1)}


def by_decision(day):
    """The paper of an end on a day."""
    return {"end_document_number": "5/QĐ", "end_document_date": day}


# How somebody came by a post: no paper of its end.
APPOINTED = {"left": "moved", "document_number": "5/QĐ", "document_date": date(2026, 9, 1)}


def edit(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def leading(candidate):
    return registry.PostHolding.objects.get(person=candidate.person, kind="appointed")


def only_check(house, candidate, subject, **given):
    for row in registry.Clearance.objects.filter(person=candidate.person, subject=subject):
        edit(row, voided=True)
    return house.check(candidate.person, subject, **given)
