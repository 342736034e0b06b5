"""The page of a step of a dossier."""

from django.urls import reverse

from compliance.models import TrailEntry
from tests.pages import Page

FIRST = "hold_leadership_conference"


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
