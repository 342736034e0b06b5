"""The stages that both editions of on-site appointment share: the policy, and the decision.

NĐ 170/2025, art. 33, cl. 1 and the end of cl. 2. The nodes stand in the order of the article. Their
names are stored with every dossier that passes through them: a node that was released is never
renamed. What an edition has of its own stands in its module, beside the other one.
"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.appointment.effect import appoint
from processes.appointment.presiding import HEAD_OR_SUPERIOR
from processes.integrity.asking import DECLARATION
from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.flows.about import About, Aim, Considers, Kind, Whoever
from workflow_engine.nodes import (
    Approval,
    Decision,
    End,
    Gate,
    Nomination,
    Proposal,
    Report,
    Revision,
)
from workflow_engine.nodes.conference.presiding import Presiding
from workflow_engine.nodes.declarations import Child

PREPARING = (
    "propose",
    "revise",
    "list_candidates",
    "draw_up_summons",
    "gather_papers",
)


class PolicyStage:
    """From the proposal of the policy to the list of candidates (art. 33, cl. 1)."""

    # Art. 33, cl. 1, pt. a: the post that is to be filled, and for it those who are introduced.
    about = About(Kind.POST, choose="posts_to_fill")
    considers = Considers(post=Aim.OF_SUBJECT, whoever=Whoever.NOMINATED)
    schedule = "appointment.policy"
    presiding: ClassVar[Presiding | None] = HEAD_OR_SUPERIOR
    # NĐ 300/2026, art. 35, cl. 2. Interpretation: a procedure is carried out from its first
    # conference on.
    governed_by = "first_conference_on"
    takes_effect = "appointment_effective_on"
    children: ClassVar[tuple[Child, ...]] = (DECLARATION,)

    # Art. 33, cl. 1, pt. a.
    propose = (
        Proposal()
        .Annotation(title=_("Propose the appointment policy"))
        .Cites("33", "1", "a")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("policy-minutes", "policy-request")
        .Dates("policy_requested_on", by="submitted_on")
        .Plans("first_conference_on", by="first_conference_on")
        .Plans("appointment_effective_on", by="planned_effective_on")
        .Next(this.decide_policy)
    )

    # Art. 33, cl. 1, pt. b: the time to decide; pt. c: the time for the whole, from the approval.
    # Interpretation: to approve and to refuse is to decide; a return for amendment is not, and the
    # time begins anew when the request is received again.
    decide_policy = (
        Approval(paper="policy-decision")
        .Annotation(title=_("Decide on the policy"))
        .Cites("33", "1", "b")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Takes("policy-request")
        .Produces("policy-decision")
        .Dates("policy_decided_on", by="dated_on", upon=("approved", "refused"))
        .Dates("policy_approved_on", by="approved_on", upon="approved")
        .Approved(this.list_candidates)
        .Returned(this.revise)
        .Refused(this.policy_refused)
    )

    revise = (
        Revision()
        .Annotation(title=_("Amend the returned proposal"))
        .Cites("33", "1", "a")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("policy-minutes", "policy-request")
        .Dates("policy_requested_on", by="submitted_on")
        .Plans("first_conference_on", by="first_conference_on")
        .Plans("appointment_effective_on", by="planned_effective_on")
        .Next(this.decide_policy)
    )

    policy_refused = End(Dossier.Outcome.REFUSED).Annotation(title=_("The policy was refused"))

    # Art. 29, cl. 2: whoever is in the planning for the post or an equivalent or higher title.
    list_candidates = (
        Nomination()
        .Annotation(title=_("Enter the people of the planning"))
        .Cites("29", "2")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Takes("policy-decision")
        .Plans("appointment_effective_on", by="planned_effective_on")
        .Next(this.draw_up_summons)
    )


class DecisionStage:
    """From the papers to the held post, and where the law says stop (art. 33, cl. 2; art. 35)."""

    # Art. 29, immediately before the decision: facts change while a procedure runs.
    check_before_decision = (
        Gate("appointment")
        .Annotation(title=_("Conditions, immediately before the decision"))
        .Cites("29")
        .Then(this.decide_appointment)
        .Else(this.nobody_left)
    )

    # Art. 33, cl. 2, pt. đ, last sentence; art. 28, cl. 1 for the term.
    decide_appointment = (
        Decision(gate="appointment", effect=appoint)
        .Annotation(title=_("Decide on the appointment"))
        .Cites("33", "2", "đ")
        .Cites("28", "1")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING, "name_others")
        .Produces("decision")
        .Dates("process_finished_on", upon=("approved", "refused"))
        .Dates("appointment_effective_on", by="effective_on", upon="approved")
        .Approved(this.appointed)
        .Returned(this.gather_papers)
        .Refused(this.decision_refused)
        .Recheck(this.check_before_decision)
    )

    # Art. 33, cl. 2: the remaining steps are not taken, the authority is told.
    report_to_authority = (
        Report()
        .Annotation(title=_("Stop and report to the authority"))
        .Cites("33", "2")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR, Role.LEADER)
        .Produces("report")
        .Next(this.stopped)
    )

    appointed = End(Dossier.Outcome.ACHIEVED).Annotation(title=_("Appointed"))
    decision_refused = End(Dossier.Outcome.REFUSED).Annotation(
        title=_("The appointment was refused")
    )
    nobody_left = End(Dossier.Outcome.NO_CANDIDATE).Annotation(
        title=_("Ended: nobody meets the conditions")
    )
    stopped = End(Dossier.Outcome.STOPPED).Annotation(title=_("Stopped and reported"))
