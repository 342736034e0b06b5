"""What reappointment and extension share: the term that ends, the notice of it, and the ends.

NĐ 170/2025, art. 36, by the numbers of the amended text (NĐ 300/2026, art. 16): an edition of
another text says where it has each (`numbered`). The steps of each procedure stand in
`reappointment` and `extension`, what an edition has of its own in its module, beside the other one.
Their names are stored with every dossier: a node that was released is never renamed.
"""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.appointment.presiding import HEAD_OR_SUPERIOR
from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.flows.about import About, Aim, Considers, Kind, Whoever
from workflow_engine.nodes import End, OpeningNotice
from workflow_engine.nodes.conference.presiding import Presiding

HR = (Role.HR_OFFICER, Role.HEAD_OF_HR)
# Who prepares a decision on the end of a term: nobody of them decides it.
PREPARING = ("notify", "receive_report", "draw_up_summons", "gather_papers")


class EndOfTerm:
    """The post held whose term ends, with its holder as the one who is considered (art. 36)."""

    considers = Considers(post=Aim.OF_SUBJECT, whoever=Whoever.HOLDER)
    schedule = "appointment.renewal"
    # NĐ 300/2026, art. 35, cl. 2. Interpretation: a reappointment and an extension are carried out
    # from the notice on, by which they begin.
    governed_by = "notified_on"
    # The next term counts from the end of the one before (art. 36).
    takes_effect = "term_ends_on"
    # The cases in which neither is carried out yet (art. 36).
    put_off_by = "renewal"
    # Interpretation: arts. 39 and 40 do not say who presides; it is as in an appointment.
    presiding: ClassVar[Presiding | None] = HEAD_OR_SUPERIOR
    instrument = "170/2025/NĐ-CP"

    # Art. 36, cl. 2: in writing, so that the papers are prepared.
    notify = (
        OpeningNotice(paper="renewal-notice")
        .Annotation(title=_("Give notice of the end of the term"))
        .Cites("36", "2")
        .By(*HR, Role.APPOINTING_AUTHORITY)
        .Dates("notified_on", by="notified_on")
        .Next(this.receive_report)
    )

    nobody_left = End(Dossier.Outcome.NO_CANDIDATE).Annotation(
        title=_("Ended: the conditions are not met")
    )
    stopped = End(Dossier.Outcome.STOPPED).Annotation(title=_("Stopped and reported"))


def term_that_ends(gate: str) -> About:
    """Return that a procedure is about a post held, whose case it is by a condition of its gate.

    How many months are left to retirement decides whether one is reappointed or extended (art. 36,
    cl. 1; as first issued, cl. 2).
    """
    return About(
        Kind.HOLDING,
        choose="holdings_that_end",
        plans="term_ends_on",
        gate=gate,
        case_of=f"{gate}.path",
    )
