"""Reappointment: NĐ 170/2025, arts. 36 to 41, as amended by NĐ 300/2026/NĐ-CP.

For procedures carried out from 01/08/2026, in the order of art. 39. The slips of the key cadres
are counted against those present, those of the leadership against those summoned (cl. 4). Compare
`reappointment_2025`, where the law counted both against those summoned.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.appointment.papers import FIRST_FILE
from processes.integrity.asking import DECLARATION
from processes.shared.composition import key_cadres, leadership_collective
from processes.terms.effect import end_of_term, next_term, not_renewed
from processes.terms.papers import RENEWAL_2026
from processes.terms.stages import PREPARING, EndOfTerm, term_that_ends
from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import (
    Approval,
    Ballot,
    Choice,
    Conference,
    Decision,
    Disclosure,
    End,
    Evaluation,
    Gate,
    OpeningNotice,
    Opinion,
    PapersCheck,
    Report,
    SelfReport,
    Summons,
)


class ReappointmentFlow2026(EndOfTerm, StatutoryFlow):
    """Reappointment."""

    process_title = _("Reappointment")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 39, as amended by NĐ 300/2026/NĐ-CP")
    procedure = "reappointment"
    procedure_title = _("Reappointment of leaders and managers")
    number_prefix = "BNL"
    amended_by = "300/2026/NĐ-CP"
    amendments = {"36": "16", "37": "17", "39": "18", "41": "20"}
    about = term_that_ends("reappointment")
    children = (DECLARATION,)
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

    # Art. 36, cl. 2: in writing, so that the papers are prepared.
    notify = (
        OpeningNotice(paper="renewal-notice")
        .Annotation(title=_("Give notice of the end of the term"))
        .Cites("36", "2")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR, Role.APPOINTING_AUTHORITY)
        .Dates("notified_on", by="notified_on")
        .Next(this.receive_report)
    )

    # Art. 39, cl. 1.
    receive_report = (
        SelfReport()
        .Annotation(title=_("Receive the report on the own work"))
        .Cites("39", "1")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Dates("self_report_on", by="last_received_on")
        .Next(this.check_conditions)
        .Nobody(this.report_to_authority)
    )

    # Art. 37. Design: before the first conference, as all conditions; whoever is in a case of art.
    # 36, cl. 3 waits.
    check_conditions = (
        Gate("reappointment")
        .Annotation(title=_("Conditions, before the first conference"))
        .Cites("37")
        .Then(this.draw_up_summons)
        .Else(this.nobody_left)
    )

    # Art. 39, cl. 2 and 4: by art. 33, cl. 2, pts. d and đ.
    draw_up_summons = (
        Summons()
        .Annotation(title=_("Draw up the summons lists"))
        .Cites("39", "2")
        .Cites("39", "4")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("summons-list")
        .Next(this.disclose_declarations)
    )

    # Luật PCTN 36/2018, art. 39, cl. 2. The decree that details it since 01/07/2026 was not read.
    disclose_declarations = (
        Disclosure()
        .Annotation(title=_("Disclose the asset declarations"))
        .Cites("39", "2", instrument="36/2018/QH14", confidence="secondary")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("disclosure-minutes")
        .Next(this.hold_key_cadre_conference)
        .Nobody(this.report_to_authority)
    )

    # Art. 39, cl. 2; what the slips come to stands in cl. 4. Interpretation: whether the procedure
    # goes on is decided once they are counted, before the head evaluates.
    hold_key_cadre_conference = (
        Conference(composition=key_cadres, ballot=Ballot("reappointment.key-cadres", secret=True))
        .Annotation(title=_("Key-cadre conference"))
        .Cites("39", "2")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("count-minutes", "conference-minutes")
        .Announced(False)
        .Dates("conference_on", by="held_on")
        .On("approved", this.evaluate)
        .On("head-decides", this.decide_on_going_on)
        .On("reported", this.report_key_cadre_slips)
        .Nobody(this.report_to_authority)
    )

    # Art. 39, cl. 4: at exactly half the head decides ...
    decide_on_going_on = (
        Choice()
        .Annotation(title=_("The head decides whether the procedure goes on"))
        .Cites("39", "4")
        .By(Role.LEADER)
        .Next(this.evaluate)
        .Refused(this.report_to_authority)
    )

    # ... under half the authority does.
    report_key_cadre_slips = (
        Report()
        .Annotation(title=_("Report the slips of the key cadres"))
        .Cites("39", "4")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR, Role.LEADER)
        .Produces("report")
        .Next(this.direct_going_on)
    )

    direct_going_on = (
        Approval(paper="direction")
        .Annotation(title=_("Decide whether the procedure goes on"))
        .Cites("39", "4")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Takes("report")
        .Produces("direction")
        .Approved(this.evaluate)
        .Returned(this.report_key_cadre_slips)
        .Refused(this.stopped)
    )

    # Art. 39, cl. 3.
    evaluate = (
        Evaluation()
        .Annotation(title=_("The head evaluates and proposes"))
        .Cites("39", "3")
        .By(Role.LEADER)
        .Produces("head-evaluation")
        .Next(this.obtain_party_opinion)
        .Nobody(this.report_to_authority)
    )

    # Art. 39, cl. 4: new matters verified, then the Party committee of the same level.
    obtain_party_opinion = (
        Opinion()
        .Annotation(title=_("Opinion of the Party committee; new matters verified"))
        .Cites("39", "4")
        .By(Role.PARTY_COMMITTEE)
        .Produces("party-opinion")
        .Next(this.hold_leadership_conference)
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
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("count-minutes", "conference-minutes")
        .Announced(True)
        .On("approved", this.gather_papers)
        .On("head-decides", this.decide_at_half)
        .On("reported", this.report_opinions)
        .Nobody(this.report_to_authority)
    )

    decide_at_half = (
        Choice()
        .Annotation(title=_("The head decides, or submits to the authority"))
        .Cites("39", "4")
        .By(Role.LEADER)
        .Next(this.gather_papers)
        .Refused(this.report_to_authority)
        .Submitted(this.direct_proposal)
    )

    report_opinions = (
        Report()
        .Annotation(title=_("Report all differing opinions"))
        .Cites("39", "4")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR, Role.LEADER)
        .Produces("report")
        .Next(this.direct_proposal)
    )

    direct_proposal = (
        Approval(paper="direction")
        .Annotation(title=_("Decide on what the leadership left open"))
        .Cites("39", "4")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Takes("report")
        .Produces("direction")
        .Approved(this.gather_papers)
        .Returned(this.report_opinions)
        .Refused(this.stopped)
    )

    # Art. 41: as of an appointment, over the whole term.
    gather_papers = (
        PapersCheck(RENEWAL_2026, spared_to_all=True, first_file=FIRST_FILE)
        .Annotation(title=_("Gather and check the papers"))
        .Cites("41")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .States("new_term_months", each=True)
        .Next(this.check_before_decision)
    )

    # Art. 37, and the length of the term (art. 36, cl. 1), immediately before the decision.
    check_before_decision = (
        Gate("reappointment_decision")
        .Annotation(title=_("Conditions, immediately before the decision"))
        .Cites("37")
        .Cites("36", "1")
        .Then(this.decide_reappointment)
        .Else(this.nobody_left)
    )

    # Art. 39, cl. 4, last sentence; art. 36, cl. 1 and 4. Whoever is not reappointed is given no
    # equal or higher post (art. 36, cl. 7).
    decide_reappointment = (
        Decision(
            gate="reappointment_decision",
            effect=next_term,
            refusal=not_renewed,
            from_day=end_of_term,
            words={"approved": _("Reappoint"), "refused": _("Do not reappoint")},
        )
        .Annotation(title=_("Decide on the reappointment"))
        .Cites("39", "4")
        .Cites("36", "4")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Produces("decision")
        .Dates("decided_on", by="dated_on", upon=("approved", "refused"))
        .Approved(this.reappointed)
        .Returned(this.gather_papers)
        .Refused(this.not_reappointed)
        .Recheck(this.check_before_decision)
    )

    report_to_authority = (
        Report()
        .Annotation(title=_("Stop and report to the authority"))
        .Cites("39", "4")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR, Role.LEADER)
        .Produces("report")
        .Next(this.stopped)
    )

    reappointed = End(Dossier.Outcome.ACHIEVED).Annotation(title=_("Reappointed"))
    not_reappointed = End(Dossier.Outcome.REFUSED).Annotation(title=_("Not reappointed"))
