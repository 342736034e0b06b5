"""Opening a dossier: the procedure, the agency, what it is about, the edition that governs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workflow_engine.acts import steps
from workflow_engine.acts.steps.on_paper import not_taken_over
from workflow_engine.base.errors import IncompleteActError, Problem
from workflow_engine.desk.context import account_of
from workflow_engine.desk.forms import Place, StepForm
from workflow_engine.desk.steps.forms.kinds import step_page
from workflow_engine.desk.steps.forms.on_paper import OnPaperForm, begun_on_paper
from workflow_engine.desk.steps.forms.opening import (
    agencies_to_open_in,
    edition_for,
    governing_field,
    opening_form,
    opening_of,
    procedures_to_open,
)
from workflow_engine.desk.steps.forms.stated import StatesForm, others_of, states_form
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.flows.children import offered_to
from workflow_engine.flows.flow import ChosenEdition, Procedure, StatutoryFlow, by_procedure
from workflow_engine.nodes.authority import not_covered_at_all
from workflow_engine.pages.typed import sent
from workflow_engine.registry.models import Unit


@dataclass
class OpeningPage:
    """What the page of an opening holds: the form of the act, what it states, the paper before."""

    asked: Procedure
    agency: Unit
    within: Candidate | None
    on: date
    nominal: Dossier
    form: Any
    states: StatesForm | None
    on_paper: OnPaperForm
    # Whether it was begun on paper.
    before: bool

    @property
    def flow(self) -> type[StatutoryFlow]:
        """The edition of today, whose start the form is made for."""
        return self.asked.edition_on(self.on)

    @property
    def begins_on(self) -> date:
        """The day on which the dossier begins: that of the paper, where one began it."""
        return (self.on_paper.day_typed("paper_on") if self.before else None) or self.on

    def is_valid(self) -> bool:
        """Whether every part of what was sent can be used; all are looked at."""
        parts = (self.form, self.states, self.on_paper if self.before else None)
        looked_at = [each.is_valid() for each in parts if each is not None]
        return all(looked_at)

    def chosen(self, act: Any = None) -> dict[str, Any]:
        """Return the edition that the sent dates choose, or why there is none yet."""
        chosen, problem = edition_for(self.asked, self.form.data, on=self.begins_on, act=act)
        return {"chosen": chosen, "edition_problem": problem}

    def not_covered(self, act: Any) -> Any:
        """Return for what nobody will be there who may decide; call it on a valid form."""
        self.nominal.subject = self.form.subject()
        planned = getattr(act, "planned_effective_on", None)
        return not_covered_at_all(self.nominal, getattr(act, "post", None), planned, on=self.on)

    def context(self) -> dict[str, Any]:
        """Return what the page shows."""
        return {
            "states": self.states,
            "on_paper": None if not_taken_over(self.flow) else self.on_paper,
            "agency": self.agency,
            "governing_field": governing_field(self.flow),
            **self.chosen(),
        }

    def opens(self, chosen: ChosenEdition) -> dict[str, Any]:
        """Return what the act of opening takes, of a page that is valid."""
        return {
            "opening": opening_of(self.form, self.agency, chosen, self.within),
            "act": self.form.act(),
            "said": self.states.act() if self.states else None,
            "on_paper": self.on_paper.act() if self.before else None,
        }

    def refused(self, problems: Iterable[Problem]) -> None:
        """Show each problem in the part of the page to which it belongs."""
        left = self.on_paper.take(problems) if self.before else problems
        self.form.show(others_of(self.states, left))


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
    within = _within(request)
    if within is None and asked.within_another:
        told = _("This procedure is opened from the dossier for which it is carried out.")
        messages.error(request, told)
        return redirect("desk:dossiers")
    agencies = _agencies(request, asked, within, on=on)
    agency = _agency(request, agencies)
    context: dict[str, Any] = {"procedure": asked, "agencies": agencies, "within": within}
    if agency is None:
        asked_about = [(name, value) for name, value in request.GET.items() if name != "agency"]
        return render(request, "desk/steps/agency.html", context | {"asked_about": asked_about})
    page = _page(request, asked, agency, within, on=on)
    context |= page.context()
    if request.method == "GET":
        return _opening(request, page.form, context)
    return _sent(request, page, context)


def _sent(request: HttpRequest, page: OpeningPage, context: dict[str, Any]) -> HttpResponse:
    """Show what is wrong with what was sent, or the edition it chooses; or open the dossier."""
    form, looking = page.form, "preview" in request.POST
    valid = page.is_valid()
    if form.is_valid():
        act = form.act()
        context |= page.chosen(act) | {"not_covered": page.not_covered(act)}
    elif not looking:
        form.show_besides(_wrong_with(form.act_as_read(), page.on))
    chosen: ChosenEdition | None = context["chosen"]
    ready = valid and chosen is not None
    if not ready and not looking:
        return _opening(request, form, context, status=422)
    seen = chosen is not None and form.data.get("edition_shown") == chosen.flow_class.edition.code
    if chosen is None or not ready or looking or not seen:
        # The edition is shown before the dossier is opened, with a script or without.
        return _opening(request, form, context | {"look_again": ready})
    try:
        dossier = _opened(request, page, chosen)
    except IncompleteActError as error:
        page.refused(error.problems)
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


def _within(request: HttpRequest) -> Candidate | None:
    """Return the candidate of another dossier for whom a dossier is opened; None where for none.

    Raises:
        Http404: there is no such candidate.
    """
    wanted = str((sent(request) or request.GET).get("within", ""))
    if not wanted:
        return None
    rows = Candidate.objects.select_related("person", "dossier__agency")
    found: Candidate = get_object_or_404(rows, pk=wanted if wanted.isdecimal() else 0)
    return found


def _page(
    request: HttpRequest, asked: Procedure, agency: Unit, within: Candidate | None, *, on: date
) -> OpeningPage:
    """Return the page of an opening in an agency, with what was sent to it."""
    flow = asked.edition_on(on)
    node, about, given = flow.start_node(), flow.about, sent(request)
    nominal = Dossier(flow_class=flow, agency=agency, opened_on=on, edition_date=on)
    # A duty, or a parent, that leads here says what it is about.
    whose = within.person_id if within else request.GET.get(about.column, "")
    form = opening_form(step_page(node).form)(
        given,
        request.FILES or None,
        offered=offered_to(within) if within else about.offered(agency, on=on),
        procedure=asked,
        place=Place(nominal, node, on),
        initial={
            "agency": agency.pk,
            "post": within.post_id if within else None,
            "request_date": on,
            "submitted_on": on,
            about.column: whose,
        },
    )
    before = begun_on_paper(given)
    on_paper = OnPaperForm(given, request.FILES or None) if before else OnPaperForm()
    states = states_form(node, given, on=on)
    return OpeningPage(asked, agency, within, on, nominal, form, states, on_paper, before)


def _opened(request: HttpRequest, page: OpeningPage, chosen: ChosenEdition) -> Dossier:
    """Open the dossier; where somebody took the same number meanwhile, take the next one."""
    for tries_left in (3, 2, 1, 0):
        try:
            return steps.open_dossier(
                **page.opens(chosen), account=account_of(request), at=timezone.now()
            )
        except IntegrityError:
            if not tries_left:
                raise
    raise AssertionError  # pragma: no cover - the last try returns or raises


def _agencies(
    request: HttpRequest, asked: Procedure, within: Candidate | None, *, on: date
) -> QuerySet[Unit]:
    """Return where the account may open it: for a parent, its agency or those below it."""
    agencies = agencies_to_open_in(account_of(request), asked, on=on)
    if within is None:
        return agencies
    top = within.dossier.agency
    below = Q(path__startswith=top.path)
    return agencies.filter(Q(pk=top.pk) if asked.within_another else below)


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
