"""Appointment from on-site sources in five steps: NĐ 170/2025/NĐ-CP, arts. 28 to 35, original text.

For procedures carried out from 01/07/2025 to 31/07/2026. The five conferences stand in the order
of art. 33, cl. 2; every share is taken of all who were summoned, and a conference may be held only
with two thirds of them present. Compare `on_site_2026`, where the law has four.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.appointment.papers import PAPERS_2025
from processes.appointment.stages import DecisionStage, PolicyStage
from processes.shared.composition import (
    extended_leadership,
    key_cadres_2025,
    leadership_collective,
)
from workflow_engine.access.roles import Role
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import (
    Ballot,
    Choice,
    Conference,
    Disclosure,
    Gate,
    Nomination,
    Opinion,
    PapersCheck,
    Summons,
)


class OnSiteAppointmentFlow2025(PolicyStage, DecisionStage, StatutoryFlow):
    """Appointment from on-site sources, five steps."""

    process_title = _("Appointment from on-site sources (five steps)")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 33, original text")
    procedure = "appointment-on-site"
    procedure_title = _("Appointment from on-site sources")
    source = "on_site"
    number_prefix = "BN"
    instrument = "170/2025/NĐ-CP"
    nomination = "list_candidates"
    # NĐ 300/2026, art. 35, cl. 2: "Trường hợp đã thực hiện quy trình bổ nhiệm [...] trước ngày Nghị
    # định này có hiệu lực thì tiếp tục thực hiện theo quy định [...] tại thời điểm thực hiện".
    # Interpretation: what shows that it was carried out is the written approval of the policy (NĐ
    # 170/2025, art. 33, cl. 1, pt. b) or the minutes of the first conference (cl. 2).
    edition = Edition(
        code="appointment-on-site.2025",
        title=_("Edition of 01/07/2025 (five steps)"),
        since=date(2025, 7, 1),
        until=date(2026, 8, 1),
        basis=_("NĐ 170/2025/NĐ-CP, art. 71"),
        transition=_(
            "before 01/08/2026, so the original text of NĐ 170/2025 governs to the end "
            "(NĐ 300/2026, art. 35, cl. 2)"
        ),
    )

    # Art. 33, cl. 2: who is summoned.
    draw_up_summons = (
        Summons()
        .Annotation(title=_("Draw up the summons lists"))
        .Cites("33", "2")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("summons-list")
        .Next(this.check_candidates)
    )

    # Art. 29: every condition, before the first conference.
    check_candidates = (
        Gate("appointment", facts_on="first_conference_on")
        .Annotation(title=_("Conditions, before the first conference"))
        .Cites("29")
        .Then(this.hold_first_leadership_conference)
        .Else(this.nobody_left)
    )

    # Art. 33, cl. 2, pt. a: the list is adopted, without a ballot.
    hold_first_leadership_conference = (
        Conference(
            composition=leadership_collective,
            quorum="appointment.r1-introduction",
        )
        .Annotation(title=_("Step 1: leadership conference (first)"))
        .Cites("33", "2", "a")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("conference-minutes")
        .Dates("first_conference_on", by="held_on")
        .Plans("first_conference_on", by="first_conference_on")
        .Plans("appointment_effective_on", by="planned_effective_on")
        .Selected(this.hold_extended_conference)
        .Nobody(this.report_to_authority)
        .Moved(this.check_candidates)
    )

    # Art. 33, cl. 2, pt. b.
    hold_extended_conference = (
        Conference(
            composition=extended_leadership,
            ballot=Ballot("appointment.r1-introduction", secret=True),
        )
        .Annotation(title=_("Step 2: extended leadership conference"))
        .Cites("33", "2", "b")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("count-minutes", "conference-minutes")
        .Announced(False)
        .Selected(this.name_others)
        .Nobody(this.report_to_authority)
    )

    # Art. 33, cl. 2, pt. c: "or introduces another person who meets the standards and conditions".
    # Interpretation: "another" than those introduced at step 2, so also one whom step 2 did not
    # carry forward.
    name_others = (
        Nomination(optional=True, takes_back=True)
        .Annotation(title=_("Enter another person who may be introduced"))
        .Cites("33", "2", "c")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Plans("appointment_effective_on", by="planned_effective_on")
        .Next(this.check_others)
        .Nobody(this.hold_second_leadership_conference)
    )

    # Art. 29, for whoever was entered since.
    check_others = (
        Gate("appointment")
        .Annotation(title=_("Conditions, before the second leadership conference"))
        .Cites("29")
        .Then(this.hold_second_leadership_conference)
        .Else(this.nobody_left)
    )

    # Art. 33, cl. 2, pt. c.
    hold_second_leadership_conference = (
        Conference(
            composition=leadership_collective,
            ballot=Ballot("appointment.r1-introduction", secret=True),
        )
        .Annotation(title=_("Step 3: leadership conference (second)"))
        .Cites("33", "2", "c")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("count-minutes", "conference-minutes")
        .Announced(True)
        .Selected(this.disclose_declarations)
        .Nobody(this.report_to_authority)
        .Differs(this.hold_deciding_ballot)
    )

    # Art. 33, cl. 2, pt. c: where the result differs, two thirds of all members decide.
    hold_deciding_ballot = (
        Conference(
            composition=leadership_collective,
            ballot=Ballot("appointment.r1-two-thirds-of-members", secret=True),
            summoned_as="hold_second_leadership_conference",
        )
        .Annotation(title=_("Step 3: deciding ballot of the collective"))
        .Cites("33", "2", "c")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("count-minutes", "conference-minutes")
        .Announced(True)
        .Selected(this.disclose_declarations)
        .Nobody(this.report_to_authority)
    )

    # Luật PCTN 36/2018, art. 39, cl. 2; art. 33, cl. 2, pt. d. The edition goes on after Luật
    # 132/2025 amended the law on 01/07/2026, which was not read: shown as unverified.
    disclose_declarations = (
        Disclosure()
        .Annotation(title=_("Disclose the asset declarations"))
        .Cites("39", "2", instrument="36/2018/QH14", confidence="secondary")
        .Cites("33", "2", "d")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("disclosure-minutes")
        .Next(this.hold_key_cadre_conference)
        .Nobody(this.report_to_authority)
    )

    # Art. 33, cl. 2, pt. d: an opinion, without a threshold.
    hold_key_cadre_conference = (
        Conference(
            composition=key_cadres_2025,
            ballot=Ballot("appointment.r1-opinion", secret=False),
        )
        .Annotation(title=_("Step 4: key-cadre conference"))
        .Cites("33", "2", "d")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("count-minutes", "conference-minutes")
        .Announced(False)
        .Selected(this.obtain_party_opinion)
        .Nobody(this.report_to_authority)
    )

    # Art. 33, cl. 2, pt. đ, first sentence.
    obtain_party_opinion = (
        Opinion()
        .Annotation(title=_("Opinion of the Party committee; new matters verified"))
        .Cites("33", "2", "đ")
        .By(Role.PARTY_COMMITTEE)
        .Produces("party-opinion")
        .Next(this.hold_third_leadership_conference)
        .Nobody(this.report_to_authority)
    )

    # Art. 33, cl. 2, pt. đ.
    hold_third_leadership_conference = (
        Conference(
            composition=leadership_collective,
            ballot=Ballot("appointment.r1-final", secret=True),
        )
        .Annotation(title=_("Step 5: leadership conference (third)"))
        .Cites("33", "2", "đ")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("count-minutes", "conference-minutes")
        .Selected(this.gather_papers)
        .Nobody(this.report_to_authority)
        .Tied(this.choose_between_tied)
    )

    # Art. 33, cl. 2, pt. đ: two at exactly half.
    choose_between_tied = (
        Choice()
        .Annotation(title=_("The head chooses between the tied"))
        .Cites("33", "2", "đ")
        .By(Role.LEADER)
        .Next(this.gather_papers)
    )

    # Art. 35.
    gather_papers = (
        PapersCheck(PAPERS_2025, ages_until_submitted=True)
        .Annotation(title=_("Gather and check the papers"))
        .Cites("35")
        .Cites("33", "1", "c")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Next(this.check_before_decision)
    )
