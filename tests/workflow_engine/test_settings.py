"""What an operator may get wrong in the settings is said in words."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings

from workflow_engine.settings.database import UnknownDatabaseError, database


@pytest.mark.parametrize("url", ["postgress://u@h/d", "mysql://u@h/d", "C:/data", "here"])
def test_an_address_of_no_database_of_the_project_is_refused(url, tmp_path):
    with pytest.raises(UnknownDatabaseError, match="leave it out"):
        database(url, tmp_path / "chuan.sqlite3")


def test_without_an_address_the_database_is_a_file_whose_writers_wait_for_each_other(tmp_path):
    found = database("", tmp_path / "data" / "chuan.sqlite3")

    assert found["NAME"] == str(tmp_path / "data" / "chuan.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    "url", ["postgres://nobody@127.0.0.1:1/nothing", "mysql://u@h/d"], ids=["no server", "mysql"]
)
def test_a_command_without_a_database_ends_in_words(url):
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("command", "url", "language", "code", "says"),
    [
        ("verify_trail", "mysql://host/name", "vi", "unknown-database", "bắt đầu bằng “mysql”"),
        ("verify_trail", "sqlite:////no/such/x.sqlite3", "vi", "no-database", "Không dùng được"),
        ("verify_trail", "postgres://a:b@127.0.0.1:1/c", "en", "no-database", "cannot be used"),
        ("verify_trail", "sqlite:///{empty}/x.sqlite3", "vi", "not-migrated", "manage.py migrate"),
        ("deadlines", "sqlite:///{empty}/x.sqlite3", "en", "not-migrated", "manage.py migrate"),
    ],
)
def test_without_its_database_a_command_answers_a_program_in_one_line(
    tmp_path, command, url, language, code, says
):
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "manage.py", command, "--json"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url.format(empty=tmp_path), "LANGUAGE": language},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (2, "")
    told = json.loads(done.stdout)["error"]
    assert told["code"] == code
    assert says in told["message"]


def test_a_database_of_before_the_migrations_were_written_afresh_is_left_as_it_is(tmp_path):
    """Its first migrations have the names of today's: nothing of it may be taken for made."""
    path = tmp_path / "earlier.sqlite3"
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE dossiers_deadline (id integer)")
        made.execute("CREATE TABLE django_migrations (id integer PRIMARY KEY, app, name, applied)")
        made.executemany(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('dossiers', ?, ?)",
            [("0001_initial", "2026-08-01"), ("0009_carry_dates", "2026-08-01")],
        )

    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--skip-checks"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{path}", "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert "made by an earlier version" in done.stderr
    assert "Traceback" not in done.stderr
