"""Rotation with the papers of art. 35 as amended: NĐ 170/2025/NĐ-CP, arts. 42 to 51.

See `rotation`, which both editions share.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.appointment.papers import PAPERS_2026
from processes.moves.rotation import HR, RotationStage
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import PapersCheck


class RotationFlow2026(RotationStage, StatutoryFlow):
    """Rotation, art. 35 as amended."""

    process_title = _("Rotation (papers as amended)")
    process_description = _(
        "NĐ 170/2025/NĐ-CP, arts. 42 to 51, with arts. 29 and 35 as amended by NĐ 300/2026/NĐ-CP"
    )
    procedure = "rotation"
    procedure_title = _("Rotation")
    number_prefix = "LC"
    instrument = "170/2025/NĐ-CP"
    amended_by = "300/2026/NĐ-CP"
    amendments = {"29": "12", "35": "15"}
    edition = Edition(
        code="rotation.2026",
        title=_("Edition of 01/08/2026"),
        since=date(2026, 8, 1),
        until=None,
        basis=_("NĐ 300/2026/NĐ-CP, art. 36"),
        transition=_(
            "from 01/08/2026, so NĐ 170/2025 as amended by NĐ 300/2026 governs "
            "(NĐ 300/2026, art. 36)"
        ),
    )

    # Art. 47: the papers of art. 35.
    gather_papers = (
        PapersCheck(PAPERS_2026)
        .Annotation(title=_("Gather and check the papers"))
        .Cites("47")
        .Cites("35")
        .By(*HR)
        .Next(this.check_before_decision)
    )
