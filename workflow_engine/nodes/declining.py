"""Declining: the authority decides against whoever the rules struck out, and says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext_lazy

from compliance.events import Event
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.models import Candidate, Dossier, SignOff
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.authority import sign
from workflow_engine.nodes.decision import Effect
from workflow_engine.nodes.filing import authority_of, file_paper, number_problems
from workflow_engine.nodes.gathering import Stoppable, wanting
from workflow_engine.nodes.signing import signing_problems
from workflow_engine.nodes.stop import StopAct, stop
from workflow_engine.registry.models import Delegation


@dataclass(frozen=True)
class DecliningAct:
    """The decision on paper: its number, the day on which it was signed, and why.

    `one_paper`: the paper with this number in another dossier is this paper, which decides on both.
    """

    number: str
    dated_on: date
    reason: str
    one_paper: bool = False


class Declining(Stoppable[DecliningAct | StopAct]):
    """The decision that the law asks for where the conditions are not met.

    The rules let nobody pass who does not meet them, and they decide nothing: where the law wants a
    decision either way, the authority takes it. `effect` writes what it means into the registry, or
    returns the problems that forbid it. `open_while` tells whether there is still something to
    decide: whoever has died or left meanwhile is decided on no more, and the dossier stops.
    """

    kind = "declining"
    kind_label = gettext_lazy("Decision against")
    act = DecliningAct
    acts = (DecliningAct, StopAct)
    dated_by = "dated_on"
    # What of the procedure its authority does, by the table of delegations.
    task = Delegation.Task.DECIDES
    route_labels = {
        "done": gettext_lazy("decided against"),
        "nobody": gettext_lazy("nothing left to decide"),
    }

    def __init__(
        self, *, effect: Callable[..., Effect], open_while: Callable[[Dossier], bool]
    ) -> None:
        super().__init__()
        self.effect = effect
        self.open_while = open_while

    def Declined(self, node: Any) -> Self:
        """Say where the decision leads."""
        return self.branch("done", node)

    def stops(self, dossier: Dossier) -> bool:
        """Tell whether nothing is left to decide."""
        return super().stops(dossier) and not self.open_while(dossier)

    def perform(self, journal: Journal, act: DecliningAct | StopAct) -> str:
        """Decide against everybody whom the rules struck out; stop where nothing is left to decide.

        Raises:
            IncompleteActError: number, date or reason are missing, the date lies before that of the
                verdict, the number is that of another paper, no row of the delegations lets the
                performer decide, or the effect is not possible; a stop where there is still
                something to decide.
        """
        if isinstance(act, StopAct):
            if not self.stops(journal.dossier):
                told = _("The law asks for a decision here: it has to be taken.")
                accept(act, [Problem("reason", told)])
            return stop(self, journal, act)
        struck_out = [
            each for each in journal.candidates() if each.status == Candidate.Status.STRUCK_OUT
        ]
        problems = [
            *wanting(act.number, "number", _("The decision has no number.")),
            *wanting(act.reason, "reason", _("Say why: the decision gives its reason.")),
            *signing_problems(journal, act.dated_on),
            *sign(journal, self, next(iter(struck_out), None), dated_on=act.dated_on),
            *number_problems(
                journal, number=act.number, dated_on=act.dated_on, one_paper=act.one_paper
            ),
        ]
        accept(act, problems)
        for candidate in struck_out:
            effect = self.effect(journal, candidate, act)
            accept(act, effect.problems)
            file_paper(
                journal,
                candidate=candidate,
                kind="decision",
                number=act.number,
                dated_on=act.dated_on,
                issued_by=str(journal.performer.person),
                issuer=authority_of(journal),
            )
            journal.settle(candidate, Candidate.Status.REFUSED, reason=act.reason)
        journal.sign(
            SignOff.Act.REFUSED,
            event=Event.DECISION_REFUSED,
            reason=act.reason,
            payload={
                "people": [person_as_dict(each.person) for each in struck_out],
                "number": act.number,
                "dated_on": act.dated_on,
                **({"one_paper": True} if act.one_paper else {}),
            },
        )
        return "done"
