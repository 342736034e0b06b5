"""Acts beside the steps: withdrawal, special decision, excused absence, a fact supplied."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workflow_engine.access.roles import Role, name_of
from workflow_engine.access.scope import require_role
from workflow_engine.acts.beside import absences, answers, candidates, notices, rejudging
from workflow_engine.base.errors import IncompleteActError, Problem, StepNotOpenError
from workflow_engine.base.messages import language, of_validation
from workflow_engine.base.unread import wrong_with
from workflow_engine.desk.context import account_of
from workflow_engine.desk.forms import Place
from workflow_engine.desk.steps.forms.answers import supply_form
from workflow_engine.desk.steps.forms.beside import (
    BesideForm,
    ExcuseForm,
    SpecialDecisionForm,
    WithdrawalForm,
)
from workflow_engine.desk.steps.forms.said import ChangedNoticeForm
from workflow_engine.dossiers.models import (
    Candidate,
    Dossier,
    FactRequest,
    GateRun,
    Notice,
    Summons,
)
from workflow_engine.facts.suppliers import Way, form_for, label_of
from workflow_engine.pages import words
from workflow_engine.pages.posting import posted
from workflow_engine.pages.typed import sent

_HR = (Role.HR_OFFICER.value, Role.HEAD_OF_HR.value)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw_candidate(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Take a candidate out."""
    candidate = _candidate(candidate_id)
    require_role(account_of(request), _HR, candidate.dossier.agency, on=timezone.localdate())
    form = WithdrawalForm(sent(request))
    return answered(
        request,
        form,
        candidates.withdraw_candidate,
        {"candidate_id": candidate_id},
        "desk/steps/withdraw.html",
        {"candidate": candidate, "dossier": candidate.dossier},
        _("%(name)s was taken out of the dossier.") % {"name": candidate},
    )


@login_required
@require_http_methods(["GET", "POST"])
def special_decision(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """Record a special decision by which the law itself lets a candidate past a condition."""
    candidate = _candidate(candidate_id)
    roles = (*_HR, Role.APPOINTING_AUTHORITY.value)
    require_role(account_of(request), roles, candidate.dossier.agency, on=timezone.localdate())
    last = GateRun.objects.filter(candidate=candidate).order_by("-pk").first()
    form = SpecialDecisionForm(
        sent(request),
        request.FILES or None,
        dossier=candidate.dossier,
        first=tuple(last.unmet) if last else (),
    )
    return answered(
        request,
        form,
        candidates.record_special_decision,
        {"candidate_id": candidate_id},
        "desk/steps/special_decision.html",
        {"candidate": candidate, "dossier": candidate.dossier},
        _("The special decision was recorded."),
    )


@login_required
@require_http_methods(["GET", "POST"])
def excuse_absence(request: HttpRequest, summons_id: int) -> HttpResponse:
    """Accept an absence as force majeure."""
    row = get_object_or_404(
        Summons.objects.select_related("person", "dossier__agency"),
        pk=summons_id,
    )
    roles = (Role.APPOINTING_AUTHORITY.value,)
    require_role(account_of(request), roles, row.dossier.agency, on=timezone.localdate())
    node = row.dossier.flow_class.instance.node(row.conference)
    return answered(
        request,
        ExcuseForm(sent(request)),
        absences.excuse_absence,
        {"summons_id": summons_id},
        "desk/steps/excuse.html",
        {"summons": row, "dossier": row.dossier, "conference": node.task_title},
        _("The absence of %(name)s is excused.") % {"name": row.person},
    )


@login_required
@require_http_methods(["GET", "POST"])
def change_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Give a notice in place of another one."""
    row = get_object_or_404(Notice.objects.select_related("paper", "dossier"), pk=notice_id)
    on = timezone.localdate()
    node = row.dossier.flow_class.instance.node(row.step, no_obsolete=True)
    if node is None:
        raise Http404
    held = require_role(account_of(request), node.roles, row.dossier.agency, on=on)
    form = ChangedNoticeForm(
        sent(request),
        request.FILES or None,
        place=Place(row.dossier, node, on, held.role, account_of(request).person_id),
    )
    return answered(
        request,
        form,
        notices.change_notice,
        {"notice_id": notice_id},
        "desk/steps/change_notice.html",
        {"notice": row, "dossier": row.dossier, **form.context()},
        _("The notice was changed."),
    )


@login_required
@posted("desk:dossier", "number")
def judge_again(request: HttpRequest, number: str) -> HttpResponse:
    """Judge anew whom a former reading of the law judged."""
    dossier: Dossier = get_object_or_404(Dossier.objects.select_related("agency"), number=number)
    require_role(account_of(request), _HR, dossier.agency, on=timezone.localdate())
    rejudging.judge_again(dossier_id=dossier.pk, account=account_of(request), at=timezone.now())
    messages.success(request, _("The candidates were judged anew by the corrected law."))
    return redirect("desk:dossier", number=number)


@login_required
@require_http_methods(["GET", "POST"])
def supply_fact(request: HttpRequest, request_id: int) -> HttpResponse:
    """Answer a request for a fact: by a statement, or by the record that establishes it."""
    asked = get_object_or_404(
        FactRequest.objects.select_related(
            "candidate__person",
            "candidate__post__title",
            "candidate__post__unit",
            "dossier__agency",
        ),
        pk=request_id,
    )
    on = timezone.localdate()
    require_role(account_of(request), (asked.role,), asked.dossier.agency, on=on)
    supplier = form_for(asked.fact)
    other = supplier.or_else is not None and "khac" in request.GET
    shown = (supplier.or_else if other else None) or supplier
    form = supply_form(asked, shown, sent(request), on=on)
    if form is None:
        raise StepNotOpenError(label_of(asked.fact), asked.dossier.number)
    return answered(
        request,
        form,
        _SUPPLY[shown.way],
        {"request_id": request_id},
        "desk/steps/supply.html",
        {
            "asked": asked,
            "dossier": asked.dossier,
            "label": words.fact_label(asked.fact),
            "who": name_of(asked.role),
            "why": conditions_reading(asked),
            "days": (asked.due_on - on).days,
            "what": shown.model._meta.verbose_name,
            "otherwise": None
            if supplier.or_else is None
            else (supplier if other else supplier.or_else).model._meta.verbose_name,
            "instead": other,
        },
        _("Supplied. The gate was run again."),
    )


def _telling(act: Callable[..., None]) -> Callable[..., None]:
    """Wrap an act so that what a model refuses is told beside the fields."""

    def telling(**kwargs: Any) -> None:
        try:
            act(**kwargs)
        except ValidationError as error:
            raise IncompleteActError(
                [
                    Problem(name, of_validation(ValidationError(errors)))
                    for name, errors in error.error_dict.items()
                ]
            ) from error

    return telling


_SUPPLY: dict[Way, Callable[..., None]] = {
    Way.STATEMENT: answers.state_fact,
    Way.RECORD: _telling(answers.supply_record),
    Way.TABLE: _telling(answers.complete_table),
    Way.DOSSIER: answers.declare_interests,
}


def conditions_reading(asked: FactRequest) -> list[dict[str, str]]:
    """Return the conditions that read the fact, with their citations: why it is asked for."""
    return [
        {
            "title": words.said(condition.title),
            "cite": condition.citation.text(language()),
            "verified": condition.confidence.verified,
        }
        for condition in asked.dossier.flow_class.conditions_on(
            asked.dossier.governing_date
        ).values()
        if asked.fact in condition.reads("fact")
    ]


def _candidate(pk: int) -> Candidate:
    found: Candidate | None = (
        Candidate.objects.select_related("person", "dossier__agency").filter(pk=pk).first()
    )
    if found is None:
        raise Http404
    return found


def answered(
    request: HttpRequest,
    form: BesideForm,
    act: Callable[..., None],
    about: dict[str, int],
    template: str,
    context: dict[str, Any],
    told: str,
) -> HttpResponse:
    """Show the form, or do what it says and go back to the dossier."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act(**about, **form.act(), account=account_of(request), at=timezone.now())
            except IncompleteActError as error:
                form.show(error.problems)
            else:
                messages.success(request, told)
                return redirect("desk:dossier", number=context["dossier"].number)
        elif isinstance(form, BesideForm):
            read = {
                **about,
                **form.act_as_read(),
                "account": account_of(request),
                "at": timezone.now(),
            }
            form.show_besides(wrong_with(lambda: act(**read)))
    return render(request, template, {"form": form, **context}, status=status)
