"""What an inspector finds in the trail: dossiers, and entries of dossiers or of none.

An inspector reads the entries of the dossiers in the units of the role; those of no dossier that
somebody of these units made (records, imports, roles, sign-ins); those about a person whom the
role reaches; and those that belong to no unit at all, as the system made them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from compliance.events import Event
from compliance.models import TrailEntry
from workflow_engine.access.models import Account, Assignment
from workflow_engine.access.scope import HeldRole, units_in_scope
from workflow_engine.desk.inspection.evidence import PAGE, EntryView, folded, views
from workflow_engine.desk.people.selectors import readable
from workflow_engine.desk.scope import visible, within
from workflow_engine.dossiers.models import Candidate, Decision, Dossier
from workflow_engine.pages import words
from workflow_engine.registry.finding import named
from workflow_engine.registry.models import Person, Unit
from workflow_engine.registry.names import search_key

ATTEMPTS = 20
_MOST_NAMED = 50
_OF_RECORDS = tuple(event.value for event in Event if event.source in ("registry", "access"))


@dataclass(frozen=True)
class Filters:
    """What the list of entries is narrowed by; what is empty narrows nothing."""

    person: str = ""
    who: str = ""
    unit: str = ""
    event: str = ""
    since: date | None = None
    until: date | None = None
    no_dossier: bool = False


def listed(filters: Filters, held: Collection[HeldRole], page: Any) -> Page[EntryView]:
    """Cut a page of the entries that these roles may read, the latest first."""
    found = readable_entries(held)
    if filters.person:
        found = _about(filters.person, held)
    if filters.who:
        found = found.filter(_by(filters.who))
    if filters.unit:
        found = found.filter(_of_unit(Q(path__contains=f"/{filters.unit}/")))
    if filters.event:
        found = found.filter(event=filters.event)
    if filters.since:
        found = found.filter(recorded_at__date__gte=filters.since)
    if filters.until:
        found = found.filter(recorded_at__date__lte=filters.until)
    if filters.no_dossier:
        found = found.filter(dossier="")
    cut = Paginator(found.select_related("payload").order_by("-number"), PAGE).get_page(page)
    shown = cast("Page[EntryView]", cut)
    shown.object_list = folded(list(cut.object_list), held)
    return shown


def readable_entries(held: Collection[HeldRole]) -> QuerySet[TrailEntry]:
    """Return the entries of the units of these roles, and those that belong to no unit."""
    of_nobody = Q(dossier="", actor_account=None, actor_unit="")
    return TrailEntry.objects.filter(_of_unit(units_in_scope(held)) | of_nobody)


def may_read(entry: TrailEntry, held: Collection[HeldRole]) -> bool:
    """Whether these roles may read an entry that has no dossier."""
    if readable_entries(held).filter(number=entry.number).exists():
        return True
    person = entry.extras.get("person")
    reach = readable(held, on=timezone.localdate())
    return isinstance(person, int) and reach.filter(pk=person).exists()


def _of_unit(which: Q) -> Q:
    """Return the filter on entries of the dossiers of units, or made by somebody of them."""
    units = Unit.objects.filter(which).order_by()
    accounts = Assignment.objects.filter(unit__in=units.values("pk")).order_by()
    return Q(dossier__in=_numbers(Dossier.objects.filter(agency__in=units.values("pk")))) | Q(
        Q(actor_unit__in=units.values("code"))
        | Q(actor_unit="", actor_account__in=accounts.values("account")),
        dossier="",
    )


def _numbers(dossiers: QuerySet[Dossier]) -> QuerySet[Any, Any]:
    return dossiers.order_by().values("number")


def _about(words_of: str, held: Collection[HeldRole]) -> QuerySet[TrailEntry]:
    """Return the entries that name a person within reach: of dossiers, and of records."""
    people = list(
        readable(held, on=timezone.localdate())
        .filter(named(words_of))
        .values_list("pk", "personal_number")[:_MOST_NAMED]
    )
    naming = Q(pk__in=[])
    for _pk, number in people:
        naming |= Q(payload__text__contains=f'"{number}"')
    keys = [pk for pk, _number in people]
    candidates = Candidate.objects.filter(person__in=keys).order_by()
    dossiers = visible(held).filter(pk__in=candidates.values("dossier"))
    numbers = list(_numbers(dossiers).values_list("number", flat=True))
    entered = list(candidates.values_list("pk", flat=True))
    of_dossiers = Q(dossier__in=numbers) & (naming | Q(extras__candidate__in=entered))
    # What names others as well, as an import does, is read where the unit is inspected.
    of_records = Q(dossier="", event__in=_OF_RECORDS) & (
        Q(extras__person__in=keys) | naming & _of_unit(units_in_scope(held))
    )
    return TrailEntry.objects.filter(of_dossiers | of_records)


def _by(text: str) -> Q:
    """Return the filter on entries of whoever acted, was acted for, or led the rules to act."""
    people = Person.objects.filter(named(text)).order_by().values("pk")
    accounts = list(
        Account.objects.filter(Q(person__in=people) | Q(username__iexact=text.strip()))
        .order_by("pk")
        .values_list("pk", flat=True)[:_MOST_NAMED]
    )
    return (
        Q(actor_account__in=accounts)
        | Q(on_behalf_of__in=accounts)
        | Q(after__account__in=accounts)
    )


def units(held: Collection[HeldRole]) -> list[Unit]:
    """Return the units of these roles, for the filter of the list."""
    return list(Unit.objects.filter(units_in_scope(held)).order_by("path"))


def events() -> list[tuple[str, str]]:
    """Return the kinds of events by their words, for the filter of the list."""
    return sorted(((each.value, words.event(each)) for each in Event), key=lambda one: one[1])


def refused_attempts(held: Collection[HeldRole]) -> list[EntryView]:
    """Return the latest refused attempts on dossiers, or by accounts, within these roles."""
    accounts = Assignment.objects.filter(within(held, "unit__path")).order_by().values("account")
    found = (
        TrailEntry.objects.filter(event=Event.ACT_REFUSED.value)
        .filter(Q(dossier__in=_numbers(visible(held))) | Q(dossier="", actor_account__in=accounts))
        .select_related("payload")
        .order_by("-number")[:ATTEMPTS]
    )
    return views(list(found), held)


@dataclass(frozen=True)
class Found:
    """A dossier that an inspector asked for, and by what it was found."""

    dossier: Dossier
    by: str


def find(text: str, held: Collection[HeldRole]) -> list[Found]:
    """Find dossiers by their number, by the number of a decision, or by a candidate."""
    asked = text.strip()
    if not asked:
        return []
    seen = visible(held).to_show()
    decided = Decision.objects.filter(number__icontains=asked).values("dossier")
    named = Candidate.objects.filter(person__search_key__contains=search_key(asked)).values(
        "dossier"
    )
    found: dict[int, Found] = {}
    for query, by in (
        (seen.filter(number__icontains=asked), _("dossier number")),
        (seen.filter(pk__in=decided), _("number of the decision")),
        (seen.filter(pk__in=named), _("candidate")),
    ):
        for dossier in query.order_by("-opened_on", "-number")[:20]:
            found.setdefault(dossier.pk, Found(dossier, by))
    return list(found.values())
