"""The page of a step that states facts, and of one whose slips answer on one person."""

import pytest

from tests import pages, walk
from tests.pages import Page, day
from tests.processes import answering
from tests.workflow_engine.desk.steps.step_pages import address
from workflow_engine.dossiers.models import Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(world):
    with answering.known():
        opened = answering.open_dossier(world)
        walk.until(world, opened, "hold_leadership_conference")
        yield opened


@pytest.fixture
def world():
    return walk.world(candidates=1)


def test_a_ballot_on_one_person_is_recorded_and_its_report_states_facts_on_their_pages(
    world, as_role, dossier
):
    client = as_role(world.account("hr_officer"))
    page = Page(client, address(dossier, walk.task(dossier)))
    assert "votes-agree" in page.html
    assert "votes-disagree" in page.html
    act = pages.sent(walk.act_for(world, dossier, votes={"agree": 0}))

    wrong = page.send(**(act | {"votes-disagree": "999"}))
    assert wrong.status_code == 422
    assert "slips_returned" in wrong.context["form"].errors
    assert page.send(**act).status_code == 302
    assert walk.step(dossier) == "report_and_go_on"
    done = client.get(address(dossier, dossier.conferences.get() and done_task(dossier)))
    assert "không đồng ý" in done.content.decode()

    page = Page(client, address(dossier, walk.task(dossier)))
    [candidate] = walk.candidates(dossier)
    report = pages.sent(walk.act_for(world, dossier))
    empty = page.send(**report)
    assert empty.status_code == 422
    assert set(empty.context["states"].errors) >= {"rotation_reason", "document_number"}
    said = {
        "stated-rotation_reason": "planning",
        "stated-planned_rotation_months": "36",
        f"stated-urgent_task_unfinished-{candidate.pk}": "no",
        "stated-document_number": "9/KH",
        "stated-document_date": day(world.on),
        "stated-issued_by": "Sở Thử",
    }
    out = page.send(**report, **(said | {"stated-planned_rotation_months": "500"}))
    assert set(out.context["states"].errors) == {"planned_rotation_months"}
    assert "9/KH" in out.content.decode()
    assert not Statement.objects.filter(fact="rotation_reason").exists()
    assert page.send(**report, **said).status_code == 302
    stated = Statement.objects.filter(document_number="9/KH")
    assert {row.fact: row.value for row in stated} == {
        "rotation_reason": "planning",
        "planned_rotation_months": 36,
        "urgent_task_unfinished": False,
    }
    text = client.get(f"/ho-so/{dossier.number}/").content.decode()
    assert "không đồng ý" in text


def done_task(dossier):
    """The task of the conference that was held."""
    tasks = dossier.task_set.filter(status="DONE").order_by("pk")
    return next(task for task in tasks if task.flow_task.name == "hold_leadership_conference")
