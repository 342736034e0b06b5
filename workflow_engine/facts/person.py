"""What follows from the person alone: retirement, Party membership."""

from __future__ import annotations

from datetime import date

from rules.compute.retirement import months_to_retirement
from workflow_engine.facts.discipline import of_party
from workflow_engine.facts.lasting import end_on_paper
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers
from workflow_engine.registry import births
from workflow_engine.registry.models import Discipline, Person

_EXPULSION = Discipline.Form.EXPULSION


@gathers("months_to_retirement_at_move")
@gathers("months_to_retirement_at_appointment")
def months_to_retirement_at_appointment(case: Case) -> Reading:
    """Months, from birth date and sex: left on the date of effect (art. 29, cl. 7; NĐ 135/2020).

    Of a rotation the date of effect is that of the move (art. 44).

    Not known of those who were born before the table begins, nor where the papers give the year of
    birth alone: the table goes by month and year, and no text at hand says which month then counts.
    """
    person = case.person
    if person.birth_precision == births.YEAR:
        return Reading(None, [person])
    try:
        left = months_to_retirement(
            person.birth_date, person.sex, effective_on=case.register.effective_on
        )
    except LookupError:
        return UNKNOWN
    return Reading(left, [person])


@gathers("is_party_member")
def is_party_member(case: Case) -> Reading:
    """Boolean, from the registry: a member of the Party on the day of the facts.

    An expulsion ends it, or a leaving, until a later day of joining. Of somebody said to be no
    member who joined, or was disciplined by the Party, and neither was expelled nor left since, it
    is not known: one of the two is wrong.
    """
    person = case.person
    joined, left = person.party_joined_on, person.party_left_on
    last = _last_of_party(case)
    if ahead := [row for row in case.ahead(Discipline) if row.form == _EXPULSION]:
        return Reading(None, [person, *ahead])
    if last is not None and last.form == _EXPULSION:
        if last.ended_on is not None:
            return Reading(None, [person, last])  # Set aside, or over: who knows.
        if not (joined and joined > last.effective_on):
            return Reading(False, [person, last])
    elif last is not None and person.party_member is False and not _gone_by(left, last):
        return Reading(None, [person, last])
    if left is not None:
        return Reading(_member_until(case, person, left), [person])
    if person.party_member is None:
        return UNKNOWN
    if joined and (not person.party_member or joined > case.register.on):
        return Reading(None, [person])  # No member, not yet one, or a slip: it is not known.
    return Reading(person.party_member, [person])


def _gone_by(left: date | None, last: Discipline) -> bool:
    """Tell whether somebody left the Party once it had taken its last decision."""
    return left is not None and last.effective_on <= left


def _member_until(case: Case, person: Person, left: date) -> bool | None:
    """Return what somebody who left was on the day; None where the days do not say it.

    Who is said to be a member still, or to have joined after leaving, is said to be two things; a
    day that has not come is mistyped. That somebody left is known from the decision alone.
    """
    joined, on = person.party_joined_on, case.register.on
    if not end_on_paper(person):
        return None
    if left > max(on, case.register.known_on):
        return None
    if person.party_member is not False or (joined and joined >= left):
        return None
    if left <= on:
        return False
    return True if joined and joined <= on else None


def _last_of_party(case: Case) -> Discipline | None:
    """Return the latest decision on record that is or may be the Party's, or that follows one."""
    rows = [
        row
        for row in case.rows(Discipline)
        if of_party(row) is not False or row.party_effective_on is not None
    ]
    return max(
        rows,
        key=lambda row: (row.effective_on, row.form == _EXPULSION, row.ended_on is None, row.pk),
        default=None,
    )
