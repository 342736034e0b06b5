"""Appointment from on-site sources in four steps: NĐ 170/2025 as amended by NĐ 300/2026/NĐ-CP.

For procedures carried out from 01/08/2026. The four conferences stand in the order of art. 33,
cl. 2: the shares of steps 1, 2 and 4 are taken of those summoned less those excused for force
majeure, that of step 3 of those present. Compare `on_site_2025`, where the law had five.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.appointment.composition import (
    extended_leadership,
    key_cadres,
    leadership_collective,
)
from processes.appointment.papers import FIRST_FILE, PAPERS_2026
from processes.appointment.stages import PREPARING, DecisionStage, PolicyStage
from workflow_engine.access.roles import Role
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import (
    Approval,
    Ballot,
    Choice,
    Conference,
    Disclosure,
    Gate,
    Opinion,
    PapersCheck,
    Summons,
)


class OnSiteAppointmentFlow2026(PolicyStage, DecisionStage, StatutoryFlow):
    """Appointment from on-site sources, four steps."""

    process_title = _("Appointment from on-site sources (four steps)")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 33, as amended by NĐ 300/2026/NĐ-CP")
    procedure = "appointment-on-site"
    procedure_title = _("Appointment from on-site sources")
    source = "on_site"
    number_prefix = "BN"
    instrument = "170/2025/NĐ-CP"
    amended_by = "300/2026/NĐ-CP"
    amendments = {"29": "12", "33": "13", "34": "14", "35": "15"}
    nomination = "list_candidates"
    edition = Edition(
        code="appointment-on-site.2026",
        title=_("Edition of 01/08/2026 (four steps)"),
        since=date(2026, 8, 1),
        until=None,
        basis=_("NĐ 300/2026/NĐ-CP, art. 36"),
        transition=_(
            "from 01/08/2026, so NĐ 170/2025 as amended by NĐ 300/2026 governs "
            "(NĐ 300/2026, art. 36)"
        ),
    )

    # Art. 33, cl. 1, pt. c and cl. 2, pt. a: the adviser reports the lists ...
    draw_up_summons = (
        Summons()
        .Annotation(title=_("Draw up the summons lists"))
        .Cites("33", "2", "a")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("summons-list")
        .Next(this.approve_summons)
    )

    # ... and the competent authority decides them.
    approve_summons = (
        Approval(paper="summons-decision")
        .Annotation(title=_("Decide on the summons lists"))
        .Cites("33", "2", "a")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Takes("summons-list")
        .Produces("summons-decision")
        .Approved(this.check_candidates)
        .Returned(this.draw_up_summons)
    )

    # Art. 29: every condition, before the first conference.
    check_candidates = (
        Gate("appointment", facts_on="first_conference_on")
        .Annotation(title=_("Conditions, before the first conference"))
        .Cites("29")
        .Then(this.hold_leadership_conference)
        .Else(this.nobody_left)
    )

    # Art. 33, cl. 2, pt. b: slips of orientation, by ticking; the text does not say secret.
    hold_leadership_conference = (
        Conference(
            composition=leadership_collective,
            ballot=Ballot("appointment.orientation-or-extended", secret=False, excusable=True),
        )
        .Annotation(title=_("Step 1: leadership conference"))
        .Cites("33", "2", "b")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("count-minutes", "conference-minutes")
        .Announced(True)
        .Dates("first_conference_on", by="held_on")
        .Plans("first_conference_on", by="first_conference_on")
        .Selected(this.hold_extended_conference)
        .Nobody(this.report_to_authority)
        .Moved(this.check_candidates)
    )

    # Art. 33, cl. 2, pt. c.
    hold_extended_conference = (
        Conference(
            composition=extended_leadership,
            ballot=Ballot("appointment.orientation-or-extended", secret=True, excusable=True),
        )
        .Annotation(title=_("Step 2: extended leadership conference"))
        .Cites("33", "2", "c")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("count-minutes", "conference-minutes")
        .Announced(True)
        .Selected(this.disclose_declarations)
        .Nobody(this.report_to_authority)
    )

    # Luật PCTN 36/2018, art. 39, cl. 2: before the ballot of those who give their confidence. The
    # decree that details it since 01/07/2026 was not read: shown as unverified.
    disclose_declarations = (
        Disclosure()
        .Annotation(title=_("Disclose the asset declarations"))
        .Cites("39", "2", instrument="36/2018/QH14", confidence="secondary")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("disclosure-minutes")
        .Next(this.hold_key_cadre_conference)
        .Nobody(this.report_to_authority)
    )

    # Art. 33, cl. 2, pt. d: of those present, and nobody goes on without more than half.
    hold_key_cadre_conference = (
        Conference(
            composition=key_cadres,
            ballot=Ballot("appointment.key-cadres", secret=True, excusable=True),
        )
        .Annotation(title=_("Step 3: key-cadre conference"))
        .Cites("33", "2", "d")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("count-minutes", "conference-minutes")
        .Announced(False)
        .Selected(this.obtain_party_opinion)
        .Nobody(this.report_to_authority)
    )

    # Art. 33, cl. 2, pt. đ: where the Party committee does not lead comprehensively.
    obtain_party_opinion = (
        Opinion(may_be_left_out=_("The Party committee leads comprehensively here"))
        .Annotation(title=_("Opinion of the Party committee; new matters verified"))
        .Cites("33", "2", "đ")
        .By(Role.PARTY_COMMITTEE)
        .Produces("party-opinion")
        .Next(this.hold_final_leadership_conference)
        .Nobody(this.report_to_authority)
    )

    # Art. 33, cl. 2, pt. đ.
    hold_final_leadership_conference = (
        Conference(
            composition=leadership_collective,
            ballot=Ballot("appointment.final", secret=True, excusable=True),
        )
        .Annotation(title=_("Step 4: leadership conference"))
        .Cites("33", "2", "đ")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("count-minutes", "conference-minutes")
        .Announced(True)
        .Selected(this.gather_papers)
        .Nobody(this.report_to_authority)
        .Tied(this.choose_between_tied)
    )

    # Art. 33, cl. 2, pt. đ: two at exactly half; without a head, the competent authority.
    choose_between_tied = (
        Choice()
        .Annotation(title=_("The head chooses between the tied"))
        .Cites("33", "2", "đ")
        .By(Role.LEADER, Role.APPOINTING_AUTHORITY)
        .Next(this.gather_papers)
    )

    # Art. 35.
    gather_papers = (
        PapersCheck(PAPERS_2026, first_file=FIRST_FILE)
        .Annotation(title=_("Gather and check the papers"))
        .Cites("35")
        .Cites("33", "1", "c")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Next(this.check_before_decision)
    )
