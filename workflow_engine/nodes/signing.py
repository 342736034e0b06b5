"""When a decision can be signed: not before what it rests on was judged."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.dating import day_problems
from workflow_engine.dossiers.models import Dossier, GateRun
from workflow_engine.journal.journal import Journal


def earliest(dossier: Dossier) -> date:
    """Return the first day on which it can be signed: that of the last run of a gate."""
    run = GateRun.objects.filter(dossier=dossier).order_by("-run_at").first()
    return max(localdate(run.run_at), dossier.begun_on) if run else dossier.begun_on


def signing_problems(journal: Journal, dated_on: date) -> list[Problem]:
    """Refuse a day on which nobody could decide: it lies before what the decision rests on."""
    found = day_problems(journal.dossier, "dated_on", dated_on, today=journal.on)
    judged_on = earliest(journal.dossier)
    if found or dated_on >= judged_on or unread_in(dated_on):
        return found
    told = _(
        "%(day)s lies before the day on which the conditions were last judged, %(on)s: a "
        "decision rests on what was judged. Give the date on its paper; what was signed before "
        "is decided anew."
    )
    words = {"day": f"{dated_on:%d/%m/%Y}", "on": f"{judged_on:%d/%m/%Y}"}
    return [Problem("dated_on", told % words)]
