"""Entry numbers stay contiguous when several record at once, and some of them roll back."""

import json
import os
import subprocess
import sys
import threading

import pytest
from django.db import connection, transaction

from compliance import trail
from compliance.events import Event
from compliance.models import TrailEntry

EACH, EVERY_THIRD = 18, 3
KEPT = 2 * (EACH - EACH // EVERY_THIRD)

# One start of Django for all: the two who record are forked before any connection is open.
TWO_AT_ONCE = """
import json, os
import django
django.setup()
from django.db import connection
from compliance import models, trail, triggers
from tests.compliance.test_concurrency import record_and_sometimes_roll_back

with connection.schema_editor() as editor:
    for model in (models.TrailEntry, models.TrailForm, models.TrailPayload, models.TrailHead):
        editor.create_model(model)
triggers.install_after_migrate(using="default")
connection.close()
for _ in range(2):
    if not os.fork():
        record_and_sometimes_roll_back()
        os._exit(0)
endings = [os.wait()[1] for _ in range(2)]
print(json.dumps({"endings": endings, **trail.verify().as_dict()}))
"""


def record_and_sometimes_roll_back():
    for turn in range(EACH):
        with transaction.atomic():
            trail.record(event=Event.STEP_COMPLETED, actor=trail.SYSTEM, payload={"turn": turn})
            if turn % EVERY_THIRD == 0:
                transaction.set_rollback(True)


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_threads_leave_no_gap():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a SQLite in memory has one connection")

    def work():
        record_and_sometimes_roll_back()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(TrailEntry.objects.values_list("number", flat=True)) == list(range(KEPT))
    assert trail.verify().whole


def test_two_processes_leave_no_gap_in_sqlite(tmp_path):
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", TWO_AT_ONCE],
        env={**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/trail.sqlite3"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["endings"] == [0, 0]
    assert report["whole"] is True
    assert report["size"] == KEPT
