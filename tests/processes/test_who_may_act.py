"""Only who holds the role takes a step, and nobody approves what he prepared."""

from datetime import timedelta
from functools import partial

import pytest

from compliance.events import Event
from compliance.models import TrailEntry
from tests import walk
from workflow_engine.access.errors import NotYourRoleError, SamePersonError
from workflow_engine.access.models import Account, Assignment
from workflow_engine.access.roles import Role
from workflow_engine.acts import steps
from workflow_engine.acts.beside import answers, candidates
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.titles import TITLES
from workflow_engine.journal.statements import Document

R1 = pytest.mark.parametrize("edition", [2025], indirect=True)


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


def supplied_by(world, dossier, person, role):
    """Let a person answer, in a role, the first request for a confirmation."""
    account = walk.account(world, f"asked-{role}", world.people[person], (role,), world.agency)
    asked = dossier.fact_requests.filter(closed=False, fact__in=walk.STATED).first()
    asked.role = role
    asked.save()
    answers.state_fact(
        request_id=asked.pk,
        value=True,
        document=Document("1/XN", world.on, "Sở Thử", "Đã đối chiếu."),
        account=account,
        at=world.at(),
    )


@pytest.mark.parametrize("edition", [2026], indirect=True)
def test_whoever_stated_a_fact_for_a_gate_does_not_decide(world, fresh):
    walk.until(world, fresh, "check_candidates")
    supplied_by(world, fresh, "staff-1", "hr_officer")
    deciding = second_account(world, "staff-1", "appointing_authority")
    walk.until(world, fresh, "decide_appointment")

    with pytest.raises(SamePersonError) as refused:
        walk.take(world, fresh, account=deciding)

    assert str(TITLES["supply-fact"]) in str(refused.value)
    walk.take(world, fresh)
    assert walk.step(fresh) == "achieved"


@pytest.mark.parametrize("edition", [2026], indirect=True)
def test_what_the_law_leaves_to_the_authority_bars_it_from_nothing(world, fresh):
    walk.until(world, fresh, "check_candidates")
    supplied_by(world, fresh, "chairman", "appointing_authority")
    walk.until(world, fresh, "decide_appointment")

    walk.take(world, fresh)

    assert walk.step(fresh) == "achieved"


@pytest.mark.parametrize("edition", [2026], indirect=True)
def test_whoever_took_a_candidate_out_or_ran_a_gate_does_not_decide(world, fresh):
    clerk = walk.account(world, "clerk", world.people["staff-1"], ("hr_officer",), world.agency)
    deciding = second_account(world, "staff-1", "appointing_authority")
    node = fresh.flow_class.instance.node("decide_appointment")
    walk.until(world, fresh, "check_candidates")
    assert steps.kept_apart(fresh, node, deciding.person_id) is None

    steps.run_gate(task_id=walk.task(fresh).pk, account=clerk, at=world.at())
    candidates.withdraw_candidate(
        candidate_id=fresh.candidates.first().pk,
        reason="Lý do cá nhân",
        document="Đơn",
        account=clerk,
        at=world.at(),
    )

    signed = fresh.sign_offs.filter(person=deciding.person)
    assert [row.step for row in signed] == ["check_candidates", "withdraw-candidate"]
    assert steps.kept_apart(fresh, node, deciding.person_id) == signed[0]
    assert TrailEntry.objects.get(pk=signed[1].trail_entry).event == Event.CANDIDATE_WITHDRAWN


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
