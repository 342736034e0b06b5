"""After a flush the trail is empty and its guards are back."""

import pytest
from django.db import connection

from compliance import trail, triggers
from compliance.events import Event
from compliance.models import TrailEntry


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_transactional_test_starts_with_an_empty_trail_and_guards(time):
    assert not TrailEntry.objects.exists()
    assert triggers.missing(connection) == []

    entry = trail.record(event=Event.DOSSIER_OPENED, actor=trail.SYSTEM)

    assert entry.number == 0
