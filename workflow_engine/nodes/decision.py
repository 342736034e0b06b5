"""Decision: an authority decides, and the registry changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, Self

from django.utils.translation import gettext_lazy

from compliance import trail
from compliance.events import Event
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept, unread_in
from workflow_engine.dossiers.models import Candidate, Dossier, GateRun, SignOff
from workflow_engine.dossiers.models import Decision as DecisionRow
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.authority import sign
from workflow_engine.nodes.filing import authority_of, file_paper, number_problems
from workflow_engine.nodes.gate import judge
from workflow_engine.nodes.papers import PapersCheck
from workflow_engine.nodes.planned_dates import (
    AsOf,
    Typed,
    not_met_on,
    struck_out_by_dates,
    too_far,
)
from workflow_engine.nodes.signing import signing_problems
from workflow_engine.nodes.step import Step
from workflow_engine.registry.models import Delegation


@dataclass(frozen=True)
class DecisionAct:
    """What is decided on the one candidate who is left, and the day on which it was signed.

    `ends` are the posts held that the decision ends, by key. A leadership post that it does not end
    is held concurrently from then on, and `kept_because` gives the ground of it.
    `date_confirmed` repeats the date of effect after it was shown that this date strikes the
    candidate out; a date typed by mistake is corrected instead.
    `one_paper`: the paper with this number in another dossier is this paper, which decides on both.
    """

    decision: Literal["approved", "returned", "refused"]
    candidate: int
    dated_on: date
    number: str = ""
    effective_on: date | None = None
    ends: tuple[int, ...] = ()
    reason: str = ""
    date_confirmed: date | None = None
    kept_because: str = ""
    one_paper: bool = False

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

    Where it is recorded after the day on which it was signed, the gate is run as of both days.
    Interpretation: art. 29 asks the conditions of whoever is appointed. They have to be met when
    the authority signs; and the record lets nobody past whom it shows not to meet them by then.

    From the reading of the facts to the end of the act nothing else is recorded: a record that
    comes at the same time is either read by the gate, or stands in the trail after the decision.

    `effect` writes what the decision means into the registry and returns what it comes to, or the
    problems that forbid it; it is called inside the transaction of the act. `refusal` does the same
    for a refusal that is a decision of its own, with a number. `from_day` gives the day of effect
    where the law sets it and nobody chooses; a decision that is signed after it says why. `words`
    are those of the answers.
    """

    kind = "decision"
    kind_label = gettext_lazy("Decision")
    act = DecisionAct
    dated_by = "dated_on"
    # What of the procedure its authority does, by the table of delegations.
    task = Delegation.Task.DECIDES
    route_labels = {
        "approved": gettext_lazy("decided"),
        "returned": gettext_lazy("returned"),
        "refused": gettext_lazy("refused"),
        "recheck": gettext_lazy("a condition is no longer met"),
    }

    def __init__(
        self,
        *,
        gate: str,
        effect: Callable[..., Effect],
        refusal: Callable[..., Effect] | None = None,
        from_day: Callable[[Dossier], date] | None = None,
        ends_posts: bool = True,
        words: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.gate = gate
        self.effect = effect
        self.refusal = refusal
        self.from_day = from_day
        # Whether it can end posts that the person holds; a secondment ends none.
        self.ends_posts = ends_posts
        self.words = words or {}

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
            IncompleteActError: number, date or reason are missing, the date is not one of the
                dossier, the number is that of another paper, a paper is too old, the date of effect
                alone would strike the candidate out, a condition was not met when it was signed,
                the post is not free, or no row of the delegations lets the performer decide.
            CandidateNotInConsiderationError: the candidate is not in consideration.
        """
        if act.decision == "returned" and not journal.standing():
            return self._nobody_left(journal, act)
        # Whoever adds or corrects a record waits here or has finished. Where transactions read what
        # others commit meanwhile (PostgreSQL), a record could otherwise come between.
        trail.lock()
        candidate = self.candidates(journal, [act.candidate])[act.candidate]
        problems = self._problems(journal, act, candidate)
        accept(act, problems)
        if act.decision != "approved":
            return self._decline(journal, act, candidate)
        judged = AsOf(journal.on, act.takes_effect_on)
        typed = Typed(
            "effective_on",
            "date_confirmed",
            act.takes_effect_on,
            replace(judged, effective_on=journal.dossier.planned_effect or journal.on),
            act.date_confirmed,
        )
        problems = struck_out_by_dates(
            journal.dossier, [candidate], gate=self.gate, judged=judged, typed=[typed]
        )
        if act.dated_on < journal.on:
            problems += not_met_on(
                journal.dossier,
                candidate,
                field="dated_on",
                gate=self.gate,
                judged=replace(judged, facts_on=act.dated_on),
            )
        accept(act, problems)
        results = [
            result
            for day in dict.fromkeys([act.dated_on, journal.on])
            for result in judge(
                journal,
                step=self.name,
                gate=self.gate,
                candidates=[candidate],
                facts_on=day,
                effective_on=act.effective_on,
            )
        ]
        stopped = next((each for each in results if each != GateRun.Result.PASSES), None)
        if stopped is not None:
            journal.sign(
                SignOff.Act.RETURNED,
                event=Event.STEP_RETURNED,
                payload={
                    "gate": stopped,
                    "dated_on": act.dated_on,
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
        problems += signing_problems(journal, act.dated_on)
        problems += sign(journal, self, candidate, dated_on=act.dated_on)
        if act.decision != "approved":
            if not act.reason.strip():
                problems.append(
                    Problem("reason", _("Say why: a return or a refusal is decided with a reason."))
                )
            if act.decision == "refused" and self.refusal and not act.number.strip():
                problems.append(Problem("number", _("The decision has no number.")))
            return problems
        problems += self._not_taken(journal)
        problems += self._objections(journal, candidate)
        if not act.number.strip():
            problems.append(Problem("number", _("The decision has no number.")))
        problems += number_problems(
            journal, number=act.number, dated_on=act.dated_on, one_paper=act.one_paper
        )
        problems += self._effect_problems(journal, act)
        return problems

    def _effect_problems(self, journal: Journal, act: DecisionAct) -> list[Problem]:
        """Refuse a date of effect that can only be a slip, before it is judged as a fact."""
        if act.effective_on is None:
            return [Problem("effective_on", _("The decision has no date of effect."))]
        if self.from_day is not None:
            return self._set_by_law(act, self.from_day(journal.dossier))
        if act.effective_on < act.dated_on:
            # Interpretation: no provision that was read lets a decision on somebody take effect
            # before it is signed.
            return [
                Problem("effective_on", _("The decision cannot take effect before it is signed."))
            ]
        if unread_in(act.dated_on):
            return []
        planned = journal.dossier.planned_effect or act.dated_on
        return too_far("effective_on", act.effective_on, after=max(planned, act.dated_on))

    def _set_by_law(self, act: DecisionAct, day: date) -> list[Problem]:
        """Refuse another day of effect than the law's, and a late decision without its why."""
        told = {"day": f"{day:%d/%m/%Y}"}
        if act.effective_on != day:
            wrong = _("By the law the decision takes effect on %(day)s.")
            return [Problem("effective_on", wrong % told)]
        if not unread_in(act.dated_on) and act.dated_on > day and not act.reason.strip():
            late = _(
                "The decision is signed after %(day)s, from which it takes effect: say for which "
                "objective reason. The decision has to say it too."
            )
            return [Problem("reason", late % told)]
        return []

    def _objections(self, journal: Journal, candidate: Candidate) -> list[Problem]:
        """Name the papers that do not stand today as they were gathered."""
        gathering = [n for n in self.flow_class.instance.nodes() if isinstance(n, PapersCheck)]
        return [
            Problem("decision", told)
            for node in gathering
            for told in node.objections(journal, candidate)
        ]

    def _nobody_left(self, journal: Journal, act: DecisionAct) -> str:
        problems = signing_problems(journal, act.dated_on)
        problems += sign(journal, self, None, dated_on=act.dated_on)
        if not act.reason.strip():
            problems.append(Problem("reason", _("Say why the papers are returned.")))
        accept(act, problems)
        journal.sign(
            SignOff.Act.RETURNED,
            event=Event.STEP_RETURNED,
            reason=act.reason,
            payload={"dated_on": act.dated_on},
        )
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
            if self.refusal is not None:
                accept(act, self.refusal(journal, candidate, act).problems)
                self._file(journal, candidate, act)
            journal.settle(candidate, Candidate.Status.REFUSED, reason=act.reason)
        journal.sign(
            SignOff.Act.RETURNED if act.decision == "returned" else SignOff.Act.REFUSED,
            event=Event.STEP_RETURNED if act.decision == "returned" else Event.DECISION_REFUSED,
            reason=act.reason,
            payload={
                "person": person_as_dict(candidate.person),
                **({"number": act.number} if act.number.strip() else {}),
                "dated_on": act.dated_on,
            },
        )
        return act.decision

    def _file(self, journal: Journal, candidate: Candidate, act: DecisionAct) -> None:
        """Keep the paper of the decision."""
        file_paper(
            journal,
            candidate=candidate,
            kind="decision",
            number=act.number,
            dated_on=act.dated_on,
            issued_by=str(journal.performer.person),
            issuer=authority_of(journal),
        )

    def _decide(self, journal: Journal, act: DecisionAct, candidate: Candidate) -> str:
        dossier = journal.dossier
        effect = self.effect(journal, candidate, act)
        accept(act, effect.problems)
        DecisionRow.objects.create(
            dossier=dossier,
            candidate=candidate,
            step=self.name,
            number=act.number,
            signed_on=act.dated_on,
            effective_on=act.takes_effect_on,
            term_months=effect.term_months,
            signed_by=journal.performer.account,
            kept_because=act.kept_because if effect.kept else "",
        )
        self._file(journal, candidate, act)
        journal.settle(candidate, Candidate.Status.DECIDED)
        journal.sign(
            SignOff.Act.APPROVED,
            event=Event.DECISION_SIGNED,
            reason=act.reason,
            payload={
                "person": person_as_dict(candidate.person),
                **({"post": str(candidate.post)} if candidate.post else {}),
                "number": act.number,
                "dated_on": act.dated_on,
                "effective_on": act.effective_on,
                **({"term_months": effect.term_months} if effect.term_months else {}),
                "ends": list(effect.ended),
                **({"one_paper": True} if act.one_paper else {}),
                **(
                    {"kept": list(effect.kept), "kept_because": act.kept_because}
                    if effect.kept
                    else {}
                ),
            },
        )
        return "approved"
