"""Acts beside the steps: withdrawal, special decision, excused absence, a fact supplied."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse

from compliance.models import TrailEntry
from rules.library import law
from tests import walk
from tests.pages import Page, day
from workflow_engine.acts.beside.answers import state_fact
from workflow_engine.acts.beside.candidates import liftable_conditions
from workflow_engine.base.errors import StepNotOpenError
from workflow_engine.desk.dossier.special import special_decisions
from workflow_engine.desk.steps.forms.stated import StatementForm
from workflow_engine.dossiers.models import (
    Candidate,
    FactRequest,
    Paper,
    SpecialDecision,
    Summons,
)
from workflow_engine.journal.statements import Document
from workflow_engine.registry.models import Clearance, HealthCertificate, TitleStandard

pytestmark = pytest.mark.django_db
SCAN = b"%PDF-1.7 scan"


def scan():
    return SimpleUploadedFile("dac-biet.pdf", SCAN)


@pytest.fixture
def open_page(world, client):
    """Open a page as the account of a role."""

    def opened(role, name, query="", **where):
        client.force_login(world.account(role), backend="django.contrib.auth.backends.ModelBackend")
        return Page(client, reverse(f"desk:{name}", kwargs=where) + query)

    return opened


@pytest.fixture
def at_gate(world):
    """Bring a dossier to the gate that holds its candidates."""

    def at_gate():
        dossier = walk.open_dossier(world)
        walk.until(world, dossier, "check_candidates")
        return dossier

    return at_gate


def entries(event):
    return TrailEntry.objects.filter(event=event)


# ------------------------------------------------------------------------------------ withdrawal


def test_a_candidate_is_taken_out_with_a_reason_and_a_paper(world, open_page, at_gate):
    dossier = at_gate()
    gone, _left = walk.candidates(dossier, "held")
    form = open_page("hr_officer", "withdraw-candidate", candidate_id=gone.pk)

    empty = form.send()
    answer = form.send(reason="Có đơn xin rút.", document="Đơn ngày 20/11/2026")

    assert empty.status_code == 422
    assert set(empty.context["form"].errors) == {"reason", "document"}
    assert answer.status_code == 302
    gone.refresh_from_db()
    assert gone.status == Candidate.Status.WITHDRAWN
    assert not FactRequest.objects.filter(candidate=gone, closed=False).exists()
    assert entries("dossier:candidate:withdrawn").count() == 1
    assert (
        open_page("hr_officer", "withdraw-candidate", candidate_id=gone.pk)
        .send(reason="Lần nữa", document="Đơn")
        .status_code
        == 403
    )


@pytest.mark.parametrize("role", ["leader", "inspector", "administrator", "appointing_authority"])
def test_nobody_else_takes_a_candidate_out(world, open_page, at_gate, role):
    candidate = walk.candidates(at_gate(), "held")[0]

    answer = open_page(role, "withdraw-candidate", candidate_id=candidate.pk)

    assert answer.response.status_code == 403


# ------------------------------------------------------------------------------ special decision


def test_only_what_the_law_lets_be_lifted_is_offered(world, open_page, at_gate):
    dossier = at_gate()
    candidate = walk.candidates(dossier, "held")[0]

    form = open_page("hr_officer", "special-decision", candidate_id=candidate.pk)

    assert set(form.offers("condition")) == {"", *liftable_conditions(dossier)}


def test_a_special_decision_is_recorded_whole_or_not_at_all(world, open_page, at_gate, subtests):
    dossier = at_gate()
    candidate = walk.candidates(dossier, "held")[0]
    name, condition = next(iter(liftable_conditions(dossier).items()))
    whole = {
        "condition": name,
        "authority": condition.lift.authorities[0],
        "number": "9/QĐ-TP",
        "decided_on": day(world.on),
        "document": "Quyết định trường hợp đặc biệt",
        "reason": "Chuyên gia đầu ngành.",
    }
    form = open_page("hr_officer", "special-decision", candidate_id=candidate.pk)
    for field, value in (
        ("condition", "appointment.no-such-condition"),
        ("authority", "hr_officer"),
        ("number", ""),
        ("decided_on", day(world.on + timedelta(days=1))),
        ("document", "x" * 301),
        ("reason", ""),
        ("file", None),
    ):
        with subtests.test(msg=field):
            answer = form.send(**({"file": scan()} | whole | {field: value}))

            assert answer.status_code == 422
            assert field in answer.context["form"].errors

    # What cannot be read and what only the act finds wrong are told in one round.
    late = {"number": "", "decided_on": day(world.on + timedelta(days=1))}
    answer = form.send(**(whole | late | {"file": scan()}))
    assert set(answer.context["form"].errors) == set(late)

    assert not SpecialDecision.objects.exists()
    assert form.send(**whole, file=scan()).status_code == 302
    recorded = SpecialDecision.objects.get()
    assert recorded.condition == name
    assert recorded.paper.sha256 == hashlib.sha256(SCAN).hexdigest()
    assert entries("decision:special:recorded").count() == 1


def test_a_special_decision_is_shown_with_who_recorded_it_and_that_nobody_confirmed_it(
    world, open_page, at_gate
):
    dossier = at_gate()
    candidate = walk.candidates(dossier, "held")[0]
    name, condition = next(iter(liftable_conditions(dossier).items()))
    form = open_page("hr_officer", "special-decision", candidate_id=candidate.pk)
    form.send(
        condition=name,
        authority=condition.lift.authorities[0],
        number="9/QĐ-TP",
        decided_on=day(world.on),
        document="Quyết định trường hợp đặc biệt",
        reason="Chuyên gia đầu ngành.",
        file=scan(),
    )
    [paper] = dossier.papers.filter(kind="special-decision")
    address = reverse("desk:paper", args=[dossier.number, paper.pk])

    shown = form.client.get(reverse("desk:dossier", args=[dossier.number])).content.decode()

    assert "Người nhập: " + world.account("hr_officer").display_name in shown
    assert "Xác nhận trong hệ thống: chưa có ai" in shown
    assert address in shown
    handed_out = form.client.get(address)
    assert b"".join(handed_out.streaming_content) == SCAN
    assert "attachment" in handed_out["Content-Disposition"]
    # The pages of those who decide show the same.
    brief = render_to_string(
        "desk/dossier/_special_decision.html",
        {"dossier": dossier, "decision": special_decisions(dossier)[0]},
    )
    assert "chưa có ai" in brief

    Path(paper.file.path).write_bytes(b"%PDF-1.7 another")
    assert form.client.get(address).status_code == 409


def test_the_papers_of_a_candidate_are_handed_out_to_nobody(world, open_page, at_gate):
    dossier = at_gate()
    candidate = walk.candidates(dossier, "held")[0]
    form = open_page("hr_officer", "special-decision", candidate_id=candidate.pk)
    paper = Paper.objects.create(
        dossier=dossier,
        candidate=candidate,
        step="gather_papers",
        kind="curriculum-vitae",
        number="1",
        dated_on=world.on,
        issued_by="Sở Thử",
        sha256="0" * 64,
    )

    assert (
        form.client.get(reverse("desk:paper", args=[dossier.number, paper.pk])).status_code == 404
    )


# ----------------------------------------------------------------------------------- absences


def test_an_excused_absence_leaves_the_count_and_is_shown_read_only(world, open_page):
    dossier = walk.open_dossier(world)
    task = walk.until(world, dossier, "hold_leadership_conference")
    row = task.flow_task.summonses(dossier)[-1]
    form = open_page("appointing_authority", "excuse-absence", summons_id=row.pk)

    without_reason = form.send()
    answer = form.send(reason="Nằm viện cấp cứu.")
    conference = open_page(
        "hr_officer", "step", number=dossier.number, step=task.flow_task.name, task_id=task.pk
    )

    row.refresh_from_db()
    assert without_reason.status_code == 422
    assert answer.status_code == 302
    assert row.attendance == Summons.Attendance.EXCUSED
    assert str(row.person_id) not in conference.offers("present")
    assert "Nằm viện cấp cứu." in conference.html
    assert conference.response.context["counted"] == len(task.flow_task.summonses(dossier)) - 1


# -------------------------------------------------------------------------------- facts supplied


def test_a_missing_record_is_entered_where_it_is_asked_for(world, open_page):
    sick = walk.add_person(world, "candidate-9", leave_out=[HealthCertificate])
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    asked = FactRequest.objects.get(
        dossier=dossier, candidate__person=sick, fact="health_fit", closed=False
    )
    form = open_page("hr_officer", "supply-fact", request_id=asked.pk)
    whole = {
        "issued_on": day(world.on),
        "fit": "on",
        "document_number": "77/GKSK",
        "document_date": day(world.on),
    }

    wrong = form.send(**(whole | {"issued_on": "31/02/2026", "document_number": ""}))
    answer = form.send(**whole)

    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"issued_on", "document_number"}
    assert answer.status_code == 302
    assert HealthCertificate.objects.get(person=sick).fit
    asked.refresh_from_db()
    assert asked.closed
    assert asked.supplied_by == world.account("hr_officer")
    assert not FactRequest.objects.filter(
        candidate=asked.candidate, fact="health_certificate_age_months", closed=False
    ).exists()
    assert form.send(**whole).status_code == 409


def test_a_year_of_birth_alone_is_asked_for_and_completed(world, open_page):
    person = walk.add_person(world, "candidate-9")
    known = person.birth_date
    person.birth_date, person.birth_precision = known.replace(month=1, day=1), "year"
    person.save()
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    asked = FactRequest.objects.get(
        dossier=dossier,
        candidate__person=person,
        fact="months_to_retirement_at_appointment",
        closed=False,
    )
    form = open_page(asked.role, "supply-fact", request_id=asked.pk)
    shown = form.fields["birth_date"]
    another = form.send(birth_date=day(known.replace(year=known.year - 1)))
    future = form.send(birth_date=day(known), party_joined_on="01/01/2090")
    answer = form.send(birth_date=day(known))
    person.refresh_from_db()

    assert shown == [str(known.year)]
    assert set(another.context["form"].errors) == {"birth_date"}
    assert set(future.context["form"].errors) == {"party_joined_on"}
    assert answer.status_code == 302
    assert (person.birth_date, person.birth_precision) == (known, "day")
    asked.refresh_from_db()
    assert asked.closed


def test_a_record_that_is_supplied_is_checked_as_every_other(world, open_page):
    sick = walk.add_person(world, "candidate-9", leave_out=[HealthCertificate])
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    asked = FactRequest.objects.get(
        dossier=dossier, candidate__person=sick, fact="health_fit", closed=False
    )
    form = open_page("hr_officer", "supply-fact", request_id=asked.pk)
    mistyped = form.send(
        issued_on=day(world.on + timedelta(days=36000)),
        fit="on",
        document_number="77/GKSK",
        document_date=day(world.on.replace(year=sick.birth_date.year + 3)),
    )

    assert mistyped.status_code == 422
    assert set(mistyped.context["form"].errors) == {"issued_on", "document_date"}


def test_an_entry_of_a_fact_supplied_says_which_record_by_itself(world, open_page, at_gate):
    healthy = world.eligible[0]
    for row in Clearance.objects.filter(person=healthy, subject="denunciation"):
        row.voided = True
        row.save()
    at_gate()
    asked = FactRequest.objects.get(
        fact="open_denunciations_or_inspections", candidate__person=healthy
    )
    form = open_page(asked.role, "supply-fact", request_id=asked.pk)
    form.send(
        checked_on=day(world.on),
        clear="on",
        document_number="1/BC",
        document_date=day(world.on),
    )
    row = Clearance.objects.get(person=healthy, subject="denunciation", voided=False)
    said = entries("gate:fact:supplied").get().contents

    assert (said["record"], said["row"]) == ("clearance", row.pk)
    assert said["person"]["personal_number"] == healthy.personal_number
    assert said["values"]["subject"] == "denunciation"
    assert said["values"]["clear"] is True
    assert said["values"]["checked_on"] == world.on.isoformat()


def test_a_form_about_a_person_corrected_meanwhile_is_refused(world, open_page, at_gate):
    person = world.eligible[0]
    known = person.birth_date
    person.personal_number = f"0790{known:%y}000008"
    person.birth_date, person.birth_precision = known.replace(month=1, day=1), "year"
    person.save()
    at_gate()
    asked = FactRequest.objects.get(
        fact="months_to_retirement_at_appointment", candidate__person=person
    )
    form = open_page(asked.role, "supply-fact", request_id=asked.pk)
    person.party_member, person.party_joined_on = False, None
    person.save()

    stale = form.send(birth_date=day(known))
    person.refresh_from_db()

    assert stale.status_code == 422
    assert (person.party_member, person.birth_precision) == (False, "year")
    fresh = open_page(asked.role, "supply-fact", request_id=asked.pk)
    assert fresh.send(birth_date=day(known)).status_code == 302
    said = entries("gate:fact:supplied").get().contents
    assert said["person"]["personal_number"] == person.personal_number
    assert said["changes"] == {"birth_date": [str(known.year), known.isoformat()]}


def test_one_answer_on_one_document_may_serve_for_several(world, open_page, at_gate):
    dossier = at_gate()
    asked, other = dossier.fact_requests.filter(fact="experience_assessed_fit").order_by("pk")[:2]
    form = open_page("leader", "supply-fact", request_id=asked.pk)
    answer = {
        "value": "yes",
        "reason": "Đã đánh giá kết quả công tác.",
        "document_number": "05/BC-SO",
        "document_date": day(world.on),
        "issued_by": "Sở Thử",
    }

    form.send(**answer, also=[str(other.pk)])

    assert set(dossier.statements.values_list("candidate", flat=True)) == {
        asked.candidate_id,
        other.candidate_id,
    }
    assert not dossier.fact_requests.filter(pk__in=[asked.pk, other.pk], closed=False).exists()
    assert entries("gate:fact:supplied").count() == 2


def test_an_answer_cannot_be_carried_to_a_request_for_another_fact(world, open_page, at_gate):
    dossier = at_gate()
    asked = dossier.fact_requests.filter(fact="experience_assessed_fit").first()
    other = dossier.fact_requests.exclude(fact="experience_assessed_fit").first()
    account = world.account("leader")

    with pytest.raises(StepNotOpenError):
        state_fact(
            request_id=asked.pk,
            value=True,
            document=Document("05/BC-SO", world.on, "Sở Thử", "Đã đánh giá."),
            account=account,
            at=world.at(),
            also=[other.pk],
        )

    assert not dossier.statements.exists()


@pytest.mark.parametrize("fact", ["confirmed_no_other_bar", "confirmed_background_clear"])
def test_an_answer_is_a_sentence_that_says_what_is_so_or_not(world, fact):
    asked = FactRequest(dossier=walk.open_dossier(world), fact=fact)
    offered = dict(StatementForm(asked=asked).fields["value"].choices)

    label = law().facts[fact].label["vi"]
    assert offered == {
        "yes": f"Đúng như vậy: “{label}”.",
        "no": f"Không phải như vậy: “{label}”.",
    }


def test_a_judgement_is_confirmed_by_the_role_that_the_law_names(world, open_page, at_gate):
    dossier = at_gate()
    asked = FactRequest.objects.filter(dossier=dossier, fact="experience_assessed_fit").first()
    answers = {
        "value": "no",
        "reason": "Chưa phù hợp.",
        "document_number": "5/BC",
        "document_date": day(world.on),
        "issued_by": "Sở Thử",
    }

    stranger = open_page("hr_officer", "supply-fact", request_id=asked.pk)
    form = open_page("leader", "supply-fact", request_id=asked.pk)
    empty = form.send()
    answer = form.send(**answers)

    assert stranger.response.status_code == 403
    assert set(empty.context["form"].errors) >= {"value", "reason", "document_number"}
    assert answer.status_code == 302
    asked.candidate.refresh_from_db()
    assert asked.candidate.status == Candidate.Status.STRUCK_OUT


def test_those_who_took_part_declare_their_interests(world, open_page, at_gate):
    dossier = at_gate()
    asked = FactRequest.objects.filter(
        dossier=dossier, fact="conflict_declarations_missing", closed=False
    ).first()
    officer, chairman = (world.people[key].pk for key in ("hr-officer", "chairman"))
    form = open_page("hr_officer", "supply-fact", request_id=asked.pk)

    nobody = form.send(document_number="1/KB")
    one = form.send(**{f"conflict-{officer}": "no"}, document_number="1/KB")
    conflict = form.send(
        **{f"conflict-{chairman}": "yes", f"measure-{chairman}": "Không tham gia bỏ phiếu"},
        document_number="2/KB",
    )
    settled = form.send(
        **{
            f"conflict-{chairman}": "yes",
            f"measure-{chairman}": "Không tham gia bỏ phiếu",
            f"measure_on-{chairman}": day(world.on),
        },
        document_number="2/KB",
    )

    assert nobody.status_code == 422
    assert one.status_code == 302
    assert f"measure_on-{chairman}" in conflict.context["form"].errors
    assert settled.status_code == 302
    assert dossier.interest_declarations.count() == 2
    assert not FactRequest.objects.filter(
        dossier=dossier, fact="conflict_declarations_missing", closed=False
    ).exists()


def test_a_standard_that_is_missing_is_completed_by_whoever_keeps_it(world, open_page):
    TitleStandard.objects.filter(title=world.titles["T-PGD"]).get()
    standard = TitleStandard.objects.get(title=world.titles["T-PGD"])
    standard.in_force_until = world.on - timedelta(days=400)
    standard.save()
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    asked = FactRequest.objects.filter(
        dossier=dossier, fact="title_degree_required", closed=False
    ).first()
    form = open_page(asked.role, "supply-fact", request_id=asked.pk)

    answer = form.send(
        in_force_from=day(world.on - timedelta(days=30)),
        degree_level=4,
        political_theory_level=4,
        state_management_level=2,
        field_years=3,
        citation="Bảng tiêu chuẩn",
        confidence="secondary",
    )

    assert answer.status_code == 302, answer.content.decode()
    assert not FactRequest.objects.filter(
        dossier=dossier, fact__startswith="title_", closed=False
    ).exists()
