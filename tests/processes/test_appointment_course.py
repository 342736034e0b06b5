"""Both editions from the proposal to the held post, and every stop that the law knows."""

from datetime import timedelta

import pytest
from django.db import transaction

from compliance import trail
from compliance.reconcile import reconcile
from compliance.replay import replay_dossier
from rules.compute.dates import Rounding, add_months
from tests import walk
from tests.processes.conftest import status
from workflow_engine.acts import steps
from workflow_engine.acts.beside import candidates
from workflow_engine.base.errors import IncompleteActError, StepNotOpenError
from workflow_engine.calendar.models import CalendarDay
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.nodes import StopAct
from workflow_engine.registry.models import HealthCertificate, PostHolding, Proceeding

Outcome = Dossier.Outcome
COURSE = {
    2025: [
        "propose",
        "decide_policy",
        "list_candidates",
        "draw_up_summons",
        "check_candidates",
        "hold_first_leadership_conference",
        "hold_extended_conference",
        "name_others",
        "hold_second_leadership_conference",
        "disclose_declarations",
        "hold_key_cadre_conference",
        "obtain_party_opinion",
        "hold_third_leadership_conference",
        "gather_papers",
        "check_before_decision",
        "decide_appointment",
        "appointed",
    ],
    2026: [
        "propose",
        "decide_policy",
        "list_candidates",
        "draw_up_summons",
        "approve_summons",
        "check_candidates",
        "hold_leadership_conference",
        "hold_extended_conference",
        "disclose_declarations",
        "hold_key_cadre_conference",
        "obtain_party_opinion",
        "hold_final_leadership_conference",
        "gather_papers",
        "check_before_decision",
        "decide_appointment",
        "appointed",
    ],
}
BALLOTED = {
    2025: ["hold_extended_conference", "hold_second_leadership_conference"],
    2026: ["hold_leadership_conference", "hold_extended_conference", "hold_key_cadre_conference"],
}
FINAL = {2025: "hold_third_leadership_conference", 2026: "hold_final_leadership_conference"}


def test_it_ends_with_the_post_held_for_the_term_and_a_record_that_is_whole_and_replays(
    world, dossier, edition
):
    ended = walk.to_the_end(world, dossier)

    assert walk.taken(dossier) == COURSE[edition]
    assert ended.outcome == Outcome.ACHIEVED
    [decision] = ended.decisions.all()
    [held] = PostHolding.objects.filter(post=world.post, document_number=decision.number)
    assert held.person == decision.candidate.person
    assert held.held_from == decision.effective_on == world.on + timedelta(days=30)
    assert held.held_until == add_months(held.held_from, 60, rounding=Rounding.LAST_DAY)
    assert (held.term_months, decision.term_months) == (60, 60)
    assert not PostHolding.objects.filter(
        person=held.person, held_until__isnull=True, kind=PostHolding.Kind.APPOINTED
    ).exists()
    # Nobody else is left in consideration.
    assert {c.status for c in dossier.candidates.all()} == {
        Candidate.Status.DECIDED,
        Candidate.Status.NOT_SELECTED,
    }
    replayed = replay_dossier(dossier.number)
    assert trail.verify().whole
    assert replayed.same, replayed.as_dict()
    # Four candidates at the first gate, the one who is left before and at the decision.
    assert replayed.verdicts >= 4 + 1 + 1
    assert replayed.counts == 4
    assert list(reconcile()) == []


def test_the_limits_run_in_working_days(world, fresh):
    walk.until(world, fresh, "draw_up_summons")
    limits = {row.figure: row for row in fresh.deadlines.all()}

    days = WorkingCalendar.load()
    reply, finish = limits["policy_reply_working_days"], limits["process_finish_working_days"]
    assert (reply.amount, finish.amount) == (15, 30)
    assert reply.due_on == days.add_working_days(world.on, 15)
    assert finish.due_on == days.add_working_days(world.on, 30)
    assert reply.met_on == world.on
    assert finish.met_on is None


def test_the_calendar_moves_a_limit(world, fresh):
    without = WorkingCalendar.load().add_working_days(world.on, 30)
    CalendarDay.objects.create(
        on=world.on + timedelta(days=1), kind=CalendarDay.Kind.HOLIDAY, name="nghỉ", source="thử"
    )
    walk.until(world, fresh, "draw_up_summons")

    assert fresh.deadlines.get(figure="process_finish_working_days").due_on > without


# -------------------------------------------------------------------------------- the policy


def test_a_refused_policy_ends_it(world, fresh):
    walk.take(world, fresh, decision="refused")

    assert walk.step(fresh) == Outcome.REFUSED
    assert walk.taken(fresh)[-1] == "policy_refused"


def test_a_refusal_without_a_reason_is_not_accepted(world, fresh):
    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, fresh, decision="refused", reason=" ")

    assert [p.field for p in refused.value.problems] == ["reason"]
    assert walk.step(fresh) == "decide_policy"


def test_a_returned_policy_is_amended_and_its_limit_begins_anew(world, fresh):
    walk.take(world, fresh, decision="returned")
    assert walk.step(fresh) == "revise"

    world.on += timedelta(days=2)
    walk.take(world, fresh, need="Sửa đổi", first_conference_on=world.on)

    assert walk.step(fresh) == "decide_policy"
    limits = fresh.deadlines.filter(figure="policy_reply_working_days").order_by("starts_on")
    assert [row.met_on for row in limits] == [None, None]
    assert [row.superseded_by for row in limits] == [limits[1], None]
    assert limits[1].starts_on == world.on
    fresh.refresh_from_db()
    assert (fresh.need, fresh.governing_date) == ("Sửa đổi", world.on)


# --------------------------------------------------------------------------------- the gates


def test_it_ends_where_nobody_meets_the_conditions(world, fresh):
    for person in world.eligible:
        Proceeding.objects.create(person=person, matter="discipline", opened_on=world.on)
    walk.until(world, fresh, "draw_up_summons")
    walk.take(world, fresh)
    if walk.step(fresh) == "approve_summons":
        walk.take(world, fresh)

    # One unmet condition strikes out, whatever else is not known.
    assert walk.step(fresh) == Outcome.NO_CANDIDATE
    for candidate in fresh.candidates.all():
        assert status(candidate) == Candidate.Status.STRUCK_OUT
        assert candidate.status_step == "check_candidates"
        assert "appointment.no-disciplinary-proceeding" in candidate.gate_runs.first().unmet


def test_one_unmet_condition_strikes_out_one_and_lets_the_others_pass(world, fresh, edition):
    first = world.eligible[0]
    Proceeding.objects.create(person=first, matter="criminal", opened_on=world.on)

    walk.until(world, fresh, COURSE[edition][COURSE[edition].index("check_candidates") + 1])

    assert status(fresh.candidates.get(person=first)) == Candidate.Status.STRUCK_OUT
    assert len(walk.candidates(fresh)) == 3


def test_a_fact_that_nobody_knows_holds_the_candidate_and_the_gate(world, fresh):
    certificate = HealthCertificate.objects.get(person=world.eligible[0])
    certificate.voided = True
    certificate.save()
    walk.until(world, fresh, "draw_up_summons")
    walk.take(world, fresh)
    if walk.step(fresh) == "approve_summons":
        walk.take(world, fresh)

    with pytest.raises(AssertionError, match="lacks health"):
        walk.supply_all(world, fresh)

    assert walk.step(fresh) == "check_candidates"
    asked = fresh.fact_requests.filter(candidate__person=world.eligible[0], closed=False)
    assert "health_fit" in asked.values_list("fact", flat=True)


# --------------------------------------------------------------------------- the conferences


def test_it_stops_where_nobody_is_selected(world, dossier, edition):
    for step in BALLOTED[edition]:
        with transaction.atomic():
            walk.until(world, dossier, step)
            walk.take(world, dossier, votes={})

            assert walk.step(dossier) == "report_to_authority", step
            assert walk.candidates(dossier) == []
            walk.take(world, dossier)
            assert walk.step(dossier) == Outcome.STOPPED
            assert walk.taken(dossier)[-2:] == ["report_to_authority", "stopped"]
            transaction.set_rollback(True)


def stop(world, dossier, reason="Mọi nhân sự đã xin rút."):
    waiting = walk.task(dossier)
    return steps.perform(
        task_id=waiting.pk,
        act=StopAct(reason),
        account=world.account(waiting.flow_task.roles[0]),
        at=world.at(),
    )


def withdraw_everybody(world, dossier):
    for candidate in walk.candidates(dossier):
        candidates.withdraw_candidate(
            candidate_id=candidate.pk,
            reason="Lý do cá nhân",
            document="Đơn",
            account=world.account("hr_officer"),
            at=world.at(),
        )


def test_with_nobody_left_it_stops_without_a_conference_and_is_reported(world, dossier, edition):
    steps_between = COURSE[edition][COURSE[edition].index("check_candidates") + 1 : -4]
    for name in [step for step in steps_between if step != "name_others"]:
        walk.until(world, dossier, name)
        with transaction.atomic():
            withdraw_everybody(world, dossier)
            held = dossier.conferences.count()

            stop(world, dossier)

            assert walk.step(dossier) == "report_to_authority", name
            assert dossier.conferences.count() == held
            signed = dossier.sign_offs.last()
            assert (signed.step, signed.reason) == (name, "Mọi nhân sự đã xin rút.")
            walk.take(world, dossier)
            assert walk.step(dossier) == Outcome.STOPPED
            assert replay_dossier(dossier.number).same
            transaction.set_rollback(True)


def test_it_stops_so_only_where_nobody_is_left_and_with_a_reason(world, dossier):
    while walk.task(dossier) is not None:
        accepts = StopAct in getattr(walk.task(dossier).flow_task, "acts", ())
        if walk.task(dossier).flow_task.kind != "gate":
            with pytest.raises(IncompleteActError if accepts else StepNotOpenError):
                stop(world, dossier)
        walk.take(world, dossier)

    assert walk.step(dossier) == Outcome.ACHIEVED


def test_it_does_not_stop_so_without_a_reason(world, dossier):
    withdraw_everybody(world, dossier)

    with pytest.raises(IncompleteActError) as refused:
        stop(world, dossier, reason=" ")

    assert [p.field for p in refused.value.problems] == ["reason"]
    assert not dossier.sign_offs.filter(step=walk.step(dossier)).exists()


def test_the_final_ballot_without_a_majority_is_reported(world, dossier, edition):
    walk.until(world, dossier, FINAL[edition])
    [last] = walk.candidates(dossier)
    node = walk.task(dossier).flow_task
    invited = len(node.summonses(dossier))

    # A single person at exactly half, or below it, is nobody selected (inference, doubt D6).
    walk.take(world, dossier, votes={last: invited // 2})

    assert walk.step(dossier) == "report_to_authority"
    assert status(last) == Candidate.Status.NOT_SELECTED


@pytest.mark.parametrize("edition", [2025], indirect=True)
def test_an_opinion_has_no_threshold_in_2025(world, dossier):
    walk.until(world, dossier, "hold_key_cadre_conference")
    [candidate] = walk.candidates(dossier)

    walk.take(world, dossier, votes={})

    assert walk.step(dossier) == "obtain_party_opinion"
    assert status(candidate) == Candidate.Status.STANDING
