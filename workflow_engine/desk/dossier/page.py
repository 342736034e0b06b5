"""Everything that the page of a dossier shows, in a number of queries that never grows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from compliance.models import TrailEntry
from workflow_engine.access.models import Account, Assignment
from workflow_engine.access.roles import Role, name_of
from workflow_engine.access.scope import HeldRole, held_on
from workflow_engine.acts.beside.rejudging import JUDGING_AGAIN, FormerlyJudged, formerly_judged
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.desk.dossier import course
from workflow_engine.desk.dossier.ballots import ConferenceView, conferences
from workflow_engine.desk.dossier.children import ChildView, children_of, parent_of
from workflow_engine.desk.dossier.edition import ChosenByAnOfficer, chosen_by_an_officer
from workflow_engine.desk.dossier.findings import VerdictView, last_verdicts
from workflow_engine.desk.dossier.papers import PaperLine, PaperSet, filed_papers, papers_of
from workflow_engine.desk.dossier.special import special_decisions
from workflow_engine.desk.entries import account_names, acted, step_title, who_acted
from workflow_engine.desk.scope import reads_withheld, roles_in
from workflow_engine.dossiers.models import (
    Candidate,
    Deadline,
    Decision,
    Dossier,
    FactRequest,
    Opinion,
    SignOff,
    SpecialDecision,
)
from workflow_engine.dossiers.taking_part import barring
from workflow_engine.dossiers.titles import title_of
from workflow_engine.dossiers.under_way import others_about
from workflow_engine.pages import words
from workflow_engine.pages.citations import cites
from workflow_engine.registry import twins

HISTORY = 8


@dataclass
class Asked:
    """What is asked of one role: each fact, and for which candidates."""

    role: str
    holders: list[str]
    mine: bool
    asked_on: date
    due_on: date
    days: int
    facts: list[tuple[str, list[FactRequest]]]


@dataclass
class NextAct:
    """What has to be done now, who can do it, and whether the reader is one of them."""

    task: int
    step: str
    title: str
    kind: str
    cites: list[Any]
    roles: str
    holders: list[tuple[str, list[str]]]
    mine: bool
    kept_apart: str
    due_on: date | None
    days: int | None
    asked: list[Asked]


@dataclass
class CandidateView:
    """A candidate, with what the gate found last."""

    row: Candidate
    verdict: VerdictView | None
    requests: list[Any]
    decisions: list[SpecialDecision]
    children: list[ChildView]
    because: str

    @property
    def tone(self) -> str:
        """The sign that the status is shown with."""
        status = Candidate.Status
        tones: dict[str, str] = {
            status.STANDING: "now",
            status.DECIDED: "met",
            status.HELD: "unknown",
            status.STRUCK_OUT: "unmet",
            status.REFUSED: "unmet",
        }
        return tones.get(self.row.status, "na")


@dataclass
class HistoryLine:
    """What one act did of one kind: its last entry, and how many there are."""

    entry: TrailEntry
    what: str
    where: str
    who: str
    times: int


@dataclass
class DossierPage:
    """What the page shows."""

    dossier: Dossier
    acts: list[NextAct]
    formerly_judged: list[FormerlyJudged]
    may_judge_again: bool
    steps: list[course.StepRow]
    states: dict[str, str]
    candidates: list[CandidateView]
    conferences: list[ConferenceView]
    deadlines: list[Deadline]
    opinions: list[Opinion]
    decisions: list[Decision]
    paper_sets: list[PaperSet]
    papers: list[PaperLine]
    history: list[HistoryLine]
    reads_trail: bool
    is_hr: bool
    is_authority: bool
    edition_chosen: ChosenByAnOfficer | None
    # The open dossiers about the same, and the one for which this one was opened.
    others: list[Dossier]
    parent: Dossier | None


def dossier_page(
    dossier: Dossier, *, account: Account, held: Collection[HeldRole], on: date
) -> DossierPage:
    """Gather what the page of a dossier shows to somebody who holds these roles."""
    tasks = list(Task.objects.filter(process=dossier.pk).order_by("pk"))
    sign_offs = list(
        SignOff.objects.filter(dossier=dossier)
        .select_related("person", "in_place_of__person")
        .order_by("pk")
    )
    people = list(
        Candidate.objects.filter(dossier=dossier)
        .select_related("person")
        .order_by("person__sort_key")
    )
    roles = roles_in(dossier, held)
    withheld = reads_withheld(dossier, held)
    verdicts = last_verdicts(dossier, on=on)
    requests = list(
        FactRequest.objects.filter(dossier=dossier, closed=False)
        .select_related("candidate__person")
        .order_by("due_on", "pk")
    )
    special = special_decisions(dossier)
    decisions = list(
        Decision.objects.filter(dossier=dossier)
        .select_related("candidate__person", "signed_by__person")
        .order_by("pk")
    )
    meetings = conferences(dossier, people, reads_withheld=withheld)
    recorded = {row.trail_entry: row.on for row in sign_offs}
    deadlines = _deadlines(dossier, recorded, on=on)
    decided_on_record = {row.step: row.on for row in sign_offs if row.act == SignOff.Act.APPROVED}
    for decision in decisions:
        decision.recorded_on = decided_on_record.get(decision.step)
    sets, papers = papers_of(dossier, filed_papers(dossier), people, on=on)
    children = children_of(dossier, people, roles)
    steps = course.rows(dossier, tasks, sign_offs)
    for step in steps:
        step.conferences = [meeting for meeting in meetings if meeting.row.step == step.name]
    for request in requests:
        request.label = words.fact_label(request.fact)
        request.days = (request.due_on - on).days
        request.mine = request.role in roles
    return DossierPage(
        dossier=dossier,
        formerly_judged=formerly_judged([dossier.pk]) if dossier.is_open else [],
        may_judge_again=bool(roles & set(JUDGING_AGAIN)),
        acts=_acts(dossier, tasks, sign_offs, deadlines, requests, account, held, on=on),
        steps=steps,
        states=course.states(dossier, tasks),
        candidates=[
            CandidateView(
                row=row,
                verdict=verdicts.get(row.pk),
                requests=[r for r in requests if r.candidate_id == row.pk],
                decisions=[d for d in special if d.candidate_id == row.pk],
                children=children.get(row.pk, []),
                because=words.because(row, dossier.flow_class, decisions),
            )
            for row in people
        ],
        conferences=meetings,
        deadlines=deadlines,
        opinions=list(
            Opinion.objects.filter(dossier=dossier)
            .select_related("candidate__person")
            .order_by("pk")
        ),
        decisions=decisions,
        paper_sets=sets,
        papers=papers,
        history=history(dossier) if withheld else [],
        reads_trail=withheld,
        is_hr=bool(roles & {Role.HR_OFFICER.value, Role.HEAD_OF_HR.value}),
        is_authority=Role.APPOINTING_AUTHORITY.value in roles,
        edition_chosen=chosen_by_an_officer(dossier),
        others=others_about(dossier) if dossier.is_open else [],
        parent=parent_of(dossier),
    )


def _deadlines(dossier: Dossier, recorded: Mapping[int, date], *, on: date) -> list[Deadline]:
    """Return the time limits; of one that was met also the day on which its act was recorded.

    `recorded` is the day of recording by the number of the entry.
    """
    found = dossier.deadlines.select_related("candidate__person", "superseded_by")
    rows = list(found.order_by("due_on", "pk"))
    calendar = WorkingCalendar.load() if any(row.late for row in rows) else None
    for row in rows:
        row.days = (row.due_on - on).days
        row.running = row.is_open and dossier.is_open
        act = dossier.dates.of(row.candidate_id).get(row.act) if row.met_on else None
        row.recorded_on = (
            recorded.get(act.trail_entry or 0) if act and act.on == row.met_on else None
        )
        if calendar is not None and row.late:
            row.late_by = calendar.working_days_between(row.due_on, row.met_on)
    return rows


def _acts(
    dossier: Dossier,
    tasks: list[Task],
    sign_offs: list[SignOff],
    deadlines: list[Deadline],
    requests: list[Any],
    account: Account,
    held: Collection[HeldRole],
    *,
    on: date,
) -> list[NextAct]:
    waiting = [task for task in tasks if task.status == STATUS.NEW]
    wanted = {role for task in waiting for role in task.flow_task.roles}
    wanted |= {request.role for request in requests}
    holders = holders_of(wanted, dossier, on=on)
    roles = roles_in(dossier, held)
    known = twins.as_it_stands()
    found = []
    for task in waiting:
        node = task.flow_task
        earlier = barring(dossier.flow_class, node, sign_offs, account.person_id, known)
        running = [row for row in deadlines if row.is_open]
        due = min((row.due_on for row in running), default=None)
        if node.kind == "gate":
            due = min((request.due_on for request in requests), default=due)
        prepared = ""
        if earlier is not None:
            prepared = str(title_of(dossier.flow_class, earlier.step))
        found.append(
            NextAct(
                task=task.pk,
                step=node.name,
                title=str(node.task_title),
                kind=node.kind,
                cites=cites(dossier.flow_class, node),
                roles=course.role_words(node.roles),
                holders=[(name_of(r), holders.get(r, [])) for r in node.roles],
                mine=bool(roles & set(node.roles)) and earlier is None,
                kept_apart=prepared,
                due_on=due,
                days=(due - on).days if due else None,
                asked=_asked(requests, holders) if node.kind == "gate" else [],
            )
        )
    return found


def _asked(requests: list[Any], holders: dict[str, list[str]]) -> list[Asked]:
    """Group what is asked for by who can supply it, since when and till when; one's own first."""
    together: dict[tuple[str, date, date], list[Any]] = {}
    for request in requests:
        key = (request.role, request.asked_on, request.due_on)
        together.setdefault(key, []).append(request)
    found = []
    for (role, asked_on, due_on), rows in together.items():
        by_fact: dict[str, list[Any]] = {}
        for row in rows:
            by_fact.setdefault(row.label, []).append(row)
        found.append(
            Asked(
                role=name_of(role),
                holders=holders.get(role, []),
                mine=rows[0].mine,
                asked_on=asked_on,
                due_on=due_on,
                days=rows[0].days,
                facts=list(by_fact.items()),
            )
        )
    return sorted(found, key=lambda asked: (not asked.mine, asked.due_on, asked.role))


def holders_of(roles: Collection[str], dossier: Dossier, *, on: date) -> dict[str, list[str]]:
    """Return who holds each of `roles` over the dossier's agency, in one query."""
    path = dossier.agency.path
    paths = [path[: i + 1] for i, character in enumerate(path) if character == "/"]
    found: dict[str, list[str]] = {}
    for row in (
        Assignment.objects.filter(
            held_on(on), role__in=roles, unit__path__in=paths, account__is_active=True
        )
        .select_related("account__person")
        .order_by("account__person__sort_key", "account__username")
    ):
        names = found.setdefault(row.role, [])
        if row.account.display_name not in names:
            names.append(row.account.display_name)
    return found


def history(dossier: Dossier) -> list[HistoryLine]:
    """Return what the last acts did, newest first; the database counts what one act did alike."""
    lines = list(
        TrailEntry.objects.filter(dossier=dossier.number)
        .order_by()
        .values("recorded_at", "event", "step", "actor_account")
        .annotate(last=Max("number"), times=Count("number"))
        .order_by("-last")[:HISTORY]
    )
    entries = TrailEntry.objects.in_bulk([line["last"] for line in lines])
    names = account_names(acted(entries.values()))
    return [
        HistoryLine(
            entry=entry,
            what=words.event(entry.event),
            where=step_title(dossier, entry.step),
            who=who_acted(entry, names),
            times=line["times"],
        )
        for line in lines
        for entry in (entries[line["last"]],)
    ]
