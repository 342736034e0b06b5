"""The stored drawing of a procedure is that of the flow as it now is."""

import json
import re

import pytest
from django.urls import reverse

from tests import walk
from workflow_engine.flows.drawing import bpmn
from workflow_engine.flows.flow import procedures

FLOWS = list(procedures())


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.edition.code)
def test_the_stored_drawing_has_the_nodes_and_edges_of_the_flow_and_their_names(flow):
    assert bpmn.parts(bpmn.stored(flow)) == bpmn.parts(bpmn.skeleton(flow)), (
        "The flow or its words changed: run `python manage.py layout_diagrams`."
    )


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.edition.code)
def test_every_node_and_edge_has_its_place(flow):
    text = bpmn.stored(flow)
    placed = set(re.findall(r'bpmnElement="([^"]+)"', text))

    assert set(bpmn.parts(text)) <= placed


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.edition.code)
def test_every_branch_of_a_step_is_drawn(flow):
    edges = {
        (ends[2], ends[3])
        for ends in bpmn.parts(bpmn.stored(flow)).values()
        if ends[0] == "sequenceFlow"
    }

    assert edges == {
        (f"id_node_{node.name}", f"id_node_{following.name}")
        for node in flow.instance.nodes()
        for following in node.branches.values()
    }


@pytest.mark.django_db
def test_the_page_loads_the_drawing_of_its_own_edition_with_the_state_of_each_step(world, as_role):
    dossier = walk.open_dossier(world)
    client = as_role(world.account("hr_officer"))
    text = client.get(reverse("desk:dossier", kwargs={"number": dossier.number})).content.decode()

    address = re.search(r'data-bpmn="([^"]+)"', text)[1]
    states = json.loads(re.search(r'id="diagram-states"[^>]*>(.*?)</script>', text)[1])
    drawing = client.get(address)

    assert drawing.status_code == 200
    assert drawing["Content-Type"].startswith("application/xml")
    assert states == {"id_node_propose": "done", "id_node_decide_policy": "now"}
    assert set(states) <= set(bpmn.parts(drawing.content.decode()))


@pytest.mark.django_db
def test_an_edition_that_is_not_there_has_no_drawing(world, as_role):
    client = as_role(world.account("hr_officer"))

    assert client.get("/so-do/appointment-on-site-1999.bpmn").status_code == 404
