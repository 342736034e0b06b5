"""Worked examples of the law's reading: who is carried from a count."""

import pytest
from django.db import transaction

from compliance import trail
from compliance.replay import replay_dossier
from tests import walk
from tests.processes.conftest import carried, problems
from workflow_engine.acts import steps
from workflow_engine.acts.beside import candidates
from workflow_engine.base.errors import CandidateNotInConsiderationError, IncompleteActError
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.nodes import ChoiceAct
from workflow_engine.registry.models import PostHolding, Proceeding

only = pytest.mark.parametrize
R1 = only("edition", [2025], indirect=True)
R2 = only("edition", [2026], indirect=True)


# --------------------------------------------------------- worked examples of the law's reading


@R2
def test_example_1_without_a_majority_everyone_from_thirty_per_cent_is_carried(
    world, dossier, summon, present
):
    summon(dossier, "hold_leadership_conference", 7, excused=1)
    a, b, c, _d = walk.candidates(dossier)

    walk.take(world, dossier, votes={a: 3, b: 2}, present=present(dossier, 6))

    held = dossier.conferences.get()
    ballot = held.ballots.get()
    assert (held.invited, held.excused, held.present, ballot.tally["denominator"]) == (7, 1, 6, 6)
    assert ballot.slips_blank_or_spoiled == 1
    assert carried(dossier) == {a.pk, b.pk}
    c.refresh_from_db()
    assert c.status == Candidate.Status.NOT_SELECTED


@R2
def test_example_2_more_than_half_carries_one_alone(world, dossier, summon, present):
    summon(dossier, "hold_leadership_conference", 5)
    a, b, *_ = walk.candidates(dossier)

    walk.take(world, dossier, votes={a: 3, b: 1}, present=present(dossier, 5))

    assert carried(dossier) == {a.pk}


@R1
def test_example_3_below_thirty_per_cent_it_stops(
    world, dossier, summon, present, three_at_the_extended_conference
):
    a, b, c, d = three_at_the_extended_conference
    summon(dossier, "hold_extended_conference", 31)

    walk.take(world, dossier, votes={a: 9, b: 9, c: 9, d: 4}, present=present(dossier, 31))

    assert walk.step(dossier) == "report_to_authority"


@R2
def test_example_3_of_2026_below_thirty_per_cent_it_stops(
    world, dossier, summon, present, three_at_the_extended_conference
):
    a, b, c = three_at_the_extended_conference
    summon(dossier, "hold_extended_conference", 33, excused=2)

    walk.take(world, dossier, votes={a: 9, b: 9, c: 9}, present=present(dossier, 31))

    assert dossier.conferences.last().ballots.get().tally["denominator"] == 31
    assert walk.step(dossier) == "report_to_authority"


def test_example_4_thirty_per_cent_exactly_is_enough(
    world, dossier, summon, present, three_at_the_extended_conference
):
    a, b, c, *_ = three_at_the_extended_conference
    summon(dossier, "hold_extended_conference", 30)

    walk.take(world, dossier, votes={a: 9, b: 9, c: 9}, present=present(dossier, 30))

    assert carried(dossier) == {a.pk, b.pk, c.pk}


@pytest.fixture
def key_cadres(world, dossier, summon, present, three_at_the_extended_conference):
    """Step 3 of 2026 with A and B, 120 summoned."""
    a, b, _c = three_at_the_extended_conference
    summon(dossier, "hold_extended_conference", 10)
    walk.take(world, dossier, votes={a: 5, b: 5}, present=present(dossier, 10))
    walk.take(world, dossier)
    summon(dossier, "hold_key_cadre_conference", 120)
    return a, b


@R2
@only(("votes_of_a", "step"), [(50, "report_to_authority"), (51, "obtain_party_opinion")])
def test_example_5_key_cadres_need_more_than_half_of_those_present(
    world, dossier, present, key_cadres, votes_of_a, step
):
    a, b = key_cadres

    walk.take(
        world, dossier, votes={a: votes_of_a, b: 100 - votes_of_a}, present=present(dossier, 100)
    )

    assert dossier.conferences.last().ballots.get().tally["denominator"] == 100
    assert walk.step(dossier) == step


def at_the_final_conference(world, dossier, summon, number):
    """Both A and B reach step 4: by a post each in law, here by bringing one of them back."""
    walk.until(world, dossier, "hold_final_leadership_conference")
    [a] = walk.candidates(dossier)
    b = dossier.candidates.exclude(pk=a.pk).first()
    b.status = Candidate.Status.STANDING
    b.save()
    summon(dossier, "hold_final_leadership_conference", number)
    return a, b


@R2
def test_example_6_two_at_exactly_half_are_for_the_head_to_choose_between(
    world, dossier, summon, present
):
    a, b = at_the_final_conference(world, dossier, summon, 6)
    walk.take(world, dossier, votes={a: 3, b: 3}, present=present(dossier, 6))
    assert walk.step(dossier) == "choose_between_tied"

    walk.take(world, dossier, candidate=b.pk)

    assert carried(dossier) == {b.pk}
    assert walk.to_the_end(world, dossier).outcome == Dossier.Outcome.ACHIEVED
    assert trail.verify().whole
    assert replay_dossier(dossier.number).same


@R2
def test_example_6_three_of_seven_each_is_nobody_selected(world, dossier, summon, present):
    a, b = at_the_final_conference(world, dossier, summon, 7)

    walk.take(world, dossier, votes={a: 3, b: 3}, present=present(dossier, 7))

    assert walk.step(dossier) == "report_to_authority"


@R1
@only("number", [20, 21])
def test_example_7_two_thirds_have_to_be_present_in_2025(
    world, dossier, summon, present, three_at_the_extended_conference, number
):
    a, *_ = three_at_the_extended_conference
    summon(dossier, "hold_extended_conference", 31)
    there = present(dossier, number)

    if number == 21:
        walk.take(world, dossier, votes={a: 20}, present=there)
        assert carried(dossier) == {a.pk}
        return
    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, votes={a: 20}, present=there)
    assert problems(refused) == ["present"]
    assert not dossier.conferences.filter(step="hold_extended_conference").exists()


@R1
@only(("invited", "number", "held"), [(31, 20, False), (31, 21, True), (3, 1, False), (3, 2, True)])
def test_the_quorum_of_2025_binds_a_conference_without_a_ballot_as_well(
    world, dossier, summon, present, invited, number, held
):
    summon(dossier, "hold_first_leadership_conference", invited)
    there = present(dossier, number)

    if not held:
        with pytest.raises(IncompleteActError) as refused:
            walk.take(world, dossier, present=there)
        assert problems(refused) == ["present"]
    else:
        walk.take(world, dossier, present=there)
    assert dossier.conferences.exists() is held


@R2
@only(("number", "holds"), [(6, True), (5, False)])
def test_in_2026_fewer_than_two_thirds_is_a_warning_that_is_stored(
    world, dossier, summon, present, number, holds
):
    summon(dossier, "hold_leadership_conference", 9)
    [a, *_] = walk.candidates(dossier)

    walk.take(world, dossier, votes={a: 5}, present=present(dossier, number))

    quorum = dossier.conferences.get().ballots.get().tally["quorum"]
    assert (quorum["holds"], quorum["binds"], quorum["needed"]) == (holds, False, 6)
    assert walk.step(dossier) == "hold_extended_conference"


@pytest.fixture
def deciding_ballot(world, dossier, summon, present):
    """A second ballot of `members`, because the collective named somebody new."""

    def reach(members):
        walk.until(world, dossier, "name_others")
        other = walk.add_person(world, "another")
        walk.take(world, dossier, people=(other.pk,))
        walk.until(world, dossier, "hold_second_leadership_conference")
        summon(dossier, "hold_second_leadership_conference", members)
        new = dossier.candidates.get(person=other)
        walk.take(world, dossier, votes={new: members}, present=present(dossier, members))
        assert walk.step(dossier) == "hold_deciding_ballot"
        return new

    return reach


@R1
@only(("members", "needed"), [(3, 2), (5, 4), (6, 4), (7, 5)])
def test_example_8_somebody_new_needs_two_thirds_of_all_members(
    world, dossier, deciding_ballot, members, needed
):
    new = deciding_ballot(members)

    with transaction.atomic():
        walk.take(world, dossier, votes={new: needed - 1})
        assert walk.step(dossier) == "report_to_authority"
        transaction.set_rollback(True)
    walk.take(world, dossier, votes={new: needed})
    assert walk.step(dossier) == "disclose_declarations"
    assert carried(dossier) == {new.pk}


@R1
def test_somebody_new_is_judged_before_the_ballot(world, dossier):
    walk.until(world, dossier, "name_others")
    other = walk.add_person(world, "another", planned=False)
    walk.take(world, dossier, people=(other.pk,))

    new = dossier.candidates.get(person=other)
    assert new.status == Candidate.Status.STRUCK_OUT
    assert new.gate_runs.get().unmet == ["appointment.planning-on-site"]


@R1
def test_whom_step_two_did_not_carry_the_collective_may_introduce_again(
    world, dossier, summon, present
):
    walk.until(world, dossier, "name_others")
    back = dossier.candidates.filter(status=Candidate.Status.NOT_SELECTED).first()

    walk.take(world, dossier, people=(back.person_id,))

    walk.until(world, dossier, "hold_second_leadership_conference")
    back.refresh_from_db()
    assert (back.status, back.added_at) == (Candidate.Status.STANDING, "name_others")
    assert back.gate_runs.first().step == "check_others"
    summon(dossier, "hold_second_leadership_conference", 3)
    walk.take(world, dossier, votes={back: 3}, present=present(dossier, 3))
    # Step 2 did not introduce him: two thirds of all members have to.
    assert walk.step(dossier) == "hold_deciding_ballot"
    walk.take(world, dossier, votes={back: 2})
    assert carried(dossier) == {back.pk}
    assert walk.to_the_end(world, dossier).outcome == Dossier.Outcome.ACHIEVED
    assert dossier.candidates.count() == 4
    assert trail.verify().whole
    assert replay_dossier(dossier.number).same


@R1
def test_whoever_is_introduced_again_is_judged_again(world, dossier):
    walk.until(world, dossier, "name_others")
    back = dossier.candidates.filter(status=Candidate.Status.NOT_SELECTED).first()
    Proceeding.objects.create(person=back.person, matter="criminal", opened_on=world.on)

    walk.take(world, dossier, people=(back.person_id,))

    back.refresh_from_db()
    assert back.status == Candidate.Status.STRUCK_OUT
    assert back.status_step == "check_others"


@R1
def test_a_result_of_step_three_that_names_nobody_new_needs_no_second_ballot(world, dossier):
    walk.until(world, dossier, "hold_second_leadership_conference")

    walk.take(world, dossier)

    assert walk.step(dossier) == "disclose_declarations"


@R1
def test_example_9_shares_of_2025_are_taken_of_all_who_were_summoned(
    world, dossier, summon, present, three_at_the_extended_conference
):
    a, b, *_ = three_at_the_extended_conference
    summon(dossier, "hold_extended_conference", 40)

    walk.take(world, dossier, votes={a: 18, b: 12}, present=present(dossier, 30))

    assert dossier.conferences.last().ballots.get().tally["denominator"] == 40
    assert carried(dossier) == {a.pk, b.pk}


@R1
def test_example_9_half_of_those_summoned_is_not_over_half(
    world, dossier, summon, present, three_at_the_extended_conference
):
    a, b, *_ = three_at_the_extended_conference
    summon(dossier, "hold_extended_conference", 40)

    walk.take(world, dossier, votes={a: 20, b: 10}, present=present(dossier, 30))

    assert dossier.conferences.last().ballots.get().tally["by"] == "carry_at_least_30_percent"
    assert carried(dossier) == {a.pk}


# ----------------------------------------------------------------------------- the tied


@pytest.fixture
def tied(world, dossier, summon, present):
    a, b = at_the_final_conference(world, dossier, summon, 6)
    walk.take(world, dossier, votes={a: 3, b: 3}, present=present(dossier, 6))
    return a, b


@R2
def test_the_authority_does_not_choose_while_there_is_a_head(world, dossier, tied):
    authority = world.account("appointing_authority")

    for vacant in (False, True):
        with pytest.raises(IncompleteActError) as refused:
            walk.take(world, dossier, account=authority, head_vacant=vacant)
        assert problems(refused) == ["head_vacant"]
    assert walk.step(dossier) == "choose_between_tied"


@R2
def test_the_authority_chooses_where_the_head_s_post_is_vacant(world, dossier, tied):
    a, _b = tied
    for row in PostHolding.objects.filter(post__code="SO-GD"):
        row.held_until = world.on
        row.save()

    with pytest.raises(IncompleteActError):
        walk.take(world, dossier)
    walk.take(
        world,
        dossier,
        account=world.account("appointing_authority"),
        head_vacant=True,
        candidate=a.pk,
    )

    assert walk.step(dossier) == "gather_papers"


@R2
def test_a_leader_who_is_not_the_head_does_not_choose(world, dossier, tied):
    deputy = walk.account(
        world, "deputy", world.people["deputy-director-2"], ("leader",), world.agency
    )

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, account=deputy)

    assert problems(refused) == ["candidate"]


@R2
def test_a_choice_is_one_of_the_tied_with_all_opinions(world, dossier, tied):
    other = dossier.candidates.exclude(pk__in=[c.pk for c in tied]).first()

    with pytest.raises(CandidateNotInConsiderationError):
        walk.take(world, dossier, candidate=other.pk)
    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, opinions=" ")
    assert problems(refused) == ["opinions"]


@R2
def test_where_both_of_the_tied_withdraw_it_can_still_end(world, dossier, tied):
    for candidate in tied:
        candidates.withdraw_candidate(
            candidate_id=candidate.pk,
            reason="Lý do cá nhân",
            document="Đơn",
            account=world.account("hr_officer"),
            at=world.at(),
        )

    steps.perform(
        task_id=walk.task(dossier).pk,
        act=ChoiceAct(None, "Cả hai đã rút.", world.on),
        account=world.account("leader"),
        at=world.at(),
    )
    assert walk.to_the_end(world, dossier).outcome == Dossier.Outcome.NO_CANDIDATE
