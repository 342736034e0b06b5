"""Stop: nobody is left in consideration, so the step is not taken and the dossier stops."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.models import Candidate, SignOff
from workflow_engine.journal.journal import Journal

_CONSIDERED = (Candidate.Status.STANDING, Candidate.Status.HELD)


@dataclass(frozen=True)
class StopAct:
    """Why the step is not taken: everybody who was considered is gone."""

    reason: str


def stop(node: Any, journal: Journal, act: StopAct) -> str:
    """Leave the step by its route `nobody` without taking it.

    Interpretation: where nobody reaches the share of slips the remaining steps are not taken and
    the authority is told (NĐ 170/2025, art. 33, cl. 2); so it is where nobody is left to vote on.
    No conference is held for it and no slips are counted.

    Raises:
        IncompleteActError: somebody is in consideration, the reason is missing, or the dossier
            cannot stop at this step.
    """
    problems = []
    if "nobody" not in node.branches:
        problems.append(Problem("reason", _("The dossier cannot stop at this step.")))
    left = [str(c) for c in journal.candidates() if c.status in _CONSIDERED]
    if left:
        problems.append(
            Problem(
                "reason",
                _("The step has to be taken: %(names)s is still considered.")
                % {"names": ", ".join(left)},
            )
        )
    if not act.reason.strip():
        problems.append(Problem("reason", _("Say why nobody is left.")))
    accept(act, problems)
    journal.sign(
        SignOff.Act.DONE, reason=act.reason, payload={"route": "nobody", "not_taken": True}
    )
    return "nobody"
