"""Planning (quy hoạch): NĐ 170/2025, art. 29, cl. 2."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from workflow_engine.facts.lasting import ended
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers
from workflow_engine.registry.models import Clearance, Planning
from workflow_engine.registry.plausible import planning_period


@gathers("planned_for_post")
def planned_for_post(case: Case) -> Reading:
    """Boolean, from the registry: in approved planning for the very title, in its unit."""
    target = case.post
    return _planned(
        case,
        [
            row
            for row in _standing(case)
            if row.title_id == target.title_id and row.unit_id == target.unit_id
        ],
    )


@gathers("planned_for_equivalent_or_higher")
def planned_for_equivalent_or_higher(case: Case) -> Reading:
    """Boolean, from the registry: in approved planning for a title of equal or higher rank.

    Equivalence is that of the agency's table of ranks (Quy định 368-QĐ/TW).
    """
    target = case.title.rank
    if not target:
        return UNKNOWN
    titles = case.register.titles
    return _planned(case, [row for row in _standing(case) if titles[row.title_id].rank >= target])


@gathers("in_leadership_planning")
def in_leadership_planning(case: Case) -> Reading:
    """Boolean, from the registry: in approved planning for any title on the day of the facts."""
    return _planned(case, _standing(case))


def _standing(case: Case) -> list[Planning]:
    """Return the plannings that hold on the day, and those of which nobody said the period.

    Interpretation: a planning holds in the years of its period (HD 45-HD/BTCTW, cl. 4), the first
    and the last one whole.
    """
    on = case.register.on
    return [row for row in case.rows(Planning) if not ended(row, on) and _in_period(row, on)]


def may_stand(on: date) -> Q:
    """Return which plannings stand on a day, those included of which nobody said the period."""
    whole = Q(period_from=None) | Q(period_until=None)
    period = whole | Q(period_from__lte=on.year, period_until__gte=on.year)
    standing = Q(ended_on=None) | Q(ended_on__gt=on)
    return period & standing & Q(approved_on__lte=on, voided=False)


def _in_period(row: Planning, on: date) -> bool:
    first, last = row.period_from, row.period_until
    return first is None or last is None or first <= on.year <= last


def _period_known(row: Planning) -> bool:
    """Tell whether a planning says its period, and one that can be right."""
    said = {"approved_on": row.approved_on, "period_from": row.period_from}
    said["period_until"] = row.period_until
    return all(said.values()) and not any(planning_period(said))


def _planned(case: Case, found: Sequence[Planning]) -> Reading:
    rows = case.rows(Planning)
    out = [row for row in rows if ended(row, case.register.on)]
    taken_out = [(row, gone) for row in found for gone in out if _contradicts(row, gone)]
    doubtful = {row.pk for row, _gone in taken_out}
    sound = [row for row in found if row.pk not in doubtful]
    if said := [row for row in sound if _period_known(row)]:
        return Reading(True, said)
    if found:
        return Reading(None, [*found, *(gone for _row, gone in taken_out)])
    if ahead := case.ahead(Planning):
        return Reading(None, ahead)
    check = case.established(Clearance.Subject.PLANNING)
    if check is None:
        return Reading(None, case.uncounted(Clearance.Subject.PLANNING))
    return Reading(False, [*rows, check])


def _contradicts(row: Planning, gone: Planning) -> bool:
    """Tell whether somebody was taken out of a planning after a row by which it still stands.

    Who is planned for the same title again is so by an approval later than that.
    """
    same = (row.title_id, row.unit_id) == (gone.title_id, gone.unit_id)
    return same and (gone.ended_on is None or row.approved_on <= gone.ended_on)
