"""The first screen of the README says what the code does."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

README = (Path(settings.BASE_DIR) / "README.md").read_text()
FIRST_SCREEN = README.split("## How to read one procedure")[0]


@pytest.mark.parametrize("path", settings.PROCEDURES)
def test_the_table_of_procedures_names_every_procedure_that_runs(path):
    module = path.rsplit(".", 1)[0].replace(".", "/") + ".py"

    assert f"`{module}`" in FIRST_SCREEN


def test_the_table_names_no_procedure_that_does_not_run():
    modules = {path.rsplit(".", 1)[0].replace(".", "/") + ".py" for path in settings.PROCEDURES}
    named = set(re.findall(r"`(processes/[a-z_0-9/]+\.py)`", FIRST_SCREEN))

    assert named == modules


def test_the_table_gives_the_life_of_each_edition():
    from workflow_engine.flow import procedures

    for flow in procedures():
        assert f"{flow.edition.since:%d/%m/%Y}" in FIRST_SCREEN


def test_both_commands_stand_on_the_first_screen():
    assert "make run" in FIRST_SCREEN
    assert "make test" in FIRST_SCREEN


def test_every_command_that_the_readme_names_exists():
    named = set(re.findall(r"manage\.py ([a-z_]+)", README)) - {"check"}

    assert named <= set(get_commands())
