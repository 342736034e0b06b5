"""Disclosure: the asset declarations are made known before the slips are handed out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext_lazy

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.dating import day_problems
from workflow_engine.dossiers.models import SignOff
from workflow_engine.facts.children import awaited_now
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.filing import file_own_paper
from workflow_engine.nodes.step import Step
from workflow_engine.nodes.stop import StopAct, stop
from workflow_engine.registry.models import AssetDeclaration

# What a child dossier brings with the declaration that is to be disclosed.
_SHOWN = "asset_declaration_days_before_planned_date"


@dataclass(frozen=True)
class DisclosureAct:
    """That copies were handed out and the declaration read out, as the minutes say."""

    disclosed_on: date
    minutes_number: str
    copies_handed_out: bool
    read_out: bool


class Disclosure(Step[DisclosureAct | StopAct]):
    """The declarations of every candidate in consideration are disclosed to those who will vote."""

    kind = "disclosure"
    kind_label = gettext_lazy("Disclosure of asset declarations")
    act = DisclosureAct
    acts = (DisclosureAct, StopAct)
    dated_by = "disclosed_on"
    route_labels = {"done": gettext_lazy("disclosed"), "nobody": gettext_lazy("nobody left")}

    def Nobody(self, node: Any) -> Self:
        """Say where it leads when nobody is left in consideration."""
        return self.branch("nobody", node)

    def declarations(self, journal: Journal) -> dict[int, AssetDeclaration | None]:
        """Return the latest declaration for personnel work of each candidate in consideration."""
        standing = journal.standing()
        latest: dict[int, AssetDeclaration] = {}
        for row in AssetDeclaration.objects.filter(
            person__in=[c.person_id for c in standing],
            kind=AssetDeclaration.Kind.PERSONNEL,
            voided=False,
        ).order_by("completed_on"):
            latest[row.person_id] = row
        return {candidate.pk: latest.get(candidate.person_id) for candidate in standing}

    def perform(self, journal: Journal, act: DisclosureAct | StopAct) -> str:
        """Record the disclosure, or stop where nobody is left.

        Raises:
            IncompleteActError: a declaration is missing, or was not handed out and read out.
        """
        if isinstance(act, StopAct):
            return stop(self, journal, act)
        problems = []
        declarations = self.declarations(journal)
        waiting = awaited_now(journal.dossier)
        problems += [
            Problem(
                "disclosed_on",
                _("The declaration that %s was asked for has not come yet, or was sent back.")
                % candidate,
            )
            for candidate in journal.standing()
            if _SHOWN in waiting.get(candidate.pk, ())
        ]
        problems += [
            Problem(
                "disclosed_on",
                _(
                    "%s has no declaration for personnel work on record: "
                    "enter it on the person’s page."
                )
                % candidate,
            )
            for candidate in journal.standing()
            if declarations[candidate.pk] is None
        ]
        if not act.minutes_number.strip():
            problems.append(Problem("minutes_number", _("The minutes have no number.")))
        problems += day_problems(
            journal.dossier, "disclosed_on", act.disclosed_on, today=journal.on
        )
        if not act.copies_handed_out:
            problems.append(
                Problem("copies_handed_out", _("Copies have to be handed to those who will vote."))
            )
        if not act.read_out:
            problems.append(
                Problem("read_out", _("The declaration for the appointment has to be read out."))
            )
        accept(act, problems)
        file_own_paper(
            journal,
            kind="disclosure-minutes",
            number=act.minutes_number,
            dated_on=act.disclosed_on,
        )
        journal.sign(
            SignOff.Act.DONE,
            payload={
                "minutes": act.minutes_number,
                "disclosed_on": act.disclosed_on,
                "declarations": [
                    {**person_as_dict(candidate.person), "completed_on": declared.completed_on}
                    for candidate in journal.standing()
                    if (declared := declarations[candidate.pk]) is not None
                ],
            },
        )
        return "done"
