"""What both editions of extension share: from the conditions to the decision.

NĐ 170/2025, arts. 36 and 40, by the numbers of the amended text (NĐ 300/2026, arts. 16 and 19).
The nodes stand in the order of the article; what an edition has of its own stands in its module.
"""

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.terms.effect import end_of_term, not_renewed, still_held, to_retirement
from processes.terms.stages import HR, PREPARING, EndOfTerm, term_that_ends
from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.nodes import Decision, Declining, End, Gate, Report, Summons


class ExtensionStage(EndOfTerm):
    """The steps of art. 40 in which both texts agree."""

    procedure = "extension"
    procedure_title = _("Extension of a term to the age of retirement")
    number_prefix = "KD"
    about = term_that_ends("extension")

    # Art. 36, cl. 3: whoever is in a case of it waits. What the collective finds (art. 40, cl. 2)
    # is not known before it meets.
    check_conditions = (
        Gate("term_renewal")
        .Annotation(title=_("Conditions, before the first conference"))
        .Cites("36", "3")
        .Then(this.draw_up_summons)
        .Else(this.nobody_left)
        .Unmet(this.decide_against)
    )

    draw_up_summons = (
        Summons()
        .Annotation(title=_("Draw up the summons lists"))
        .Cites("40", "2", "a")
        .By(*HR)
        .Produces("summons-list")
        .Next(this.hold_leadership_conference)
    )

    # Art. 36, cl. 1 and 3; art. 40, cl. 2, pt. a.
    check_before_decision = (
        Gate("extension")
        .Annotation(title=_("Conditions, immediately before the decision"))
        .Cites("36", "1")
        .Cites("40", "2", "a")
        .Then(this.decide_extension)
        .Else(this.nobody_left)
        .Unmet(this.decide_against)
    )

    # Art. 40, cl. 2, pt. c; art. 36, cl. 1 and 4.
    decide_extension = (
        Decision(
            gate="extension",
            effect=to_retirement,
            refusal=not_renewed,
            from_day=end_of_term,
            words={"approved": _("Extend the term"), "refused": _("Do not extend the term")},
        )
        .Annotation(title=_("Decide on the extension"))
        .Cites("40", "2", "c")
        .Cites("36", "4")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Produces("decision")
        .Dates("decided_on", by="dated_on", upon=("approved", "refused"))
        .Approved(this.extended)
        .Returned(this.gather_papers)
        .Refused(this.not_extended)
        .Recheck(this.check_before_decision)
    )

    # Art. 36, cl. 1: the authority decides on it, also where a condition is not met. What follows
    # is cl. 7. Interpretation: not to extend is not to reappoint; the post is left alike.
    decide_against = (
        Declining(effect=not_renewed, open_while=still_held)
        .Annotation(title=_("Decide not to extend: the conditions are not met"))
        .Cites("36", "1")
        .Cites("36", "7")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Produces("decision")
        .Dates("decided_on", by="dated_on", upon="done")
        .Declined(this.not_extended)
        .Nobody(this.nobody_left)
    )

    # Art. 40, cl. 2, pt. a. Interpretation: under half is not written; nothing was agreed then.
    report_to_authority = (
        Report()
        .Annotation(title=_("Stop and report to the authority"))
        .Cites("40", "2", "a")
        .By(*HR, Role.LEADER)
        .Produces("report")
        .Next(this.stopped)
    )

    extended = End(Dossier.Outcome.ACHIEVED).Annotation(title=_("The term was extended"))

    not_extended = End(Dossier.Outcome.REFUSED).Annotation(title=_("The term was not extended"))
