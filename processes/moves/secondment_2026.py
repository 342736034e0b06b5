"""Secondment: NĐ 170/2025/NĐ-CP, art. 26, as amended by NĐ 300/2026, art. 10, from 01/08/2026.

The order has four points (cl. 5): the receiving agency is asked, the person is met, both agencies
agree in writing, the competent authority decides. Compare `secondment_2025`.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _
from viewflow import this

from processes.moves.secondment import HR, PRESENT, RECEIVING, SecondmentStage, decision
from workflow_engine.access.roles import Role
from workflow_engine.flows.flow import Edition, StatutoryFlow
from workflow_engine.nodes import Consultation, Meeting


class SecondmentFlow2026(SecondmentStage, StatutoryFlow):
    """Secondment, amended text."""

    process_title = _("Secondment (amended text)")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 26, as amended by NĐ 300/2026/NĐ-CP")
    procedure = "secondment"
    procedure_title = _("Secondment")
    number_prefix = "BP"
    instrument = "170/2025/NĐ-CP"
    amended_by = "300/2026/NĐ-CP"
    amendments = {"26": "10"}
    edition = Edition(
        code="secondment.2026",
        title=_("Edition of 01/08/2026"),
        since=date(2026, 8, 1),
        until=None,
        basis=_("NĐ 300/2026/NĐ-CP, art. 36"),
        transition=_(
            "from 01/08/2026, so NĐ 170/2025 as amended by NĐ 300/2026 governs "
            "(NĐ 300/2026, art. 36)"
        ),
    )

    # Art. 26, cl. 5, pt. a.
    consult_agencies = (
        Consultation((RECEIVING,))
        .Annotation(title=_("Ask the receiving agency in writing"))
        .Cites("26", "5", "a")
        .By(*HR)
        .Produces("answer")
        .Next(this.meet_person)
        .Nobody(this.nobody_left)
    )

    # Art. 26, cl. 5, pt. b: on the policy of the secondment and what the task demands.
    meet_person = (
        Meeting()
        .Annotation(title=_("Meet the person"))
        .Cites("26", "5", "b")
        .By(Role.LEADER, *HR)
        .Produces("meeting-minutes")
        .Dates("person_met_on", by="met_on", each=True)
        .Next(this.agree_in_writing)
        .Nobody(this.nobody_left)
    )

    # Art. 26, cl. 5, pt. c: "có văn bản trao đổi, thống nhất". The last answer counts.
    agree_in_writing = (
        Consultation((RECEIVING, PRESENT), paper="agreement")
        .Annotation(title=_("Agree with the agencies in writing"))
        .Cites("26", "5", "c")
        .By(*HR)
        .Produces("agreement")
        .Next(this.check_before_decision)
        .Nobody(this.nobody_left)
    )

    # Art. 26, cl. 4 and cl. 5, pt. d.
    decide_secondment = decision("consult_agencies", "agree_in_writing").Cites("26", "5", "d")
