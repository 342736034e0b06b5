"""A process is laid out for drawing, the same each time, whatever diagram it had before."""

import shutil
import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from workflow_engine.flows.drawing import bpmn
from workflow_engine.flows.flow import procedures

SCRIPT = bpmn.LAYOUT
NAMES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "di": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "dd": "http://www.omg.org/spec/DD/20100524/DI",
}
FLOW = "{http://www.omg.org/spec/BPMN/20100524/MODEL}sequenceFlow"
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


# --------------------------------------------------------------- the procedures there are


def drawing(xml):
    """The boxes of the nodes and the level and upright parts of the lines, by their target."""
    root = ElementTree.fromstring(xml)  # noqa: S314 - made by the project's own script
    boxes, parts = {}, []
    for shape in root.iterfind(".//di:BPMNShape", NAMES):
        found = shape.find("dc:Bounds", NAMES).attrib
        x, y, width, height = (float(found[key]) for key in ("x", "y", "width", "height"))
        boxes[shape.get("bpmnElement")] = (x, y, x + width, y + height)
    targets = {flow.get("id"): flow.get("targetRef") for flow in root.iter(FLOW)}
    for edge in root.iterfind(".//di:BPMNEdge", NAMES):
        points = [
            (float(p.get("x")), float(p.get("y"))) for p in edge.iterfind("dd:waypoint", NAMES)
        ]
        for (x, y), (to_x, to_y) in pairwise(points):
            part = (min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
            parts.append((edge.get("bpmnElement"), targets[edge.get("bpmnElement")], part))
    return boxes, parts


def meet(a, b, room):
    """Whether two boxes share more than their edges; `room` is taken off the first."""
    return a[0] + room < b[2] and b[0] < a[2] - room and a[1] + room < b[3] and b[1] < a[3] - room


def lie_on_each_other(a, b):
    """Whether two parts of lines run along the same stretch."""
    for along, across in ((0, 1), (1, 0)):
        level = a[across] == a[across + 2] and b[across] == b[across + 2] == a[across]
        if level and min(a[along + 2], b[along + 2]) - max(a[along], b[along]) > 1:
            return True
    return False


@pytest.fixture(params=procedures(), ids=lambda flow: flow.__name__)
def drawn(request, layout):
    result = layout(bpmn.skeleton(request.param))

    assert result.returncode == 0, result.stderr
    return drawing(result.stdout)


def test_every_line_is_level_or_upright(drawn):
    _boxes, parts = drawn

    assert parts
    assert all(part[0] == part[2] or part[1] == part[3] for _line, _target, part in parts)


def test_no_line_runs_through_a_node(drawn):
    boxes, parts = drawn

    through = [
        (line, node)
        for line, _target, part in parts
        for node, box in boxes.items()
        if meet(box, part, 1)
    ]
    assert through == []


def test_no_two_nodes_lie_on_each_other(drawn):
    boxes, _parts = drawn

    assert [
        pair for pair in combinations(boxes, 2) if meet(boxes[pair[0]], boxes[pair[1]], 0)
    ] == []


def test_lines_lie_on_each_other_only_where_they_lead_to_the_same_node(drawn):
    _boxes, parts = drawn

    crossed = [
        (one, other)
        for (one, to_one, a), (other, to_other, b) in combinations(parts, 2)
        if to_one != to_other and lie_on_each_other(a, b)
    ]
    assert crossed == []
