"""Both editions from the proposal to the held post, and every stop that the law knows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import transaction

from compliance import trail
from compliance.models import TrailEntry
from compliance.reconcile import reconcile
from compliance.replay import replay_dossier
from rules.compute.dates import Rounding, add_months
from tests import walk
from workflow_engine.access.errors import NotYourRoleError
from workflow_engine.acts import steps
from workflow_engine.acts.beside import answers, candidates
from workflow_engine.base.errors import (
    CandidateNotInConsiderationError,
    IncompleteActError,
    StepNotOpenError,
)
from workflow_engine.calendar.models import CalendarDay
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.dossiers.models import Candidate, Dossier, GateRun
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


def status(candidate):
    candidate.refresh_from_db()
    return candidate.status


def test_it_ends_with_the_post_held_for_the_term(world, dossier, edition):
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


def test_nobody_else_is_left_in_consideration(world, dossier):
    walk.to_the_end(world, dossier)

    assert {c.status for c in dossier.candidates.all()} == {
        Candidate.Status.DECIDED,
        Candidate.Status.NOT_SELECTED,
    }


def test_the_record_of_it_is_whole_and_replays(world, dossier):
    walk.to_the_end(world, dossier)

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
    assert [row.met_on for row in limits] == [world.on - timedelta(days=2), None]
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
        record=HealthCertificate(issued_on=world.on, fit=True),
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
    candidate.person.birth_date = date(1969, dossier.planned_effective_on.month, 15)
    candidate.person.save()
    return candidate


def a_month_late(dossier):
    return add_months(dossier.planned_effective_on, 1, rounding=Rounding.LAST_DAY)


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
        dossier.planned_effective_on, settings.EFFECT_WITHIN_MONTHS, rounding=Rounding.LAST_DAY
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


# ------------------------------------------------------------------------------ its papers


def test_a_paper_that_grew_too_old_is_not_decided_on_and_is_renewed(world, dossier):
    walk.until(world, dossier, "gather_papers")
    act = walk.act_for(world, dossier)
    limit = add_months(world.on, -6, rounding=Rounding.LAST_DAY)
    walk.take(
        world,
        dossier,
        papers=tuple(
            replace(p, dated_on=limit) if p.kind == "health-certificate" else p for p in act.papers
        ),
    )
    walk.until(world, dossier, "decide_appointment")
    world.on += timedelta(days=1)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier)

    [problem] = refused.value.problems
    assert problem.field == "decision"
    assert f"{limit:%d/%m/%Y}" in problem.message
    assert f"{limit + timedelta(days=1):%d/%m/%Y}" in problem.message
    assert not dossier.decisions.exists()
    walk.take(world, dossier, decision="returned")
    assert walk.step(dossier) == "gather_papers"
    with pytest.raises(IncompleteActError):
        walk.take(world, dossier, papers=())
    assert walk.to_the_end(world, dossier).outcome == Outcome.ACHIEVED


def test_a_paper_may_be_as_old_as_its_limit_on_the_day_of_the_decision(world, dossier):
    walk.until(world, dossier, "decide_appointment")
    [candidate] = walk.candidates(dossier)
    limit = add_months(world.on, -6, rounding=Rounding.LAST_DAY)
    for paper in dossier.papers.filter(candidate=candidate, step="gather_papers"):
        paper.dated_on = limit
        paper.save()

    assert walk.to_the_end(world, dossier).outcome == Outcome.ACHIEVED


def test_a_decision_needs_a_free_seat_for_its_whole_term(world, dossier):
    walk.until(world, dossier, "decide_appointment")
    later = walk.add_person(world, "other", planned=False)
    PostHolding.objects.create(
        person=later, post=world.post, held_from=world.on + timedelta(days=90)
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


# -------------------------------------------------------------------------------- the papers


def test_every_paper_of_the_article_has_to_be_there(world, dossier):
    walk.until(world, dossier, "gather_papers")
    act = walk.act_for(world, dossier)

    for paper in act.papers:
        with pytest.raises(IncompleteActError) as refused:
            walk.take(world, dossier, papers=tuple(p for p in act.papers if p is not paper))

        assert [p.field for p in refused.value.problems] == [
            f"paper-{paper.candidate}-{paper.kind}"
        ]
    assert dossier.papers.filter(step="gather_papers").count() == 0


def test_a_paper_that_is_too_old_is_not_accepted(world, dossier):
    walk.until(world, dossier, "gather_papers")
    act = walk.act_for(world, dossier)
    limit = add_months(world.on, -6, rounding=Rounding.LAST_DAY)

    def dated(on):
        return tuple(
            replace(p, dated_on=on) if p.kind == "health-certificate" else p for p in act.papers
        )

    with pytest.raises(IncompleteActError):
        walk.take(world, dossier, papers=dated(limit - timedelta(days=1)))
    walk.take(world, dossier, papers=dated(limit))

    assert walk.step(dossier) in ("check_before_decision", "decide_appointment")


def test_a_paper_that_the_article_does_not_list_is_not_filed(world, dossier):
    walk.until(world, dossier, "gather_papers")
    act = walk.act_for(world, dossier)

    with pytest.raises(IncompleteActError):
        walk.take(world, dossier, papers=(*act.papers, replace(act.papers[0], kind="decision")))


def test_no_act_makes_a_paper_without_a_number(world, fresh):
    """Found by the random driver: minutes without a number left no paper, and nobody minded."""
    numbers = {
        "approval": "number",
        "conference": "minutes_number",
        "disclosure": "minutes_number",
        "opinion": "number",
        "decision": "number",
    }
    seen = set()
    while (waiting := walk.task(fresh)) is not None:
        kind = waiting.flow_task.kind
        if kind in numbers:
            with pytest.raises(IncompleteActError) as refused:
                walk.take(world, fresh, **{numbers[kind]: " "})
            assert numbers[kind] in [p.field for p in refused.value.problems]
            seen.add(kind)
        elif kind == "papers-check":
            act = walk.act_for(world, fresh)
            with pytest.raises(IncompleteActError):
                walk.take(world, fresh, papers=tuple(replace(p, number="") for p in act.papers))
        walk.take(world, fresh)

    assert seen == set(numbers)


def test_a_late_procedure_is_explained(world, dossier):
    walk.until(world, dossier, "gather_papers")
    world.on = dossier.deadlines.get(figure="process_finish_working_days").due_on + timedelta(
        days=1
    )

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier)
    assert [p.field for p in refused.value.problems] == ["delay_explained"]
    walk.take(world, dossier, delay_explained="Chờ kết luận xác minh.")

    limit = dossier.deadlines.get(figure="process_finish_working_days")
    assert limit.explanation == "Chờ kết luận xác minh."
    assert limit.met_on is None


def test_only_the_authority_decides(world, dossier):
    walk.until(world, dossier, "decide_appointment")

    for role in set(world.accounts) - {"appointing_authority"}:
        with pytest.raises(NotYourRoleError):
            walk.take(world, dossier, account=world.account(role))

    assert walk.step(dossier) == "decide_appointment"
