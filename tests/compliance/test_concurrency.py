"""Entry numbers stay contiguous when several record at once, and some of them roll back."""

import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from compliance import trail
from compliance.events import Event
from compliance.models import TrailEntry

EACH, EVERY_THIRD = 18, 3
KEPT = 2 * (EACH - EACH // EVERY_THIRD)

MAKE = """
import django
django.setup()
from django.db import connection
from compliance import models, triggers
with connection.schema_editor() as editor:
    for model in (models.TrailEntry, models.TrailPayload, models.TrailHead):
        editor.create_model(model)
triggers.install_after_migrate(using="default")
"""
WORK = """
import django
django.setup()
from tests.compliance.test_concurrency import record_and_sometimes_roll_back
record_and_sometimes_roll_back()
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
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/trail.sqlite3"}

    def python(*args):
        done = subprocess.run(  # noqa: S603
            [sys.executable, *args], env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout or done.stderr

    assert python("-c", MAKE) == (0, "")
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(python, ["-c"] * 2, [WORK] * 2)) == [(0, "")] * 2

    report = json.loads(python("-m", "django", "verify_trail", "--json")[1])
    assert report["whole"] is True
    assert report["size"] == KEPT
