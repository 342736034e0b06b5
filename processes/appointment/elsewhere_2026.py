"""Appointment from elsewhere: NĐ 170/2025, art. 33, cl. 3, as amended by NĐ 300/2026, art. 13.

For procedures carried out from 01/08/2026. Both places are asked, the present workplace in writing;
nobody votes. Compare `elsewhere_2025`.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.appointment.elsewhere import HR, PRESENT, ElsewhereStage
from processes.appointment.papers import PAPERS_2026
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import Consultation, PapersCheck


class ElsewhereAppointmentFlow2026(ElsewhereStage, StatutoryFlow):
    """Appointment from elsewhere, amended text."""

    process_title = _("Appointment from elsewhere (amended text)")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 33, cl. 3, as amended by NĐ 300/2026/NĐ-CP")
    procedure = "appointment-elsewhere"
    procedure_title = _("Appointment from elsewhere")
    number_prefix = "BK"
    instrument = "170/2025/NĐ-CP"
    amended_by = "300/2026/NĐ-CP"
    amendments = {"29": "12", "33": "13", "35": "15"}
    edition = Edition(
        code="appointment-elsewhere.2026",
        title=_("Edition of 01/08/2026"),
        since=date(2026, 8, 1),
        until=None,
        basis=_("NĐ 300/2026/NĐ-CP, art. 36"),
        transition=_(
            "from 01/08/2026, so NĐ 170/2025 as amended by NĐ 300/2026 governs "
            "(NĐ 300/2026, art. 36)"
        ),
    )

    # Step 2 (cl. 3, pt. b): in writing, on the transfer and the appointment.
    consult_workplace = (
        Consultation((PRESENT,))
        .Annotation(title=_("Step 2: ask the present workplace in writing"))
        .Cites("33", "3", "b")
        .By(*HR)
        .Produces("answer")
        .Next(this.meet_person)
        .Nobody(this.nobody_left)
    )

    # Art. 33, cl. 3 and art. 35.
    gather_papers = (
        PapersCheck(PAPERS_2026)
        .Annotation(title=_("Gather and check the papers"))
        .Cites("35")
        .Cites("33", "3")
        .By(*HR)
        .Next(this.appraise)
    )
