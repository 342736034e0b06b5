"""The drawing of a DMN model: where its elements and the links between them stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

WIDTH, HEIGHT, GAP, BETWEEN = 320, 46, 14, 160


@dataclass(frozen=True, slots=True)
class Shape:
    """An element of the diagram, and the column in which it stands."""

    id: str
    column: str


def diagram(shapes: Sequence[Shape], links: Sequence[tuple[str, str, str]]) -> ET.Element:
    """Draw the model from left to right, what is required beside what first requires it.

    Instruments are in the model and not in the drawing, in which two of them would meet every line.
    """
    root = ET.Element("dmndi:DMNDI")
    drawing = ET.SubElement(root, "dmndi:DMNDiagram", {"id": "diagram"})
    places = _places(shapes, links)
    for ident, (left, top) in places.items():
        drawn = ET.SubElement(
            drawing, "dmndi:DMNShape", {"id": f"{ident}.shape", "dmnElementRef": ident}
        )
        bounds = {"x": left, "y": top, "width": WIDTH, "height": HEIGHT}
        ET.SubElement(drawn, "dc:Bounds", {key: str(value) for key, value in bounds.items()})
    for link, wanted, by in links:
        if wanted not in places:
            continue
        edge = ET.SubElement(
            drawing, "dmndi:DMNEdge", {"id": f"{link}.edge", "dmnElementRef": link}
        )
        for ident, right in ((wanted, 0), (by, WIDTH)):
            left, top = places[ident]
            point = {"x": str(left + right), "y": str(top + HEIGHT // 2)}
            ET.SubElement(edge, "di:waypoint", point)
    return root


def _places(
    shapes: Sequence[Shape], links: Sequence[tuple[str, str, str]]
) -> dict[str, tuple[int, int]]:
    """Return left and top of every element that is drawn."""
    left = {name: 40 + number * (WIDTH + BETWEEN) for number, name in enumerate("abc")}
    drawn = {shape.id for shape in shapes if shape.column != "sources"}
    heads = [shape.id for shape in shapes if shape.column == "conditions"]
    if not heads:
        heads = [shape.id for shape in shapes if shape.column == "figures"]
    places: dict[str, tuple[int, int]] = {}
    row = 0
    for head in heads:
        own = [wanted for _, wanted, by in links if by == head and wanted in drawn - set(places)]
        for place, ident in enumerate(dict.fromkeys(own)):
            places[ident] = (left["c"], 40 + (row + place) * (HEIGHT + GAP))
        places[head] = (left["b"], 40 + row * (HEIGHT + GAP))
        row += max(len(set(own)), 1)
    for shape in shapes:
        if shape.id in drawn and shape.id not in places:
            places[shape.id] = (left["a"], 40 + row // 2 * (HEIGHT + GAP))
    return places
