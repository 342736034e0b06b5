"""Carrying out: for everybody on a list a dossier of its own was carried out, and all are over."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.models import Candidate, ChildDossier, Dossier, SignOff
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.gathering import Stoppable
from workflow_engine.nodes.stop import StopAct, stop


@dataclass(frozen=True)
class CarriedOutAct:
    """What is noted when the list was carried out."""

    note: str = ""


class CarryingOut(Stoppable[CarriedOutAct | StopAct]):
    """The step waits until a child of `procedure` has ended for each candidate in consideration.

    Whoever is given up before a dossier was opened is taken out of the list, with the cause.
    """

    kind = "carrying-out"
    kind_label = gettext_lazy("Carrying out for each person")
    act = CarriedOutAct
    acts = (CarriedOutAct, StopAct)
    route_labels = {
        "done": gettext_lazy("carried out for all"),
        "nobody": gettext_lazy("nobody left"),
    }
    # What is said of whom the dossier of the own did not end in a decision.
    left_because = gettext_lazy("The dossier of this person ended without the decision.")

    def __init__(self, procedure: str) -> None:
        super().__init__()
        self.procedure = procedure

    def perform(self, journal: Journal, act: CarriedOutAct | StopAct) -> str:
        """Settle everybody by the end of the own dossier, or stop where nobody is left.

        Raises:
            IncompleteActError: for somebody no dossier was opened, or one is under way.
        """
        if isinstance(act, StopAct):
            return stop(self, journal, act)
        last = self._last(journal.dossier)
        problems = []
        for candidate in journal.standing():
            child = last.get(candidate.pk)
            if child is None:
                told = _("No dossier was opened for %(name)s: open one, or take the person out.")
                problems.append(Problem("", told % {"name": str(candidate)}))
            elif child.is_open:
                told = _("Dossier %(number)s of %(name)s is under way.")
                words = {"number": child.number, "name": str(candidate)}
                problems.append(Problem("", told % words))
        if not journal.standing():
            problems.append(Problem("", _("Nobody is left on the list: say so instead.")))
        accept(act, problems)
        for candidate in journal.standing():
            decided = last[candidate.pk].outcome == Dossier.Outcome.ACHIEVED
            status = Candidate.Status.DECIDED if decided else Candidate.Status.NOT_SELECTED
            journal.settle(candidate, status)
        journal.sign(SignOff.Act.DONE, payload={"note": act.note})
        return "done"

    def _last(self, dossier: Dossier) -> dict[int, Dossier]:
        """Return, by candidate, the last dossier of the procedure that was opened."""
        links = ChildDossier.objects.filter(parent=dossier).select_related("dossier")
        return {
            link.candidate_id: link.dossier
            for link in links.order_by("pk")
            if link.dossier.flow_class.procedure == self.procedure
        }
