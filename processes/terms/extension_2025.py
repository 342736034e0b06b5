"""Extension of a term to retirement: NĐ 170/2025, arts. 36, 40 and 41, in the original text.

For procedures carried out from 01/07/2025 to 31/07/2026, in the order of art. 40. Over half of all
members of the leadership collective have to agree. The law sets no time for the own report and for
the conference. Compare `extension_2026`.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.shared.composition import leadership_collective
from processes.terms.effect import end_of_term, not_renewed, to_retirement
from processes.terms.papers import EXTENSION_2025
from processes.terms.stages import PREPARING, EndOfTerm, term_that_ends
from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import (
    Ballot,
    Choice,
    Conference,
    Decision,
    End,
    Gate,
    OpeningNotice,
    PapersCheck,
    Report,
    SelfReport,
    Summons,
)


class ExtensionFlow2025(EndOfTerm, StatutoryFlow):
    """Extension of a term to retirement."""

    process_title = _("Extension of a term")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 40, original text")
    procedure = "extension"
    procedure_title = _("Extension of a term to the age of retirement")
    number_prefix = "KD"
    about = term_that_ends("extension")
    edition = Edition(
        code="extension.2025",
        title=_("Edition of 01/07/2025"),
        since=date(2025, 7, 1),
        until=date(2026, 8, 1),
        basis=_("NĐ 170/2025/NĐ-CP, art. 40"),
        transition=_(
            "before 01/08/2026, so NĐ 170/2025 in its original text governs "
            "(NĐ 300/2026, art. 35, cl. 2)"
        ),
    )

    # Art. 40, cl. 1; art. 36, cl. 1.
    notify = (
        OpeningNotice(paper="renewal-notice")
        .Annotation(title=_("Give notice of the end of the term"))
        .Cites("40", "1")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR, Role.APPOINTING_AUTHORITY)
        .Dates("notified_on", by="notified_on")
        .Next(this.receive_report)
    )

    # Art. 40, cl. 2.
    receive_report = (
        SelfReport()
        .Annotation(title=_("Receive the report on the own work"))
        .Cites("40", "2")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Next(this.check_conditions)
        .Nobody(this.report_to_authority)
    )

    # Art. 36, cl. 5: whoever is in a case of it waits. What the collective finds (art. 40, cl. 3)
    # is not known before it meets.
    check_conditions = (
        Gate("term_renewal")
        .Annotation(title=_("Conditions, before the first conference"))
        .Cites("36", "5")
        .Then(this.draw_up_summons)
        .Else(this.nobody_left)
    )

    draw_up_summons = (
        Summons()
        .Annotation(title=_("Draw up the summons lists"))
        .Cites("40", "3")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("summons-list")
        .Next(this.hold_leadership_conference)
    )

    # Art. 40, cl. 3: of all members, so by the register of posts and not by the list.
    hold_leadership_conference = (
        Conference(
            composition=leadership_collective,
            ballot=Ballot("extension.leadership", secret=True, composition=leadership_collective),
        )
        .Annotation(title=_("Leadership conference"))
        .Cites("40", "3")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Produces("count-minutes", "conference-minutes")
        .States("extension_assessed_fit", each=True)
        .On("approved", this.gather_papers)
        .On("head-decides", this.decide_at_half)
        .On("not-written", this.report_to_authority)
        .Nobody(this.report_to_authority)
    )

    decide_at_half = (
        Choice()
        .Annotation(title=_("The head decides and reports all opinions"))
        .Cites("40", "3")
        .By(Role.LEADER)
        .Next(this.gather_papers)
        .Refused(this.report_to_authority)
    )

    # Art. 41, cl. 2.
    gather_papers = (
        PapersCheck(EXTENSION_2025, ages_until_submitted=True, spared_to_all=True)
        .Annotation(title=_("Gather and check the papers"))
        .Cites("41", "2")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR)
        .Next(this.check_before_decision)
    )

    # Art. 36, cl. 2 and 5; art. 40, cl. 3.
    check_before_decision = (
        Gate("extension")
        .Annotation(title=_("Conditions, immediately before the decision"))
        .Cites("36", "2")
        .Cites("40", "3")
        .Then(this.decide_extension)
        .Else(this.nobody_left)
    )

    # Art. 40, cl. 3, last sentence; art. 36, cl. 2 and 3.
    decide_extension = (
        Decision(
            gate="extension",
            effect=to_retirement,
            refusal=not_renewed,
            from_day=end_of_term,
            words={"approved": _("Extend the term"), "refused": _("Do not extend the term")},
        )
        .Annotation(title=_("Decide on the extension"))
        .Cites("40", "3")
        .Cites("36", "3")
        .By(Role.APPOINTING_AUTHORITY)
        .KeptApartFrom(*PREPARING)
        .Produces("decision")
        .Dates("decided_on", by="dated_on", upon=("approved", "refused"))
        .Approved(this.extended)
        .Returned(this.gather_papers)
        .Refused(this.not_extended)
        .Recheck(this.check_before_decision)
    )

    # Art. 40, cl. 3. Interpretation: under half is not written; nothing was agreed then.
    report_to_authority = (
        Report()
        .Annotation(title=_("Stop and report to the authority"))
        .Cites("40", "3")
        .By(Role.HR_OFFICER, Role.HEAD_OF_HR, Role.LEADER)
        .Produces("report")
        .Next(this.stopped)
    )

    extended = End(Dossier.Outcome.ACHIEVED).Annotation(title=_("The term was extended"))
    not_extended = End(Dossier.Outcome.REFUSED).Annotation(title=_("The term was not extended"))
