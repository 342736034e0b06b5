"""The conferences of a dossier as its page shows them: attendance, slips, votes, the arithmetic."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from rules.errors import RuleError
from rules.library import law
from workflow_engine.dossiers.models import (
    BallotVotes,
    Candidate,
    Conference,
    CountedBallot,
    Dossier,
    Summons,
)
from workflow_engine.nodes.conference.counting import word_of
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
    """The slips for one option, and what the rule made of them; `option` is what it is called."""

    candidate_id: int | None
    option: str
    slips: int
    selected: bool
    comparisons: tuple[Comparison, ...]


@dataclass
class BallotView:
    """One ballot that was counted; `on_person`: the slips answer on one person."""

    row: CountedBallot
    title: str
    secret: bool
    rule: str
    cite: str
    denominator: int | None
    base: str
    quorum: Mapping[str, Any] | None
    on_person: bool
    outcome: str
    lines: list[VoteLine]

    @property
    def opinion(self) -> bool:
        """Whether the slips are an opinion only, with no threshold."""
        return bool(self.row.tally.get("outcome") == "opinion")


@dataclass
class ConferenceView:
    """One conference that was held, with its ballots; none of them where they are not readable."""

    row: Conference
    title: str
    withheld: bool
    readable: bool
    counted: bool
    outcome: str
    ballots: list[BallotView]
    absent: list[Summons]
    excused: list[Summons]


def sitting_title(node: Any, sitting: int) -> str:
    """Return what a conference is called; one that is held again tells which time it is."""
    if sitting == 1:
        return str(node.task_title)
    return _("%(title)s, sitting %(n)s") % {"title": node.task_title, "n": sitting}


def conferences(
    dossier: Dossier, candidates: Collection[Candidate], *, reads_withheld: bool
) -> list[ConferenceView]:
    """Return the conferences held, in four queries; of a ballot only totals are ever stored."""
    rows = list(
        Conference.objects.filter(dossier=dossier)
        .select_related("presided_by")
        .order_by("held_on", "pk")
    )
    ballots: dict[int, list[CountedBallot]] = {}
    for row in CountedBallot.objects.filter(conference__dossier=dossier).order_by("pk"):
        ballots.setdefault(row.conference_id, []).append(row)
    votes: dict[int, list[BallotVotes]] = {}
    for row in BallotVotes.objects.filter(ballot__conference__dossier=dossier).order_by("pk"):
        votes.setdefault(row.ballot_id, []).append(row)
    away: dict[tuple[str, int], list[Summons]] = {}
    for row in (
        Summons.objects.filter(
            dossier=dossier,
            struck=False,
            attendance__in=[Summons.Attendance.ABSENT, Summons.Attendance.EXCUSED],
        )
        .select_related("person")
        .order_by("person__sort_key")
    ):
        away.setdefault((row.conference, row.sitting), []).append(row)
    names = {candidate.pk: str(candidate) for candidate in candidates}
    flow = dossier.flow_class.instance
    found = []
    for row in rows:
        node = flow.node(row.step)
        readable = row.announced or node.announced is not False or reads_withheld
        absent = away.get((node.summoned_as, row.sitting), [])
        counted = ballots.get(row.pk, [])
        found.append(
            ConferenceView(
                row=row,
                title=sitting_title(node, row.sitting),
                withheld=not row.announced,
                readable=readable,
                counted=bool(counted),
                outcome=_route(node, row.outcome) if readable else "",
                ballots=[_ballot(node, each, votes.get(each.pk, ()), names) for each in counted]
                if readable
                else [],
                absent=[s for s in absent if s.attendance == Summons.Attendance.ABSENT],
                excused=[s for s in absent if s.attendance == Summons.Attendance.EXCUSED],
            )
        )
    return found


def _route(node: Any, outcome: str) -> str:
    return str(node.route_labels.get(outcome, outcome))


def _ballot(
    node: Any, row: CountedBallot, votes: Iterable[BallotVotes], names: Mapping[int, str]
) -> BallotView:
    declared = next((each for each in node.ballots if each.name == row.name), None)
    tally = row.tally
    lines = [_line(declared, tally, each, names) for each in votes]
    on_person = any(not each.option.isdigit() for each in votes)
    return BallotView(
        row=row,
        title=str(declared.title) if declared and row.name else row.name,
        secret=bool(declared and declared.secret),
        rule=words.said(tally.get("title")),
        cite=_cite(tally),
        denominator=tally.get("denominator"),
        base=str(words.BASES.get(tally.get("base", ""), "")),
        quorum=tally.get("quorum"),
        on_person=on_person,
        outcome=_route(node, tally.get("outcome", "")),
        # The answers stand in the order of the slip, the candidates by their slips.
        lines=lines if on_person else sorted(lines, key=lambda line: -line.slips),
    )


def _line(
    declared: Any, tally: Mapping[str, Any], row: BallotVotes, names: Mapping[int, str]
) -> VoteLine:
    option = row.option
    if option.isdigit():
        called = names.get(row.candidate_id or 0, f"#{option}")
    else:
        called = str(word_of(declared, option)) if declared else option
    return VoteLine(
        candidate_id=row.candidate_id,
        option=called,
        slips=row.slips,
        selected=option in tally.get("selected", ()),
        comparisons=tuple(comparisons(tally, option)),
    )


def _cite(tally: Mapping[str, Any]) -> str:
    citation = tally.get("citation") or {}
    return words.said(citation.get("text")) if isinstance(citation, dict) else str(citation)


def comparisons(tally: Mapping[str, Any], key: str) -> list[Comparison]:
    """Return the comparisons of whole numbers by which the rule judged one option."""
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
