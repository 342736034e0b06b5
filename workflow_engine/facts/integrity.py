"""Business roles and conflicts of interest."""

from __future__ import annotations

from workflow_engine.dossiers.models import InterestDeclaration
from workflow_engine.dossiers.taking_part import participants
from workflow_engine.facts.lasting import ended_without_paper, held
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers
from workflow_engine.registry.models import BusinessRole, Clearance


@gathers("business_roles")
def business_roles(case: Case) -> Reading:
    """Count: companies and cooperatives founded or managed.

    Luật PCTN 36/2018, art. 20, cl. 2, pt. b. One that was given up is known to be so by its paper.
    """
    rows, on = case.rows(BusinessRole), case.register.on
    now = [row for row in rows if held(row, on)]
    ahead = [*case.ahead(BusinessRole), *(row for row in rows if ended_without_paper(row, on))]
    return case.count(now, Clearance.Subject.BUSINESS, ahead=ahead, ended=True)


@gathers("conflict_declarations_missing")
def conflict_declarations_missing(case: Case) -> Reading:
    """Count: participants with a conflict of interest and no measure (NĐ 59/2019, art. 29 to 34).

    Interpretation: while a participant has declared nothing, whether there is a conflict is not
    known: the candidate is held until the declaration is there, and not struck out for another's
    omission. Where nobody is on record as having taken part, nothing is known of their interests.
    Who took part and who declared is counted so far, also after the day of the facts: the same
    people are asked (`acts.beside.answers.undeclared`). A measure counts from the day on which it
    was decided.
    """
    register = case.register
    declared = {row.person_id: row for row in register.declarations}
    took_part = participants(register.sign_offs, register.summonses, register.conferences)
    if not took_part or took_part - set(declared):
        return UNKNOWN
    if ahead := [row for row in register.declarations_ahead if row.conflict]:
        return Reading(None, ahead)
    open_conflicts = [row for row in register.declarations if _unhandled(row, case)]
    return Reading(len(open_conflicts), open_conflicts or register.declarations)


def _unhandled(row: InterestDeclaration, case: Case) -> bool:
    measure = row.measure.strip() and row.measure_on and row.measure_on <= case.register.on
    return row.conflict and not measure
