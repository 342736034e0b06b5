"""`manage.py simulate`: what it tries a draft on, what it prints, what it refuses."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

from compliance.models import TrailEntry
from rules.library import FOLDER
from tests import commands, walk
from tests.rules.conftest import ELIGIBLE

ON = "2026-11-23"
LINES = [
    {"id": "A", **ELIGIBLE},
    {"id": "B", **ELIGIBLE, "months_in_post_below": 24},
    {**ELIGIBLE, "months_in_post_below": None},
]


@pytest.fixture(scope="module")
def draft(tmp_path_factory):
    """The law with 18 months in the post below where it asks for 12."""
    folder = tmp_path_factory.mktemp("draft") / "law"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("cases", "coverage"))
    path = folder / "figures" / "appointment.yaml"
    head, name, rest = path.read_text().partition("minimum_months_in_post_below:")
    path.write_text(head + name + rest.replace("value: 12", "value: 18", 3))
    return folder


@pytest.fixture
def told(capsys, draft):
    """Run the command and return its exit, what it printed, and what it said of its progress."""

    def run(*arguments: str) -> tuple[int, str, str]:
        return commands.run("simulate", "--law", draft, "--as-of", ON, *arguments)

    return run


@pytest.fixture
def jsonl(tmp_path):
    path = tmp_path / "pool.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES))
    return path


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "pool.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, ["id", *ELIGIBLE])
        writer.writeheader()
        writer.writerows(LINES)
    return path


@pytest.mark.parametrize("kind", ["jsonl", "table"])
def test_a_file_of_facts_is_judged_by_both_laws(told, request, kind):
    status, out, err = told("--pool", str(request.getfixturevalue(kind)), "--json")

    found = json.loads(out)
    assert status == 0
    assert (found["judged"], found["different"], found["stopped"]) == (3, 1, 1)
    assert found["people"][0]["key"] == "A"
    assert found["people"][0]["changes"][0]["condition"] == "appointment.time-in-post"
    assert "3" in err


def test_the_reader_is_told_the_pool_the_clause_and_the_outcomes(told, jsonl):
    _, out, _ = told("--pool", str(jsonl))

    assert str(jsonl) in out
    assert "khoản 3 Điều 29" in out or "art. 29" in out
    assert "appointment.time-in-post" in out


@pytest.mark.django_db
def test_the_candidates_of_open_dossiers_and_the_planned_are_judged_and_nothing_is_written(told):
    world = walk.world(candidates=3)
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "hold_leadership_conference")
    before = TrailEntry.objects.count()

    _, dossiers, _ = told("--json")
    _, planned, _ = told("--pool", "people", "--json")

    judged = json.loads(dossiers)
    assert judged["judged"] == len(walk.candidates(dossier))
    assert all(dossier.number in each["key"] for each in judged["people"])
    assert json.loads(planned)["judged"] >= len(world.eligible)
    assert TrailEntry.objects.count() == before


@pytest.mark.parametrize(
    ("content", "suffix", "says"),
    [
        ("id,months_in_post_below\nA,twelve\n", ".csv", "2"),
        ("id,health_fit\nA,yes\n", ".csv", "2"),
        ("id,nobody_knows\nA,1\n", ".csv", "2"),
        ("id\nA,1,2\n", ".csv", "2"),
        ("id,health_fit,health_fit\nA,true,false\n", ".csv", "1"),
        ('{"id": 1}\n\n{"health_fit": "yes"}\n', ".jsonl", "3"),
        ('{"health_fit": true, "health_fit": false}\n', ".jsonl", "1"),
        ("[]\n", ".jsonl", "1"),
        ("{" * 9, ".jsonl", "1"),
    ],
    ids=["number", "boolean", "fact", "cells", "columns", "type", "keys", "list", "broken"],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_line(told, tmp_path, content, suffix, says):
    path = tmp_path / f"pool{suffix}"
    path.write_text(content)

    status, out, _ = told("--pool", str(path), "--json")

    assert status == 2
    assert says in json.loads(out)["error"]["message"].replace(str(path), "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--pool", "everybody"),
        ("--pool", "nowhere.csv"),
        ("--gate", "promotion", "--pool", "people"),
        ("--as-of", "23/11/2026"),
        ("--law", "nowhere"),
        ("--as-of", "2025-01-01"),
    ],
    ids=" ".join,
)
@pytest.mark.django_db
def test_what_cannot_be_used_is_refused_without_a_traceback(told, arguments):
    status, out, err = told(*arguments)

    assert status == 2
    assert out == ""
    assert err.strip()
    assert "Traceback" not in err
