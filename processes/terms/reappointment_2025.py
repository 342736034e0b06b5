"""Reappointment: NĐ 170/2025, arts. 36 to 41, in the original text.

For procedures carried out from 01/07/2025 to 31/07/2026, in the order of art. 39. The slips of
the key cadres and of the leadership are counted against those summoned (cl. 5). The law sets no
time for the own report and for the conference. Compare `reappointment_2026`.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.shared.composition import key_cadres_2025, leadership_collective
from processes.terms.papers import REAPPOINTMENT_2025
from processes.terms.reappointment import ReappointmentStage
from processes.terms.stages import HR
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import Ballot, Conference, PapersCheck, SelfReport


class ReappointmentFlow2025(ReappointmentStage, StatutoryFlow):
    """Reappointment."""

    process_title = _("Reappointment")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 39, original text")
    edition = Edition(
        code="reappointment.2025",
        title=_("Edition of 01/07/2025"),
        since=date(2025, 7, 1),
        until=date(2026, 8, 1),
        basis=_("NĐ 170/2025/NĐ-CP, art. 39"),
        transition=_(
            "before 01/08/2026, so NĐ 170/2025 in its original text governs "
            "(NĐ 300/2026, art. 35, cl. 2)"
        ),
    )
    # Where the original text has what the stages cite by the numbers of the amended one.
    numbered = {
        "36.1": "36.2",
        "36.2": "39.1",
        "36.4": "36.3",
        "39.2": "39.3",
        "39.3": "39.4",
        "39.4": "39.5",
    }

    # Art. 39, cl. 2.
    receive_report = (
        SelfReport()
        .Annotation(title=_("Receive the report on the own work"))
        .Cites("39", "2")
        .By(*HR)
        .Next(this.check_conditions)
        .Nobody(this.report_to_authority)
    )

    # Art. 39, cl. 3; what the slips come to stands in cl. 5. Interpretation: whether the procedure
    # goes on is decided once they are counted, before the head evaluates.
    hold_key_cadre_conference = (
        Conference(
            composition=key_cadres_2025, ballot=Ballot("reappointment.key-cadres", secret=True)
        )
        .Annotation(title=_("Key-cadre conference"))
        .Cites("39", "3")
        .By(*HR)
        .Produces("count-minutes", "conference-minutes")
        .Announced(False)
        .On("approved", this.evaluate)
        .On("head-decides", this.decide_on_going_on)
        .On("reported", this.report_key_cadre_slips)
        .Nobody(this.report_to_authority)
    )

    # Art. 39, cl. 5; the text does not say that the result is announced.
    hold_leadership_conference = (
        Conference(
            composition=leadership_collective,
            ballot=Ballot("reappointment.leadership", secret=True),
        )
        .Annotation(title=_("Leadership conference"))
        .Cites("39", "5")
        .By(*HR)
        .Produces("count-minutes", "conference-minutes")
        .On("approved", this.gather_papers)
        .On("head-decides", this.decide_at_half)
        .On("reported", this.report_opinions)
        .Nobody(this.report_to_authority)
    )

    # Art. 41, cl. 1: as of an appointment; the own report over the whole term.
    gather_papers = (
        PapersCheck(REAPPOINTMENT_2025, ages_until_submitted=True, spared_to_all=True)
        .Annotation(title=_("Gather and check the papers"))
        .Cites("41", "1")
        .By(*HR)
        .States("new_term_months", each=True)
        .Next(this.check_before_decision)
    )
