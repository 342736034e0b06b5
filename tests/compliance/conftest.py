"""What the tests of the evidence share."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from compliance import triggers
from tests.compliance import records


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker):
    """Make the tables of the tracked models that only these tests know, and their histories."""
    models = [table for model in records.MODELS for table in (model, model.history.model)]
    histories = [model.history.model._meta.db_table for model in records.MODELS]
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            for model in models:
                editor.create_model(model)
        triggers.install(connection, histories)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for model in reversed(models):
            editor.delete_model(model)


@pytest.fixture
def raw():
    """Run SQL past every guard that Python has."""

    def run(sql, *params):
        with connection.cursor() as cursor:
            cursor.execute(sql, params)

    return run


@pytest.fixture(scope="session")
def vectors():
    """Return the folder of the known answers that nobody here wrote."""
    beside = Path(settings.BASE_DIR).parent / "shared" / "vectors"
    folder = Path(os.environ.get("VECTORS", beside))
    if not folder.is_dir():
        pytest.skip(f"the known answers are not at {folder}")
    return folder
