"""What an administrator keeps: calendar, accounts and roles, title standards; never a dossier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from workflow_engine.access import administration as accounts_of
from workflow_engine.access.administration import Administrator
from workflow_engine.access.models import Account, Assignment
from workflow_engine.access.roles import Role
from workflow_engine.access.scope import HeldRole, held_on
from workflow_engine.base.errors import IncompleteActError, Problem
from workflow_engine.base.messages import of_validation
from workflow_engine.calendar.models import CalendarDay
from workflow_engine.desk.administration.forms import (
    AccountForm,
    ClosingForm,
    DayForm,
    EndForm,
    GrantForm,
    StandardForm,
)
from workflow_engine.desk.context import account_of, held_roles
from workflow_engine.desk.scope import NotForYouError
from workflow_engine.dossiers import deadlines
from workflow_engine.pages.typed import sent
from workflow_engine.registry.finding import named
from workflow_engine.registry.models import Delegation, Post, Title, TitleStandard, Unit
from workflow_engine.registry.standards import add_standard

_ADMINISTRATOR = (Role.ADMINISTRATOR.value,)
KEEPING = (Role.ADMINISTRATOR.value, Role.HEAD_OF_HR.value)
_PAGE = 40


def held_as(request: HttpRequest, roles: tuple[str, ...] = _ADMINISTRATOR) -> HeldRole:
    """Return the widest of the roles by which somebody is here.

    Raises:
        NotForYouError: none of them is held today.
    """
    found = [role for role in held_roles(request) if role.role in roles]
    if not found:
        raise NotForYouError(roles)
    return min(found, key=lambda role: (len(role.unit_path), role.in_place_of is not None))


def _by(request: HttpRequest) -> Administrator:
    return Administrator(
        account_of(request), held_as(request), timezone.now(), timezone.localdate()
    )


@dataclass(frozen=True)
class Done:
    """That an act was done, and what it returned."""

    came: Any


def tried(form: Any, act: Callable[..., Any]) -> Done | None:
    """Do what a valid form says; return None where it was refused, with the words in the form."""
    if not form.is_valid():
        return None
    try:
        return Done(act(form.act()))
    except IncompleteActError as error:
        form.show(error.problems)
    except ValidationError as error:
        form.show(
            Problem(name, of_validation(ValidationError(said)))
            for name, said in error.error_dict.items()
        )
    return None


@login_required
@require_safe
def administration(request: HttpRequest) -> HttpResponse:
    """Show what can be kept, and how much there is of it."""
    held = held_as(request, KEEPING)
    on = timezone.localdate()
    context = {
        "administers": held.role == Role.ADMINISTRATOR.value,
        "days": CalendarDay.objects.filter(on__year=on.year, withdrawn=False).count(),
        "year": on.year,
        "accounts": Account.objects.filter(is_active=True).count(),
        "standards": TitleStandard.objects.count(),
        "authorities": Delegation.objects.count(),
        "units": Unit.objects.filter(ended_on=None).count(),
        "late": deadlines.overdue(deadlines.pressing(on=on)),
    }
    return render(request, "desk/administration/index.html", context)


# ------------------------------------------------------------------------------------- calendar


@login_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """List the days of a year that are not what their weekday says."""
    held_as(request)
    this_year = timezone.localdate().year
    sent = request.GET.get("nam", "")
    year = (
        int(sent)
        if sent.isascii() and sent.isdigit() and 1945 <= int(sent[:5]) <= 2100
        else this_year
    )
    years = sorted({d.year for d in CalendarDay.objects.dates("on", "year")} | {this_year, year})
    days = CalendarDay.objects.filter(on__year=year)
    return render(
        request, "desk/administration/calendar.html", {"days": days, "year": year, "years": years}
    )


@login_required
@require_http_methods(["GET", "POST"])
def calendar_day(request: HttpRequest, day_id: int | None = None) -> HttpResponse:
    """Add or amend a day; what moves is shown before anything is stored."""
    held = held_as(request)
    day = get_object_or_404(CalendarDay, pk=day_id) if day_id else None
    form = DayForm(sent(request), day=day)
    context: dict[str, Any] = {"form": form, "day": day}
    if request.method == "GET":
        return render(request, "desk/administration/day.html", context)
    if not form.is_valid():
        return render(request, "desk/administration/day.html", context, status=422)
    if "confirmed" not in request.POST:
        context |= {"moved": deadlines.moved_by(form.act()), "previewed": True}
        return render(request, "desk/administration/day.html", context)
    actor = held.actor(account_of(request).pk)
    reason = form.cleaned_data["reason"]
    moved = tried(
        form,
        lambda amended: deadlines.amend_day(amended, actor=actor, reason=reason, at=timezone.now()),
    )
    if moved is None:
        return render(request, "desk/administration/day.html", context, status=422)
    return render(
        request, "desk/administration/day_done.html", {"day": form.act(), "moved": moved.came}
    )


# ----------------------------------------------------------------------------- accounts and roles


@login_required
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """List the accounts with the roles held today."""
    held_as(request)
    words = str(request.GET.get("q", ""))[:100].replace("\x00", "")
    found = Account.objects.select_related("person").order_by("-is_active", "username")
    if words.strip():
        found = found.filter(Q(username__icontains=words.strip()) | named(words, of="person__"))
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    roles: dict[int, list[str]] = {}
    for row in Assignment.objects.filter(
        held_on(timezone.localdate()), account__in=[one.pk for one in page]
    ).select_related("unit"):
        roles.setdefault(row.account_id, []).append(str(row))
    context = {
        "page": page,
        "rows": [(one, roles.get(one.pk, ())) for one in page],
        "words": words,
    }
    return render(request, "desk/administration/accounts.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_account(request: HttpRequest) -> HttpResponse:
    """Make an account for a person; its first password is shown once."""
    by = _by(request)
    form = AccountForm(sent(request))
    made = None
    if request.method == "POST":
        made = tried(form, lambda sent: accounts_of.add_account(**sent, by=by))
    if made is None:
        status = 422 if request.method == "POST" else 200
        return render(
            request, "desk/administration/new_account.html", {"form": form}, status=status
        )
    account, password = made.came
    response = render(
        request,
        "desk/administration/account_made.html",
        {"account": account, "password": password},
    )
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, account_id: int) -> HttpResponse:
    """Show an account with its roles; give it a role, or close it."""
    by = _by(request)
    found = get_object_or_404(Account.objects.select_related("person"), pk=account_id)
    units = Unit.objects.filter(path__startswith=by.held.unit_path, ended_on=None).order_by("path")
    given = sent(request) or QueryDict()
    asked = given.get("form", "")
    grant = GrantForm(
        given if asked == "grant" else None,
        units=units,
        account=found,
        initial={"held_from": by.on},
    )
    close = ClosingForm(given if asked == "close" else None)
    status = 200
    if request.method == "POST":
        if asked == "close":
            done = tried(close, lambda sent: accounts_of.deactivate(account=found, by=by, **sent))
        else:
            done = tried(
                grant, lambda sent: accounts_of.grant_role(account=found, grant=sent, by=by)
            )
        if done is not None:
            told = _("The account is closed.") if asked == "close" else _("The role is given.")
            messages.success(request, told)
            return redirect("desk:account", account_id=account_id)
        status = 422
    rows = (
        Assignment.objects.filter(account=found)
        .select_related("unit", "in_place_of__person")
        .order_by("-held_from", "role")
    )
    context = {
        "account": found,
        "assignments": [(row, row.held_until is None or row.held_until > by.on) for row in rows],
        "grant": grant,
        "close": close,
        "wrong": close if asked == "close" else grant,
    }
    return render(request, "desk/administration/account.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def end_role(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """End a role by a date."""
    by = _by(request)
    held = get_object_or_404(
        Assignment.objects.select_related("account__person", "unit"), pk=assignment_id
    )
    form = EndForm(sent(request), initial={"held_until": by.on})
    ended = None
    if request.method == "POST":
        ended = tried(form, lambda sent: accounts_of.end_role(held=held, by=by, **sent))
    if ended is not None:
        messages.success(request, _("The role ends."))
        return redirect("desk:account", account_id=held.account_id)
    return render(
        request,
        "desk/administration/end_role.html",
        {"form": form, "held": held},
        status=422 if request.method == "POST" else 200,
    )


# ------------------------------------------------------------------------- standards and registry


@login_required
@require_http_methods(["GET", "POST"])
def standards(request: HttpRequest) -> HttpResponse:
    """List the standards of the titles; add an edition with its source."""
    held = held_as(request, KEEPING)
    form = StandardForm(sent(request))
    status = 200
    if request.method == "POST":
        actor = held.actor(account_of(request).pk)
        done = tried(form, lambda sent: add_standard(sent, actor=actor, at=timezone.now()))
        if done is not None:
            messages.success(request, _("The edition was added."))
            return redirect("desk:standards")
        status = 422
    rows = TitleStandard.objects.select_related("title").order_by(
        "-title__rank", "title__code", "-in_force_from"
    )
    on = timezone.localdate()
    listed = [
        (row, row.in_force_from <= on and (row.in_force_until is None or on < row.in_force_until))
        for row in rows
    ]
    return render(
        request, "desk/administration/standards.html", {"rows": listed, "form": form}, status=status
    )


@login_required
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """List units, titles and posts as the registry has them."""
    held_as(request, KEEPING)
    on = timezone.localdate()
    taken = Count(
        "holdings",
        filter=Q(holdings__held_from__lte=on, holdings__voided=False, holdings__kind="appointed")
        & (Q(holdings__held_until=None) | Q(holdings__held_until__gt=on)),
    )
    posts: dict[int, list[Post]] = {}
    for post in (
        Post.objects.select_related("title").annotate(taken=taken).order_by("-title__rank", "code")
    ):
        posts.setdefault(post.unit_id, []).append(post)
    page = Paginator(Unit.objects.select_related("parent").order_by("path"), _PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "units": [(unit, posts.get(unit.pk, ())) for unit in page],
        "titles": Title.objects.order_by("-rank", "code"),
    }
    return render(request, "desk/administration/units.html", context)
