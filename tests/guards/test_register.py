"""No article of a text is left out in silence; the register in the docs and its index are true."""

from __future__ import annotations

import os

import pytest
from ruamel.yaml import YAML

from rules import articles, register
from rules.library import FOLDER, law

TEXTS = FOLDER.parents[2] / "shared" / "law" / "texts"
FOUND = register.registers(law())


def test_every_text_has_a_register_and_nothing_is_wrong_with_it():
    assert {each.text for each in FOUND} == set(articles.TEXTS)
    assert register.problems(FOUND) == []


def test_the_register_in_the_docs_is_the_one_of_the_law():
    fresh = register.DOCUMENT.read_text(encoding="utf-8") == register.document(FOUND)

    assert fresh, "write it again: python -m rules.register"


@pytest.mark.parametrize("text", sorted(articles.TEXTS))
def test_the_index_is_the_one_of_the_text(text):
    if not TEXTS.is_dir() and not os.environ.get("CI"):
        pytest.skip(f"the texts are not at {TEXTS}")
    path = FOLDER / "register" / "index" / f"{text}.yaml"
    written = YAML(typ="safe").load(path.read_text(encoding="utf-8"))

    same = written == register.index_of(text, TEXTS)
    assert same, f"{path}: write it again: python -m rules.register --texts {TEXTS}"


def test_a_text_that_is_said_to_be_complete_names_every_open_place(monkeypatch):
    monkeypatch.setattr(register, "INCOMPLETE", frozenset())
    [discipline] = [each for each in FOUND if each.text == "nd-172-2025"]

    told = register.problems([discipline])

    assert len(told) == len(discipline.open())
    assert all("nd-172-2025.yaml" in line for line in told)


def test_an_answer_for_what_is_carried_or_unknown_is_reported(tmp_path):
    folder = tmp_path / "law"
    (folder / "register" / "index").mkdir(parents=True)
    index = "instrument: 170/2025/NĐ-CP\narticles:\n"
    index += "  '29': {title: x, clauses: ['1', '2'], binds: ['1']}\n"
    (folder / "register" / "index" / "a.yaml").write_text(index, encoding="utf-8")
    wrong = "'29.1': {reason: form}\n'99': {reason: scope}\n"
    (folder / "register" / "a.yaml").write_text(wrong, encoding="utf-8")

    [found] = register.registers(law(), folder)

    assert [line.split(":")[1] for line in found.faults] == ["1", "2"]
    assert "carried by" in found.faults[0]
    assert "no such place" in found.faults[1]
