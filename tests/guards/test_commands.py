"""Every command of the project refuses what it cannot use in the words of whoever asks."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

from tests import commands, messages

README = (Path(settings.BASE_DIR) / "README.md").read_text(encoding="utf-8")
# `makemigrations` is Django's: ours only leaves out some checks.
OURS = sorted(
    name
    for name, app in get_commands().items()
    if app.partition(".")[0] in ("compliance", "workflow_engine") and name != "makemigrations"
)
# The words of a usage line that name what has to be there, and what is given for them here.
WRONG = {"DATE": "2026-13-45", "FILE": "/no/such/file", "DIR": "/no/such/folder"}
WORDS = {
    "DATE": "2026-08-01",
    "FILE": "package.json",
    "DIR": "rules/law",
    "A": "2026-07-31",
    "B": "2026-08-01",
    "GATE": "appointment",
}
NOT_ASKED = {"--settings", "--pythonpath"}


def options(name):
    return commands.options(load_command_class(get_commands()[name], name), name)


def given(each, word):
    """Write an option, or a positional argument, with a value."""
    return [f"{each.option_strings[-1]}={word}"] if each.option_strings else [word]


def left_out(each, other):
    return each.option_strings == other.option_strings


def needed(name, *, without=None):
    """Give a command all that it needs, but one option, or all that stands in no option."""
    # One of the two that `export_dmn` needs: argparse does not mark them.
    first = ["--tables"] if name == "export_dmn" else []
    return first + [
        part
        for each in options(name)
        if each.required and not (without and left_out(each, without))
        for part in given(each, WORDS.get(each.metavar or "", "x"))
    ]


def those(metavars):
    return [
        pytest.param(name, each, id=f"{name}-{each.dest}")
        for name in OURS
        for each in options(name)
        if each.metavar in metavars and not NOT_ASKED & set(each.option_strings)
    ]


def assert_refused(name, words, says):
    """The message stands in each language, says which, and is no English one in Vietnamese."""
    code, _out, vietnamese = commands.run(name, *words, language="vi")
    _code, _out, english = commands.run(name, *words, language="en")

    assert code == 2
    assert says in vietnamese
    assert says in english
    assert vietnamese != english
    # The names of commands and of their options are no English words.
    said = re.sub(r"manage\.py \w+|--[\w-]+", "", vietnamese)
    assert messages.english_in(f"<p>{said}</p>") == []
    assert not re.search(r"Traceback|Error|usage:", vietnamese)


@pytest.mark.parametrize("name", OURS)
def test_an_option_that_there_is_not_is_named_and_the_help_too(name):
    assert_refused(name, [*needed(name), "--nonsense"], "--nonsense")
    assert_refused(name, [*needed(name), "--nonsense"], f"{name} --help")


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        pytest.param(name, each, id=f"{name}-{each.dest}")
        for name in OURS
        for each in options(name)
        if each.required
    ],
)
def test_an_argument_that_is_missing_is_named(name, missing):
    said = missing.option_strings[-1] if missing.option_strings else missing.metavar or missing.dest

    assert_refused(name, needed(name, without=missing), said)


@pytest.mark.parametrize(("name", "wrong"), those({"DATE"}))
def test_a_day_that_there_is_not_is_named_with_the_form_of_a_day(name, wrong):
    words = [*needed(name, without=wrong), *given(wrong, WRONG["DATE"])]

    assert_refused(name, words, WRONG["DATE"])
    assert_refused(name, words, "YYYY-MM-DD")


@pytest.mark.parametrize(("name", "wrong"), those({"FILE", "DIR"}))
def test_a_file_or_folder_that_is_not_there_is_named(name, wrong, db):
    assert_refused(
        name,
        [*needed(name, without=wrong), *given(wrong, WRONG[wrong.metavar])],
        WRONG[wrong.metavar],
    )


def test_what_is_neither_a_day_nor_a_folder_is_no_law_to_compare():
    assert_refused("law_diff", ["31/07/2026", "2026-08-01"], "31/07/2026")
    assert_refused("law_diff", ["2026-07-31", "rules/law@2026-02-30"], "2026-02-30")


def answers_programs(name):
    return any("--json" in each.option_strings for each in options(name))


@pytest.mark.parametrize("name", list(filter(answers_programs, OURS)))
def test_a_program_is_answered_in_json_what_a_person_is_told(name):
    code, out, err = commands.run(name, *needed(name), "--json", "--nonsense")

    assert (code, err) == (2, "")
    assert json.loads(out)["error"].keys() == {"code", "message"}


@pytest.mark.parametrize(("lang", "says"), [("vi", "Không có lệnh"), ("en", "There is no command")])
def test_a_command_that_there_is_not_is_answered_with_the_nearest(lang, says):
    code, _out, err = commands.run("chek_law", language=lang)

    assert code == 2
    assert says in err
    assert "check_law" in err


@pytest.mark.parametrize(
    ("asked", "says"),
    [("", "còn thiếu"), ("en", "required"), ("en_US:en", "required"), ("fr", "còn thiếu")],
)
def test_the_environment_chooses_the_language(asked, says):
    done = subprocess.run(
        [sys.executable, "manage.py", "evaluate"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "LANGUAGE": asked, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 2
    assert says in done.stderr.decode()


def test_the_table_of_the_readme_says_how_each_command_exits():
    listed = set(re.findall(r"^    manage\.py ([a-z_]+) ", README, re.MULTILINE))

    assert set(OURS) == listed
