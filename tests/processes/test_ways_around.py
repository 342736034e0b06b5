"""Nobody gets around a step: forged keys, stale windows, ways back."""

import logging
from dataclasses import replace

import pytest
from viewflow.workflow.models import Task
from viewflow.workflow.status import PROCESS, STATUS

from compliance import trail
from compliance.events import Event
from compliance.models import TrailEntry
from compliance.replay import replay_dossier
from tests import walk
from workflow_engine import nodes
from workflow_engine.access.errors import NotYourRoleError
from workflow_engine.acts import attempts, steps
from workflow_engine.base.errors import (
    ActRefusedError,
    CandidateNotInConsiderationError,
    ClosedActError,
    IncompleteActError,
    StepAlreadyDoneError,
    StepNotOpenError,
)
from workflow_engine.dossiers.models import Candidate, Dossier, GateRun
from workflow_engine.facts.reading import GATHERERS, Reading
from workflow_engine.nodes.conference.act import Counted
from workflow_engine.registry.models import Proceeding

Status = Candidate.Status


def out_of_consideration(dossier, status):
    """Take one of those in consideration out, as an act or a gate would have."""
    candidate = walk.candidates(dossier)[-1]
    candidate.status = status
    candidate.save()
    return candidate


def with_votes_for(act, candidate):
    """Return the counts of an act with a slip for somebody more; where none is held, of one."""
    counts = act.counts or {"": Counted()}
    return {
        name: replace(count, votes={**count.votes, str(candidate.pk): 1})
        for name, count in counts.items()
    }


# ------------------------------------------------------------------------- who may not be named


@pytest.mark.parametrize(
    "status", [Status.STRUCK_OUT, Status.HELD, Status.NOT_SELECTED, Status.WITHDRAWN]
)
def test_no_later_act_takes_somebody_who_is_out(world, dossier, status):
    """The keys are forged: no page offers them."""
    out = out_of_consideration(dossier, status)
    forged = {
        "conference": lambda act: replace(act, counts=with_votes_for(act, out)),
        "opinion": lambda act: replace(
            act, opinions=(*act.opinions, nodes.OpinionOnCandidate(out.pk, "Nhất trí."))
        ),
        "papers-check": lambda act: replace(
            act, papers=(*act.papers, replace(act.papers[0], candidate=out.pk))
        ),
        "decision": lambda act: replace(act, candidate=out.pk),
    }
    seen = []
    while (waiting := walk.task(dossier)) is not None and walk.step(dossier) != "appointed":
        node = waiting.flow_task
        if node.kind in forged:
            act = forged[node.kind](walk.act_for(world, dossier))
            with pytest.raises(CandidateNotInConsiderationError):
                steps.perform(
                    task_id=waiting.pk,
                    act=act,
                    account=world.account(node.roles[0]),
                    at=world.at(),
                )
            seen.append(node.kind)
        if node.kind == "gate":
            out.status = status
        walk.take(world, dossier)
        if Candidate.objects.get(pk=out.pk).status == Status.STANDING:
            assert status == Status.HELD  # what a gate holds, a gate lets go
            break

    if status != Status.HELD:
        assert set(seen) == set(forged)
    out.refresh_from_db()
    assert out.status != Status.DECIDED


def test_no_act_takes_the_candidate_of_another_dossier(world, dossier):
    other = walk.open_dossier(world)
    walk.until(world, other, "draw_up_summons")
    theirs = walk.candidates(other)[0]
    walk.until(world, dossier, "decide_appointment")

    with pytest.raises(CandidateNotInConsiderationError):
        walk.take(world, dossier, candidate=theirs.pk)


def test_whoever_is_in_the_dossier_is_not_entered_again(world, dossier, edition):
    if edition == 2026:
        dossier = walk.open_dossier(world)
        walk.until(world, dossier, "list_candidates")
        walk.take(world, dossier)
        people = ()
        with pytest.raises(StepAlreadyDoneError):
            steps.perform(
                task_id=Task.objects.get(
                    process=dossier, flow_task=_node(dossier, "list_candidates")
                ).pk,
                act=nodes.NominationAct(people),
                account=world.account("hr_officer"),
                at=world.at(),
            )
        return
    walk.until(world, dossier, "name_others")
    [standing] = walk.candidates(dossier)
    other = dossier.candidates.exclude(pk=standing.pk).first()

    for status in (Status.STANDING, Status.STRUCK_OUT, Status.WITHDRAWN, Status.HELD):
        other.status = status
        other.save()
        with pytest.raises(IncompleteActError) as refused:
            walk.take(world, dossier, people=(other.person_id,))
        assert [p.field for p in refused.value.problems] == ["people"]
        other.refresh_from_db()
        assert (other.status, other.added_at) == (status, "list_candidates")


def _node(dossier, name):
    return dossier.flow_class.instance.node(name)


def test_a_list_for_no_conference_is_refused(world, fresh):
    walk.until(world, fresh, "draw_up_summons")
    act = walk.act_for(world, fresh)
    anybody = (nodes.Summoned(world.people["director"].pk, ("thử",)),)

    with pytest.raises(IncompleteActError):
        walk.take(world, fresh, lists={**act.lists, "hold_deciding_ballot": anybody})
    assert not fresh.summonses.exists()


def test_a_list_that_differs_from_the_composition_needs_a_reason(world, fresh):
    walk.until(world, fresh, "draw_up_summons")
    lists = dict(walk.act_for(world, fresh).lists)
    name = next(iter(lists))
    lists[name] = lists[name][:-1]

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, fresh, lists=lists)
    assert [p.field for p in refused.value.problems] == ["deviation"]
    walk.take(world, fresh, lists=lists, deviation="Đồng chí đi công tác nước ngoài.")


def test_a_person_is_summoned_once(world, fresh):
    walk.until(world, fresh, "draw_up_summons")
    lists = dict(walk.act_for(world, fresh).lists)
    name = next(iter(lists))
    lists[name] = (*lists[name], lists[name][0])

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, fresh, lists=lists)
    assert name in [p.field for p in refused.value.problems]


# ------------------------------------------------------------------------------ stale windows


def test_the_second_to_complete_a_step_is_told_who_was_first_and_when(world, dossier):
    waiting, act = walk.task(dossier), walk.act_for(world, dossier)
    walk.take(world, dossier)
    entries = TrailEntry.objects.count()

    with pytest.raises(StepAlreadyDoneError) as refused:
        steps.perform(
            task_id=waiting.pk, act=act, account=world.account("head_of_hr"), at=world.at()
        )

    done = Task.objects.get(pk=waiting.pk)
    assert refused.value.by == world.people["hr-officer"].full_name
    assert refused.value.at == done.finished
    assert world.people["hr-officer"].full_name in str(refused.value)
    assert TrailEntry.objects.count() == entries
    assert dossier.conferences.count() == 1


def test_a_task_that_is_not_there_is_not_open(world, dossier):
    with pytest.raises(StepNotOpenError):
        steps.perform(
            task_id=987654,
            act=walk.act_for(world, dossier),
            account=world.account("hr_officer"),
            at=world.at(),
        )


def test_a_step_takes_no_act_of_another_step(world, dossier):
    act = nodes.DecisionAct(
        "approved",
        walk.candidates(dossier)[0].pk,
        world.on,
        "80/QĐ",
        dossier.dates["appointment_effective_on"],
    )

    with pytest.raises(StepNotOpenError):
        steps.perform(
            task_id=walk.task(dossier).pk,
            act=act,
            account=world.account("appointing_authority"),
            at=world.at(),
        )
    assert not Dossier.objects.get(pk=dossier.pk).decisions.exists()


def test_a_gate_is_completed_by_nobody(world, fresh):
    walk.until(world, fresh, "check_candidates")
    waiting = walk.task(fresh)

    for act in (
        nodes.ReportAct("1", world.on, "x", "x"),
        nodes.ApprovalAct("approved", "1", world.on),
    ):
        with pytest.raises(StepNotOpenError):
            steps.perform(
                task_id=waiting.pk, act=act, account=world.account("hr_officer"), at=world.at()
            )
    assert walk.step(fresh) == "check_candidates"


def test_a_gate_is_not_run_where_the_dossier_does_not_wait_at_one(world, dossier):
    gate = Task.objects.filter(
        process=dossier, flow_task=_node(dossier, "check_candidates")
    ).first()

    for task in (gate, walk.task(dossier)):
        with pytest.raises(StepNotOpenError):
            steps.run_gate(task_id=task.pk, account=world.account("hr_officer"), at=world.at())


def test_a_gate_that_holds_somebody_stays_shut_however_often_it_is_run(world, fresh):
    walk.until(world, fresh, "check_candidates")

    for _ in range(3):
        steps.run_gate(
            task_id=walk.task(fresh).pk, account=world.account("head_of_hr"), at=world.at()
        )
        assert walk.step(fresh) == "check_candidates"


# -------------------------------------------------------------------- the engine's own ways back


@pytest.mark.parametrize("way", ["undo", "revive", "cancel"])
def test_no_task_goes_back(world, dossier, way):
    for task in Task.objects.filter(process=dossier):
        activation = task.flow_task.activation_class(task)
        with pytest.raises(ClosedActError):
            getattr(activation, way)()
    assert walk.taken(dossier)[-1] == "check_candidates"


@pytest.mark.parametrize("way", ["undo", "revive", "cancel"])
def test_no_end_goes_back(world, dossier, way):
    walk.to_the_end(world, dossier)
    end = Task.objects.filter(process=dossier).latest("pk")

    with pytest.raises(ClosedActError):
        getattr(end.flow_task.activation_class(end), way)()


def test_no_dossier_is_cancelled(world, dossier):
    with pytest.raises(ClosedActError):
        dossier.flow_class.instance.cancel(dossier)
    assert Dossier.objects.get(pk=dossier.pk).status != PROCESS.CANCELED


def test_an_activation_without_an_act_completes_nothing(world, dossier):
    task = walk.task(dossier)
    activation = task.flow_task.activation_class(task)

    assert not activation.complete.can_proceed()


def test_a_status_written_past_the_acts_leads_to_no_post(world, dossier):
    """Code with the database in hand can write a status; the next act derives again what it needs.

    Somebody whom no condition lets pass is written into consideration before the decision: the
    decision judges anew and strikes him out.
    """
    walk.until(world, dossier, "decide_appointment")
    Proceeding.objects.create(person=world.eligible[0], matter="criminal", opened_on=world.on)
    for candidate in dossier.candidates.all():
        candidate.status = (
            Status.STANDING if candidate.person_id == world.eligible[0].pk else Status.NOT_SELECTED
        )
        candidate.save()

    walk.take(world, dossier)

    assert not dossier.decisions.exists()
    assert dossier.candidates.get(person=world.eligible[0]).status == Status.STRUCK_OUT


def test_a_task_written_done_past_the_acts_opens_no_next_step(world, dossier):
    task = walk.task(dossier)
    act = walk.act_for(world, dossier)
    task.status = STATUS.DONE
    task.save()

    assert walk.task(dossier) is None
    with pytest.raises(StepAlreadyDoneError):
        steps.perform(task_id=task.pk, act=act, account=world.account("hr_officer"), at=world.at())


# --------------------------------------------------------------------------- the judges fail


@pytest.fixture
def broken_gatherer():
    """A gatherer that answers a number with a word: the judges refuse such a fact."""
    whole = GATHERERS["office_bans"]
    GATHERERS["office_bans"] = lambda case: Reading("không có", [])
    yield
    GATHERERS["office_bans"] = whole


def test_where_the_judges_fail_the_candidate_is_held_and_it_is_on_record(
    world, fresh, broken_gatherer, caplog
):
    caplog.set_level(logging.ERROR, logger="chuan.gate")
    walk.until(world, fresh, "check_candidates")

    assert {c.status for c in fresh.candidates.all()} == {Status.HELD}
    assert {r.result for r in fresh.gate_runs.all()} == {GateRun.Result.ENGINE_FAILED}
    entry = TrailEntry.objects.filter(dossier=fresh.number, event=Event.ENGINE_FAILED).first()
    assert entry.contents["failure"]["code"]
    assert "the judges failed" in caplog.text
    assert world.eligible[0].full_name not in caplog.text
    assert trail.verify().whole
    assert replay_dossier(fresh.number).same


def test_where_the_judges_fail_at_the_decision_nobody_is_appointed(world, dossier, request):
    walk.until(world, dossier, "decide_appointment")
    [candidate] = walk.candidates(dossier)
    request.getfixturevalue("broken_gatherer")

    walk.take(world, dossier)

    assert walk.step(dossier) == "check_before_decision"
    assert not dossier.decisions.exists()
    candidate.refresh_from_db()
    assert candidate.status == Status.HELD


# ------------------------------------------------------------------------ attempts are on record


def test_a_refused_attempt_changes_nothing_and_is_recorded(world, dossier):
    task = walk.task(dossier)
    account = world.account("inspector")
    with pytest.raises(NotYourRoleError) as refused:
        walk.take(world, dossier, account=account)
    at = world.at()

    attempts.record(
        error=refused.value, account=account, at=at, dossier=dossier.number, step=walk.step(dossier)
    )

    entry = TrailEntry.objects.latest("number")
    assert (entry.event, entry.actor_account) == (Event.ACT_REFUSED, account.pk)
    assert entry.extras["code"] == "not-your-role"
    assert walk.task(dossier) == task
    assert trail.verify().whole


def test_every_refusal_has_a_code_and_a_status():
    def below(error):
        return {error} | {e for sub in error.__subclasses__() for e in below(sub)}

    errors = below(ActRefusedError)
    assert len({error.code for error in errors}) == len(errors)
    assert all(400 <= error.status < 500 for error in errors)


def test_a_task_made_past_the_acts_does_not_skip_a_conference(world, dossier, edition):
    """A task written at the last step: the decision asks for the steps between."""
    node = _node(dossier, "decide_appointment")
    for candidate in walk.candidates(dossier)[1:]:
        candidate.status = Status.WITHDRAWN
        candidate.save()
    walk.task(dossier).delete()
    Task.objects.create(process=dossier, flow_task=node, status=STATUS.NEW)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier)

    assert len(refused.value.problems) == {2025: 9, 2026: 7}[edition]
    assert not dossier.decisions.exists()
