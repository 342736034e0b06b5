"""What follows from the person alone: retirement, Party membership."""

from __future__ import annotations

from rules.compute.retirement import months_to_retirement
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers
from workflow_engine.registry import births


@gathers("months_to_retirement_at_appointment")
def months_to_retirement_at_appointment(case: Case) -> Reading:
    """Months, from birth date and sex: left on the date of effect (art. 29, cl. 7; NĐ 135/2020).

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
    """Boolean, from the registry: a member of the Party on the day of the facts."""
    person = case.person
    if person.party_member is None:
        return UNKNOWN
    joined = person.party_joined_on
    if person.party_member and joined and joined > case.register.on:
        return Reading(None, [person])  # Not a member yet, or a mistyped year: it is not known.
    return Reading(person.party_member, [person])
