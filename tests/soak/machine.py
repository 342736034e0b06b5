"""One dossier of any procedure that is driven through random acts, and what must hold of it."""

from __future__ import annotations

import copy
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection, transaction
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from compliance import trail
from compliance.history import tracked_models
from compliance.models import TrailEntry, TrailHead
from compliance.replay import replay_count, replay_dossier, replay_verdict
from rules.errors import RuleError
from rules.judge.engine import evaluate
from tests import walk
from tests.soak import appointment
from tests.soak.crowd import Crowd
from workflow_engine import nodes
from workflow_engine.access.errors import AccessError
from workflow_engine.access.models import Account
from workflow_engine.acts import steps
from workflow_engine.base.errors import ActRefusedError
from workflow_engine.dossiers.models import Candidate, Dossier, GateRun
from workflow_engine.facts import gather
from workflow_engine.nodes.gate import special_decisions
from workflow_engine.registry.models import PostHolding

Status = Candidate.Status
FINAL = {Status.WITHDRAWN, Status.NOT_SELECTED, Status.DECIDED, Status.REFUSED}
REFUSALS = (ActRefusedError, AccessError, ValidationError, ObjectDoesNotExist)


def digest() -> tuple[Any, ...]:
    """Everything that an act could change: histories, tasks and the trail, in one query each."""
    tables = [model.history.model._meta.db_table for model in tracked_models()]
    columns = ", ".join(f"(SELECT MAX(history_id) FROM {table})" for table in tables)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}, (SELECT COUNT(*) FROM compliance_trailentry)")  # noqa: S608
        newest = cursor.fetchone()
    return newest, tuple(Task.objects.order_by("pk").values_list("pk", "status", "process"))


class Machine:
    """One dossier after the other of an edition, each in a transaction that is rolled back."""

    def __init__(self, crowd: Crowd, tried: Counter[str]) -> None:
        self.crowd = crowd
        self.flow = crowd.flow
        self.tried = tried
        # A procedure without a decision settles nobody.
        self.decides = any(node.kind == "decision" for node in crowd.flow.instance.nodes())
        self.block: Any = None

    def begin(self, rng: random.Random) -> None:
        """Start with a dossier that was just opened, or that waits early or late in its course."""
        self.block = transaction.atomic()
        self.block.__enter__()
        self.world = copy.deepcopy(self.crowd.world)
        self.statuses: dict[int, str] = {}
        self.passed: bool | None = None
        self.length = TrailHead.objects.get().length
        self.seats = Counter(PostHolding.objects.values_list("post", flat=True))
        [self.dossier] = rng.choices(self.crowd.waiting, (1, 6, 3))
        self.dossier = Dossier.objects.get(pk=self.dossier.pk)
        self.conferences = set(self.dossier.conferences.values_list("pk", flat=True))
        self.gates = self._gates_done()

    @property
    def acts(self) -> int:
        """How many acts were tried."""
        return sum(n for what, n in self.tried.items() if not what.startswith("ended: "))

    def over(self) -> bool:
        """Tell whether the dossier came to its end."""
        return walk.task(self.dossier) is None

    def finish(self) -> None:
        """Look back on the dossier: the trail is whole, and all that was judged is judged again."""
        try:
            if self.over():
                self.tried[f"ended: {walk.step(self.dossier)}"] += 1
            assert trail.verify().whole
            assert replay_dossier(self.dossier.number).same
        finally:
            self.leave()

    def leave(self) -> None:
        """Take everything back."""
        if self.block is not None:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)
            self.block = None

    # -- doing things

    def attempt(self, what: str, act: Callable[[], Any]) -> None:
        """Try an act; a refused one may have changed nothing, an accepted one only what it may."""
        before, refused = digest(), None
        decided = self.dossier.decisions.count()
        try:
            act()
        except REFUSALS as error:
            refused = error
        self.tried[f"{what}: {'refused' if refused else 'accepted'}"] += 1
        if refused:
            assert digest() == before, f"a refused {what} changed something: {refused}"
        self.hold(new_decision=self.dossier.decisions.count() > decided)

    def perform(
        self, what: str, act: Any, account: Account, *, task: Task | None = None, said: Any = None
    ) -> None:
        """Try to take the step that waits, or another one."""
        waiting = task or walk.task(self.dossier)
        self.passed = None
        if isinstance(act, nodes.DecisionAct) and act.effective_on:
            self.passed = self.judged(waiting.flow_task, act)
        self.attempt(
            what,
            lambda: steps.perform(
                task_id=waiting.pk, act=act, account=account, at=self.world.at(), said=said
            ),
        )

    def judged(self, node: Any, act: nodes.DecisionAct) -> bool:
        """Judge, at this very moment and by the test's own hand, whom a decision names."""
        candidate = Candidate.objects.filter(pk=act.candidate, dossier=self.dossier).first()
        if candidate is None or candidate.status != Status.STANDING or node.kind != "decision":
            return False
        facts = gather(self.dossier, [candidate], on=self.world.on, effective_on=act.effective_on)
        try:
            verdict = evaluate(
                node.gate,
                on=self.dossier.governing_date,
                facts=facts[candidate.pk],
                special_decisions=special_decisions([candidate]).get(candidate.pk, ()),
                decided_by=self.world.on,
            )
        except RuleError:
            return False
        return verdict.passes

    # -- what must hold

    def hold(self, *, new_decision: bool) -> None:
        """Ask what must hold after every act."""
        dossier = self.dossier = Dossier.objects.get(pk=self.dossier.pk)
        waiting = Task.objects.filter(process=dossier, status=STATUS.NEW).count()
        assert waiting == (1 if dossier.is_open else 0)
        self._hold_trail()
        self._hold_candidates()
        self._hold_gates()
        self._hold_separation()
        self._hold_limits()
        self._hold_decisions(new=new_decision)
        if self.flow.procedure == appointment.PROCEDURE:
            self._hold_ballots(new_decision=new_decision)

    def _hold_trail(self) -> None:
        new = list(TrailEntry.objects.filter(number__gte=self.length).order_by("number"))
        assert [entry.number for entry in new] == list(range(self.length, self.length + len(new)))
        for entry in new:
            assert trail.check(entry) == []
            if entry.contents.get("verdicts"):
                assert not (differs := replay_verdict(entry)), differs
            if entry.contents.get("count"):
                assert not (differs := replay_count(entry)), differs
        self.length += len(new)

    def _hold_candidates(self) -> None:
        """What is settled stays, unless the article has a step that takes somebody back.

        A special decision brings back whom a gate struck out, to be judged; nothing decides for
        such a person at once.
        """
        for candidate in self.dossier.candidates.all():
            was = self.statuses.get(candidate.pk)
            added_at = self.flow.instance.node(candidate.added_at)
            back = was == Status.NOT_SELECTED and getattr(added_at, "takes_back", False)
            told = f"{was} -> {candidate.status}"
            assert was not in FINAL or was == candidate.status or back, told
            assert (was, candidate.status) != (Status.STRUCK_OUT, Status.DECIDED)
            over = {*FINAL, Status.STRUCK_OUT}
            settled = self.dossier.is_open or not self.decides or candidate.status in over
            assert settled, candidate.status
            self.statuses[candidate.pk] = candidate.status

    def _gates_done(self) -> set[int]:
        done = Task.objects.filter(process=self.dossier, status=STATUS.DONE)
        return {task.pk for task in done if task.flow_task.kind == "gate"}

    def _hold_gates(self) -> None:
        """A gate was left: whoever is still considered was let pass by it, by the newest verdict.

        What the verdict says both judges have said again, entry by entry (`_hold_trail`).
        """
        done = self._gates_done()
        for task in Task.objects.filter(pk__in=done - self.gates):
            step = task.flow_task.name
            for candidate in walk.candidates(self.dossier):
                run = candidate.gate_runs.filter(step=step).order_by("-pk").first()
                assert run is not None, f"{candidate} passed {step} unjudged"
                assert run.result == GateRun.Result.PASSES, f"{candidate} passed {step}"
        self.gates = done

    def _hold_separation(self) -> None:
        """No step was taken by whoever took one before that it is kept apart from."""
        signed: list[tuple[str, int]] = []
        for row in self.dossier.sign_offs.order_by("pk"):
            node = self.flow.instance.node(row.step, no_obsolete=True)
            apart = set(getattr(node, "kept_apart_from", ()) or ())
            assert not [1 for step, who in signed if step in apart and who == row.person_id], (
                f"{row.person} took {row.step} and one that it is kept apart from"
            )
            signed.append((row.step, row.person_id))

    def _hold_limits(self) -> None:
        """A limit that is open runs from the day of its event as it stands, and once."""
        seen = set()
        for limit in self.dossier.deadlines.open():
            key = (limit.schedule, limit.figure, limit.event, limit.act, limit.candidate_id)
            assert key not in seen, f"{key} runs twice"
            seen.add(key)
            # What is due of one candidate may run from an event of the whole dossier.
            dates = self.dossier.dates
            row = dates.row(limit.event, limit.candidate_id) or dates.row(limit.event, None)
            assert row is not None, f"{key} runs from what did not happen"
            assert row.on == limit.starts_on, f"{key} runs from {limit.starts_on}, not {row.on}"
            assert (limit.due_on <= limit.starts_on) == limit.before or limit.amount == 0, key

    def _hold_decisions(self, *, new: bool) -> None:
        """The registry gives a post by a decision, and by nothing else."""
        decisions = list(self.dossier.decisions.select_related("candidate__person"))
        decided = self.dossier.candidates.filter(status=Status.DECIDED)
        assert len(decisions) == decided.count() <= 1
        aimed = {row.candidate.post_id for row in decisions}
        held = Counter(PostHolding.objects.values_list("post", flat=True))
        given = {post for post in held if held[post] > self.seats[post]}
        assert given <= aimed, f"posts given: {given}, decided: {aimed}"
        if new:
            assert self.passed, "decided past a condition that is not met or not known"
            [decision] = decisions
            held = PostHolding.objects.filter(
                person=decision.candidate.person, post=decision.candidate.post
            )
            rows = held.filter(document_number=decision.number)
            if held.filter(end_document_number=decision.number).exists() and not rows:
                return  # It ends what was held, and gives nothing.
            assert [row.held_from for row in rows] == [decision.effective_on]

    def _hold_ballots(self, *, new_decision: bool) -> None:
        edition = int(self.flow.edition.code[-4:])
        for conference in self.dossier.conferences.exclude(pk__in=self.conferences):
            self.conferences.add(conference.pk)
            appointment.check_carried(conference, edition)
        if new_decision:
            appointment.check_appointment(self.dossier.decisions.get(), edition)

    # -- who acts, with what

    def usual(self, rng: random.Random) -> Account:
        """The account that would take the step, as a rule."""
        node = walk.task(self.dossier).flow_task
        return self.world.account(rng.choice(node.roles) if rng.random() < 0.3 else node.roles[0])

    def anybody(self, rng: random.Random) -> Account:
        """Any account."""
        return rng.choice(list(self.world.accounts.values()))

    def somebody(self, rng: random.Random) -> int:
        """A candidate of the dossier by key, or a key that is none."""
        keys = list(self.dossier.candidates.values_list("pk", flat=True))
        return rng.choice([*keys, *keys, 987654, 0])

    def waits_for_an_act(self) -> bool:
        """Tell whether somebody, and not a gate, has the next step."""
        waiting = walk.task(self.dossier)
        return waiting is not None and waiting.flow_task.kind != "gate"

    def default(self) -> Any:
        """The act that the step would accept, or None where nobody is left to make one of."""
        try:
            return walk.act_for(self.world, self.dossier)
        except IndexError:
            return None

    def said(self) -> Any:
        """What the waiting step states, or None where it states nothing."""
        node = walk.task(self.dossier).flow_task
        return walk.said_at(self.world, self.dossier, node) if node.states else None
