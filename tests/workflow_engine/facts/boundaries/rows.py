"""What the tests of boundaries share: one day, and rows that are changed."""

from datetime import date

from workflow_engine.registry import models as registry

ON = date(2026, 9, 15)


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
