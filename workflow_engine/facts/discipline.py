"""Disciplinary decisions of the State and of the Party.

NĐ 170/2025, art. 29, cl. 9; NĐ 172/2025 and NĐ 234/2026, art. 2, cl. 9 (twelve months of effect,
from the Party's decision where that came first); Luật 80/2025, art. 38, cl. 3 (corruption). That
there is none is known only from a check.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from rules.compute.dates import Rounding, add_months, completed_months
from workflow_engine.facts.lasting import ended, ended_without_paper
from workflow_engine.facts.reading import Case, Reading, gathers
from workflow_engine.facts.timeline import since
from workflow_engine.registry.models import Clearance, Discipline, Person, PostHolding
from workflow_engine.registry.models.records import BY_PARTY_IS

_Form = Discipline.Form
_TAKES_A_POST = frozenset({_Form.DEMOTION, _Form.REMOVAL, _Form.DISMISSAL})


def of_party(row: Discipline) -> bool | None:
    """Tell whether a decision is the Party's: as is said, or as it can only be; else None.

    One that follows a decision of the Party is the State's.
    """
    if row.by_party is not None:
        return row.by_party
    if row.party_effective_on is not None:
        return False
    return BY_PARTY_IS.get(row.form)


def _count(
    case: Case,
    counted: Sequence[Discipline],
    ahead: Sequence[Discipline | PostHolding],
    *,
    ended: bool = False,
) -> Reading:
    return case.count(counted, Clearance.Subject.DISCIPLINE, ahead=ahead, ended=ended)


def _ahead(case: Case, form: str) -> list[Discipline]:
    """Return the decisions of one form that are dated after the day of the facts."""
    return [row for row in case.ahead(Discipline) if row.form == form]


def posts_without_decision(case: Case) -> list[PostHolding]:
    """Return the posts left by discipline of which the decision is not on record.

    Interpretation: it is a decision of the State that takes a post, in effect within a month of the
    day on which the post was left; no text at hand says how far the two may lie apart.
    """
    taken = [
        row for row in case.rows(Discipline) if row.form in _TAKES_A_POST and of_party(row) is False
    ]
    return [
        post
        for post in [*case.holdings, *case.ahead(PostHolding)]
        if post.left == PostHolding.Left.DISCIPLINE
        and not _later_than_known(case, post)
        and not any(_near(row.effective_on, post.held_until) for row in taken)
    ]


def _later_than_known(case: Case, post: PostHolding) -> bool:
    """Tell whether a post was left between the day of the facts and that of knowledge."""
    until = post.held_until
    return until is not None and case.register.on < until <= case.register.so_far


def _near(day: date, until: date | None) -> bool:
    if until is None:
        return False
    first, last = (add_months(until, n, rounding=Rounding.LAST_DAY) for n in (-1, 1))
    return first <= day <= last


def effect_of(case: Case, row: Discipline) -> date:
    """Return the day from which a decision's effect runs.

    After a decision of the Party that of the State runs from the Party's day (NĐ 172/2025, NĐ
    234/2026, art. 2, cl. 9), but not the dismissal of a public employee (NĐ 234/2026). A Party's
    day that is not on record, or too long before, is not taken: see `_party_day_doubtful`.
    """
    party = row.party_effective_on
    if party is None or not _follows_party(row, case.person) or _party_day_doubtful(case, row):
        return row.effective_on
    return min(party, row.effective_on)


def _follows_party(row: Discipline, person: Person) -> bool:
    return of_party(row) is False and not _runs_from_its_own(row, person)


def _party_day_doubtful(case: Case, row: Discipline) -> bool:
    """Tell whether the Party's day is not shown to be that of a decision which this one follows.

    A decision of the Party of that day has to be on record, and not too long before.
    Interpretation: the State begins within a time from the Party's decision (NĐ 172/2025, NĐ
    234/2026, art. 2, cl. 6), and decides within the time for a complex case (NĐ 172/2025, NĐ
    234/2026, art. 5). A decision that came later is not void, but no proof that its day is right.
    """
    if row.party_effective_on is None or not _follows_party(row, case.person):
        return False
    if row.form == _Form.DISMISSAL and not case.person.kind:
        return True  # Of a public employee it runs from its own day, and nobody said who this is.
    if not _decided_by_party(case, row.party_effective_on):
        return True
    names = ("discipline_party_days_most", "discipline_handling_days_complex")
    days = [_of_their_kind(case, name) for name in names]
    known = [each for each in days if each is not None]
    if len(known) < len(days):
        return True  # The law of the day does not say within which time it can follow.
    return row.effective_on > row.party_effective_on + timedelta(days=sum(known))


def _decided_by_party(case: Case, day: date) -> bool:
    """Tell whether a decision of the Party is on record that took effect on a day, and stood."""
    return any(
        of_party(row)
        and row.effective_on == day
        and (row.ended_on is None or row.ended_on > row.effective_on)
        for row in case.rows(Discipline)
    )


def _of_their_kind(case: Case, name: str) -> int | None:
    """Return a figure of public employees where they have one on the day, or that of the others.

    None where nobody said in which law the person stands, and the two differ.
    """
    common = case.figure(name)
    own = case.figure(f"vc_{name}")
    if own is None or own == common:
        return common
    if not case.person.kind:
        return None
    return own if case.person.kind == Person.Kind.PUBLIC_EMPLOYEE else common


def _ended_without_paper(case: Case, row: Discipline, rows: Sequence[Discipline]) -> bool:
    """Tell whether a decision would be served if nobody had said that it ended early.

    An end is taken from its own paper, or from a later decision of that day on record (art. 2,
    cl. 9).
    """
    if not _in_time(case, row) or not ended_without_paper(row, case.register.on):
        return False
    whose = of_party(row)
    return whose is None or not any(
        of_party(each) is whose and each.effective_on == row.ended_on
        for each in rows
        if each.pk != row.pk
    )


def _runs_from_its_own(row: Discipline, person: Person) -> bool:
    return row.form == _Form.DISMISSAL and person.kind == Person.Kind.PUBLIC_EMPLOYEE


@gathers("disciplines_being_served")
def disciplines_being_served(case: Case) -> Reading:
    """Count: decisions in effect, from their day until the same day twelve months later.

    It is not known where what is on record leaves it open: see `_may_follow`, `_may_be_ended`,
    `_party_day_doubtful`, `_ended_without_paper` and `posts_without_decision`.
    """
    rows = case.rows(Discipline)
    if case.figure("discipline_effect_months") is None:
        return Reading(None, rows)
    served = [row for row in rows if _served(case, row)]
    open_to_doubt = [
        row
        for row in served
        if _may_follow(case, row, rows)
        or _may_be_ended(case, row, rows)
        or _party_day_doubtful(case, row)
    ]
    if len(open_to_doubt) == len(served):
        unproved = [row for row in rows if _ended_without_paper(case, row, rows)]
        if found := [*served, *(row for row in unproved if row not in served)]:
            return Reading(None, found)
    ahead = [*case.ahead(Discipline), *posts_without_decision(case)]
    return _count(case, served, ahead, ended=True)


def _end(case: Case, start: date) -> date:
    """Return the first day on which a decision has no effect any more, unless it ended early."""
    effect = case.figure("discipline_effect_months")
    assert effect is not None  # noqa: S101 who asks has looked whether the law says one
    return add_months(start, effect, rounding=Rounding.LAST_DAY)


def _served(case: Case, row: Discipline) -> bool:
    return _in_time(case, row) and not ended(row, case.register.on)


def _in_time(case: Case, row: Discipline) -> bool:
    return case.register.on < _end(case, effect_of(case, row))


def _may_follow(case: Case, row: Discipline, rows: Sequence[Discipline]) -> bool:
    """Tell whether a decision may have run out with one of the Party that it may have followed.

    The Party decided within the months before, and nobody said whether it was on the same acts.
    """
    if of_party(row) or row.party_effective_on or _runs_from_its_own(row, case.person):
        return False
    return any(
        of_party(each) is not False
        and each.effective_on < row.effective_on < _end(case, each.effective_on)
        and _end(case, each.effective_on) <= case.register.on
        for each in rows
    )


def _may_be_ended(case: Case, row: Discipline, rows: Sequence[Discipline]) -> bool:
    """Tell whether a later decision, over by now, may have ended one that nobody said was ended.

    It does so where it is on acts done while the first was served (art. 2, cl. 9); where it is
    served itself, the person serves a discipline either way.
    """
    if of_party(row) or row.ended_on is not None:
        return False
    return any(
        not of_party(each) and each.effective_on > row.effective_on and not _served(case, each)
        for each in rows
    )


@gathers("reprimands_on_record", form=_Form.REPRIMAND)
@gathers("warnings_on_record", form=_Form.WARNING)
@gathers("removals_on_record", form=_Form.REMOVAL)
def on_record(case: Case, *, form: str) -> Reading:
    """Count: decisions of one form, ever in effect."""
    found = [row for row in case.rows(Discipline) if row.form == form]
    return _count(case, found, [*_ahead(case, form), *_unrecorded(case, form)])


@gathers("disciplines_on_record")
def disciplines_on_record(case: Case) -> Reading:
    """Count: decisions in whatever form, ever in effect."""
    ahead = [*case.ahead(Discipline), *posts_without_decision(case)]
    return _count(case, case.rows(Discipline), ahead)


def _unrecorded(case: Case, form: str) -> list[PostHolding]:
    """Return the posts left by a decision that is not on record and may be one of a form."""
    return posts_without_decision(case) if form in _TAKES_A_POST else []


@gathers("corruption_removals")
def corruption_removals(case: Case) -> Reading:
    """Count: removals from office for corruption, at any time.

    Of a removal of which nobody said what it was for, it is not known.
    """
    found = [row for row in case.rows(Discipline) if row.form == _Form.REMOVAL]
    ahead = [row for row in _ahead(case, _Form.REMOVAL) if row.for_corruption is not False]
    unsaid = [row for row in found if row.for_corruption is None]
    return _count(
        case,
        [row for row in found if row.for_corruption],
        [*unsaid, *ahead, *posts_without_decision(case)],
    )


@gathers("months_since_last_reprimand", form=_Form.REPRIMAND)
@gathers("months_since_last_warning", form=_Form.WARNING)
@gathers("months_since_last_removal", form=_Form.REMOVAL)
def months_since_last(case: Case, *, form: str) -> Reading:
    """Months: completed since the latest decision of one form took effect (see `effect_of`).

    Without a check a later decision may exist that is not on record: then it is not known.
    """
    found = [row for row in case.rows(Discipline) if row.form == form]
    last = max(
        found,
        key=lambda row: (effect_of(case, row), _party_day_doubtful(case, row), row.pk),
        default=None,
    )
    check = case.established(Clearance.Subject.DISCIPLINE)
    if doubtful := [*_ahead(case, form), *_unrecorded(case, form)]:
        return Reading(None, doubtful)
    if last is None or check is None:
        return Reading(None, case.unsettled(Clearance.Subject.DISCIPLINE))
    if _party_day_doubtful(case, last):
        return Reading(None, [last])
    start = effect_of(case, last)
    months = completed_months(start, case.register.on, rounding=Rounding.LAST_DAY)
    return Reading(months, [since(last, start), check])
