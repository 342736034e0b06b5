"""Workers of the clock that are killed: every day of every agency is done, none twice.

Real processes on a database of their own: the embedded one in a file, or one beside that of the
tests on PostgreSQL.
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.clock_city import AGENCIES, DAYS, DUTIES

pytestmark = [pytest.mark.concurrency]
_PATIENCE = 120  # seconds
_ROOT = Path(__file__).resolve().parents[2]
# After every so many days done one worker is killed; the last one comes back under no name it had.
_KILL_EVERY, _KILLS = 35, 2


@pytest.fixture
def environment(tmp_path, django_db_setup, django_db_blocker):
    """The settings of the processes, with the database made and filled.

    It is a copy of the migrated one where there is one (`TEST_TEMPLATE`).
    """
    template = os.environ.get("TEST_TEMPLATE")
    found = {
        **os.environ,
        "CHUAN_DATA": str(tmp_path),
        "DATABASE_URL": "",
        "CLOCK_GONE_SECONDS": "3",
    }
    name = f"chuan_clock_{os.getpid()}"
    if connection.vendor == "postgresql":
        given = connection.settings_dict
        found["DATABASE_URL"] = (
            f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{name}"
        )
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            copied = f" TEMPLATE {template}" if template else ""
            cursor.execute(f"CREATE DATABASE {name}{copied}")
    elif template:
        shutil.copy(template, tmp_path / "chuan.sqlite3")
    if not template:
        manage(found, "migrate", "--verbosity", "0")
    python(found, "-m", "tests.clock_city", "fill")
    yield found
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def python(environment, *arguments):
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def manage(environment, *arguments):
    return python(environment, "manage.py", *arguments)


def worker(environment, name):
    return subprocess.Popen(
        [sys.executable, "manage.py", "clock", "--name", name, "--every", "1", "--skip-checks"],
        cwd=_ROOT,
        env=environment,
        stderr=subprocess.DEVNULL,
    )


def counts(environment):
    days, duties, twice, broken = python(environment, "-m", "tests.clock_city", "count").split()
    return int(days), int(duties), int(twice), broken


def done(environment, *, wanted):
    """Wait until so many days are done."""
    query = "SELECT count(*) FROM clock_clockday"
    until = time.monotonic() + _PATIENCE
    while True:
        if url := environment["DATABASE_URL"]:
            with psycopg.connect(url) as connected:
                [found] = connected.execute(query).fetchone()
        else:
            with closing(
                sqlite3.connect(f"{environment['CHUAN_DATA']}/chuan.sqlite3")
            ) as connected:
                [found] = connected.execute(query).fetchone()
        if found - AGENCIES >= wanted or time.monotonic() > until:
            return
        time.sleep(0.1)


def test_workers_killed_again_and_again_do_every_day_once(environment):
    names = ["first", "second"]
    running = {name: worker(environment, name) for name in names}
    try:
        for kill in range(1, _KILLS + 1):
            done(environment, wanted=kill * _KILL_EVERY)
            name = names[kill % 2]
            running[name].send_signal(signal.SIGKILL)
            running[name].wait()
            # A machine that is gone for good does not come back: another takes over.
            again = "third" if kill == _KILLS else name
            running[name] = worker(environment, again)
        done(environment, wanted=AGENCIES * DAYS)
    finally:
        for process in running.values():
            process.kill()
            process.wait()

    assert counts(environment) == (AGENCIES * DAYS, DUTIES, 0, "whole")
