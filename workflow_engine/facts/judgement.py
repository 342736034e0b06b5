"""What the law leaves to somebody's judgement: a named person confirms it in the dossier."""

from __future__ import annotations

from collections.abc import Sequence

from workflow_engine.dossiers.models import Assessment
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers
from workflow_engine.registry.names import key


@gathers("confirmed_time_in_post", fact="confirmed_time_in_post")
@gathers("confirmed_assessment_of_short_service", fact="confirmed_assessment_of_short_service")
@gathers("confirmed_other_conditions", fact="confirmed_other_conditions")
@gathers("confirmed_no_other_bar", fact="confirmed_no_other_bar")
@gathers("confirmed_faults_remedied", fact="confirmed_faults_remedied")
@gathers("confirmed_no_post_one_level_lower", fact="confirmed_no_post_one_level_lower")
@gathers("confirmed_no_discipline_restriction", fact="confirmed_no_discipline_restriction")
@gathers("confirmed_political_theory_in_training", fact="confirmed_political_theory_in_training")
@gathers("resigned_instead_of_dismissal", fact="resigned_instead_of_dismissal")
@gathers("experience_assessed_fit", fact="experience_assessed_fit")
@gathers("political_standard_concluded", fact="political_standard_concluded")
def confirmed(case: Case, *, fact: str) -> Reading:
    """Boolean, from the assessments of this dossier: that of the latest paper on the fact.

    NĐ 170/2025, art. 29, cl. 1, 3, 5, 6, 9 pt. e, 10; art. 35, cl. 7; art. 55, cl. 1. Of two papers
    of one day the worse counts; of one paper that is entered as saying both, it is not known.
    """
    rows = case.register.assessments(case.candidate.pk)
    found = [row for row in rows if row.fact == fact]
    later = case.register.ahead(Assessment, case.candidate.pk)
    if ahead := [row for row in later if row.fact == fact]:
        return Reading(None, ahead)
    if doubtful := _contradictory(found):
        return Reading(None, doubtful)
    last = max(
        found,
        key=lambda row: (row.document_date, not row.confirmed, row.pk),
        default=None,
    )
    return Reading(last.confirmed, [last]) if last else UNKNOWN


def _contradictory(found: Sequence[Assessment]) -> Sequence[Assessment]:
    """Return the assessments by the latest paper, where it is entered as saying both."""
    last = max((row.document_date for row in found), default=None)
    said: dict[str, list[Assessment]] = {}
    for row in found:
        if row.document_date == last:
            said.setdefault(key(row.document_number), []).append(row)
    for rows in said.values():
        if len({row.confirmed for row in rows}) > 1:
            return rows
    return ()
