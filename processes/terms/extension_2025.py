"""Extension of a term to retirement: NĐ 170/2025, arts. 36, 40 and 41, in the original text.

For procedures carried out from 01/07/2025 to 31/07/2026, in the order of art. 40. Over half of all
members of the leadership collective have to agree. The law sets no time for the own report and for
the conference. Compare `extension_2026`.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.shared.composition import leadership_collective
from processes.terms.extension import ExtensionStage
from processes.terms.papers import EXTENSION_2025
from processes.terms.stages import HR
from workflow_engine.access.roles import Role
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import Ballot, Choice, Conference, PapersCheck, SelfReport


class ExtensionFlow2025(ExtensionStage, StatutoryFlow):
    """Extension of a term to retirement."""

    process_title = _("Extension of a term")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 40, original text")
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
    # Where the original text has what the stages cite by the numbers of the amended one.
    numbered = {
        "36.1": "36.2",
        "36.2": "40.1",
        "36.3": "36.5",
        "36.4": "36.3",
        "40.2.a": "40.3",
        "40.2.c": "40.3",
    }

    # Art. 40, cl. 2.
    receive_report = (
        SelfReport()
        .Annotation(title=_("Receive the report on the own work"))
        .Cites("40", "2")
        .By(*HR)
        .Next(this.check_conditions)
        .Nobody(this.report_to_authority)
    )

    # Art. 40, cl. 3: of all members, so by the register of posts and not by the list.
    hold_leadership_conference = (
        Conference(
            composition=leadership_collective,
            ballot=Ballot("extension.leadership", secret=True, composition=leadership_collective),
        )
        .Annotation(title=_("Leadership conference"))
        .Cites("40", "3")
        .By(*HR)
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
        .By(*HR)
        .Next(this.check_before_decision)
    )
