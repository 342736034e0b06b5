"""No address leads around a step: tried at every step of every edition of every procedure.

From one walk of each are made: the address of a step that is another's, a form that is made up, the
window that was left open, the second browser, the ways back of the engine, a step under the name of
another dossier. Nothing changes but the record of the attempts.
"""

import pytest
from django.test import Client
from viewflow.workflow.models import Task

from tests import walk
from tests.soak.machine import digest
from tests.workflow_engine.desk.steps.step_pages import address
from workflow_engine.desk.steps.views import CLOSED_ACTS
from workflow_engine.flows.flow import procedures

pytestmark = pytest.mark.django_db

FORGED = {
    "decision": "approved",
    "candidate": "987654",
    "people": "987654",
    "present": "987654",
    "number": "1/QĐ",
    "dated_on": "01/01/2020",
    "votes-987654": "1",
    "opinion-987654": "x",
    "state": "",
}


def signed_in(account):
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def stored():
    """Everything but the trail, in which every attempt stands."""
    (*histories, _entries), tasks = digest()
    return histories, tasks


@pytest.mark.parametrize("flow", procedures(), ids=lambda flow: flow.edition.code)
def test_no_address_leads_around_a_step(flow):
    world = walk.furnish(walk.world(on=walk.day_of(flow)))
    staff, agency = world.people["staff-1"], world.units["KHAC"]
    stranger = walk.account(world, "elsewhere", staff, ("hr_officer", "leader"), agency)
    clients = {name: signed_in(account) for name, account in world.accounts.items()}
    outside = [clients["administrator"], clients["inspector"], signed_in(stranger), Client()]
    other = walk.open_any(world, flow)
    dossier = walk.open_any(world, flow)

    def closed(answer, *statuses):
        assert answer.status_code in statuses, (answer.request["PATH_INFO"], answer.status_code)

    for _ in range(60):
        waiting = walk.task(dossier)
        if waiting is None:
            break
        node, page = waiting.flow_task, address(dossier, waiting)
        before = stored()
        own = clients[node.roles[0]]
        for client in outside:  # nobody who is not signed in sees more than the way in
            closed(client.get(page), 302 if client is outside[-1] else 403)
            closed(client.post(page, FORGED), 302 if client is outside[-1] else 403)
        closed(own.post(page, FORGED), 403, 409, 422)
        for act in CLOSED_ACTS:
            closed(own.post(address(dossier, waiting, f"closed-{act}")), 403)
        closed(own.post(address(other, waiting), FORGED), 403, 404, 409)
        assert stored() == before, node.name
        walk.take(world, dossier)
    assert walk.step(dossier) == "achieved"

    # Each page as it was left open in another browser; a gate has none that is sent.
    before = stored()
    for done in Task.objects.filter(process=dossier):
        if getattr(done.flow_task, "roles", None):
            closed(clients[done.flow_task.roles[0]].post(address(dossier, done), FORGED), 403, 409)
    assert stored() == before
