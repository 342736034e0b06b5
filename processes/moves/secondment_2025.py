"""Secondment: NĐ 170/2025/NĐ-CP, art. 26, original text, from 01/07/2025 to 31/07/2026.

The two agencies exchange papers and agree (cl. 5, pt. a), the person is met before the decision
(cl. 6). Compare `secondment_2026`, where the order has four points.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.moves.secondment import HR, PRESENT, RECEIVING, SecondmentStage, decision
from workflow_engine.access.roles import Role
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import Consultation, Meeting


class SecondmentFlow2025(SecondmentStage, StatutoryFlow):
    """Secondment, original text."""

    process_title = _("Secondment (original text)")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 26, original text")
    procedure = "secondment"
    procedure_title = _("Secondment")
    number_prefix = "BP"
    instrument = "170/2025/NĐ-CP"
    edition = Edition(
        code="secondment.2025",
        title=_("Edition of 01/07/2025"),
        since=date(2025, 7, 1),
        until=date(2026, 8, 1),
        basis=_("NĐ 170/2025/NĐ-CP, art. 71"),
        transition=_(
            "before 01/08/2026, so the original text of NĐ 170/2025 governs to the end "
            "(NĐ 300/2026, art. 35, cl. 2)"
        ),
    )

    # Art. 26, cl. 5, pt. a: "có văn bản trao đổi, thống nhất ý kiến".
    consult_agencies = (
        Consultation((RECEIVING, PRESENT))
        .Annotation(title=_("Exchange papers with the agencies and agree"))
        .Cites("26", "5", "a")
        .By(*HR)
        .Produces("answer")
        .Next(this.meet_person)
        .Nobody(this.nobody_left)
    )

    # Art. 26, cl. 6: purpose and need are told, and the person is heard.
    meet_person = (
        Meeting()
        .Annotation(title=_("Meet the person before the decision"))
        .Cites("26", "6")
        .By(Role.LEADER, *HR)
        .Produces("meeting-minutes")
        .Dates("person_met_on", by="met_on", each=True)
        .Next(this.check_before_decision)
        .Nobody(this.nobody_left)
    )

    # Art. 26, cl. 4 and cl. 5, pt. b.
    decide_secondment = decision("consult_agencies").Cites("26", "5", "b")
