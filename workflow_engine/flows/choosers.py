"""What a dossier can be opened about: each chooser offers what the registry has, in one agency.

    @chooser("posts_to_fill", Kind.POST)
    def posts_to_fill(agency, on): ...

A procedure names its chooser (`flows.about.About`); the opening page shows what it offers, and a
dossier is opened about nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from workflow_engine.access.scope import held_on
from workflow_engine.dossiers.models import DossierSubject
from workflow_engine.dossiers.models.subjects import Kind
from workflow_engine.dossiers.under_way import mark_of, under_way
from workflow_engine.registry import terms
from workflow_engine.registry.models import Person, Post, PostHolding, Unit
from workflow_engine.registry.seats import seats_taken


@dataclass(frozen=True)
class Offered:
    """One subject that can be chosen, its words, and under which heading it stands."""

    subject: DossierSubject
    words: str
    heading: str = ""

    @property
    def key(self) -> int:
        """The key of the record that it is."""
        key: int = self.subject.what.pk
        return key


Offer = Callable[[Unit, date], list[Offered]]


@dataclass(frozen=True)
class Chooser:
    """What offers subjects of one kind."""

    kind: Kind
    offer: Offer


CHOOSERS: dict[str, Chooser] = {}


def chooser(name: str, kind: Kind) -> Callable[[Offer], Offer]:
    """Enter a chooser by its name; it tells of each subject which dossiers are under way."""

    def enter(offer: Offer) -> Offer:
        def telling(agency: Unit, on: date) -> list[Offered]:
            return _with_dossiers(offer(agency, on))

        CHOOSERS[name] = Chooser(kind, telling)
        return telling

    return enter


def _with_dossiers(offered: list[Offered]) -> list[Offered]:
    """Add to the words of each subject the numbers of the dossiers about the same."""
    found = under_way(each.subject for each in offered)
    told = []
    for each in offered:
        mark = mark_of(each.subject)
        numbers = [dossier.number for dossier in found.get(mark, [])] if mark else []
        words = each.words
        if numbers:
            words = _("%(subject)s; dossiers under way: %(numbers)s") % {
                "subject": words,
                "numbers": ", ".join(numbers),
            }
        told.append(Offered(each.subject, words, each.heading))
    return told


def own_units(agency: Unit) -> QuerySet[Unit]:
    """Return the agency and its units; those of an agency below it are that agency's."""
    inside = Unit.objects.filter(path__startswith=agency.path)
    below = inside.filter(kind=Unit.Kind.AGENCY).exclude(pk=agency.pk)
    of_others = Q()
    for path in below.values_list("path", flat=True):
        of_others |= Q(path__startswith=path)
    return inside.exclude(of_others) if of_others else inside


@chooser("posts_to_fill", Kind.POST)
def posts_to_fill(agency: Unit, on: date) -> list[Offered]:
    """Offer the leadership posts with a free seat, or one that the end of a term will free."""
    holdings: dict[int, list[PostHolding]] = {}
    for row in seats_taken(on).filter(post__unit__path__startswith=agency.path):
        holdings.setdefault(row.post_id, []).append(row)
    posts = (
        Post.objects.filter(
            unit__in=own_units(agency).filter(ended_on=None),
            title__rank__gt=0,
            standing__in=terms.LEADING,
        )
        .select_related("unit", "title")
        .order_by("unit__path", "-title__rank", "code")
    )
    found = []
    for post in posts:
        held = holdings.get(post.pk, [])
        free = post.seats - len({row.person_id for row in held})
        freed_on = _freed_on(post, held)
        if free > 0:
            words = _("%(post)s: %(free)s of %(seats)s seats free")
        elif freed_on:
            words = _("%(post)s: a seat is free from %(on)s")
        else:
            continue
        told = words % {
            "post": str(post),  # with its unit: a closed list shows no group
            "free": free,
            "seats": post.seats,
            "on": f"{freed_on:%d/%m/%Y}" if freed_on else "",
        }
        found.append(Offered(DossierSubject.of(post), told, post.unit.name))
    return found


def _freed_on(post: Post, held: Collection[PostHolding]) -> date | None:
    """Return the first day on which a term ends and nobody takes the seat, or None."""
    for day in sorted(row.held_until for row in held if row.held_until):
        if sum(row.held_until is None or row.held_until > day for row in held) < post.seats:
            return day
    return None


@chooser("holdings_that_end", Kind.HOLDING)
def holdings_that_end(agency: Unit, on: date) -> list[Offered]:
    """Offer the leadership posts held by appointment, by the end of their terms, soonest first.

    Whose term ran out and who is still in the post by its row is offered too: what was not done in
    time has to be done. A term that goes on by a later appointment to the post is over.
    """
    rows = list(
        PostHolding.objects.filter(
            held_on(on),
            kind=PostHolding.Kind.APPOINTED,
            post__unit__in=own_units(agency),
            voided=False,
        )
        .select_related("person", "post__unit", "post__title")
        .order_by("person__sort_key", "pk")
    )
    later = seats_taken(on).filter(person__in={row.person_id for row in rows})
    renewed: dict[tuple[int, int], date] = {}
    for person, post, since in later.values_list("person", "post", "held_from"):
        renewed[person, post] = max(since, renewed.get((person, post), since))
    found = []
    for row in rows:
        ends = terms.term_ends(row, row.post, row.post.title, by=on)
        if not row.leads or ends is None or renewed[row.person_id, row.post_id] > row.held_from:
            continue
        found.append((ends, row))
    return [
        Offered(
            DossierSubject.of(row),
            _("%(person)s: %(post)s, term ends on %(on)s")
            % {"person": row.person.full_name, "post": row.post, "on": f"{ends:%d/%m/%Y}"},
        )
        for ends, row in sorted(found, key=lambda pair: pair[0])
    ]


@chooser("secondments_that_end", Kind.HOLDING)
def secondments_that_end(agency: Unit, on: date) -> list[Offered]:
    """Offer the secondments of those who hold a post of the agency, by their ends, soonest first.

    The agency that sent them decides (NĐ 170/2025, art. 26, cl. 2). One whose time is over and that
    nobody ended is offered too: what was not done in time has to be done.
    """
    own = PostHolding.objects.filter(
        held_on(on), post__unit__in=own_units(agency), voided=False
    ).exclude(kind=PostHolding.Kind.SECONDED)
    rows = (
        PostHolding.objects.filter(
            kind=PostHolding.Kind.SECONDED,
            left=PostHolding.Left.NOT_LEFT,
            held_from__lte=on,
            voided=False,
            person__in=own.values("person"),
        )
        .select_related("person", "post__unit", "post__title")
        .order_by("person__sort_key", "pk")
    )
    found = [(terms.term_ends(row, row.post, row.post.title, by=on), row) for row in rows]
    return [
        Offered(
            DossierSubject.of(row),
            _("%(person)s: %(post)s, seconded until %(on)s")
            % {"person": row.person.full_name, "post": row.post, "on": f"{ends:%d/%m/%Y}"},
        )
        for ends, row in sorted(found, key=lambda pair: pair[0] or date.max)
        if ends is not None
    ]


@chooser("people_of_the_agency", Kind.PERSON)
def people_of_the_agency(agency: Unit, on: date) -> list[Offered]:
    """Offer those who hold a post of the agency, by name, with the posts that they hold."""
    rows = (
        PostHolding.objects.filter(held_on(on), post__unit__in=own_units(agency), voided=False)
        .select_related("person", "post__unit", "post__title")
        .order_by("person__sort_key", "person", "-post__title__rank", "pk")
    )
    posts: dict[Person, list[str]] = {}
    for row in rows:
        posts.setdefault(row.person, []).append(str(row.capacity))
    return [
        Offered(
            DossierSubject.of(person),
            _("%(person)s: %(posts)s")
            % {"person": person.full_name, "posts": "; ".join(dict.fromkeys(held))},
        )
        for person, held in posts.items()
    ]


@chooser("units_of_the_agency", Kind.UNIT)
def units_of_the_agency(agency: Unit, on: date) -> list[Offered]:
    """Offer the agency and its units that are there."""
    rows = own_units(agency).filter(Q(ended_on=None) | Q(ended_on__gt=on)).order_by("path")
    return [Offered(DossierSubject.of(unit), unit.name) for unit in rows]


def posts_of_others(agency: Unit) -> QuerySet[Post]:
    """Return the posts to which an agency can send somebody: those of other agencies."""
    return (
        Post.objects.exclude(unit__in=own_units(agency))
        .filter(unit__ended_on=None)
        .select_related("unit", "title")
        .order_by("unit__path", "-title__rank", "code")
    )
