"""No row of the tables of provisions is skipped in silence, and the table in the docs is true."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from rules.library import FOLDER, law
from rules.register import coverage

ROWS = coverage.rows()
TABLES = FOLDER.parents[2] / "shared" / "law"
TO_DO = "to be done"


def listed(table: str) -> set[str]:
    """The ids of section 3 of a table of provisions, as its own text lists them."""
    text = (TABLES / f"{table}.md").read_text(encoding="utf-8")
    section = re.split(r"^## ", text, flags=re.MULTILINE)
    [third] = [part for part in section if part.startswith("3. ")]
    found: set[str] = set()
    for line in third.splitlines():
        if line.startswith("| `"):
            found |= set(re.findall(r"`(\w+)`", line.split("|")[1]))
    return found


@pytest.mark.parametrize("table", ["appointment-rotation", "governance", "recruitment"])
def test_no_row_is_skipped(table):
    named = {row.id for row in ROWS if row.table == table}

    assert len(named) > 50
    if TABLES.is_dir():
        assert named == listed(table)


def test_every_row_names_what_exists_and_every_condition_is_named():
    assert coverage.problems(law(), ROWS) == []


def test_no_row_is_left_for_later():
    assert [row.id for row in ROWS if TO_DO in row.because] == []


def test_what_enforces_a_row_exists():
    for row in ROWS:
        for name in row.enforced_by:
            module, _, part = name.rpartition(".")
            assert hasattr(import_module(module), part), f"{row.place}: {name}"


def test_the_table_in_the_docs_is_the_one_of_the_law():
    written = coverage.DOCUMENT.read_text(encoding="utf-8")
    fresh = written == coverage.document(law(), ROWS)

    assert fresh, "write it again: python -m rules.register.coverage"


def test_a_row_that_names_nothing_that_exists_is_reported():
    row = ROWS[0]
    wrong = coverage.Row(
        table=row.table,
        section=row.section,
        id="made_up",
        conditions=("appointment.nothing",),
        figures=("no_figure",),
        ballots=("no.ballot",),
        computed_by=("dates.nothing", "nowhere.at_all"),
        enforced_by=(),
        because="",
        place="here:1",
    )

    told = coverage.problems(law(), (*ROWS, wrong))

    assert len(told) == 5
    assert all("made_up" in line for line in told)
    assert Path(coverage.DOCUMENT).name == "COVERAGE.md"
