"""A post is filled under the edition of 2025, begun in July 2026 and put on record later."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from compliance import trail
from tests import pages, walk
from tests.pages import day
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.nodes import ProposalAct
from workflow_engine.nodes.earlier import EARLIER_MINUTES
from workflow_engine.registry.models import PostHolding

CODE = "appointment-on-site.2025"
FIRST_CONFERENCE = date(2026, 7, 15)


@pytest.fixture
def world(live_server):
    return walk.world(on=FIRST_CONFERENCE, candidates=2, staff=1)


def test_a_post_is_filled_on_the_pages_of_the_edition_of_2025(desk, world):
    page = desk.page

    # ------------------------------------------------ the date of July chooses the edition
    desk.sign_in(world.account("hr_officer")).open(
        "open-procedure", procedure="appointment-on-site"
    )
    desk.fill(
        {
            "post": world.post.pk,
            "need": "Khuyết một Phó Giám đốc Sở phụ trách khối nội bộ.",
            "minutes_number": "01/BB-SO",
            "minutes_date": "1/7/2026",
            "request_number": "02/TTr-SO",
            "request_date": "2/7/2026",
            "submitted_on": "2/7/2026",
            "first_conference_on": "1-8-26",
            "planned_effective_on": "1/12/2026",
        }
    )
    page.locator("[name=first_conference_on]").blur()
    expect(page.locator("[name=first_conference_on]")).to_have_value("01/08/2026")
    shown = page.locator("[name=edition_shown]")
    expect(shown).to_have_value("appointment-on-site.2026")
    page.locator("[name=first_conference_on]").fill(day(FIRST_CONFERENCE))
    page.locator("[name=first_conference_on]").blur()
    expect(shown).to_have_value("appointment-on-site.2025")
    expect(page.locator("#edition")).to_contain_text("170/2025")
    name_the_act(desk)
    desk.send()
    if not Dossier.objects.exists():  # sent before the edition was shown: it is shown first
        desk.fill({"earlier_file": pages.earlier_sent(minutes())["earlier_file"]})
        desk.send()
    assert Dossier.objects.exists(), desk.words()
    dossier = Dossier.objects.get()
    assert dossier.dates["first_conference_on"] == FIRST_CONFERENCE
    assert dossier.flow_class.edition.code == "appointment-on-site.2025"

    # ------------------------------------------------ policy, candidate, lists, the gate
    desk.take(world, dossier)
    chosen, other = world.eligible
    desk.take(world, dossier, people=(chosen.pk,))
    desk.take(world, dossier)
    assert walk.step(dossier) == "check_candidates"
    desk.supply_all(world, dossier)

    # ------------------------------------------------ the first conference needs two thirds
    assert walk.step(dossier) == "hold_first_leadership_conference"
    members = [row.person_id for row in walk.task(dossier).flow_task.summonses(dossier)]
    answer = desk.take(world, dossier, present=members[:1])
    assert answer.status == 422
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.locator(".error-summary a[href='#id_present']")).to_contain_text("1")
    expect(page.locator("[name=minutes_number]")).to_have_value("30/BB-HN")  # typed, not lost
    desk.picture("25-10-quorum")
    assert walk.step(dossier) == "hold_first_leadership_conference"
    desk.fill({"present": members[:2]})
    assert desk.send().ok
    assert walk.step(dossier) == "hold_extended_conference"
    desk.take(world, dossier)

    # ------------------------------------------------ another person: the deciding ballot
    assert walk.step(dossier) == "name_others"
    desk.take(world, dossier, people=(other.pk,))
    if walk.step(dossier) == "check_others":
        desk.supply_all(world, dossier)
    assert walk.step(dossier) == "hold_second_leadership_conference"
    second = Candidate.objects.get(dossier=dossier, person=other)
    desk.take(world, dossier, votes={second: 3})
    assert walk.step(dossier) == "hold_deciding_ballot"
    desk.open_step(dossier)
    desk.picture("25-20-deciding-ballot")
    desk.take(world, dossier, votes={second: 2})
    expect(page.locator(".tally .badge-met")).to_be_visible()
    desk.picture("25-21-deciding-ballot-counted")

    # ------------------------------------------------ to the post
    for name in (
        "disclose_declarations",
        "hold_key_cadre_conference",
        "obtain_party_opinion",
        "hold_third_leadership_conference",
        "gather_papers",
    ):
        assert walk.step(dossier) == name
        answer = desk.take(world, dossier)
        if answer.status == 422 and desk.has("[name=delay_explained]"):
            desk.fill({"delay_explained": "Kéo dài do chờ kết luận xác minh."})
            answer = desk.send()
        assert answer.ok, desk.words()
    if walk.step(dossier) == "check_before_decision":
        desk.supply_all(world, dossier)
    # Decided today: no decision is dated before the conditions were last judged.
    today = timezone.localdate()
    answer = desk.take(world, dossier, dated_on=today, effective_on=today)
    assert answer.ok, desk.words()

    dossier.refresh_from_db()
    assert dossier.outcome == Dossier.Outcome.ACHIEVED
    assert dossier.conferences.count() == 6
    desk.sign_in(world.account("inspector")).open_dossier(dossier)
    expect(page.locator("article.conference")).to_have_count(6)
    desk.picture("25-40-dossier")
    assert PostHolding.objects.filter(person=other, post=world.post).exists()
    desk.sign_in(world.account("hr_officer")).go(reverse("desk:person", args=[other.pk]))
    expect(page.locator("main")).to_contain_text(str(world.post))
    assert trail.verify().whole


def test_the_edition_is_shown_before_a_dossier_is_opened_without_a_script_too(desk, world):
    desk.sign_in(world.account("hr_officer")).open(
        "open-procedure", procedure="appointment-on-site"
    )
    desk.page.route("**/an-ban/**", lambda route: route.abort())
    desk.fill(pages.sent(proposal(world)) | {"post": world.post.pk})
    name_the_act(desk)
    desk.send()

    assert not Dossier.objects.exists()
    expect(desk.page.locator("[name=edition_shown]")).to_have_value("appointment-on-site.2025")
    # A browser sends no file twice: it is chosen again.
    desk.fill({"earlier_file": pages.earlier_sent(minutes())["earlier_file"]})
    desk.send()
    assert Dossier.objects.exists(), desk.words()
    desk.problems.clear()  # the browser complained of the request that was cut off


def name_the_act(desk):
    """Name the minutes by which the edition of 2025 governs what is put on record later."""
    desk.page.locator("details.more summary").first.click()
    told = {"override": CODE, "override_reason": "Hội nghị đã được tổ chức ngày 15/7/2026."}
    desk.fill(told | pages.earlier_sent(minutes()))


def minutes():
    return walk.earlier_act(CODE, before=FIRST_CONFERENCE, kind=EARLIER_MINUTES, number="30/BB-HN")


def proposal(world):
    return ProposalAct(
        need="Khuyết một Phó Giám đốc Sở.",
        minutes_number="01/BB-SO",
        minutes_date=world.on,
        request_number="02/TTr-SO",
        request_date=world.on,
        submitted_on=world.on,
        first_conference_on=world.on,
        planned_effective_on=date(2026, 12, 1),
    )
