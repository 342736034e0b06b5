"""Choice: what the law leaves to the head at exactly half, of two who are tied or of one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext_lazy

from workflow_engine.access.models import Account
from workflow_engine.access.roles import Role
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept, unread_in
from workflow_engine.dossiers.dating import day_problems
from workflow_engine.dossiers.models import Candidate, CountedBallot, SignOff
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.conference.presiding import heads
from workflow_engine.nodes.step import Step


@dataclass(frozen=True)
class ChoiceAct:
    """The choice among the tied, with all opinions as they will be reported, and its day.

    `candidate` is None where the slips answered on one person, of whom `decision` says the route:
    "done" (for the person), "refused" or "submitted". It is None as well where those who are tied
    are left to the authority, or have withdrawn.
    """

    candidate: int | None
    opinions: str
    dated_on: date
    head_vacant: bool = False
    decision: str = ""


class Choice(Step[ChoiceAct]):
    """The head chooses at exactly half, or submits it, and reports every opinion."""

    kind = "choice"
    kind_label = gettext_lazy("Choice between the tied")
    act = ChoiceAct
    dated_by = "dated_on"
    route_labels = {
        "done": gettext_lazy("the head decides for it"),
        "refused": gettext_lazy("the head decides against it"),
        "submitted": gettext_lazy("submitted to the authority"),
    }
    left_because = gettext_lazy("Tied at half; the other candidate was chosen.")

    def Refused(self, node: Any) -> Self:
        """Say where a decision against the person leads."""
        return self.branch("refused", node)

    def Submitted(self, node: Any) -> Self:
        """Say where it leads when the head leaves it to the competent authority."""
        return self.branch("submitted", node)

    def perform(self, journal: Journal, act: ChoiceAct) -> str:
        """Record the choice.

        Raises:
            IncompleteActError: the opinions are missing, what is decided is not said, or the date
                is not one of the dossier.
            CandidateNotInConsiderationError: somebody else is chosen.
        """
        named = () if act.candidate is None or unread_in(act.candidate) else (act.candidate,)
        standing = self.candidates(journal, named)
        last = CountedBallot.objects.filter(conference__dossier=journal.dossier).last()
        tied = set(last.tally.get("selected", ())) if last else set()
        route, problems = "done", []
        if not tied or act.decision == "submitted":
            route = act.decision
            if standing and not unread_in(route) and route not in self.branches:
                problems.append(Problem("decision", _("Say what is decided.")))
        elif standing and str(act.candidate) not in tied:
            problems.append(Problem("candidate", _("Choose one of the two who are tied.")))
        problems += self._who_chooses(journal, act)
        if not act.opinions.strip():
            problems.append(
                Problem("opinions", _("All differing opinions are reported: write them down."))
            )
        problems += day_problems(journal.dossier, "dated_on", act.dated_on, today=journal.on)
        accept(act, problems)
        if not standing:
            route = "done"
        for pk, candidate in standing.items():
            if tied and route == "done" and pk != act.candidate:
                journal.settle(candidate, Candidate.Status.NOT_SELECTED)
            elif route == "refused":
                journal.settle(candidate, Candidate.Status.NOT_SELECTED, reason=act.opinions)
        chosen = None if act.candidate is None else standing.get(act.candidate)
        said = {} if tied and route == "done" else {"route": route}
        journal.sign(
            SignOff.Act.DONE,
            reason=act.opinions,
            payload={
                "chosen": person_as_dict(chosen.person) if chosen else None,
                "dated_on": act.dated_on,
                **said,
            },
        )
        return route

    def _who_chooses(self, journal: Journal, act: ChoiceAct) -> list[Problem]:
        """The head chooses; only where that post is vacant the authority, if the step lets it.

        The head is whoever headed the agency on the day of the choice.
        """
        if unread_in(act.dated_on):
            return []
        performer = journal.performer
        heading = heads(journal.dossier.agency, on=act.dated_on)
        if act.head_vacant and heading:
            return [Problem("head_vacant", _("The registry shows who heads the agency."))]
        if performer.role == Role.APPOINTING_AUTHORITY:
            if act.head_vacant:
                return []
            return [
                Problem(
                    "head_vacant",
                    _(
                        "The head chooses; the authority does so only where the head’s post "
                        "is vacant."
                    ),
                )
            ]
        acts_for = {performer.person.pk}
        if performer.in_place_of:
            acts_for.add(Account.objects.get(pk=performer.in_place_of).person_id)
        if Role.APPOINTING_AUTHORITY in self.roles and not heading:
            return [Problem("candidate", _("The head’s post is vacant: the authority chooses."))]
        if heading and not acts_for & heading:
            return [Problem("candidate", _("The head of the agency chooses, and nobody else."))]
        return []
