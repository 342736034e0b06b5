"""A city's worth of dossiers, made in bulk: rows, history and trail as if each had been walked.

Sixty in a hundred are over; the rest wait at one of the steps of the edition in force, spread over
forty agencies; a fifth of all belongs to the sample's department. Two in a hundred are whole: all
their steps, papers, conferences and verdicts. So that ten thousand are made in minutes, the others
have no papers, their verdicts two findings, and those that are over few of their steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db import connections, transaction
from django.db.models import Model, sql
from django.utils import timezone
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import PROCESS, STATUS

from bench.courses import Course
from compliance import trail
from compliance.events import Event
from compliance.history import create_many
from rules.judge.engine import evaluate
from workflow_engine.dossiers.models import (
    Candidate,
    Conference,
    Deadline,
    Dossier,
    DossierSubject,
    FactRequest,
    GateRun,
    Happened,
    Paper,
    SignOff,
    Summons,
)
from workflow_engine.dossiers.models.subjects import Kind
from workflow_engine.facts import gather
from workflow_engine.flows.flow import choose_edition
from workflow_engine.journal.journal import person_as_dict
from workflow_engine.registry.models import Planning, Post, Unit

AGENCIES = 40
AT_ONCE = 500
_ENDED = 60
# Of every hundred, one that is over and one that waits for its second conference.
_WHOLE = (50, 99)
_FEW = 2
_NOMINATED = 2
# At which of the first steps of the main line an open dossier waits, in turn.
_WAITING = (1, 2, 3, 4, 5, 5, 6, 6, 7, 7)
_PAPER = "BENCH/1"


class Crowd:
    """Makes dossiers in bulk until there are so many."""

    def __init__(self, course: Course) -> None:
        self.course = course
        chosen = choose_edition("appointment-on-site", on=course.on)
        self.flow = chosen.flow_class
        self.line = self._main_line()
        self.places = self._places()
        planned = Planning.objects.filter(
            title=course.post.title, unit=course.post.unit, ended_on=None
        ).select_related("person")
        self.people = [row.person for row in planned.order_by("person")]
        self.whole, self.brief = self._verdicts()
        self.made = 0
        self.whole_numbers: list[str] = []

    def grow(self, total: int) -> None:
        """Make dossiers until this crowd has `total`."""
        while self.made < total:
            numbers = range(self.made + 1, min(self.made + AT_ONCE, total) + 1)
            with transaction.atomic():
                self._make([_Plan(self, number) for number in numbers])
            self.made = numbers[-1]

    def _main_line(self) -> list[Any]:
        line: list[Any] = []
        node = self.flow.start_node()
        while node is not None:
            line.append(node)
            node = next(iter(node.branches.values()), None)
        return line

    def _places(self) -> list[Post]:
        """Return a vacant post of each agency, the sample's own first."""
        city = Unit.objects.get(code="UBND-TP-MAU")
        places = [self.course.post]
        for number in range(2, AGENCIES + 1):
            unit = Unit(
                code=f"SO-BENCH-{number}",
                name=f"Sở Bench {number}",
                kind=Unit.Kind.AGENCY,
                parent=city,
                party_form=self.course.post.unit.party_form,
            )
            unit.save()
            post = Post(
                code=f"SO-BENCH-{number}-PGD",
                unit=unit,
                title=self.course.post.title,
                standing=self.course.post.standing,
                seats=3,
                seats_basis=_PAPER,
            )
            post.save()
            places.append(post)
        return places

    def _verdicts(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return a verdict as the trail keeps it, whole and cut down to what held the candidate."""
        blank = Dossier(
            flow_class=self.flow,
            agency=self.course.post.unit,
            edition_date=self.course.on,
        )
        someone = Candidate(pk=-1, dossier=blank, person=self.people[0], post=self.course.post)
        effect = self.course.on + timedelta(days=20)
        facts = gather(blank, [someone], on=self.course.on, effective_on=effect)[-1]
        whole = evaluate("appointment", on=self.course.on, facts=facts).as_dict()
        findings = sorted(whole["findings"], key=lambda found: found["outcome"] != "unknown")[:2]
        return whole, {**whole, "findings": findings, "facts": {}, "figures": {}}

    def _make(self, plans: Sequence[_Plan]) -> None:
        _insert_dossiers([plan.dossier for plan in plans])
        create_many(
            [DossierSubject(dossier=plan.dossier, kind=Kind.POST, post=plan.post) for plan in plans]
        )
        self.whole_numbers += [plan.dossier.number for plan in plans if plan.whole]
        tasks = [task for plan in plans for task in plan.tasks()]
        Task.objects.bulk_create(tasks)
        _chain(tasks)
        create_many([row for plan in plans for row in plan.first_rows()])
        lines = [(plan, item, row) for plan in plans for item, row in plan.lines()]
        entries = trail.record_many([item for _plan, item, _row in lines])
        rows = []
        for (_made, _item, row), entry in zip(lines, entries, strict=True):
            if row is not None:
                row.trail_entry = entry.number
                rows.append(row)
        create_many([*rows, *(row for plan in plans for row in plan.requests())])


class _Plan:
    """One dossier of the crowd: how far it is, and the rows that it has."""

    def __init__(self, crowd: Crowd, number: int) -> None:
        self.crowd, self.number = crowd, number
        self.ended = number % 100 < _ENDED
        self.whole = number % 100 in _WHOLE
        waiting = _WAITING[-1 if self.whole else (number // 5 + number // 100) % len(_WAITING)]
        self.done = len(crowd.line) if self.ended else waiting
        self.on: date = crowd.course.on - timedelta(days=number % 45)
        self.at: datetime = timezone.now() - timedelta(days=number % 45)
        self.post = crowd.places[number % len(crowd.places) if number % 5 else 0]
        self.dossier = self._dossier()
        self.candidates: list[Candidate] = []
        if self.done > _NOMINATED:
            self.candidates = [
                Candidate(
                    dossier=self.dossier,
                    person=crowd.people[(number + index) % len(crowd.people)],
                    post=self.post,
                    added_at="list_candidates",
                    status=Candidate.Status.HELD if self.held else Candidate.Status.STANDING,
                )
                for index in (0, 1)
            ]

    @property
    def steps(self) -> list[Any]:
        """The steps that were taken, as far as they are made."""
        taken = self.crowd.line[: self.done]
        return [*taken[:_FEW], taken[-1]] if self.ended and not self.whole else taken

    @property
    def held(self) -> bool:
        """Whether the dossier waits at the first gate."""
        return not self.ended and self.crowd.line[self.done].kind == "gate"

    def _dossier(self) -> Dossier:
        course, on = self.crowd.course, self.on
        return Dossier(
            flow_class=self.crowd.flow,
            status=PROCESS.DONE if self.ended else PROCESS.NEW,
            created=self.at,
            number=f"BENCH-{on.year}-{self.number}",
            agency=self.post.unit,
            opened_on=on,
            opened_by=course.officer,
            need="Khuyết một Phó Giám đốc phụ trách khối nội bộ.",
            edition_date=course.on,
            outcome=Dossier.Outcome.ACHIEVED if self.ended else Dossier.Outcome.OPEN,
            ended_on=on if self.ended else None,
        )

    def tasks(self) -> list[Task]:
        """Return the tasks of the steps taken, and the one that waits."""
        made = [
            Task(
                process=self.dossier,
                flow_task=node,
                flow_task_type=node.task_type,
                status=STATUS.DONE,
                created=self.at,
                finished=self.at,
                owner=self.crowd.course.officer,
            )
            for node in self.steps
        ]
        if not self.ended:
            node = self.crowd.line[self.done]
            made.append(
                Task(
                    process=self.dossier,
                    flow_task=node,
                    flow_task_type=node.task_type,
                    status=STATUS.NEW,
                    created=self.at,
                )
            )
        return made

    def first_rows(self) -> list[Model]:
        """Return the rows that refer to no entry: candidates, time limits, papers, conferences."""
        dossier, on = self.dossier, self.on
        rows: list[Model] = list(self.candidates)
        approved = self.done > 1
        for event, day, planned in (
            ("policy_requested_on", on, False),
            ("first_conference_on", self.crowd.course.on, True),
            ("appointment_effective_on", self.crowd.course.on + timedelta(days=20), True),
            *((("policy_decided_on", on, False),) if approved else ()),
            *((("policy_approved_on", on, False),) if approved else ()),
        ):
            rows.append(
                Happened(dossier=dossier, event=event, on=day, planned=planned, step="propose")
            )
        for figure, event, act, days in (
            ("policy_reply_working_days", "policy_requested_on", "policy_decided_on", 21),
            ("process_finish_working_days", "policy_approved_on", "process_finished_on", 42),
        ):
            met = self.ended or (act == "policy_decided_on" and approved)
            rows.append(
                Deadline(
                    dossier=dossier,
                    schedule="appointment.policy",
                    figure=figure,
                    event=event,
                    act=act,
                    amount=days,
                    counted_in=Deadline.Unit.WORKING_DAY,
                    starts_on=on,
                    due_on=on + timedelta(days=days),
                    met_on=on if met else None,
                )
            )
        for node in self.steps if self.whole else ():
            rows += [
                Paper(
                    dossier=dossier,
                    step=node.name,
                    kind=kind,
                    number=_PAPER,
                    dated_on=on,
                    issued_by="Sở Bench",
                )
                for kind in getattr(node, "produces", ())
            ]
            if node.kind == "conference":
                rows += self._conference(node)
        return rows

    def _conference(self, node: Any) -> list[Model]:
        invited = self.crowd.people[:7]
        held = Conference(
            dossier=self.dossier,
            step=node.name,
            held_on=self.on,
            presided_by=invited[0],
            minutes_number=_PAPER,
            announced=bool(node.announced),
            invited=len(invited),
            excused=0,
            present=len(invited),
            outcome="selected",
        )
        return [
            held,
            *(
                Summons(
                    dossier=self.dossier,
                    conference=node.name,
                    person=person,
                    capacities=["Tập thể lãnh đạo"],
                    attendance=Summons.Attendance.PRESENT,
                )
                for person in invited
            ),
        ]

    def lines(self) -> list[tuple[trail.Item, Any]]:
        """Return the entries of the trail, each with the row that refers to it."""
        found: list[tuple[trail.Item, Any]] = []
        for node in [*self.steps, *([self.crowd.line[self.done]] if self.held else [])]:
            if node.kind == "gate":
                found += [self._judged(node, candidate) for candidate in self.candidates]
            elif node.kind != "end":
                found.append(self._signed(node))
        return found

    def _signed(self, node: Any) -> tuple[trail.Item, SignOff]:
        course = self.crowd.course
        account = course.officer if "hr_officer" in node.roles else course.authority
        row = SignOff(
            dossier=self.dossier,
            step=node.name,
            act=SignOff.Act.DONE,
            account=account,
            person=account.person,
            role=node.roles[0],
            on=self.on,
        )
        payload = {"performer": person_as_dict(account.person), "number": _PAPER}
        return self._item(Event.STEP_COMPLETED, node, payload, act="done"), row

    def _judged(self, node: Any, candidate: Candidate) -> tuple[trail.Item, GateRun]:
        result = GateRun.Result.HELD if self.held else GateRun.Result.PASSES
        row = GateRun(
            dossier=self.dossier,
            candidate=candidate,
            step=node.name,
            gate=node.gate,
            facts_on=self.on,
            law_on=self.crowd.course.on,
            run_at=self.at,
            result=result,
            missing=["health_fit"] if self.held else [],
        )
        verdict = self.crowd.whole if self.whole else self.crowd.brief
        payload = {
            "person": person_as_dict(candidate.person),
            "facts_on": self.on,
            "verdicts": [{"candidate": str(candidate.pk), "verdict": verdict}],
        }
        header = {"candidate": candidate.pk, "gate": node.gate, "result": str(result)}
        return self._item(Event.RULES_EVALUATED, node, payload, **header), row

    def _item(self, event: Event, node: Any, payload: Any, **header: Any) -> trail.Item:
        return trail.Item(
            event=event,
            dossier=self.dossier.number,
            step=node.name,
            edition=self.crowd.flow.edition.code,
            governing_date=self.crowd.course.on,
            actor=trail.Actor(
                account=self.crowd.course.officer.pk,
                role="hr_officer",
                unit=self.dossier.agency.code,
            ),
            header=header,
            payload=payload,
            at=self.at,
        )

    def requests(self) -> list[FactRequest]:
        """Return what a gate that holds somebody asks for."""
        if not self.held:
            return []
        return [
            FactRequest(
                dossier=self.dossier,
                candidate=candidate,
                step=self.crowd.line[self.done].name,
                fact="health_fit",
                record="health_certificate",
                role="hr_officer",
                asked_on=self.on,
                due_on=self.on + timedelta(days=7),
            )
            for candidate in self.candidates
        ]


def _insert_dossiers(dossiers: Sequence[Dossier]) -> None:
    """Insert rows of both tables of a dossier at once: Django does so for one table only."""
    fields = Process._meta.local_concrete_fields
    parents = [
        Process(**{f.attname: getattr(d, f.attname) for f in fields if not f.primary_key})
        for d in dossiers
    ]
    Process.objects.bulk_create(parents)
    for dossier, parent in zip(dossiers, parents, strict=True):
        dossier.pk = dossier.id = dossier.process_ptr_id = parent.pk
        dossier._state.adding, dossier._state.db = False, "default"
    query = sql.InsertQuery(Dossier)
    query.insert_values(Dossier._meta.local_concrete_fields, list(dossiers))
    query.get_compiler(connection=connections["default"]).execute_sql()
    Dossier.history.bulk_history_create(list(dossiers))


def _chain(tasks: Sequence[Task]) -> None:
    """Say which task came before which, as Viewflow does."""
    through = Task.previous.through
    through.objects.bulk_create(
        through(from_task=after, to_task=before)
        for before, after in pairwise(tasks)
        if before.process_id == after.process_id
    )
