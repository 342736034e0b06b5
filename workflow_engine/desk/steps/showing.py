"""What the page of a step shows: its form, a gate that holds somebody, or how it was taken."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import select_template
from django.urls import reverse
from django.utils.translation import gettext as _
from viewflow.workflow.models import Task

from workflow_engine.acts import steps
from workflow_engine.desk.context import account_of, held_roles
from workflow_engine.desk.dossier.ballots import conferences
from workflow_engine.desk.dossier.course import role_words
from workflow_engine.desk.dossier.findings import last_verdicts
from workflow_engine.desk.forms import Place, StepForm
from workflow_engine.desk.steps.forms.kinds import step_page
from workflow_engine.desk.steps.forms.on_paper import OnPaperForm, on_paper_form
from workflow_engine.desk.steps.forms.stated import StatesForm, states_form
from workflow_engine.dossiers.models import FactRequest
from workflow_engine.dossiers.titles import title_of
from workflow_engine.nodes.authority import matter, not_covered
from workflow_engine.pages import words
from workflow_engine.pages.citations import cites

_BRIEF = ["desk/dossier/_brief.html", "desk/steps/no_brief.html"]


def frame(place: Place, task: Task) -> dict[str, Any]:
    """Return what every page of a step shows: where it stands in the law, and by when."""
    dossier, node = place.dossier, place.node
    deadlines = dossier.deadlines.open().order_by("due_on")
    return {
        "dossier": dossier,
        "node": node,
        "task": task,
        "cites": cites(dossier.flow_class, node),
        "roles": role_words(node.roles),
        "deadlines": [(row, (row.due_on - place.on).days) for row in deadlines],
        "announcement": node.announcement if node.kind == "conference" else "",
        "state": state_of(place, task),
        "dossier_url": reverse("desk:dossier", kwargs={"number": dossier.number}),
    }


def form_page(
    request: HttpRequest,
    place: Place,
    task: Task,
    form: StepForm,
    *,
    states: StatesForm | None = None,
    on_paper: OnPaperForm | None = None,
    changed: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show the step that waits with its form, whatever is wrong with it and what has changed."""
    page = step_page(place.node)
    if states is None:
        states = states_form(place.node, candidates=place.standing(), on=place.on)
    own = page.form or type(form)
    form_in_main = form if isinstance(form, own) else own(place=place)
    others = {
        name: form if isinstance(form, other) else other(place=place)
        for name, other in page.others.items()
    }
    barred = steps.kept_apart(place.dossier, place.node, account_of(request).person_id)
    context = {
        **frame(place, task),
        "form": form_in_main,
        "states": states,
        "on_paper": on_paper or on_paper_form(place.dossier),
        "wrong": form,
        "others": others,
        "changed": changed,
        "barred": barred,
        "barred_at": title_of(place.dossier.flow_class, barred.step) if barred else "",
        "brief": select_template(_BRIEF) if hasattr(place.node, "task") else None,
        "not_covered": _not_covered(place),
        "standing": place.standing(),
        "may_stop": "stop" in others and place.node.stops(place.dossier) and not place.standing(),
        **form_in_main.context(),
    }
    return render(request, page.template, context, status=status)


def _not_covered(place: Place) -> Any:
    """Say that today no row says who takes a step that only an authority takes; else None."""
    if not hasattr(place.node, "task"):
        return None
    standing = place.standing()
    only = standing[0] if place.node.task == "decides" and len(standing) == 1 else None
    post, unit = matter(place.dossier, only, on=place.on)
    flow = place.dossier.flow_class
    return not_covered(flow, post, unit, task=place.node.task, on=place.on)


def gate_page(request: HttpRequest, place: Place, task: Task) -> HttpResponse:
    """Show a gate that holds somebody: every finding, and who can supply what is missing."""
    verdicts = last_verdicts(place.dossier, on=place.on)
    held = held_roles(request)
    asked: dict[int | None, list[dict[str, Any]]] = {}
    for row in FactRequest.objects.filter(dossier=place.dossier, closed=False):
        asked.setdefault(row.candidate_id, []).append(
            {
                "request": row,
                "label": words.fact_label(row.fact),
                "days": (row.due_on - place.on).days,
                "mine": any(
                    one.role == row.role and one.covers(place.dossier.agency) for one in held
                ),
            }
        )
    context = {
        **frame(place, task),
        "of_everybody": asked.get(None, ()),
        "judged": [
            (row, verdicts[row.pk], asked.get(row.pk, ()))
            for row in place.candidates()
            if row.pk in verdicts
        ],
    }
    return render(request, "desk/steps/gate.html", context)


def done_page(request: HttpRequest, place: Place, task: Task) -> HttpResponse:
    """Show who completed the step and when; of a conference, how the slips were counted."""
    signed = place.dossier.sign_offs.filter(step=place.node.name).select_related("person").last()
    held = [
        view
        for view in conferences(
            place.dossier,
            place.candidates(),
            reads_withheld=True,
        )
        if view.row.step == place.node.name
    ]
    context = {**frame(place, task), "signed": signed, "shown": {"conferences": held}}
    return render(request, "desk/steps/done.html", context)


def state_of(place: Place, task: Task) -> str:
    """Return what the page was made from: the task and every candidate's status."""
    found = sorted(place.candidates(), key=lambda candidate: candidate.pk)
    return ",".join([task.status, *(f"{c.pk}:{c.status}" for c in found)])


def changed_since(place: Place, task: Task, sent: str) -> str:
    """Tell what changed since the page was opened; empty where nothing did."""
    if not sent or sent == state_of(place, task):
        return ""
    before = dict(pair.split(":", 1) for pair in sent.split(",")[1:] if ":" in pair)
    told = [
        f"{candidate} ({candidate.get_status_display()})"
        for candidate in place.candidates()
        if before.get(str(candidate.pk)) != candidate.status
    ]
    return ", ".join(told) or _("the step itself")
