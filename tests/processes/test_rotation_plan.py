"""The plan of rotation and its dossiers, NĐ 170/2025, arts. 45 and 46."""

import pytest

from tests import walk
from tests.processes import moving
from tests.walk.routes import leave
from workflow_engine import nodes
from workflow_engine.acts import steps
from workflow_engine.acts.beside.candidates import withdraw_candidate
from workflow_engine.acts.steps import Opening
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import ChildDossier, Dossier, DossierSubject
from workflow_engine.flows.flow import choose_edition

pytestmark = pytest.mark.django_db

FACT = "in_approved_rotation_plan"


@pytest.fixture
def made():
    found = walk.world(candidates=1, staff=0)
    walk.another_agency(found)
    return found


@pytest.fixture
def plan(made):
    """A plan that waits for its approval."""
    return steps.open_dossier(
        opening=Opening(
            made.agency,
            DossierSubject.of("Kế hoạch luân chuyển năm 2027"),
            choose_edition("rotation-plan", on=made.on),
        ),
        act=nodes.ProposalAct(
            need="Luân chuyển một trưởng phòng sang Sở Khác trong 36 tháng.",
            request_number="04/TTr-SO",
            request_date=made.on,
            submitted_on=made.on,
        ),
        account=made.account("hr_officer"),
        at=made.at(),
    )


@pytest.fixture
def listed(made, plan):
    """A plan that was approved and lists one person with the post."""
    walk.take(made, plan)
    person = made.people["candidate-1"]
    act = nodes.NominationAct((person.pk,), posts={person.pk: made.posts["KHAC-VP"].pk})
    moving.take(made, plan, act)
    return plan


def rotated(made, plan):
    """Lead the rotation of the person to its end."""
    dossier = moving.open_rotation(made, within=plan.candidates.get())
    moving.to_the_gate(made, dossier)
    asked = moving.supply(made, dossier)
    own = walk.candidates(dossier)[0].person.postholdings.get(post=made.posts["P2-TP"])
    moving.take(made, dossier, moving.decision(made, dossier, ends=(own.pk,)))
    return dossier, asked


def test_each_person_of_an_approved_plan_is_rotated_in_a_dossier_of_the_own(made, listed):
    dossier, asked = rotated(made, listed)

    assert FACT not in asked
    assert Dossier.objects.get(pk=dossier.pk).outcome == Dossier.Outcome.ACHIEVED
    moving.take(made, listed, nodes.CarriedOutAct())
    assert walk.taken(listed) == [
        "propose_plan",
        "approve_plan",
        "list_people",
        "carry_out",
        "carried_out",
    ]
    assert listed.candidates.get().status == "decided"


def test_a_plan_is_not_carried_out_while_a_dossier_is_missing_or_under_way(made, listed):
    with pytest.raises(IncompleteActError):
        moving.take(made, listed, nodes.CarriedOutAct())
    moving.open_rotation(made, within=listed.candidates.get())

    with pytest.raises(IncompleteActError) as refused:
        moving.take(made, listed, nodes.CarriedOutAct())

    assert "LC-" in str(refused.value.problems[0].message)
    assert walk.step(listed) == "carry_out"


def test_who_was_taken_off_the_list_is_not_in_the_plan(made, listed):
    dossier = moving.open_rotation(made, within=listed.candidates.get())
    withdraw_candidate(
        candidate_id=listed.candidates.get().pk,
        reason="Rút khỏi danh sách.",
        document="9/TB",
        account=made.account("hr_officer"),
        at=made.at(),
    )
    moving.to_the_gate(made, dossier)
    moving.supply(made, dossier)

    assert walk.step(dossier) == Dossier.Outcome.NO_CANDIDATE


def test_the_post_is_the_one_of_the_plan(made, listed):
    with pytest.raises(IncompleteActError) as refused:
        moving.open_rotation(made, within=listed.candidates.get(), post=made.posts["KHAC-TP"].pk)

    assert [problem.field for problem in refused.value.problems] == ["post"]
    assert not ChildDossier.objects.exists()


@pytest.mark.parametrize(
    ("name", "route", "end"),
    [
        ("approve_plan", "refused", "plan_refused"),
        ("carry_out", "nobody", "nobody_left"),
        ("approve_plan", "returned", "carry_out"),
    ],
)
def test_the_ways_off_lead_where_the_plan_says(made, plan, name, route, end):
    while walk.step(plan) != name:
        step_of(made, plan)
    if route == "nobody":
        leave(made, plan, route)
    else:
        walk.take(made, plan, decision=route)
    while walk.task(plan) and walk.step(plan) != "carry_out":
        step_of(made, plan)

    assert end in (walk.step(plan), Dossier.objects.get(pk=plan.pk).outcome_step)


def step_of(made, plan):
    person = made.people["candidate-1"]
    if walk.step(plan) == "list_people":
        posts = {person.pk: made.posts["KHAC-VP"].pk}
        moving.take(made, plan, nodes.NominationAct((person.pk,), posts=posts))
    elif walk.step(plan) == "revise_plan":
        act = nodes.RevisionAct("Bổ sung địa bàn.", "05/TTr-SO", made.on, made.on)
        moving.take(made, plan, act)
    else:
        walk.take(made, plan)
