"""What matters of a dossier on one page, for whoever approves or decides."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from workflow_engine.access.roles import name_of
from workflow_engine.access.scope import HeldRole
from workflow_engine.desk.dossier.ballots import (
    BallotView,
    ConferenceView,
    VoteLine,
    conferences,
)
from workflow_engine.desk.dossier.edition import ChosenByAnOfficer, chosen_by_an_officer
from workflow_engine.desk.dossier.findings import VerdictView, last_verdicts
from workflow_engine.desk.dossier.papers import PaperSet, filed_papers, papers_of
from workflow_engine.desk.dossier.special import special_decisions
from workflow_engine.desk.entries import step_title
from workflow_engine.desk.scope import reads_withheld
from workflow_engine.dossiers.models import (
    Candidate,
    Deadline,
    Dossier,
    Opinion,
    SignOff,
    SpecialDecision,
)

_LEFT = (Candidate.Status.STANDING, Candidate.Status.HELD, Candidate.Status.DECIDED)


@dataclass
class CandidateBrief:
    """A candidate who is left: what the gate found, every count, every opinion, the papers."""

    row: Candidate
    verdict: VerdictView | None
    votes: list[tuple[ConferenceView, BallotView, VoteLine]]
    opinions: list[Opinion]
    papers: PaperSet | None
    decisions: list[SpecialDecision]


@dataclass
class Brief:
    """What an authority reads before it decides."""

    dossier: Dossier
    candidates: list[CandidateBrief]
    gone: list[Candidate]
    conferences: list[ConferenceView]
    deadlines: list[Deadline]
    prepared: list[SignOff]
    edition_chosen: ChosenByAnOfficer | None


def dossier_brief(dossier: Dossier, *, held: Collection[HeldRole], on: date) -> Brief:
    """Gather what matters of a dossier, in a number of queries that never grows."""
    people = list(
        Candidate.objects.filter(dossier=dossier)
        .select_related("person")
        .order_by("person__sort_key")
    )
    verdicts = last_verdicts(dossier, on=on)
    meetings = conferences(dossier, people, reads_withheld=reads_withheld(dossier, held))
    opinions: dict[int, list[Opinion]] = {}
    for row in Opinion.objects.filter(dossier=dossier).order_by("pk"):
        opinions.setdefault(row.candidate_id, []).append(row)
    sets, _own = papers_of(dossier, filed_papers(dossier), people, on=on)
    special = special_decisions(dossier)
    by_candidate = {papers.candidate.pk: papers for papers in sets}
    deadlines = list(dossier.deadlines.open().order_by("due_on"))
    for row in deadlines:
        row.days = (row.due_on - on).days
    prepared = list(
        SignOff.objects.filter(dossier=dossier)
        .select_related("person", "in_place_of__person")
        .order_by("pk")
    )
    for row in prepared:
        row.step_title = step_title(dossier, row.step)
        row.role_words = name_of(row.role)
    return Brief(
        dossier=dossier,
        candidates=[
            CandidateBrief(
                row=row,
                verdict=verdicts.get(row.pk),
                votes=[
                    (meeting, ballot, line)
                    for meeting in meetings
                    for ballot in meeting.ballots
                    for line in ballot.lines
                    if line.candidate_id == row.pk
                ],
                opinions=opinions.get(row.pk, []),
                papers=by_candidate.get(row.pk),
                decisions=[one for one in special if one.candidate_id == row.pk],
            )
            for row in people
            if row.status in _LEFT
        ],
        gone=[row for row in people if row.status not in _LEFT],
        conferences=meetings,
        deadlines=deadlines,
        prepared=prepared,
        edition_chosen=chosen_by_an_officer(dossier),
    )
