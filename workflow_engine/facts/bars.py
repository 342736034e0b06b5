"""What stands in the way: NĐ 170/2025, art. 29, cl. 9 as amended (as first issued, cl. 7).

What is open counts at once. That nothing is open is known only from a check by whoever can know.
"""

from __future__ import annotations

from workflow_engine.facts.reading import Case, Reading, gathers
from workflow_engine.registry.models import Clearance, Discipline, Proceeding
from workflow_engine.registry.models.records import Matter

_Subject = Clearance.Subject


@gathers("office_bans", matter=Matter.OFFICE_BAN, subject=_Subject.OFFICE_BAN)
@gathers("open_disciplinary_proceedings", matter=Matter.DISCIPLINE, subject=_Subject.DISCIPLINE)
@gathers(
    "open_denunciations_or_inspections", matter=Matter.DENUNCIATION, subject=_Subject.DENUNCIATION
)
@gathers("open_suspensions", matter=Matter.SUSPENSION, subject=_Subject.SUSPENSION)
@gathers("open_criminal_proceedings", matter=Matter.CRIMINAL, subject=_Subject.CRIMINAL)
@gathers("misconduct_findings", matter=Matter.MISCONDUCT, subject=_Subject.MISCONDUCT)
@gathers("untrue_profile_findings", matter=Matter.UNTRUE_PROFILE, subject=_Subject.UNTRUE_PROFILE)
def open_matters(case: Case, *, matter: str, subject: str) -> Reading:
    """Count, from the registry and the checks: matters of a kind open on the day of the facts.

    A finding of misconduct or of an untrue file is open until it lapses or is set aside
    (114-QĐ/TW, Chương II; HD 45-HD/BTCTW, VI.1).
    """
    rows = [row for row in case.rows(Proceeding) if row.matter == matter]
    on = case.register.on
    still_open = [row for row in rows if row.closed_on is None or row.closed_on > on]
    found = [*rows, *case.rows(Discipline)] if matter == Matter.DISCIPLINE else rows
    ahead = [row for row in case.ahead(Proceeding) if row.matter == matter]
    return case.count(still_open, subject, found, ahead=ahead)
