"""Nobody gets around a step: forged keys, stale windows, other roles, ways back."""

import logging
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from viewflow.workflow.models import Task
from viewflow.workflow.status import PROCESS, STATUS

from compliance import trail
from compliance.events import Event
from compliance.models import TrailEntry
from compliance.replay import replay_dossier
from tests import walk
from workflow_engine import nodes
from workflow_engine.access.errors import NotYourRoleError, SamePersonError
from workflow_engine.access.models import Account, Assignment
from workflow_engine.access.roles import Role
from workflow_engine.acts import attempts, steps
from workflow_engine.acts.beside import answers, candidates
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
from workflow_engine.registry.models import HealthCertificate, Planning, PostHolding, Proceeding

Status = Candidate.Status
R1 = pytest.mark.parametrize("edition", [2025], indirect=True)
R2 = pytest.mark.parametrize("edition", [2026], indirect=True)


def out_of_consideration(dossier, status):
    """Take one of those in consideration out, as an act or a gate would have."""
    candidate = walk.candidates(dossier)[-1]
    candidate.status = status
    candidate.save()
    return candidate


# ------------------------------------------------------------------------- who may not be named


@pytest.mark.parametrize(
    "status", [Status.STRUCK_OUT, Status.HELD, Status.NOT_SELECTED, Status.WITHDRAWN]
)
def test_no_later_act_takes_somebody_who_is_out(world, dossier, status):
    """The keys are forged: no page offers them."""
    out = out_of_consideration(dossier, status)
    forged = {
        "conference": lambda act: replace(act, votes={**act.votes, out.pk: 1}),
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
    anybody = (nodes.Summoned(world.people["director"].pk, "thử"),)

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
        "approved", walk.candidates(dossier)[0].pk, "80/QĐ", dossier.planned_effective_on
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


# ----------------------------------------------------------------------------------- who may act


def second_account(world, key, role, unit="TP"):
    return walk.account(world, f"second-{key}", world.people[key], (role,), world.units[unit])


@pytest.mark.parametrize("step", ["decide_policy", "approve_summons", "decide_appointment"])
def test_whoever_prepared_does_not_approve_through_a_second_account_either(
    world, fresh, edition, step
):
    if step == "approve_summons" and edition == 2025:
        step = "decide_policy"
    walk.until(world, fresh, step)
    preparer = second_account(world, "hr-officer", "appointing_authority")

    with pytest.raises(SamePersonError):
        walk.take(world, fresh, account=preparer)

    assert walk.step(fresh) == step
    walk.take(world, fresh)
    assert walk.step(fresh) != step


def test_whoever_amended_does_not_approve(world, fresh):
    other = second_account(world, "head-of-hr", "appointing_authority")
    walk.take(world, fresh, decision="returned")
    walk.take(world, fresh, account=world.account("head_of_hr"))

    with pytest.raises(SamePersonError):
        walk.take(world, fresh, account=other)


@R1
def test_whoever_entered_another_person_does_not_decide(world, dossier):
    walk.account(world, "clerk", world.people["staff-1"], ("hr_officer",), world.agency)
    walk.until(world, dossier, "name_others")
    walk.take(world, dossier, account=Account.objects.get(username="clerk"))
    walk.until(world, dossier, "decide_appointment")

    with pytest.raises(SamePersonError):
        walk.take(world, dossier, account=second_account(world, "staff-1", "appointing_authority"))


def test_one_account_with_both_roles_prepares_or_approves(world):
    both = walk.account(
        world, "both", world.people["staff-1"], ("appointing_authority",), world.units["TP"]
    )
    Assignment.objects.create(
        account=both, role=Role.HR_OFFICER, unit=world.agency, held_from=world.on
    )
    dossier = walk.open_dossier(world, account=both)

    with pytest.raises(SamePersonError):
        walk.take(world, dossier, account=both)


def test_a_role_that_ended_yesterday_is_no_role(world, dossier):
    role = Assignment.objects.get(account=world.account("hr_officer"))
    role.held_until = world.on
    role.save()

    with pytest.raises(NotYourRoleError):
        walk.take(world, dossier)
    role.held_until = world.on + timedelta(days=1)
    role.save()
    walk.take(world, dossier)


def test_a_role_that_begins_tomorrow_is_no_role(world, dossier):
    role = Assignment.objects.get(account=world.account("hr_officer"))
    role.held_from = world.on + timedelta(days=1)
    role.save()

    with pytest.raises(NotYourRoleError):
        walk.take(world, dossier)


def test_an_account_that_was_deactivated_does_not_act(world, dossier):
    account = world.account("hr_officer")
    account.is_active = False
    account.save()

    with pytest.raises(NotYourRoleError):
        walk.take(world, dossier, account=account)


@pytest.mark.parametrize("unit", ["P1", "P2"])
def test_a_role_of_another_unit_does_not_reach_the_agency(world, dossier, unit):
    elsewhere = second_account(world, "staff-1", "hr_officer", unit)

    with pytest.raises(NotYourRoleError):
        walk.take(world, dossier, account=elsewhere)


def test_an_administrator_and_an_inspector_take_no_step(world):
    accounts = [world.account("administrator"), world.account("inspector")]
    for account in accounts:
        account.is_superuser = account.is_staff = True
        account.save()
        with pytest.raises(NotYourRoleError):
            walk.open_dossier(world, account=account)
    dossier = walk.open_dossier(world)

    while (waiting := walk.task(dossier)) is not None:
        if waiting.flow_task.kind == "gate":
            take = partial(steps.run_gate, task_id=waiting.pk, at=world.at())
        else:
            take = partial(walk.take, world, dossier)
        for account in accounts:
            with pytest.raises(NotYourRoleError):
                take(account=account)
        walk.take(world, dossier)


def test_an_account_that_names_nobody_does_not_act(world, dossier):
    nobody = walk.account(world, "nobody", None, ("hr_officer",), world.agency)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, account=nobody)
    assert [p.field for p in refused.value.problems] == ["account"]
    with pytest.raises(IncompleteActError):
        candidates.withdraw_candidate(
            candidate_id=walk.candidates(dossier)[0].pk,
            reason="x",
            document="x",
            account=nobody,
            at=world.at(),
        )


def test_a_substitute_acts_on_behalf_of_whom_he_stands_in_for(world, dossier):
    substitute = Account.objects.create(username="thay", person=world.people["staff-1"])
    away = world.account("hr_officer")
    Assignment.objects.create(
        account=substitute,
        role=Role.HR_OFFICER,
        unit=world.agency,
        held_from=world.on,
        held_until=world.on + timedelta(days=3),
        in_place_of=away,
    )

    walk.take(world, dossier, account=substitute)

    signed = dossier.sign_offs.last()
    assert (signed.person, signed.in_place_of) == (world.people["staff-1"], away)
    entry = TrailEntry.objects.get(number=signed.trail_entry)
    assert (entry.actor_account, entry.on_behalf_of) == (substitute.pk, away.pk)
    world.on += timedelta(days=3)
    with pytest.raises(NotYourRoleError):
        walk.take(world, dossier, account=substitute)


def test_a_substitute_who_prepared_does_not_approve(world, fresh):
    substitute = second_account(world, "hr-officer", "inspector")
    Assignment.objects.create(
        account=substitute,
        role=Role.APPOINTING_AUTHORITY,
        unit=world.units["TP"],
        held_from=world.on,
        in_place_of=world.account("appointing_authority"),
    )

    with pytest.raises(SamePersonError):
        walk.take(world, fresh, account=substitute)


# ------------------------------------------------------------------------------- beside the steps


def withdraw(world, candidate, **changes):
    candidates.withdraw_candidate(
        **{
            "candidate_id": candidate.pk,
            "reason": "Lý do cá nhân",
            "document": "Đơn ngày 01/06",
            "account": world.account("hr_officer"),
            "at": world.at(),
            **changes,
        }
    )


def test_whoever_withdrew_does_not_come_back(world, dossier):
    gone = walk.candidates(dossier)[0]
    withdraw(world, gone)

    with pytest.raises(CandidateNotInConsiderationError):
        withdraw(world, gone)
    walk.to_the_end(world, dossier)
    gone.refresh_from_db()
    assert gone.status == Status.WITHDRAWN


def test_a_withdrawal_lets_a_gate_go_on_with_the_others(world, fresh):
    person = world.eligible[0]
    certificate = HealthCertificate.objects.get(person=person)
    certificate.voided = True
    certificate.save()
    walk.until(world, fresh, "check_candidates")
    with pytest.raises(AssertionError, match="lacks"):
        walk.supply_all(world, fresh)
    for asked in fresh.fact_requests.filter(closed=False).exclude(candidate__person=person):
        walk.supply(world, asked)
    assert walk.step(fresh) == "check_candidates"

    withdraw(world, fresh.candidates.get(person=person))

    assert walk.step(fresh) != "check_candidates"
    assert not fresh.fact_requests.filter(closed=False).exists()


def special(world, candidate, **changes):
    candidates.record_special_decision(
        **{
            "candidate_id": candidate.pk,
            "condition": "appointment.planning-on-site",
            "authority": "appointing_authority",
            "number": "5/QĐ",
            "decided_on": world.on,
            "document": "Quyết định về trường hợp đặc biệt",
            "reason": "Trường hợp đặc biệt",
            "account": world.account("appointing_authority"),
            "at": world.at(),
            **changes,
        }
    )


@pytest.fixture
def unplanned(world):
    """A dossier at its first gate: one of the candidates is in no planning, the others wait."""
    person = walk.add_person(world, "candidate-x", planned=False)
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    candidate = dossier.candidates.get(person=person)
    assert candidate.status == Status.STRUCK_OUT
    return dossier, candidate


def test_a_special_decision_that_the_law_allows_lifts_its_condition_alone(world, unplanned):
    dossier, candidate = unplanned

    special(world, candidate)

    candidate.refresh_from_db()
    assert candidate.status == Status.HELD  # what nobody knows yet is still asked for
    walk.supply_all(world, dossier)
    candidate.refresh_from_db()
    assert candidate.status == Status.STANDING
    [lifted] = [
        f
        for f in trail.entries(dossier.number)
        .filter(event=Event.RULES_EVALUATED)
        .last()
        .contents["verdicts"][0]["verdict"]["findings"]
        if f["condition"] == "appointment.planning-on-site"
    ]
    assert lifted["outcome"] in ("met", "unmet", "not_applicable")
    assert replay_dossier(dossier.number).same


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"condition": "appointment.no-criminal-proceeding"}, "condition"),
        ({"condition": "appointment.no-such"}, "condition"),
        ({"authority": "hr_officer"}, "authority"),
        ({"number": " "}, "number"),
        ({"document": ""}, "document"),
        ({"reason": ""}, "reason"),
    ],
)
def test_no_other_special_decision_is_recorded(world, unplanned, changes, field):
    dossier, candidate = unplanned

    with pytest.raises(IncompleteActError) as refused:
        special(world, candidate, **changes)

    assert field in [p.field for p in refused.value.problems]
    assert not dossier.special_decisions.exists()
    candidate.refresh_from_db()
    assert candidate.status == Status.STRUCK_OUT


def test_a_special_decision_brings_nobody_past_the_conferences(world, unplanned):
    """Struck out at the first gate, brought back at the last one: nobody ever voted on him."""
    dossier, candidate = unplanned
    walk.until(world, dossier, "gather_papers")
    [last] = walk.candidates(dossier)
    certificate = HealthCertificate.objects.get(person=last.person)
    certificate.voided = True
    certificate.save()
    walk.take(world, dossier)
    assert walk.step(dossier) == "check_before_decision"

    with pytest.raises(CandidateNotInConsiderationError):
        special(world, candidate)

    candidate.refresh_from_db()
    assert candidate.status == Status.STRUCK_OUT


def test_a_special_decision_taken_after_the_conferences_counts_at_the_gate_before_the_decision(
    world, dossier
):
    """It has to precede what it allows, not the first conference (art. 29 sets no other day)."""
    walk.until(world, dossier, "gather_papers")
    [last] = walk.candidates(dossier)
    world.on += timedelta(days=1)
    planning = Planning.objects.get(person=last.person)
    planning.ended_on = world.on
    planning.save()

    special(world, last)
    walk.take(world, dossier)

    last.refresh_from_db()
    entry = trail.entries(dossier.number).filter(event=Event.RULES_EVALUATED).last()
    verdict = entry.contents["verdicts"][0]["verdict"]
    [lifted] = [f for f in verdict["findings"] if f["condition"] == "appointment.planning-on-site"]
    assert lifted["lifted_by"]["decided_on"] == world.on.isoformat() > verdict["on"]
    assert verdict["decided_by"] == world.on.isoformat()
    assert last.status != Status.STRUCK_OUT
    assert replay_dossier(dossier.number).same


def test_a_request_is_answered_by_whoever_can_and_with_what_was_asked_for(world, fresh):
    walk.until(world, fresh, "check_candidates")
    asked = next(r for r in fresh.fact_requests.filter(closed=False) if r.fact in walk.CONFIRMED)
    given = {
        "request_id": asked.pk,
        "confirmed": True,
        "reason": "Đã xem",
        "document_number": "1/BC",
        "document_date": world.on,
        "at": world.at(),
    }
    wrong = next(role for role in world.accounts if role != asked.role)

    with pytest.raises(NotYourRoleError):
        answers.confirm_fact(**given, account=world.account(wrong))
    right = world.account(asked.role)
    with pytest.raises(StepNotOpenError):
        answers.supply_record(
            request_id=asked.pk,
            record=HealthCertificate(issued_on=world.on, fit=True),
            account=right,
            at=world.at(),
        )
    with pytest.raises(IncompleteActError):
        answers.confirm_fact(
            **{**given, "document_date": world.on + timedelta(days=1)}, account=right
        )
    with pytest.raises(IncompleteActError):
        answers.confirm_fact(**{**given, "reason": " "}, account=right)
    answers.confirm_fact(**given, account=right)
    with pytest.raises(StepNotOpenError):
        answers.confirm_fact(**given, account=right)


def declare(world, request, **changes):
    people = answers.undeclared(request.dossier)
    answers.declare_interests(
        **{
            "request_id": request.pk,
            "declared": [answers.Declared(person.pk, conflict=False) for person in people],
            "declared_on": world.on,
            "document_number": "1/KB",
            "account": world.account("hr_officer"),
            "at": world.at(),
            **changes,
        }
    )


def test_what_one_answer_settles_for_the_dossier_is_asked_for_once(world, fresh):
    walk.until(world, fresh, "check_candidates")
    everybody = fresh.fact_requests.filter(fact="conflict_declarations_missing")
    asked = everybody.get()

    assert asked.candidate is None
    assert len(walk.candidates(fresh, Status.HELD)) == 4
    withdraw(world, walk.candidates(fresh, Status.HELD)[0])
    steps.run_gate(task_id=walk.task(fresh).pk, account=world.account("hr_officer"), at=world.at())
    assert everybody.get() == asked
    assert not asked.closed
    with pytest.raises(StepNotOpenError):
        answers.supply_record(
            request_id=asked.pk,
            record=HealthCertificate(issued_on=world.on, fit=True),
            account=world.account(asked.role),
            at=world.at(),
        )

    declare(world, asked)

    asked.refresh_from_db()
    assert asked.closed
    assert asked.supplied_by == world.account("hr_officer")
    assert "conflict_declarations_missing" not in {
        name for run in fresh.gate_runs.all()[:3] for name in run.missing
    }
    entry = trail.entries(fresh.number).filter(event=Event.FACT_SUPPLIED).last()
    assert entry.extras["fact"] == "conflict_declarations_missing"
    with pytest.raises(StepNotOpenError):
        declare(world, asked)


def test_whoever_takes_part_later_is_asked_for_once_again(world, fresh):
    walk.until(world, fresh, "check_candidates")
    declare(world, fresh.fact_requests.get(fact="conflict_declarations_missing"))
    walk.until(world, fresh, "gather_papers")
    walk.take(world, fresh)

    asked = fresh.fact_requests.get(fact="conflict_declarations_missing", closed=False)
    assert (asked.step, asked.candidate) == ("check_before_decision", None)


@pytest.mark.parametrize(
    "given",
    [
        {"issued_on": date(2062, 10, 12)},
        {"issued_on": date(1903, 1, 1)},
        {"document_date": date(2062, 10, 12)},
    ],
)
def test_a_record_that_an_import_would_refuse_is_not_supplied_either(world, fresh, given):
    certificate = HealthCertificate.objects.get(person=world.eligible[0])
    certificate.voided = True
    certificate.save()
    walk.until(world, fresh, "check_candidates")
    asked = fresh.fact_requests.get(fact="health_fit")

    with pytest.raises(IncompleteActError) as refused:
        answers.supply_record(
            request_id=asked.pk,
            record=HealthCertificate(**{"issued_on": world.on, "fit": True, **given}),
            account=world.account("hr_officer"),
            at=world.at(),
        )

    assert [problem.field for problem in refused.value.problems] == list(given)
    asked.refresh_from_db()
    assert not asked.closed


def test_no_post_is_supplied_for_a_health_certificate(world, fresh):
    certificate = HealthCertificate.objects.get(person=world.eligible[0])
    certificate.voided = True
    certificate.save()
    walk.until(world, fresh, "check_candidates")
    asked = fresh.fact_requests.get(fact="health_fit")

    for record in (
        PostHolding(post=world.post, held_from=world.on),
        HealthCertificate.objects.get(person=world.eligible[1]),
    ):
        with pytest.raises(StepNotOpenError):
            answers.supply_record(
                request_id=asked.pk,
                record=record,
                account=world.account("hr_officer"),
                at=world.at(),
            )
    with pytest.raises(StepNotOpenError):
        answers.confirm_fact(
            request_id=asked.pk,
            confirmed=True,
            reason="Khỏe",
            document_number="1",
            document_date=world.on,
            account=world.account("hr_officer"),
            at=world.at(),
        )
    assert not PostHolding.objects.filter(post=world.post, person=world.eligible[0]).exists()


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
