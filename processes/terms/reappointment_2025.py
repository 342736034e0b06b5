"""Reappointment: NĐ 170/2025, arts. 36 to 41, in the original text.

For procedures carried out from 01/07/2025 to 31/07/2026, in the order of art. 39. The slips of
the key cadres and of the leadership are counted against those summoned (cl. 5). The law sets no
time for the own report and for the conference. Compare `reappointment_2026`.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.integrity.asking import DECLARATION
from processes.shared.composition import key_cadres_2025, leadership_collective
from processes.terms.effect import end_of_term, next_term, not_renewed
from processes.terms.papers import REAPPOINTMENT_2025
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


class ReappointmentFlow2025(EndOfTerm, StatutoryFlow):
    """Reappointment."""

    process_title = _("Reappointment")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 39, original text")
    procedure = "reappointment"
    procedure_title = _("Reappointment of leaders and managers")
    number_prefix = "BNL"
    about = term_that_ends("reappointment")
    children = (DECLARATION,)
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

    # Art. 39, cl. 1; art. 36, cl. 1.
    notify = (
        OpeningNotice(paper="renewal-notice")
        .Annotation(title=_("Give notice of the end of the term"))
        .Cites("39", "1")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR, Role.APPOINTING_AUTHORITY)
        .Dates("notified_on", by="notified_on")
        .Next(this.receive_report)
    )

    # Art. 39, cl. 2.
    receive_report = (
        SelfReport()
        .Annotation(title=_("Receive the report on the own work"))
        .Cites("39", "2")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Next(this.check_conditions)
        .Nobody(this.report_to_authority)
    )

    # Art. 37. Design: before the first conference, as all conditions; whoever is in a case of art.
    # 36, cl. 5 waits.
    check_conditions = (
        Gate("reappointment")
        .Annotation(title=_("Conditions, before the first conference"))
        .Cites("37")
        .Then(this.draw_up_summons)
        .Else(this.nobody_left)
    )

    # Art. 39, cl. 3 and 5: as in the steps 4 and 5 of an appointment.
    draw_up_summons = (
        Summons()
        .Annotation(title=_("Draw up the summons lists"))
        .Cites("39", "3")
        .Cites("39", "5")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("summons-list")
        .Next(this.disclose_declarations)
    )

    # Luật PCTN 36/2018, art. 39, cl. 2.
    disclose_declarations = (
        Disclosure()
        .Annotation(title=_("Disclose the asset declarations"))
        .Cites("39", "2", instrument="36/2018/QH14", confidence="secondary")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("disclosure-minutes")
        .Next(this.hold_key_cadre_conference)
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
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("count-minutes", "conference-minutes")
        .Announced(False)
        .On("approved", this.evaluate)
        .On("head-decides", this.decide_on_going_on)
        .On("reported", this.report_key_cadre_slips)
        .Nobody(this.report_to_authority)
    )

    # Art. 39, cl. 5: at exactly half the head decides ...
    decide_on_going_on = (
        Choice()
        .Annotation(title=_("The head decides whether the procedure goes on"))
        .Cites("39", "5")
        .By(Role.LEADER)
        .Next(this.evaluate)
        .Refused(this.report_to_authority)
    )

    # ... under half the authority does.
    report_key_cadre_slips = (
        Report()
        .Annotation(title=_("Report the slips of the key cadres"))
        .Cites("39", "5")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR, Role.LEADER)
        .Produces("report")
        .Next(this.direct_going_on)
    )

    direct_going_on = (
        Approval(paper="direction")
        .Annotation(title=_("Decide whether the procedure goes on"))
        .Cites("39", "5")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Takes("report")
        .Produces("direction")
        .Approved(this.evaluate)
        .Returned(this.report_key_cadre_slips)
        .Refused(this.stopped)
    )

    # Art. 39, cl. 4.
    evaluate = (
        Evaluation()
        .Annotation(title=_("The head evaluates and proposes"))
        .Cites("39", "4")
        .By(Role.LEADER)
        .Produces("head-evaluation")
        .Next(this.obtain_party_opinion)
        .Nobody(this.report_to_authority)
    )

    # Art. 39, cl. 5: new matters verified, then the Party committee of the same level.
    obtain_party_opinion = (
        Opinion()
        .Annotation(title=_("Opinion of the Party committee; new matters verified"))
        .Cites("39", "5")
        .By(Role.PARTY_COMMITTEE)
        .Produces("party-opinion")
        .Next(this.hold_leadership_conference)
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
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("count-minutes", "conference-minutes")
        .On("approved", this.gather_papers)
        .On("head-decides", this.decide_at_half)
        .On("reported", this.report_opinions)
        .Nobody(this.report_to_authority)
    )

    decide_at_half = (
        Choice()
        .Annotation(title=_("The head decides, or submits to the authority"))
        .Cites("39", "5")
        .By(Role.LEADER)
        .Next(this.gather_papers)
        .Refused(this.report_to_authority)
        .Submitted(this.direct_proposal)
    )

    report_opinions = (
        Report()
        .Annotation(title=_("Report all differing opinions"))
        .Cites("39", "5")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR, Role.LEADER)
        .Produces("report")
        .Next(this.direct_proposal)
    )

    direct_proposal = (
        Approval(paper="direction")
        .Annotation(title=_("Decide on what the leadership left open"))
        .Cites("39", "5")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Takes("report")
        .Produces("direction")
        .Approved(this.gather_papers)
        .Returned(this.report_opinions)
        .Refused(this.stopped)
    )

    # Art. 41, cl. 1: as of an appointment; the own report over the whole term.
    gather_papers = (
        PapersCheck(REAPPOINTMENT_2025, ages_until_submitted=True, spared_to_all=True)
        .Annotation(title=_("Gather and check the papers"))
        .Cites("41", "1")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .States("new_term_months", each=True)
        .Next(this.check_before_decision)
    )

    # Art. 37, and the length of the term (art. 36, cl. 2), immediately before the decision.
    check_before_decision = (
        Gate("reappointment_decision")
        .Annotation(title=_("Conditions, immediately before the decision"))
        .Cites("37")
        .Cites("36", "2")
        .Then(this.decide_reappointment)
        .Else(this.nobody_left)
    )

    # Art. 39, cl. 5, last sentence; art. 36, cl. 2 and 3. Whoever is not reappointed is given no
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
        .Cites("39", "5")
        .Cites("36", "3")
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
        .Cites("39", "5")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR, Role.LEADER)
        .Produces("report")
        .Next(this.stopped)
    )

    reappointed = End(Dossier.Outcome.ACHIEVED).Annotation(title=_("Reappointed"))
    not_reappointed = End(Dossier.Outcome.REFUSED).Annotation(title=_("Not reappointed"))
