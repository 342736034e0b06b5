"""The list of dossiers, and the page of one."""

import re
from collections.abc import Collection

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from workflow_engine.access.scope import HeldRole
from workflow_engine.base.errors import ChangedFileError
from workflow_engine.base.files import digest_of
from workflow_engine.desk.context import account_of, held_roles
from workflow_engine.desk.dossier import course, listing
from workflow_engine.desk.dossier.findings import verdict_of
from workflow_engine.desk.dossier.page import dossier_page
from workflow_engine.desk.entries import step_title
from workflow_engine.desk.scope import dossier_for, reads_withheld
from workflow_engine.dossiers.models import SPECIAL_DECISION, Candidate, Dossier, GateRun, Paper
from workflow_engine.nodes.earlier import EARLIER_ACTS
from workflow_engine.pages.asked import asked

_MOST_RUNS = 50
# The papers whose files are opened on the pages of a dossier.
_OPENED = (*EARLIER_ACTS, SPECIAL_DECISION)
_YEAR = re.compile(r"20[0-9]{2}")


@login_required
@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """List the dossiers in scope, narrowed by words, state, unit and year."""
    on = timezone.localdate()
    held = held_roles(request)
    year = asked(request, "nam")
    filters = listing.Filters(
        words=asked(request, "q"),
        state=asked(request, "trang-thai"),
        unit=asked(request, "don-vi"),
        year=int(year) if _YEAR.fullmatch(year) else None,
    )
    page = listing.one_page(listing.dossiers(held, filters), request.GET.get("page"), on=on)
    units, years = listing.units_and_years(held, on=on)
    return render(
        request,
        "desk/dossier/list.html",
        {
            "page": page,
            "filters": filters,
            "units": units,
            "years": years,
            "outcomes": [choice for choice in Dossier.Outcome.choices if choice[0]],
        },
    )


@login_required
@require_safe
def dossier(request: HttpRequest, number: str) -> HttpResponse:
    """Show a dossier: the next act first, then everything that was done and found."""
    held = held_roles(request)
    found = _found(number, held)
    shown = dossier_page(found, account=account_of(request), held=held, on=timezone.localdate())
    flow = found.flow_class
    return render(
        request,
        "desk/dossier/page.html",
        {
            "dossier": found,
            "shown": shown,
            "edition": flow.edition,
            "procedure": flow.process_title,
            "edition_slug": flow.edition.code.replace(".", "-"),
            "line": course.main_line(flow),
        },
    )


@login_required
@require_safe
def verdict(request: HttpRequest, number: str, candidate_id: int) -> HttpResponse:
    """Show every finding of one run of a gate on one candidate, with all that was read."""
    found = _found(number, held_roles(request))
    candidate = get_object_or_404(
        Candidate.objects.select_related("person"), pk=candidate_id, dossier=found
    )
    runs = list(GateRun.objects.filter(candidate=candidate).order_by("-pk")[:_MOST_RUNS])
    wanted = asked(request, "lan")
    run = next((run for run in runs if str(run.pk) == wanted), None) or next(iter(runs), None)
    if run is None or (wanted and str(run.pk) != wanted):
        raise Http404
    for one in runs:
        one.step_title = step_title(found, one.step)
    return render(
        request,
        "desk/dossier/verdict.html",
        {
            "dossier": found,
            "candidate": candidate,
            "run": run,
            "runs": runs,
            "verdict": verdict_of(candidate, run, on=timezone.localdate()),
            "reads_trail": reads_withheld(found, held_roles(request)),
        },
    )


@login_required
@require_safe
def paper(request: HttpRequest, number: str, paper_id: int) -> FileResponse:
    """Hand out the file of a paper on which a decision rests, if it is still the one filed.

    The papers of a candidate's own file are handed out to nobody here.

    Raises:
        ChangedFileError: the file is not the one whose digest is on record, or is gone.
    """
    found = _found(number, held_roles(request))
    row = get_object_or_404(Paper, pk=paper_id, dossier=found, kind__in=_OPENED)
    if not row.sha256:
        raise Http404
    try:
        opened = row.file.open()
    except FileNotFoundError as error:
        raise ChangedFileError(row.number) from error
    if digest_of(opened) != row.sha256:
        opened.close()
        raise ChangedFileError(row.number)
    # Never shown in the page: a file is what somebody sent.
    return FileResponse(
        opened, as_attachment=True, filename=(row.file.name or "").rpartition("/")[2]
    )


def _found(number: str, held: Collection[HeldRole]) -> Dossier:
    try:
        return dossier_for(number, held)
    except Dossier.DoesNotExist as error:
        raise Http404 from error
