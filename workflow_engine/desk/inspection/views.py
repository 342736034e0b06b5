"""The trail: find a dossier, read its entries, prove that the record is whole, judge again."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from compliance import trail as record
from compliance.events import Event
from compliance.models import TrailEntry
from workflow_engine.access.roles import Role
from workflow_engine.access.scope import HeldRole
from workflow_engine.desk.context import account_of, held_roles
from workflow_engine.desk.inspection import evidence, finding, proof
from workflow_engine.desk.inspection.forms import FilterForm
from workflow_engine.desk.scope import (
    EntryOutOfReachError,
    NotForYouError,
    dossier_for,
    reads_withheld,
)
from workflow_engine.dossiers.models import Dossier
from workflow_engine.pages.asked import asked
from workflow_engine.pages.posting import posted

_READERS = (
    Role.HR_OFFICER.value,
    Role.HEAD_OF_HR.value,
    Role.LEADER.value,
    Role.APPOINTING_AUTHORITY.value,
    Role.INSPECTOR.value,
)


@login_required
@require_safe
def inspection(request: HttpRequest) -> HttpResponse:
    """Find a dossier or a decision; see which attempts were refused."""
    held = _inspecting(request)
    text = asked(request, "q")
    return _inspection(request, held, text=text)


@login_required
@posted("desk:inspection")
def verify(request: HttpRequest) -> HttpResponse:
    """Read the whole trail and say whether it is whole; the reading itself is recorded."""
    held = _inspecting(request)
    report = record.verify()
    inspector = next(role for role in held if role.role == Role.INSPECTOR.value)
    record.record(
        event=Event.TRAIL_VERIFIED,
        actor=record.Actor(
            account=account_of(request).pk,
            role=inspector.role,
            unit=inspector.unit_code,
            on_behalf_of=inspector.in_place_of,
        ),
        header={"size": report.size, "root": report.root, "faults": report.fault_count},
        at=timezone.now(),
    )
    return _inspection(request, held, report=report)


def _inspection(request: HttpRequest, held: tuple[HeldRole, ...], **more: Any) -> HttpResponse:
    text = more.get("text", "")
    inspecting = _as_inspector(held)
    return render(
        request,
        "desk/inspection/inspection.html",
        {
            "found": finding.find(text, inspecting),
            "attempts": finding.refused_attempts(inspecting),
            **more,
        },
    )


@login_required
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """List the entries of the trail, narrowed by whom they are about, who acted, where and when."""
    held = _as_inspector(_inspecting(request))
    form = FilterForm(request.GET or None, units=finding.units(held), events=finding.events())
    filters = form.filters()
    page = finding.listed(filters, held, request.GET.get("page")) if filters else None
    return render(request, "desk/inspection/entries.html", {"form": form, "page": page})


@login_required
@require_safe
def dossier_trail(request: HttpRequest, number: str) -> HttpResponse:
    """Show the entries of a dossier in words, all or as they stood at one of them."""
    held = held_roles(request)
    dossier = _readable(number, held)
    upto = asked(request, "den")
    last = int(upto) if upto.isascii() and upto.isdigit() and len(upto) < 16 else None
    return render(
        request,
        "desk/inspection/dossier.html",
        {
            "dossier": dossier,
            "upto": last,
            "page": evidence.entries_of(dossier, request.GET.get("page"), held, upto=last),
        },
    )


@login_required
@require_safe
def trail_entry(request: HttpRequest, entry: int) -> HttpResponse:
    """Show one entry: what it says, its digests computed again, its verdict reached again."""
    held = held_roles(request)
    row = get_object_or_404(TrailEntry.objects.select_related("payload"), number=entry)
    dossier = None
    if row.dossier and Dossier.objects.filter(number=row.dossier).exists():
        dossier = _readable(row.dossier, held)
    else:
        inspecting = _as_inspector(_inspecting(request))
        if not row.dossier and not finding.may_read(row, inspecting):
            raise EntryOutOfReachError(row.number)
    again = "lam-lai" in request.GET
    divergences = proof.replayed(row) if again else None
    return render(
        request,
        "desk/inspection/entry.html",
        {
            "dossier": dossier,
            "shown": evidence.views([row], held)[0],
            "digests": proof.digests(row),
            "again": again,
            "divergences": divergences,
            "law_edited": any(found.of_the_law for found in divergences or ()),
            "gathered": proof.gathered_again(row, dossier) if again and dossier else None,
        },
    )


def _inspecting(request: HttpRequest) -> tuple[HeldRole, ...]:
    held = held_roles(request)
    if not any(role.role == Role.INSPECTOR.value for role in held):
        raise NotForYouError((Role.INSPECTOR.value,))
    return held


def _as_inspector(held: tuple[HeldRole, ...]) -> tuple[HeldRole, ...]:
    return tuple(role for role in held if role.role == Role.INSPECTOR.value)


def _readable(number: str, held: tuple[HeldRole, ...]) -> Dossier:
    """Return a dossier whose trail these roles may read."""
    try:
        dossier = dossier_for(number, held)
    except Dossier.DoesNotExist as error:
        raise Http404 from error
    if not reads_withheld(dossier, held):
        raise NotForYouError(_READERS)
    return dossier
