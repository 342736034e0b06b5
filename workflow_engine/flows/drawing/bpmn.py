"""BPMN of a procedure: exported from the flow, laid out at build time, labelled at reading.

The layout depends on the flow class alone. It is stored beside the module of the flow, and a test
holds it against a fresh export: ids, edges and names.
"""

from __future__ import annotations

import inspect
import subprocess
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from django.utils import translation
from django.utils.translation import gettext as _
from viewflow.workflow import chart

from workflow_engine.flows.flow import StatutoryFlow

LAYOUT = Path(__file__).with_name("layout.mjs")
MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_PREFIXES = {
    "bpmn": MODEL,
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}
_ROOT = Path(__file__).resolve().parents[3]


class LayoutError(Exception):
    """A procedure could not be laid out."""

    code = "layout"


def path_of(flow: type[StatutoryFlow]) -> Path:
    """Return where the drawing of a procedure is stored."""
    return Path(inspect.getfile(flow)).with_suffix(".bpmn")


def skeleton(flow: type[StatutoryFlow], language: str = "vi") -> str:
    """Export the flow as BPMN, without any place for its parts, labelled in a language."""
    for prefix, uri in _PREFIXES.items():
        ElementTree.register_namespace(prefix, uri)
    with translation.override(language):
        exported = chart.grid_to_bpmn(chart.calc_layout_data(flow))
        root = ElementTree.fromstring(exported.encode("utf-8"))  # noqa: S314 made right here
        for drawing in root.findall(f"{{{_PREFIXES['bpmndi']}}}BPMNDiagram"):
            root.remove(drawing)
        for element in root.iter():
            name = label(flow, element.get("id", ""))
            if name:
                element.set("name", name)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def label(flow: type[StatutoryFlow], key: str) -> str:
    """Return the label of an element of the drawing in the active language."""
    if key.startswith("id_process_"):
        return str(flow.process_title)
    if key.startswith("id_node_"):
        node = flow.instance.node(key.removeprefix("id_node_"), no_obsolete=True)
        return str(node.task_title) if node else ""
    if key.startswith("id_edge_"):
        source, _sep, target = key.removeprefix("id_edge_").partition("__")
        node = flow.instance.node(source, no_obsolete=True)
        labels = [
            str(edge.label) for edge in node._outgoing() if edge.dst.name == target and edge.label
        ]
        return " / ".join(dict.fromkeys(labels))
    return ""


def lay_out(xml: str, *, node: str = "node") -> str:
    """Give every part of a BPMN process its place.

    Raises:
        LayoutError: Node or its packages are missing, or the process cannot be laid out.
    """
    try:
        done = subprocess.run(  # noqa: S603 our own script, from standard input
            [node, str(LAYOUT)],
            input=xml.encode("utf-8"),
            capture_output=True,
            cwd=_ROOT,
            check=False,
            timeout=120,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        message = _("Node does not run (%s). Run 'make setup' first.")
        raise LayoutError(message % error) from error
    if done.returncode:
        raise LayoutError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout.decode("utf-8")


def stored(flow: type[StatutoryFlow]) -> str:
    """Return the drawing as it is stored."""
    return path_of(flow).read_text(encoding="utf-8")


@cache
def labelled(flow: type[StatutoryFlow], language: str) -> str:
    """Return the stored drawing with its labels in a language."""
    for prefix, uri in _PREFIXES.items():
        ElementTree.register_namespace(prefix, uri)
    root = ElementTree.fromstring(stored(flow).encode("utf-8"))  # noqa: S314 our own file
    with translation.override(language):
        for element in root.iter():
            name = label(flow, element.get("id", ""))
            if name:
                element.set("name", name)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def parts(xml: str) -> dict[str, tuple[str, ...]]:
    """Return the parts of a drawing by id: kind, name, and for an edge where it leads."""
    root = ElementTree.fromstring(xml.encode("utf-8"))  # noqa: S314 our own text
    process = root.find(f"{{{MODEL}}}process")
    found: dict[str, tuple[str, ...]] = {}
    for element in process if process is not None else ():
        kind = element.tag.rpartition("}")[2]
        ends = (element.get("sourceRef", ""), element.get("targetRef", ""))
        found[element.get("id", "")] = (kind, element.get("name", ""), *ends)
    return found
