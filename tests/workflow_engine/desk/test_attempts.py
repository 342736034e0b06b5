"""What a page itself refuses is on the record too."""

import pytest
from django.urls import reverse

from compliance.events import Event
from compliance.models import TrailEntry
from tests import walk
from tests.pages import Page

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
