"""What the law leaves to somebody's judgement: a named person confirms it in the dossier."""

from __future__ import annotations

from workflow_engine.dossiers.models import Assessment
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers


@gathers("confirmed_time_in_post", fact="confirmed_time_in_post")
@gathers("confirmed_assessment_of_short_service", fact="confirmed_assessment_of_short_service")
@gathers("confirmed_other_conditions", fact="confirmed_other_conditions")
@gathers("confirmed_no_other_bar", fact="confirmed_no_other_bar")
@gathers("confirmed_faults_remedied", fact="confirmed_faults_remedied")
@gathers("experience_assessed_fit", fact="experience_assessed_fit")
@gathers("political_standard_concluded", fact="political_standard_concluded")
def confirmed(case: Case, *, fact: str) -> Reading:
    """Boolean, from the assessments of this dossier: the last one entered on the fact.

    NĐ 170/2025, art. 29, cl. 1, 3, 5, 6, 9 pt. e, 10; art. 35, cl. 7; art. 55, cl. 1.
    """
    rows = case.register.assessments(case.candidate.pk)
    found = [row for row in rows if row.fact == fact]
    later = case.register.ahead(Assessment, case.candidate.pk)
    if ahead := [row for row in later if row.fact == fact]:
        return Reading(None, ahead)
    return Reading(found[-1].confirmed, [found[-1]]) if found else UNKNOWN
