"""The commands with which a jurist checks the law and its cases."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils import translation

from tests import commands

ROOT = Path(__file__).parents[3]
SMALL = ROOT / "tests" / "rules" / "editing" / "law"


@pytest.fixture
def law(tmp_path):
    """A small law; of its figures and facts the code of the house knows nothing."""
    return Path(shutil.copytree(SMALL, tmp_path / "law"))


@pytest.fixture
def run():
    """Run a command; return the exit status, the output, the errors."""
    return commands.run


def put(law, file, old, new):
    path = law / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_check_names_every_problem_by_file_and_line_and_exits_with_1(run, law):
    put(law, "conditions/entry.yaml", "breaches = 0", "breaches in (0, -1)")

    status, out, _err = run("check_law", "--law", str(law), "--json")

    problems = {each["code"]: each for each in json.loads(out)["problems"]}
    assert status == 1
    assert problems["literal"]["file"] == "law/conditions/entry.yaml"
    assert problems["literal"]["line"] == 30
    assert set(problems["literal"]["text"]) == {"vi", "en"}
    assert problems["figure-unread"]["details"] == {"about": "reply_days"}


def test_check_speaks_the_language_of_its_reader(run, law):
    put(law, "conditions/entry.yaml", "breaches = 0", "breaches in (0, -1)")

    with translation.override("vi"):
        vietnamese = run("check_law", "--law", str(law))[1]
    with translation.override("en"):
        english = run("check_law", "--law", str(law))[1]

    assert "law/conditions/entry.yaml:30: [literal] entry.no-breach: biểu thức" in vietnamese
    assert vietnamese.endswith("2 vấn đề.\n")
    assert "entry.yaml:30: [literal] entry.no-breach: the expression holds -1" in english
    assert english.endswith("2 problems.\n")


def test_check_of_a_law_without_a_problem_exits_with_0(run, law):
    put(
        law,
        "facts/all.yaml",
        "  reckoned: {vi: Số tháng tròn., en: Whole months.}",
        "  reckoned: {vi: Số tháng tròn., en: Whole months.}\n  figures: [reply_days]",
    )

    status, out, _err = run("check_law", "--law", str(law))

    assert (status, out) == (0, "Luật không có vấn đề nào.\n")


@pytest.mark.parametrize("command", ["check_law", "mutate_law"])
def test_a_folder_that_is_no_law_is_refused_with_2(run, tmp_path, command):
    status, _out, err = run(command, "--law", str(tmp_path))
    as_json = run(command, "--law", str(tmp_path), "--json")

    assert status == 2
    assert "instruments" in err
    assert as_json[0] == 2
    assert json.loads(as_json[1])["error"]["code"] == "no-law"


@pytest.mark.parametrize(
    ("file", "text"),
    [("facts/all.yaml", "\x00"), ("figures/all.yaml", "- 1\n"), ("gates/all.yaml", "a: [\n")],
)
def test_whatever_a_file_holds_is_a_problem_and_no_traceback(run, law, file, text):
    (law / file).write_text(text, encoding="utf-8")

    status, out, _err = run("check_law", "--law", str(law))

    assert status == 1
    assert f"law/{file}:" in out


def test_mutate_names_the_survivors_by_article_and_exits_with_1(run, law):
    (law / "cases/entry/no-breach.yaml").unlink()

    status, out, _err = run("mutate_law", "--law", str(law), "--json")
    told = json.loads(out)
    with translation.override("vi"):
        lines = run("mutate_law", "--law", str(law))[1].splitlines()

    assert status == 1
    assert told["percent"] < told["least"]
    assert told["counts"]["survived"] == len(told["survived"])
    survivor = next(each for each in told["survived"] if each["now"] == "breaches != 0")
    assert survivor["place"] == "law/conditions/entry.yaml:30"
    assert survivor["article"]["vi"] == "Điều 3 Nghị định 1/2023/NĐ-CP"
    at = lines.index("Điều 3 Nghị định 1/2023/NĐ-CP")
    assert any(
        line == "  law/conditions/entry.yaml:30: entry.no-breach: phép so sánh: "
        "breaches = 0 → breaches != 0"
        for line in lines[at + 1 :]
    )


def test_mutate_of_a_gate_whose_cases_notice_enough_exits_with_0(run):
    status, out, _err = run("mutate_law", "--gate", "appointment", "--jobs", "2", "--json")

    assert status == 0
    assert json.loads(out)["percent"] >= 95


def test_mutate_names_what_changes_nothing_when_asked(run, law):
    quiet, told = (run("mutate_law", "--law", str(law), "-v", level)[1] for level in ("1", "2"))

    assert "2023-12-31" not in quiet
    assert "entry.fitness: ngày: from: 2024-01-01 → from: 2023-12-31" in told


def test_mutate_refuses_a_gate_that_there_is_not_and_a_law_that_cannot_be_read(run, law):
    unknown = run("mutate_law", "--law", str(law), "--gate", "exit", "--json")
    put(law, "conditions/entry.yaml", "breaches = 0", "breaches =")
    broken = run("mutate_law", "--law", str(law), "--json")

    assert (unknown[0], json.loads(unknown[1])["error"]["code"]) == (2, "unknown-gate")
    assert (broken[0], json.loads(broken[1])["error"]["code"]) == (2, "expression")


def test_make_and_the_shell_reach_the_commands():
    told = subprocess.run(
        [sys.executable, "manage.py", "check_law", "--law", "nowhere"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 2
    assert "Traceback" not in told.stderr
    assert "mutate: " in (ROOT / "Makefile").read_text(encoding="utf-8")
