"""The papers of a dossier: what there is, how old it may be, what is still missing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow_engine.dossiers.models import Candidate, Dossier, Paper
from workflow_engine.nodes import PapersCheck
from workflow_engine.pages import words


@dataclass(frozen=True)
class PaperLine:
    """One paper that the article lists, or that a step made."""

    title: str
    state: str
    number: str = ""
    dated_on: date | None = None
    oldest: date | None = None
    issued_by: str = ""
    in_national_database: bool = False
    cite: str = ""
    sha256: str = ""
    not_needed: bool = False
    first_file: str = ""


@dataclass(frozen=True)
class PaperSet:
    """The papers of one candidate."""

    candidate: Candidate
    lines: list[PaperLine]

    @property
    def wanting(self) -> list[PaperLine]:
        """The papers that are missing or too old."""
        return [line for line in self.lines if line.state != "there"]


def filed_papers(dossier: Dossier) -> list[Paper]:
    """Return the papers filed in a dossier, those of first files that are used again with them."""
    rows = Paper.objects.filter(dossier=dossier).select_related("used_again__dossier")
    return list(rows.order_by("pk"))


def papers_of(
    dossier: Dossier, rows: Sequence[Paper], candidates: Collection[Candidate], *, on: date
) -> tuple[list[PaperSet], list[PaperLine]]:
    """Return the papers of each candidate in consideration, and those of the dossier itself."""
    checks = [n for n in dossier.flow_class.instance.nodes() if isinstance(n, PapersCheck)]
    latest: dict[tuple[int | None, str], Paper] = {}
    for row in sorted(rows, key=lambda row: row.pk):
        latest[row.candidate_id, row.kind] = row
    considered = (Candidate.Status.STANDING, Candidate.Status.HELD, Candidate.Status.DECIDED)
    as_of = on if dossier.is_open else dossier.ended_on or on
    counted = [(check, check.counted_to(dossier, on=as_of)) for check in checks]
    sets = [
        PaperSet(
            candidate,
            [
                _line(dossier, check, paper, latest.get((candidate.pk, paper.kind)), counted_to)
                for check, counted_to in counted
                for paper in check.required
            ],
        )
        for candidate in candidates
        if candidate.status in considered
    ]
    own = [
        PaperLine(
            title=words.paper(row.kind),
            state="there",
            number=row.number,
            dated_on=row.dated_on,
            issued_by=row.issued_by,
        )
        for row in rows
        if row.candidate_id is None
    ]
    return sets, own


def _line(dossier: Dossier, check: Any, paper: Any, row: Paper | None, on: date) -> PaperLine:
    oldest = check.oldest(paper, dossier, on=on)
    if row is None:
        state = "missing"
    elif oldest and row.dated_on < oldest:
        state = "old"
    else:
        state = "there"
    return PaperLine(
        title=str(paper.title),
        state=state,
        number=row.number if row else "",
        dated_on=row.dated_on if row else None,
        oldest=oldest,
        issued_by=row.issued_by if row else "",
        in_national_database=bool(row and row.in_national_database),
        cite=words.place(dossier.flow_class, paper.article, paper.clause),
        sha256=row.sha256 if row else "",
        not_needed=bool(row and row.not_needed),
        first_file=str(row.used_again.dossier) if row and row.used_again else "",
    )
