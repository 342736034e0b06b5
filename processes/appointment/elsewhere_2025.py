"""Appointment from elsewhere: NĐ 170/2025/NĐ-CP, art. 33, cl. 3, original text.

For procedures carried out from 01/07/2025 to 31/07/2026. The leadership of the present workplace
votes: more than half of all who were summoned, and at exactly half its head decides. The slips are
cast and counted there; what they came to is stated here on the count minutes, and the gate judges
it. Compare `elsewhere_2026`, where nobody votes.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.appointment.elsewhere import HR, PRESENT, ElsewhereStage
from processes.appointment.papers import PAPERS_2025
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import Consultation, PapersCheck


class ElsewhereAppointmentFlow2025(ElsewhereStage, StatutoryFlow):
    """Appointment from elsewhere, original text."""

    process_title = _("Appointment from elsewhere (original text)")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 33, cl. 3, original text")
    procedure = "appointment-elsewhere"
    procedure_title = _("Appointment from elsewhere")
    number_prefix = "BK"
    instrument = "170/2025/NĐ-CP"
    edition = Edition(
        code="appointment-elsewhere.2025",
        title=_("Edition of 01/07/2025"),
        since=date(2025, 7, 1),
        until=date(2026, 8, 1),
        basis=_("NĐ 170/2025/NĐ-CP, art. 71"),
        transition=_(
            "before 01/08/2026, so the original text of NĐ 170/2025 governs to the end "
            "(NĐ 300/2026, art. 35, cl. 2)"
        ),
    )

    # Step 2: the leadership of the present workplace is asked, and votes.
    consult_workplace = (
        Consultation((PRESENT,))
        .Annotation(title=_("Step 2: ask the present workplace, which votes"))
        .Cites("33", "3")
        .By(*HR)
        .Produces("answer")
        .Next(this.meet_person)
        .Nobody(this.nobody_left)
    )

    # Art. 33, cl. 3 and art. 35.
    gather_papers = (
        PapersCheck(PAPERS_2025)
        .Annotation(title=_("Gather and check the papers"))
        .Cites("35")
        .Cites("33", "3")
        .By(*HR)
        .Next(this.appraise)
    )
