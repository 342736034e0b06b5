"""Self-report: each candidate's written account of his or her own work, from whoever it is about.

The person hands it in, or the officer receives it on paper. It is the one act that a candidate does
in the own dossier: nobody else could.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.files.base import File
from django.utils.translation import gettext_lazy

from compliance.events import Event
from workflow_engine.access.roles import CANDIDATE
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.models import Appraisal, Candidate
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.filing import file_paper
from workflow_engine.nodes.gathering import Gathering, paper_dates
from workflow_engine.nodes.stop import StopAct, stop


@dataclass(frozen=True)
class Reported:
    """The report of one candidate: its date, the day of its receipt, what it says or its file."""

    dated_on: date
    received_on: date
    text: str = ""
    file: File[bytes] | None = None


@dataclass(frozen=True)
class SelfReportAct:
    """The reports that came in, by candidate."""

    reports: Mapping[int, Reported]

    @property
    def received_on(self) -> dict[int, date]:
        """The day on which the report of each candidate was received."""
        return {candidate: each.received_on for candidate, each in self.reports.items()}

    @property
    def last_received_on(self) -> date | None:
        """The day on which the last of these reports was received."""
        return max(self.received_on.values(), default=None)


class SelfReport(Gathering[SelfReportAct | StopAct]):
    """Every candidate in consideration reports on his or her own work; `paper` is its kind."""

    kind = "self-report"
    kind_label = gettext_lazy("Self-assessment")
    act = SelfReportAct
    acts = (SelfReportAct, StopAct)
    of_the_candidate = True

    def __init__(self, *, paper: str = "self-report") -> None:
        super().__init__()
        self.paper = paper

    def has(self, journal: Journal) -> set[int]:
        """Return the candidates who have reported."""
        rows = Appraisal.objects.filter(dossier=journal.dossier, step=self.name)
        return set(rows.values_list("candidate", flat=True))

    def perform(self, journal: Journal, act: SelfReportAct | StopAct) -> str | None:
        """Keep the reports; the step stays open while one is missing.

        Raises:
            IncompleteActError: a report has neither text nor file, or its dates cannot be.
            CandidateNotInConsiderationError: a report of somebody who is not considered.
        """
        if isinstance(act, StopAct):
            return stop(self, journal, act)
        standing = self.candidates(journal, act.reports)
        problems = self.nothing_given(journal, act.reports)
        for pk, report in act.reports.items():
            problems += _wrong(journal, standing[pk], report)
        accept(act, problems)
        for pk, report in act.reports.items():
            candidate = standing[pk]
            paper = file_paper(
                journal,
                candidate=candidate,
                kind=self.paper,
                number="",
                dated_on=report.dated_on,
                issued_by=candidate.person.full_name,
                file=report.file,
            )
            Appraisal.objects.create(
                dossier=journal.dossier,
                candidate=candidate,
                step=self.name,
                kind=Appraisal.Kind.OWN,
                paper=paper,
                text=report.text,
                received_on=report.received_on,
            )
            journal.add(
                Event.SELF_REPORT_RECEIVED,
                header={"candidate": pk},
                payload={
                    "person": person_as_dict(candidate.person),
                    "dated_on": report.dated_on,
                    "received_on": report.received_on,
                    "text": report.text,
                    "sha256": paper.sha256,
                },
            )
        return self.go_on(journal, {"reports": len(act.reports)})


def _wrong(journal: Journal, candidate: Candidate, report: Reported) -> list[Problem]:
    field = f"received_on-{candidate.pk}"
    performer = journal.performer
    if performer.role == CANDIDATE and performer.person.pk != candidate.person_id:
        return [Problem("", _("You hand in your own report, and nobody else’s."))]
    what = _("Report of %(name)s") % {"name": str(candidate)}
    problems = paper_dates(
        journal, field, dated_on=report.dated_on, on=report.received_on, what=what
    )
    if report.file is None and performer.role != CANDIDATE:
        told = _("Attach the report as it was received on paper.")
        problems.append(Problem(f"file-{candidate.pk}", told))
    if report.file is None and performer.role == CANDIDATE and not report.text.strip():
        problems.append(Problem(f"text-{candidate.pk}", _("Write the report, or attach its file.")))
    return problems
