"""People: the list, the page of one with all records by date, adding and correcting a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workflow_engine.access.scope import HeldRole
from workflow_engine.desk.context import account_of, held_roles
from workflow_engine.desk.people import selectors
from workflow_engine.desk.people.forms import KeptForm, form_of
from workflow_engine.desk.scope import NotForYouError, PersonOutOfReachError
from workflow_engine.pages.typed import sent
from workflow_engine.registry import answers, keeping, words
from workflow_engine.registry.keepers import ask, units_keeping
from workflow_engine.registry.models import Person

_LONGEST_QUERY = 100


@login_required
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """List the people in reach, narrowed by words and by unit."""
    held = held_roles(request)
    if not selectors.reading(held):
        raise NotForYouError(sorted(selectors.KEEPERS))
    filters = selectors.Filters(
        words=request.GET.get("q", "")[:_LONGEST_QUERY].replace("\x00", ""),
        unit=request.GET.get("don-vi", "")[:32].replace("\x00", ""),
    )
    page, rows = selectors.listed(held, filters, request.GET.get("page"), on=timezone.localdate())
    return render(
        request,
        "desk/people/list.html",
        {
            "page": page,
            "rows": rows,
            "filters": filters,
            "units": selectors.units(held),
            "keeps": bool(selectors.keeping(held)),
            "made_up": any(row.person.is_sample for row in rows),
        },
    )


@login_required
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person: the record by kind and date, and who changed what."""
    held, on = held_roles(request), timezone.localdate()
    found = _found(pk, held)
    return render(
        request,
        "desk/people/page.html",
        {
            "person": found,
            **selectors.entries_of(found),
            "kinds": selectors.records_of(found),
            "enters": [
                slug
                for slug, model in selectors.KINDS.items()
                if words.bodies_of(model) and selectors.entering(model, found, held, on=on)
            ],
            "versions": selectors.versions_of_person(found),
            "keeps": selectors.keeper_of(found, held, on=on) is not None,
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request: HttpRequest) -> HttpResponse:
    """Put a person on record."""
    held = held_roles(request)
    roles = selectors.keeping(held)
    if not roles:
        raise NotForYouError(sorted(selectors.KEEPERS))
    form = _form(request, Person(), None, held, roles)
    if request.method == "POST" and form.is_valid():
        keeping.add(
            form.instance,
            actor=roles[0].actor(account_of(request).pk),
            reason=form.cleaned_data["reason"],
            accepted=form.questions,
        )
        answers.forget(account_of(request).pk, form.digests)
        messages.success(request, _("%s is on record.") % form.instance)
        return redirect("desk:person", pk=form.instance.pk)
    return _show(request, form, heading=_("Put a person on record"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a person's own data."""
    found = _found(pk, held_roles(request))
    return _correct(request, found, found, heading=_("Correct the personal data"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record_add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Add a record of a person."""
    held = held_roles(request)
    found, model = _found(pk, held), _model(kind)
    roles = _entering(model, found, held)
    form = _form(request, model(person=found), found, held, roles)
    if request.method == "POST" and form.is_valid():
        record = form.instance
        try:
            keeping.add(
                record,
                actor=_speaking(record, form, roles).actor(account_of(request).pk),
                reason=form.cleaned_data["reason"],
                accepted=form.questions,
            )
        except keeping.IdentityError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            answers.forget(account_of(request).pk, form.digests)
            messages.success(request, _("The record was added."))
            return redirect(f"{_address(found)}#{kind}")
    heading = _("Add: %s") % model._meta.verbose_name
    return _show(request, form, heading=heading, person=found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def record_edit(request: HttpRequest, pk: int, kind: str, record: int) -> HttpResponse:
    """Correct a record of a person; the old version stays in the history."""
    found, model = _found(pk, held_roles(request)), _model(kind)
    row = model._default_manager.filter(pk=record, person=found).first()
    if row is None:
        raise Http404
    heading = _("Correct: %s") % model._meta.verbose_name
    return _correct(request, found, row, heading=heading, kind=kind)


def _correct(
    request: HttpRequest, found: Person, row: Any, *, heading: str, kind: str = ""
) -> HttpResponse:
    held = held_roles(request)
    roles = _entering(type(row), found, held)
    form = _form(request, row, None if row is found else found, held, roles)
    if request.method == "POST" and form.is_valid():
        try:
            entry = keeping.correct(
                row,
                form.changes(),
                version=form.cleaned_data["version"] or 0,
                actor=_speaking(row, form, roles).actor(account_of(request).pk),
                reason=form.cleaned_data["reason"],
                accepted=form.questions,
                by=lambda account: selectors.account_names([account]).get(account, ""),
            )
        except keeping.ChangedMeanwhileError as error:
            form.add_error(None, str(error))
        except keeping.IdentityError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            answers.forget(account_of(request).pk, form.digests)
            if entry is None:
                messages.info(request, _("Nothing was different, so nothing was stored."))
            else:
                messages.success(request, _("The record was corrected."))
            return redirect(f"{_address(found)}#{kind}" if kind else _address(found))
    return _show(request, form, heading=heading, person=found)


def _show(
    request: HttpRequest, form: KeptForm, *, heading: str, person: Person | None = None
) -> HttpResponse:
    if request.method == "POST" and not form.is_valid():
        answers.keep_asked(account_of(request).pk, form.digests, at=timezone.now())
    context = {"form": form, "heading": heading, "person": person}
    status = 409 if form.errors and "__all__" in form.errors and form.instance.pk else 200
    return render(request, "desk/people/form.html", context, status=status)


def _form(
    request: HttpRequest,
    row: Any,
    person: Person | None,
    held: tuple[HeldRole, ...],
    roles: Sequence[HeldRole],
) -> KeptForm:
    # The list of possible twins leads here with the number of the other entry.
    initial = {"version": keeping.version_of(row)} if row.pk else {"number": _number(request)}
    return form_of(cast(Any, type(row)))(
        sent(request),
        instance=row,
        initial=initial,
        person=person,
        on=timezone.localdate(),
        reach=[role.unit_path for role in selectors.keeping(held)],
        roles={role.role for role in roles},
        asked=answers.asked_of(account_of(request).pk, at=timezone.now()) if request.POST else (),
    )


def _number(request: HttpRequest) -> str:
    return request.GET.get("so", "")[:12].replace("\x00", "")


def _found(pk: int, held: tuple[HeldRole, ...]) -> Person:
    try:
        return selectors.person_for(pk, held, on=timezone.localdate())
    except Person.DoesNotExist as error:
        raise Http404 from error


def _entering(model: Any, found: Person, held: tuple[HeldRole, ...]) -> list[HeldRole]:
    """Return the roles that may enter a kind of records of a person, those that keep first."""
    on = timezone.localdate()
    roles = selectors.entering(model, found, held, on=on)
    if not roles:
        units = units_keeping([found.pk], on=on).get(found.pk, [])
        raise PersonOutOfReachError(found.pk, ask(units) if units else "")
    return roles


def _speaking(row: Any, form: KeptForm, roles: Sequence[HeldRole]) -> HeldRole:
    """Return the role in which a record is entered: that of the body whose word it is, if held."""
    body = words.body_of(type(row), {**keeping.columns_of(row), **form.cleaned_data})
    return next((role for role in roles if role.role == body), roles[0])


def _model(kind: str) -> Any:
    model = selectors.KINDS.get(kind)
    if model is None:
        raise Http404
    return model


def _address(found: Person) -> str:
    return reverse("desk:person", args=[found.pk])
