"""Opinion: a body gives its written opinion on each candidate; new matters are verified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext_lazy

from compliance.events import Event
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import Wording
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.dating import day_problems
from workflow_engine.dossiers.models import Opinion as OpinionRow
from workflow_engine.dossiers.models import SignOff
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.filing import file_paper
from workflow_engine.nodes.step import Step
from workflow_engine.nodes.stop import StopAct, stop


@dataclass(frozen=True)
class OpinionOnCandidate:
    """The opinion on one candidate."""

    candidate: int
    text: str
    new_matters: str = ""


@dataclass(frozen=True)
class OpinionAct:
    """The opinions of one body on one paper."""

    body: str
    number: str
    dated_on: date
    opinions: tuple[OpinionOnCandidate, ...]
    not_asked_because: str = ""


class Opinion(Step[OpinionAct | StopAct]):
    """A body's written opinion on every candidate in consideration.

    `may_be_left_out` is the sentence of the case in which the law does not ask for it; the act then
    says why this is that case.
    """

    kind = "opinion"
    kind_label = gettext_lazy("Written opinion")
    act = OpinionAct
    acts = (OpinionAct, StopAct)
    dated_by = "dated_on"
    route_labels = {"done": gettext_lazy("given"), "nobody": gettext_lazy("nobody left")}

    def __init__(self, *, may_be_left_out: Wording = "") -> None:
        super().__init__()
        self.may_be_left_out = may_be_left_out

    def Nobody(self, node: Any) -> Self:
        """Say where it leads when nobody is left in consideration."""
        return self.branch("nobody", node)

    def perform(self, journal: Journal, act: OpinionAct | StopAct) -> str:
        """Store the opinions, or stop where nobody is left.

        Raises:
            IncompleteActError: an opinion is missing, or its date is not one of the dossier.
            CandidateNotInConsiderationError: an opinion on somebody else.
        """
        if isinstance(act, StopAct):
            return stop(self, journal, act)
        standing = self.candidates(journal, [o.candidate for o in act.opinions])
        problems = []
        left_out = bool(act.not_asked_because.strip())
        if left_out and not self.may_be_left_out:
            problems.append(
                Problem("not_asked_because", _("The law asks for this opinion in every case."))
            )
        given = {o.candidate for o in act.opinions if o.text.strip()}
        if not left_out:
            problems += [
                Problem(f"opinion-{pk}", _("The opinion on %s is missing.") % candidate)
                for pk, candidate in standing.items()
                if pk not in given
            ]
            if not act.number.strip():
                problems.append(Problem("number", _("The number of the paper is missing.")))
        problems += day_problems(journal.dossier, "dated_on", act.dated_on, today=journal.on)
        accept(act, problems)
        for kind in () if left_out else self.produces:
            file_paper(
                journal,
                kind=kind,
                number=act.number,
                dated_on=act.dated_on,
                issued_by=act.body,
            )
        for opinion in act.opinions:
            row = OpinionRow.objects.create(
                dossier=journal.dossier,
                candidate=standing[opinion.candidate],
                step=self.name,
                body=act.body,
                number=act.number,
                dated_on=act.dated_on,
                text=opinion.text or act.not_asked_because,
                new_matters=opinion.new_matters,
            )
            journal.add(
                Event.OPINION_GIVEN,
                header={"candidate": opinion.candidate},
                payload={
                    "person": person_as_dict(standing[opinion.candidate].person),
                    "text": row.text,
                    "new_matters": row.new_matters,
                },
            )
        journal.sign(
            SignOff.Act.DONE,
            reason=act.not_asked_because,
            payload={"body": act.body, "number": act.number, "dated_on": act.dated_on},
        )
        return "done"
