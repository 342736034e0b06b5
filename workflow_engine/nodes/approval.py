"""Approval: an authority approves, returns for amendment, or refuses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, Self

from django.utils.translation import gettext_lazy

from compliance.events import Event
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.dating import day_problems
from workflow_engine.dossiers.models import Candidate, Dossier, SignOff
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.authority import sign
from workflow_engine.nodes.earlier import (
    EARLIER_MINUTES,
    EARLIER_POLICY,
    POLICY_CONFIRMED,
    EarlierAct,
    as_dict,
    edition_problems_of,
    recorded_act,
)
from workflow_engine.nodes.filing import authority_of, file_paper, number_problems
from workflow_engine.nodes.step import Step
from workflow_engine.registry.models import Delegation


@dataclass(frozen=True)
class ApprovalAct:
    """What the authority decides, with the reason where it does not approve.

    `edition_confirmed`: the edition that an officer chose governs, by the act that is named for it.
    `one_paper`: the paper with this number in another dossier is this paper, which decides on both.
    `approved_on` is filled in by the step: the day of the approval that stands.
    """

    decision: Literal["approved", "returned", "refused"]
    number: str
    dated_on: date
    reason: str = ""
    edition_confirmed: bool = False
    one_paper: bool = False
    approved_on: date | None = None


class Approval(Step[ApprovalAct]):
    """A decision of an authority on what others prepared.

    `paper` is the kind of paper that the decision makes. An approval that dates an event is of what
    was proposed: where an officer chose the edition, it confirms the choice or is refused. Where
    the policy was approved in the time of that edition its paper confirms that, and is no second
    approval.
    """

    kind = "approval"
    kind_label = gettext_lazy("Approval")
    act = ApprovalAct
    dated_by = "dated_on"
    # What of the procedure its authority does, by the table of delegations.
    task = Delegation.Task.APPROVES
    route_labels = {
        "approved": gettext_lazy("approved"),
        "returned": gettext_lazy("returned"),
        "refused": gettext_lazy("refused"),
    }

    def __init__(self, *, paper: str) -> None:
        super().__init__()
        self.paper = paper

    def Approved(self, node: Any) -> Self:
        """Say where approval leads."""
        return self.branch("approved", node)

    def Returned(self, node: Any) -> Self:
        """Say where a return for amendment leads."""
        return self.branch("returned", node)

    def Refused(self, node: Any) -> Self:
        """Say where a refusal leads."""
        return self.branch("refused", node)

    def confirms_edition(self, dossier: Dossier) -> bool:
        """Whether the approval of `dossier` has to confirm the edition that an officer chose."""
        confirming = self.flow_class.instance.step_that_confirms()
        return dossier.edition_overridden and confirming is self

    def perform(self, journal: Journal, act: ApprovalAct) -> str:
        """Record the decision and its paper.

        Raises:
            IncompleteActError: a reason is missing, the date is not one of the dossier, the number
                is that of another paper, the edition that an officer chose is not confirmed, or no
                row of the delegations lets the performer decide.
        """
        dossier: Dossier = journal.dossier
        problems = []
        if act.decision not in self.branches:
            problems.append(Problem("decision", _("The law has no such decision at this step.")))
        if act.decision != "approved" and not act.reason.strip():
            problems.append(
                Problem("reason", _("Say why: a return or a refusal is decided with a reason."))
            )
        if not act.number.strip():
            problems.append(Problem("number", _("The decision has no number.")))
        problems += day_problems(dossier, "dated_on", act.dated_on, today=journal.on)
        problems += sign(journal, self, None, dated_on=act.dated_on)
        problems += number_problems(
            journal, number=act.number, dated_on=act.dated_on, one_paper=act.one_paper
        )
        earlier = None
        if act.decision == "approved" and self.confirms_edition(dossier):
            earlier = recorded_act(dossier)
            problems += self._not_confirmed(dossier, act, earlier)
        accept(act, problems)
        file_paper(
            journal,
            kind=POLICY_CONFIRMED if earlier and earlier.kind == EARLIER_POLICY else self.paper,
            number=act.number,
            dated_on=act.dated_on,
            issued_by=str(journal.performer.person),
            issuer=authority_of(journal),
        )
        signed = {
            "approved": (SignOff.Act.APPROVED, Event.PROPOSAL_APPROVED),
            "returned": (SignOff.Act.RETURNED, Event.STEP_RETURNED),
            "refused": (SignOff.Act.REFUSED, Event.PROPOSAL_REFUSED),
        }[act.decision]
        if act.decision == "refused":
            for candidate in journal.standing():
                journal.settle(candidate, Candidate.Status.REFUSED, reason=act.reason)
        journal.sign(
            signed[0],
            event=signed[1],
            reason=act.reason,
            payload={
                "number": act.number,
                "dated_on": act.dated_on,
                **({"one_paper": True} if act.one_paper else {}),
                **({"edition_confirmed": as_dict(earlier)} if earlier else {}),
            },
        )
        return act.decision

    def dating(self, journal: Journal, act: ApprovalAct) -> ApprovalAct:
        """Return the act with the day of the approval that stands: the earlier one where it is.

        What runs from the approval ran from it already when the paper of today confirmed it.
        """
        earlier = recorded_act(journal.dossier) if self.confirms_edition(journal.dossier) else None
        if earlier is not None and earlier.kind == EARLIER_POLICY:
            return replace(act, approved_on=earlier.dated_on)
        return replace(act, approved_on=act.dated_on)

    def _not_confirmed(
        self, dossier: Dossier, act: ApprovalAct, earlier: EarlierAct | None
    ) -> list[Problem]:
        """Name why the choice of the edition cannot be approved."""
        if earlier is None:
            told = _(
                "No act on paper is named by which the procedure was carried out in the time of "
                "%(edition)s. Return the proposal: the act is named when it is put forward again."
            )
            edition = dossier.flow_class.edition.title
            return [Problem("decision", told % {"edition": edition})]
        # Where this very approval is the event that governs, nothing has dated it yet.
        governed = dossier.dates.get(self.flow_class.governed_by) or act.dated_on
        found = edition_problems_of(dossier, governed, earlier)
        if found:
            return [Problem("decision", problem.message) for problem in found]
        if earlier.kind == EARLIER_MINUTES and act.dated_on > earlier.dated_on:
            told = _(
                "The minutes on which the edition rests are of %(on)s: the policy was approved on "
                "that day or before. Give the date of that approval, or return the proposal."
            )
            return [Problem("dated_on", told % {"on": f"{earlier.dated_on:%d/%m/%Y}"})]
        if not act.edition_confirmed:
            told = _(
                "%(edition)s was chosen by an officer. Confirm that it governs by the paper that "
                "is named, or return or refuse the proposal."
            )
            edition = dossier.flow_class.edition.title
            return [Problem("edition_confirmed", told % {"edition": edition})]
        return []
