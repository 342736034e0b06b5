"""What both editions of appointment from elsewhere share: policy, three steps, decision.

NĐ 170/2025, art. 33, cl. 1 and 3. The personnel adviser of the appointing authority carries it out.
What an edition has of its own stands in its module, beside the other one.

Interpretation: the dossier is kept in the agency of the post; the adviser acts in it by a role
whose scope reaches there.
"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.appointment.effect import appoint_from_elsewhere
from processes.integrity.asking import DECLARATION
from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.facts.moves import TARGET, WORKPLACE
from workflow_engine.flows.about import About, Aim, Considers, Kind, Whoever
from workflow_engine.nodes import (
    Approval,
    Asked,
    Consultation,
    Decision,
    End,
    Gate,
    Meeting,
    Nomination,
    Proposal,
    Revision,
)
from workflow_engine.nodes.declarations import Child

HR = (Role.HR_OFFICER, Role.HEAD_OF_HR)
PREPARING = (
    "propose",
    "revise",
    "enter_person",
    "consult_target",
    "consult_workplace",
    "appraise",
    "gather_papers",
)


class ElsewhereStage:
    """From the policy to the held post; the steps of art. 33, cl. 3 in their order."""

    about = About(Kind.POST, choose="posts_to_fill")
    considers = Considers(post=Aim.OF_SUBJECT, whoever=Whoever.NOMINATED)
    source = "elsewhere"
    nomination = "enter_person"
    schedule = "appointment.policy"
    # NĐ 300/2026, art. 35, cl. 2. Interpretation: without a conference the procedure is carried out
    # from the written approval of its policy on.
    governed_by = "policy_approved_on"
    takes_effect = "appointment_effective_on"
    children: ClassVar[tuple[Child, ...]] = (DECLARATION,)

    # Art. 33, cl. 1, pt. a.
    propose = (
        Proposal()
        .Annotation(title=_("Propose the appointment policy"))
        .Cites("33", "1", "a")
        .By(*HR)
        .Produces("policy-minutes", "policy-request")
        .Dates("policy_requested_on", by="submitted_on")
        .Plans("appointment_effective_on", by="planned_effective_on")
        .Next(this.decide_policy)
    )

    # Art. 33, cl. 1, pt. b: the source is named.
    decide_policy = (
        Approval(paper="policy-decision")
        .Annotation(title=_("Decide on the policy"))
        .Cites("33", "1", "b")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Takes("policy-request")
        .Produces("policy-decision")
        .Dates("policy_decided_on", by="dated_on", upon=("approved", "refused"))
        .Dates("policy_approved_on", by="dated_on", upon="approved")
        .Approved(this.enter_person)
        .Returned(this.revise)
        .Refused(this.policy_refused)
    )

    revise = (
        Revision()
        .Annotation(title=_("Amend the returned proposal"))
        .Cites("33", "1", "a")
        .By(*HR)
        .Produces("policy-minutes", "policy-request")
        .Dates("policy_requested_on", by="submitted_on")
        .Plans("appointment_effective_on", by="planned_effective_on")
        .Next(this.decide_policy)
    )

    # Art. 33, cl. 3: the person whom the authority means to appoint, or whom the agency proposes.
    enter_person = (
        Nomination(one=True)
        .Annotation(title=_("Enter the person from elsewhere"))
        .Cites("33", "3")
        .Cites("29", "2")
        .By(*HR)
        .Takes("policy-decision")
        .Next(this.consult_target)
    )

    # Step 1: the leadership of the place where the post is, on the policy.
    consult_target = (
        Consultation((Asked(TARGET, _("Leadership of the place of the post")),))
        .Annotation(title=_("Step 1: ask the leadership of the place of the post"))
        .Cites("33", "3")
        .By(*HR)
        .Produces("answer")
        .Next(this.consult_workplace)
        .Nobody(this.nobody_left)
    )

    # Step 2: the person is met on what the work demands.
    meet_person = (
        Meeting()
        .Annotation(title=_("Step 2: meet the person on what the work demands"))
        .Cites("33", "3")
        .By(*HR, Role.LEADER)
        .Produces("meeting-minutes")
        .Dates("person_met_on", by="met_on", each=True)
        .Next(this.gather_papers)
        .Nobody(this.nobody_left)
    )

    # Step 3: the bodies concerned appraise the person; which, the adviser says.
    appraise = (
        Consultation((Asked("appraiser", _("Body that appraises the person"), each=True),))
        .Annotation(title=_("Step 3: have the person appraised"))
        .Cites("33", "3")
        .By(*HR)
        .Produces("answer")
        .Next(this.check_before_decision)
        .Nobody(this.nobody_left)
    )

    # Art. 29 and what cl. 3 asks to have been done, immediately before the decision. A differing
    # opinion of either place or of the person bars nothing: that all are reported is asked.
    check_before_decision = (
        Gate("appointment_elsewhere")
        .Annotation(title=_("Conditions, immediately before the decision"))
        .Cites("29")
        .Cites("33", "3")
        .Then(this.decide_appointment)
        .Else(this.nobody_left)
    )

    # Art. 33, cl. 3, last sentence; art. 28, cl. 1 for the term.
    decide_appointment = (
        Decision(gate="appointment_elsewhere", effect=appoint_from_elsewhere)
        .Annotation(title=_("Decide on the appointment"))
        .Cites("33", "3")
        .Cites("28", "1")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Produces("decision")
        .Dates("process_finished_on", upon=("approved", "refused"))
        .Dates("appointment_effective_on", by="effective_on", upon="approved")
        .Approved(this.appointed)
        .Returned(this.gather_papers)
        .Refused(this.decision_refused)
        .Recheck(this.check_before_decision)
    )

    policy_refused = End(Dossier.Outcome.REFUSED).Annotation(title=_("The policy was refused"))
    appointed = End(Dossier.Outcome.ACHIEVED).Annotation(title=_("Appointed"))
    decision_refused = End(Dossier.Outcome.REFUSED).Annotation(
        title=_("The appointment was refused")
    )
    nobody_left = End(Dossier.Outcome.NO_CANDIDATE).Annotation(
        title=_("Ended: nobody meets the conditions")
    )


# Who answers for the place where the person works.
PRESENT = Asked(WORKPLACE, _("Leadership of the present workplace"), each=True)
