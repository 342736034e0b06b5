"""People who may be one natural person entered twice, for whoever keeps their records."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from workflow_engine.desk.context import held_roles
from workflow_engine.desk.people import selectors
from workflow_engine.desk.people.finding import Listed, with_posts
from workflow_engine.desk.scope import NotForYouError
from workflow_engine.registry import twins as registry
from workflow_engine.registry.models import Person

_PAGE = 50


@dataclass(frozen=True)
class Pair:
    """Two entries that look like one person, each with the posts held."""

    one: Listed
    other: Listed

    @property
    def both(self) -> tuple[Listed, Listed]:
        """The two, as they stand side by side."""
        return self.one, self.other


@login_required
@require_safe
def twins(request: HttpRequest) -> HttpResponse:
    """List who may be entered twice among those whose records are kept, side by side."""
    roles = selectors.keeping(held_roles(request))
    if not roles:
        raise NotForYouError(sorted(selectors.KEEPERS))
    on = timezone.localdate()
    people = registry.suspected(selectors.readable(roles, on=on))
    ordered = people.order_by("sort_key", "personal_number")
    page = Paginator(ordered, _PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    known = registry.as_it_stands()
    met = registry.of_now(shown, known)
    others = [other for each in met.values() for other in each]
    listed = {row.key: row for row in with_posts({*shown, *others}, on=on)}
    pairs = [
        Pair(listed[one.pk], listed[other.pk])
        for one in shown
        for other in met.get(known.of(one.pk), ())
        if _shown_here(one, other, shown)
    ]
    return render(request, "desk/people/twins.html", {"page": page, "pairs": pairs})


def _shown_here(one: Person, other: Person, shown: list[Person]) -> bool:
    """Tell whether a pair is listed under `one`: where both are on the page, under the first."""
    return other not in shown or shown.index(one) < shown.index(other)
