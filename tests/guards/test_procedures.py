"""What must hold of every procedure, those that are not written yet included."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from compliance.events import Event
from rules.library import law
from workflow_engine.flow import procedures
from workflow_engine.nodes import Conference, Decision, End, Gate, PapersCheck
from workflow_engine.nodes.step import SealedActivation

ROOT = Path(__file__).resolve().parents[2]
NODES = [(flow, node) for flow in procedures() for node in flow.instance.nodes()]
STEPS = [(flow, node) for flow, node in NODES if not isinstance(node, End)]


def named(pairs):
    return [f"{flow.edition.code}-{node.name}" for flow, node in pairs]


@pytest.mark.parametrize(("flow", "node"), STEPS, ids=named(STEPS))
def test_every_step_says_where_it_stands_and_who_takes_it(flow, node):
    assert list(flow.instance.citations(node))
    assert node.roles
    assert str(node.task_title)


@pytest.mark.parametrize(("flow", "node"), NODES, ids=named(NODES))
def test_no_step_has_a_way_back(flow, node):
    assert issubclass(node.activation_class, SealedActivation)
    for way in ("undo", "revive", "cancel"):
        assert getattr(node.activation_class, way) is getattr(SealedActivation, way)


@pytest.mark.parametrize("flow", procedures(), ids=lambda flow: flow.edition.code)
def test_every_gate_leads_both_ways_and_every_decision_comes_after_one(flow):
    nodes = list(flow.instance.nodes())
    for gate in (n for n in nodes if isinstance(n, Gate)):
        assert {"passed", "nobody"} <= set(gate.branches)
        assert gate.gate in law().gates
    for decision in (n for n in nodes if isinstance(n, Decision)):
        before = [n for n in nodes if decision in n.branches.values()]
        assert before
        assert all(isinstance(n, Gate) and n.gate == decision.gate for n in before)


@pytest.mark.parametrize("flow", procedures(), ids=lambda flow: flow.edition.code)
def test_every_ballot_is_counted_by_a_rule_in_force_through_the_edition(flow):
    for node in flow.instance.nodes():
        if isinstance(node, Conference):
            for rule in filter(None, (node.ballot and node.ballot.rule, node.quorum)):
                assert law().ballot(rule, flow.edition.since).id == rule


@pytest.mark.parametrize("flow", procedures(), ids=lambda flow: flow.edition.code)
def test_a_conference_without_a_ballot_says_whose_quorum_holds(flow):
    for node in flow.instance.nodes():
        if isinstance(node, Conference) and node.ballot is None:
            assert node.quorum, node.name


@pytest.mark.parametrize("flow", procedures(), ids=lambda flow: flow.edition.code)
def test_whoever_prepares_is_kept_from_whatever_is_decided(flow):
    """Every approval and decision is kept apart from every step that enters people or papers."""
    nodes = list(flow.instance.nodes())
    enters = {"proposal", "revision", "summons", "papers-check"}
    preparing = {n.name for n in nodes if n.kind in enters} | {flow.nomination}
    nominating = {n.name for n in nodes if n.kind == "nomination"}
    for node in nodes:
        if node.kind in ("approval", "decision"):
            assert preparing <= set(node.kept_apart_from), node.name
        if node.kind == "decision":
            assert nominating <= set(node.kept_apart_from), node.name


@pytest.mark.parametrize("flow", procedures(), ids=lambda flow: flow.edition.code)
def test_every_procedure_asks_for_papers_each_under_its_article(flow):
    [check] = [n for n in flow.instance.nodes() if isinstance(n, PapersCheck)]

    assert len({paper.kind for paper in check.required}) == len(check.required)
    for paper in check.required:
        assert paper.article
        assert not paper.max_age or flow.figure(paper.max_age, flow.edition.since).value


@pytest.mark.parametrize("flow", procedures(), ids=lambda flow: flow.edition.code)
def test_every_procedure_is_in_the_table_with_its_dates(flow):
    table = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    module = flow.__module__.replace(".", "/") + ".py"
    [row] = [line for line in table if line.startswith("|") and f"`{module}`" in line]

    assert f"{flow.edition.since:%d/%m/%Y}" in row
    assert flow.instrument in row
    if flow.edition.until:
        assert f"{flow.edition.until - timedelta(days=1):%d/%m/%Y}" in row


@pytest.mark.parametrize("flow", procedures(), ids=lambda flow: flow.edition.code)
def test_names_that_dossiers_keep_say_what_they_are(flow):
    """Steps are imperatives, gates `check_...`, ends participles or states: never numbers."""
    for node in flow.instance.nodes():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", node.name), node.name
        if isinstance(node, Gate):
            assert node.name.startswith("check_")


def test_every_event_that_is_recorded_is_declared():
    written = set()
    for folder in ("workflow_engine", "processes", "compliance"):
        for path in (ROOT / folder).rglob("*.py"):
            written |= set(re.findall(r"\bEvent\.([A-Z_]+)\b", path.read_text(encoding="utf-8")))

    assert written <= set(Event.__members__)
