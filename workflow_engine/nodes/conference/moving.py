"""What a move of a conference must agree with: the date of effect, and whom it strikes out."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from workflow_engine.base.errors import Problem
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.conference.act import MoveAct
from workflow_engine.nodes.planned_dates import AsOf, Typed, out_of_order, struck_out_by_dates

_CONSIDERED = (Candidate.Status.STANDING, Candidate.Status.HELD)


class Judging(Protocol):
    """The gate that judges again as of the new day, as far as it is asked here."""

    gate: str

    def day_of_facts(self, dossier: Dossier, *, otherwise: date) -> date:
        """Return the day as of which it reads the facts."""


def moved_to(journal: Journal, act: MoveAct, *, gate: Judging) -> list[Problem]:
    """Name why a conference cannot be moved to a day, or whom the day alone would strike out.

    What is decided takes no effect before the first conference, so that a date of effect which the
    move passes is planned anew.
    """
    if unread_in(act):
        return []
    dossier, first = journal.dossier, act.first_conference_on
    so_far = dossier.planned_effect or first
    planned = act.planned_effective_on or so_far
    found = out_of_order("planned_effective_on", planned, after=first, today=journal.on)
    if found:
        return found
    before = gate.day_of_facts(dossier, otherwise=first)
    return struck_out_by_dates(
        dossier,
        [each for each in journal.candidates() if each.status in _CONSIDERED],
        gate=gate.gate,
        judged=AsOf(first, planned),
        typed=[
            Typed(
                "first_conference_on",
                "conference_confirmed",
                first,
                AsOf(before, planned),
                act.conference_confirmed,
            ),
            Typed(
                "planned_effective_on",
                "date_confirmed",
                planned,
                AsOf(first, so_far),
                act.date_confirmed,
            ),
        ],
    )
