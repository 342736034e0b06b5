"""The end of a post held by which a dossier has gone, against the record as it stands now."""

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.dossiers.models import Dossier


def moved(dossier: Dossier) -> Problem | None:
    """Tell that the post held ends on another day by the record than the dossier has gone by.

    What was asked and judged for the one day says nothing of the other: nothing is written by it.
    """
    about = dossier.flow_class.about
    planned = dossier.dates[about.plans]
    ends = about.day_of(dossier.subject, by=dossier.governing_date)
    if ends == planned:
        return None
    told = _(
        "By the record the post ends on %(ends)s, and this dossier has gone by %(planned)s: the "
        "record was corrected meanwhile. Take the person out of this dossier for that reason, and "
        "open one for the post as it stands."
    )
    words = {
        "ends": f"{ends:%d/%m/%Y}" if ends else "?",
        "planned": f"{planned:%d/%m/%Y}",
    }
    return Problem("candidate", told % words)
