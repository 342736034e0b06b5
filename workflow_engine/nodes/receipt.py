"""Receipt: a paper that each candidate has to hand in is received, and found right or sent back.

What is not right is made again by the person, and the step stays open for it; what is right is
written into the registry by the effect of the step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from compliance.events import Event
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.dating import day_problems
from workflow_engine.dossiers.models import Candidate, Paper
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.filing import file_paper
from workflow_engine.nodes.gathering import Gathering, receipt_dates
from workflow_engine.nodes.stop import StopAct, stop
from workflow_engine.registry import twins
from workflow_engine.registry.papers import is_number


@dataclass(frozen=True)
class Received:
    """A paper as it came in: its date, the day of its receipt, and whether it was found right.

    One that was is entered under a `number` in the register of what is received. One that was not
    says what is wrong, and on which day the person received the request to make it again
    (`asked_on`).
    """

    dated_on: date
    received_on: date
    right: bool | None
    number: str = ""
    wrong: str = ""
    asked_on: date | None = None


@dataclass(frozen=True)
class ReceiptAct:
    """The papers that came in, by candidate."""

    received: Mapping[int, Received]
    # The candidates whose paper had been sent back before: the step knows, nobody says it.
    made_again: frozenset[int] = frozenset()

    @property
    def received_on(self) -> dict[int, date]:
        """The day on which the paper of each candidate was received, right or not."""
        return {pk: each.received_on for pk, each in self.received.items()}

    @property
    def last_received_on(self) -> date | None:
        """The day on which the last of these papers was received."""
        return max(self.received_on.values(), default=None)

    @property
    def completed_on(self) -> dict[int, date]:
        """The date of each paper that was found right."""
        return {pk: each.dated_on for pk, each in self.received.items() if each.right}

    @property
    def returned_on(self) -> dict[int, date]:
        """The day on which each person was asked to make the paper again."""
        given = self.received.items()
        return {pk: each.asked_on for pk, each in given if not each.right and each.asked_on}

    @property
    def redone_on(self) -> dict[int, date]:
        """The day on which each paper that had been sent back was received again."""
        return {pk: on for pk, on in self.received_on.items() if pk in self.made_again}


class Receipt(Gathering[ReceiptAct | StopAct]):
    """Every candidate in consideration hands in a paper of the kind `paper`.

    `effect` writes what a paper that was found right says into the registry.
    """

    kind = "receipt"
    kind_label = gettext_lazy("Receipt of a paper")
    act = ReceiptAct
    acts = (ReceiptAct, StopAct)
    dated_by = "last_received_on"

    def __init__(
        self, *, paper: str, effect: Callable[[Journal, Candidate, Received], None]
    ) -> None:
        super().__init__()
        self.paper = paper
        self.effect = effect

    def has(self, journal: Journal) -> set[int]:
        """Return the candidates whose paper was found right."""
        rows = Paper.objects.filter(dossier=journal.dossier, step=self.name, kind=self.paper)
        return set(rows.values_list("candidate", flat=True))

    def dating(self, journal: Journal, act: Any) -> Any:
        """Return the act, with whose paper had been sent back before."""
        if not isinstance(act, ReceiptAct):
            return act
        sent_back = {
            pk
            for pk in act.received
            for row in journal.dossier.dates.of(pk).values()
            if row.candidate_id == pk and row.event in self._events("returned_on")
        }
        return ReceiptAct(act.received, frozenset(sent_back))

    def _events(self, field: str) -> set[str]:
        return {each.event for each in self.dated if each.by == field}

    def perform(self, journal: Journal, act: ReceiptAct | StopAct) -> str | None:
        """Keep what came in; the step stays open while a paper is missing or was sent back.

        Raises:
            IncompleteActError: it is not said whether a paper is right or what is wrong with it, or
                its dates cannot be.
            CandidateNotInConsiderationError: a paper of somebody who is not considered.
        """
        if isinstance(act, StopAct):
            return stop(self, journal, act)
        standing = self.candidates(journal, act.received)
        problems = self.nothing_given(journal, act.received)
        has = self.has(journal)
        known = twins.as_it_stands()
        for pk, received in act.received.items():
            problems += _wrong(journal, standing[pk], received, known)
            if pk in has:
                told = _("The paper of %(name)s was found right before.")
                problems.append(Problem(f"right-{pk}", told % {"name": str(standing[pk])}))
        accept(act, problems)
        for pk, received in act.received.items():
            self._keep(journal, standing[pk], received)
        return self.go_on(journal, {"papers": len(act.received)})

    def _keep(self, journal: Journal, candidate: Candidate, received: Received) -> None:
        if received.right:
            file_paper(
                journal,
                candidate=candidate,
                kind=self.paper,
                number=received.number,
                dated_on=received.dated_on,
                issued_by=candidate.person.full_name,
            )
            self.effect(journal, candidate, received)
        journal.add(
            Event.RECEIPT_ACCEPTED if received.right else Event.RECEIPT_RETURNED,
            header={"candidate": candidate.pk},
            payload={
                "person": person_as_dict(candidate.person),
                "dated_on": received.dated_on,
                "received_on": received.received_on,
                **(
                    {"number": received.number}
                    if received.right
                    else {"to_redo": received.wrong, "asked_on": received.asked_on}
                ),
            },
        )


def _wrong(
    journal: Journal, candidate: Candidate, received: Received, known: twins.Identities
) -> list[Problem]:
    pk, name = candidate.pk, str(candidate)
    problems = receipt_dates(
        journal,
        f"received_on-{pk}",
        dated_on=received.dated_on,
        received_on=received.received_on,
        what=_("Paper of %(name)s") % {"name": name},
    )
    if known.same(candidate.person_id, journal.performer.person.pk):
        told = _("%(name)s is considered here: nobody receives and checks his or her own paper.")
        problems.append(Problem("", told % {"name": name}))
    if received.right is None:
        told = _("Say whether the paper of %(name)s is by its form and complete.")
        problems.append(Problem(f"right-{pk}", told % {"name": name}))
    if received.right and not is_number(received.number):
        told = _("Give the number under which the paper of %(name)s was entered as received.")
        problems.append(Problem(f"number-{pk}", told % {"name": name}))
    if received.right or received.right is None:
        return problems
    if not received.wrong.strip():
        told = _("Say what %(name)s has to complete or to make again.")
        problems.append(Problem(f"wrong-{pk}", told % {"name": name}))
    if received.asked_on is None:
        told = _("Say on which day %(name)s received the request.")
        return [*problems, Problem(f"asked_on-{pk}", told % {"name": name})]
    if received.asked_on < received.received_on:
        told = _("The request follows the receipt of the paper.")
        return [*problems, Problem(f"asked_on-{pk}", told)]
    return [
        *problems,
        *day_problems(
            journal.dossier,
            f"asked_on-{pk}",
            received.asked_on,
            today=journal.on,
            step=journal.step,
        ),
    ]
