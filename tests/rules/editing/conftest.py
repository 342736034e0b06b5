"""A small law without a problem, and the code that reads its figures and supplies its facts."""

import shutil
from pathlib import Path

import pytest

PROCEDURE = """\
gate = Gate("entry")
limit = "reply_days"
"""
GATHERERS = '"relation months_served breaches waived confirmed_fit"\n'


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(Path(__file__).parent / "law", tmp_path / "law"))


@pytest.fixture
def house(tmp_path):
    for name, text in {
        "processes/entry.py": PROCEDURE,
        "workflow_engine/facts/entry.py": GATHERERS,
    }.items():
        path = tmp_path / "house" / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "house"
