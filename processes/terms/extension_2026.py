"""Extension of a term to retirement: NĐ 170/2025, arts. 36, 40 and 41, as amended by NĐ 300/2026.

For procedures carried out from 01/08/2026, in the order of art. 40. Over half of all members of the
leadership collective have to agree. Compare `extension_2025`, where the law did not ask for the
opinion of the authority.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.appointment.papers import FIRST_FILE
from processes.shared.composition import leadership_collective
from processes.terms.extension import ExtensionStage
from processes.terms.papers import RENEWAL_2026
from processes.terms.stages import HR
from workflow_engine.access.roles import Role
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import Ballot, Choice, Conference, Opinion, PapersCheck, SelfReport


class ExtensionFlow2026(ExtensionStage, StatutoryFlow):
    """Extension of a term to retirement."""

    process_title = _("Extension of a term")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 40, as amended by NĐ 300/2026/NĐ-CP")
    amended_by = "300/2026/NĐ-CP"
    amendments = {"36": "16", "40": "19", "41": "20"}
    edition = Edition(
        code="extension.2026",
        title=_("Edition of 01/08/2026"),
        since=date(2026, 8, 1),
        until=None,
        basis=_("NĐ 300/2026/NĐ-CP, art. 36"),
        transition=_(
            "from 01/08/2026, so NĐ 170/2025 as amended by NĐ 300/2026 governs "
            "(NĐ 300/2026, art. 36)"
        ),
    )

    # Art. 40, cl. 1.
    receive_report = (
        SelfReport()
        .Annotation(title=_("Receive the report on the own work"))
        .Cites("40", "1")
        .By(*HR)
        .Dates("self_report_on", by="last_received_on")
        .Next(this.check_conditions)
        .Nobody(this.report_to_authority)
    )

    # Art. 40, cl. 2, pt. a: of all members, so by the register of posts and not by the list.
    hold_leadership_conference = (
        Conference(
            composition=leadership_collective,
            ballot=Ballot("extension.leadership", secret=True, composition=leadership_collective),
        )
        .Annotation(title=_("Leadership conference"))
        .Cites("40", "2", "a")
        .By(*HR)
        .Produces("count-minutes", "conference-minutes")
        .Dates("conference_on", by="held_on")
        .States("extension_assessed_fit", each=True)
        .On("approved", this.obtain_authority_opinion)
        .On("head-decides", this.decide_at_half)
        .On("not-written", this.report_to_authority)
        .Nobody(this.report_to_authority)
    )

    decide_at_half = (
        Choice()
        .Annotation(title=_("The head decides and reports all opinions"))
        .Cites("40", "2", "a")
        .By(Role.LEADER)
        .Next(this.obtain_authority_opinion)
        .Refused(this.report_to_authority)
    )

    # Art. 40, cl. 2, pt. b.
    obtain_authority_opinion = (
        Opinion()
        .Annotation(title=_("Written opinion of the competent authority"))
        .Cites("40", "2", "b")
        .By(Role.APPOINTING_AUTHORITY)
        .Produces("authority-opinion")
        .Next(this.gather_papers)
        .Nobody(this.report_to_authority)
    )

    # Art. 41: as of an appointment, over the whole term.
    gather_papers = (
        PapersCheck(RENEWAL_2026, spared_to_all=True, first_file=FIRST_FILE)
        .Annotation(title=_("Gather and check the papers"))
        .Cites("41")
        .By(*HR)
        .Next(this.check_before_decision)
    )
