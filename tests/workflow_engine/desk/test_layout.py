"""A process is laid out for drawing, the same each time, whatever diagram it had before."""

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings

SCRIPT = Path(settings.BASE_DIR, "workflow_engine", "desk", "diagrams", "layout.mjs")
NAMES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "di": "http://www.omg.org/spec/BPMN/20100524/DI",
}
PROCESS = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x">
  <process id="p">
    <startEvent id="start"><outgoing>a</outgoing></startEvent>
    <exclusiveGateway id="gate" name="Đủ điều kiện?">
      <incoming>a</incoming><outgoing>b</outgoing><outgoing>c</outgoing>
    </exclusiveGateway>
    <task id="meet" name="Hội nghị tập thể lãnh đạo"><incoming>b</incoming></task>
    <endEvent id="refused" name="Không đủ điều kiện"><incoming>c</incoming></endEvent>
    <sequenceFlow id="a" sourceRef="start" targetRef="gate"/>
    <sequenceFlow id="b" name="Đủ" sourceRef="gate" targetRef="meet"/>
    <sequenceFlow id="c" name="Không" sourceRef="gate" targetRef="refused"/>
  </process>
</definitions>
"""


@pytest.fixture
def layout():
    beside = shutil.which("node", path=str(Path(sys.executable).parent))
    node = beside or shutil.which("node")

    def layout(xml):
        return subprocess.run(  # noqa: S603 - the project's own script
            [node, SCRIPT], input=xml, capture_output=True, text=True, encoding="utf-8", check=False
        )

    return layout


def test_every_element_gets_its_place_and_every_name_outside_a_shape_its_own(layout):
    drawn = ElementTree.fromstring(layout(PROCESS).stdout)  # noqa: S314 - made above

    placed = {shape.get("bpmnElement") for shape in drawn.iterfind(".//di:BPMNShape", NAMES)}
    named = {
        part.get("bpmnElement")
        for kind in ("BPMNShape", "BPMNEdge")
        for part in drawn.iterfind(f".//di:{kind}", NAMES)
        if part.find("di:BPMNLabel", NAMES) is not None
    }
    assert placed == {"start", "gate", "meet", "refused"}
    assert named == {"gate", "refused", "b", "c"}


def test_a_process_laid_out_again_comes_out_the_same(layout):
    once = layout(PROCESS).stdout

    assert layout(once).stdout == once


@pytest.mark.parametrize(("xml", "code"), [("", 2), ("<definitions", 1), ("no xml", 1)])
def test_what_is_no_process_is_refused_in_words(layout, xml, code):
    result = layout(xml)

    assert result.returncode == code
    assert result.stdout == ""
    assert "    at " not in result.stderr
