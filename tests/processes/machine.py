"""One dossier that is driven through random acts, and what must hold of it after each.

The independent side of the comparison is written here again, in a few lines of integers, from the
wording of the article.
"""

import copy
import random
from collections import Counter

import hypothesis.strategies as st
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import connection, transaction
from hypothesis.stateful import RuleBasedStateMachine, initialize
from viewflow.workflow.models import Task
from viewflow.workflow.status import STATUS

from compliance import trail
from compliance.history import tracked_models
from compliance.models import TrailEntry, TrailHead
from compliance.replay import replay_count, replay_verdict
from processes.appointment.papers import PAPERS_2025, PAPERS_2026
from rules.compute.dates import Rounding, add_months
from rules.judge.engine import evaluate
from tests import walk
from workflow_engine import nodes
from workflow_engine.access.errors import AccessError
from workflow_engine.acts import steps
from workflow_engine.base.errors import ActRefusedError
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.facts import gather
from workflow_engine.nodes.gate import special_decisions
from workflow_engine.registry.models import (
    PostHolding,
)

SEEDS = st.integers(min_value=0, max_value=2**32 - 1)
Status = Candidate.Status
FINAL = {Status.WITHDRAWN, Status.NOT_SELECTED, Status.DECIDED, Status.REFUSED}
REFUSALS = (ActRefusedError, AccessError, ValidationError, ObjectDoesNotExist)
PREPARING = {"propose", "revise", "list_candidates", "draw_up_summons", "gather_papers"}
DECIDING = {"decide_policy", "approve_summons", "decide_appointment"}
PAPERS = {2025: PAPERS_2025, 2026: PAPERS_2026}
CONFERENCES = {
    2025: {
        "hold_first_leadership_conference",
        "hold_extended_conference",
        "hold_second_leadership_conference",
        "hold_key_cadre_conference",
        "hold_third_leadership_conference",
    },
    2026: {
        "hold_leadership_conference",
        "hold_extended_conference",
        "hold_key_cadre_conference",
        "hold_final_leadership_conference",
    },
}


def digest(dossier):
    """Everything that an act could change: histories, tasks and the trail, in one query each."""
    tables = [model.history.model._meta.db_table for model in tracked_models()]
    columns = ", ".join(f"(SELECT MAX(history_id) FROM {table})" for table in tables)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}, (SELECT COUNT(*) FROM compliance_trailentry)")  # noqa: S608
        newest = cursor.fetchone()
    tasks = Task.objects.order_by("pk").values_list("pk", "status", "process")
    return newest, tuple(tasks)


def chosen(conference, edition):
    """Tell from the slips alone whom a conference carries forward, as the article says."""
    votes = {row.candidate_id: row.slips for row in conference.votes.all()}
    able = conference.invited - (conference.excused if edition == 2026 else 0)
    if conference.step == "hold_deciding_ballot":
        return {pk for pk, v in votes.items() if 3 * v >= 2 * conference.invited}
    if conference.step == "hold_key_cadre_conference":
        if edition == 2025:
            return set(votes)
        return {pk for pk, v in votes.items() if 2 * v > conference.present}
    over = {pk for pk, v in votes.items() if 2 * v > able}
    if conference.step in ("hold_final_leadership_conference", "hold_third_leadership_conference"):
        tied = {pk for pk, v in votes.items() if 2 * v == able}
        return over or (tied if len(tied) == 2 else set())
    return over or {pk for pk, v in votes.items() if 10 * v >= 3 * able}


def check_slips(conference):
    counted = sum(row.slips for row in conference.votes.all()) + conference.slips_blank_or_spoiled
    assert counted == conference.slips_returned <= conference.slips_distributed
    assert conference.slips_distributed == conference.present
    assert conference.slips_prepared == conference.invited
    assert conference.present + conference.excused <= conference.invited


def check_carried(conference, edition):
    """Right after a ballot: those stay, and those alone, whom the slips select."""
    voted = {row.candidate_id for row in conference.votes.all()}
    gone = set(
        conference.dossier.candidates.filter(
            status=Status.NOT_SELECTED, status_step=conference.step
        ).values_list("pk", flat=True)
    )
    if conference.rule and conference.outcome != "differs":
        assert voted - gone == chosen(conference, edition), conference.step


def check_appointment(decision, edition):
    """No appointment without every ballot counted, every paper there, and two different people."""
    dossier, candidate = decision.dossier, decision.candidate
    held = {row.step: row for row in dossier.conferences.all()}
    assert CONFERENCES[edition] <= set(held)
    for step, conference in held.items():
        kinds = set(dossier.papers.filter(step=step).values_list("kind", flat=True))
        assert "conference-minutes" in kinds
        if edition == 2025:
            assert 3 * conference.present >= 2 * conference.invited
        if step == "hold_first_leadership_conference":
            continue
        assert "count-minutes" in kinds
        check_slips(conference)
        if candidate.added_at == "name_others" and step == "hold_extended_conference":
            assert "hold_deciding_ballot" in held
            continue  # introduced after it, and then by two thirds of all members
        if not (step == "hold_second_leadership_conference" and "hold_deciding_ballot" in held):
            assert candidate.pk in chosen(conference, edition), step
    gathered = dossier.sign_offs.filter(step="gather_papers").last()
    limit = add_months(gathered.on, -6, rounding=Rounding.LAST_DAY)
    for paper in PAPERS[edition]:
        filed = dossier.papers.filter(candidate=candidate, kind=paper.kind).last()
        assert filed, f"{paper.kind} is missing"
        assert not paper.max_age or filed.dated_on >= limit
    held_posts = PostHolding.objects.filter(
        person=candidate.person, post=dossier.about_post, document_number=decision.number
    )
    assert [row.held_from for row in held_posts] == [decision.effective_on]


def check_separation(dossier):
    prepared = set()
    for row in dossier.sign_offs.order_by("pk"):
        if row.step in DECIDING:
            assert row.person_id not in prepared, f"{row.person} prepared and decided"
        elif row.step in PREPARING:
            prepared.add(row.person_id)


class Machine(RuleBasedStateMachine):
    """One dossier of an edition, and what must hold of it after every act."""

    tried: Counter = Counter()

    def __init__(self, crowd, edition):
        super().__init__()
        self.crowd = crowd
        self.edition = edition
        self.block = None

    @initialize(seed=SEEDS)
    def begin(self, seed):
        """Start with a dossier that was just opened, or waits at its first or its last step."""
        rng = random.Random(seed)  # noqa: S311 no secret
        world, *waiting = self.crowd
        self.block = transaction.atomic()
        self.block.__enter__()
        self.world = copy.deepcopy(world)
        self.statuses, self.passed = {}, None
        self.length = TrailHead.objects.get().length
        self.seats = PostHolding.objects.filter(post=self.world.post).count()
        if rng.random() < 0.1:
            self.dossier = walk.open_dossier(self.world)
        else:
            self.dossier = Dossier.objects.get(pk=rng.choice(waiting).pk)
        self.conferences = set(self.dossier.conferences.values_list("pk", flat=True))

    def over(self, seed):
        """Look back on a dossier that is over, and start with another."""
        if walk.task(self.dossier) is not None:
            return False
        self.finish()
        self.begin(seed)
        return True

    def finish(self):
        self.tried[f"ended: {walk.step(self.dossier)}"] += 1
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)
        self.block = None

    def teardown(self):
        if self.block is None:
            return
        try:
            assert trail.verify().whole
        finally:
            self.finish()

    # -- doing things

    def attempt(self, what, act):
        """Try an act; a refused one may have changed nothing, an accepted one only what it may."""
        before, refused = digest(self.dossier), None
        decided = self.dossier.decisions.count()
        try:
            act()
        except REFUSALS as error:
            refused = error
        self.tried[f"{what}: {'refused' if refused else 'accepted'}"] += 1
        if refused:
            assert digest(self.dossier) == before, f"a refused {what} changed something: {refused}"
        self.hold(new_decision=self.dossier.decisions.count() > decided)

    def hold(self, *, new_decision):
        """Ask what must hold after every act."""
        dossier = self.dossier = Dossier.objects.get(pk=self.dossier.pk)
        waiting = Task.objects.filter(process=dossier, status=STATUS.NEW).count()
        assert waiting == (1 if dossier.is_open else 0)
        self.hold_trail()
        check_separation(dossier)
        for conference in dossier.conferences.exclude(pk__in=self.conferences):
            self.conferences.add(conference.pk)
            check_carried(conference, self.edition)
        for candidate in dossier.candidates.all():
            was = self.statuses.get(candidate.pk)
            returned = was == Status.NOT_SELECTED and candidate.added_at == "name_others"
            assert was not in FINAL or was == candidate.status or returned, (
                f"{was} -> {candidate.status}"
            )
            self.statuses[candidate.pk] = candidate.status
        decisions = list(dossier.decisions.all())
        taken = PostHolding.objects.filter(post=self.world.post).count() - self.seats
        assert taken == len(decisions) == dossier.candidates.filter(status="decided").count()
        if new_decision:
            assert self.passed, "decided past a condition that is not met or not known"
            check_appointment(decisions[0], self.edition)

    def hold_trail(self):
        new = list(TrailEntry.objects.filter(number__gte=self.length).order_by("number"))
        assert [entry.number for entry in new] == list(range(self.length, self.length + len(new)))
        for entry in new:
            assert trail.check(entry) == []
            if entry.contents.get("verdicts"):
                assert replay_verdict(entry) == []
            if entry.contents.get("count"):
                assert replay_count(entry) == []
        self.length += len(new)

    def perform(self, what, act, account, task=None):
        waiting = task or walk.task(self.dossier)
        self.passed = None
        if isinstance(act, nodes.DecisionAct) and act.effective_on:
            self.passed = self.judged(act)
        self.attempt(
            what,
            lambda: steps.perform(task_id=waiting.pk, act=act, account=account, at=self.world.at()),
        )

    def judged(self, act):
        """Judge, at this very moment and by the test's own hand, whom a decision names."""
        candidate = Candidate.objects.filter(pk=act.candidate, dossier=self.dossier).first()
        if candidate is None or candidate.status != Status.STANDING:
            return False
        facts = gather(self.dossier, [candidate], on=self.world.on, effective_on=act.effective_on)[
            candidate.pk
        ]
        special = special_decisions([candidate]).get(candidate.pk, ())
        verdict = evaluate(
            "appointment",
            on=self.dossier.governing_date,
            facts=facts,
            special_decisions=special,
            decided_by=self.world.on,
        )
        return verdict.passes

    def usual(self, rng):
        """The account that would take the step, as a rule."""
        node = walk.task(self.dossier).flow_task
        return self.world.account(rng.choice(node.roles) if rng.random() < 0.3 else node.roles[0])

    def anybody(self, rng):
        return rng.choice(list(self.world.accounts.values()))

    def somebody(self, rng):
        """A candidate of the dossier by key, or a key that is none."""
        keys = list(self.dossier.candidates.values_list("pk", flat=True))
        return rng.choice([*keys, *keys, 987654, 0])

    def waits_for_an_act(self):
        waiting = walk.task(self.dossier)
        return waiting is not None and waiting.flow_task.kind != "gate"

    def default(self, rng):
        """The act that the step would accept, or None where nobody is left to make one of."""
        try:
            return walk.act_for(self.world, self.dossier)
        except IndexError:
            return None
