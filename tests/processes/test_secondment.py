"""Secondment, NĐ 170/2025, art. 26: its way, its stops, and what it writes."""

from datetime import date, timedelta

import pytest

from processes.moves.secondment_2026 import SecondmentFlow2026
from rules.compute.dates import Rounding, add_months
from tests import made_up, walk
from tests.processes import moving
from tests.processes.moving import R1_DAY
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Candidate, Dossier, Statement
from workflow_engine.flows.about import Aim, Considers, Whoever
from workflow_engine.flows.checks.procedures import check_flow
from workflow_engine.nodes import RevisionAct
from workflow_engine.registry.models import PostHolding, Proceeding
from workflow_engine.registry.models.records import Matter
from workflow_engine.registry.seats import seats_taken

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def made():
    return walk.world(candidates=1, staff=0)


def decided(made, **said):
    """Return a secondment that waits for its decision."""
    dossier = moving.open_secondment(made)
    moving.to_the_gate(made, dossier)
    moving.supply(made, dossier, **said)
    return dossier


def the_secondment(made):
    return PostHolding.objects.get(
        person=made.people["candidate-1"], kind=PostHolding.Kind.SECONDED
    )


def test_the_amended_text_asks_meets_agrees_and_decides_in_that_order(made):
    dossier = decided(made)
    moving.take(made, dossier, moving.decision(made, dossier), "leader")

    assert walk.taken(dossier) == [
        "propose",
        "consult_agencies",
        "meet_person",
        "agree_in_writing",
        "check_before_decision",
        "decide_secondment",
        "seconded",
    ]
    assert Dossier.objects.get(pk=dossier.pk).outcome == Dossier.Outcome.ACHIEVED


def test_the_original_text_agrees_first_and_meets_after():
    made = walk.world(on=R1_DAY, candidates=1, staff=0)
    dossier = moving.open_secondment(made)
    moving.to_the_gate(made, dossier)

    assert dossier.flow_class.edition.code == "secondment.2025"
    assert walk.taken(dossier) == ["propose", "consult_agencies", "meet_person"]


def test_the_post_is_written_for_the_months_and_the_own_one_goes_on(made):
    person = made.people["candidate-1"]
    before = PostHolding.objects.filter(person=person, held_until__gt=made.on).get()
    dossier = decided(made)
    effective = dossier.planned_effect
    moving.take(made, dossier, moving.decision(made, dossier), "leader")

    row = the_secondment(made)
    assert (row.post, row.term_months) == (made.posts["TP-CV"], 12)
    assert row.held_from == effective
    assert row.held_until == add_months(effective, 12, rounding=Rounding.LAST_DAY)
    assert (row.document_number, row.document_date) == ("10/QĐ-SO", made.on)
    # Art. 26, cl. 3: counted with the sender, and not with the receiver.
    before.refresh_from_db()
    assert before.left == PostHolding.Left.NOT_LEFT
    assert seats_taken(made.on).filter(person=person).get() == before


def test_the_papers_are_of_their_own_day_whenever_they_are_recorded(made):
    signed = made.on
    dossier = moving.open_secondment(made, request_date=signed - DAY)
    moving.to_the_gate(made, dossier)
    moving.supply(made, dossier)
    made.on += DAY
    moving.take(made, dossier, moving.decision(made, dossier, dated_on=signed), "leader")

    assert dossier.papers.get(kind="secondment-request").dated_on == signed - DAY
    assert dossier.papers.get(kind="decision").dated_on == signed
    assert the_secondment(made).document_date == signed


def test_what_is_asked_is_asked_and_nothing_answers_from_silence(made):
    dossier = moving.open_secondment(made)
    moving.to_the_gate(made, dossier)

    assert set(moving.supply(made, dossier)) == {
        "confirmed_no_other_relocation_bar",
        "hardships_confirmed",
        "long_studies_open",
        "open_inspections_involving_person",
        "pregnancy_maternity_or_small_child",
        "serious_illnesses_treated",
    }


@pytest.mark.parametrize(
    ("said", "goes_on"),
    [
        ({"pregnancy_maternity_or_small_child": 1}, False),
        ({"pregnancy_maternity_or_small_child": 1, "wishes_to_move": True}, True),
        ({"hardships_confirmed": 1}, False),
        ({"serious_illnesses_treated": 1}, False),
        ({"long_studies_open": 1}, False),
        ({"open_inspections_involving_person": 1}, False),
        ({"confirmed_no_other_relocation_bar": False}, False),
    ],
)
def test_who_may_not_be_seconded_is_not(made, said, goes_on):
    dossier = decided(made, **said)

    assert walk.step(dossier) == ("decide_secondment" if goes_on else "no-candidate")
    assert not PostHolding.objects.filter(kind=PostHolding.Kind.SECONDED).exists()


@pytest.mark.parametrize(
    ("months", "by_sector_law", "goes_on"),
    [(36, False, True), (37, False, False), (37, True, True)],
)
def test_thirty_six_months_at_most_unless_sector_law_says_otherwise(
    made, months, by_sector_law, goes_on
):
    stated = moving.PROPOSED | {"secondment_months": months}
    dossier = moving.open_secondment(made, stated=stated)
    moving.to_the_gate(made, dossier)
    asked = moving.supply(made, dossier, sector_law_sets_secondment=by_sector_law)

    # It is not the word of whoever proposes, and asked for where it decides.
    assert ("sector_law_sets_secondment" in asked) is (months > 36)
    assert walk.step(dossier) == ("decide_secondment" if goes_on else "no-candidate")


def test_another_ground_than_the_decree_names_ends_it(made):
    dossier = moving.open_secondment(made, stated=moving.PROPOSED | {"secondment_ground": "other"})
    moving.to_the_gate(made, dossier)

    assert walk.step(dossier) == "no-candidate"


def test_the_last_answer_of_the_receiving_agency_counts(made):
    """It disagreed when it was asked, and agrees in writing after the talk."""
    dossier = moving.open_secondment(made)
    moving.consult(made, dossier, stance="disagree")
    moving.meet(made, dossier)
    moving.consult(made, dossier)
    moving.supply(made, dossier)

    assert walk.step(dossier) == "decide_secondment"


def test_nobody_is_seconded_without_the_agreement_of_the_receiving_agency(made):
    dossier = moving.open_secondment(made)
    moving.consult(made, dossier)
    moving.meet(made, dossier)
    moving.consult(made, dossier, stance="disagree")

    assert walk.step(dossier) == "no-candidate"
    told = Candidate.objects.get(dossier=dossier)
    assert told.status == Candidate.Status.STRUCK_OUT


def test_another_opinion_is_neither_agreement_nor_its_absence(made):
    dossier = moving.open_secondment(made)
    moving.consult(made, dossier)
    moving.meet(made, dossier)
    moving.consult(made, dossier, stance="other")

    asked = dossier.fact_requests.filter(closed=False).values_list("fact", flat=True)
    assert "agencies_agreed_in_writing" in asked


def test_a_secondment_under_way_bars_another(made):
    person = made.people["candidate-1"]
    PostHolding.objects.create(
        person=person,
        post=made.posts["TP-CV"],
        kind=PostHolding.Kind.SECONDED,
        held_from=made.on - timedelta(days=40),
        held_until=made.on + timedelta(days=40),
        document_number="1/QĐ",
        document_date=made.on - timedelta(days=40),
        issued_by="Sở Thử",
    )
    dossier = decided(made)

    assert walk.step(dossier) == "no-candidate"


@pytest.mark.parametrize(
    ("entered_as", "stands"),
    # Who keeps the file cannot say of an inspection by plan that it is one: it is not known.
    [("inspector", "no-candidate"), ("hr_officer", "check_before_decision")],
)
def test_an_inspection_on_record_counts_without_being_stated(made, entered_as, stands):
    Proceeding.objects.create(
        person=made.people["candidate-1"],
        matter=Matter.DENUNCIATION,
        kind=Proceeding.Kind.BY_PLAN,
        opened_on=made.on - timedelta(days=2),
        document_number="3/QĐ-TTr",
        document_date=made.on - timedelta(days=2),
        issued_by="Thanh tra",
        entered_as=entered_as,
    )
    dossier = moving.open_secondment(made)
    moving.to_the_gate(made, dossier)

    assert walk.step(dossier) == stands


def test_the_proposal_states_its_ground_and_length_on_its_own_paper(made):
    dossier = moving.open_secondment(made)

    rows = {row.fact: row for row in Statement.objects.filter(dossier=dossier)}
    assert {fact: row.value for fact, row in rows.items()} == moving.PROPOSED
    assert {row.document_number for row in rows.values()} == {"05/TTr-SO"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"post": None}, "post"),
        ({"post": 999999}, "post"),
        ({"stated": {}}, "stated-secondment_months"),
        ({"stated": moving.PROPOSED | {"secondment_months": 0}}, "stated-secondment_months"),
        ({"request_number": " "}, "request_number"),
        ({"need": ""}, "need"),
        ({"planned_effective_on": None}, "planned_effective_on"),
        ({"planned_effective_on": date(2020, 1, 1)}, "planned_effective_on"),
    ],
)
def test_a_proposal_that_is_not_whole_opens_nothing(made, changes, field):
    with pytest.raises(IncompleteActError) as refused:
        moving.open_secondment(made, **changes)

    assert field in {problem.field for problem in refused.value.problems}
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("post", ["P2-TP", "SO-CV"])
def test_nobody_is_seconded_inside_the_own_agency(made, post):
    dossier = moving.open_secondment(made, post=made.posts[post].pk)
    moving.to_the_gate(made, dossier)

    assert walk.step(dossier) == Dossier.Outcome.NO_CANDIDATE
    [candidate] = Candidate.objects.filter(dossier=dossier)
    assert "secondment.another-agency" in candidate.gate_runs.last().unmet


@pytest.mark.parametrize(
    ("on", "title", "goes_on"),
    [
        (None, "T-TP", True),
        (None, "T-PTP", True),
        (R1_DAY, "T-TP", True),
        # As first issued the clause knows the equivalent post alone.
        (R1_DAY, "T-PTP", False),
        (None, "T-PGD", False),
        (R1_DAY, "T-PGD", False),
    ],
)
def test_nobody_rises_by_a_secondment(on, title, goes_on):
    made = walk.world(on=on, candidates=1, staff=0)
    walk.another_agency(made)
    made.posts["KHAC-VP"].title = made.titles[title]
    made.posts["KHAC-VP"].save()
    dossier = moving.open_secondment(made, post=made.posts["KHAC-VP"].pk)
    moving.to_the_gate(made, dossier)
    if goes_on:
        moving.supply(made, dossier)

    assert walk.step(dossier) == ("decide_secondment" if goes_on else "no-candidate")


def test_nobody_is_seconded_beside_a_head(made):
    walk.another_agency(made)
    dossier = moving.open_secondment(made, post=made.posts["KHAC-TP"].pk)
    moving.to_the_gate(made, dossier)
    moving.supply(made, dossier)

    with pytest.raises(IncompleteActError) as refused:
        moving.take(made, dossier, moving.decision(made, dossier), "leader")

    assert [problem.field for problem in refused.value.problems] == ["effective_on"]


def test_a_returned_secondment_is_amended_and_judged_anew(made):
    dossier = decided(made)
    returned = moving.decision(made, dossier, decision="returned", reason="Cần nêu rõ nhiệm vụ.")
    moving.take(made, dossier, returned, "leader")
    assert walk.step(dossier) == "revise"

    later = made.on + timedelta(days=45)
    moving.take(
        made,
        dossier,
        RevisionAct("Rõ nhiệm vụ.", "11/TTr-SO", made.on, made.on, planned_effective_on=later),
    )
    assert walk.step(dossier) == "decide_secondment"
    assert Dossier.objects.get(pk=dossier.pk).planned_effect == later


def test_the_authority_may_refuse(made):
    dossier = decided(made)
    refused = moving.decision(made, dossier, decision="refused", reason="Không cấp thiết.")
    moving.take(made, dossier, refused, "leader")

    assert walk.step(dossier) == Dossier.Outcome.REFUSED
    assert not PostHolding.objects.filter(kind=PostHolding.Kind.SECONDED).exists()


def test_only_a_proposal_asks_for_the_post_of_the_one_person():
    """The made-up procedure begins with a notice: nobody would say for which post."""
    own = Considers(post=Aim.OWN, whoever=Whoever.PERSON)

    assert "chuan.E031" in {found.id for found in check_flow(made_up.flow(considers=own))}
    assert "chuan.E031" not in {found.id for found in check_flow(SecondmentFlow2026)}
