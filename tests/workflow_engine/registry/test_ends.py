"""Every kind of records says how it ends; an end that lifts a bar has a decision of its own."""

import pytest
from django.core.checks import Error

from workflow_engine.registry.models import Person, PostHolding, WorkPeriod
from workflow_engine.registry.models.ends import End, Ended
from workflow_engine.registry.models.records import RECORD_MODELS


@pytest.mark.parametrize("kind", [*RECORD_MODELS, Person])
def test_every_kind_says_it(kind):
    assert not [found for found in kind.check() if isinstance(found, Error)]
    # By whatever name it ends, the column is there.
    assert kind.end is None or kind._meta.get_field(kind.end.column)


@pytest.mark.parametrize("kind", [WorkPeriod, Person])
def test_one_that_forgets_it_is_refused(kind, monkeypatch):
    monkeypatch.delattr(kind, "end")

    assert [found.id for found in kind.check()] == ["registry.E001"]


@pytest.mark.parametrize(
    ("kind", "lifts"), [(WorkPeriod, True), (PostHolding, False), (Person, False)]
)
def test_one_whose_end_is_proved_otherwise_than_it_says_is_refused(kind, lifts, monkeypatch):
    monkeypatch.setattr(kind, "end", End("held_until", lifts_a_bar=lifts))

    assert issubclass(kind, Ended) is not lifts
    assert [found.id for found in kind.check()] == ["registry.E002"]
