"""Disciplinary decisions of the State and of the Party.

NĐ 170/2025, art. 29, cl. 9; NĐ 172/2025, art. 2, cl. 9 (twelve months of effect); Luật 80/2025,
art. 38, cl. 3 (corruption). That there is none is known only from a check.
"""

from __future__ import annotations

from collections.abc import Sequence

from rules.compute.dates import Rounding, add_months, completed_months
from rules.library import law
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers, latest
from workflow_engine.registry.models import Clearance, Discipline, Proceeding
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


@gathers("disciplines_being_served")
def disciplines_being_served(case: Case) -> Reading:
    """Count: decisions in effect, from their day until the same day twelve months later."""
    register = case.register
    effect = law().figure("discipline_effect_months", register.governing_date).value
    served = [
        row
        for row in case.rows(Discipline)
        if register.on < add_months(row.effective_on, effect, rounding=Rounding.LAST_DAY)
        and (row.ended_on is None or register.on < row.ended_on)
    ]
    return _count(case, served, case.ahead(Discipline))


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
    """Months: completed since the latest decision of one form took effect.

    Without a check a later decision may exist that is not on record: then it is not known.
    """
    last = latest([row for row in case.rows(Discipline) if row.form == form])
    check = case.established(Clearance.Subject.DISCIPLINE, _on_record(case))
    if ahead := _ahead(case, form):
        return Reading(None, ahead)
    if last is None or check is None:
        return UNKNOWN
    months = completed_months(last.effective_on, case.register.on, rounding=Rounding.LAST_DAY)
    return Reading(months, [last, check])
