"""A leader is reappointed under the edition of 2026, on the pages from the notice to the term."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from processes.terms.reappointment_2026 import ReappointmentFlow2026
from tests import pages, walk
from workflow_engine.dossiers.models import Dossier
from workflow_engine.nodes.stating import field_of

SCAN = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 scan"}


@pytest.fixture
def world(live_server):
    made = walk.world(candidates=0, staff=1)
    walk.add_person(made, "holder", post="SO-PGD", planned=False, held_for=54)
    return made


def attach(desk):
    for field in desk.page.locator('main form.panel input[type="file"]').all():
        field.set_input_files(SCAN)


def typed(act):
    """Return an act as it is typed, without the files."""
    return {name: said for name, said in pages.sent(act).items() if not name.startswith("file")}


def test_a_leader_is_reappointed_on_the_pages(desk, world):
    holding = world.people["holder"].postholdings.get(held_until__gt=world.on)
    desk.sign_in(world.account("hr_officer"))
    desk.go(f"{reverse('desk:open-procedure', args=['reappointment'])}?holding={holding.pk}")
    expect(desk.page.locator("[name=holding]")).to_have_value(str(holding.pk))
    desk.fill(typed(walk.opening_for(world, ReappointmentFlow2026.start_node())))
    attach(desk)
    desk.send()
    dossier = Dossier.objects.get()

    for _turn in range(40):
        task = walk.task(dossier)
        if task is None:
            break
        step = task.flow_task
        if step.kind == "gate":
            walk.supply_all(world, dossier)
            continue
        desk.sign_in(world.account(step.roles[0]))
        desk.open_step(dossier, task)
        sent = typed(walk.act_for(world, dossier))
        if step.kind == "decision":
            expect(desk.page.locator("[name=effective_on]")).to_be_disabled()
            del sent["effective_on"], sent["ends"], sent["kept_because"]
        if step.states:
            said = walk.said_at(world, dossier, step)
            sent |= {field_of(key): value for key, value in said.values.items()}
            sent |= {
                "stated-document_number": said.document.number,
                "stated-document_date": pages.day(world.on),
                "stated-issued_by": said.document.issued_by,
            }
        desk.fill(sent)
        if step.kind in ("self-report", "evaluation"):
            attach(desk)
        answer = desk.send()
        assert answer.ok, (step.name, desk.words())

    dossier.refresh_from_db()
    assert dossier.outcome == Dossier.Outcome.ACHIEVED
    holding.refresh_from_db()
    assert world.people["holder"].postholdings.filter(held_from=holding.held_until).exists()
