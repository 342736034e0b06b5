"""Evaluation: the head of those who work with the person evaluates, and proposes or does not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.files.base import File
from django.utils.translation import gettext_lazy

from compliance.events import Event
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.dating import day_problems
from workflow_engine.dossiers.models import Appraisal, SignOff
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.filing import authority_of, file_paper
from workflow_engine.nodes.gathering import Stoppable, wanting
from workflow_engine.nodes.stop import StopAct, stop
from workflow_engine.registry import twins


@dataclass(frozen=True)
class Evaluated:
    """What the head says of one candidate; `proposed` is None where nothing is to be proposed."""

    text: str
    proposed: bool | None = None


@dataclass(frozen=True)
class EvaluationAct:
    """The evaluation of every candidate, on one paper."""

    number: str
    dated_on: date
    evaluated: Mapping[int, Evaluated]
    file: File[bytes] | None = None


class Evaluation(Stoppable[EvaluationAct | StopAct]):
    """The head evaluates every candidate in consideration.

    `paper` is the kind of the paper; `proposes`: the article has the head propose as well.
    """

    kind = "evaluation"
    kind_label = gettext_lazy("Evaluation by the head")
    act = EvaluationAct
    acts = (EvaluationAct, StopAct)
    dated_by = "dated_on"
    route_labels = {"done": gettext_lazy("evaluated"), "nobody": gettext_lazy("nobody left")}

    def __init__(self, *, paper: str = "head-evaluation", proposes: bool = True) -> None:
        super().__init__()
        self.paper = paper
        self.proposes = proposes

    def perform(self, journal: Journal, act: EvaluationAct | StopAct) -> str:
        """Keep the evaluation of each, or stop where nobody is left.

        Raises:
            IncompleteActError: an evaluation or a proposal is missing, somebody evaluates himself
                or herself, or the date cannot be.
            CandidateNotInConsiderationError: an evaluation of somebody who is not considered.
        """
        if isinstance(act, StopAct):
            return stop(self, journal, act)
        standing = self.candidates(journal, act.evaluated)
        problems = [
            *wanting(act.number, "number", _("The number of the paper is missing.")),
            *day_problems(journal.dossier, "dated_on", act.dated_on, today=journal.on),
        ]
        known = twins.as_it_stands()
        for pk, candidate in standing.items():
            given = act.evaluated.get(pk)
            if known.same(candidate.person_id, journal.performer.person.pk):
                told = _("%(name)s is considered here: nobody evaluates himself or herself.")
                problems.append(Problem("", told % {"name": str(candidate)}))
            if given is None or not given.text.strip():
                told = _("The evaluation of %(name)s is missing.")
                problems.append(Problem(f"text-{pk}", told % {"name": str(candidate)}))
            if self.proposes and (given is None or given.proposed is None):
                told = _("Say whether %(name)s is proposed.")
                problems.append(Problem(f"proposed-{pk}", told % {"name": str(candidate)}))
        accept(act, problems)
        for pk, candidate in standing.items():
            given = act.evaluated[pk]
            paper = file_paper(
                journal,
                candidate=candidate,
                kind=self.paper,
                number=act.number,
                dated_on=act.dated_on,
                issued_by=str(journal.performer.person),
                issuer=authority_of(journal),
                file=act.file,
            )
            Appraisal.objects.create(
                dossier=journal.dossier,
                candidate=candidate,
                step=self.name,
                kind=Appraisal.Kind.HEAD,
                paper=paper,
                text=given.text,
                received_on=act.dated_on,
                proposed=given.proposed if self.proposes else None,
            )
            journal.add(
                Event.EVALUATION_GIVEN,
                header={"candidate": pk},
                payload={
                    "person": person_as_dict(candidate.person),
                    "text": given.text,
                    **({"proposed": given.proposed} if self.proposes else {}),
                },
            )
        journal.sign(SignOff.Act.DONE, payload={"number": act.number, "dated_on": act.dated_on})
        return "done"
