"""The decision: who is appointed, from which day, and what stops it at the last step."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings

from compliance import trail
from compliance.events import Event
from compliance.models import TrailEntry, contents_of
from compliance.replay import replay_dossier
from rules.compute.dates import Rounding, add_months
from tests import walk
from tests.processes.conftest import status
from workflow_engine.access.errors import NotYourRoleError
from workflow_engine.access.scope import held_on
from workflow_engine.acts import steps
from workflow_engine.acts.beside import answers, candidates
from workflow_engine.base.errors import CandidateNotInConsiderationError, IncompleteActError
from workflow_engine.dossiers.models import Candidate, Dossier, GateRun
from workflow_engine.registry.models import HealthCertificate, PostHolding, Proceeding

Outcome = Dossier.Outcome


# ------------------------------------------------------------------------------ the decision


def test_a_returned_decision_comes_again_and_the_limit_still_runs(world, dossier):
    walk.until(world, dossier, "decide_appointment")
    walk.take(world, dossier, decision="returned")

    assert walk.step(dossier) == "gather_papers"
    assert dossier.deadlines.get(figure="process_finish_working_days").met_on is None
    assert walk.to_the_end(world, dossier).outcome == Outcome.ACHIEVED
    assert dossier.deadlines.get(figure="process_finish_working_days").met_on == world.on


def test_a_refused_appointment_ends_it_and_nobody_holds_the_post(world, dossier):
    walk.until(world, dossier, "decide_appointment")
    [candidate] = walk.candidates(dossier)
    holdings = PostHolding.objects.count()

    walk.take(world, dossier, decision="refused")

    assert walk.step(dossier) == Outcome.REFUSED
    assert status(candidate) == Candidate.Status.REFUSED
    assert PostHolding.objects.count() == holdings
    assert not dossier.decisions.exists()


def test_a_proceeding_opened_while_the_papers_travelled_stops_the_decision(world, dossier):
    walk.until(world, dossier, "decide_appointment")
    [candidate] = walk.candidates(dossier)
    Proceeding.objects.create(person=candidate.person, matter="discipline", opened_on=world.on)

    walk.take(world, dossier)

    assert walk.step(dossier) == Outcome.NO_CANDIDATE
    assert status(candidate) == Candidate.Status.STRUCK_OUT
    assert not dossier.decisions.exists()
    assert candidate.gate_runs.first().step == "decide_appointment"


def test_a_fact_lost_while_the_papers_travelled_is_asked_for_before_the_decision(world, dossier):
    walk.until(world, dossier, "decide_appointment")
    [candidate] = walk.candidates(dossier)
    certificate = HealthCertificate.objects.get(person=candidate.person)
    certificate.voided = True
    certificate.save()

    walk.take(world, dossier)

    assert walk.step(dossier) == "check_before_decision"
    assert status(candidate) == Candidate.Status.HELD
    assert not dossier.decisions.exists()
    assert dossier.deadlines.get(figure="process_finish_working_days").met_on is None

    answers.supply_record(
        request_id=dossier.fact_requests.get(fact="health_fit", closed=False).pk,
        record=HealthCertificate(
            issued_on=world.on,
            fit=True,
            document_number="61/GKSK",
            document_date=world.on,
            issued_by="Bệnh viện Thử",
        ),
        account=world.account("hr_officer"),
        at=world.at(),
    )
    assert walk.to_the_end(world, dossier).outcome == Outcome.ACHIEVED
    assert trail.verify().whole
    assert replay_dossier(dossier.number).same


def test_the_only_candidate_withdraws_at_the_last_step_and_it_can_still_end(world, dossier):
    walk.until(world, dossier, "decide_appointment")
    [candidate] = walk.candidates(dossier)
    act = walk.act_for(world, dossier)
    candidates.withdraw_candidate(
        candidate_id=candidate.pk,
        reason="Lý do cá nhân",
        document="Đơn",
        account=world.account("hr_officer"),
        at=world.at(),
    )
    waiting = walk.task(dossier)
    authority = world.account("appointing_authority")
    with pytest.raises(CandidateNotInConsiderationError):
        steps.perform(task_id=waiting.pk, act=act, account=authority, at=world.at())
    returned = replace(act, decision="returned", reason="Không còn nhân sự")
    steps.perform(task_id=waiting.pk, act=returned, account=authority, at=world.at())

    assert walk.step(dossier) == Outcome.NO_CANDIDATE


# ---------------------------------------------------------------------- its date of effect


@pytest.fixture
def near_retirement(world, dossier):
    """A dossier at the decision: the term ends in the month in which the candidate is 62.

    With effect one month later than planned it would end after it.
    """
    walk.until(world, dossier, "decide_appointment")
    [candidate] = walk.candidates(dossier)
    candidate.person.sex = "male"
    candidate.person.birth_date = date(1969, dossier.dates["appointment_effective_on"].month, 15)
    candidate.person.save()
    return candidate


def a_month_late(dossier):
    return add_months(dossier.dates["appointment_effective_on"], 1, rounding=Rounding.LAST_DAY)


def test_a_date_that_would_strike_the_candidate_out_is_shown_first(world, dossier, near_retirement):
    runs, entries = GateRun.objects.count(), TrailEntry.objects.count()
    late = a_month_late(dossier)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, effective_on=late)

    told = {problem.field: problem.message for problem in refused.value.problems}
    assert set(told) == {"effective_on", "date_confirmed"}
    assert "59" in told["effective_on"]
    assert f"{late:%d/%m/%Y}" in told["effective_on"]
    assert (GateRun.objects.count(), TrailEntry.objects.count()) == (runs, entries)
    assert status(near_retirement) == Candidate.Status.STANDING
    # The date is corrected, and nothing was lost.
    assert walk.to_the_end(world, dossier).outcome == Outcome.ACHIEVED


def test_a_confirmation_holds_for_the_date_that_was_shown_alone(world, dossier, near_retirement):
    late = a_month_late(dossier)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, effective_on=late, date_confirmed=late + timedelta(days=1))

    assert "date_confirmed" in [problem.field for problem in refused.value.problems]
    assert status(near_retirement) == Candidate.Status.STANDING


def test_a_date_that_is_confirmed_strikes_out_through_the_gate_and_appoints_nobody(
    world, dossier, near_retirement
):
    late = a_month_late(dossier)

    walk.take(world, dossier, effective_on=late, date_confirmed=late)

    assert walk.step(dossier) == Outcome.NO_CANDIDATE
    assert status(near_retirement) == Candidate.Status.STRUCK_OUT
    assert near_retirement.gate_runs.first().unmet == ["appointment.age-full-term"]
    assert not dossier.decisions.exists()
    assert replay_dossier(dossier.number).same


def test_to_confirm_a_date_lifts_no_condition(world, dossier):
    walk.until(world, dossier, "decide_appointment")
    [candidate] = walk.candidates(dossier)
    Proceeding.objects.create(person=candidate.person, matter="discipline", opened_on=world.on)
    late = a_month_late(dossier)

    walk.take(world, dossier, effective_on=late, date_confirmed=late)

    assert status(candidate) == Candidate.Status.STRUCK_OUT
    assert not dossier.decisions.exists()


def test_what_does_not_hang_on_the_date_needs_no_confirmation(world, dossier, near_retirement):
    near_retirement.person.birth_date = date(1964, 1, 15)
    near_retirement.person.save()

    walk.take(world, dossier, effective_on=a_month_late(dossier))

    assert status(near_retirement) == Candidate.Status.STRUCK_OUT


def test_another_date_on_which_every_condition_is_met_is_decided_on(world, dossier):
    walk.until(world, dossier, "decide_appointment")

    walk.take(world, dossier, effective_on=a_month_late(dossier))

    assert dossier.decisions.get().effective_on == a_month_late(dossier)


def test_a_date_of_effect_that_can_only_be_a_slip_is_not_judged(world, dossier):
    walk.until(world, dossier, "decide_appointment")
    [candidate] = walk.candidates(dossier)
    runs = GateRun.objects.count()
    furthest = add_months(
        dossier.dates["appointment_effective_on"],
        settings.EFFECT_WITHIN_MONTHS,
        rounding=Rounding.LAST_DAY,
    )

    for effective_on in (
        furthest + timedelta(days=1),
        furthest.replace(year=furthest.year + 100),
        world.on - timedelta(days=1),
    ):
        with pytest.raises(IncompleteActError) as refused:
            walk.take(world, dossier, effective_on=effective_on, date_confirmed=effective_on)
        assert [p.field for p in refused.value.problems] == ["effective_on"]
    assert GateRun.objects.count() == runs
    assert status(candidate) == Candidate.Status.STANDING
    walk.take(world, dossier, effective_on=furthest)
    assert walk.step(dossier) == Outcome.ACHIEVED


def test_a_decision_needs_a_free_seat_for_its_whole_term(world, dossier):
    walk.until(world, dossier, "decide_appointment")
    later = walk.add_person(world, "other", planned=False)
    PostHolding.objects.create(
        person=later,
        post=world.post,
        held_from=world.on + timedelta(days=90),
        document_number="81/QĐ-TP",
        document_date=world.on,
        issued_by="Ủy ban nhân dân Thành phố Thử",
    )

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier)

    assert [p.field for p in refused.value.problems] == ["effective_on"]
    assert not dossier.decisions.exists()


def test_a_post_that_the_decision_ends_is_one_that_the_candidate_holds(world, dossier):
    walk.until(world, dossier, "decide_appointment")
    other = PostHolding.objects.filter(person=world.people["director"]).first()

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, ends=(other.pk,))

    assert [p.field for p in refused.value.problems] == ["ends"]
    other.refresh_from_db()
    assert other.left == PostHolding.Left.NOT_LEFT


@pytest.fixture
def with_two_posts(world, dossier):
    """A dossier at the decision, whose candidate holds two leadership posts and acts in a third."""
    walk.until(world, dossier, "decide_appointment")
    [candidate] = walk.candidates(dossier)
    for code, kind in (("P1-TP", "appointed"), ("SO-GD", "acting"), ("SO-CV", "appointed")):
        PostHolding.objects.create(
            person=candidate.person,
            post=world.posts[code],
            kind=kind,
            held_from=world.on - timedelta(days=90),
            term_months=60 if kind == "appointed" else 6,
            document_number="4/QĐ",
            document_date=world.on - timedelta(days=90),
        )
    return candidate


def leading(candidate):
    """The leadership posts held on the planned day of effect, but for the new one."""
    on = candidate.dossier.dates["appointment_effective_on"]
    rows = PostHolding.objects.filter(held_on(on), person=candidate.person, voided=False)
    return [row for row in rows.exclude(post=candidate.post).order_by("pk") if row.leads]


def test_by_the_decision_one_leaves_every_leadership_post_held(world, dossier, with_two_posts):
    """Luật 80/2025, art. 31, cl. 1. A post of no leadership is no matter of it."""
    posts = leading(with_two_posts)
    assert len(posts) == 3

    for kept in posts:
        ends = tuple(row.pk for row in posts if row != kept)
        for because in ("", "  "):
            with pytest.raises(IncompleteActError) as refused:
                walk.take(world, dossier, ends=ends, kept_because=because)
            [problem] = refused.value.problems
            assert problem.field == "kept_because"
            assert str(kept.post) in problem.message
    assert not dossier.decisions.exists()

    walk.take(world, dossier, ends=tuple(row.pk for row in posts), kept_because="Không có.")

    assert leading(with_two_posts) == []
    assert dossier.decisions.get().kept_because == ""
    signed = contents_of([trail.entries(dossier.number).get(event=Event.DECISION_SIGNED)])[0]
    assert signed["ends"] == [str(row.post) for row in posts]
    assert "kept" not in signed


def test_a_post_held_concurrently_is_kept_by_the_decision_with_its_ground(
    world, dossier, with_two_posts
):
    kept, *others = leading(with_two_posts)
    because = "Kiêm nhiệm theo Đề án số 7/ĐA-SO."

    walk.take(world, dossier, ends=tuple(row.pk for row in others), kept_because=because)

    assert leading(with_two_posts) == [kept]
    assert dossier.decisions.get().kept_because == because
    signed = contents_of([trail.entries(dossier.number).get(event=Event.DECISION_SIGNED)])[0]
    assert (signed["kept"], signed["kept_because"]) == ([str(kept.post)], because)


def test_a_post_held_only_from_after_the_decision_on_is_left_too(world, dossier, with_two_posts):
    posts = leading(with_two_posts)
    PostHolding.objects.create(
        person=with_two_posts.person,
        post=world.posts["P1-PTP"],
        kind="acting",
        held_from=dossier.dates["appointment_effective_on"],
        document_number="5/QĐ",
        document_date=world.on,
    )

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, ends=tuple(row.pk for row in posts))

    assert [problem.field for problem in refused.value.problems] == ["kept_because"]


def test_a_post_that_the_decision_ends_names_the_decision(world, dossier):
    walk.until(world, dossier, "decide_appointment")
    [candidate] = walk.candidates(dossier)
    held = PostHolding.objects.get(person=candidate.person, left=PostHolding.Left.NOT_LEFT)
    walk.take(world, dossier, ends=(held.pk,))
    held.refresh_from_db()

    assert held.left == PostHolding.Left.MOVED
    assert held.end_document_number == dossier.decisions.get().number
    assert held.end_document_date == world.on


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": " "}, "number"),
        ({"effective_on": None}, "effective_on"),
        ({"effective_on": date(2026, 1, 1)}, "effective_on"),
        ({"decision": "refused", "reason": ""}, "reason"),
    ],
)
def test_a_decision_that_is_not_whole_is_not_accepted(world, dossier, changes, field):
    walk.until(world, dossier, "decide_appointment")
    runs = GateRun.objects.count()

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, **changes)

    assert field in [p.field for p in refused.value.problems]
    assert GateRun.objects.count() == runs


def test_only_the_authority_decides(world, dossier):
    walk.until(world, dossier, "decide_appointment")

    for role in set(world.accounts) - {"appointing_authority"}:
        with pytest.raises(NotYourRoleError):
            walk.take(world, dossier, account=world.account(role))

    assert walk.step(dossier) == "decide_appointment"
