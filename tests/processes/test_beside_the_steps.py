"""Withdrawals, special decisions and answers beside the steps let nobody past a condition."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from compliance import trail
from compliance.events import Event
from compliance.replay import replay_dossier
from tests import walk
from tests.processes.conftest import problems
from workflow_engine.access.errors import NotYourRoleError
from workflow_engine.acts import steps
from workflow_engine.acts.beside import answers, candidates
from workflow_engine.base.errors import (
    CandidateNotInConsiderationError,
    IncompleteActError,
    StepNotOpenError,
)
from workflow_engine.dossiers.models import Candidate
from workflow_engine.dossiers.titles import TITLES
from workflow_engine.journal.statements import Document
from workflow_engine.nodes.earlier import EARLIER_MINUTES
from workflow_engine.registry.models import HealthCertificate, Planning, PostHolding

Status = Candidate.Status
# What is done beside the steps is the same in every edition.
pytestmark = pytest.mark.parametrize("edition", [2026], indirect=True)


# ------------------------------------------------------------------------------- beside the steps


def withdraw(world, candidate, **changes):
    candidates.withdraw_candidate(
        **{
            "candidate_id": candidate.pk,
            "reason": "Lý do cá nhân",
            "document": "Đơn ngày 01/06",
            "account": world.account("hr_officer"),
            "at": world.at(),
            **changes,
        }
    )


def test_whoever_withdrew_does_not_come_back(world, dossier):
    gone = walk.candidates(dossier)[0]
    withdraw(world, gone)

    with pytest.raises(CandidateNotInConsiderationError) as refused:
        withdraw(world, gone)
    assert "withdraw-candidate" not in str(refused.value)
    assert str(TITLES["withdraw-candidate"]) in str(refused.value)
    walk.to_the_end(world, dossier)
    gone.refresh_from_db()
    assert gone.status == Status.WITHDRAWN


def test_a_withdrawal_lets_a_gate_go_on_with_the_others(world, fresh):
    person = world.eligible[0]
    certificate = HealthCertificate.objects.get(person=person)
    certificate.voided = True
    certificate.save()
    walk.until(world, fresh, "check_candidates")
    with pytest.raises(AssertionError, match="lacks"):
        walk.supply_all(world, fresh)
    for asked in fresh.fact_requests.filter(closed=False).exclude(candidate__person=person):
        walk.supply(world, asked)
    assert walk.step(fresh) == "check_candidates"

    withdraw(world, fresh.candidates.get(person=person))

    assert walk.step(fresh) != "check_candidates"
    assert not fresh.fact_requests.filter(closed=False).exists()


def special(world, candidate, **changes):
    candidates.record_special_decision(
        **{
            "candidate_id": candidate.pk,
            "condition": "appointment.planning-on-site",
            "authority": "appointing_authority",
            "number": "5/QĐ",
            "decided_on": world.on,
            "document": "Quyết định về trường hợp đặc biệt",
            "reason": "Trường hợp đặc biệt",
            "file": ContentFile(b"%PDF-1.7 scan", name="dac-biet.pdf"),
            "account": world.account("appointing_authority"),
            "at": world.at(),
            **changes,
        }
    )


@pytest.fixture
def unplanned(world):
    """A dossier at its first gate: one of the candidates is in no planning, the others wait."""
    person = walk.add_person(world, "candidate-x", planned=False)
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    candidate = dossier.candidates.get(person=person)
    assert candidate.status == Status.STRUCK_OUT
    return dossier, candidate


def test_a_special_decision_that_the_law_allows_lifts_its_condition_alone(world, unplanned):
    dossier, candidate = unplanned

    special(world, candidate)

    candidate.refresh_from_db()
    assert candidate.status == Status.HELD  # what nobody knows yet is still asked for
    walk.supply_all(world, dossier)
    candidate.refresh_from_db()
    assert candidate.status == Status.STANDING
    [lifted] = [
        f
        for f in trail.entries(dossier.number)
        .filter(event=Event.RULES_EVALUATED)
        .last()
        .contents["verdicts"][0]["verdict"]["findings"]
        if f["condition"] == "appointment.planning-on-site"
    ]
    assert lifted["outcome"] in ("met", "unmet", "not_applicable")
    assert replay_dossier(dossier.number).same


def test_no_other_special_decision_is_recorded(world, unplanned):
    dossier, candidate = unplanned
    before, after = world.on - timedelta(days=1), world.on + timedelta(days=1)
    for field, value in (
        ("condition", "appointment.no-criminal-proceeding"),
        ("condition", "appointment.no-such"),
        ("authority", "hr_officer"),
        ("number", " "),
        ("document", ""),
        ("reason", ""),
        ("decided_on", before),
        ("decided_on", after),
    ):
        with pytest.raises(IncompleteActError) as refused:
            special(world, candidate, **{field: value})

        assert field in [p.field for p in refused.value.problems], (field, value)
        assert not dossier.special_decisions.exists()
        candidate.refresh_from_db()
        assert candidate.status == Status.STRUCK_OUT


def test_a_special_decision_brings_nobody_past_the_conferences(world, unplanned):
    """Struck out at the first gate, brought back at the last one: nobody ever voted on him."""
    dossier, candidate = unplanned
    walk.until(world, dossier, "gather_papers")
    [last] = walk.candidates(dossier)
    certificate = HealthCertificate.objects.get(person=last.person)
    certificate.voided = True
    certificate.save()
    walk.take(world, dossier)
    assert walk.step(dossier) == "check_before_decision"

    with pytest.raises(CandidateNotInConsiderationError):
        special(world, candidate)

    candidate.refresh_from_db()
    assert candidate.status == Status.STRUCK_OUT


def test_a_special_decision_taken_after_the_conferences_counts_at_the_gate_before_the_decision(
    world, dossier
):
    """It has to precede what it allows, not the first conference (art. 29 sets no other day)."""
    walk.until(world, dossier, "gather_papers")
    [last] = walk.candidates(dossier)
    world.on += timedelta(days=1)
    planning = Planning.objects.get(person=last.person)
    planning.ended_on = world.on
    planning.save()

    special(world, last)
    walk.take(world, dossier)

    last.refresh_from_db()
    entry = trail.entries(dossier.number).filter(event=Event.RULES_EVALUATED).last()
    verdict = entry.contents["verdicts"][0]["verdict"]
    [lifted] = [f for f in verdict["findings"] if f["condition"] == "appointment.planning-on-site"]
    assert lifted["lifted_by"]["decided_on"] == world.on.isoformat() > verdict["on"]
    assert verdict["decided_by"] == world.on.isoformat()
    assert last.status != Status.STRUCK_OUT
    assert replay_dossier(dossier.number).same


def test_a_request_is_answered_by_whoever_can_and_with_what_was_asked_for(world, fresh):
    walk.until(world, fresh, "check_candidates")
    asked = next(r for r in fresh.fact_requests.filter(closed=False) if r.fact in walk.STATED)
    paper = Document("1/BC", world.on, "Sở Thử", "Đã xem")
    given = {
        "request_id": asked.pk,
        "value": True,
        "document": paper,
        "at": world.at(),
    }
    wrong = next(role for role in world.accounts if role != asked.role)

    with pytest.raises(NotYourRoleError):
        answers.state_fact(**given, account=world.account(wrong))
    right = world.account(asked.role)
    with pytest.raises(StepNotOpenError):
        answers.supply_record(
            request_id=asked.pk,
            record=HealthCertificate(issued_on=world.on, fit=True),
            account=right,
            at=world.at(),
        )
    for wrong_paper, field in (
        (replace(paper, dated_on=world.on + timedelta(days=1)), "document_date"),
        (replace(paper, reason=" "), "reason"),
        (replace(paper, number=""), "document_number"),
        (replace(paper, issued_by=" "), "issued_by"),
    ):
        with pytest.raises(IncompleteActError) as refused:
            answers.state_fact(**{**given, "document": wrong_paper}, account=right)
        assert problems(refused) == [field]
    for value in (None, 1, "yes"):
        with pytest.raises(IncompleteActError) as refused:
            answers.state_fact(**{**given, "value": value}, account=right)
        assert problems(refused) == ["value"]
    answers.state_fact(**given, account=right)
    with pytest.raises(StepNotOpenError):
        answers.state_fact(**given, account=right)


def declare(world, request, **changes):
    people = answers.undeclared(request.dossier)
    answers.declare_interests(
        **{
            "request_id": request.pk,
            "declared": [answers.Declared(person.pk, conflict=False) for person in people],
            "declared_on": world.on,
            "document_number": "1/KB",
            "account": world.account("hr_officer"),
            "at": world.at(),
            **changes,
        }
    )


def test_what_one_answer_settles_for_the_dossier_is_asked_for_once(world, fresh):
    walk.until(world, fresh, "check_candidates")
    everybody = fresh.fact_requests.filter(fact="conflict_declarations_missing")
    asked = everybody.get()

    assert asked.candidate is None
    assert len(walk.candidates(fresh, Status.HELD)) == 4
    withdraw(world, walk.candidates(fresh, Status.HELD)[0])
    steps.run_gate(task_id=walk.task(fresh).pk, account=world.account("hr_officer"), at=world.at())
    assert everybody.get() == asked
    assert not asked.closed
    with pytest.raises(StepNotOpenError):
        answers.supply_record(
            request_id=asked.pk,
            record=HealthCertificate(issued_on=world.on, fit=True),
            account=world.account(asked.role),
            at=world.at(),
        )

    declare(world, asked)

    asked.refresh_from_db()
    assert asked.closed
    assert asked.supplied_by == world.account("hr_officer")
    assert "conflict_declarations_missing" not in {
        name for run in fresh.gate_runs.all()[:3] for name in run.missing
    }
    entry = trail.entries(fresh.number).filter(event=Event.FACT_SUPPLIED).last()
    assert entry.extras["fact"] == "conflict_declarations_missing"
    with pytest.raises(StepNotOpenError):
        declare(world, asked)


@pytest.mark.parametrize(
    ("declared", "measure", "field"),
    [(-1, None, "declared_on"), (0, -1, "measure_on"), (0, 0, None)],
)
def test_what_is_declared_in_a_dossier_is_dated_in_its_life(world, fresh, declared, measure, field):
    walk.until(world, fresh, "check_candidates")
    asked = fresh.fact_requests.get(fact="conflict_declarations_missing")
    person = answers.undeclared(fresh)[0]
    given = {
        "declared_on": world.on + timedelta(days=declared),
        "declared": [
            answers.Declared(
                person.pk,
                conflict=measure is not None,
                measure="Không tham gia",
                measure_on=world.on + timedelta(days=measure or 0),
            )
        ],
    }

    if field is None:
        declare(world, asked, **given)
        assert fresh.interest_declarations.get().person == person
    else:
        with pytest.raises(IncompleteActError) as refused:
            declare(world, asked, **given)
        assert [p.field.partition("-")[0] for p in refused.value.problems] == [field]


def test_where_everybody_declared_nobody_is_asked_also_of_a_procedure_put_on_record_later(
    world, edition
):
    """All acts are of later days than the first conference, of which the gate reads the facts."""
    late = replace(world, on=world.on + timedelta(days=10))
    code = f"appointment-on-site.{edition}"
    minutes = walk.earlier_act(code, before=world.on, kind=EARLIER_MINUTES)
    dossier = walk.open_dossier(
        late,
        first_conference_on=world.on,
        override=code,
        earlier=minutes,
        minutes_date=world.on,
        submitted_on=world.on,
    )
    walk.until(late, dossier, "check_candidates")
    asked = dossier.fact_requests.get(fact="conflict_declarations_missing")

    declare(late, asked)

    asked.refresh_from_db()
    assert not answers.undeclared(dossier)
    assert asked.closed


def test_whoever_takes_part_later_is_asked_for_once_again(world, fresh):
    walk.until(world, fresh, "check_candidates")
    declare(world, fresh.fact_requests.get(fact="conflict_declarations_missing"))
    walk.until(world, fresh, "gather_papers")
    walk.take(world, fresh)

    asked = fresh.fact_requests.get(fact="conflict_declarations_missing", closed=False)
    assert (asked.step, asked.candidate) == ("check_before_decision", None)


@pytest.mark.parametrize(
    "given",
    [
        {"issued_on": date(2062, 10, 12)},
        {"issued_on": date(1903, 1, 1)},
        {"document_date": date(2062, 10, 12)},
    ],
)
def test_a_record_that_an_import_would_refuse_is_not_supplied_either(world, fresh, given):
    certificate = HealthCertificate.objects.get(person=world.eligible[0])
    certificate.voided = True
    certificate.save()
    walk.until(world, fresh, "check_candidates")
    asked = fresh.fact_requests.get(fact="health_fit")

    with pytest.raises(IncompleteActError) as refused:
        answers.supply_record(
            request_id=asked.pk,
            record=HealthCertificate(**{"issued_on": world.on, "fit": True, **given}),
            account=world.account("hr_officer"),
            at=world.at(),
        )

    assert [problem.field for problem in refused.value.problems] == list(given)
    asked.refresh_from_db()
    assert not asked.closed


def test_no_post_is_supplied_for_a_health_certificate(world, fresh):
    certificate = HealthCertificate.objects.get(person=world.eligible[0])
    certificate.voided = True
    certificate.save()
    walk.until(world, fresh, "check_candidates")
    asked = fresh.fact_requests.get(fact="health_fit")

    for record in (
        PostHolding(post=world.post, held_from=world.on),
        HealthCertificate.objects.get(person=world.eligible[1]),
    ):
        with pytest.raises(StepNotOpenError):
            answers.supply_record(
                request_id=asked.pk,
                record=record,
                account=world.account("hr_officer"),
                at=world.at(),
            )
    with pytest.raises(StepNotOpenError):
        answers.state_fact(
            request_id=asked.pk,
            value=True,
            document=Document("1", world.on, "Sở Thử", "Khỏe"),
            account=world.account("hr_officer"),
            at=world.at(),
        )
    assert not PostHolding.objects.filter(post=world.post, person=world.eligible[0]).exists()
