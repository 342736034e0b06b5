"""The walk reaches the end of every edition of every procedure: what other tests stand on.

A procedure with a kind of node, or a fact, that the walk does not know fails here: it is added to
`tests/walk`, and then serves every test that is generated from the procedures.
"""

import pytest
from django.db.models import Q

from compliance.replay import replay_dossier
from tests import walk
from workflow_engine.dossiers.models import Dossier
from workflow_engine.flows.flow import procedures

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("flow", procedures(), ids=lambda flow: flow.edition.code)
def test_a_dossier_is_walked_from_its_opening_to_what_the_procedure_is_for(flow):
    world = walk.furnish(walk.world(on=walk.day_of(flow)))
    dossier = walk.open_any(world, flow)

    ended = walk.to_the_end(world, dossier)

    assert ended.outcome == Dossier.Outcome.ACHIEVED
    if any(node.kind == "decision" for node in flow.instance.nodes_in_order()):
        [decided] = walk.candidates(dossier, "decided")
        decision = ended.decisions.get()
        assert decision.candidate == decided
        written = Q(document_number=decision.number) | Q(end_document_number=decision.number)
        assert decided.person.postholdings.filter(written).exists()
    balloted = [node.name for node in flow.instance.nodes_in_order() if node.kind == "conference"]
    held = set(dossier.conferences.values_list("step", flat=True))
    assert held == {name for name in balloted if name in walk.taken(dossier)}
    assert replay_dossier(ended.number).same
