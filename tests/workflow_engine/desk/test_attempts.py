"""What a page itself refuses is on the record too."""

import pytest
from django.urls import reverse

from compliance.events import Event
from compliance.models import TrailEntry
from tests import walk
from tests.pages import Page
from workflow_engine.acts import attempts

pytestmark = pytest.mark.django_db


@pytest.fixture
def approval(client):
    world = walk.world()
    dossier = walk.open_dossier(world)
    task = walk.task(dossier)
    account = world.account("appointing_authority")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    where = {"number": dossier.number, "step": "decide_policy", "task_id": task.pk}
    return Page(client, reverse("desk:step", kwargs=where))


def refused():
    return [entry.extras["code"] for entry in TrailEntry.objects.filter(event=Event.ACT_REFUSED)]


def test_a_value_that_the_page_never_offered_is_refused_and_recorded(approval):
    answer = approval.send(decision="appointed-at-once")

    assert answer.status_code == 422
    assert refused() == ["forged-form"]


def test_an_empty_field_is_no_attempt_to_get_around_anything(approval):
    answer = approval.send(number="")

    assert answer.status_code == 422
    assert refused() == []


def test_a_page_that_no_longer_shows_how_the_dossier_stands_is_recorded(approval):
    answer = approval.send(state="0000")

    assert answer.status_code == 409
    assert refused() == ["stale-page"]


@pytest.fixture
def at_gate(client):
    """A dossier that waits at its first gate, and somebody who may not act in it."""
    world = walk.world()
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    client.force_login(
        world.account("inspector"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return dossier


@pytest.mark.parametrize(
    ("view", "key", "rows"),
    [
        ("withdraw-candidate", "candidate_id", "candidates"),
        ("special-decision", "candidate_id", "candidates"),
        ("supply-fact", "request_id", "fact_requests"),
        ("excuse-absence", "summons_id", "summonses"),
    ],
)
def test_what_is_refused_beside_the_steps_is_recorded_with_its_dossier(
    client, at_gate, view, key, rows
):
    row = getattr(at_gate, rows).first()

    answer = client.post(reverse(f"desk:{view}", kwargs={key: row.pk}), {"reason": "x"})

    assert answer.status_code == 403
    entry = TrailEntry.objects.get(event=Event.ACT_REFUSED)
    assert (entry.dossier, entry.extras["code"]) == (at_gate.number, "not-your-role")
    assert entry.extras["view"] == f"desk:{view}"


def test_what_is_refused_of_a_row_that_is_not_there_names_no_dossier(client, at_gate):
    assert attempts.dossier_named({"candidate_id": 987654}) == ""
    assert attempts.dossier_named({}) == ""
    assert attempts.dossier_named({"number": "BN-2026-0001"}) == "BN-2026-0001"
