"""What befalls a dossier as a whole: put off, going on, in other hands, concluded on."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workflow_engine.access.scope import require_role
from workflow_engine.acts.beside import concluding, handing_over, postponing, taking_over
from workflow_engine.acts.steps.on_paper import ENTERING, PAPER
from workflow_engine.desk.context import account_of
from workflow_engine.desk.forms import Place
from workflow_engine.desk.steps.beside import answered
from workflow_engine.desk.steps.forms.beside import (
    ConclusionForm,
    ConfirmationForm,
    HandOverForm,
    NotConfirmedForm,
)
from workflow_engine.desk.steps.forms.said import PostponeForm, ResumeForm
from workflow_engine.dossiers.models import Dossier
from workflow_engine.dossiers.titles import title_of
from workflow_engine.pages.typed import sent


def _dossier(
    request: HttpRequest, number: str, roles: tuple[str, ...] = postponing.PUTTING_OFF
) -> Dossier:
    found: Dossier = get_object_or_404(Dossier.objects.select_related("agency"), number=number)
    require_role(account_of(request), roles, found.agency, on=timezone.localdate())
    return found


@login_required
@require_http_methods(["GET", "POST"])
def postpone(request: HttpRequest, number: str) -> HttpResponse:
    """Put a dossier off."""
    dossier = _dossier(request, number)
    place = Place(dossier, postponing.NOTICE, timezone.localdate())
    form = PostponeForm(sent(request), request.FILES or None, place=place)
    return answered(
        request,
        form,
        postponing.postpone,
        {"dossier_id": dossier.pk},
        "desk/steps/postpone.html",
        {"dossier": dossier, **form.context()},
        _("The procedure is put off."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest, number: str) -> HttpResponse:
    """Let a dossier go on."""
    dossier = _dossier(request, number)
    return answered(
        request,
        ResumeForm(sent(request), request.FILES or None),
        postponing.resume,
        {"dossier_id": dossier.pk},
        "desk/steps/resume.html",
        {"dossier": dossier},
        _("The procedure goes on."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """Hand a dossier over."""
    dossier = _dossier(request, number, handing_over.HANDING_OVER)
    form = HandOverForm(sent(request), request.FILES or None, dossier=dossier)
    return answered(
        request,
        form,
        handing_over.hand_over,
        {"dossier_id": dossier.pk},
        "desk/steps/hand_over.html",
        {"dossier": dossier},
        _("The hand-over was recorded."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def file_conclusion(request: HttpRequest, number: str) -> HttpResponse:
    """File the conclusion of a Party body."""
    dossier = _dossier(request, number, concluding.FILING)
    form = ConclusionForm(sent(request), request.FILES or None, dossier=dossier)
    return answered(
        request,
        form,
        concluding.file_conclusion,
        {"dossier_id": dossier.pk},
        "desk/steps/file_conclusion.html",
        {"dossier": dossier},
        _("The conclusion was filed."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def confirm_taking_over(request: HttpRequest, number: str) -> HttpResponse:
    """Confirm what was entered of a dossier that was begun on paper, or do not."""
    dossier = _dossier(request, number, ENTERING)
    refused = "refuse" in request.POST or "refuse" in request.GET
    form = (NotConfirmedForm if refused else ConfirmationForm)(sent(request))
    entered = dossier.sign_offs.filter(from_paper=True).select_related("person").order_by("pk")
    papers = dossier.papers.filter(kind=PAPER).order_by("pk")
    return answered(
        request,
        form,
        taking_over.refuse_taking_over if refused else _confirmed,
        {"dossier_id": dossier.pk},
        "desk/steps/confirm_taking_over.html",
        {
            "dossier": dossier,
            "refused": refused,
            "acts": [(row, title_of(dossier.flow_class, row.step)) for row in entered],
            "papers": papers,
        },
        _("The entries were not confirmed: the dossier is over.")
        if refused
        else _("The entries were confirmed: the dossier goes on."),
    )


def _confirmed(*, confirmed: bool, **given: Any) -> None:
    """Confirm; the page asks that the papers were compared."""
    taking_over.confirm_taking_over(**given)
