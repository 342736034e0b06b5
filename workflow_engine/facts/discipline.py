"""Disciplinary decisions of the State and of the Party.

NĐ 170/2025, art. 29, cl. 9; NĐ 172/2025 and NĐ 234/2026, art. 2, cl. 9 (twelve months of effect,
from the Party's decision where that came first); Luật 80/2025, art. 38, cl. 3 (corruption). That
there is none is known only from a check.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rules.compute.dates import Rounding, add_months, completed_months
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers
from workflow_engine.facts.timeline import since
from workflow_engine.registry.models import Clearance, Discipline, Person, Proceeding
from workflow_engine.registry.models.records import Matter

_Form = Discipline.Form


def _count(case: Case, counted: Sequence[Discipline], ahead: Sequence[Discipline]) -> Reading:
    return case.count(counted, Clearance.Subject.DISCIPLINE, _on_record(case), ahead=ahead)


def _ahead(case: Case, form: str) -> list[Discipline]:
    """Return the decisions of one form that are dated after the day of the facts."""
    return [row for row in case.ahead(Discipline) if row.form == form]


def _on_record(case: Case) -> list:
    """Return whatever a check of disciplinary matters may have found."""
    matters = [row for row in case.rows(Proceeding) if row.matter == Matter.DISCIPLINE]
    return [*case.rows(Discipline), *matters]


def effect_of(row: Discipline, person: Person) -> date:
    """Return the day from which a decision's effect runs.

    After a decision of the Party that of the State runs from the Party's day (NĐ 172/2025, NĐ
    234/2026, art. 2, cl. 9), but not the dismissal of a public employee (NĐ 234/2026).
    """
    if row.party_effective_on is None or row.by_party or _runs_from_its_own(row, person):
        return row.effective_on
    return min(row.party_effective_on, row.effective_on)


def _runs_from_its_own(row: Discipline, person: Person) -> bool:
    return row.form == _Form.DISMISSAL and person.kind == Person.Kind.PUBLIC_EMPLOYEE


@gathers("disciplines_being_served")
def disciplines_being_served(case: Case) -> Reading:
    """Count: decisions in effect, from their day until the same day twelve months later.

    It is not known where what is on record leaves it open: see `_may_follow` and `_may_be_ended`;
    nor where the law of the day does not say how long a decision has effect.
    """
    rows = case.rows(Discipline)
    months = case.figure("discipline_effect_months")
    if months is None:
        return Reading(None, rows)
    served = [row for row in rows if _served(case, row, months)]
    open_to_doubt = [
        row
        for row in served
        if _may_follow(case, row, rows, months) or _may_be_ended(case, row, rows, months)
    ]
    if served and len(open_to_doubt) == len(served):
        return Reading(None, served)
    return _count(case, served, case.ahead(Discipline))


def _end(start: date, months: int) -> date:
    """Return the first day on which a decision has no effect any more, unless it ended early."""
    return add_months(start, months, rounding=Rounding.LAST_DAY)


def _served(case: Case, row: Discipline, months: int) -> bool:
    on = case.register.on
    in_time = on < _end(effect_of(row, case.person), months)
    return in_time and (row.ended_on is None or on < row.ended_on)


def _may_follow(case: Case, row: Discipline, rows: Sequence[Discipline], months: int) -> bool:
    """Tell whether a decision may have run out with one of the Party that it may have followed.

    The Party decided within the months before, and nobody said whether it was on the same acts.
    """
    if row.by_party or row.party_effective_on or _runs_from_its_own(row, case.person):
        return False
    return any(
        each.by_party
        and each.effective_on < row.effective_on < _end(each.effective_on, months)
        and _end(each.effective_on, months) <= case.register.on
        for each in rows
    )


def _may_be_ended(case: Case, row: Discipline, rows: Sequence[Discipline], months: int) -> bool:
    """Tell whether a later decision, over by now, may have ended one that nobody said was ended.

    It does so where it is on acts done while the first was served (art. 2, cl. 9); where it is
    served itself, the person serves a discipline either way.
    """
    if row.by_party or row.ended_on is not None:
        return False
    return any(
        not each.by_party
        and each.effective_on > row.effective_on
        and not _served(case, each, months)
        for each in rows
    )


@gathers("reprimands_on_record", form=_Form.REPRIMAND)
@gathers("warnings_on_record", form=_Form.WARNING)
@gathers("removals_on_record", form=_Form.REMOVAL)
def on_record(case: Case, *, form: str) -> Reading:
    """Count: decisions of one form, ever in effect."""
    found = [row for row in case.rows(Discipline) if row.form == form]
    return _count(case, found, _ahead(case, form))


@gathers("corruption_removals")
def corruption_removals(case: Case) -> Reading:
    """Count: removals from office for corruption, at any time."""
    found = [row for row in case.rows(Discipline) if row.form == _Form.REMOVAL]
    return _count(
        case,
        [row for row in found if row.for_corruption],
        [row for row in _ahead(case, _Form.REMOVAL) if row.for_corruption],
    )


@gathers("months_since_last_reprimand", form=_Form.REPRIMAND)
@gathers("months_since_last_warning", form=_Form.WARNING)
@gathers("months_since_last_removal", form=_Form.REMOVAL)
def months_since_last(case: Case, *, form: str) -> Reading:
    """Months: completed since the latest decision of one form took effect (see `effect_of`).

    Without a check a later decision may exist that is not on record: then it is not known.
    """
    found = [row for row in case.rows(Discipline) if row.form == form]
    last = max(found, key=lambda row: (effect_of(row, case.person), row.pk), default=None)
    check = case.established(Clearance.Subject.DISCIPLINE, _on_record(case))
    if ahead := _ahead(case, form):
        return Reading(None, ahead)
    if last is None or check is None:
        return UNKNOWN
    start = effect_of(last, case.person)
    months = completed_months(start, case.register.on, rounding=Rounding.LAST_DAY)
    return Reading(months, [since(last, start), check])
