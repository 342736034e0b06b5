"""What the pages of the desk ask of a dossier."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from workflow_engine.desk.context import held_roles
from workflow_engine.desk.dossier import brief as briefs
from workflow_engine.desk.dossier import said as saying
from workflow_engine.desk.dossier import summoned
from workflow_engine.dossiers.models import Postponement, standing_still

register = template.Library()


@register.simple_tag(takes_context=True)
def dossier_brief(context: Any, dossier: Any) -> briefs.Brief:
    """Return what matters of a dossier on one page, as whoever is signed in may read it."""
    return briefs.dossier_brief(
        dossier, held=held_roles(context["request"]), on=timezone.localdate()
    )


@register.simple_tag(takes_context=True)
def summons_lists(context: Any, dossier: Any) -> summoned.SummonsLists | None:
    """Return who is summoned to which conference, or None before the lists are drawn up."""
    return summoned.summons_lists(dossier, held_roles(context["request"]))


@register.simple_tag
def said_in(dossier: Any) -> saying.Said:
    """Return what was told and said in a dossier."""
    return saying.said_in(dossier)


@register.simple_tag
def put_off(dossier: Any) -> Postponement | None:
    """Return by what a dossier is put off today, or None."""
    row = standing_still().filter(dossier=dossier).first()
    if row is not None:
        row.dossier = dossier
    return row


@register.simple_tag
def waiting_step(dossier: Any) -> Task | None:
    """Return the step at which a dossier waits, or None once it is over."""
    return Task.objects.filter(process=dossier, status=STATUS.NEW).order_by("-pk").first()
