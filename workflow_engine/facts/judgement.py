"""What the law leaves to somebody's judgement: a named person confirms it in the dossier."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workflow_engine.dossiers.models import Assessment
from workflow_engine.facts.reading import UNKNOWN, Case, Reading, gathers
from workflow_engine.registry.names import key


@gathers("confirmed_time_in_post", fact="confirmed_time_in_post")
@gathers("confirmed_assessment_of_short_service", fact="confirmed_assessment_of_short_service")
@gathers("confirmed_other_conditions", fact="confirmed_other_conditions")
@gathers("confirmed_no_other_bar", fact="confirmed_no_other_bar")
@gathers("confirmed_faults_remedied", fact="confirmed_faults_remedied")
@gathers("experience_assessed_fit", fact="experience_assessed_fit")
@gathers("political_standard_concluded", fact="political_standard_concluded")
def confirmed(case: Case, *, fact: str) -> Reading:
    """Boolean, from the assessments of this dossier: that of the latest paper on the fact.

    NĐ 170/2025, art. 29, cl. 1, 3, 5, 6, 9 pt. e, 10; art. 35, cl. 7; art. 55, cl. 1. Of two papers
    of one day the worse counts; of one paper that is entered as saying both, or of papers without a
    date that do not say the same, it is not known.
    """
    rows = case.register.assessments(case.candidate.pk)
    found = [row for row in rows if row.fact == fact]
    later = case.register.ahead(Assessment, case.candidate.pk)
    if ahead := [row for row in later if row.fact == fact]:
        return Reading(None, ahead)
    if len({row.confirmed for row in found}) > 1 and (doubtful := _contradictory(found)):
        return Reading(None, doubtful)
    last = max(
        found,
        key=lambda row: (row.document_date or date.min, not row.confirmed, row.pk),
        default=None,
    )
    return Reading(last.confirmed, [last]) if last else UNKNOWN


def _contradictory(found: Sequence[Assessment]) -> Sequence[Assessment]:
    """Return the assessments of differing answers of which no date tells which one holds."""
    if any(row.document_date is None for row in found):
        return found
    last = max(row.document_date for row in found)
    said: dict[str, set[bool]] = {}
    latest = [row for row in found if row.document_date == last]
    for row in latest:
        said.setdefault(key(row.document_number), set()).add(row.confirmed)
    return latest if any(len(answers) > 1 for answers in said.values()) else ()
