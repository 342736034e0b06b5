"""What the page of a step offers besides: a move, a search, a stop, a warning."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from tests import pages, walk
from tests.pages import day
from tests.workflow_engine.desk.steps.step_pages import FIRST, page_of
from workflow_engine.acts.beside import candidates
from workflow_engine.dossiers.models import Dossier

pytestmark = pytest.mark.django_db


def test_somebody_is_found_with_and_without_marks_and_added_to_the_lists(world, at_step):
    dossier, page = at_step("draw_up_summons")
    guest = world.people["inspector"]
    whole = pages.sent(walk.act_for(world, dossier))

    found = page.send(**whole, search=guest.full_name.upper(), search_now="1")
    added = whole | {FIRST: [*whole[FIRST], guest.pk]}
    no_reason = page.send(**added)
    told = page.send(**(added | {"deviation": "Mời cơ quan thanh tra dự."}))

    assert found.status_code == 200
    assert guest.full_name in found.content.decode()
    assert 'class="error-summary"' not in found.content.decode()
    assert set(no_reason.context["form"].errors) == {"deviation"}
    assert told.status_code == 302
    assert dossier.summonses.filter(conference=FIRST, person=guest).exists()


def test_whom_step_two_did_not_carry_is_offered_again_in_the_edition_of_2025(world, at_step):
    dossier, page = at_step("name_others", override="appointment-on-site.2025")
    [standing] = walk.candidates(dossier)
    back = dossier.candidates.exclude(pk=standing.pk).get()

    assert page.offers("people").count(str(back.person_id)) == 1
    assert str(standing.person_id) not in page.offers("people")
    assert "Có thể được giới thiệu lại." in page.html
    answer = page.send(people=[back.person_id])

    assert answer.status_code == 302
    assert {c.pk for c in walk.candidates(dossier, "standing", "held")} == {standing.pk, back.pk}


def test_a_date_of_effect_that_would_strike_out_is_shown_and_can_be_confirmed(world, at_step):
    dossier, page = at_step("decide_appointment")
    [candidate] = walk.candidates(dossier)
    planned = dossier.dates["appointment_effective_on"]
    candidate.person.sex = "male"
    candidate.person.birth_date = planned.replace(year=planned.year - 57, day=1)
    candidate.person.save()
    whole = pages.sent(walk.act_for(world, dossier)) | {"date_confirmed": None}
    late = (planned.replace(day=1) + timedelta(days=32)).replace(day=1)

    assert "date_confirmed" not in page.fields
    answer = page.send(**(whole | {"effective_on": day(late)}))

    assert answer.status_code == 422
    page.read(page.client, page.url, answer)
    assert f"{escape(candidate)} không đáp ứng điều kiện" in page.html
    assert page.offers("date_confirmed") == [day(late)]
    assert page.fields["effective_on"] == [day(late)]
    assert walk.step(dossier) == "decide_appointment"
    assert page.send(date_confirmed=day(late)).status_code == 302
    assert walk.step(dossier) == Dossier.Outcome.NO_CANDIDATE


def test_a_paper_that_grew_too_old_is_told_where_the_papers_are_returned(world, at_step):
    dossier, page = at_step("decide_appointment")
    paper = dossier.papers.get(kind="health-certificate")
    paper.dated_on -= timedelta(days=200)
    paper.save()
    whole = pages.sent(walk.act_for(world, dossier)) | {"date_confirmed": None}

    answer = page.send(**whole)

    assert answer.status_code == 422
    assert day(paper.dated_on) in answer.context["form"].errors["decision"][0]
    assert page.send(**(whole | {"decision": "returned", "reason": "x"})).status_code == 302
    assert walk.step(dossier) == "gather_papers"


def test_a_paper_of_a_first_file_is_offered_and_used_again_by_one_tick(world, as_role, at_step):
    first, _ = at_step("decide_appointment")
    second = walk.open_dossier(world)
    walk.until(world, second, "gather_papers")
    [candidate] = walk.candidates(second)
    page = page_of(world, as_role, second, walk.task(second))
    name = f"paper-{candidate.pk}-degrees"
    whole = pages.sent(walk.act_for(world, second))
    blank = {f"{name}-{part}": "" for part in ("number", "dated_on", "issued_by")}

    assert f"paper-{candidate.pk}-submission-used_again" not in page.fields
    assert escape(str(first)) in page.html
    both = page.send(**whole, **{f"{name}-used_again": "on"})
    assert set(both.context["form"].errors) == {f"{name}-used_again"}
    assert page.send(**(whole | blank), **{f"{name}-used_again": "on"}).status_code == 302

    paper = second.papers.get(kind="degrees")
    assert paper.used_again == first.papers.get(kind="degrees", candidate__person=candidate.person)
    shown = (
        as_role(world.account("hr_officer"))
        .get(reverse("desk:dossier", args=[second.number]))
        .content.decode()
    )
    assert f"Sử dụng từ hồ sơ lần đầu {first}." in shown


def test_with_nobody_left_a_conference_page_offers_to_stop(world, as_role, at_step):
    dossier, page = at_step("hold_extended_conference")
    assert "form" not in page.fields
    [candidate] = walk.candidates(dossier)
    candidates.withdraw_candidate(
        candidate_id=candidate.pk,
        reason="Lý do cá nhân",
        document="Đơn",
        account=world.account("hr_officer"),
        at=world.at(),
    )

    page = page_of(world, as_role, dossier, walk.task(dossier))

    assert page.fields["form"] == ["stop"]
    assert page.send(**{"stop-reason": " "}).status_code == 422
    assert page.send(**{"stop-reason": "Đã xin rút."}).status_code == 302
    assert walk.step(dossier) == "report_to_authority"


def test_the_head_is_chosen_already_as_who_presided(world, at_step):
    _dossier, page = at_step(FIRST)

    assert page.fields["presided_by"] == [str(world.people["director"].pk)]
    assert page.fields["presided_as"] == ["head"]


def test_who_may_preside_is_offered_and_no_paper_is_asked_for_where_the_superior_is_known(
    world, at_step
):
    """Nobody who is summoned to vote is offered, unless it is the head."""
    _dossier, page = at_step(FIRST)

    lawful = {str(world.people[key].pk) for key in ("director", "chairman")}
    assert {key for key in page.offers("presided_by") if key} == lawful
    assert "sent_by" not in page.fields
    assert "superior_case" in page.fields


def test_the_case_and_the_reason_are_shown_to_whoever_reads_the_dossier(world, at_step, as_role):
    dossier, _page = at_step(FIRST)
    reason = "Kết luận thanh tra 12/KL-TTr: mất đoàn kết kéo dài"
    said = {"presided_as": "superior", "superior_case": "disunity", "superior_reason": reason}
    walk.take(world, dossier, **said)

    walk.until(world, dossier, "decide_appointment")
    brief = page_of(world, as_role, dossier, walk.task(dossier)).html

    assert reason in brief
    assert "mất đoàn kết, nhiều người vi phạm kỷ luật" in brief
