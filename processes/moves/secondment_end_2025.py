"""End of a secondment: NĐ 170/2025/NĐ-CP, arts. 26 and 27, cl. 2, original text.

From 01/07/2025 to 31/07/2026: suitable work is given.

See `secondment_end`, which both editions share.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from processes.moves.secondment_end import EndStage
from workflow_engine.flows.flow import Edition, StatutoryFlow


class SecondmentEndFlow2025(EndStage, StatutoryFlow):
    """End of a secondment, original text."""

    process_title = _("End of a secondment (original text)")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 26, cl. 2, original text")
    edition = Edition(
        code="secondment-end.2025",
        title=_("Edition of 01/07/2025"),
        since=date(2025, 7, 1),
        until=date(2026, 8, 1),
        basis=_("NĐ 170/2025/NĐ-CP, art. 71"),
        transition=_(
            "before 01/08/2026, so the original text of NĐ 170/2025 governs to the end "
            "(NĐ 300/2026, art. 35, cl. 2)"
        ),
    )
