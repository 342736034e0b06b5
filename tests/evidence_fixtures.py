"""Lets the tests that flush the database do so, although evidence cannot be deleted.

A test in a transaction needs nothing: its rollback takes the entries with it. A transactional
test (`transactional_db`, `live_server`, `django_db(transaction=True)`) ends with a flush, which
the append-only triggers would refuse. Put into the top conftest:

    pytest_plugins = ["tests.evidence_fixtures"]

The guard is taken away just before the flush; `post_migrate`, which the flush sends, puts it and
the row that numbers the entries back.
"""

import pytest
from django.db import connections

from compliance import triggers


@pytest.fixture(autouse=True)
def evidence_yields_to_the_flush(request):
    if not _flushes(request):
        yield
        return
    # Set up after the database, so that this is torn down before it.
    request.getfixturevalue("_django_db_helper")
    yield
    for connection in connections.all(initialized_only=True):
        triggers.remove(connection)


def _flushes(request) -> bool:
    marker = request.node.get_closest_marker("django_db")
    flushing = {"transactional_db", "live_server", "django_db_reset_sequences"}
    return bool(flushing & set(request.fixturenames)) or bool(
        marker and (marker.kwargs.get("transaction") or marker.kwargs.get("reset_sequences"))
    )
