"""The post to be filled, and the posts that the candidate holds and held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rules.compute.service import Counts, Holding, months_in_post
from rules.library import law
from workflow_engine.facts.lasting import held
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers
from workflow_engine.facts.timeline import counted_until, end_unproved, in_order, noted
from workflow_engine.registry import papers, terms
from workflow_engine.registry.models import (
    Clearance,
    Post,
    PostHolding,
    Title,
    TitleStandard,
    WorkPeriod,
)

MONTHS_OF_A_YEAR = 12


def term_of(title: Title, *, on: date) -> int:
    """Return the term of a title in months: that of sector law, or the standard one.

    Sector law sets a shorter one alone (NĐ 170/2025, art. 28, cl. 1): a longer one is not read.
    """
    standard: int = law().figure("standard_term_months", on).value
    return min(title.term_months or standard, standard)


@gathers("appointment_relation")
def appointment_relation(case: Case) -> Reading:
    """Enum, from the registry: the title against the highest post held.

    NĐ 170/2025, art. 29, cl. 3 and 7. Interpretation: who led earlier and holds no leadership
    post now is appointed to a `higher` one: the article exempts equal and lower posts against the
    one that is held. That nobody led before is known only where the posts are complete on record;
    nothing is where the title of a head or deputy that bears on it has no rank.
    """
    register = case.register
    target = case.title.rank
    if not target:
        return UNKNOWN
    led = case.leadership()
    if ahead := [r for r in case.ahead(PostHolding) if _led(case, r) or case.is_unranked(r)]:
        return Reading(None, ahead)
    unranked = case.unranked()
    if open_now := [row for row in unranked if held(row, register.on)]:
        return Reading(None, open_now)
    now = [row for row in led if register.surely_held(row, register.on)]
    highest = max(now, key=lambda row: (register.rank(row), row.pk), default=None)
    # Beyond its term a post may be held or not: the answer is known where it is the same.
    relation = _relation(case, highest)
    over = [row for row in led if register.beyond_term(row, register.on)]
    above = [row for row in over if highest is None or register.rank(row) > register.rank(highest)]
    if doubtful := [row for row in above if _relation(case, row) != relation]:
        return Reading(None, doubtful)
    if highest is not None:
        return Reading(relation, [highest])
    if led:
        return Reading("higher", led)
    if unranked:
        return Reading(None, unranked)
    check = case.established(Clearance.Subject.POSTS)
    return Reading("first", [*case.holdings, check]) if check else UNKNOWN


def _relation(case: Case, row: PostHolding | None) -> str:
    """Return how the title to be filled stands to that of a post; to none it is higher."""
    target = case.title.rank
    rank = case.register.rank(row) if row is not None else 0
    return "higher" if target > rank else "equal" if target == rank else "lower"


def _led(case: Case, row: PostHolding) -> bool:
    return row.kind == PostHolding.Kind.APPOINTED and case.register.rank(row) > 0


@gathers("term_months")
def term_months(case: Case) -> Reading:
    """Months, from the table of titles: the term of the appointment (art. 28, cl. 1)."""
    register = case.register
    return Reading(term_of(case.title, on=register.governing_date), [case.title])


@gathers("months_in_post_below")
def months_in_post_below(case: Case) -> Reading:
    """Months, from the registry: time that counts (art. 29, cl. 3; art. 34, cl. 3).

    What lies beyond the term of a post does not count until it is renewed; nor is it known then
    that it was less.

    Interpretation: immediately below is the next lower rank in the agency's table of titles. That
    it was less than the law asks is known only where the posts are complete on record, and where
    each title of a head or deputy among them has a rank.
    """
    register = case.register
    if not case.title.rank:
        return UNKNOWN
    if not case.holdings and case.ahead(PostHolding):
        return Reading(None, case.ahead(PostHolding))
    served = {
        row.pk: Holding(
            row.held_from,
            counted_until(case, row),
            _standing(case, row),
            kind=row.kind,
            left_by_discipline=row.left == PostHolding.Left.DISCIPLINE,
            ref=str(row.pk),
        )
        for row in in_order(case.holdings)
        if row.kind != PostHolding.Kind.ASSIGNED
    }
    reckoned = months_in_post(served.values(), on=register.on)
    why = dict(reckoned.left_out)
    rows = [noted(case, row, _counts(row, why)) for row in case.holdings]
    wanted = case.figure("minimum_months_in_post_below")
    if case.unranked() and (wanted is None or reckoned.months < wanted):
        return Reading(None, rows)
    beyond = [row for row in _beyond_term(case) if _counts(row, why) is Counts.YES]
    doubtful = [*case.ahead(PostHolding), *beyond]
    return case.at_least(reckoned.months, wanted, Clearance.Subject.POSTS, rows, doubtful=doubtful)


def _beyond_term(case: Case) -> list[PostHolding]:
    """Return the posts that went on beyond their term by the day of the facts."""
    return [row for row in case.holdings if case.register.outlasted(row)]


def _counts(row: PostHolding, left_out: Mapping[str, Counts]) -> Counts:
    """Say whether a post counts, or why it does not."""
    if row.kind == PostHolding.Kind.ASSIGNED:
        return Counts.ASSIGNED
    if not in_order([row]):
        return Counts.REVERSED
    return left_out.get(str(row.pk), Counts.YES)


def _standing(case: Case, row: PostHolding) -> str:
    rank, target = case.register.rank(row), case.title.rank
    if rank >= target:
        return "equal" if rank == target else "higher"
    return "immediately_below" if rank == case.register.rank_below(target) else "lower"


@gathers("relevant_experience_months")
def relevant_experience_months(case: Case) -> Reading:
    """Months, from the registry: work in the sector that the standard names (art. 29, cl. 1).

    Posts held count by the sector of their unit; a day worked twice counts once. That it was less
    than the standard asks is known only where the history is complete on record.
    """
    register = case.register
    rows = [*case.rows(WorkPeriod), *case.holdings]
    standard = standard_in_force(case)
    sector = standard.experience_sector if standard else ""
    if not rows and (ahead := [*case.ahead(WorkPeriod), *case.ahead(PostHolding)]):
        return Reading(None, ahead)
    told = []
    worked = []
    for row in rows:
        counts = Counts.YES if in_order([row]) else Counts.REVERSED
        own = row.sector if isinstance(row, WorkPeriod) else register.sector_of(row)
        if counts is Counts.YES and sector and sector != own:
            counts = Counts.SECTOR
        if counts is Counts.YES:
            worked.append(Holding(row.held_from, counted_until(case, row), "equal"))
        told.append(noted(case, row, counts))
    return case.at_least(
        months_in_post(worked, on=register.on).months,
        standard.field_years * MONTHS_OF_A_YEAR if standard else None,
        Clearance.Subject.WORK_HISTORY,
        told,
        doubtful=[*case.ahead(WorkPeriod), *case.ahead(PostHolding), *_beyond_term(case)],
    )


def standard_in_force(case: Case) -> TitleStandard | None:
    """Return the row of the title's standard in force on the governing date, or None.

    Of two that are in force the one that began last counts.

    Raises:
        NothingAimedAtError: the candidate aims at no title: which standard holds is not known.
    """
    on, title = case.register.governing_date, case.title
    rows = (
        row
        for row in case.register.standards
        if row.title_id == title.pk
        and row.in_force_from <= on
        and (row.in_force_until is None or on < row.in_force_until)
    )
    return max(rows, key=lambda row: row.in_force_from, default=None)


@gathers("target_is_leadership_post")
def target_is_leadership_post(case: Case) -> Reading:
    """Boolean, from the table of posts: a head's or a deputy's, or by a title that has a rank."""
    post, title = case.post, case.title
    return Reading(title.rank > 0 or post.standing in terms.LEADING, [post, title])


@gathers("target_is_deputy")
def target_is_deputy(case: Case) -> Reading:
    """Boolean, from the table of posts: whether the post is a deputy's."""
    post = case.post
    return Reading(post.standing == Post.Standing.DEPUTY, [post])


@gathers("deputies_after_appointment")
def deputies_after_appointment(case: Case) -> Reading:
    """Count, from the registry: deputies of the unit on the date of effect, this one included.

    Posts that are to be left by then are not counted, and posts that will be taken up by then are.
    A post may lawfully be taken up later still: the decision asks whether its own seat is free.
    Those on record count at once where they are too many already. That there are no more of them
    is known only from a check of the unit, and that one of them leaves after it, from the decision.
    """
    register = case.register
    on, person = register.effective_on, case.whose
    others = [
        row
        for row in register.holdings
        if row.person_id != person
        and row.kind != PostHolding.Kind.ASSIGNED
        and register.standing(row) == Post.Standing.DEPUTY
        and register.posts[row.post_id].unit_id == case.post.unit_id
    ]
    doubtful = [row for row in others if papers.doubtful(row) or register.beyond_term(row, on)]
    deputies = [row for row in others if row not in doubtful and held(row, on)]
    people = {row.person_id for row in deputies}
    number = len(people) + (case.post.standing == Post.Standing.DEPUTY)
    allowed, check = deputies_allowed(case).value, register.leaders_established(case.post.unit_id)
    if isinstance(allowed, int) and number > allowed:
        return Reading(number, [*deputies, case.post])
    if check is None:
        missing = register.found_missing(case.post.unit_id)
        return Reading(None, [*deputies, *missing, case.unit])
    doubtful = [row for row in doubtful if row.person_id not in people]
    # What ended before the check it speaks of; who left on a later day has to be on paper.
    doubtful += [
        row
        for row in others
        if row.held_from <= on
        and row.held_until is not None
        and check.checked_on < row.held_until <= on
        and row.person_id not in people
        and end_unproved(row)
    ]
    if doubtful:
        return Reading(None, doubtful)
    return Reading(number, [*deputies, case.post, check])


@gathers("deputies_allowed")
def deputies_allowed(case: Case) -> Reading:
    """Count, from the table of posts: the deputies' seats of the unit, if their basis is recorded.

    NĐ 370/2025 sets the limits by the size of the unit; the agency records them with the posts.
    """
    register = case.register
    posts = [
        post
        for post in register.posts.values()
        if post.unit_id == case.post.unit_id and post.standing == Post.Standing.DEPUTY
    ]
    if not posts or not all(post.seats_basis for post in posts):
        return UNKNOWN
    return Reading(sum(post.seats for post in posts), posts)


@gathers("holds_leadership_post")
def holds_leadership_post(case: Case) -> Reading:
    """Boolean, from the registry: a leadership post is held by appointment on the day.

    Beyond its term a post is held or not, nobody knows; that none is held is known only where the
    posts are complete on record.
    """
    register = case.register
    led = [row for row in case.leadership() if held(row, register.on)]
    if now := [row for row in led if register.surely_held(row, register.on)]:
        return Reading(True, now)
    unsure = [*led, *(row for row in case.unranked() if held(row, register.on))]
    if unsure or (unsure := case.ahead(PostHolding)):
        return Reading(None, unsure)
    check = case.established(Clearance.Subject.POSTS)
    return Reading(False, [*case.holdings, check]) if check else UNKNOWN


@gathers("secondments_open")
def secondments_open(case: Case) -> Reading:
    """Count, from the registry: secondments by decision that run on the day of the facts."""
    register, seconded = case.register, PostHolding.Kind.SECONDED
    now = [row for row in case.holdings if row.kind == seconded and held(row, register.on)]
    if over := [row for row in now if register.beyond_term(row, register.on)]:
        return Reading(None, over)
    ahead = [row for row in case.ahead(PostHolding) if row.kind == seconded]
    return case.count(now, Clearance.Subject.POSTS, ahead=ahead)
