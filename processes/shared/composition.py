"""Who belongs to each conference: NĐ 170/2025, art. 33, cl. 2.

The registry answers as of a date; the officer may differ from it with a reason, as the article
leaves the list to the authority.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from rules.library import law
from workflow_engine.access.scope import held_on
from workflow_engine.base.messages import as_kept
from workflow_engine.dossiers.models import Dossier
from workflow_engine.nodes.conference.act import Member
from workflow_engine.registry import terms, twins
from workflow_engine.registry.models import PartyRole, Person, Post, PostHolding, Unit

_LEADERS = (Post.Standing.HEAD, Post.Standing.DEPUTY)
_PARTS = (Unit.Kind.CONSTITUENT, Unit.Kind.AFFILIATED)


def leadership_collective(dossier: Dossier, *, on: date) -> Sequence[Member]:
    """Return the head and deputies of the agency (tập thể lãnh đạo)."""
    return _members(_holders(on, Q(post__unit=dossier.agency, post__standing__in=_LEADERS)))


def extended_leadership(dossier: Dossier, *, on: date) -> Sequence[Member]:
    """Return the collective, the Party body, and the heads of the parts of the agency."""
    return _members(_extended(dossier, on))


def key_cadres(dossier: Dossier, *, on: date) -> Sequence[Member]:
    """Return the key cadres, or the whole staff where the article has the whole staff attend.

    In the text in force from 01/08/2026 the parts that count are constituent organisations (tổ chức
    cấu thành).
    """
    return _key_cadres(dossier, on, parts=(Unit.Kind.CONSTITUENT,))


def key_cadres_2025(dossier: Dossier, *, on: date) -> Sequence[Member]:
    """Return the same by the original text: any part counts (đơn vị thuộc, trực thuộc)."""
    return _key_cadres(dossier, on, parts=_PARTS)


def _key_cadres(dossier: Dossier, on: date, *, parts: Sequence[str]) -> Sequence[Member]:
    agency, post = dossier.agency, dossier.about_post
    unit = post.unit if post is not None else agency
    if unit != agency and unit.kind == Unit.Kind.CONSTITUENT:
        return _whole_staff(unit, on)
    has_parts = Unit.objects.filter(parent=agency, kind__in=parts, ended_on=None).exists()
    staff = _whole_staff(agency, on)
    small = len(staff) < law().figure("whole_staff_below", dossier.governing_date).value
    if not has_parts or small:
        return staff
    own_parts = Q(post__unit__parent=agency)
    return _members(
        [
            *_extended(dossier, on),
            *_holders(
                on,
                own_parts
                & (
                    Q(
                        post__unit__kind=Unit.Kind.MASS_ORGANISATION,
                        post__standing=Post.Standing.HEAD,
                    )
                    | Q(post__unit__kind__in=_PARTS, post__standing=Post.Standing.DEPUTY)
                ),
            ),
        ]
    )


def _extended(dossier: Dossier, on: date) -> list[tuple[int, Any]]:
    agency = dossier.agency
    found = _holders(
        on,
        Q(post__unit=agency, post__standing__in=_LEADERS)
        | Q(
            post__unit__parent=agency,
            post__unit__kind__in=_PARTS,
            post__standing=Post.Standing.HEAD,
        ),
    )
    bodies: dict[str, list[PartyRole.Kind]] = {
        Unit.PartyForm.HIGHER: [PartyRole.Kind.STANDING],
        Unit.PartyForm.GRASSROOTS: [PartyRole.Kind.STANDING, PartyRole.Kind.COMMITTEE],
    }
    body = bodies.get(agency.party_form, [])
    seats = PartyRole.objects.filter(held_on(on), unit=agency, kind__in=body, voided=False)
    return [
        *found,
        *((seat.person_id, as_kept(PartyRole.Kind(seat.kind).label)) for seat in seats),
    ]


def _whole_staff(unit: Unit, on: date) -> Sequence[Member]:
    """Return all civil servants of the unit and its parts (toàn thể công chức).

    Of whom nobody said in which law they stand are not left out by that: the officer may strike
    them, with a reason. Whoever is seconded here is of the staff of the sender (Luật 80/2025, art.
    30, cl. 2; NĐ 170/2025, art. 26, cl. 3), and is summoned there.
    """
    return _members(
        _holders(
            on,
            Q(
                post__unit__path__startswith=unit.path,
                person__kind__in=(Person.Kind.CIVIL_SERVANT, ""),
            )
            & ~Q(kind=PostHolding.Kind.SECONDED),
            whatever=True,
        )
    )


def _holders(on: date, which: Q, *, whatever: bool = False) -> list[tuple[int, Any]]:
    """Return who exercises such a post (`terms.exercising`), with the capacity.

    Whoever acts as head has the powers and duties of the post (art. 34, cl. 3), and sits there in
    that capacity. Whose term ended and was not renewed has them no more (art. 36, cl. 5; as first
    issued, cl. 4), but stays one of the staff, on `whatever` footing.
    """
    rows = (
        PostHolding.objects.filter(held_on(on) & which, voided=False)
        .select_related("post__title", "post__unit")
        .order_by("-post__title__rank", "post__code", "pk")
    )
    sitting = rows if whatever else terms.exercising(rows, on=on, by=on)
    return [(row.person_id, as_kept(row.capacity)) for row in sitting]


def _members(rows: Sequence[tuple[int, Any]]) -> Sequence[Member]:
    """Join the capacities of one person: two posts, or two entries, are one person and one slip."""
    known = twins.as_it_stands()
    capacities: dict[int, list[Any]] = {}
    for person, capacity in rows:
        own = capacities.setdefault(known.of(person), [])
        if capacity not in own:
            own.append(capacity)
    return [Member(person, tuple(own)) for person, own in capacities.items()]
