"""People and their records, as far as somebody's roles reach."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.text import capfirst

from workflow_engine.access.models import Account
from workflow_engine.access.roles import Role
from workflow_engine.access.scope import HeldRole, held_on, units_in_scope
from workflow_engine.desk.people.finding import Listed, with_posts
from workflow_engine.desk.scope import PersonOutOfReachError, within
from workflow_engine.dossiers.models import Candidate
from workflow_engine.pages import values
from workflow_engine.registry import births, models, twins, words
from workflow_engine.registry.finding import named
from workflow_engine.registry.keepers import units_keeping
from workflow_engine.registry.models import Person, PostHolding, Unit
from workflow_engine.registry.names import search_key

ON_A_PAGE = 50
_SHOWN_AT_ONCE = 3
KEEPERS = frozenset({Role.HR_OFFICER.value})
# Whoever never held a post is of no unit: the office of personnel keeps the record, an inspector
# reads how it was kept.
_OF_NO_UNIT = frozenset({Role.HR_OFFICER.value, Role.HEAD_OF_HR.value, Role.INSPECTOR.value})
_NEVER = Role.ADMINISTRATOR.value

# The kinds of records by the word in their address, in the order of the page.
KINDS: dict[str, type[Model]] = {
    "chuc-vu": models.PostHolding,
    "cong-tac": models.WorkPeriod,
    "trinh-do": models.Qualification,
    "xep-loai": models.Rating,
    "quy-hoach": models.Planning,
    "cap-uy": models.PartyRole,
    "ky-luat": models.Discipline,
    "vu-viec": models.Proceeding,
    "xac-minh": models.Clearance,
    "ke-khai": models.AssetDeclaration,
    "suc-khoe": models.HealthCertificate,
    "nguoi-than": models.Relationship,
    "doanh-nghiep": models.BusinessRole,
    "trung-nguoi": models.IdentityFinding,
}
# By which date each kind stands in the course of time.
_DATED_BY = {
    "chuc-vu": "held_from",
    "cong-tac": "held_from",
    "trinh-do": "awarded_on",
    "xep-loai": "decided_on",
    "quy-hoach": "approved_on",
    "cap-uy": "held_from",
    "ky-luat": "effective_on",
    "vu-viec": "opened_on",
    "xac-minh": "checked_on",
    "ke-khai": "completed_on",
    "suc-khoe": "issued_on",
    "nguoi-than": "document_date",
    "doanh-nghiep": "held_from",
    "trung-nguoi": "document_date",
}
_NOT_SHOWN = {
    "id",
    "person",
    "document_number",
    "document_date",
    "issued_by",
    "note",
    "voided",
    "days_confirmed",
    "entered_as",
    "sort_key",
    "search_key",
    "is_sample",
}
_RELATED = {
    "chuc-vu": ("post__title", "post__unit"),
    "quy-hoach": ("title", "unit"),
    "cap-uy": ("unit",),
    "nguoi-than": ("relative",),
    "trung-nguoi": ("other",),
}


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed by."""

    words: str = ""
    unit: str = ""


@dataclass
class Version:
    """One change of a record: when, by whom, why, and what was different."""

    at: datetime
    by: str
    reason: str
    created: bool
    changes: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class RecordView:
    """A record as the page shows it."""

    row: Any
    dated: date | None
    facts: list[tuple[str, str]]
    versions: list[Version]


@dataclass
class KindView:
    """The records of one kind, the latest first."""

    slug: str
    name: str
    records: list[RecordView]

    @property
    def latest(self) -> list[RecordView]:
        """The records that are shown at once."""
        return self.records[:_SHOWN_AT_ONCE]

    @property
    def earlier(self) -> list[RecordView]:
        """The records that are folded away."""
        return self.records[_SHOWN_AT_ONCE:]


def reading(held: Collection[HeldRole]) -> list[HeldRole]:
    """Return the roles by which personnel records may be read."""
    return [role for role in held if role.role != _NEVER]


def keeping(held: Collection[HeldRole]) -> list[HeldRole]:
    """Return the roles by which personnel records are kept, own roles before substitutions."""
    found = [role for role in held if role.role in KEEPERS]
    return sorted(found, key=lambda role: role.in_place_of is not None)


def readable(held: Collection[HeldRole], *, on: date) -> QuerySet[Person]:
    """Return the people whose records these roles may read.

    Those who hold a post in the units of the roles; those who hold none now and last held one
    there, or were never given one (for the office of personnel and inspectors alone); and the
    candidates of dossiers there.
    """
    roles = reading(held)
    if not roles:
        return Person.objects.none()
    of_no_unit = any(role.role in _OF_NO_UNIT for role in roles)
    posts = PostHolding.objects.filter(person=OuterRef("pk"), voided=False).order_by()
    now = posts.filter(held_on(on))
    candidacies = Candidate.objects.filter(
        within(roles, "dossier__agency__path"), person=OuterRef("pk")
    ).order_by()
    reached = Exists(now.filter(within(roles, "post__unit__path"))) | Exists(candidacies)
    left = ~Exists(now) & Exists(posts.filter(within(roles, "post__unit__path")))
    scope: Any = reached | left
    if of_no_unit:
        scope |= ~Exists(posts)
    return Person.objects.filter(scope)


def person_for(pk: int, held: Collection[HeldRole], *, on: date) -> Person:
    """Return a person.

    Raises:
        Person.DoesNotExist: there is none.
        PersonOutOfReachError: none of the roles reaches the person's unit.
    """
    person = readable(held, on=on).filter(pk=pk).first()
    if person is None:
        Person.objects.get(pk=pk)
        raise PersonOutOfReachError(pk)
    return person


def keeper_of(person: Person, held: Collection[HeldRole], *, on: date) -> HeldRole | None:
    """Return the role by which the records of `person` may be kept, or None."""
    return next(iter(_over(person, keeping(held), on)), None)


def entering(
    model: type[Model], person: Person, held: Collection[HeldRole], *, on: date
) -> list[HeldRole]:
    """Return the roles by which a kind of records of `person` may be entered.

    They are those that keep the file, and those of the bodies whose word such a record may be.
    """
    bodies = [role for role in held if role.role in words.bodies_of(model)]
    return _over(person, [*keeping(held), *bodies], on)


def _over(person: Person, roles: Collection[HeldRole], on: date) -> list[HeldRole]:
    """Return the roles that reach a unit which keeps the person; of no unit, all of them do."""
    units = units_keeping([person.pk], on=on).get(person.pk, []) if roles else []
    return [role for role in roles if not units or any(role.covers(unit) for unit in units)]


def listed(
    held: Collection[HeldRole], filters: Filters, number: str | None, *, on: date
) -> tuple[Page[Person], list[Listed]]:
    """Return a page of the people in reach, with the posts that they hold."""
    people = readable(held, on=on)
    if search_key(filters.words):
        people = people.filter(twins.standing_for(named(filters.words)))
    else:
        people = people.exclude(twins.made_in_error())
    if filters.unit:
        held_there = PostHolding.objects.filter(
            held_on(on),
            person=OuterRef("pk"),
            voided=False,
            post__unit__path__contains=f"/{filters.unit}/",
        ).order_by()
        people = people.filter(Exists(held_there))
    page = Paginator(people.order_by("sort_key", "personal_number"), ON_A_PAGE).get_page(number)
    return page, with_posts(page.object_list, on=on)


def units(held: Collection[HeldRole]) -> list[Unit]:
    """Return the units in reach, for the filter of the list."""
    return list(Unit.objects.filter(units_in_scope(reading(held)), ended_on=None))


def records_of(person: Person) -> list[KindView]:
    """Return all records of a person by kind, each with its versions; two queries a kind."""
    rows: dict[str, list[Any]] = {}
    history: dict[str, dict[int, list[Any]]] = {}
    authors: set[int] = set()
    for slug, model in KINDS.items():
        found = model._default_manager.filter(person=person)
        rows[slug] = list(found.select_related(*_RELATED.get(slug, ())).order_by("-pk"))
        history[slug] = {}
        if not rows[slug]:
            continue
        for version in cast(Any, model).history.filter(person_id=person.pk).order_by("history_id"):
            history[slug].setdefault(version.id, []).append(version)
            authors.add(version.history_user_id)
    names = account_names(authors)
    related = _Related(rows)
    return [
        KindView(
            slug,
            str(model._meta.verbose_name_plural),
            sorted(
                (
                    RecordView(
                        row,
                        getattr(row, _DATED_BY[slug]),
                        related.facts(row, besides=_DATED_BY[slug]),
                        related.versions(history[slug].get(row.pk, []), names),
                    )
                    for row in rows[slug]
                ),
                key=lambda view: (not view.row.voided, view.dated or date.min, view.row.pk),
                reverse=True,
            ),
        )
        for slug, model in KINDS.items()
    ]


def entries_of(person: Person) -> dict[str, Any]:
    """Return the other entries of a person, as the page shows them.

    They are the one that stays, where this one was made in error; those made in error; and those
    that may be of the same person.
    """
    known = twins.as_it_stands()
    stays = known.of(person.pk)
    others = Person.objects.in_bulk(known.entries([person.pk]) - {person.pk})
    return {
        "stays": others.get(stays),
        "entries": [each for pk, each in others.items() if stays == person.pk],
        "may_be": twins.of_now([person], known).get(stays, []),
    }


def versions_of_person(person: Person) -> list[Version]:
    """Return who changed the person's own data, and when."""
    history = list(person.history.order_by("history_id"))
    names = account_names({version.history_user_id for version in history})
    return _Related({}).versions(history, names)


def account_names(numbers: Iterable[int | None]) -> dict[int, str]:
    """Return the names of accounts by their numbers, in one query."""
    wanted = {number for number in numbers if number is not None}
    accounts = Account.objects.filter(pk__in=wanted).select_related("person") if wanted else ()
    return {account.pk: account.display_name for account in accounts}


class _Related:
    """Words for values; what a version refers to is looked up among the rows, else once."""

    def __init__(self, rows: dict[str, list[Any]]) -> None:
        self._words: dict[tuple[type[Model], int], str] = {}
        for found in rows.values():
            for row in found:
                for name in row._meta.concrete_fields:
                    if name.is_relation and name.name != "person":
                        related = getattr(row, name.name)
                        if related is not None:
                            self._words[(type(related), related.pk)] = str(related)

    def facts(self, row: Any, *, besides: str) -> list[tuple[str, str]]:
        """Return the fields of a row that say something, but for the one shown as its date."""
        return [
            (capfirst(name.verbose_name), words)
            for name in row._meta.concrete_fields
            if name.name not in _NOT_SHOWN
            and name.name != besides
            and (words := self._said(row, name))
        ]

    def versions(self, history: list[Any], names: dict[int, str]) -> list[Version]:
        """Return the versions of one record, the latest first."""
        found, before = [], None
        for row in history:
            version = Version(
                at=row.history_date,
                by=names.get(row.history_user_id, ""),
                reason=row.history_change_reason or "",
                created=before is None,
            )
            if before is not None:
                version.changes = self._changes(before, row)
            found.append(version)
            before = row
        return found[::-1]

    def _changes(self, before: Any, after: Any) -> list[tuple[str, str, str]]:
        changes = []
        for name in after.instance_type._meta.concrete_fields:
            if name.name in ("sort_key", "search_key", "birth_precision"):
                continue
            words = (self._said(before, name), self._said(after, name))
            differ = getattr(before, name.attname) != getattr(after, name.attname)
            if differ or (name.name == "birth_date" and words[0] != words[1]):
                changes.append((capfirst(name.verbose_name), *words))
        return changes

    def _said(self, row: Any, name: Any) -> str:
        value = getattr(row, name.attname)
        if value is None or value == "":
            return ""
        if name.is_relation:
            key = (name.related_model, value)
            if key not in self._words:
                found = name.related_model._default_manager.filter(pk=value).first()
                self._words[key] = str(found or value)
            return self._words[key]
        if name.name == "birth_date":
            return births.said(value, row.birth_precision)
        return values.of_column(name, value)
