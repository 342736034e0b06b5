"""The list of dossiers: filtered, searched with and without marks, cut into pages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from workflow_engine.access.scope import HeldRole, units_in_scope
from workflow_engine.desk.scope import visible
from workflow_engine.dossiers.models import Candidate, Deadline, Dossier, DossierSubject
from workflow_engine.registry.finding import named
from workflow_engine.registry.models import Title, Unit
from workflow_engine.registry.names import search_key

PAGE = 30


@dataclass(frozen=True)
class Filters:
    """What a list of dossiers is narrowed to."""

    words: str = ""
    state: str = ""
    unit: str = ""
    year: int | None = None


def found_by(words: str) -> Q:
    """Return the filter on dossiers whose number, subject or candidate is named by `words`."""
    plain = search_key(words)
    titles = [
        pk for pk, name in Title.objects.values_list("pk", "name") if plain in search_key(name)
    ]
    candidates = Candidate.objects.filter(named(words, of="person__"), dossier=OuterRef("pk"))
    about = DossierSubject.objects.filter(dossier=OuterRef("pk")).order_by()
    about = about.filter(
        Q(post__title__in=titles)
        | Q(post__unit__search_key__contains=plain)
        | Q(holding__post__title__in=titles)
        | Q(holding__post__unit__search_key__contains=plain)
        | named(words, of="holding__person__")
        | named(words, of="person__")
        | Q(unit__search_key__contains=plain)
        | Q(label__icontains=words.strip())
    )
    return Q(number__contains=plain.upper()) | Exists(about) | Exists(candidates.order_by())


def dossiers(held: Collection[HeldRole], filters: Filters) -> QuerySet[Dossier]:
    """Return the dossiers that these roles may see, narrowed."""
    found = visible(held)
    if filters.words.strip():
        found = found.filter(found_by(filters.words))
    if filters.state == "open":
        found = found.filter(outcome=Dossier.Outcome.OPEN)
    elif filters.state in Dossier.Outcome.values and filters.state:
        found = found.filter(outcome=filters.state)
    if filters.unit:
        found = found.filter(agency__code=filters.unit)
    if filters.year:
        found = found.filter(
            opened_on__gte=date(filters.year, 1, 1), opened_on__lt=date(filters.year + 1, 1, 1)
        )
    return found.order_by("-opened_on", "-number")


def one_page(found: QuerySet[Dossier], page: Any, *, on: date) -> Page[Any]:
    """Cut a page and read what its rows show: the step in hand, the deadline, the candidates."""
    cut = Paginator(found.values_list("pk", flat=True), PAGE).get_page(page)
    keys = list(cut.object_list)
    nearest = (
        Deadline.objects.open()
        .filter(dossier=OuterRef("pk"))
        .order_by()
        .values("dossier")
        .annotate(first=Min("due_on"))
        .values("first")
    )
    rows = {
        row.pk: row
        for row in Dossier.objects.filter(pk__in=keys)
        .to_show()
        .annotate(due_on=Subquery(nearest), candidate_count=Count("candidates"))
    }
    steps: dict[int, list[str]] = {}
    for task in Task.objects.filter(process__in=keys, status=STATUS.NEW).only(
        "process_id", "flow_task"
    ):
        steps.setdefault(task.process_id, []).append(str(task.flow_task.task_title))
    for row in rows.values():
        row.in_hand = steps.get(row.pk, [])
        row.days = (row.due_on - on).days if row.due_on and row.is_open else None
    cut.object_list = [rows[key] for key in keys]
    return cut


def units_and_years(held: Collection[HeldRole], *, on: date) -> tuple[list[Unit], list[int]]:
    """Return what the filters offer: the agencies in scope, the years since the first dossier."""
    units = list(
        Unit.objects.filter(
            units_in_scope(held), kind__in=[Unit.Kind.AGENCY, Unit.Kind.AFFILIATED]
        ).order_by("path")[:300]
    )
    first = visible(held).aggregate(first=Min("opened_on"))["first"] or on
    return units, list(range(on.year, first.year - 1, -1))
