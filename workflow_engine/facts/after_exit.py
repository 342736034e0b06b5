"""What post may be given to somebody who left one: NĐ 170/2025, art. 36, cl. 7, and art. 55.

The waits before an equal post stand in `exits`.
"""

from __future__ import annotations

from rules.compute.retirement import months_to_retirement
from workflow_engine.facts.exits import EXITS
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers
from workflow_engine.facts.stated import stated
from workflow_engine.registry import births
from workflow_engine.registry.models import Clearance, PostHolding

# A term that ended: whether it was renewed the next row says, or the way in which it was left.
_TERM_ENDED = (PostHolding.Left.TERM_ENDED, PostHolding.Left.NOT_RENEWED)


def _left(case: Case, *ways: PostHolding.Left) -> list[PostHolding]:
    """Return the leadership posts that were left in one of these ways by the day of the facts."""
    on = case.register.on
    return [
        row
        for row in case.leadership()
        if row.left in ways and row.held_until is not None and row.held_until <= on
    ]


@gathers("target_one_level_below_post_left")
def target_one_level_below_post_left(case: Case) -> Reading:
    """Boolean, from the table of ranks: no title stands between the post to be filled and one left.

    Interpretation: one level lower is the next lower rank in the agency's table of titles, and of
    several posts left the title has to be that of each which is higher than it.
    """
    if unranked := [row for row in case.unranked() if row.left in EXITS]:
        return Reading(None, unranked)
    register = case.register
    target = case.title.rank
    higher = [row for row in _left(case, *EXITS) if register.rank(row) > target]
    if not target or not higher:
        return UNKNOWN
    ranks = {title.rank for title in register.titles.values()}
    between = [row for row in higher if any(target < each < register.rank(row) for each in ranks)]
    return Reading(not between, between or higher)


@gathers("months_to_retirement_at_assignment")
def months_to_retirement_at_assignment(case: Case) -> Reading:
    """Months, from birth date and sex: left when work was given after a resignation (art. 55).

    They are counted from the position that was taken up after it, and while there is none, from
    the day on which the appointment takes effect. Of several resignations the fewest months count.
    """
    if unranked := [row for row in case.unranked() if row.left == PostHolding.Left.RESIGNED]:
        return Reading(None, unranked)
    resigned = _left(case, PostHolding.Left.RESIGNED)
    person = case.person
    if not resigned or person.birth_precision == births.YEAR:
        return Reading(None, [person])
    on, given = case.register.on, []
    for row in resigned:
        taken_up = [
            each.held_from
            for each in case.holdings
            if row.held_until is not None and row.held_until <= each.held_from <= on
        ]
        given.append(min(taken_up, default=case.register.effective_on))
    try:
        left = months_to_retirement(person.birth_date, person.sex, effective_on=max(given))
    except LookupError:
        return UNKNOWN
    return Reading(left, [person, *resigned])


def _not_renewed(case: Case) -> list[PostHolding]:
    """Return the posts whose term was the last one to end, and after which none as high followed.

    Who was appointed again goes on in the post by another row, from the same day. Where the record
    says that the term was not renewed, nothing that followed takes that back.
    """
    rank = case.register.rank
    ended = _left(case, *_TERM_ENDED)
    last = max((row.held_until for row in ended if row.held_until), default=None)
    return [
        row
        for row in ended
        if row.held_until == last
        and (
            row.left == PostHolding.Left.NOT_RENEWED
            or not any(
                each.held_from == row.held_until and rank(each) >= rank(row)
                for each in case.leadership()
            )
        )
    ]


@gathers("not_reappointed")
def not_reappointed(case: Case) -> Reading:
    """Boolean: the last term ended with a decision not to reappoint (art. 36, cl. 7).

    It did not where the posts are complete on record and no term ended without going on. Where one
    did and the record does not say why, a named person confirms it, with the decision.
    """
    if unranked := [row for row in case.unranked() if row.left in _TERM_ENDED]:
        return Reading(None, unranked)
    if ended := _not_renewed(case):
        refused = [row for row in ended if row.left == PostHolding.Left.NOT_RENEWED]
        if refused:
            return Reading(True, refused)
        said = stated(case, fact="not_reappointed")
        return said if said.value is not None else Reading(None, [*said.rows, *ended])
    check = case.established(Clearance.Subject.POSTS)
    return Reading(False, [*case.holdings, check]) if check else UNKNOWN


@gathers("target_against_post_not_renewed")
def target_against_post_not_renewed(case: Case) -> Reading:
    """Enum, from the table of ranks: the title against the post whose term was not renewed.

    Of several that ended on one day it is held against the lowest.
    """
    register = case.register
    lowest = min(_not_renewed(case), key=lambda row: (register.rank(row), row.pk), default=None)
    target = case.title.rank
    if lowest is None or not target:
        return UNKNOWN
    rank = register.rank(lowest)
    relation = "higher" if target > rank else "equal" if target == rank else "lower"
    return Reading(relation, [lowest])
