"""Rotation of one person by the approved plan, NĐ 170/2025, arts. 42 to 48."""

from datetime import date

import pytest

from tests import walk
from tests.processes import moving
from tests.processes.moving import R1_DAY
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.registry.models import PostHolding

pytestmark = pytest.mark.django_db


def world(**changes):
    found = walk.world(candidates=1, staff=0, **changes)
    walk.another_agency(found)
    return found


@pytest.fixture
def made():
    return world()


def judged(made, stated=None, **said):
    dossier = moving.open_rotation(made, stated)
    moving.to_the_gate(made, dossier)
    moving.supply(made, dossier, **said)
    return dossier


def own_post(made):
    return PostHolding.objects.get(person=made.people["candidate-1"], post=made.posts["P2-TP"])


def test_the_steps_of_the_article_lead_to_the_post(made):
    dossier = judged(made)
    effective = dossier.planned_effect
    moving.take(made, dossier, moving.decision(made, dossier, ends=(own_post(made).pk,)))

    assert walk.taken(dossier) == [
        "propose",
        "ask_for_assessment",
        "consult_places",
        "meet_person",
        "gather_papers",
        "check_before_decision",
        "decide_rotation",
        "rotated",
    ]
    row = PostHolding.objects.get(person=made.people["candidate-1"], post=made.posts["KHAC-VP"])
    assert (row.kind, row.held_from) == ("appointed", effective)
    assert own_post(made).held_until == effective


def test_the_papers_are_those_of_their_time():
    made = world(on=R1_DAY)
    dossier = judged(made)

    assert dossier.flow_class.edition.code == "rotation.2025"
    assert walk.step(dossier) == "decide_rotation"


@pytest.mark.parametrize(
    ("stated", "said", "goes_on"),
    [
        ({}, {"in_approved_rotation_plan": False}, False),
        ({}, {"rotation_standing_assessed": False}, False),
        ({}, {"rotation_prospects_assessed": False}, False),
        ({"rotation_within_political_system": False}, {}, False),
        ({"planned_rotation_months": 35}, {}, False),
        ({"planned_rotation_months": 36}, {}, True),
        # The reason has to be one that holds of the person.
        ({"rotation_reason": "two_terms"}, {}, False),
        ({"rotation_reason": "two_terms"}, {"title_limited_to_two_terms": True}, True),
        ({"rotation_reason": "non_local"}, {"title_closed_to_locals": True}, True),
    ],
)
def test_who_is_rotated_meets_the_articles(made, stated, said, goes_on):
    assert walk.step(judged(made, stated, **said)) == (
        "decide_rotation" if goes_on else Dossier.Outcome.NO_CANDIDATE
    )


@pytest.mark.parametrize("reason", ["planning", "two_terms", "non_local"])
def test_whatever_the_reason_nobody_is_rotated_inside_the_own_agency(made, reason):
    dossier = moving.open_rotation(made, {"rotation_reason": reason}, post=made.post.pk)
    moving.to_the_gate(made, dossier)

    assert walk.step(dossier) == Dossier.Outcome.NO_CANDIDATE
    [candidate] = Candidate.objects.filter(dossier=dossier)
    assert "rotation.another-agency" in candidate.gate_runs.last().unmet


@pytest.mark.parametrize(
    ("reason", "born", "goes_on"),
    [
        # Ten years from the month of the rotation, or a term of five for the two other reasons.
        ("planning", 120, True),
        ("planning", 119, False),
        ("non_local", 119, True),
        ("non_local", 59, False),
    ],
)
def test_ten_years_of_work_are_left_or_a_whole_term(reason, born, goes_on):
    made = world(on=date(2026, 11, 2))
    person = made.people["candidate-1"]
    person.sex = "male"
    # 62 years for a man who reaches it from 2028 on (NĐ 135/2020); the rotation is in 12/2026.
    months = 2026 * 12 + 11 + born - 62 * 12
    person.birth_date = date(months // 12, months % 12 + 1, 15)
    person.save()
    dossier = judged(made, {"rotation_reason": reason}, title_closed_to_locals=True)

    assert walk.step(dossier) == ("decide_rotation" if goes_on else Dossier.Outcome.NO_CANDIDATE)


def test_a_place_that_differs_is_heard_and_bars_nothing(made):
    dossier = moving.open_rotation(made)
    moving.consult(made, dossier, stance="disagree")
    moving.consult(made, dossier, stance="other")
    moving.to_the_gate(made, dossier)
    moving.supply(made, dossier)

    assert walk.step(dossier) == "decide_rotation"
