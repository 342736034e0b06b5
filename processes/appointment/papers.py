"""The papers of an appointment dossier: NĐ 170/2025, art. 35, in both texts.

The dossier's own minutes and count minutes (no. 1) are made by the steps; what is listed here is
filed for the candidate. In the text of 2025 only the photograph (no. 3) and the health certificate
(no. 10) have an age limit, counted to the day on which the file is submitted; from 01/08/2026
nos. 1 to 6, 8 and 10 have one, counted to the day on which it is considered, and nos. 7 and 9 are
not needed for a post equal to, equivalent to or lower than the one held, if nothing new has arisen.
A first file serves again for 6 months, but for the submission (no. 1), which is about one act.
"""

from django.utils.translation import gettext_lazy as _

from workflow_engine.nodes.papers import PaperRequired

_AGE = "paper_age_limit_months"
FIRST_FILE = "first_file_months"

PAPERS_2025 = (
    PaperRequired("submission", _("Submission on the appointment"), "35", "1"),
    PaperRequired("curriculum-vitae", _("Certified CV with photograph"), "35", "3", _AGE),
    PaperRequired("self-evaluation", _("Self-evaluation of the last 3 years"), "35", "4"),
    PaperRequired("party-cell-opinion", _("Opinion of the Party cell at work"), "35", "5"),
    PaperRequired("collective-opinion", _("Evaluation of 3 years by the collective"), "35", "5"),
    PaperRequired("residence-opinion", _("Opinion of the Party cell at the residence"), "35", "6"),
    PaperRequired("political-standards", _("Conclusion on political standards"), "35", "7"),
    PaperRequired("asset-declaration", _("Declaration of assets and income"), "35", "8"),
    PaperRequired("degrees", _("Copies of degrees and certificates"), "35", "9"),
    PaperRequired("health-certificate", _("Health certificate"), "35", "10", _AGE),
)

PAPERS_2026 = (
    PaperRequired(
        "submission", _("Submission on the appointment"), "35", "1", _AGE, of_the_act=True
    ),
    PaperRequired("curriculum-vitae", _("Certified CV with photograph"), "35", "2", _AGE),
    PaperRequired(
        "collective-opinion", _("Evaluation of 3 years by the collective"), "35", "3", _AGE
    ),
    PaperRequired("party-cell-opinion", _("Opinion of the Party cell at work"), "35", "4", _AGE),
    PaperRequired(
        "residence-opinion", _("Opinion of the Party cell at the residence"), "35", "5", _AGE
    ),
    PaperRequired("self-evaluation", _("Self-evaluation of the last 3 years"), "35", "6", _AGE),
    PaperRequired(
        "political-standards", _("Conclusion on political standards"), "35", "7", spared=True
    ),
    PaperRequired("asset-declaration", _("Declaration of assets and income"), "35", "8", _AGE),
    PaperRequired("degrees", _("Copies of degrees and certificates"), "35", "9", spared=True),
    PaperRequired("health-certificate", _("Health certificate"), "35", "10", _AGE),
)
