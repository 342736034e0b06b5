"""Extension of a secondment: NĐ 170/2025, art. 26, cl. 2, in both texts.

The original text names no ground; since 01/08/2026 a secondment is extended only for an urgent task
that is not finished for an objective reason. The gate asks what the text of the day asks.
"""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.moves.effect import end_of_secondment, extend
from processes.moves.secondment_over import HR, SecondmentOver
from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.facts.moves import RECEIVER
from workflow_engine.nodes import Asked, Consultation, Decision, End, Gate, Proposal, Revision


class ExtensionStage(SecondmentOver):
    """The extension: the proposal, what the receiving agency says, the decision."""

    procedure = "secondment-extension"
    procedure_title = _("Extension of a secondment")
    number_prefix = "GB"

    # The length is that of the whole secondment: the limit of cl. 2 holds for it.
    propose = (
        Proposal(request="secondment-extension-request", minutes="")
        .Annotation(title=_("Propose to extend the secondment"))
        .Cites("26", "2")
        .By(*HR)
        .Produces("secondment-extension-request")
        .States("secondment_months")
        .Dates("proposed_on", by="request_date")
        .Next(this.ask_receiver)
    )

    revise = (
        Revision(request="secondment-extension-request", minutes="")
        .Annotation(title=_("Amend the returned proposal"))
        .Cites("26", "2")
        .By(*HR)
        .Produces("secondment-extension-request")
        .Next(this.check_before_decision)
    )

    ask_receiver = (
        Consultation((Asked(RECEIVER, _("Receiving agency")),))
        .Annotation(title=_("Ask the receiving agency whether the task is finished"))
        .Cites("26", "2")
        .By(*HR)
        .Produces("answer")
        .Next(this.check_before_decision)
        .Nobody(this.nobody_left)
    )

    check_before_decision = (
        Gate("secondment_extension")
        .Annotation(title=_("Conditions, immediately before the decision"))
        .Cites("26", "2")
        .Then(this.decide_extension)
        .Else(this.nobody_left)
    )

    decide_extension = (
        Decision(
            gate="secondment_extension",
            effect=extend,
            from_day=end_of_secondment,
            ends_posts=False,
            words={
                "approved": _("Extend the secondment"),
                "refused": _("Do not extend the secondment"),
            },
        )
        .Annotation(title=_("Decide on the extension of the secondment"))
        .Cites("26", "2")
        .Cites("26", "4")
        .By(Role.LEADER, Role.APPOINTING_AUTHORITY)
        .KeptApartFrom("propose", "revise", "ask_receiver")
        .Produces("decision")
        .Approved(this.extended)
        .Returned(this.revise)
        .Refused(this.not_extended)
        .Recheck(this.check_before_decision)
    )

    extended = End(Dossier.Outcome.ACHIEVED).Annotation(title=_("The secondment was extended"))
    not_extended = End(Dossier.Outcome.REFUSED).Annotation(
        title=_("The secondment was not extended")
    )
    nobody_left = End(Dossier.Outcome.NO_CANDIDATE).Annotation(
        title=_("Ended: the secondment may not be extended")
    )
