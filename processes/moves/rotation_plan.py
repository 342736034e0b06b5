"""The plan of rotation: NĐ 170/2025/NĐ-CP, arts. 45 and 46.

The plan is drawn up and approved first; by it the people are listed, each with the post, and one
dossier is carried out for each (`rotation`): a child of the plan, in which the conditions are
judged and the rotation is decided. The articles on rotation were not amended.

Art. 45 and art. 46, cl. 1 both have the plan submitted to the authority that decides on rotations.
Interpretation: it is one plan and one approval.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.flows.about import About, Aim, Considers, Kind
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import Approval, CarryingOut, End, Nomination, Proposal, Revision
from workflow_engine.nodes.declarations import Child

HR = (Role.HR_OFFICER, Role.HEAD_OF_HR)
PLAN = "rotation-plan"


class RotationPlanFlow(StatutoryFlow):
    """Plan of rotation."""

    process_title = _("Plan of rotation")
    process_description = _("NĐ 170/2025/NĐ-CP, arts. 45 and 46")
    procedure = "rotation-plan"
    procedure_title = _("Plan of rotation")
    number_prefix = "KHLC"
    instrument = "170/2025/NĐ-CP"
    edition = Edition(
        code="rotation-plan.2025",
        title=_("Edition of 01/07/2025"),
        since=date(2025, 7, 1),
        until=None,
        basis=_("NĐ 170/2025/NĐ-CP, art. 71"),
        transition=_("the plan follows the law of the day on which it is approved"),
    )
    about = About(Kind.PLAN)
    considers = Considers(post=Aim.OWN)
    governed_by = "plan_approved_on"
    asks_for_papers = False
    children = (Child("rotation"),)

    # Art. 45, cl. 1 and art. 46, cl. 1: how many, to which posts and places, for how long, with
    # which support, what is planned for afterwards, and when it begins.
    propose_plan = (
        Proposal(request=PLAN, minutes="")
        .Annotation(title=_("Step 1: submit the plan of rotation"))
        .Cites("45", "1")
        .Cites("46", "1")
        .By(*HR)
        .Produces(PLAN)
        .Next(this.approve_plan)
    )

    # Art. 45, cl. 1 and art. 46, cl. 1: by the authority that decides on the rotations.
    approve_plan = (
        Approval(paper="plan-decision")
        .Annotation(title=_("Decide on the plan"))
        .Cites("45", "1")
        .Cites("46", "1")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom("propose_plan", "revise_plan")
        .Takes(PLAN)
        .Produces("plan-decision")
        .Dates("plan_approved_on", by="approved_on", upon="approved")
        .Approved(this.list_people)
        .Returned(this.revise_plan)
        .Refused(this.plan_refused)
    )

    revise_plan = (
        Revision(request=PLAN, minutes="")
        .Annotation(title=_("Amend the returned plan"))
        .Cites("46", "1")
        .By(*HR)
        .Produces(PLAN)
        .Next(this.approve_plan)
    )

    # Art. 45, cl. 2, art. 46, cl. 2 and cl. 3, pt. a: the places propose people; the list says for
    # whom which post is meant.
    list_people = (
        Nomination()
        .Annotation(title=_("Steps 2 and 3: list the people, each with the post"))
        .Cites("45", "2")
        .Cites("46", "2")
        .Cites("46", "3", "a")
        .By(*HR)
        .Takes("plan-decision")
        .Next(this.carry_out)
    )

    # Art. 45, cl. 2 and art. 46, cl. 5: one dossier for each person.
    carry_out = (
        CarryingOut("rotation")
        .Annotation(title=_("Carry out the rotation of each"))
        .Cites("45", "2")
        .Cites("46", "5", "b")
        .By(*HR)
        .Next(this.carried_out)
        .Nobody(this.nobody_left)
    )

    carried_out = End(Dossier.Outcome.ACHIEVED).Annotation(title=_("Carried out"))
    plan_refused = End(Dossier.Outcome.REFUSED).Annotation(title=_("The plan was refused"))
    nobody_left = End(Dossier.Outcome.NO_CANDIDATE).Annotation(
        title=_("Ended: nobody of the list is rotated")
    )
