"""Report: where the law says stop, the dossier stops and is reported to the authority."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.dating import day_problems
from workflow_engine.dossiers.models import Candidate, SignOff
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.end import End
from workflow_engine.nodes.filing import file_own_paper
from workflow_engine.nodes.step import Step


@dataclass(frozen=True)
class ReportAct:
    """The report: to whom, on which paper, what it says."""

    number: str
    dated_on: date
    addressed_to: str
    text: str


class Report(Step[ReportAct]):
    """The authority is told: the remaining steps are not taken, or wait for what it decides."""

    kind = "report"
    kind_label = gettext_lazy("Stop and report")
    act = ReportAct
    dated_by = "dated_on"
    left_because = gettext_lazy("The procedure was stopped and reported to the authority.")

    def perform(self, journal: Journal, act: ReportAct) -> str:
        """Record the report; where the dossier ends with it nobody stays in consideration.

        Raises:
            IncompleteActError: the report is empty, or its date is not one of the dossier.
        """
        problems = []
        if not act.number.strip():
            problems.append(Problem("number", _("The number of the paper is missing.")))
        problems += day_problems(journal.dossier, "dated_on", act.dated_on, today=journal.on)
        if not act.text.strip():
            problems.append(Problem("text", _("Say what is reported.")))
        accept(act, problems)
        file_own_paper(journal, kind="report", number=act.number, dated_on=act.dated_on)
        stops = isinstance(self.branches["done"], End)
        for candidate in journal.standing() if stops else ():
            journal.settle(
                candidate,
                Candidate.Status.NOT_SELECTED,
            )
        journal.sign(
            SignOff.Act.DONE,
            reason=act.text,
            payload={
                "number": act.number,
                "dated_on": act.dated_on,
                "addressed_to": act.addressed_to,
            },
        )
        return "done"
