"""Appointment from elsewhere, NĐ 170/2025, art. 33, cl. 3: its way and its stops."""

import pytest

from tests import walk
from tests.processes import moving
from tests.processes.moving import R1_DAY
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.registry.models import Person, PostHolding

pytestmark = pytest.mark.django_db


@pytest.fixture
def made():
    return world()


def world(**changes):
    found = walk.world(candidates=1, staff=0, **changes)
    walk.another_agency(found)
    return found


def judged(made, **said):
    """Return a dossier whose gate was told everything."""
    dossier = moving.open_elsewhere(made)
    moving.enter(made, dossier)
    moving.to_the_gate(made, dossier)
    moving.supply(made, dossier, **said)
    return dossier


def own_post(made):
    return PostHolding.objects.get(person=made.people["from-elsewhere"], post=made.posts["KHAC-TP"])


def test_both_places_are_asked_the_person_is_met_and_nobody_votes(made):
    dossier = judged(made)
    decided = moving.decision(made, dossier, ends=(own_post(made).pk,))
    moving.take(made, dossier, decided)

    assert dossier.flow_class.edition.code == "appointment-elsewhere.2026"
    assert walk.taken(dossier) == [
        "propose",
        "decide_policy",
        "enter_person",
        "consult_target",
        "consult_workplace",
        "meet_person",
        "gather_papers",
        "appraise",
        "check_before_decision",
        "decide_appointment",
        "appointed",
    ]
    assert not dossier.conferences.exists()


def test_the_post_is_held_for_the_term_and_the_one_elsewhere_ends(made):
    dossier = judged(made)
    effective = dossier.planned_effect
    moving.take(made, dossier, moving.decision(made, dossier, ends=(own_post(made).pk,)))

    row = PostHolding.objects.get(person=made.people["from-elsewhere"], post=made.post)
    assert (row.kind, row.held_from, row.term_months) == ("appointed", effective, 60)
    left = own_post(made)
    assert (left.held_until, left.left) == (effective, PostHolding.Left.MOVED)


def test_a_post_elsewhere_does_not_simply_stay(made):
    dossier = judged(made)

    with pytest.raises(IncompleteActError) as refused:
        moving.take(made, dossier, moving.decision(made, dossier))

    assert [problem.field for problem in refused.value.problems] == ["kept_because"]


def test_somebody_of_the_agency_is_not_from_elsewhere(made):
    """The gate does not know then from where, and holds."""
    dossier = moving.open_elsewhere(made)
    moving.enter(made, dossier, "candidate-1")
    moving.to_the_gate(made, dossier)

    assert "source" in set(dossier.fact_requests.values_list("fact", flat=True))
    assert Candidate.objects.get(dossier=dossier).status == Candidate.Status.HELD


def test_one_person_is_entered(made):
    dossier = moving.open_elsewhere(made)

    with pytest.raises(IncompleteActError) as refused:
        moving.enter(made, dossier, "from-elsewhere", "candidate-1")

    assert [problem.field for problem in refused.value.problems] == ["people"]


@pytest.mark.parametrize(
    "said",
    [
        {"policy_names_source": False},
        {"workplace_assessment_received": False},
        {"elsewhere_person_appraised": False},
    ],
)
def test_what_was_not_done_before_stops_it(made, said):
    assert walk.step(judged(made, **said)) == Dossier.Outcome.NO_CANDIDATE


@pytest.mark.parametrize(("left_out", "goes_on"), [(0, True), (1, False)])
@pytest.mark.parametrize("on", [R1_DAY, None])
def test_who_does_not_agree_stops_nothing_but_is_reported_whole(on, left_out, goes_on):
    """In both texts: of either place, and of the person; the authority decides."""
    made = world(on=on) if on else world()
    dossier = moving.open_elsewhere(made)
    moving.enter(made, dossier)
    moving.consult(made, dossier, stance="disagree")
    moving.consult(made, dossier, stance="disagree")
    moving.meet(made, dossier, stance="disagree", text="Xin ở lại.")
    moving.to_the_gate(made, dossier)
    moving.supply(made, dossier, opinions_not_reported=left_out)

    assert walk.step(dossier) == ("decide_appointment" if goes_on else "no-candidate")


@pytest.mark.parametrize(
    ("share", "head", "goes_on"),
    [
        ("over_half", False, True),
        ("exactly_half", True, True),
        ("exactly_half", False, False),
        ("below_half", True, False),
    ],
)
def test_until_july_2026_the_present_workplace_votes(share, head, goes_on):
    made = world(on=R1_DAY)
    dossier = judged(made, workplace_slips_share=share, workplace_head_decided_for=head)

    assert dossier.flow_class.edition.code == "appointment-elsewhere.2025"
    assert walk.step(dossier) == ("decide_appointment" if goes_on else "no-candidate")


def test_nobody_is_received_into_the_service_by_silence(made):
    person = made.people["from-elsewhere"]
    dossier = judged(made)
    person.refresh_from_db()
    person.kind = Person.Kind.PUBLIC_EMPLOYEE
    person.save()

    with pytest.raises(IncompleteActError):
        moving.take(made, dossier, moving.decision(made, dossier, ends=(own_post(made).pk,)))

    assert not PostHolding.objects.filter(person=person, post=made.post).exists()


def test_the_policy_may_be_refused(made):
    dossier = moving.open_elsewhere(made)
    walk.take(made, dossier, decision="refused")

    assert walk.step(dossier) == Dossier.Outcome.REFUSED


def test_a_returned_decision_has_the_papers_gathered_again(made):
    dossier = judged(made)
    returned = moving.decision(made, dossier, decision="returned", reason="Thiếu tài liệu.")
    moving.take(made, dossier, returned)

    assert walk.step(dossier) == "gather_papers"
