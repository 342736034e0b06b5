"""Conferences through the node: what the minutes may not say, who presides, what is moved."""

from datetime import date, timedelta

import pytest

from tests import walk
from tests.processes.conftest import FIRST_CONFERENCE, carried, problems
from workflow_engine.access.errors import NotYourRoleError, SamePersonError
from workflow_engine.acts.beside import absences
from workflow_engine.base.errors import (
    CandidateNotInConsiderationError,
    IncompleteActError,
    StepNotOpenError,
)
from workflow_engine.dossiers.models import Candidate
from workflow_engine.registry.models import Planning, PostHolding

only = pytest.mark.parametrize
R1 = only("edition", [2025], indirect=True)
R2 = only("edition", [2026], indirect=True)


# ------------------------------------------------------- what the minutes may not contradict


@only(
    ("changes", "field"),
    [
        ({"slips_prepared": 99}, "slips_prepared"),
        ({"slips_distributed": 99}, "slips_distributed"),
        ({"slips_returned": 99}, "slips_returned"),
        ({"blank_or_spoiled": 3}, "slips_returned"),
        ({"slips_stamped": False}, "slips_stamped"),
        ({"count_minutes_number": " "}, "count_minutes_number"),
        ({"minutes_number": ""}, "minutes_number"),
        ({"presided_by": 0}, "presided_by"),
        ({"present": ()}, "present"),
        ({"held_on": date(2027, 1, 1)}, "held_on"),
        ({"held_on": date(2026, 1, 1)}, "held_on"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value),
)
def test_minutes_that_contradict_themselves_are_not_accepted(
    world, dossier, three_at_the_extended_conference, changes, field
):
    before = dossier.conferences.count()

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, **changes)

    assert field in problems(refused)
    assert dossier.conferences.count() == before
    assert len(carried(dossier)) == len(three_at_the_extended_conference)


def test_a_result_is_announced_where_the_law_says_so_and_withheld_where_it_says_so(
    world, dossier, edition
):
    withheld = {
        2025: ["hold_extended_conference", "hold_key_cadre_conference"],
        2026: ["hold_key_cadre_conference"],
    }[edition]
    announced = {
        2025: ["hold_second_leadership_conference"],
        2026: [
            "hold_leadership_conference",
            "hold_extended_conference",
            "hold_final_leadership_conference",
        ],
    }[edition]
    silent = []
    while (waiting := walk.task(dossier)) is not None:
        node = waiting.flow_task
        if node.kind == "conference" and node.announced is not None:
            with pytest.raises(IncompleteActError) as refused:
                walk.take(world, dossier, announced=not node.announced)
            assert problems(refused) == ["announced"]
            (announced if node.announced else withheld).remove(node.name)
        elif node.kind == "conference":
            silent.append(node.name)
        walk.take(world, dossier)

    assert announced == withheld == []
    assert (
        silent
        == {
            2025: ["hold_first_leadership_conference", "hold_third_leadership_conference"],
            2026: [],
        }[edition]
    )


def test_whoever_was_not_summoned_was_not_present(world, dossier, edition):
    outsider = world.people["staff-1"].pk

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, present=[outsider])

    assert "present" in problems(refused)


def test_no_slip_counts_for_somebody_who_is_not_carried(
    world, dossier, three_at_the_extended_conference
):
    out = three_at_the_extended_conference[0]
    out.status = Candidate.Status.STRUCK_OUT
    out.save()

    with pytest.raises(CandidateNotInConsiderationError):
        walk.take(world, dossier, votes={out: 1})
    with pytest.raises(CandidateNotInConsiderationError):
        walk.take(world, dossier, votes={987654: 1})


def test_a_superior_presides_where_one_leader_is_left(world, dossier):
    for key in ("deputy-director-1", "deputy-director-2"):
        row = PostHolding.objects.get(person=world.people[key], post=world.post)
        row.held_until = world.on
        row.save()

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, presided_as="head")

    assert "presided_as" in problems(refused)
    walk.take(world, dossier, presided_as="superior")


def test_only_the_head_presides_as_head(world, dossier, three_at_the_extended_conference):
    before = dossier.conferences.count()

    for key in ("deputy-director-1", "chairman", "staff-1"):
        with pytest.raises(IncompleteActError) as refused:
            walk.take(world, dossier, presided_by=world.people[key].pk)
        assert problems(refused) == ["presided_by"]
        assert world.people["director"].full_name in str(refused.value)
    assert dossier.conferences.count() == before
    walk.take(world, dossier)
    held = dossier.conferences.last()
    assert (held.presided_by, held.presided_as) == (world.people["director"], "head")


@only("kind", PostHolding.Kind.values)
def test_the_head_is_who_held_the_post_or_acted_in_it_on_that_day(
    world, dossier, three_at_the_extended_conference, kind
):
    deputy = world.people["deputy-director-1"]
    former = PostHolding.objects.get(person=world.people["director"], post__code="SO-GD")
    former.held_until = world.on
    former.save()

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier)
    assert problems(refused) == ["presided_by"]
    with pytest.raises(IncompleteActError):
        walk.take(world, dossier, presided_by=deputy.pk)
    holding = PostHolding.objects.create(
        person=deputy,
        post=world.posts["SO-GD"],
        kind=kind,
        held_from=date(2020, 1, 1),
        term_months=12,
    )
    # The term is over, and nothing renews it.
    with pytest.raises(IncompleteActError):
        walk.take(world, dossier, presided_by=deputy.pk)
    # So is that of the law, where an appointment has none on record.
    holding.term_months = None if kind == PostHolding.Kind.APPOINTED else 12
    holding.save()
    with pytest.raises(IncompleteActError):
        walk.take(world, dossier, presided_by=deputy.pk)
    holding.held_from = world.on
    holding.save()
    if kind not in (PostHolding.Kind.APPOINTED, PostHolding.Kind.ACTING):
        # A secondment or an assignment gives no powers of the post (`terms.exercising`).
        with pytest.raises(IncompleteActError):
            walk.take(world, dossier, presided_by=deputy.pk)
        return
    walk.take(world, dossier, presided_by=deputy.pk)

    assert dossier.conferences.last().presided_by == deputy


def test_nobody_presides_as_something_else(world, dossier):
    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, presided_as="deputy")

    assert problems(refused) == ["presided_as"]


def test_conferences_are_held_in_the_order_of_the_article(
    world, dossier, three_at_the_extended_conference
):
    """Each no earlier than the one before, nor than the papers it stands on."""
    held = world.on
    world.on += timedelta(days=3)
    walk.take(world, dossier)
    walk.until(world, dossier, "hold_key_cadre_conference")

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, held_on=held)
    assert "held_on" in problems(refused)


def test_a_ballot_does_not_come_before_the_disclosure(world, dossier):
    walk.until(world, dossier, "disclose_declarations")
    before = world.on
    world.on += timedelta(days=3)
    walk.take(world, dossier)
    walk.until(world, dossier, "hold_key_cadre_conference")

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, held_on=before)

    assert problems(refused) == ["held_on"]


def test_the_last_ballot_does_not_come_before_the_opinion(world, dossier):
    walk.until(world, dossier, "obtain_party_opinion")
    before = world.on
    world.on += timedelta(days=3)
    walk.take(world, dossier)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, held_on=before)

    assert problems(refused) == ["held_on"]


# ------------------------------------------------------------------------- moved, excused


def test_a_moved_conference_is_judged_again_as_of_its_day(world, dossier, edition):
    moved_to = world.on + timedelta(days=5)
    runs = dossier.gate_runs.count()

    walk.take(world, dossier, first_conference_on=moved_to)

    dossier.refresh_from_db()
    assert walk.step(dossier) == FIRST_CONFERENCE[edition]
    assert (dossier.dates["first_conference_on"], dossier.governing_date) == (moved_to, moved_to)
    again = dossier.gate_runs.all()[: dossier.gate_runs.count() - runs]
    assert {row.facts_on for row in again} == {moved_to}
    with pytest.raises(IncompleteActError):
        walk.take(world, dossier, held_on=world.on)


def test_whoever_is_struck_out_by_the_move_does_not_stand(world, dossier):
    planned = Planning.objects.get(person=world.eligible[0])
    planned.ended_on = world.on + timedelta(days=2)
    planned.save()

    moved_to = world.on + timedelta(days=5)
    walk.take(world, dossier, first_conference_on=moved_to, conference_confirmed=moved_to)

    assert world.eligible[0].pk not in {c.person_id for c in walk.candidates(dossier)}


def test_a_conference_is_not_moved_into_another_edition(world, dossier, edition):
    other = date(2026, 8, 1) if edition == 2025 else date(2026, 7, 31)
    early = date(2026, 6, 1)
    walk.happen(
        dossier, policy_requested_on=early, policy_decided_on=early, policy_approved_on=early
    )

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, first_conference_on=other)

    assert set(problems(refused)) == {"first_conference_on"}
    dossier.refresh_from_db()
    assert dossier.dates["first_conference_on"] == world.on


def test_a_later_conference_has_no_day_to_move(world, dossier, three_at_the_extended_conference):
    with pytest.raises(IncompleteActError):
        walk.take(world, dossier, first_conference_on=world.on + timedelta(days=1))


@R2
def test_only_the_authority_excuses_and_whoever_is_excused_is_not_present(world, dossier):
    [row, *_] = dossier.summonses.filter(conference="hold_leadership_conference")
    given = {"summons_id": row.pk, "reason": "Bão", "at": world.at()}

    with pytest.raises(NotYourRoleError):
        absences.excuse_absence(**given, account=world.account("hr_officer"))
    absences.excuse_absence(**given, account=world.account("appointing_authority"))

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, present=[row.person_id])
    assert "present" in problems(refused)
    walk.take(world, dossier)
    assert dossier.conferences.get().ballots.get().tally["denominator"] == 2
    with pytest.raises(StepNotOpenError):
        absences.excuse_absence(**given, account=world.account("appointing_authority"))


@R2
def test_whoever_drew_up_the_list_does_not_excuse(world, dossier):
    both = walk.account(
        world,
        "both",
        world.people["hr-officer"],
        ("appointing_authority",),
        world.units["TP"],
    )
    row = dossier.summonses.filter(conference="hold_leadership_conference").first()

    with pytest.raises(SamePersonError):
        absences.excuse_absence(summons_id=row.pk, reason="Bão", account=both, at=world.at())


@R1
def test_in_2025_no_absence_leaves_the_count(world, dossier):
    row = dossier.summonses.filter(conference="hold_extended_conference").first()

    with pytest.raises(StepNotOpenError):
        absences.excuse_absence(
            summons_id=row.pk,
            reason="Bão",
            account=world.account("appointing_authority"),
            at=world.at(),
        )


def test_nobody_is_excused_from_a_dossier_that_is_over(world, dossier):
    walk.until(world, dossier, "hold_extended_conference")
    walk.take(world, dossier, votes={})
    walk.take(world, dossier)
    row = dossier.summonses.filter(conference="hold_key_cadre_conference").first()

    with pytest.raises(StepNotOpenError):
        absences.excuse_absence(
            summons_id=row.pk,
            reason="Bão",
            account=world.account("appointing_authority"),
            at=world.at(),
        )
