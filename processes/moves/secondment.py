"""What both editions of secondment share: the proposal, the decision, and the ends.

NĐ 170/2025, art. 26. The nodes stand in the order of the article; what an edition has of its own
stands in its module, beside the other one.
"""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.moves.effect import second
from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.facts.moves import RECEIVER, WORKPLACE
from workflow_engine.flows.about import About, Aim, Considers, Kind, Whoever
from workflow_engine.nodes import Asked, Decision, End, Gate, Proposal, Revision

HR = (Role.HR_OFFICER, Role.HEAD_OF_HR)
REQUEST = "secondment-request"
# Who prepares; each edition adds its own steps in which the agencies are asked.
PREPARING = ("propose", "revise")

RECEIVING = Asked(RECEIVER, _("Receiving agency"))
# Where the managing agency is not itself the place of work.
PRESENT = Asked(WORKPLACE, _("Present workplace"), optional=True)


class SecondmentStage:
    """The proposal with its ground and its length (cl. 1 and 2), and the decision (cl. 4)."""

    about = About(Kind.PERSON, choose="people_of_the_agency")
    considers = Considers(post=Aim.OWN, whoever=Whoever.PERSON)
    # NĐ 300/2026, art. 35, cl. 2, "các nội dung khác trong công tác cán bộ". Interpretation: a
    # secondment is carried out from the day on which it is proposed in writing.
    governed_by = "proposed_on"
    takes_effect = "secondment_effective_on"
    # Art. 26, cl. 4: the head of the agency that manages the person decides.
    decided_where_held = True
    # The article lists no papers.
    asks_for_papers = False

    # Art. 26, cl. 1 and 2: the ground, and the length.
    propose = (
        Proposal(request=REQUEST, minutes="")
        .Annotation(title=_("Propose the secondment"))
        .Cites("26", "1")
        .Cites("26", "2")
        .By(*HR)
        .Produces(REQUEST)
        .States("secondment_ground", "secondment_months")
        .Dates("proposed_on", by="request_date")
        .Plans("secondment_effective_on", by="planned_effective_on")
        .Next(this.consult_agencies)
    )

    # Design: a return goes back to who proposed; the conditions are judged anew.
    revise = (
        Revision(request=REQUEST, minutes="")
        .Annotation(title=_("Amend the returned proposal"))
        .Cites("26", "5")
        .By(*HR)
        .Produces(REQUEST)
        .Plans("secondment_effective_on", by="planned_effective_on")
        .Next(this.check_before_decision)
    )

    # Art. 26 whole, art. 25, cl. 5 and Luật 80/2025, art. 38, cl. 2, right before the decision.
    check_before_decision = (
        Gate("secondment")
        .Annotation(title=_("Conditions, immediately before the decision"))
        .Cites("26", "1")
        .Cites("26", "2")
        .Cites("25", "5")
        .Then(this.decide_secondment)
        .Else(this.nobody_left)
    )

    seconded = End(Dossier.Outcome.ACHIEVED).Annotation(title=_("Seconded"))
    decision_refused = End(Dossier.Outcome.REFUSED).Annotation(
        title=_("The secondment was refused")
    )
    nobody_left = End(Dossier.Outcome.NO_CANDIDATE).Annotation(
        title=_("Ended: the person may not be seconded")
    )


def decision(*asking: str) -> Decision:
    """Return the decision of art. 26, cl. 4, by nobody who took the steps `asking` an agency."""
    decided: Decision = (
        Decision(
            gate="secondment",
            effect=second,
            ends_posts=False,
            words={"approved": _("Second the person"), "refused": _("Do not second the person")},
        )
        .Annotation(title=_("Decide on the secondment"))
        .Cites("26", "4")
        .By(Role.LEADER, Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING, *asking)
        .Produces("decision")
        .Dates("secondment_effective_on", by="effective_on", upon="approved")
        .Approved(this.seconded)
        .Returned(this.revise)
        .Refused(this.decision_refused)
        .Recheck(this.check_before_decision)
    )
    return decided
