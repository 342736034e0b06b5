"""The conferences of a dossier as its page shows them: attendance, slips, votes, the arithmetic."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.errors import RuleError
from rules.library import law
from workflow_engine.dossiers.models import Candidate, CandidateVotes, Conference, Dossier, Summons
from workflow_engine.pages import words

SIGNS = {">": ">", ">=": "≥", "=": "="}


@dataclass(frozen=True)
class Comparison:
    """One comparison of whole numbers: the share, the two sides, and whether it holds."""

    share: str
    sum: str
    holds: bool


@dataclass(frozen=True)
class VoteLine:
    """The slips for one candidate, and what the rule made of them."""

    candidate_id: int
    candidate: str
    slips: int
    selected: bool
    comparisons: tuple[Comparison, ...]


@dataclass
class ConferenceView:
    """One conference that was held."""

    row: Conference
    title: str
    secret: bool
    withheld: bool
    readable: bool
    rule: str
    cite: str
    denominator: int | None
    base: str
    quorum: Mapping[str, Any] | None
    outcome: str
    votes: list[VoteLine]
    absent: list[Summons]
    excused: list[Summons]

    @property
    def opinion(self) -> bool:
        """Whether the slips are an opinion only, with no threshold."""
        return self.row.tally.get("outcome") == "opinion"

    @property
    def counted(self) -> bool:
        """Whether slips were counted at all."""
        return self.row.slips_returned is not None


def conferences(
    dossier: Dossier, candidates: Collection[Candidate], *, reads_withheld: bool
) -> list[ConferenceView]:
    """Return the conferences held, in three queries; of a ballot only totals are ever stored."""
    rows = list(
        Conference.objects.filter(dossier=dossier)
        .select_related("presided_by")
        .order_by("held_on", "pk")
    )
    votes: dict[int, dict[int, int]] = {}
    for row in CandidateVotes.objects.filter(conference__dossier=dossier).order_by():
        votes.setdefault(row.conference_id, {})[row.candidate_id] = row.slips
    away: dict[str, list[Summons]] = {}
    for row in (
        Summons.objects.filter(
            dossier=dossier,
            struck=False,
            attendance__in=[Summons.Attendance.ABSENT, Summons.Attendance.EXCUSED],
        )
        .select_related("person")
        .order_by("person__sort_key")
    ):
        away.setdefault(row.conference, []).append(row)
    names = {candidate.pk: str(candidate) for candidate in candidates}
    flow = dossier.flow_class.instance
    found = []
    for row in rows:
        node = flow.node(row.step)
        readable = row.announced or node.announced is not False or reads_withheld
        absent = away.get(node.summoned_as, [])
        found.append(
            ConferenceView(
                row=row,
                title=str(node.task_title),
                secret=bool(node.ballot and node.ballot.secret),
                withheld=not row.announced,
                readable=readable,
                rule=words.said(row.tally.get("title")),
                cite=_cite(row.tally),
                denominator=row.tally.get("denominator"),
                base=str(words.BASES.get(row.tally.get("base", ""), "")),
                quorum=row.tally.get("quorum"),
                outcome=str(node.route_labels.get(row.outcome, row.outcome)) if readable else "",
                votes=_votes(row.tally, votes.get(row.pk, {}), names) if readable else [],
                absent=[s for s in absent if s.attendance == Summons.Attendance.ABSENT],
                excused=[s for s in absent if s.attendance == Summons.Attendance.EXCUSED],
            )
        )
    return found


def _cite(tally: Mapping[str, Any]) -> str:
    citation = tally.get("citation") or {}
    return words.said(citation.get("text")) if isinstance(citation, dict) else str(citation)


def _votes(
    tally: Mapping[str, Any], votes: Mapping[int, int], names: Mapping[int, str]
) -> list[VoteLine]:
    selected = set(tally.get("selected", ()))
    lines = [
        VoteLine(
            candidate_id=pk,
            candidate=names.get(pk, f"#{pk}"),
            slips=slips,
            selected=str(pk) in selected,
            comparisons=tuple(comparisons(tally, str(pk))),
        )
        for pk, slips in votes.items()
    ]
    return sorted(lines, key=lambda line: -line.slips)


def comparisons(tally: Mapping[str, Any], key: str) -> list[Comparison]:
    """Return the comparisons of whole numbers by which the rule judged one candidate."""
    return [
        Comparison(
            share=share(line["share"], tally.get("on", "")),
            sum=f"{line['left']} {SIGNS.get(line['sign'], line['sign'])} {line['right']}",
            holds=line["holds"],
        )
        for line in tally.get("lines", ())
        if line.get("candidate") == key
    ]


def share(name: str, on: str) -> str:
    """Return what a share is called, as it stood on the day of the count."""
    try:
        return words.said(law().figure(name, date.fromisoformat(on)).description)
    except (RuleError, ValueError):
        return name
