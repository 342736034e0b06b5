"""The law as DMN: valid by the schema, read by a modeller, judged alike by another engine."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import SpiffWorkflow
from lxml import etree

from rules.exchange.dmn import VERSIONS, gate_model, slug, tables_model
from rules.exchange.feel import feel
from rules.expression import Type, parse
from rules.judge.engine import evaluate
from rules.library import law
from rules.model import Fact, SpecialDecision, to_json
from tests.rules.drawing import days_of, drawn

LAW = law()
HERE = Path(__file__).parent
MODEL = f"{{{VERSIONS['1.5'][0]}}}"
FACT_SETS = 2


def schema() -> etree.XMLSchema:
    """The schema of DMN 1.3: for what is written here, 1.5 is the same in other namespaces."""
    folder = Path(SpiffWorkflow.__file__).parent / "dmn" / "parser" / "schema"
    return etree.XMLSchema(etree.parse(str(folder / "DMN13.xsd")))


def asked() -> list[tuple[str, date]]:
    return [(gate, day) for gate in LAW.gates for day in days_of(gate)]


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """Every gate on every day on which it changes, as files."""
    folder = tmp_path_factory.mktemp("dmn")
    found = {}
    for gate, day in asked():
        path = folder / f"{gate}.{day}.dmn"
        path.write_text(gate_model(LAW, gate, day, version="1.3"), encoding="utf-8")
        found[gate, day] = path
    return found


def test_every_model_is_valid_by_the_schema(models):
    valid = schema()

    for path in models.values():
        valid.assertValid(etree.parse(str(path)))
    valid.assertValid(etree.fromstring(tables_model(LAW, version="1.3").encode()))


@pytest.mark.parametrize("gate", sorted(LAW.gates)[:: len(LAW.gates) // 12])
def test_the_versions_differ_by_their_namespaces_alone(gate):
    day = days_of(gate)[0]
    newest, older = (gate_model(LAW, gate, day, version=version) for version in VERSIONS)
    for new, old in zip(VERSIONS["1.5"], VERSIONS["1.3"], strict=True):
        newest = newest.replace(new, old)

    assert newest == older


def test_the_same_law_gives_the_same_bytes():
    day = date(2026, 11, 23)

    assert gate_model(LAW, "appointment", day) == gate_model(LAW, "appointment", day)


def test_another_engine_judges_alike(models):
    """No fact set over any gate is judged differently by the model than by both judges."""
    asked_of_it, expected = [], []
    for (gate, day), path in models.items():
        if day not in (days_of(gate)[0], days_of(gate)[-1]):
            continue
        conditions = LAW.conditions_in_force(gate, day)
        for seed in range(FACT_SETS):
            facts, decided = drawn(gate, day, seed)
            verdict = evaluate(
                gate,
                on=day,
                facts={name: Fact(name, value) for name, value in facts.items()},
                special_decisions=[
                    SpecialDecision(each.id, each.lift.authorities[0], "1/QĐ", day, "decision.pdf")
                    for each in conditions
                    if each.id in decided
                ],
            )
            inputs = {name: to_json(value) for name, value in facts.items()}
            inputs |= {f"{slug(each)}_decided": each.id in decided for each in conditions}
            asked_of_it.append({"model": str(path), "inputs": inputs})
            outcomes = {slug(each): verdict.finding(each.id).outcome.value for each in conditions}
            expected.append({"passes": verdict.passes, **outcomes})

    for told, wanted, question in zip(judged(asked_of_it), expected, asked_of_it, strict=True):
        assert {name: told[name] for name in wanted} == wanted, question


def judged(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Ask a FEEL interpreter that reads the models as a modeller does."""
    beside = shutil.which("node", path=str(Path(sys.executable).parent))
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    answer = subprocess.run(  # noqa: S603  Our own script.
        [beside or shutil.which("node"), str(HERE / "judge.mjs")],
        input=lines,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr[-2000:]
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_a_model_names_the_law_that_it_is(models):
    tree = etree.fromstring(gate_model(LAW, "appointment", date(2026, 11, 23)).encode())
    decision = tree.find(f"{MODEL}decision[@id='appointment_time_in_post_outcome']")

    assert LAW.digest in tree.findtext(f"{MODEL}description")
    assert "12 tháng" in decision.findtext(f"{MODEL}description")
    assert "khoản 3 Điều 29" in decision.findtext(f"{MODEL}description")
    sources = {each.get("name") for each in tree.iter(f"{MODEL}knowledgeSource")}
    assert {"170/2025/NĐ-CP", "300/2026/NĐ-CP"} <= sources


def test_a_figure_has_each_of_its_values_by_date():
    tree = etree.fromstring(tables_model(LAW).encode())

    for name, editions in LAW.figures.items():
        table = tree.find(f"{MODEL}decision[@id='{name}']/{MODEL}decisionTable")
        entries = [
            rule.findtext(f"{MODEL}inputEntry/{MODEL}text") for rule in table.iter(f"{MODEL}rule")
        ]
        assert len(entries) == len(editions)
        assert all(
            editions[i].in_force.start.isoformat() in entry for i, entry in enumerate(entries)
        )


TYPES = {
    "months": Type("integer", "month"),
    "level": Type("enum", "", ("low", "middle", "high"), True),
    "other": Type("enum", "", ("low", "middle", "high"), True),
    "kind": Type("enum", "", ("a", "b")),
    "found": Type("codes", "", ("x", "y")),
    "fit": Type("boolean"),
}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("months >= least", "months >= least"),
        ("months = 0", "if months = null then null else months = 0"),
        ("months in [0..least]", "months in [0..least]"),
        ('kind in ("a", "b")', 'if kind = null then null else kind in ("a", "b")'),
        (
            "level >= other",
            (
                "if level = null or other = null then null else "
                'index of(["low", "middle", "high"], level)[1] >= '
                'index of(["low", "middle", "high"], other)[1]'
            ),
        ),
        ('"x" in found', 'list contains(found, "x")'),
        ("fit and not (months < least)", "fit and not(months < least)"),
        ("fit or months = 0", "fit or (if months = null then null else months = 0)"),
        ("fit = false", "if fit = null then null else fit = false"),
    ],
)
def test_what_feel_would_take_otherwise_is_written_out(ours, theirs):
    node = parse(ours, TYPES, {"least": Type("integer", "month")})

    assert feel(node) == theirs


def test_a_day_on_which_nothing_is_in_force_has_no_model():
    from rules.errors import NoEditionInForceError

    with pytest.raises(NoEditionInForceError):
        gate_model(LAW, "appointment", date(2025, 7, 1) - timedelta(days=1))
