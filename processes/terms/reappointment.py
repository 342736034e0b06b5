"""What both editions of reappointment share: from the conditions to the decision.

NĐ 170/2025, arts. 36, 37 and 39, by the numbers of the amended text (NĐ 300/2026, arts. 16 to 18).
The nodes stand in the order of the article; what an edition has of its own stands in its module.
"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.integrity.asking import DECLARATION
from processes.terms.effect import end_of_term, next_term, not_renewed, still_held
from processes.terms.stages import HR, PREPARING, EndOfTerm, term_that_ends
from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.nodes import (
    Approval,
    Choice,
    Decision,
    Declining,
    Disclosure,
    End,
    Evaluation,
    Gate,
    Opinion,
    Report,
    Summons,
)
from workflow_engine.nodes.declarations import Child


class ReappointmentStage(EndOfTerm):
    """The steps of art. 39 in which both texts agree."""

    procedure = "reappointment"
    procedure_title = _("Reappointment of leaders and managers")
    number_prefix = "BNL"
    about = term_that_ends("reappointment")
    children: ClassVar[tuple[Child, ...]] = (DECLARATION,)

    # Art. 37. Design: before the first conference, as all conditions; whoever is in a case of art.
    # 36, cl. 3 waits.
    check_conditions = (
        Gate("reappointment")
        .Annotation(title=_("Conditions, before the first conference"))
        .Cites("37")
        .Then(this.draw_up_summons)
        .Else(this.nobody_left)
        .Unmet(this.decide_against)
    )

    # Art. 39, cl. 2 and 4: by art. 33, cl. 2, pts. d and đ.
    draw_up_summons = (
        Summons()
        .Annotation(title=_("Draw up the summons lists"))
        .Cites("39", "2")
        .Cites("39", "4")
        .By(*HR)
        .Produces("summons-list")
        .Next(this.disclose_declarations)
    )

    # Luật PCTN 36/2018, art. 39, cl. 2. The decree that details it since 01/07/2026 was not read.
    disclose_declarations = (
        Disclosure()
        .Annotation(title=_("Disclose the asset declarations"))
        .Cites("39", "2", instrument="36/2018/QH14", confidence="secondary")
        .By(*HR)
        .Produces("disclosure-minutes")
        .Next(this.hold_key_cadre_conference)
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
        .By(*HR, Role.LEADER)
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
        .By(*HR, Role.LEADER)
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

    # Art. 37, and the length of the term (art. 36, cl. 1), immediately before the decision.
    check_before_decision = (
        Gate("reappointment_decision")
        .Annotation(title=_("Conditions, immediately before the decision"))
        .Cites("37")
        .Cites("36", "1")
        .Then(this.decide_reappointment)
        .Else(this.nobody_left)
        .Unmet(this.decide_against)
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

    # Art. 36, cl. 1: at the end of the term the authority decides either way, also where a
    # condition is not met; it does so as in art. 39, cl. 4. What follows is art. 36, cl. 7: other
    # work, and no equal or higher post.
    decide_against = (
        Declining(effect=not_renewed, open_while=still_held)
        .Annotation(title=_("Decide not to reappoint: the conditions are not met"))
        .Cites("39", "4")
        .Cites("36", "7")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Produces("decision")
        .Dates("decided_on", by="dated_on", upon="done")
        .Declined(this.not_reappointed)
        .Nobody(this.nobody_left)
    )

    report_to_authority = (
        Report()
        .Annotation(title=_("Stop and report to the authority"))
        .Cites("39", "4")
        .By(*HR, Role.LEADER)
        .Produces("report")
        .Next(this.stopped)
    )

    reappointed = End(Dossier.Outcome.ACHIEVED).Annotation(title=_("Reappointed"))

    not_reappointed = End(Dossier.Outcome.REFUSED).Annotation(title=_("Not reappointed"))
