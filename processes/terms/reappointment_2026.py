"""Reappointment: NĐ 170/2025, arts. 36 to 41, as amended by NĐ 300/2026/NĐ-CP.

For procedures carried out from 01/08/2026, in the order of art. 39. The slips of the key cadres
are counted against those present, those of the leadership against those summoned (cl. 4). Compare
`reappointment_2025`, where the law counted both against those summoned.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.appointment.papers import FIRST_FILE
from processes.shared.composition import key_cadres, leadership_collective
from processes.terms.papers import RENEWAL_2026
from processes.terms.reappointment import ReappointmentStage
from processes.terms.stages import HR
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import Ballot, Conference, PapersCheck, SelfReport


class ReappointmentFlow2026(ReappointmentStage, StatutoryFlow):
    """Reappointment."""

    process_title = _("Reappointment")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 39, as amended by NĐ 300/2026/NĐ-CP")
    amended_by = "300/2026/NĐ-CP"
    amendments = {"36": "16", "37": "17", "39": "18", "41": "20"}
    edition = Edition(
        code="reappointment.2026",
        title=_("Edition of 01/08/2026"),
        since=date(2026, 8, 1),
        until=None,
        basis=_("NĐ 300/2026/NĐ-CP, art. 36"),
        transition=_(
            "from 01/08/2026, so NĐ 170/2025 as amended by NĐ 300/2026 governs "
            "(NĐ 300/2026, art. 36)"
        ),
    )

    # Art. 39, cl. 1.
    receive_report = (
        SelfReport()
        .Annotation(title=_("Receive the report on the own work"))
        .Cites("39", "1")
        .By(*HR)
        .Dates("self_report_on", by="last_received_on")
        .Next(this.check_conditions)
        .Nobody(this.report_to_authority)
    )

    # Art. 39, cl. 2; what the slips come to stands in cl. 4. Interpretation: whether the procedure
    # goes on is decided once they are counted, before the head evaluates.
    hold_key_cadre_conference = (
        Conference(composition=key_cadres, ballot=Ballot("reappointment.key-cadres", secret=True))
        .Annotation(title=_("Key-cadre conference"))
        .Cites("39", "2")
        .By(*HR)
        .Produces("count-minutes", "conference-minutes")
        .Announced(False)
        .Dates("conference_on", by="held_on")
        .On("approved", this.evaluate)
        .On("head-decides", this.decide_on_going_on)
        .On("reported", this.report_key_cadre_slips)
        .Nobody(this.report_to_authority)
    )

    # Art. 39, cl. 4.
    hold_leadership_conference = (
        Conference(
            composition=leadership_collective,
            ballot=Ballot("reappointment.leadership", secret=True),
        )
        .Annotation(title=_("Leadership conference"))
        .Cites("39", "4")
        .By(*HR)
        .Produces("count-minutes", "conference-minutes")
        .Announced(True)
        .On("approved", this.gather_papers)
        .On("head-decides", this.decide_at_half)
        .On("reported", this.report_opinions)
        .Nobody(this.report_to_authority)
    )

    # Art. 41: as of an appointment, over the whole term.
    gather_papers = (
        PapersCheck(RENEWAL_2026, spared_to_all=True, first_file=FIRST_FILE)
        .Annotation(title=_("Gather and check the papers"))
        .Cites("41")
        .By(*HR)
        .States("new_term_months", each=True)
        .Next(this.check_before_decision)
    )
