"""Opening a dossier: the procedure, the agency, what it is about, the edition that governs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workflow_engine.acts import steps
from workflow_engine.acts.steps import Opening
from workflow_engine.acts.steps.on_paper import OnPaper, not_taken_over
from workflow_engine.base.errors import IncompleteActError, Problem
from workflow_engine.desk.context import account_of
from workflow_engine.desk.forms import Place, StepForm
from workflow_engine.desk.steps.forms.kinds import page_of
from workflow_engine.desk.steps.forms.on_paper import OnPaperForm, begun_on_paper
from workflow_engine.desk.steps.forms.opening import (
    agencies_to_open_in,
    edition_for,
    governing_field,
    opening_form,
    opening_of,
    procedures_to_open,
)
from workflow_engine.desk.steps.forms.stated import others_of, states_form
from workflow_engine.dossiers.models import Dossier
from workflow_engine.flows.flow import Procedure, by_procedure
from workflow_engine.nodes.authority import not_covered_at_all
from workflow_engine.nodes.stating import Said
from workflow_engine.pages.typed import sent


@login_required
@require_safe
def choose_procedure(request: HttpRequest) -> HttpResponse:
    """List the procedures that the account may open; where there is one, go there."""
    on = timezone.localdate()
    openable = procedures_to_open(account_of(request), on=on)
    if len(openable) == 1:
        query = request.GET.urlencode()
        address = reverse("desk:open-procedure", kwargs={"procedure": openable[0].code})
        return redirect(f"{address}?{query}" if query else address)
    listed = [(procedure, procedure.edition_on(on)) for procedure in openable]
    return render(request, "desk/steps/procedures.html", {"listed": listed})


@login_required
@require_http_methods(["GET", "POST"])
def open_dossier(request: HttpRequest, procedure: str) -> HttpResponse:
    """Choose what it is about, enter the first act, see which edition governs, and open."""
    on = timezone.localdate()
    asked = _procedure(procedure)
    agencies = agencies_to_open_in(account_of(request), asked, on=on)
    agency = _agency(request, agencies)
    context: dict[str, Any] = {"procedure": asked, "agencies": agencies}
    if agency is None:
        asked_about = [(name, value) for name, value in request.GET.items() if name != "agency"]
        return render(request, "desk/steps/agency.html", context | {"asked_about": asked_about})
    flow = asked.edition_on(on)
    node = flow.start_node()
    nominal = Dossier(flow_class=flow, agency=agency, opened_on=on, edition_date=on)
    form = opening_form(page_of(node).form)(
        sent(request),
        request.FILES or None,
        offered=flow.about.offered(agency, on=on),
        procedure=asked,
        place=Place(nominal, node, on),
        # A duty that leads here says what it is about.
        initial={
            "agency": agency.pk,
            "request_date": on,
            "submitted_on": on,
            flow.about.column: request.GET.get(flow.about.column, ""),
        },
    )
    states = states_form(node, sent(request), on=on)
    before = begun_on_paper(sent(request))
    on_paper = OnPaperForm(sent(request), request.FILES or None) if before else OnPaperForm()
    begins_on = (on_paper.day_typed("paper_on") if before else None) or on
    chosen, problem = edition_for(asked, form.data, on=begins_on)
    context |= {
        "states": states,
        "on_paper": None if not_taken_over(flow) else on_paper,
        "agency": agency,
        "chosen": chosen,
        "edition_problem": problem,
        "governing_field": governing_field(flow),
    }
    if request.method == "GET":
        return _opening(request, form, context)
    if form.is_valid():
        nominal.subject = form.subject()
        act = form.act()
        planned = getattr(act, "planned_effective_on", None)
        aim = getattr(act, "post", None)
        context["not_covered"] = not_covered_at_all(nominal, aim, planned, on=on)
    asked_for = (form, states, on_paper if before else None)
    valid = [each.is_valid() for each in asked_for if each is not None]
    if form.is_valid():
        chosen, problem = edition_for(asked, form.data, on=begins_on, act=form.act())
        context |= {"chosen": chosen, "edition_problem": problem}
    ready = all(valid) and chosen is not None
    if not form.is_valid() and "preview" not in request.POST:
        form.show_besides(_wrong_with(form.act_as_read(), on))
    if not ready and "preview" not in request.POST:
        return _opening(request, form, context, status=422)
    shown = form.data.get("edition_shown", "")
    looked_at = chosen is not None and shown == chosen.flow_class.edition.code
    if chosen is None or not ready or "preview" in request.POST or not looked_at:
        # The edition is shown before the dossier is opened, with a script or without.
        return _opening(request, form, context | {"look_again": ready})
    try:
        said = states.act() if states else None
        opening = opening_of(form, agency, chosen)
        shown_by = on_paper.act() if before else None
        dossier = _opened(request, opening, form.act(), said, shown_by)
    except IncompleteActError as error:
        wrong = on_paper.take(error.problems) if before else error.problems
        form.show(others_of(states, wrong))
        return _opening(request, form, context, status=422)
    messages.success(request, _("Dossier %(number)s was opened.") % {"number": dossier.number})
    return redirect("desk:dossier", number=dossier.number)


@login_required
def chosen_edition(request: HttpRequest, procedure: str) -> HttpResponse:
    """Return the part of the page that says which edition of the procedure governs."""
    chosen, problem = edition_for(_procedure(procedure), request.GET, on=timezone.localdate())
    return render(
        request, "desk/steps/_edition.html", {"chosen": chosen, "edition_problem": problem}
    )


def _wrong_with(act: Any, on: date) -> list[Problem]:
    """Return what an opening act that could not be read whole says of itself beside that."""
    problems = getattr(act, "problems", None)
    return problems(on) if problems else []


def _procedure(code: str) -> Procedure:
    """Return the procedure of an address.

    Raises:
        Http404: there is none of that name.
    """
    known = by_procedure()
    if code not in known:
        raise Http404
    return known[code]


def _opened(
    request: HttpRequest, opening: Opening, act: Any, said: Said | None, on_paper: OnPaper | None
) -> Dossier:
    """Open the dossier; where somebody took the same number meanwhile, take the next one."""
    for tries_left in (3, 2, 1, 0):
        try:
            return steps.open_dossier(
                opening=opening,
                act=act,
                account=account_of(request),
                at=timezone.now(),
                said=said,
                on_paper=on_paper,
            )
        except IntegrityError:
            if not tries_left:
                raise
    raise AssertionError  # pragma: no cover - the last try returns or raises


def _agency(request: HttpRequest, agencies: Iterable[Any]) -> Any:
    agencies = list(agencies)
    given = sent(request) or QueryDict()
    wanted = given.get("agency") or request.GET.get("agency") or ""
    if not wanted and len(agencies) == 1:
        return agencies[0]
    return next((unit for unit in agencies if str(unit.pk) == wanted), None)


def _opening(
    request: HttpRequest, form: StepForm, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(
        request,
        form.template,
        {"form": form, "refused": status == 422, **context},
        status=status,
    )
