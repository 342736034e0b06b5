"""Extension of a secondment: NĐ 170/2025, art. 26, cl. 2, as amended by NĐ 300/2026, art. 10.

From 01/08/2026, for an urgent task that is not finished for an objective reason.

See `secondment_extension`, which both editions share.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from processes.moves.secondment_extension import ExtensionStage
from workflow_engine.flows.flow import Edition, StatutoryFlow


class SecondmentExtensionFlow2026(ExtensionStage, StatutoryFlow):
    """Extension of a secondment, amended text."""

    process_title = _("Extension of a secondment (amended text)")
    process_description = _("NĐ 170/2025/NĐ-CP, art. 26, cl. 2, as amended by NĐ 300/2026/NĐ-CP")
    amended_by = "300/2026/NĐ-CP"
    amendments = {"26": "10"}
    edition = Edition(
        code="secondment-extension.2026",
        title=_("Edition of 01/08/2026"),
        since=date(2026, 8, 1),
        until=None,
        basis=_("NĐ 300/2026/NĐ-CP, art. 36"),
        transition=_(
            "from 01/08/2026, so NĐ 170/2025 as amended by NĐ 300/2026 governs "
            "(NĐ 300/2026, art. 36)"
        ),
    )
