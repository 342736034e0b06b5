"""What an operator may get wrong in the settings is said in words."""

import os
import subprocess
import sys

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

    assert done.returncode == 1
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr
