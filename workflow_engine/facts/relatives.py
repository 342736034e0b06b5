"""Relatives in office: declared and checked, never inferred from names.

114-QĐ/TW (known from the press, its definition of family not read); Luật PCTN 36/2018, art. 20,
cl. 3. Interpretation: under the former every degree of kinship on record counts except "other";
under the latter spouse, parents, children and siblings, whom it names.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any

from workflow_engine.facts.lasting import ended_without_paper, held
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers
from workflow_engine.facts.timeline import end_unproved
from workflow_engine.registry.models import (
    Clearance,
    PartyRole,
    Post,
    PostHolding,
    Relationship,
    Unit,
)
from workflow_engine.registry.sectors import LISTED_SECTORS, LOCALITY_BODIES

_Kind = Relationship.Kind
_LEADERS = (Post.Standing.HEAD, Post.Standing.DEPUTY)

# How a post is left by whoever then holds another, and an end of which nobody says how.
_GOES_ON = frozenset({PostHolding.Left.MOVED, PostHolding.Left.NOT_LEFT})
# Both sets hold parent and child together: it is all one from which end a relationship is seen.
CLOSE = frozenset({_Kind.SPOUSE, _Kind.PARENT, _Kind.CHILD, _Kind.SIBLING})
FAMILY = CLOSE | {_Kind.PARENT_IN_LAW, _Kind.SIBLING_IN_LAW}


def _relatives(case: Case, kinds: Iterable[str]) -> dict[int, Relationship]:
    """Return the relatives of these degrees, whichever of the two declared it."""
    own = case.whose
    found: dict[int, Relationship] = {}
    for row in case.register.relationships:
        if row.kind in kinds and own in (row.person_id, row.relative_id):
            found.setdefault(row.relative_id if row.person_id == own else row.person_id, row)
    return found


def _in_office(
    case: Case, kinds: Iterable[str], which: Callable[[PostHolding], bool]
) -> dict[int, list[Any]]:
    """Return, by relative, the declaration and the post held on the day that `which` picks."""
    register = case.register
    found: dict[int, list[Any]] = {}
    for person, row in _relatives(case, kinds).items():
        posts = [
            post
            for post in register.of(PostHolding, person)
            if register.surely_held(post, register.on) and which(post)
        ]
        if posts:
            found[person] = [row, *posts]
    return found


def _ahead(
    case: Case, kinds: Iterable[str], which: Callable[[PostHolding], bool]
) -> list[PostHolding]:
    """Return the posts of relatives that leave it open whether they hold one on the day.

    They begin after the day of the facts, go on beyond their term, or ended before the day and
    nobody knows that they did.
    """
    register = case.register
    posts: list[PostHolding] = []
    for one in _relatives(case, kinds):
        posts += [post for post in register.ahead(PostHolding, one) if which(post)]
        own = [post for post in register.of(PostHolding, one) if which(post)]
        every = register.of(PostHolding, one)
        posts += [post for post in own if register.beyond_term(post, register.on)]
        posts += [post for post in own if not held(post, register.on) and end_unproved(post, every)]
    return posts


def _counted(
    case: Case,
    kinds: Iterable[str],
    found: dict[int, list[Any]],
    ahead: Sequence[Any] | None = None,
    *,
    on: date | None = None,
) -> Reading:
    """Count people; that there is none is known only where relatives were declared and checked.

    No check says what a relative does of whom no post is on record, as long as none is entered. The
    posts are those of the day of the facts, or of `on`.
    """
    if found:
        return Reading(len(found), [row for rows in found.values() for row in rows])
    if ahead:
        return Reading(None, ahead)
    if unposted := _unposted(case, kinds, on or case.register.on):
        return Reading(None, unposted)
    # What a relative does who may be entered twice stands, if anywhere, with the other entry.
    if twins := [twin for one in _relatives(case, kinds) for twin in case.twins_of(one)]:
        return Reading(None, twins)
    return case.count([], Clearance.Subject.RELATIVES)


def _unposted(case: Case, kinds: Iterable[str], on: date) -> list[Relationship | PostHolding]:
    """Return the relationships with those of whom it is not on record which post they hold.

    None is on record, not even an earlier one; or the last one was left for another post, or nobody
    says how, and none that followed is on record: who moved holds a post.
    """
    register = case.register
    found: list[Relationship | PostHolding] = []
    for person, row in _relatives(case, kinds).items():
        posts = [*register.of(PostHolding, person), *register.ahead(PostHolding, person)]
        last = max(posts, key=lambda post: (post.held_until or date.max, post.pk), default=None)
        if last is None:
            found.append(row)
        elif last.left in _GOES_ON and last.held_until is not None and last.held_until <= on:
            found += [row, last]
    return found


def _none(case: Case) -> Reading:
    """Answer where the post is not one that the provision speaks of."""
    return Reading(0, [case.post])


@gathers("relatives_in_collective")
def relatives_in_collective(case: Case) -> Reading:
    """Count: relatives in the leadership to be joined, or in one standing committee.

    Interpretation: the leadership is the head and deputies of the unit of the post; the standing
    committee is one in which the candidate sits already, as no appointment gives a seat in one.
    That the candidate sits in none no missing row says: the check of the relatives does.
    """
    register = case.register
    unit, joins = case.post.unit_id, case.post.standing in _LEADERS
    found: dict[int, list[Any]] = {}
    ahead: list[PostHolding] = []
    if joins:
        found = _in_office(case, FAMILY, lambda post: _leads(case, post, {unit}))
        ahead = _ahead(case, FAMILY, lambda post: _leads(case, post, {unit}))
    own, perhaps_own = _committees(case, case.whose)
    for person, row in _relatives(case, FAMILY).items():
        theirs, perhaps_theirs = _committees(case, person)
        if shared := own & theirs:
            seats = [s for s in _standing_seats(case, person) if s.unit_id in shared]
            found.setdefault(person, [row]).extend(seats)
        doubtful = (perhaps_own & (theirs | perhaps_theirs)) | (own & perhaps_theirs)
        every = [*register.of(PartyRole, person), *register.ahead(PartyRole, person)]
        ahead += [seat for seat in every if seat.unit_id in doubtful]
    return _counted(case, FAMILY, found, ahead)


def _committees(case: Case, person: int) -> tuple[set[int], set[int]]:
    """Return the units in whose standing committee a person sits, and those where it is not known.

    A seat that ended without a decision may be held still, and so may one that is dated wrong.
    """
    register = case.register
    held_now = {seat.unit_id for seat in _standing_seats(case, person)}
    unproved = [s for s in register.of(PartyRole, person) if ended_without_paper(s, register.on)]
    perhaps = [*unproved, *register.ahead(PartyRole, person)]
    return held_now, {s.unit_id for s in perhaps if s.kind == PartyRole.Kind.STANDING} - held_now


def _standing_seats(case: Case, person: int) -> list[PartyRole]:
    return [
        seat
        for seat in case.register.of(PartyRole, person)
        if seat.kind == PartyRole.Kind.STANDING and held(seat, case.register.on)
    ]


@gathers("relatives_head_and_deputy")
def relatives_head_and_deputy(case: Case) -> Reading:
    """Count: relatives who head the unit or are its deputies, where the post is one of these."""
    if case.post.standing not in _LEADERS:
        return _none(case)
    unit = case.post.unit_id

    def leads(post: PostHolding) -> bool:
        return _leads(case, post, {unit})

    return _counted(case, FAMILY, _in_office(case, FAMILY, leads), _ahead(case, FAMILY, leads))


@gathers("relatives_sector_head")
def relatives_sector_head(case: Case) -> Reading:
    """Count: relatives at the head of the locality, or of a listed sector of it: the other place.

    Interpretation: two bodies are of one level where one is part of the other in the registry, or
    both are part of the same. Whoever acts as head has the powers and duties of the post (NĐ
    170/2025, art. 34, cl. 3) and counts as one here and wherever a relative leads. Of the head of
    an agency whose sector nobody recorded it is not known whether the list names it, be it the
    candidate's or the relative's.
    """
    register = case.register
    unit = case.unit
    if case.post.standing != Post.Standing.HEAD or unit.kind != Unit.Kind.AGENCY:
        return _none(case)
    if not unit.sector:
        return UNKNOWN
    if unit.sector in LOCALITY_BODIES:
        other = LISTED_SECTORS
    elif unit.sector in LISTED_SECTORS:
        other = LOCALITY_BODIES
    else:
        return _none(case)

    def heads(post: PostHolding, sectors: Collection[str]) -> bool:
        their = register.unit_of(post)
        return (
            register.standing(post) == Post.Standing.HEAD
            and their.sector in sectors
            and _of_one_level(unit, their)
        )

    def opposite(post: PostHolding) -> bool:
        return heads(post, other)

    unsaid = _in_office(
        case,
        FAMILY,
        lambda post: heads(post, ("",)) and register.unit_of(post).kind == Unit.Kind.AGENCY,
    )
    ahead = [*_ahead(case, FAMILY, opposite), *(each for rows in unsaid.values() for each in rows)]
    return _counted(case, FAMILY, _in_office(case, FAMILY, opposite), ahead)


def _of_one_level(one: Unit, other: Unit) -> bool:
    return (
        one.parent_id == other.pk or other.parent_id == one.pk or one.parent_id == other.parent_id
    )


@gathers("relatives_hr_finance")
def relatives_hr_finance(case: Case) -> Reading:
    """Count: close relatives who lead where the post manages people or money, or the reverse.

    Art. 20, cl. 3 binds the head and the deputies: it is the same from both ends. A candidate who
    is to lead counts the relatives who will hold such a post of the unit on the date of effect, one
    who is to hold such a post those who will lead it on that date.
    Interpretation: the unit is that of the post and every unit it is part of, up to the agency. A
    relative was moved by the date of effect where the posting ends by then and the decision is on
    record; an end of which it is not said how, or by which decision, leaves the answer open. So
    does a post of which nobody said whether it has such a function.
    """
    register = case.register
    leads = case.post.standing in _LEADERS
    if not leads and case.post.function == Post.Function.NONE:
        return _none(case)
    above = _with_units_above(case, case.unit)

    def functions(post: PostHolding) -> set[str]:
        """Return the functions of the two posts of which one would bar the other."""
        found = {case.post.function} if _leads(case, post, above) else set()
        if leads and case.unit.pk in _with_units_above(case, register.unit_of(post)):
            found.add(_function(case, post))
        return found - {Post.Function.NONE}

    def barred(post: PostHolding) -> bool:
        return bool(functions(post) - {""})

    def unsaid(post: PostHolding) -> bool:
        return functions(post) == {""}

    found: dict[int, list[Any]] = {}
    later: list[Any] = []
    for person, row in _relatives(case, CLOSE).items():
        rows = [*register.of(PostHolding, person), *register.ahead(PostHolding, person)]
        posts = [post for post in rows if barred(post)]
        if meets := [post for post in posts if register.surely_held(post, register.effective_on)]:
            found[person] = [row, *meets]
        later += [post for post in posts if register.beyond_term(post, register.effective_on)]
        later += [post for post in posts if post.held_from > register.effective_on]
        later += [
            post
            for post in posts
            if post.held_from <= register.effective_on
            and not held(post, register.effective_on)
            and end_unproved(post, rows)
        ]
        later += [
            post
            for post in rows
            if unsaid(post)
            and (
                held(post, register.effective_on)
                or post.held_from > register.effective_on
                or end_unproved(post, rows)
            )
        ]
    return _counted(case, CLOSE, found, later, on=register.effective_on)


def _function(case: Case, post: PostHolding) -> str:
    return case.register.posts[post.post_id].function


def _with_units_above(case: Case, unit: Unit) -> set[int]:
    """Return a unit and every unit it is part of, up to the agency."""
    units = {unit.pk}
    while unit.kind != Unit.Kind.AGENCY and unit.parent_id in case.register.units:
        unit = case.register.units[unit.parent_id]
        units.add(unit.pk)
    return units


def _leads(case: Case, post: PostHolding, units: set[int]) -> bool:
    register = case.register
    return register.standing(post) in _LEADERS and register.unit_of(post).pk in units
