"""After leaving a post other than by term or transfer: NĐ 170/2025, art. 55, cl. 1 as amended.

Interpretation: points a, b and c each speak of an exit of their kind, and none says that a later
exit ends the wait after an earlier one. The conditions are asked of one exit: that which bars most.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from rules.compute.service import Counts, Holding, months_in_post
from workflow_engine.facts.discipline import posts_without_decision
from workflow_engine.facts.ratings import GOOD, LEVELS, ORDER, by_year, missing
from workflow_engine.facts.reading import UNKNOWN, Case, Noted, Reading, gathers
from workflow_engine.facts.stated import stated
from workflow_engine.facts.timeline import counted_until, end_unproved, in_order, noted
from workflow_engine.registry.models import Clearance, PostHolding, Rating
from workflow_engine.registry.terms import LEADING

_Kind, _Left = PostHolding.Kind, PostHolding.Left
# From the mildest: of two exits that bar alike the worse counts.
EXITS = {
    _Left.RELIEVED: "relieved",
    _Left.RESIGNED: "resigned",
    _Left.REMOVED: "dismissed",
}
_SEVERITY = tuple(EXITS)
_WAITS: Mapping[str, str] = {
    _Left.RELIEVED: "wait_after_relief_months",
    _Left.RESIGNED: "wait_after_resignation_months",
    _Left.REMOVED: "wait_after_dismissal_months",
}


class _Bars(IntEnum):
    """How an exit stands in the way of the post to be filled, from the least."""

    NO_MORE = 0
    LOWER_POSTS = 1  # not this post, but the wait is not over
    PERHAPS = 2
    SURELY = 3


@dataclass(frozen=True)
class _Exit:
    """One exit, with what the conditions ask of it."""

    row: PostHolding
    relation: Reading
    months: Reading
    rating: Reading


def _is_exit(row: PostHolding) -> bool:
    """Tell whether a post was left in a way of art. 55.

    Interpretation: who only acts in a post or is seconded to it goes back at the end of it, and is
    relieved of no post by that. Who is removed from one, or resigns, leaves it on any footing.
    """
    return row.left in EXITS and (row.kind == _Kind.APPOINTED or row.left != _Left.RELIEVED)


def _led(case: Case) -> list[PostHolding]:
    """Return the leadership posts on any footing; acting and seconded too."""
    return [row for row in case.holdings if case.register.rank(row) > 0]


def _unranked(case: Case) -> list[PostHolding]:
    """Return the posts of a head or deputy by a title without a rank, on any footing."""
    register = case.register
    return [
        row
        for row in case.holdings
        if register.rank(row) == 0 and register.standing(row) in LEADING
    ]


def _exits(case: Case) -> list[PostHolding]:
    """Return the leadership posts that were left in a way of art. 55 by the day of the facts."""
    on = case.register.on
    return [
        row
        for row in _led(case)
        if _is_exit(row) and row.held_until is not None and row.held_until <= on
    ]


def _left_on(row: PostHolding) -> date:
    """Return the day on which a post was left; nothing comes after one of which no day is known."""
    return row.held_until or date.max


def _judged(case: Case, row: PostHolding) -> tuple[_Bars, int, date, int]:
    """Return how far an exit bars, and what tells it from one that bars alike."""
    one = _Exit(row, _relation(case, row), _months(case, row), _rating(case, row))
    return (_bars(case, one), _SEVERITY.index(row.left), _left_on(row), row.pk)


def _bars(case: Case, one: _Exit) -> _Bars:
    """Ask of an exit what its condition asks: the months, the rating, the faults made good."""
    dismissed, relieved = one.row.left == _Left.REMOVED, one.row.left == _Left.RELIEVED
    wait, months, rating = case.figure(_WAITS[one.row.left]), one.months.value, one.rating.value
    good = [LEVELS[level] for level in GOOD]
    asked = [
        months >= wait if wait is not None and isinstance(months, int) else None,
        None if rating is None else rating in good,
        True if relieved else stated(case, fact="confirmed_faults_remedied").value,
    ]
    if all(asked):
        return _Bars.NO_MORE
    if one.relation.value == "lower" and not dismissed:
        return _Bars.LOWER_POSTS
    surely = False in asked and (dismissed or one.relation.value is not None)
    return _Bars.SURELY if surely else _Bars.PERHAPS


def _barring(case: Case) -> PostHolding | None:
    """Return the exit that bars most; the others ask nothing that it does not."""
    return max(_exits(case), key=lambda row: _judged(case, row), default=None)


def _unranked_exits(case: Case) -> list[PostHolding]:
    """Return the exits from posts that may have been leadership posts."""
    on = case.register.on
    return [
        row
        for row in _unranked(case)
        if _is_exit(row) and row.held_until is not None and row.held_until <= on
    ]


def _exits_ahead(case: Case) -> list[PostHolding]:
    """Return the posts that are on record as left, on a day after that of the facts or a wrong one.

    Whether the day is mistyped or still to come is not known: neither makes it none.
    """
    on = case.register.on
    rows = [*_led(case), *_unranked(case)]
    later = [row for row in rows if row.held_until is None or row.held_until > on]
    return [row for row in [*later, *case.ahead(PostHolding)] if _is_exit(row)]


def _ended_unproved(case: Case) -> list[PostHolding]:
    """Return the leadership posts that ended, nobody knows how or by whom.

    An end without its paper may be of another kind than the one that is said. A post that goes on
    by another row, as after a term, was not left.
    """
    on, led = case.register.on, [*case.leadership(), *case.unranked()]
    return [
        row
        for row in led
        if end_unproved(row, case.holdings)
        and not _by_discipline(case, row)
        and row.held_until is not None
        and row.held_from <= row.held_until <= on
        and not any(
            each.post_id == row.post_id and each.held_from == row.held_until for each in led
        )
    ]


def _by_discipline(case: Case, row: PostHolding) -> bool:
    """Tell whether a post was left by a disciplinary decision that is on record."""
    return row.left == _Left.DISCIPLINE and row not in posts_without_decision(case)


@gathers("last_exit_kind")
def last_exit_kind(case: Case) -> Reading:
    """Enum, from the registry: how the leadership post was left whose exit bars most.

    That none was, or no other, is known only where the posts are complete on record, and where it
    is on paper of every post that ended how it was left, and what rank it had.
    """
    if open_ends := [*_exits_ahead(case), *_ended_unproved(case), *_unranked_exits(case)]:
        return Reading(None, open_ends)
    row = _barring(case)
    check = case.established(Clearance.Subject.POSTS)
    if row is None:
        return Reading("none", [*case.holdings, check]) if check else UNKNOWN
    others = [each for each in _exits(case) if each.pk != row.pk]
    if check is None:
        return Reading(None, [row, *others])
    return Reading(EXITS[_Left(row.left)], [row, *others, check])


@gathers("target_against_post_left", of="relation")
@gathers("months_in_new_position", of="months")
@gathers("rating_after_exit", of="rating")
def after_exit(case: Case, *, of: str) -> Reading:
    """Answer of the exit that bars most, where every post that may be one has a rank."""
    if unranked := _unranked_exits(case):
        return Reading(None, unranked)
    row = _barring(case)
    if row is None:
        return UNKNOWN
    answers = {"relation": _relation, "months": _months, "rating": _rating}
    return answers[of](case, row)


def _relation(case: Case, row: PostHolding) -> Reading:
    """Enum, from the table of ranks: the title to be filled against that of the post left."""
    register = case.register
    target, rank = case.title.rank, register.rank(row)
    if not target:
        return UNKNOWN
    relation = "higher" if target > rank else "equal" if target == rank else "lower"
    return Reading(relation, [row])


def _months(case: Case, row: PostHolding) -> Reading:
    """Months, from the registry: worked since the exit in the positions taken up after it.

    Interpretation: "36 tháng công tác ở vị trí mới" (and 24, and 12) is time in which a position
    was held; positions that follow each other are added up, and a gap between them is no work. A
    month of which the term of the position was over may count or not.
    """
    register = case.register
    since = [
        each
        for each in case.holdings
        if each.pk != row.pk and _left_on(row) <= each.held_from <= register.on
    ]
    if not since:
        return UNKNOWN
    worked = [Holding(r.held_from, counted_until(case, r), "equal") for r in in_order(since)]
    months = months_in_post(worked, on=register.on).months
    wait = case.figure(_WAITS[row.left])
    over = [each for each in since if register.outlasted(each)]
    if over and (wait is None or months < wait):
        return Reading(None, over)
    return Reading(months, [_told(case, each, since) for each in case.holdings])


def _told(case: Case, each: PostHolding, since: list[PostHolding]) -> Noted:
    """Note on a post whether it is one of those taken up after the exit."""
    if each in since:
        return noted(case, each, Counts.YES if in_order([each]) else Counts.REVERSED)
    return noted(case, each, Counts.LEFT_BEFORE)


def _rating(case: Case, row: PostHolding) -> Reading:
    """Enum, from the registry: the lowest yearly rating since the exit.

    Interpretation: the year in which the post was left is among them, if it was rated after that.
    A year that has ended and was not rated is known to be so only where the ratings were checked.
    """
    if ahead := [r for r in case.ahead(Rating) if r.year >= _left_on(row).year]:
        return Reading(None, ahead)
    since = [
        rating
        for year, rating in by_year(case).items()
        if year >= _left_on(row).year and rating.decided_on >= _left_on(row)
    ]
    rated = {rating.year for rating in since}
    ended = range(_left_on(row).year + 1, case.register.on.year)
    gaps = [missing(year) for year in ended if year not in rated]
    check = case.established(Clearance.Subject.RATINGS) if gaps else None
    rows = sorted(since, key=lambda rating: rating.year)
    if not since:
        return Reading(None, gaps)
    lowest = min(since, key=lambda rating: (ORDER.index(rating.level), rating.year))
    if gaps and check is None and lowest.level in GOOD:
        return Reading(None, [*rows, *gaps])
    return Reading(LEVELS[Rating.Level(lowest.level)], [*rows, *gaps, *([check] if check else [])])
