"""Every step is taken on its page, and a page says what is wrong beside the field."""

import re

import pytest
from django.urls import reverse

from compliance.models import TrailEntry
from tests import pages, walk
from tests.pages import Page, day
from workflow_engine.desk.forms.pages import STEP_PAGES
from workflow_engine.dossiers.models import Dossier, FactRequest
from workflow_engine.flow import procedures

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return walk.world()


@pytest.fixture
def as_role(client):
    """Sign in as the account of a role, or as any account."""

    def sign_in(account):
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def at_step(world, as_role):
    """Bring a dossier to a step and open its page as somebody who may take it."""

    def bring(name, *, override="", account=None, **nominated):
        dossier = walk.open_dossier(world, override=override)
        task = walk.until(world, dossier, name)
        return dossier, page_of(world, as_role, dossier, task, account=account)

    return bring


def page_of(world, as_role, dossier, task, *, account=None):
    node = task.flow_task
    client = as_role(account or world.account(node.roles[0]))
    return Page(client, address(dossier, task))


def address(dossier, task, name="step", **other):
    return reverse(
        f"desk:{name}",
        kwargs={"number": dossier.number, "step": task.flow_task.name, "task_id": task.pk, **other},
    )


def refused_attempts():
    return TrailEntry.objects.filter(event="attempt:act:refused")


# ------------------------------------------------------------------------------------- all pages


def test_every_kind_of_node_has_a_page():
    kinds = {
        type(node)
        for flow in procedures()
        for node in flow.instance.nodes()
        if getattr(node, "roles", ())
    }

    assert kinds <= set(STEP_PAGES)
    assert all(isinstance(kind, type) for kind in STEP_PAGES)


@pytest.mark.parametrize(
    ("override", "conferences"),
    [("", 4), ("appointment-on-site.2025", 5)],
    ids=["four steps", "five steps"],
)
def test_a_dossier_is_walked_to_the_post_on_its_pages(world, as_role, override, conferences):
    dossier = walk.open_dossier(world, override=override)
    while task := walk.task(dossier):
        if task.flow_task.kind == "gate":
            supply_on_pages(world, as_role, dossier, task)
            continue
        page = page_of(world, as_role, dossier, task)
        assert page.response.status_code == 200, page.html
        answer = page.send(**pages.sent(walk.act_for(world, dossier)))
        assert answer.status_code == 302, complaints(answer)
        shown = page.client.get(answer.url)
        assert shown.status_code == 200

    assert Dossier.objects.get(pk=dossier.pk).outcome == Dossier.Outcome.ACHIEVED
    assert dossier.conferences.count() == conferences
    assert not refused_attempts().exists()


def supply_on_pages(world, as_role, dossier, task):
    client = as_role(world.account("hr_officer"))
    assert client.get(address(dossier, task)).status_code == 200
    for asked in FactRequest.objects.filter(dossier=dossier, closed=False):
        if asked.fact == "conflict_declarations_missing":
            walk.declare_interests(world, dossier)
            continue
        if FactRequest.objects.get(pk=asked.pk).closed:
            continue
        client = as_role(world.account(asked.role))
        page = Page(client, reverse("desk:supply-fact", kwargs={"request_id": asked.pk}))
        assert page.response.status_code == 200
        answer = page.send(
            confirmed="yes",
            reason="Đã đối chiếu.",
            document_number="1/XN",
            document_date=day(world.on),
        )
        assert answer.status_code == 302, complaints(answer)
    client = as_role(world.account("hr_officer"))
    if walk.task(dossier) == task:
        answer = client.post(address(dossier, task, "run-gate"))
        assert answer.status_code == 302
    assert walk.task(dossier) != task


def complaints(answer):
    """Return what a page complains of, in words."""
    html = answer.content.decode()
    start = html.find('class="error-summary"')
    words = re.sub(r"<[^>]+>", " ", html[start : start + 3000] if start >= 0 else html)
    return " ".join(words.split())[:1500]
