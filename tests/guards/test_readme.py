"""The first screen of the README says what the code does."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management import get_commands

README = (Path(settings.BASE_DIR) / "README.md").read_text()
FIRST_SCREEN = README.split("## How to read one procedure")[0]


def test_both_commands_stand_on_the_first_screen():
    assert "make run" in FIRST_SCREEN
    assert "make test" in FIRST_SCREEN


def test_every_command_that_the_readme_names_exists():
    named = set(re.findall(r"manage\.py ([a-z_]+)", README)) - {"check"}

    assert named <= set(get_commands())
