"""Taking a step: the page of the step that waits, and the act that completes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from workflow_engine.access.roles import CANDIDATE
from workflow_engine.acts import attempts, steps
from workflow_engine.base.errors import (
    ActRefusedError,
    ClosedActError,
    ForgedFormError,
    IncompleteActError,
    StalePageError,
    StepNotOpenError,
)
from workflow_engine.desk.context import account_of
from workflow_engine.desk.forms import Place, StepForm
from workflow_engine.desk.steps.forms.kinds import step_page
from workflow_engine.desk.steps.forms.on_paper import on_paper_form
from workflow_engine.desk.steps.forms.stated import StatesForm, others_of, states_form
from workflow_engine.desk.steps.showing import changed_since, done_page, form_page, gate_page
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.flows.flow import procedures
from workflow_engine.pages.posting import posted
from workflow_engine.pages.typed import as_typed, sent

CLOSED_ACTS = ("undo", "revive", "cancel", "assign", "unassign")


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, number: str, step: str, task_id: int) -> HttpResponse:
    """Show the step that waits, or take it."""
    if request.method == "POST" and "search_now" not in request.POST:
        return _take(request, number, step, task_id)
    dossier, task = _found(number, step, task_id)
    node = task.flow_task
    on = timezone.localdate()
    held = steps.held_for(account_of(request), node, dossier, on=on)
    place = Place(dossier, node, on, held.role, account_of(request).person_id)
    page = step_page(node)
    if request.method == "GET" and task.status != STATUS.NEW:
        return done_page(request, place, task)
    if request.method == "GET" and page.form is None:
        return gate_page(request, place, task)
    # Looking for somebody keeps what was typed and complains of nothing yet.
    typed = as_typed(request.POST) if request.method == "POST" else sent(request)
    if typed is None and page.form is not None:
        form = page.form(place=place)
    else:
        form = _filled(typed or QueryDict(), request.FILES, place)
    return form_page(request, place, task, form)


def _take(request: HttpRequest, number: str, step: str, task_id: int) -> HttpResponse:
    """Take the step: what the page was made from is compared, and the act done, under one lock."""
    try:
        with transaction.atomic():
            turn = _turn(request, number, step, task_id)
            place = Place(
                turn.dossier, turn.node, turn.on, turn.held.role, account_of(request).person_id
            )
            form = _filled(request.POST, request.FILES, place)
            states = _states(request.POST, place, form)
            on_paper = on_paper_form(turn.dossier, request.POST, request.FILES or None)
            if turn.task.status != STATUS.NEW:
                raise steps.already_done(turn.dossier, turn.node, turn.task)
            changed = changed_since(place, turn.task, str(request.POST.get("state", "")))
            valid = [each.is_valid() for each in (form, states, on_paper) if each is not None]
            if on_paper is not None and on_paper.is_valid():
                turn.on_paper = on_paper.act()
            accepted = not changed and all(valid)
            if accepted:
                said = states.act() if states else None
                turn.take(form.act(), said=said, candidates=place.candidates())
            elif not changed and (on_paper is None or on_paper.is_valid()):
                said = states.act_as_read() if states else None
                form.show_besides(others_of(states, turn.problems(form.act_as_read(), said=said)))
    except IncompleteActError as error:
        wrong = on_paper.take(error.problems) if on_paper else error.problems
        form.show(others_of(states, wrong))
        return form_page(
            request, place, turn.task, form, states=states, on_paper=on_paper, status=422
        )
    if changed:
        _note(request, StalePageError(turn.node.task_title), number, step, task_id)
        return form_page(
            request,
            place,
            turn.task,
            form,
            states=states,
            on_paper=on_paper,
            changed=changed,
            status=409,
        )
    if not accepted:
        forged = [
            name
            for name, errors in form.errors.as_data().items()
            if any(error.code == "invalid_choice" for error in errors)
        ]
        if forged:
            _note(request, ForgedFormError(_labels(form, forged)), number, step, task_id)
        return form_page(
            request, place, turn.task, form, states=states, on_paper=on_paper, status=422
        )
    messages.success(request, _("Recorded: %(step)s.") % {"step": turn.node.task_title})
    if place.role == CANDIDATE:
        return redirect("desk:my-work")
    if turn.task.status == STATUS.NEW:  # the step goes on
        return redirect(request.path)
    if turn.node.kind == "conference" and type(form) is step_page(turn.node).form:
        return redirect(request.path)
    return redirect("desk:dossier", number=number)


def _states(data: QueryDict, place: Place, form: StepForm) -> StatesForm | None:
    """Return the form of what the step states, as it was filled in; None with another act."""
    if type(form) is not step_page(place.node).form:
        return None
    return states_form(place.node, data, candidates=place.standing())


def _labels(form: StepForm, names: Iterable[str]) -> list[Any]:
    """Return what the fields of a form are called."""
    return [form.fields[name].label for name in names]


def _filled(data: QueryDict, files: Any, place: Place) -> StepForm:
    """Return the form that was filled in, of those that the step is taken with.

    Raises:
        StepNotOpenError: the step is taken with none: it is a gate.
    """
    page = step_page(place.node)
    if page.form is None:
        raise StepNotOpenError(place.node.task_title, place.dossier.number)
    form_class = page.others.get(data.get("form", ""), page.form)
    return form_class(data, files, place=place)


@login_required
@posted("desk:step", "number", "step", "task_id")
def run_gate(request: HttpRequest, number: str, step: str, task_id: int) -> HttpResponse:
    """Run a gate again that holds a dossier."""
    _found(number, step, task_id)
    dossier = steps.run_gate(task_id=task_id, account=account_of(request), at=timezone.now())
    held = dossier.candidates.filter(status=Candidate.Status.HELD).exists()
    if held and dossier.is_open:
        messages.warning(request, _("The gate was run again: somebody is still held."))
        return redirect("desk:step", number=number, step=step, task_id=task_id)
    messages.success(request, _("The gate was run again and the dossier goes on."))
    return redirect("desk:dossier", number=number)


@login_required
def closed_act(
    request: HttpRequest, number: str, step: str, task_id: int, act: str
) -> HttpResponse:
    """Refuse: the law has no such act. The attempt goes on record."""
    _dossier, task = _found(number, step, task_id)
    raise ClosedActError(act, task.flow_task.task_title)


def _note(
    request: HttpRequest, error: ActRefusedError, number: str, step: str, task_id: int
) -> None:
    """Put on record an attempt that is answered by the page itself."""
    attempts.record(
        error=error,
        account=account_of(request),
        at=timezone.now(),
        dossier=number,
        step=step,
        what={"method": "POST", "view": "desk:step", "task": task_id},
    )


def _found(number: str, step: str, task_id: int) -> tuple[Dossier, Task]:
    """Return the dossier and the task that an address names together.

    Raises:
        StepNotOpenError: they do not belong together.
    """
    task = Task.objects.filter(pk=task_id).first()
    dossier = Dossier.objects.select_related("agency").filter(number=number).first()
    return _together(dossier, task, number, step)


def _turn(request: HttpRequest, number: str, step: str, task_id: int) -> steps.Turn:
    """Lock the dossier that an address names, for whoever wants to take the step it names.

    Raises:
        StepNotOpenError: they do not belong together.
    """
    try:
        turn = steps.turn(task_id=task_id, account=account_of(request), at=timezone.now())
    except StepNotOpenError:
        raise StepNotOpenError(_step_words(step), number) from None
    _together(turn.dossier, turn.task, number, step)
    return turn


def _together(
    dossier: Dossier | None, task: Task | None, number: str, step: str
) -> tuple[Dossier, Task]:
    """Return what an address names; refuse one whose parts are of different dossiers."""
    if dossier is not None and task is not None:
        node = task.flow_task
        named = node is not None and node.name == step and getattr(node, "roles", ())
        if named and dossier.number == number and task.process_id == dossier.pk:
            return dossier, task
    raise StepNotOpenError(_step_words(step), number)


def _step_words(name: str) -> Any:
    """Return what the step of an address is called; it need not be one of the dossier."""
    nodes = (flow.instance.node(name, no_obsolete=True) for flow in procedures())
    return next((node.task_title for node in nodes if node is not None), name)
