"""Decision: an authority decides, and the registry changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.events import Event
from workflow_engine.dossiers.models import Candidate, GateRun, Paper, SignOff
from workflow_engine.dossiers.models import Decision as DecisionRow
from workflow_engine.errors import IncompleteActError, Problem
from workflow_engine.journal import person_as_dict
from workflow_engine.nodes.gate import judge
from workflow_engine.nodes.step import Step


@dataclass(frozen=True)
class DecisionAct:
    """What is decided on the one candidate who is left."""

    decision: Literal["approved", "returned", "refused"]
    candidate: int
    number: str = ""
    effective_on: date | None = None
    ends: tuple[int, ...] = ()
    reason: str = ""


class Decision(Step):
    """The decision. The gate is run once more in the very act: facts change while papers travel.

    `effect` writes what the decision means into the registry and returns the problems that forbid
    it; it is called inside the transaction of the act.
    """

    kind = "decision"
    kind_label = gettext_lazy("Decision")
    act = DecisionAct
    route_labels = {
        "approved": gettext_lazy("decided"),
        "returned": gettext_lazy("returned"),
        "refused": gettext_lazy("refused"),
        "recheck": gettext_lazy("a condition is no longer met"),
    }

    def __init__(self, *, gate: str, effect: Callable[..., list[Problem]]) -> None:
        super().__init__()
        self.gate = gate
        self.effect = effect

    def Approved(self, node: Any) -> Decision:
        """Say where the decision leads."""
        return self.branch("approved", node)

    def Returned(self, node: Any) -> Decision:
        """Say where a return leads."""
        return self.branch("returned", node)

    def Refused(self, node: Any) -> Decision:
        """Say where a refusal leads."""
        return self.branch("refused", node)

    def Recheck(self, node: Any) -> Decision:
        """Say which gate takes over when a condition is no longer met or known."""
        return self.branch("recheck", node)

    def meets_limits(self, route: str) -> bool:
        """Whether the procedure is finished: not where the papers or the conditions come again."""
        return route in ("approved", "refused")

    def perform(self, journal: Any, act: DecisionAct) -> str:
        """Decide. Where nobody is left the authority can only return: the gate then ends it.

        Raises:
            IncompleteActError: number, date or reason are missing, or the post is not free.
            CandidateNotInConsiderationError: the candidate is not in consideration.
        """
        if act.decision == "returned" and not journal.standing():
            return self._nobody_left(journal, act)
        candidate = self.candidates(journal, [act.candidate])[act.candidate]
        problems = self._problems(journal, act)
        if problems:
            raise IncompleteActError(problems)
        if act.decision != "approved":
            return self._decline(journal, act, candidate)
        [result] = judge(
            journal,
            step=self.name,
            gate=self.gate,
            candidates=[candidate],
            facts_on=journal.on,
            effective_on=act.effective_on,
        )
        if result != GateRun.Result.PASSES:
            journal.sign(SignOff.Act.RETURNED, event=Event.STEP_RETURNED, payload={"gate": result})
            return "recheck"
        return self._decide(journal, act, candidate)

    def _problems(self, journal: Any, act: DecisionAct) -> list[Problem]:
        problems = []
        if len(journal.standing()) != 1:
            problems.append(
                Problem("candidate", _("More than one candidate is left: the choice comes first."))
            )
        if act.decision not in ("approved", "returned", "refused"):
            problems.append(Problem("decision", _("The law has no such decision at this step.")))
        if act.decision != "approved":
            if not act.reason.strip():
                problems.append(
                    Problem("reason", _("Say why: a return or a refusal is decided with a reason."))
                )
            return problems
        problems += self._not_taken(journal)
        if not act.number.strip():
            problems.append(Problem("number", _("The decision has no number.")))
        if act.effective_on is None:
            problems.append(Problem("effective_on", _("The decision has no date of effect.")))
        elif act.effective_on < journal.on:
            # Interpretation: no provision that was read lets an appointment take effect before it
            # is decided.
            problems.append(
                Problem("effective_on", _("The decision cannot take effect before it is signed."))
            )
        return problems

    def _nobody_left(self, journal: Any, act: DecisionAct) -> str:
        if not act.reason.strip():
            raise IncompleteActError([Problem("reason", _("Say why the papers are returned."))])
        journal.sign(SignOff.Act.RETURNED, event=Event.STEP_RETURNED, reason=act.reason, payload={})
        return "recheck"

    def _not_taken(self, journal: Any) -> list[Problem]:
        """Name the steps without which nothing leads here: none can have been left out."""
        signed = set(
            SignOff.objects.filter(
                dossier=journal.dossier, act__in=[SignOff.Act.DONE, SignOff.Act.APPROVED]
            ).values_list("step", flat=True)
        )
        needed = journal.dossier.flow_class.instance.indispensable(
            journal.dossier.flow_class.instance.node(self.name)
        )
        return [
            Problem("candidate", _("The step “%s” was not taken.") % node.task_title)
            for node in needed
            if node.name not in signed
        ]

    def _decline(self, journal: Any, act: DecisionAct, candidate: Candidate) -> str:
        if act.decision == "refused":
            journal.settle(candidate, Candidate.Status.REFUSED, reason=act.reason)
        journal.sign(
            SignOff.Act.RETURNED if act.decision == "returned" else SignOff.Act.REFUSED,
            event=Event.STEP_RETURNED if act.decision == "returned" else Event.APPOINTMENT_REFUSED,
            reason=act.reason,
            payload={"person": person_as_dict(candidate.person)},
        )
        return act.decision

    def _decide(self, journal: Any, act: DecisionAct, candidate: Candidate) -> str:
        dossier = journal.dossier
        problems = self.effect(journal, candidate, act)
        if problems:
            raise IncompleteActError(problems)
        DecisionRow.objects.create(
            dossier=dossier,
            candidate=candidate,
            step=self.name,
            number=act.number,
            signed_on=journal.on,
            effective_on=act.effective_on,
            term_months=dossier.term_months,
            signed_by=journal.performer.account,
        )
        Paper.objects.create(
            dossier=dossier,
            candidate=candidate,
            step=self.name,
            kind="decision",
            number=act.number,
            dated_on=journal.on,
            issued_by=str(journal.performer.person),
        )
        journal.settle(candidate, Candidate.Status.APPOINTED, reason=act.number)
        journal.sign(
            SignOff.Act.APPROVED,
            event=Event.APPOINTMENT_MADE,
            payload={
                "person": person_as_dict(candidate.person),
                "post": str(dossier.post),
                "number": act.number,
                "effective_on": act.effective_on,
                "term_months": dossier.term_months,
            },
        )
        return "approved"
