"""End of a secondment: NĐ 170/2025, art. 26, cl. 2, and, as first issued, art. 27, cl. 2.

The person goes back to the sending agency, which gives suitable work.
"""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.moves.effect import end, end_of_secondment
from processes.moves.secondment_over import HR, SecondmentOver
from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.nodes import Decision, End, Gate, Proposal, Revision


class EndStage(SecondmentOver):
    """The end: the proposal with the work that waits for the person, and the decision."""

    procedure = "secondment-end"
    procedure_title = _("Ending a secondment")
    number_prefix = "KB"

    propose = (
        Proposal(request="secondment-end-request", minutes="")
        .Annotation(title=_("Propose to end the secondment"))
        .Cites("26", "2")
        .By(*HR)
        .Produces("secondment-end-request")
        .Dates("proposed_on", by="request_date")
        .Next(this.check_before_decision)
    )

    revise = (
        Revision(request="secondment-end-request", minutes="")
        .Annotation(title=_("Amend the returned proposal"))
        .Cites("26", "2")
        .By(*HR)
        .Produces("secondment-end-request")
        .Next(this.check_before_decision)
    )

    # Cl. 2 as amended; as first issued, art. 27, cl. 2.
    check_before_decision = (
        Gate("secondment_end")
        .Annotation(title=_("Conditions, immediately before the decision"))
        .Cites("26", "2")
        .Then(this.decide_end)
        .Else(this.nobody_left)
    )

    decide_end = (
        Decision(
            gate="secondment_end",
            effect=end,
            from_day=end_of_secondment,
            ends_posts=False,
            words={"approved": _("End the secondment"), "refused": _("Do not end it so")},
        )
        .Annotation(title=_("Decide on the end of the secondment"))
        .Cites("26", "2")
        .Cites("26", "4")
        .By(Role.LEADER, Role.APPOINTING_AUTHORITY)
        .KeptApartFrom("propose", "revise")
        .Produces("decision")
        .Approved(this.ended)
        .Returned(this.revise)
        .Refused(this.not_ended)
        .Recheck(this.check_before_decision)
    )

    ended = End(Dossier.Outcome.ACHIEVED).Annotation(title=_("The secondment was ended"))
    not_ended = End(Dossier.Outcome.REFUSED).Annotation(title=_("The proposal was refused"))
    nobody_left = End(Dossier.Outcome.NO_CANDIDATE).Annotation(
        title=_("Ended: the conditions of the return are not met")
    )
