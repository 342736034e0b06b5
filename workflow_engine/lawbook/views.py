"""The law as whoever is signed in may read it: on any day, gate by gate, edition by edition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from workflow_engine.lawbook.forms import LawDay, law_day
from workflow_engine.lawbook.selectors import (
    condition,
    counting,
    instruments,
    overview,
    review,
    tables,
    vocabulary,
    wording,
)
from workflow_engine.lawbook.selectors.search import search as found_by
from workflow_engine.pages.asked import asked


@login_required
@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """Show the law of a day: the gates, what is not verified, the lists."""
    day = _day(request)
    return _page(request, "overview", day, law=overview.overview(day.on))


@login_required
@require_safe
def law_search(request: HttpRequest) -> HttpResponse:
    """Show what the words find in the law, the best first."""
    day, text = _day(request), asked(request, "q")
    found = found_by(text, request.GET.get("page"), day.on) if text else None
    return _page(request, "search", day, text=text, page=found)


@login_required
@require_safe
def gate(request: HttpRequest, name: str) -> HttpResponse:
    """Show what a gate asks on a day, and the days on which that changes."""
    day = _day(request)
    return _page(request, "gate", day, gate=_known(overview.gate_page, name, day))


@login_required
@require_safe
def law_condition(request: HttpRequest, name: str) -> HttpResponse:
    """Show a condition with all its editions, what it reads, its cases and where it is asked."""
    day = _day(request)
    return _page(request, "condition", day, shown=_known(condition.condition_page, name, day))


@login_required
@require_safe
def law_instruments(request: HttpRequest) -> HttpResponse:
    """List the instruments."""
    day = _day(request)
    return _page(request, "instruments", day, rows=instruments.instruments(day.on))


@login_required
@require_safe
def law_instrument(request: HttpRequest, name: str) -> HttpResponse:
    """Show the life of an instrument, and what rests on each of its articles."""
    day = _day(request)
    return _page(request, "instrument", day, shown=_known(instruments.instrument_page, name, day))


@login_required
@require_safe
def law_figures(request: HttpRequest) -> HttpResponse:
    """List the figures as they stand on a day."""
    day = _day(request)
    return _listed(request, "figures", day, vocabulary.figures)


@login_required
@require_safe
def law_figure(request: HttpRequest, name: str) -> HttpResponse:
    """Show the values of a figure in time, and what reads it."""
    day = _day(request)
    return _page(request, "figure", day, shown=_known(vocabulary.figure_page, name, day))


@login_required
@require_safe
def law_facts(request: HttpRequest) -> HttpResponse:
    """List the vocabulary of facts."""
    day = _day(request)
    return _listed(request, "facts", day, vocabulary.facts)


@login_required
@require_safe
def law_fact(request: HttpRequest, name: str) -> HttpResponse:
    """Show a fact: what it is, how it is reckoned, what reads it."""
    day = _day(request)
    return _page(request, "fact", day, shown=_known(vocabulary.fact_page, name, day))


@login_required
@require_safe
def law_review(request: HttpRequest) -> HttpResponse:
    """List what was not verified, and everything by the age of its last check."""
    day = _day(request)
    mark, kind = asked(request, "do-tin-cay"), asked(request, "loai")
    filters = review.Filters(
        mark=mark if mark in (*wording.CONFIDENCE, review.ALL) else review.OPEN,
        kind=kind if kind in review.KINDS else "",
        past=bool(asked(request, "da-het")),
    )
    return _page(
        request,
        "review",
        day,
        page=review.review(day.on, filters, request.GET.get("page")),
        filters=filters,
        counts=review.counts(day.on),
        marks=wording.CONFIDENCE.items(),
        kinds=[(code, wording.KINDS[code]) for code in review.KINDS],
    )


@login_required
@require_safe
def law_ballots(request: HttpRequest) -> HttpResponse:
    """Show the rules by which slips are counted."""
    day = _day(request)
    return _page(request, "ballots", day, rules=counting.ballot_rules(day.on))


@login_required
@require_safe
def law_retirement(request: HttpRequest) -> HttpResponse:
    """Show the table of retirement ages."""
    day = _day(request)
    return _page(request, "retirement", day, tables=counting.retirement(day.on))


@login_required
@require_safe
def law_schedules(request: HttpRequest) -> HttpResponse:
    """Show the time limits of the procedures."""
    day = _day(request)
    return _page(request, "schedules", day, schedules=tables.schedules(day.on))


@login_required
@require_safe
def law_priority(request: HttpRequest) -> HttpResponse:
    """Show who has priority points in recruitment."""
    day = _day(request)
    return _page(request, "priority", day, tables=tables.priority(day.on))


def _day(request: HttpRequest) -> LawDay:
    return law_day(asked(request, "ngay"), today=timezone.localdate())


def _listed(
    request: HttpRequest, name: str, day: LawDay, rows: Callable[..., vocabulary.Listing]
) -> HttpResponse:
    filters = vocabulary.Filters(words=asked(request, "tu"), area=asked(request, "cua"))
    listing = rows(day.on, filters, request.GET.get("page"))
    return _page(
        request,
        name,
        day,
        page=listing.page,
        areas_shown=listing.shown,
        areas=listing.areas,
        filters=filters,
    )


def _known(page: Callable[..., Any], name: str, day: LawDay) -> Any:
    """Return the page on something of the law; 404 where the law does not have it."""
    try:
        return page(name, day.on)
    except KeyError as error:
        raise Http404 from error


def _page(request: HttpRequest, name: str, day: LawDay, **shown: Any) -> HttpResponse:
    """Answer with a page; with 422 where the day that was typed is none."""
    context = {"on": day.on, "day": day, "at": day.query, **shown}
    status = 422 if day.form.errors else 200
    return render(request, f"lawbook/{name}.html", context, status=status)
