"""The first screen of the README says what the code does."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, get_commands, load_command_class

README = (Path(settings.BASE_DIR) / "README.md").read_text()
_VALUES = {"DATE": "2026-11-30", "DAY": "2026-11-30", "FILE": "package.json", "FOLDER": "rules/law"}
FIRST_SCREEN = README.split("## How to read one procedure")[0]


def test_both_commands_stand_on_the_first_screen():
    assert "make run" in FIRST_SCREEN
    assert "make test" in FIRST_SCREEN


def test_every_command_is_shown_with_all_that_it_needs():
    """Each line is parsed as it stands, with a value for each word."""
    wanting = []
    for line in re.findall(r"^    manage\.py (.+?)  ", README + "  ", re.MULTILINE):
        name, *given = line.split()
        given = [_VALUES.get(word, word) for word in given]
        parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
        try:
            parser.parse_args(given)
        except CommandError as error:
            wanting.append(f"{line}: {error}")

    assert wanting == []


def test_every_command_that_the_readme_names_exists():
    named = set(re.findall(r"manage\.py ([a-z_]+)", README)) - {"check"}

    assert named <= set(get_commands())
