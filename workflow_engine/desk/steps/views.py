"""Taking a step: the page of the step that waits, and the act that completes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import select_template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from workflow_engine.access.scope import require_role
from workflow_engine.acts import attempts, steps
from workflow_engine.acts.steps import Opening
from workflow_engine.acts.titles import title_of
from workflow_engine.base.errors import (
    ActRefusedError,
    ClosedActError,
    ForgedFormError,
    IncompleteActError,
    StalePageError,
    StepNotOpenError,
)
from workflow_engine.desk.context import held_roles
from workflow_engine.desk.dossier.ballots import conferences
from workflow_engine.desk.dossier.course import role_words
from workflow_engine.desk.dossier.findings import last_verdicts
from workflow_engine.desk.forms import ActForm, Place
from workflow_engine.desk.steps.forms.kinds import page_of
from workflow_engine.desk.steps.forms.opening import (
    agencies_to_open_in,
    edition_for,
    opening_of,
    posts_to_fill,
    procedures_to_open,
)
from workflow_engine.dossiers.models import Candidate, Dossier, FactRequest
from workflow_engine.flows.flow import Procedure, by_procedure, procedures
from workflow_engine.pages import words
from workflow_engine.pages.citations import cites
from workflow_engine.pages.posting import posted

CLOSED_ACTS = ("undo", "revive", "cancel", "assign", "unassign")
_BRIEF = ["desk/dossier/_brief.html", "desk/steps/no_brief.html"]


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, number: str, step: str, task_id: int) -> HttpResponse:
    """Show the step that waits, or take it."""
    if request.method == "POST" and "search_now" not in request.POST:
        return _take(request, number, step, task_id)
    dossier, task = _found(number, step, task_id)
    node = task.flow_task
    on = timezone.localdate()
    held = require_role(request.user, node.roles, dossier.agency, on=on)
    place = Place(dossier, node, on, held.role)
    page = page_of(node)
    if request.method == "GET":
        if task.status != STATUS.NEW:
            return _done(request, place, task)
        if page.form is None:
            return _gate(request, place, task)
        return _form(request, place, task, page.form(place=place))
    # Looking for somebody keeps what was typed and complains of nothing yet.
    return _form(request, place, task, _sent(request, place), silent=True)


def _take(request: HttpRequest, number: str, step: str, task_id: int) -> HttpResponse:
    """Take the step: what the page was made from is compared, and the act done, under one lock."""
    try:
        with transaction.atomic():
            turn = _turn(request, number, step, task_id)
            place = Place(turn.dossier, turn.node, turn.on, turn.held.role)
            form = _sent(request, place)
            if turn.task.status != STATUS.NEW:
                raise steps.already_done(turn.dossier, turn.node, turn.task)
            changed = _changed(place, turn.task, str(request.POST.get("state", "")))
            accepted = not changed and form.is_valid()
            if accepted:
                turn.take(form.act(), candidates=place.candidates())
            elif not changed:
                form.show_besides(turn.problems(form.act_as_read()))
    except IncompleteActError as error:
        form.show(error.problems)
        return _form(request, place, turn.task, form, status=422)
    if changed:
        _note(request, StalePageError(turn.node.task_title), number, step, task_id)
        return _form(request, place, turn.task, form, changed=changed, status=409)
    if not accepted:
        forged = [
            name
            for name, errors in form.errors.as_data().items()
            if any(error.code == "invalid_choice" for error in errors)
        ]
        if forged:
            _note(request, ForgedFormError(_labels(form, forged)), number, step, task_id)
        return _form(request, place, turn.task, form, status=422)
    messages.success(request, _("Recorded: %(step)s.") % {"step": turn.node.task_title})
    if turn.node.kind == "conference" and type(form) is page_of(turn.node).form:
        return redirect(request.path)
    return redirect("desk:dossier", number=number)


def _labels(form: ActForm, names: Iterable[str]) -> list[Any]:
    """Return what the fields of a form are called."""
    return [form.fields[name].label for name in names]


def _sent(request: HttpRequest, place: Place) -> ActForm:
    """Return the form that was sent, of those that the step is taken with.

    Raises:
        StepNotOpenError: the step is taken with none: it is a gate.
    """
    page = page_of(place.node)
    if page.form is None:
        raise StepNotOpenError(place.node.task_title, place.dossier.number)
    form_class = page.others.get(request.POST.get("form", ""), page.form)
    return form_class(request.POST, request.FILES, place=place)


@login_required
@posted("desk:step", "number", "step", "task_id")
def run_gate(request: HttpRequest, number: str, step: str, task_id: int) -> HttpResponse:
    """Run a gate again that holds a dossier."""
    _found(number, step, task_id)
    dossier = steps.run_gate(task_id=task_id, account=request.user, at=timezone.now())
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


@login_required
@require_safe
def choose_procedure(request: HttpRequest) -> HttpResponse:
    """List the procedures that the account may open; where there is one, go there."""
    on = timezone.localdate()
    openable = procedures_to_open(request.user, on=on)
    if len(openable) == 1:
        query = request.GET.urlencode()
        address = reverse("desk:open-procedure", kwargs={"procedure": openable[0].code})
        return redirect(f"{address}?{query}" if query else address)
    listed = [(procedure, procedure.edition_on(on)) for procedure in openable]
    return render(request, "desk/steps/procedures.html", {"listed": listed})


@login_required
@require_http_methods(["GET", "POST"])
def open_dossier(request: HttpRequest, procedure: str) -> HttpResponse:
    """Choose the post, say why it has to be filled, see which edition governs, and open."""
    on = timezone.localdate()
    asked = _procedure(procedure)
    agencies = agencies_to_open_in(request.user, asked, on=on)
    agency = _agency(request, agencies)
    context: dict[str, Any] = {"procedure": asked, "agencies": agencies}
    if agency is None:
        return render(request, "desk/steps/agency.html", context)
    form = page_of(asked.edition_on(on).start_node()).form(
        request.POST or None,
        request.FILES or None,
        posts=posts_to_fill(agency, on=on),
        procedure=asked.code,
        initial={"agency": agency.pk, "request_date": on, "submitted_on": on},
    )
    chosen, problem = edition_for(asked.code, form.data)
    context |= {"agency": agency, "chosen": chosen, "edition_problem": problem}
    if request.method == "GET":
        return _opening(request, form, context)
    ready = form.is_valid() and chosen is not None
    if not form.is_valid() and "preview" not in request.POST:
        form.show_besides(form.act_as_read().problems(on))
    if not ready and "preview" not in request.POST:
        return _opening(request, form, context, status=422)
    shown = form.data.get("edition_shown", "")
    if not ready or "preview" in request.POST or shown != chosen.flow_class.edition.code:
        # The edition is shown before the dossier is opened, with a script or without.
        return _opening(request, form, context | {"look_again": ready})
    try:
        dossier = _opened(request, opening_of(form, agency, chosen, on=on), form.act())
    except IncompleteActError as error:
        form.show(error.problems)
        return _opening(request, form, context, status=422)
    messages.success(request, _("Dossier %(number)s was opened.") % {"number": dossier.number})
    return redirect("desk:dossier", number=dossier.number)


@login_required
def chosen_edition(request: HttpRequest, procedure: str) -> HttpResponse:
    """Return the part of the page that says which edition of the procedure governs."""
    chosen, problem = edition_for(_procedure(procedure).code, request.GET)
    return render(
        request, "desk/steps/_edition.html", {"chosen": chosen, "edition_problem": problem}
    )


def _procedure(code: str) -> Procedure:
    """Return the procedure of an address.

    Raises:
        Http404: there is none of that name.
    """
    known = by_procedure()
    if code not in known:
        raise Http404
    return known[code]


def _opened(request: HttpRequest, opening: Opening, act: Any) -> Dossier:
    """Open the dossier; where somebody took the same number meanwhile, take the next one."""
    for tries_left in (3, 2, 1, 0):
        try:
            return steps.open_dossier(
                opening=opening, act=act, account=request.user, at=timezone.now()
            )
        except IntegrityError:
            if not tries_left:
                raise
    raise AssertionError  # pragma: no cover - the last try returns or raises


def _agency(request: HttpRequest, agencies: Iterable[Any]) -> Any:
    agencies = list(agencies)
    wanted = request.POST.get("agency") or request.GET.get("agency") or ""
    if not wanted and len(agencies) == 1:
        return agencies[0]
    return next((unit for unit in agencies if str(unit.pk) == wanted), None)


def _opening(
    request: HttpRequest, form: ActForm, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    silent = "preview" in request.POST
    return render(
        request,
        form.template,
        {"form": form, "silent": silent, "refused": status == 422, **context},
        status=status,
    )


def _note(
    request: HttpRequest, error: ActRefusedError, number: str, step: str, task_id: int
) -> None:
    """Put on record an attempt that is answered by the page itself."""
    attempts.record(
        error=error,
        account=request.user,
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
    dossier = (
        Dossier.objects.select_related("agency", "post__unit", "post__title")
        .filter(number=number)
        .first()
    )
    _require_together(dossier, task, number, step)
    return dossier, task


def _turn(request: HttpRequest, number: str, step: str, task_id: int) -> steps.Turn:
    """Lock the dossier that an address names, for whoever wants to take the step it names.

    Raises:
        StepNotOpenError: they do not belong together.
    """
    try:
        turn = steps.turn(task_id=task_id, account=request.user, at=timezone.now())
    except StepNotOpenError:
        raise StepNotOpenError(_step_words(step), number) from None
    _require_together(turn.dossier, turn.task, number, step)
    return turn


def _require_together(dossier: Dossier | None, task: Task | None, number: str, step: str) -> None:
    """Refuse an address whose parts name a dossier, a step and a task of different ones."""
    if dossier is not None and task is not None:
        node = task.flow_task
        named = node is not None and node.name == step and getattr(node, "roles", ())
        if named and dossier.number == number and task.process_id == dossier.pk:
            return
    raise StepNotOpenError(_step_words(step), number)


def _step_words(name: str) -> Any:
    """Return what the step of an address is called; it need not be one of the dossier."""
    nodes = (flow.instance.node(name, no_obsolete=True) for flow in procedures())
    return next((node.task_title for node in nodes if node is not None), name)


def _frame(place: Place, task: Task) -> dict[str, Any]:
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
        "state": _state(place, task),
        "dossier_url": reverse("desk:dossier", kwargs={"number": dossier.number}),
    }


def _form(
    request: HttpRequest,
    place: Place,
    task: Task,
    form: ActForm,
    *,
    changed: str = "",
    silent: bool = False,
    status: int = 200,
) -> HttpResponse:
    page = page_of(place.node)
    form_in_main = form if isinstance(form, page.form) else page.form(place=place)
    if silent and form.is_bound:
        form_in_main._errors = type(form_in_main.errors)()
    others = {
        name: form if isinstance(form, other) else other(place=place)
        for name, other in page.others.items()
    }
    barred = steps.kept_apart(place.dossier, place.node, request.user.person_id)
    context = {
        **_frame(place, task),
        "form": form_in_main,
        "wrong": form,
        "others": others,
        "changed": changed,
        "barred": barred,
        "barred_at": title_of(place.dossier.flow_class, barred.step) if barred else "",
        "brief": select_template(_BRIEF) if place.node.kind in ("approval", "decision") else None,
        "standing": place.standing(),
        "may_stop": "stop" in others and "nobody" in place.node.branches and not place.standing(),
        **form_in_main.context(),
    }
    return render(request, page.template, context, status=status)


def _gate(request: HttpRequest, place: Place, task: Task) -> HttpResponse:
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
        **_frame(place, task),
        "of_everybody": asked.get(None, ()),
        "judged": [
            (row, verdicts[row.pk], asked.get(row.pk, ()))
            for row in place.candidates()
            if row.pk in verdicts
        ],
    }
    return render(request, "desk/steps/gate.html", context)


def _done(request: HttpRequest, place: Place, task: Task) -> HttpResponse:
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
    context = {**_frame(place, task), "signed": signed, "shown": {"conferences": held}}
    return render(request, "desk/steps/done.html", context)


def _state(place: Place, task: Task) -> str:
    """Return what the page was made from: the task and every candidate's status."""
    found = sorted(place.candidates(), key=lambda candidate: candidate.pk)
    return ",".join([task.status, *(f"{c.pk}:{c.status}" for c in found)])


def _changed(place: Place, task: Task, sent: str) -> str:
    """Tell what changed since the page was opened; empty where nothing did."""
    if not sent or sent == _state(place, task):
        return ""
    before = dict(pair.split(":", 1) for pair in sent.split(",")[1:] if ":" in pair)
    told = [
        f"{candidate} ({candidate.get_status_display()})"
        for candidate in place.candidates()
        if before.get(str(candidate.pk)) != candidate.status
    ]
    return ", ".join(told) or _("the step itself")
