"""One step completed over HTTP, with gate, trail and history, beside the same in Viewflow alone.

They are taken in turn, so that all meet the same machine. Ours is the approval of the summons
lists: its form, the roles held, the separation of duties, the gate on one candidate with some forty
conditions, the verdict in the trail, the history of every row, the next task. Viewflow's is its own
`execute` page with a form of the same fields, a condition that is always true, the next task. There
the permission is checked when the task is assigned, which is a request of its own before it: it is
measured as well. The approval of the policy is ours without a gate.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from statistics import median

from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from bench.bare.flows import BareFlow
from bench.bare.models import BareProcess
from bench.courses import Course, waiting
from bench.figures import Line, queries_of, settled
from workflow_engine.access.models import Account
from workflow_engine.acts import steps
from workflow_engine.dossiers.models import Dossier

PAIRS = 120
WARM = 5
MOST_TIMES = 1.5
_HOST = "localhost"


def measure(pairs: int = PAIRS) -> list[Line]:
    """Return our step, Viewflow's, how they compare, and what our step is made of."""
    course = Course()
    ours, bare = _Ours(course), _Bare(course)
    plain = Line("A step without a gate, with trail and history (POST)")
    act = Line("The step with the gate, without its page (steps.perform)")
    for _warm in range(WARM):
        ours.take(ours.ready())
        for request in bare.acts():
            request()
    for pair in range(pairs):
        turns = [
            partial(ours.line.take, partial(ours.take, ours.ready())),
            partial(plain.take, partial(ours.take, ours.ready(gate=False))),
            partial(act.take, partial(ours.perform, course.before_the_gate())),
            *bare.turns(),
        ]
        with settled():
            # Nobody always goes first; an assignment comes before what it is for.
            for turn in turns if pair % 2 else [*turns[-2:], *turns[:-2]]:
                turn()
    ours.line.queries = _count(partial(ours.take, ours.ready()))
    plain.queries = _count(partial(ours.take, ours.ready(gate=False)))
    act.queries = _count(partial(ours.perform, course.before_the_gate()))
    assign, execute = bare.acts()
    bare.assigned.queries, bare.line.queries = _count(assign), _count(execute)
    both = _together(bare.assigned, bare.line)
    return [
        ours.line,
        bare.line,
        _compared("The step, as a multiple of Viewflow's completion alone", ours.line, bare.line),
        bare.assigned,
        _compared("The step, as a multiple of assigning and completing", ours.line, both),
        plain,
        _compared("The step without a gate, as a multiple of completion", plain, bare.line),
        act,
    ]


def _count(act: Callable[[], None]) -> str:
    return str(len(queries_of(act)))


def _together(first: Line, second: Line) -> Line:
    samples = [a + b for a, b in zip(first.samples, second.samples, strict=True)]
    return Line("", samples=samples)


def _compared(what: str, ours: Line, theirs: Line) -> Line:
    times = ours.middle / theirs.middle
    each = median(a / b for a, b in zip(ours.samples, theirs.samples, strict=True))
    line = Line(what, goal=f"≤ {MOST_TIMES:g} times")
    line.note = f"{times:.2f} by the medians, {each:.2f} in the median pair"
    line.reached = times <= MOST_TIMES
    return line


class _Ours:
    """The step of this project, on its page."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.line = Line("A step with gate, trail and history (POST)")
        self.client = _signed_in(course.authority)

    def ready(self, *, gate: bool = True) -> tuple[str, dict[str, str]]:
        """Return the address of a step that waits, and what its page would send."""
        dossier = self.course.before_the_gate() if gate else self.course.opened()
        task = waiting(dossier)
        address = reverse("desk:step", args=[dossier.number, task.flow_task.name, task.pk])
        page = self.client.get(address, headers={"host": _HOST}).content.decode()
        state = re.search(r'name="state"[^>]*value="([^"]*)"', page)
        return address, {
            "decision": "approved",
            "number": self.course.approval().number,
            "dated_on": f"{self.course.on:%d/%m/%Y}",
            "reason": "",
            "state": state[1] if state else "",
        }

    def take(self, made: tuple[str, dict[str, str]]) -> None:
        """Complete the step."""
        address, data = made
        _post(self.client, address, data)

    def perform(self, dossier: Dossier) -> None:
        """Complete the step without its page."""
        steps.perform(
            task_id=waiting(dossier).pk,
            act=self.course.approval(),
            account=self.course.authority,
            at=timezone.now(),
        )


class _Bare:
    """The same step in Viewflow alone, on its page."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.line = Line("The same step in Viewflow alone (POST)")
        self.assigned = Line("Assigning it first, in Viewflow alone (POST)")
        self.user = Account.objects.create(username="bare", is_active=True)
        self.user.user_permissions.set(
            Permission.objects.filter(content_type__app_label=BareProcess._meta.app_label)
        )
        self.client = _signed_in(self.user)
        self.made = 0

    def turns(self) -> list[Callable[[], None]]:
        """Return the two requests on a new task, each to be measured."""
        assign, execute = self.acts()
        return [partial(self.assigned.take, assign), partial(self.line.take, execute)]

    def acts(self) -> tuple[Callable[[], None], Callable[[], None]]:
        """Return the two requests on a new task: to assign it to oneself, and to complete it."""
        task, data = self._ready()
        node = BareFlow.approve_summons
        assign, execute = (
            node.reverse(name, args=[task.process_id, task.pk]) for name in ("assign", "execute")
        )
        return partial(_post, self.client, assign, {}), partial(_post, self.client, execute, data)

    def _ready(self) -> tuple[Task, dict[str, str]]:
        self.made += 1
        on = self.course.on
        process = BareProcess.objects.create(
            flow_class=BareFlow,
            number=f"BARE-{self.made}",
            agency="SO-MAU",
            post="SO-MAU-PGD",
            opened_on=on,
            opened_by="canbo",
            need="Khuyết một Phó Giám đốc phụ trách khối nội bộ.",
            edition_date=on,
            edition_reason="-",
            first_conference_on=on,
            planned_effective_on=on,
            term_months=60,
        )
        start = Task.objects.create(
            process=process, flow_task=BareFlow.start, status=STATUS.DONE, owner=self.user
        )
        task = Task.objects.create(
            process=process,
            flow_task=BareFlow.approve_summons,
            owner_permission=BareFlow.approve_summons._owner_permission,
        )
        task.previous.add(start)
        return task, {
            "decision": "approved",
            "paper_number": "BENCH/2",
            "dated_on": f"{on:%d/%m/%Y}",
            "reason": "",
        }


def _post(client: Client, address: str, data: dict[str, str]) -> None:
    answer = client.post(address, data, headers={"host": _HOST})
    if answer.status_code != 302:
        raise RuntimeError(f"{address} answered {answer.status_code}")


def _signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client
