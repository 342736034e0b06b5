"""What stands in the way: NĐ 170/2025, art. 29, cl. 9 as amended (as first issued, cl. 7).

What is open counts at once. That nothing is open is known only from a check by whoever can know,
and that something was closed from the decision that closed it.
"""

from __future__ import annotations

from collections.abc import Sequence

from workflow_engine.facts.lasting import ended, ended_without_paper
from workflow_engine.facts.reading import Case, Reading, gathers
from workflow_engine.registry import words
from workflow_engine.registry.models import Clearance, Proceeding
from workflow_engine.registry.models.records import Matter

_Subject = Clearance.Subject
_Kind = Proceeding.Kind


@gathers("office_bans", matter=Matter.OFFICE_BAN, subject=_Subject.OFFICE_BAN)
@gathers("open_disciplinary_proceedings", matter=Matter.DISCIPLINE, subject=_Subject.DISCIPLINE)
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
    still_open = [row for row in rows if not ended(row, on)]
    unproved = [row for row in rows if ended_without_paper(row, on)]
    ahead = [*unproved, *(row for row in case.ahead(Proceeding) if row.matter == matter)]
    return case.count(still_open, subject, ahead=ahead, ended=True)


@gathers("open_denunciations_or_inspections")
def open_denunciations_or_inspections(case: Case) -> Reading:
    """Count, from the registry and the checks: what point d of the clause names, open on the day.

    A denunciation counts from the decision that set up the team (NĐ 31/2019, art. 10, cl. 1), a
    complaint, an inspection for signs of a violation and a proposed sanction from their opening.
    An inspection by plan is none of these. Where nobody said which of them a matter is, or whether
    there is a team, the answer is not known.
    """
    matters = [row for row in case.rows(Proceeding) if row.matter == Matter.DENUNCIATION]
    on, last = case.register.on, max(case.register.on, case.register.known_on)
    perhaps_open = [row for row in matters if not ended(row, on) or ended_without_paper(row, on)]
    counted: list[Proceeding] = []
    doubtful: list[Proceeding] = []
    for row in perhaps_open:
        if row.kind == _Kind.DENUNCIATION:
            if row.team_decided_on is None:
                # That there is no team has to be said; a team without its day is not dated.
                doubtful += [] if row.team is False else [row]
            elif row.team_decided_on <= on:
                counted.append(row)
            elif row.team_decided_on > last:
                doubtful.append(row)
        elif not row.kind:
            doubtful.append(row)
        elif row.kind != _Kind.BY_PLAN:
            counted.append(row)
    unproved = [row for row in counted if ended(row, on)]
    counted = [row for row in counted if row not in unproved]
    ahead = [*doubtful, *unproved, *_ahead(case)]
    return case.count(counted, _Subject.DENUNCIATION, ahead=ahead, ended=True)


def _ahead(case: Case) -> Sequence[Proceeding]:
    return [
        row
        for row in case.ahead(Proceeding)
        if row.matter == Matter.DENUNCIATION
        and (row.kind != _Kind.BY_PLAN or words.not_the_bodys(row))
    ]
