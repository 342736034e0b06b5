"""Rotation with the papers of art. 35 in the original text: NĐ 170/2025/NĐ-CP, arts. 42 to 51.

See `rotation`, which both editions share.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.appointment.papers import PAPERS_2025
from processes.moves.rotation import HR, RotationStage
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import PapersCheck


class RotationFlow2025(RotationStage, StatutoryFlow):
    """Rotation, art. 35 in the original text."""

    process_title = _("Rotation (papers in the original text)")
    process_description = _(
        "NĐ 170/2025/NĐ-CP, arts. 42 to 51, with arts. 29 and 35 in the original text"
    )
    procedure = "rotation"
    procedure_title = _("Rotation")
    number_prefix = "LC"
    instrument = "170/2025/NĐ-CP"
    edition = Edition(
        code="rotation.2025",
        title=_("Edition of 01/07/2025"),
        since=date(2025, 7, 1),
        until=date(2026, 8, 1),
        basis=_("NĐ 170/2025/NĐ-CP, art. 71"),
        transition=_(
            "before 01/08/2026, so the original text of NĐ 170/2025 governs to the end "
            "(NĐ 300/2026, art. 35, cl. 2)"
        ),
    )

    # Art. 47: the papers of art. 35.
    gather_papers = (
        PapersCheck(PAPERS_2025)
        .Annotation(title=_("Gather and check the papers"))
        .Cites("47")
        .Cites("35")
        .By(*HR)
        .Next(this.check_before_decision)
    )
