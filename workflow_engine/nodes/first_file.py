"""The first file, which serves later procedures: NĐ 170/2025, art. 35 as amended.

"Trường hợp thực hiện quy hoạch, bổ nhiệm [...] ở các thời điểm khác nhau trong vòng 6 tháng tính từ
thời điểm nộp hồ sơ lần đầu và cùng cấp có thẩm quyền quyết định thì được sử dụng hồ sơ lần đầu
[...], trừ trường hợp có nội dung mới phát sinh hoặc phải bổ sung thành phần hồ sơ theo quy định."

Interpretation: the later procedure is within the six months while it is decided within them. Papers
of the same agency are offered; that the same authority decides, and that nothing new has arisen, is
said of each paper by whom files it. A paper that was used again is none of a first file. The
age limit of each paper is asked all the same: the sentence that sets it knows no exception, and a
paper that grew too old has to be added ("phải bổ sung").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.compute.dates import Rounding, add_months
from workflow_engine.dossiers.models import Dossier, Paper, SignOff
from workflow_engine.dossiers.submission import submissions


@dataclass(frozen=True)
class FirstFile:
    """A paper of a first file, the day on which that was submitted, and until when it serves."""

    paper: Paper
    submitted_on: date
    until: date

    def serves(self, on: date) -> bool:
        """Whether the paper may be used on a day; the last day of the six months is one of them."""
        return self.submitted_on <= on <= self.until


def offered(
    dossier: Dossier, people: Iterable[int], kinds: Iterable[str], *, months: int, on: date
) -> dict[tuple[int, str], FirstFile]:
    """Return by person and kind the newest paper of a first file that may be used on a day."""
    rows = (
        Paper.objects.filter(
            candidate__person__in=list(people),
            kind__in=list(kinds),
            dossier__agency=dossier.agency_id,
        )
        .exclude(dossier=dossier)
        .select_related("dossier", "candidate")
        .order_by("pk")
    )
    latest = {(row.candidate_id, row.kind): row for row in rows}
    first = of_papers(
        [row for row in latest.values() if not (row.not_needed or row.used_again_id)], months=months
    )
    found: dict[tuple[int, str], FirstFile] = {}
    for each in sorted(first.values(), key=lambda each: (each.paper.dated_on, each.paper.pk)):
        if each.serves(on):
            found[_person(each.paper), each.paper.kind] = each
    return found


def of_papers(papers: Iterable[Paper], *, months: int) -> dict[int, FirstFile]:
    """Return by key the papers of files that were submitted, with the days of their files."""
    papers = list(papers)
    signed: dict[tuple[int, str], list[SignOff]] = {}
    for row in SignOff.objects.filter(
        dossier__in={paper.dossier_id for paper in papers}, act=SignOff.Act.DONE
    ):
        signed.setdefault((row.dossier_id, row.step), []).append(row)
    found = {}
    for paper in papers:
        days = submissions(signed.get((paper.dossier_id, paper.step), ()), {paper.step})
        if days:
            until = add_months(days[0], months, rounding=Rounding.LAST_DAY)
            found[paper.pk] = FirstFile(paper, days[0], until)
    return found


def _person(paper: Paper) -> Any:
    return paper.candidate.person_id if paper.candidate else None
