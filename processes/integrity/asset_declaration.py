"""The declaration of assets and income for personnel work: Luật PCTN 36/2018/QH14, arts. 36 to 38.

It is carried out for a candidate of another dossier, the appointment or whatever it is: asked for
by the personnel unit, handed in by the person 10 days before the planned decision at the latest,
made again within 7 days where it is wrong, handed over to the body that controls assets within 20.
What it contains is not kept here. That it is disclosed before a ballot of confidence (art. 39, cl.
2) is a step of the dossier for which it is made.

The law is read as it stood before Luật 132/2025/QH15, which amended it from 01/07/2026 and was not
read: shown as unverified.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.integrity.effect import declared
from workflow_engine.access.roles import Role
from workflow_engine.dossiers.models import Dossier
from workflow_engine.flows.about import About, Aim, Considers, Kind, Whoever
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import End, Notice, OpeningNotice, Receipt
from workflow_engine.nodes.notice import AGENCY, PERSON

HR = (Role.HR_OFFICER, Role.HEAD_OF_HR)


class AssetDeclarationFlow(StatutoryFlow):
    """Declaration of assets and income for personnel work."""

    process_title = _("Declaration of assets and income for personnel work")
    process_description = _("Luật PCTN 36/2018/QH14, arts. 36 to 38")
    procedure = "asset-declaration"
    procedure_title = _("Declaration of assets for personnel work")
    number_prefix = "KK"
    instrument = "36/2018/QH14"
    edition = Edition(
        code="asset-declaration.2025",
        title=_("Edition of 01/07/2025"),
        since=date(2025, 7, 1),
        until=None,
        basis=_("Law 36/2018/QH14, art. 96, in force from 01/07/2019"),
        transition=_("the declaration is made by the law of the day on which it is asked for"),
    )
    about = About(Kind.PERSON)
    considers = Considers(post=Aim.NONE, whoever=Whoever.PERSON)
    schedule = "integrity.asset-declaration"
    governed_by = "declaration_asked_on"
    decided_in_parent = "personnel_decision_on"
    # What is handed in is checked where it is received.
    asks_for_papers = False

    # Art. 36, cl. 4, pt. a and art. 37, cl. 1: who is to be chosen is told to declare, and how.
    ask = (
        OpeningNotice(paper="declaration-request", audiences=(PERSON,))
        .Annotation(title=_("Ask the person to declare"))
        .Cites("36", "4", "a", confidence="secondary")
        .Cites("37", "1", "b", confidence="secondary")
        .By(*HR)
        .Produces("declaration-request")
        .Dates("declaration_asked_on", by="notified_on")
        .Next(this.receive)
    )

    # Art. 37, cl. 2 and art. 38, cl. 1 and 2: received, checked by form and whether it is complete;
    # else made again.
    receive = (
        Receipt(paper="asset-declaration", effect=declared)
        .Annotation(title=_("Receive the declaration, or have it made again"))
        .Cites("37", "2", confidence="secondary")
        .Cites("38", "1", confidence="secondary")
        .Cites("38", "2", confidence="secondary")
        .By(*HR)
        .Produces("asset-declaration")
        .Dates("declaration_received_on", by="received_on", each=True)
        .Dates("declaration_completed_on", by="completed_on", each=True)
        .Dates("declaration_returned_on", by="returned_on", each=True)
        .Dates("declaration_redone_on", by="redone_on", each=True)
        .Next(this.hand_over)
        .Nobody(this.nobody_left)
        .ParentEnded(this.not_needed)
    )

    # Art. 38, cl. 3: one copy, on a slip of delivery. Owed of each declaration that was received,
    # whatever became of the dossier for which it was made.
    hand_over = (
        Notice(paper="declaration-handover", audiences=(AGENCY,))
        .Annotation(title=_("Hand it over to the body that controls assets"))
        .Cites("38", "3", confidence="secondary")
        .By(*HR)
        .Takes("asset-declaration")
        .Produces("declaration-handover")
        .Dates("declaration_handed_over_on", by="notified_on", upon="done")
        .Next(this.handed_over)
        .Nobody(this.nobody_left)
    )

    handed_over = End(Dossier.Outcome.ACHIEVED).Annotation(title=_("Declared and handed over"))
    nobody_left = End(Dossier.Outcome.NO_CANDIDATE).Annotation(title=_("Ended: nobody declares"))
    # Design: nobody is asked for what serves no decision any more.
    not_needed = End(Dossier.Outcome.STOPPED).Annotation(title=_("Not needed any more"))
