"""Decision: an authority decides, and the registry changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, Self

from django.utils.translation import gettext_lazy

from compliance import trail
from compliance.events import Event
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.models import Candidate, GateRun, Paper, SignOff
from workflow_engine.dossiers.models import Decision as DecisionRow
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.gate import judge
from workflow_engine.nodes.papers import PapersCheck
from workflow_engine.nodes.planned_dates import struck_out_by_date, too_far
from workflow_engine.nodes.step import Step


@dataclass(frozen=True)
class DecisionAct:
    """What is decided on the one candidate who is left.

    `ends` are the posts held that the decision ends, by key. A leadership post that it does not end
    is held concurrently from then on, and `kept_because` gives the ground of it.
    `date_confirmed` repeats the date of effect after it was shown that this date strikes the
    candidate out; a date typed by mistake is corrected instead.
    """

    decision: Literal["approved", "returned", "refused"]
    candidate: int
    number: str = ""
    effective_on: date | None = None
    ends: tuple[int, ...] = ()
    reason: str = ""
    date_confirmed: date | None = None
    kept_because: str = ""

    @property
    def takes_effect_on(self) -> date:
        """The date of effect of a decision that has one.

        Raises:
            ValueError: it has none; `Decision` refuses an approval without.
        """
        if self.effective_on is None:
            raise ValueError("the decision has no date of effect")
        return self.effective_on


@dataclass(frozen=True)
class Effect:
    """What a decision comes to in the registry: the posts it ends, the leadership posts it keeps.

    `term_months` is the term for which it gives a post. Where there are problems it comes to
    nothing.
    """

    problems: tuple[Problem, ...] = ()
    term_months: int | None = None
    ended: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class Decision(Step[DecisionAct]):
    """The decision. The gate is run once more in the very act: facts change while papers travel.

    From the reading of the facts to the end of the act nothing else is recorded: a record that
    comes at the same time is either read by the gate, or stands in the trail after the decision.

    `effect` writes what the decision means into the registry and returns what it comes to, or the
    problems that forbid it; it is called inside the transaction of the act.
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

    def __init__(
        self, *, gate: str, effect: Callable[..., Effect], ends_posts: bool = True
    ) -> None:
        super().__init__()
        self.gate = gate
        self.effect = effect
        # Whether it can end posts that the person holds; a secondment ends none.
        self.ends_posts = ends_posts

    def Approved(self, node: Any) -> Self:
        """Say where the decision leads."""
        return self.branch("approved", node)

    def Returned(self, node: Any) -> Self:
        """Say where a return leads."""
        return self.branch("returned", node)

    def Refused(self, node: Any) -> Self:
        """Say where a refusal leads."""
        return self.branch("refused", node)

    def Recheck(self, node: Any) -> Self:
        """Say which gate takes over when a condition is no longer met or known."""
        return self.branch("recheck", node)

    def perform(self, journal: Journal, act: DecisionAct) -> str:
        """Decide. Where nobody is left the authority can only return: the gate then ends it.

        Raises:
            IncompleteActError: number, date or reason are missing, a paper is too old, the date of
                effect alone would strike the candidate out, or the post is not free.
            CandidateNotInConsiderationError: the candidate is not in consideration.
        """
        if act.decision == "returned" and not journal.standing():
            return self._nobody_left(journal, act)
        candidate = self.candidates(journal, [act.candidate])[act.candidate]
        problems = self._problems(journal, act, candidate)
        accept(act, problems)
        if act.decision != "approved":
            return self._decline(journal, act, candidate)
        # Whoever adds or corrects a record waits here or has finished. Where transactions read what
        # others commit meanwhile (PostgreSQL), a record could otherwise come between.
        trail.lock()
        problems = struck_out_by_date(
            journal.dossier,
            [candidate],
            field="effective_on",
            gate=self.gate,
            facts_on=journal.on,
            effective_on=act.takes_effect_on,
            instead=journal.dossier.planned_effect or journal.on,
            confirmed=act.date_confirmed,
        )
        accept(act, problems)
        [result] = judge(
            journal,
            step=self.name,
            gate=self.gate,
            candidates=[candidate],
            facts_on=journal.on,
            effective_on=act.effective_on,
        )
        if result != GateRun.Result.PASSES:
            journal.sign(
                SignOff.Act.RETURNED,
                event=Event.STEP_RETURNED,
                payload={
                    "gate": result,
                    "effective_on": act.effective_on,
                    "date_confirmed": act.date_confirmed == act.effective_on,
                },
            )
            return "recheck"
        return self._decide(journal, act, candidate)

    def _problems(self, journal: Journal, act: DecisionAct, candidate: Candidate) -> list[Problem]:
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
        problems += self._objections(journal, candidate)
        if not act.number.strip():
            problems.append(Problem("number", _("The decision has no number.")))
        problems += self._date_problems(journal, act)
        return problems

    def _date_problems(self, journal: Journal, act: DecisionAct) -> list[Problem]:
        """Refuse a date of effect that can only be a slip, before it is judged as a fact."""
        if act.effective_on is None:
            return [Problem("effective_on", _("The decision has no date of effect."))]
        if act.effective_on < journal.on:
            # Interpretation: no provision that was read lets an appointment take effect before it
            # is decided.
            return [
                Problem("effective_on", _("The decision cannot take effect before it is signed."))
            ]
        planned = journal.dossier.planned_effect or journal.on
        return too_far("effective_on", act.effective_on, after=max(planned, journal.on))

    def _objections(self, journal: Journal, candidate: Candidate) -> list[Problem]:
        """Name the papers that do not stand today as they were gathered."""
        gathering = [n for n in self.flow_class.instance.nodes() if isinstance(n, PapersCheck)]
        return [
            Problem("decision", told)
            for node in gathering
            for told in node.objections(journal, candidate)
        ]

    def _nobody_left(self, journal: Journal, act: DecisionAct) -> str:
        problems = []
        if not act.reason.strip():
            problems.append(Problem("reason", _("Say why the papers are returned.")))
        accept(act, problems)
        journal.sign(SignOff.Act.RETURNED, event=Event.STEP_RETURNED, reason=act.reason, payload={})
        return "recheck"

    def _not_taken(self, journal: Journal) -> list[Problem]:
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

    def _decline(self, journal: Journal, act: DecisionAct, candidate: Candidate) -> str:
        if act.decision == "refused":
            journal.settle(candidate, Candidate.Status.REFUSED, reason=act.reason)
        journal.sign(
            SignOff.Act.RETURNED if act.decision == "returned" else SignOff.Act.REFUSED,
            event=Event.STEP_RETURNED if act.decision == "returned" else Event.DECISION_REFUSED,
            reason=act.reason,
            payload={"person": person_as_dict(candidate.person)},
        )
        return act.decision

    def _decide(self, journal: Journal, act: DecisionAct, candidate: Candidate) -> str:
        dossier = journal.dossier
        effect = self.effect(journal, candidate, act)
        accept(act, effect.problems)
        DecisionRow.objects.create(
            dossier=dossier,
            candidate=candidate,
            step=self.name,
            number=act.number,
            signed_on=journal.on,
            effective_on=act.takes_effect_on,
            term_months=effect.term_months,
            signed_by=journal.performer.account,
            kept_because=act.kept_because if effect.kept else "",
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
        journal.settle(candidate, Candidate.Status.DECIDED)
        journal.sign(
            SignOff.Act.APPROVED,
            event=Event.DECISION_SIGNED,
            payload={
                "person": person_as_dict(candidate.person),
                **({"post": str(candidate.post)} if candidate.post else {}),
                "number": act.number,
                "effective_on": act.effective_on,
                **({"term_months": effect.term_months} if effect.term_months else {}),
                "ends": list(effect.ended),
                **(
                    {"kept": list(effect.kept), "kept_because": act.kept_because}
                    if effect.kept
                    else {}
                ),
            },
        )
        return "approved"
