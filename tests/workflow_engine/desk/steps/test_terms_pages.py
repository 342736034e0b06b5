"""A term that ends, on the pages: from my work to the next term."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from tests import pages, walk
from workflow_engine.clock import duties
from workflow_engine.dossiers.models import Dossier
from workflow_engine.nodes.stating import field_of

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def world():
    made = walk.world(candidates=0)
    walk.add_person(made, "holder", post="SO-PGD", planned=False, held_for=54)
    return made


def holding_of(world):
    return world.people["holder"].postholdings.get(held_until__gt=world.on)


def sign_in(client, world, role):
    client.force_login(world.account(role), backend=BACKEND)


def scan():
    return ContentFile(b"%PDF-1.7 scan", name="scan.pdf")


def open_on_the_page(client, world, address):
    sign_in(client, world, "hr_officer")
    page = pages.Page(client, address)
    node = page.response.context["form"].flow.start_node()
    sent = pages.sent(walk.opening_for(world, node))
    return page.send(**sent | {"file": scan()})


def test_a_duty_leads_to_the_procedure_with_the_post_chosen_and_is_taken_up(client, world):
    holding = holding_of(world)
    near = holding.held_until - timedelta(days=40)
    units = [unit.pk for unit in world.units.values()]
    duties.do_day(world.agency.pk, units, on=near, at=world.at(near))
    sign_in(client, world, "hr_officer")

    address = f"{reverse('desk:open-procedure', args=['reappointment'])}?holding={holding.pk}"
    body = client.get(reverse("desk:my-work")).content.decode()
    assert f'href="{address}"' in body
    assert "extension" not in body
    assert pages.Page(client, address).fields["holding"] == [str(holding.pk)]

    assert open_on_the_page(client, world, address).status_code == 302
    dossier = Dossier.objects.get()
    body = client.get(reverse("desk:my-work")).content.decode()
    assert f'href="{address}"' not in body
    assert body.count(reverse("desk:dossier", args=[dossier.number])) > 1


def test_the_other_procedure_is_refused_to_a_forged_form(client, world):
    sign_in(client, world, "hr_officer")
    address = reverse("desk:open-procedure", args=["extension"])
    page = pages.Page(client, address)
    node = page.response.context["form"].flow.start_node()
    sent = pages.sent(walk.opening_for(world, node)) | {"file": scan()}

    answer = page.send(**sent, holding=holding_of(world).pk, edition_shown="extension.2026")

    assert answer.status_code == 422
    assert not Dossier.objects.exists()


def test_a_term_is_renewed_on_the_pages(client, world):
    holding = holding_of(world)
    address = f"{reverse('desk:open-procedure', args=['reappointment'])}?holding={holding.pk}"
    answer = open_on_the_page(client, world, address)
    assert answer.status_code == 302, answer.context["form"].errors
    dossier = Dossier.objects.get()

    for _turn in range(40):
        task = walk.task(dossier)
        if task is None:
            break
        node = task.flow_task
        if node.kind == "gate":
            walk.supply_all(world, dossier)
            continue
        sign_in(client, world, node.roles[0])
        step = reverse("desk:step", args=[dossier.number, node.name, task.pk])
        page = pages.Page(client, step)
        sent = pages.sent(walk.act_for(world, dossier))
        if node.kind == "evaluation":
            sent["file"] = scan()
        if node.kind == "decision":
            sent["effective_on"] = "01/01/2020"  # forged: the law sets the day
        if node.states:
            said = walk.said_at(world, dossier, node)
            sent |= {field_of(key): value for key, value in said.values.items()}
            sent |= {
                "stated-document_number": said.document.number,
                "stated-document_date": pages.day(world.on),
                "stated-issued_by": said.document.issued_by,
            }
        answer = page.send(**sent)
        assert answer.status_code == 302, (node.name, answer.context["form"].errors)

    dossier.refresh_from_db()
    assert dossier.outcome == Dossier.Outcome.ACHIEVED
    following = world.people["holder"].postholdings.get(held_from__gt=world.on)
    holding.refresh_from_db()
    assert following.held_from == holding.held_until
    assert client.get(reverse("desk:dossier", args=[dossier.number])).status_code == 200


def test_who_decides_against_a_holder_reads_which_condition_is_not_met(client, world):
    dossier = walk.open_about(world, "reappointment", holding_of(world))
    walk.until(world, dossier, "decide_reappointment")
    walk.bar(world, dossier)
    walk.take(world, dossier)
    sign_in(client, world, "appointing_authority")

    waiting = walk.task(dossier)
    address = reverse("desk:step", args=[dossier.number, waiting.flow_task.name, waiting.pk])
    page = client.get(address)

    [(candidate, verdict)] = page.context["judged"]
    assert candidate.status == candidate.Status.STRUCK_OUT
    told = page.content.decode()
    assert verdict.unmet
    assert all(finding.title in told for finding in verdict.unmet)
