"""Papers check: the dossier holds every paper the article lists, none older than it allows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.files.base import File
from django.utils.translation import gettext_lazy

from rules.compute.dates import Rounding, add_months
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import Message, Wording
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.models import Candidate, Dossier, Paper, SignOff
from workflow_engine.dossiers.submission import submissions
from workflow_engine.facts import gathering as facts
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes import first_file
from workflow_engine.nodes.filing import file_paper
from workflow_engine.nodes.first_file import FirstFile
from workflow_engine.nodes.step import Step

# What a new post is to the one held where the law spares papers (`PaperRequired.spared`).
_NO_HIGHER = ("equal", "lower")


@dataclass(frozen=True)
class PaperRequired:
    """A paper that the article lists: its age limit is a figure in months, or none.

    `spared`: it is not needed for a post equal to, equivalent to or lower than the one held, if
    nothing new has arisen. `of_the_act`: it is about this act alone, and no earlier file has it.
    """

    kind: str
    title: Wording
    article: str
    clause: str
    max_age: str = ""
    made_in_the_procedure: bool = False
    spared: bool = False
    of_the_act: bool = False


@dataclass(frozen=True)
class PaperFiled:
    """One paper as it is filed for one candidate.

    `not_needed`: it is not filed, as the article spares it and nothing new has arisen.
    `used_again`: it is the paper of a first file, by its key; the same authority decides and
    nothing new has arisen. What that paper says then stands, whatever is given here.
    """

    candidate: int
    kind: str
    number: str
    dated_on: date
    issued_by: str
    in_national_database: bool = False
    file: File[bytes] | None = None
    not_needed: bool = False
    used_again: int | None = None


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

    def __init__(
        self,
        required: Sequence[PaperRequired],
        *,
        ages_until_submitted: bool = False,
        first_file: str = "",
    ):
        """Take the papers; `ages_until_submitted`: an age counts to the day of submission alone.

        `first_file`: the figure of the months in which a first file serves, where the text has one.
        """
        super().__init__()
        self.required = tuple(required)
        self.ages_until_submitted = ages_until_submitted
        self.first_file = first_file

    def counted_to(self, dossier: Dossier, *, on: date) -> date:
        """Return the day to which the age of the papers filed counts, seen on `on`.

        In the text of 2025 it is the day on which the file is submitted ("trước ngày nộp hồ sơ"),
        in that of 2026 the day on which it is considered ("tính đến thời điểm xem xét").
        Until the file is submitted, that day is today.
        """
        if not self.ages_until_submitted:
            return on
        days = submissions(dossier.sign_offs.filter(step=self.name), {self.name})
        return min(on, days[-1]) if days else on

    def oldest(self, paper: PaperRequired, dossier: Dossier, *, on: date) -> date | None:
        """Return the earliest date that `paper` may bear on `on`, or None where it has no limit."""
        if not paper.max_age:
            return None
        months = dossier.flow_class.figure(paper.max_age, dossier.governing_date).value
        return add_months(on, -months, rounding=Rounding.LAST_DAY)

    def offered(
        self, dossier: Dossier, candidates: Iterable[Candidate], *, on: date
    ) -> dict[tuple[int, str], FirstFile]:
        """Return by candidate and kind the papers of first files that may be used on a day."""
        if not self.first_file:
            return {}
        people = {candidate.person_id: candidate.pk for candidate in candidates}
        kinds = [paper.kind for paper in self.required if not paper.of_the_act]
        found = first_file.offered(dossier, people, kinds, months=self._serves(dossier), on=on)
        return {(people[person], kind): each for (person, kind), each in found.items()}

    def _serves(self, dossier: Dossier) -> int:
        """Return the months in which a first file serves."""
        months: int = dossier.flow_class.figure(self.first_file, dossier.governing_date).value
        return months

    def objections(self, journal: Journal, candidate: Candidate) -> list[Message]:
        """Say of each paper of a candidate why it cannot be decided on today.

        NĐ 170/2025, art. 35: what the papers need is looked at when the dossier is considered, and
        asked again when it is decided: the age, whether a first file still serves, whether a paper
        is still spared.
        """
        dossier, on = journal.dossier, journal.on
        filed = {
            kind: row for (pk, kind), row in self._present(dossier).items() if pk == candidate.pk
        }
        counted_to = self.counted_to(dossier, on=on)
        serving = self._serving(dossier, filed.values(), on=on)
        spared = self._spared(journal, {candidate.pk: candidate})
        found = []
        for paper in self.required:
            row = filed.get(paper.kind)
            if row is None:
                continue
            words = {"paper": paper.title, "article": paper.article, "clause": paper.clause}
            oldest = self.oldest(paper, dossier, on=counted_to)
            if oldest and row.dated_on < oldest:
                words |= {"date": f"{row.dated_on:%d/%m/%Y}", "oldest": f"{oldest:%d/%m/%Y}"}
                told = _(
                    "“%(paper)s” of %(date)s is too old to be decided on: today it may not be "
                    "older than %(oldest)s (art. %(article)s, cl. %(clause)s). Return the papers: "
                    "it is renewed when they are gathered again."
                )
                found.append(told % words)
            if row.not_needed and candidate.pk not in spared:
                told = _(
                    "“%(paper)s” was left out for a post equal to, equivalent to or lower than the "
                    "one held, and that is not the case today (art. %(article)s, cl. %(clause)s). "
                    "Return the papers: it is filed when they are gathered again."
                )
                found.append(told % words)
            if row.used_again_id not in (None, *serving):
                told = _(
                    "“%(paper)s” is used again from a first file, which no longer serves today "
                    "(art. %(article)s). Return the papers: it is filed anew when they are "
                    "gathered again."
                )
                found.append(told % words)
        return found

    def _serving(self, dossier: Dossier, rows: Iterable[Paper], *, on: date) -> set[int]:
        """Return by key the papers of first files used by `rows` that still serve on a day."""
        again = [row.used_again for row in rows if row.used_again is not None]
        if not again:
            return set()
        found = first_file.of_papers(again, months=self._serves(dossier))
        return {key for key, each in found.items() if each.serves(on)}

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
        offered = self.offered(dossier, standing.values(), on=journal.on)
        unusable = self._take_again(filed, present, dossier, offered, on=journal.on)
        problems = []
        if {paper.kind for paper in act.papers} - {paper.kind for paper in self.required}:
            problems.append(
                Problem("papers", _("A paper was filed that the article does not list."))
            )
        for pk, candidate in standing.items():
            for paper in self.required:
                if paper.made_in_the_procedure:
                    continue
                if (pk, paper.kind) in unusable:
                    problems.append(self._not_offered(paper, candidate))
                    continue
                said = filed.get((pk, paper.kind)) or present.get((pk, paper.kind))
                if said is not None and said.not_needed:
                    problems += self._not_spared(paper, candidate, spared)
                    continue
                given = filed.get((pk, paper.kind))
                problems += self._check(paper, candidate, given, present, journal)
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
        for each in filed.values():
            self._file(journal, each, standing[each.candidate], offered)
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

    def _take_again(
        self,
        filed: dict[tuple[int, str], PaperFiled],
        present: Mapping[tuple[int | None, str], Paper],
        dossier: Dossier,
        offered: Mapping[tuple[int, str], FirstFile],
        *,
        on: date,
    ) -> set[tuple[int | None, str]]:
        """Fill in the papers of first files that are used again; return which cannot be."""
        unusable: set[tuple[int | None, str]] = set()
        for key, given in filed.items():
            if given.used_again is None:
                continue
            usable = offered.get(key)
            if usable is None or usable.paper.pk != given.used_again or given.not_needed:
                unusable.add(key)
            else:
                filed[key] = _as_in(usable.paper, given)
        kept = {key: row for key, row in present.items() if key not in filed}
        serving = self._serving(dossier, kept.values(), on=on)
        return unusable | {
            key for key, row in kept.items() if row.used_again_id not in (None, *serving)
        }

    @staticmethod
    def _not_offered(paper: PaperRequired, candidate: Candidate) -> Problem:
        """Say that no first file has a paper that may be used here."""
        told = _(
            "%(candidate)s: “%(paper)s” of a first file cannot be used here: that file was not "
            "submitted to this agency within the months in which it serves, or the paper is "
            "about one act alone. File the paper anew."
        )
        words = {"paper": paper.title, "candidate": candidate}
        return Problem(f"paper-{candidate.pk}-{paper.kind}", told % words)

    def _present(self, dossier: Dossier) -> dict[tuple[int | None, str], Paper]:
        rows = (
            Paper.objects.filter(dossier=dossier, step=self.name)
            .select_related("used_again")
            .order_by("pk")
        )
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

    def _file(
        self,
        journal: Journal,
        paper: PaperFiled,
        candidate: Candidate,
        offered: Mapping[tuple[int, str], FirstFile],
    ) -> None:
        again = offered[candidate.pk, paper.kind] if paper.used_again is not None else None
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
            again=again,
        )


def _as_in(first: Paper, given: PaperFiled) -> PaperFiled:
    """Return a paper that is used again as its first file has it."""
    return replace(
        given,
        number=first.number,
        dated_on=first.dated_on,
        issued_by=first.issued_by,
        in_national_database=first.in_national_database,
        file=None,
    )
