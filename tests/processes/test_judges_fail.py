"""Whatever breaks inside the judging, at a gate of a procedure: everybody is held, and told."""

import logging

import pytest

from compliance import trail
from compliance.events import Event
from compliance.models import TrailEntry
from rules.judge import engine, explain
from tests import walk
from workflow_engine.dossiers.models import Candidate, GateRun

pytestmark = pytest.mark.parametrize("edition", [2026], indirect=True)


def explanation_says_true(monkeypatch):
    """Every comparison is told as true, whatever it came to."""
    honest = explain._Telling._leaf
    monkeypatch.setattr(
        explain._Telling, "_leaf", lambda self, node: {**honest(self, node), "value": "true"}
    )


def conditions_have_two_outcomes(monkeypatch):
    """The chain concludes everything twice."""
    honest = engine._Chain.chain
    monkeypatch.setattr(
        engine._Chain, "chain", lambda self, sid, start: honest(self, sid, start) * 2
    )


def chain_raises(monkeypatch):
    """What the C extension raises is a bare exception."""

    def broken(*_):
        raise Exception("Could not assert facts, error code: 304")  # noqa: TRY002

    monkeypatch.setattr(engine.durable_rules_engine, "assert_facts", broken)


def telling_raises(monkeypatch):
    """A mistake in our own code, which knows nothing of the judges."""

    def broken(*_, **__):
        raise KeyError("office_bans")

    monkeypatch.setattr(explain._Telling, "finding", broken)


@pytest.fixture(
    params=[
        explanation_says_true,
        conditions_have_two_outcomes,
        chain_raises,
        telling_raises,
    ],
    ids=lambda fault: fault.__name__,
)
def fault(request, monkeypatch):
    return lambda: request.param(monkeypatch)


def test_everybody_is_held_the_operator_is_told_and_it_is_on_record(world, fresh, fault, caplog):
    caplog.set_level(logging.ERROR, logger="chuan.gate")
    fault()

    walk.until(world, fresh, "check_candidates")

    assert {c.status for c in fresh.candidates.all()} == {Candidate.Status.HELD}
    assert {run.result for run in fresh.gate_runs.all()} == {GateRun.Result.ENGINE_FAILED}
    entries = TrailEntry.objects.filter(dossier=fresh.number, event=Event.ENGINE_FAILED)
    assert entries.count() == fresh.candidates.count() == 4
    assert {entry.contents["failure"]["code"] for entry in entries} == {"engine"}
    assert caplog.text.count("the judges failed (engine)") >= 4
    assert trail.verify().whole


def test_nobody_is_appointed_while_it_lasts(world, dossier, fault):
    walk.until(world, dossier, "decide_appointment")
    fault()

    walk.take(world, dossier)

    assert walk.step(dossier) == "check_before_decision"
    assert not dossier.decisions.exists()
