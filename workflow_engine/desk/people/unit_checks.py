"""Checks of units: whether all who lead a unit are on record, by whoever keeps its posts."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from workflow_engine.access.scope import HeldRole, units_in_scope
from workflow_engine.desk.context import account_of, held_roles
from workflow_engine.desk.people import selectors
from workflow_engine.desk.people.forms import KeptForm, form_of
from workflow_engine.desk.scope import NotForYouError
from workflow_engine.pages.typed import sent
from workflow_engine.registry import answers, keeping
from workflow_engine.registry.models import Unit, UnitCheck

_PAGE = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unit_checks(request: HttpRequest) -> HttpResponse:
    """List the checks of the units whose records are kept, the latest first; add one."""
    roles = _roles(request)
    form = _form(request, UnitCheck(), roles)
    if request.method == "POST" and form.is_valid():
        keeping.add(
            form.instance,
            actor=_over(form.instance, roles).actor(account_of(request).pk),
            reason=form.cleaned_data["reason"],
            accepted=form.questions,
        )
        answers.forget(account_of(request).pk, form.digests)
        messages.success(request, _("The check was added."))
        return redirect("desk:unit-checks")
    rows = _in_reach(roles).select_related("unit").order_by("-checked_on", "unit__path", "pk")
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    return _show(request, "desk/people/unit_checks.html", form, {"page": page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unit_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a check of a unit; the old version stays in the history."""
    roles = _roles(request)
    row = _in_reach(roles).select_related("unit").filter(pk=pk).first()
    if row is None:
        raise Http404
    form = _form(request, row, roles)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.correct(
                row,
                form.changes(),
                version=form.cleaned_data["version"] or 0,
                actor=_over(row, roles).actor(account_of(request).pk),
                reason=form.cleaned_data["reason"],
                accepted=form.questions,
                by=lambda account: selectors.account_names([account]).get(account, ""),
            )
        except keeping.ChangedMeanwhileError as error:
            form.add_error(None, str(error))
        else:
            answers.forget(account_of(request).pk, form.digests)
            messages.success(request, _("The record was corrected."))
            return redirect("desk:unit-checks")
    heading = _("Correct: %s") % row
    return _show(request, "desk/people/form.html", form, {"heading": heading, "person": None})


def _roles(request: HttpRequest) -> list[HeldRole]:
    roles = selectors.keeping(held_roles(request))
    if not roles:
        raise NotForYouError(sorted(selectors.KEEPERS))
    return roles


def _in_reach(roles: list[HeldRole]) -> QuerySet[UnitCheck]:
    return UnitCheck.objects.filter(unit__in=Unit.objects.filter(units_in_scope(roles)))


def _over(check: UnitCheck, roles: list[HeldRole]) -> HeldRole:
    return next(role for role in roles if role.covers(check.unit))


def _form(request: HttpRequest, row: UnitCheck, roles: list[HeldRole]) -> KeptForm:
    return form_of(UnitCheck)(
        sent(request),
        instance=row,
        initial={"version": keeping.version_of(row)} if row.pk else {},
        person=None,
        on=timezone.localdate(),
        reach=[role.unit_path for role in roles],
        asked=answers.asked_of(account_of(request).pk, at=timezone.now()) if request.POST else (),
    )


def _show(
    request: HttpRequest, template: str, form: KeptForm, more: dict[str, object]
) -> HttpResponse:
    if request.method == "POST":
        answers.keep_asked(account_of(request).pk, form.digests, at=timezone.now())
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"form": form, **more}, status=status)
