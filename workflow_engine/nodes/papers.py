"""Papers check: the dossier holds every paper the article lists, none older than it allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext_lazy

from rules.compute.dates import Rounding, add_months
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import Wording
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.models import Candidate, Dossier, Paper, SignOff
from workflow_engine.facts import gathering as facts
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.filing import file_paper
from workflow_engine.nodes.step import Step

# What an appointment is to the post held, where NĐ 170/2025, art. 35, as amended, spares papers.
_NO_HIGHER = ("equal", "lower")


@dataclass(frozen=True)
class PaperRequired:
    """A paper that the article lists: its age limit is a figure in months, or none.

    `spared`: it is not needed for a post equal to, equivalent to or lower than the one held, if
    nothing new has arisen.
    """

    kind: str
    title: Wording
    article: str
    clause: str
    max_age: str = ""
    made_in_the_procedure: bool = False
    spared: bool = False


@dataclass(frozen=True)
class PaperFiled:
    """One paper as it is filed for one candidate.

    `not_needed`: it is not filed, as the article spares it and nothing new has arisen.
    """

    candidate: int
    kind: str
    number: str
    dated_on: date
    issued_by: str
    in_national_database: bool = False
    file: File[bytes] | None = None
    not_needed: bool = False


@dataclass(frozen=True)
class PapersAct:
    """The papers filed, and the explanation where the procedure took longer than it may."""

    papers: tuple[PaperFiled, ...]
    delay_explained: str = ""


class PapersCheck(Step[PapersAct]):
    """Every listed paper is filed for every candidate in consideration, and checked."""

    kind = "papers-check"
    kind_label = gettext_lazy("Check of the papers")
    act = PapersAct

    def __init__(self, required: Sequence[PaperRequired], *, ages_until_submitted: bool = False):
        """Take the papers; `ages_until_submitted`: an age counts to the day of submission alone."""
        super().__init__()
        self.required = tuple(required)
        self.ages_until_submitted = ages_until_submitted

    def counted_to(self, dossier: Dossier, *, on: date) -> date:
        """Return the day to which the age of the papers filed counts, seen on `on`.

        In the text of 2025 it is the day on which the file is submitted ("trước ngày nộp hồ sơ"),
        in that of 2026 the day on which it is considered ("tính đến thời điểm xem xét").
        Interpretation: a file is submitted on the day on which it was last gathered and checked;
        until then that day is today.
        """
        if not self.ages_until_submitted:
            return on
        gathered = dossier.sign_offs.filter(step=self.name, act=SignOff.Act.DONE).order_by("pk")
        last = gathered.last()
        return min(on, last.on) if last else on

    def oldest(self, paper: PaperRequired, dossier: Dossier, *, on: date) -> date | None:
        """Return the earliest date that `paper` may bear on `on`, or None where it has no limit."""
        if not paper.max_age:
            return None
        months = dossier.flow_class.figure(paper.max_age, dossier.governing_date).value
        return add_months(on, -months, rounding=Rounding.LAST_DAY)

    def outdated(self, journal: Journal, candidate: Any) -> list[tuple[PaperRequired, Paper, date]]:
        """Return each paper filed for a candidate that is too old today, and the oldest allowed.

        NĐ 170/2025, art. 35: where the age counts to the day on which the dossier is considered, it
        is asked again when it is decided.
        """
        present = self._present(journal.dossier)
        counted_to = self.counted_to(journal.dossier, on=journal.on)
        found = []
        for paper in self.required:
            filed = present.get((candidate.pk, paper.kind))
            oldest = self.oldest(paper, journal.dossier, on=counted_to)
            if filed and oldest and filed.dated_on < oldest:
                found.append((paper, filed, oldest))
        return found

    def perform(self, journal: Journal, act: PapersAct) -> str:
        """File the papers and check that the set is whole.

        Raises:
            IncompleteActError: a paper is missing, too old or dated in the future; or the time
                limit of the procedure has passed without an explanation.
            CandidateNotInConsiderationError: a paper of somebody else.
        """
        dossier = journal.dossier
        standing = self.candidates(journal, {p.candidate for p in act.papers})
        filed = {(p.candidate, p.kind): p for p in act.papers}
        present = self._present(dossier)
        spared = self._spared(journal, standing)
        problems = []
        if {paper.kind for paper in act.papers} - {paper.kind for paper in self.required}:
            problems.append(
                Problem("papers", _("A paper was filed that the article does not list."))
            )
        for pk, candidate in standing.items():
            for paper in self.required:
                if paper.made_in_the_procedure:
                    continue
                said = filed.get((pk, paper.kind)) or present.get((pk, paper.kind))
                if said is not None and said.not_needed:
                    problems += self._not_spared(paper, candidate, spared)
                    continue
                problems += self._check(
                    paper, candidate, filed.get((pk, paper.kind)), present, journal
                )
        late = dossier.deadlines.open().filter(due_on__lt=journal.on).first()
        if late and not act.delay_explained.strip():
            problems.append(
                Problem(
                    "delay_explained",
                    _(
                        "The procedure had to be finished by %(due)s (%(citation)s): the delay has "
                        "to be explained and reported."
                    )
                    % {"due": f"{late.due_on:%d/%m/%Y}", "citation": late.basis},
                )
            )
        accept(act, problems)
        for each in act.papers:
            self._file(journal, each, standing[each.candidate])
        if late and act.delay_explained:
            late.explanation = act.delay_explained
            late.save()
        journal.sign(
            SignOff.Act.DONE,
            reason=act.delay_explained,
            payload={"papers": len(act.papers)},
        )
        return "done"

    def _spared(self, journal: Journal, standing: Mapping[int, Candidate]) -> set[int]:
        """Return the candidates appointed to a post no higher than the one that they hold."""
        known = facts.gather(journal.dossier, list(standing.values()), on=journal.on)
        return {pk for pk in standing if known[pk]["appointment_relation"].value in _NO_HIGHER}

    def _not_spared(
        self, paper: PaperRequired, candidate: Candidate, spared: set[int]
    ) -> list[Problem]:
        """Name why the article does not spare a candidate a paper."""
        if paper.spared and candidate.pk in spared:
            return []
        told = _(
            "%(candidate)s: “%(paper)s” is needed. The article spares it only for a post equal to, "
            "equivalent to or lower than the one held."
        )
        words = {"paper": paper.title, "candidate": candidate}
        return [Problem(f"paper-{candidate.pk}-{paper.kind}", told % words)]

    def _present(self, dossier: Dossier) -> dict[tuple[int | None, str], Paper]:
        rows = Paper.objects.filter(dossier=dossier, step=self.name).order_by("pk")
        return {(row.candidate_id, row.kind): row for row in rows}

    def _check(
        self,
        paper: PaperRequired,
        candidate: Candidate,
        filed: PaperFiled | None,
        present: Mapping[tuple[int | None, str], Paper],
        journal: Journal,
    ) -> list[Problem]:
        name = f"paper-{candidate.pk}-{paper.kind}"
        dated_on = filed.dated_on if filed else None
        earlier = present.get((candidate.pk, paper.kind))
        if dated_on is None and earlier is not None:
            dated_on = earlier.dated_on
        words = {"paper": paper.title, "candidate": candidate}
        if filed and not (filed.number.strip() or filed.in_national_database):
            return [Problem(name, _("%(candidate)s: “%(paper)s” has no number.") % words)]
        if dated_on is None:
            return [Problem(name, _("%(candidate)s: “%(paper)s” is missing.") % words)]
        if dated_on > journal.on:
            return [Problem(name, _("%(candidate)s: “%(paper)s” is dated in the future.") % words)]
        oldest = self.oldest(paper, journal.dossier, on=journal.on)
        if oldest and dated_on < oldest:
            words |= {"date": f"{dated_on:%d/%m/%Y}", "oldest": f"{oldest:%d/%m/%Y}"}
            return [
                Problem(
                    name,
                    _(
                        "%(candidate)s: “%(paper)s” of %(date)s is too old, "
                        "it may not be older than "
                        "%(oldest)s today."
                    )
                    % words,
                )
            ]
        return []

    def _file(self, journal: Journal, paper: PaperFiled, candidate: Candidate) -> None:
        file_paper(
            journal,
            candidate=candidate,
            kind=paper.kind,
            number=paper.number,
            dated_on=paper.dated_on,
            issued_by=paper.issued_by,
            in_national_database=paper.in_national_database,
            file=paper.file,
            not_needed=paper.not_needed,
        )
