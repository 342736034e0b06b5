"""The papers of a reappointment and of an extension: NĐ 170/2025, art. 41, in both texts.

A reappointment asks for the papers of an appointment (art. 35), and an extension since 01/08/2026
too; the own report, and since then the evaluation by the collective, cover the whole term. The
conclusion on political standards is needed where something new has arisen; since 01/08/2026 the
degrees too (art. 35, last paragraph).
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from processes.appointment.papers import PAPERS_2025, PAPERS_2026
from workflow_engine.nodes.papers import PaperRequired

_AGE = "paper_age_limit_months"

# What covers the whole term, by the kind of the paper.
_OF_THE_TERM = {
    "self-evaluation": _("Self-evaluation of the whole term"),
    "collective-opinion": _("Evaluation of the whole term by the collective"),
    "submission": _("Submission on the end of the term"),
}


def _of_the_term(paper: PaperRequired, kinds: tuple[str, ...]) -> PaperRequired:
    return replace(paper, title=_OF_THE_TERM[paper.kind]) if paper.kind in kinds else paper


REAPPOINTMENT_2025 = tuple(
    replace(paper, article="41", clause="1", spared=True)
    if paper.kind == "political-standards"
    else _of_the_term(paper, ("submission", "self-evaluation"))
    for paper in PAPERS_2025
)

RENEWAL_2026 = tuple(
    _of_the_term(paper, ("submission", "self-evaluation", "collective-opinion"))
    for paper in PAPERS_2026
)

# Art. 41, cl. 2; the minutes and the count (pt. b) are made in the procedure.
EXTENSION_2025 = (
    PaperRequired("submission", _("Submission on the end of the term"), "41", "2"),
    PaperRequired("curriculum-vitae", _("Certified CV with photograph"), "41", "2", _AGE),
    PaperRequired("self-evaluation", _("Self-evaluation of the whole term"), "41", "2"),
    PaperRequired(
        "political-standards", _("Conclusion on political standards"), "41", "2", spared=True
    ),
    PaperRequired("residence-opinion", _("Opinion of the Party cell at the residence"), "41", "2"),
    PaperRequired("asset-declaration", _("Declaration of assets and income"), "41", "2"),
    PaperRequired("health-certificate", _("Health certificate"), "41", "2", _AGE),
)
