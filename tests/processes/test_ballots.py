"""Ballots by option: answers on one person, several ballots, bodies counted apart, sittings."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.replay import replay_dossier
from rules.compute.ballot import Count, tally
from tests import walk
from tests.processes import answering
from tests.processes.answering import counts
from tests.processes.conftest import problems
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import BallotVotes, Candidate, Summons
from workflow_engine.flows.checks.procedures import check_flow

pytestmark = pytest.mark.django_db

FIRST = "hold_leadership_conference"


@pytest.fixture
def world():
    return walk.world(candidates=1)


@pytest.fixture
def dossier(world):
    with answering.known():
        opened = answering.open_dossier(world)
        walk.until(world, opened, FIRST)
        yield opened


def leaders(world, dossier):
    """How many the ballot at hand is of: all are present."""
    return len(walk.task(dossier).flow_task.summonses(dossier))


def an_even_number(world, dossier):
    """How many the ballot is of, once nobody is left over: half of them can agree."""
    n = leaders(world, dossier)
    for odd in Summons.objects.filter(dossier=dossier, conference=FIRST)[: n % 2]:
        odd.struck = True
        odd.save()
    return n - n % 2


def test_the_made_up_procedure_is_sound_but_for_a_step_that_it_has_not():
    assert {error.id for error in check_flow(answering.AnsweringFlow)} == {"chuan.E007"}


# ------------------------------------------------------------------------ answers on one person


def test_more_than_half_agree_and_the_votes_are_of_the_answers(world, dossier):
    n = leaders(world, dossier)

    walk.take(world, dossier, votes={"agree": n - 1, "disagree": 1})

    [candidate] = walk.candidates(dossier)
    rows = BallotVotes.objects.filter(ballot__conference__dossier=dossier).order_by("option")
    assert [(row.option, row.candidate, row.slips) for row in rows] == [
        ("agree", candidate, n - 1),
        ("disagree", candidate, 1),
    ]
    assert walk.step(dossier) == "hear_two_bodies"
    assert replay_dossier(dossier.number).same


@pytest.mark.parametrize(
    ("agree", "step", "outcome"),
    [
        (lambda n: n // 2 + 1, "hear_two_bodies", "approved"),
        (lambda n: n // 2, "decide_at_half", "head-decides"),
        (lambda n: n // 2 - 1, "report_and_go_on", "reported"),
    ],
    ids=["over", "half", "under"],
)
def test_each_outcome_leads_where_the_procedure_says_and_nobody_leaves_by_it(
    world, dossier, agree, step, outcome
):
    n = an_even_number(world, dossier)

    walk.take(world, dossier, votes={"agree": agree(n), "disagree": n - agree(n)})

    assert walk.step(dossier) == step
    assert dossier.conferences.get().outcome == outcome
    assert dossier.candidates.get().status == Candidate.Status.STANDING


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"votes": {"agree": 1, "disagree": 1}, "slips_returned": 9}, "slips_returned"),
        ({"votes": {"agree": -1, "disagree": 1}}, "slips"),
        ({"votes": {"agree": 1, "abstain": 1}}, "slips"),
        ({"slips_prepared": 99}, "slips_prepared"),
        ({"slips_distributed": 0}, "slips_distributed"),
    ],
    ids=["sum", "negative", "no-such-answer", "prepared", "handed-out"],
)
def test_answers_that_do_not_add_up_are_refused(world, dossier, changes, field):
    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, **changes)

    assert field in problems(refused)
    assert not dossier.conferences.exists()


def test_slips_do_not_answer_on_two_people(world, dossier):
    second = walk.add_person(world, "candidate-2")
    Candidate.objects.create(dossier=dossier, person=second, added_at="list_candidates")

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier)

    assert problems(refused) == ["slips"]


@given(
    agree=st.integers(0, 60),
    disagree=st.integers(0, 60),
    blank=st.integers(0, 20),
    absent=st.integers(0, 40),
)
def test_an_answer_is_counted_as_the_article_says_it(agree, disagree, blank, absent):
    """NĐ 170/2025, art. 39, cl. 4 as amended: of those present, of those summoned."""
    present = agree + disagree + blank
    if present == 0:
        return
    count = Count(
        present + absent, 0, present, present + absent, present, present, blank,
        {"agree": agree, "disagree": disagree},
    )  # fmt: skip
    for rule, base in (
        ("reappointment.key-cadres", present),
        ("reappointment.leadership", present + absent),
    ):
        share = agree / base
        expected = "approved" if share > 0.5 else "head-decides" if share == 0.5 else "reported"

        assert tally(rule, count, on=answering.date(2026, 9, 1)).outcome == expected


@pytest.fixture
def at_half(world, dossier):
    n = an_even_number(world, dossier)
    walk.take(world, dossier, votes={"agree": n // 2, "disagree": n // 2})
    assert walk.step(dossier) == "decide_at_half"
    return dossier


@pytest.mark.parametrize(
    ("decision", "step", "status"),
    [
        ("done", "hear_two_bodies", Candidate.Status.STANDING),
        ("refused", "report_to_authority", Candidate.Status.NOT_SELECTED),
        ("submitted", "report_and_go_on", Candidate.Status.STANDING),
    ],
)
def test_at_exactly_half_the_head_decides_or_submits_and_reports_all_opinions(
    world, at_half, decision, step, status
):
    for changes, field in (
        ({"decision": ""}, "decision"),
        ({"decision": "tied"}, "decision"),
        ({"decision": decision, "opinions": " "}, "opinions"),
    ):
        with pytest.raises(IncompleteActError) as refused:
            walk.take(world, at_half, candidate=None, **changes)
        assert problems(refused) == [field]

    walk.take(world, at_half, candidate=None, decision=decision)

    assert walk.step(at_half) == step
    assert at_half.candidates.get().status == status


# ------------------------------------------------------------------------------- several ballots


@pytest.fixture
def two_bodies(world, dossier):
    walk.take(world, dossier)
    assert walk.step(dossier) == "hear_two_bodies"
    return dossier


@pytest.mark.parametrize(
    ("leadership", "committee", "step"),
    [
        (99, 2, "hold_final_leadership_conference"),
        (99, 0, "hold_final_leadership_conference"),
        (0, 0, "report_to_authority"),
    ],
    ids=["both", "split", "neither"],
)
def test_two_bodies_are_counted_apart_each_of_its_own_members(
    world, two_bodies, leadership, committee, step
):
    n = leaders(world, two_bodies)

    walk.take(
        world,
        two_bodies,
        counts=counts(world, two_bodies, leadership=min(leadership, n), committee=committee),
    )

    held = two_bodies.conferences.last()
    assert [(b.name, b.invited, b.tally["denominator"]) for b in held.ballots.all()] == [
        ("leadership", n, n),
        ("committee", 2, 2),
    ]
    assert two_bodies.papers.filter(step="hear_two_bodies", kind="conference-minutes").count() == 1
    assert walk.step(two_bodies) == step
    left = two_bodies.candidates.get().status == Candidate.Status.NOT_SELECTED
    assert left is (step == "report_to_authority")
    assert replay_dossier(two_bodies.number).same


def test_what_is_wrong_in_one_of_several_ballots_is_named_of_it(world, two_bodies):
    n = leaders(world, two_bodies)
    given = counts(world, two_bodies, leadership=n, committee=2)
    given["committee"] = replace(given["committee"], slips_prepared=7)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, two_bodies, counts=given)

    assert problems(refused) == ["committee-slips_prepared"]


@pytest.fixture
def two_rounds(world, two_bodies):
    n = leaders(world, two_bodies)
    walk.take(world, two_bodies, counts=counts(world, two_bodies, leadership=n, committee=2))
    assert walk.step(two_bodies) == "hold_final_leadership_conference"
    return two_bodies


def test_the_second_ballot_is_not_held_where_the_first_does_not_call_for_it(world, two_rounds):
    n = leaders(world, two_rounds)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, two_rounds, counts=counts(world, two_rounds, or_not=n, again=n))
    assert problems(refused) == ["again-slips_returned"]
    walk.take(world, two_rounds, counts=counts(world, two_rounds, or_not=n))

    assert [b.name for b in two_rounds.conferences.last().ballots.all()] == ["or-not"]
    assert walk.step(two_rounds) == "gather_papers"


def test_the_second_ballot_decides_where_the_first_calls_for_it(world, two_rounds):
    n = leaders(world, two_rounds)

    with pytest.raises(IncompleteActError):
        walk.take(world, two_rounds, counts=counts(world, two_rounds, or_not=0))
    walk.take(world, two_rounds, counts=counts(world, two_rounds, or_not=0, again=n))

    held = two_rounds.conferences.last()
    assert [b.tally["outcome"] for b in held.ballots.all()] == ["head-decides", "approved"]
    assert walk.step(two_rounds) == "gather_papers"
    assert replay_dossier(two_rounds.number).same


# --------------------------------------------------------------------------------- held again


def test_a_conference_is_held_again_as_another_sitting_with_its_own_attendance(world, dossier):
    walk.take(world, dossier, votes={"agree": 0})
    assert walk.step(dossier) == "report_and_go_on"
    walk.take(world, dossier, said=answering.said(world, dossier))
    assert walk.step(dossier) == FIRST

    present = [row.person_id for row in walk.task(dossier).flow_task.summonses(dossier)][1:]
    walk.take(world, dossier, present=present)

    assert [row.sitting for row in dossier.conferences.filter(step=FIRST)] == [1, 2]
    attended = Summons.objects.filter(dossier=dossier, conference=FIRST, attendance="present")
    assert attended.filter(sitting=1).count() == len(present) + 1
    assert attended.filter(sitting=2).count() == len(present)
    assert replay_dossier(dossier.number).same
