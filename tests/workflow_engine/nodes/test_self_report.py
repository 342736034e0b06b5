"""A person reports on the own work: in an own act, or on paper that the officer receives."""

from dataclasses import replace

import pytest

from compliance.models import TrailEntry
from tests import walk
from tests.processes.conftest import problems
from tests.workflow_engine.nodes import said
from workflow_engine.access.errors import NotYourRoleError
from workflow_engine.acts import steps
from workflow_engine.acts.beside.candidates import withdraw_candidate
from workflow_engine.base.errors import CandidateNotInConsiderationError, IncompleteActError
from workflow_engine.dossiers.models import Appraisal, SignOff
from workflow_engine.dossiers.taking_part import participants_of
from workflow_engine.nodes import Reported, SelfReportAct

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(world):
    return said.open_said(world)


def report(world, **changes):
    return replace(Reported(world.on, world.on, "Đã hoàn thành nhiệm vụ."), **changes)


def account_of(world, candidate, name="ung-vien", roles=()):
    return walk.account(world, name, candidate.person, roles, world.agency)


def hand_in(world, dossier, candidate, account, **changes):
    return steps.perform(
        task_id=walk.task(dossier).pk,
        act=SelfReportAct({candidate.pk: report(world, **changes)}),
        account=account,
        at=world.at(),
    )


def test_the_step_stays_open_until_everybody_has_reported(world, dossier):
    first, second = walk.candidates(dossier)

    said.take(world, dossier, SelfReportAct({first.pk: report(world, file=said.pdf())}))
    assert walk.step(dossier) == "report"
    [part] = SignOff.objects.filter(dossier=dossier, step="report")
    assert part.act == SignOff.Act.PART

    said.take(world, dossier, SelfReportAct({second.pk: report(world, file=said.pdf())}))
    assert walk.step(dossier) == "evaluate"
    assert TrailEntry.objects.filter(event="dossier:self-report:received").count() == 2


def test_the_limit_of_each_is_met_by_the_day_on_which_the_own_report_was_received(world, dossier):
    first, second = walk.candidates(dossier)
    limits = dossier.deadlines.filter(act="self_report_on")

    said.take(world, dossier, SelfReportAct({first.pk: report(world, file=said.pdf())}))

    assert [(row.candidate_id, row.met_on) for row in limits.order_by("candidate")] == [
        (first.pk, world.on),
        (second.pk, None),
    ]


def test_a_candidate_hands_in_the_own_report_without_any_role(world, dossier):
    first, _second = walk.candidates(dossier)

    hand_in(world, dossier, first, account_of(world, first))

    row = Appraisal.objects.get()
    assert (row.candidate, row.text) == (first, "Đã hoàn thành nhiệm vụ.")
    [signed] = SignOff.objects.filter(dossier=dossier, step="report")
    assert (signed.person, signed.role) == (first.person, "candidate")
    assert first.person_id not in participants_of(dossier)


def test_nobody_hands_in_the_report_of_another_candidate(world, dossier):
    first, second = walk.candidates(dossier)

    with pytest.raises(IncompleteActError) as refused:
        hand_in(world, dossier, second, account_of(world, first))
    assert problems(refused) == [""]
    assert not Appraisal.objects.exists()


def test_an_officer_who_is_a_candidate_receives_nobody_elses_report(world, dossier):
    first, second = walk.candidates(dossier)
    officer = account_of(world, first, roles=("hr_officer",))

    with pytest.raises(IncompleteActError):
        hand_in(world, dossier, second, officer, file=said.pdf())


def test_who_is_not_considered_and_holds_no_role_hands_in_nothing(world, dossier):
    first, _second = walk.candidates(dossier)
    stranger = walk.account(world, "nguoi-khac", world.people["staff-1"], (), world.agency)

    with pytest.raises(NotYourRoleError):
        hand_in(world, dossier, first, stranger)


def test_a_candidate_who_left_hands_in_nothing(world, dossier):
    first, _second = walk.candidates(dossier)
    withdraw(world, first)

    with pytest.raises(NotYourRoleError):
        hand_in(world, dossier, first, account_of(world, first))


def test_the_own_act_reaches_no_other_step(world, dossier):
    first, _second = walk.candidates(dossier)
    said.until(world, dossier, "evaluate")

    with pytest.raises(NotYourRoleError):
        steps.perform(
            task_id=walk.task(dossier).pk,
            act=said.act_for(world, dossier),
            account=account_of(world, first),
            at=world.at(),
        )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "file"),  # the officer shows what was received
        ({"file": said.pdf(), "received_on": said.date(2026, 9, 16)}, "received_on"),
        ({"file": said.pdf(), "received_on": said.date(2026, 9, 14)}, "received_on"),
        ({"file": said.pdf(), "dated_on": said.date(2026, 9, 16)}, "received_on"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(world, dossier, changes, field):
    first, _second = walk.candidates(dossier)

    with pytest.raises(IncompleteActError) as refused:
        said.take(world, dossier, SelfReportAct({first.pk: report(world, **changes)}))

    assert set(problems(refused)) == {f"{field}-{first.pk}"}


def test_an_empty_report_of_the_person_is_none(world, dossier):
    first, _second = walk.candidates(dossier)

    with pytest.raises(IncompleteActError) as refused:
        hand_in(world, dossier, first, account_of(world, first), text=" ")

    assert problems(refused) == [f"text-{first.pk}"]


def test_who_is_not_in_the_dossier_is_refused_by_name(world, dossier):
    with pytest.raises(CandidateNotInConsiderationError):
        said.take(world, dossier, SelfReportAct({999: report(world)}))


def test_nothing_entered_is_refused_while_somebody_is_missing(world, dossier):
    first, _second = walk.candidates(dossier)

    with pytest.raises(IncompleteActError, match=first.person.full_name):
        said.take(world, dossier, SelfReportAct({}))


def withdraw(world, candidate):
    withdraw_candidate(
        candidate_id=candidate.pk,
        reason="Xin rút.",
        document="Đơn ngày 15/09/2026",
        account=world.account("hr_officer"),
        at=world.at(),
    )


def test_who_left_meanwhile_is_waited_for_no_longer(world, dossier):
    first, second = walk.candidates(dossier)
    said.take(world, dossier, SelfReportAct({first.pk: report(world, file=said.pdf())}))
    withdraw(world, second)

    said.take(world, dossier, SelfReportAct({}))

    assert walk.step(dossier) == "evaluate"


def test_where_nobody_is_left_the_dossier_stops(world, dossier):
    for candidate in walk.candidates(dossier):
        withdraw(world, candidate)

    said.take(world, dossier, said.nodes.StopAct("Đều đã rút."))

    assert walk.step(dossier) == "stopped"
