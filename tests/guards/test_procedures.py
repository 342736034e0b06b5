"""What must hold of every kind of step and of every event.

What must hold of a procedure is refused by `workflow_engine/flows/checks`, with a hint.
"""

import re
from pathlib import Path

import pytest
from django.utils.translation import override

from compliance.events import Event
from workflow_engine.flows.flow import procedures
from workflow_engine.nodes.step import SealedActivation
from workflow_engine.pages import words

ROOT = Path(__file__).resolve().parents[2]
NODES = [(flow, node) for flow in procedures() for node in flow.instance.nodes()]


def named(pairs):
    return [f"{flow.edition.code}-{node.name}" for flow, node in pairs]


@pytest.mark.parametrize(("flow", "node"), NODES, ids=named(NODES))
def test_no_step_has_a_way_back(flow, node):
    assert issubclass(node.activation_class, SealedActivation)
    for way in ("undo", "revive", "cancel"):
        assert getattr(node.activation_class, way) is getattr(SealedActivation, way)


def written_in(path):
    return set(re.findall(r"\bEvent\.([A-Z_]+)\b", path.read_text(encoding="utf-8")))


# Where events are declared, and where they are read: neither records one.
READING = (
    ROOT / "compliance/events.py",
    ROOT / "workflow_engine/pages/words.py",
    ROOT / "workflow_engine/desk/entries.py",
    ROOT / "workflow_engine/desk/inspection/evidence.py",
    ROOT / "workflow_engine/desk/inspection/proof.py",
)
WRITTEN = {
    name
    for folder in ("workflow_engine", "processes", "compliance")
    for path in (ROOT / folder).rglob("*.py")
    if not any(path.is_relative_to(reading) for reading in READING)
    for name in written_in(path)
}


@pytest.mark.parametrize("event", Event)
def test_every_event_has_words_and_is_written_or_read_only(event):
    for language in ("vi", "en"):
        with override(language):
            assert words.event(event) != event.value
    assert (event.name in WRITTEN) is not event.is_read_only
