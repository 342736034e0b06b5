"""After leaving a post other than by term or transfer: NĐ 170/2025, art. 55, cl. 1 as amended."""

from __future__ import annotations

from rules.compute.dates import Rounding, completed_months
from rules.compute.service import Counts
from workflow_engine.facts.discipline import posts_without_decision
from workflow_engine.facts.ratings import GOOD, LEVELS, ORDER, by_year, missing
from workflow_engine.facts.reading import UNKNOWN, Case, Noted, Reading, gathers
from workflow_engine.facts.timeline import end_unproved, noted
from workflow_engine.registry.models import Clearance, PostHolding, Rating

# From the mildest: of two exits on one day the worse counts.
EXITS = {
    PostHolding.Left.RELIEVED: "relieved",
    PostHolding.Left.RESIGNED: "resigned",
    PostHolding.Left.REMOVED: "dismissed",
}
_SEVERITY = tuple(EXITS)


def _last_exit(case: Case) -> PostHolding | None:
    on = case.register.on
    left = [
        row
        for row in case.leadership()
        if row.left in EXITS and row.held_until is not None and row.held_until <= on
    ]
    return max(
        left, key=lambda row: (row.held_until, _SEVERITY.index(row.left), row.pk), default=None
    )


def _unranked_exits(case: Case) -> list[PostHolding]:
    """Return the exits since the last one from posts that may have been leadership posts."""
    last, on = _last_exit(case), case.register.on
    return [
        row
        for row in case.unranked()
        if row.left in EXITS
        and row.held_until is not None
        and (last.held_until if last else row.held_until) <= row.held_until <= on
    ]


def _exits_ahead(case: Case) -> list[PostHolding]:
    """Return the posts that are on record as left, on a day after that of the facts or a wrong one.

    Whether the day is mistyped or still to come is not known: neither makes it none.
    """
    on = case.register.on
    rows = [*case.leadership(), *case.unranked()]
    later = [row for row in rows if row.held_until is None or row.held_until > on]
    return [row for row in [*later, *case.ahead(PostHolding)] if row.left in EXITS]


def _ended_unproved(case: Case, last: PostHolding | None) -> list[PostHolding]:
    """Return the leadership posts that ended since the last exit, nobody knows how or by whom.

    An end without its paper may be of another kind than the one that is said. A post that goes on
    by another row, as after a term, was not left.
    """
    on, led = case.register.on, [*case.leadership(), *case.unranked()]
    return [
        row
        for row in led
        if end_unproved(row, case.holdings)
        and not _by_discipline(case, row)
        and (last.held_until if last else row.held_from) <= row.held_until <= on
        and not any(
            each.post_id == row.post_id and each.held_from == row.held_until for each in led
        )
    ]


def _by_discipline(case: Case, row: PostHolding) -> bool:
    """Tell whether a post was left by a disciplinary decision that is on record."""
    left = PostHolding.Left.DISCIPLINE
    return row.left == left and row not in posts_without_decision(case)


def _position_after(case: Case, exit_row: PostHolding) -> PostHolding | None:
    """Return the first position taken up once the post was left."""
    following = [
        row
        for row in case.holdings
        if row.pk != exit_row.pk
        and row.held_from >= exit_row.held_until
        and row.held_from <= case.register.on
    ]
    return min(following, key=lambda row: (row.held_from, row.pk), default=None)


@gathers("last_exit_kind")
def last_exit_kind(case: Case) -> Reading:
    """Enum, from the registry: how the last leadership post was left before its time.

    That none was, or that this was the last, is known only where the posts are complete on record,
    and where it is on paper of every post that ended since how it was left, and what rank it had.
    """
    row = _last_exit(case)
    if open_ends := [
        *_exits_ahead(case),
        *_ended_unproved(case, row),
        *_unranked_exits(case),
    ]:
        return Reading(None, open_ends)
    check = case.established(Clearance.Subject.POSTS)
    if check is None:
        return Reading(None, [row] if row else ())
    if row is not None:
        return Reading(EXITS[row.left], [row, check])
    return Reading("none", [*case.holdings, check])


@gathers("target_against_post_left")
def target_against_post_left(case: Case) -> Reading:
    """Enum, from the table of ranks: the title against that of the post left."""
    row, target = _last_exit(case), case.register.title.rank
    if unranked := _unranked_exits(case):
        return Reading(None, unranked)
    if row is None or not target:
        return UNKNOWN
    rank = case.register.rank(row)
    relation = "higher" if target > rank else "equal" if target == rank else "lower"
    return Reading(relation, [row])


@gathers("months_in_new_position")
def months_in_new_position(case: Case) -> Reading:
    """Months, from the registry: completed since the position after the exit was taken up."""
    row = _last_exit(case)
    if unranked := _unranked_exits(case):
        return Reading(None, unranked)
    following = _position_after(case, row) if row else None
    if following is None:
        return UNKNOWN
    if case.register.beyond_term(following, case.register.on):
        return Reading(None, [following])
    months = completed_months(following.held_from, case.register.on, rounding=Rounding.LAST_DAY)
    return Reading(months, [_told(case, each, row, following) for each in case.holdings])


def _told(case: Case, each: PostHolding, left: PostHolding, following: PostHolding) -> Noted:
    """Note on a post how the time in the new position is counted: from the first one after it."""
    if each.pk == following.pk:
        return noted(case, each, goes_on=True)
    before = each.held_from <= left.held_from
    return noted(case, each, Counts.LEFT_BEFORE if before else Counts.AFTERWARDS)


@gathers("rating_after_exit")
def rating_after_exit(case: Case) -> Reading:
    """Enum, from the registry: the lowest yearly rating since the exit.

    Interpretation: the year in which the post was left is among them, if it was rated after that.
    A year that has ended and was not rated is known to be so only where the ratings were checked.
    """
    row = _last_exit(case)
    if unranked := _unranked_exits(case):
        return Reading(None, unranked)
    if row is None:
        return UNKNOWN
    if ahead := [r for r in case.ahead(Rating) if r.year >= row.held_until.year]:
        return Reading(None, ahead)
    since = [
        rating
        for year, rating in by_year(case).items()
        if year >= row.held_until.year and rating.decided_on >= row.held_until
    ]
    rated = {rating.year for rating in since}
    ended = range(row.held_until.year + 1, case.register.on.year)
    gaps = [missing(year) for year in ended if year not in rated]
    check = case.established(Clearance.Subject.RATINGS) if gaps else None
    rows = sorted(since, key=lambda rating: rating.year)
    if not since:
        return Reading(None, gaps)
    lowest = min(since, key=lambda rating: (ORDER.index(rating.level), rating.year))
    if gaps and check is None and lowest.level in GOOD:
        return Reading(None, [*rows, *gaps])
    return Reading(LEVELS[lowest.level], [*rows, *gaps, *([check] if check else [])])
