"""A post is filled under the edition of 2026, on the pages from the proposal to the held post."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from compliance import trail
from compliance.models import TrailEntry
from tests import walk
from tests.browser.desk import step_url
from tests.pages import day
from workflow_engine.dossiers.models import Candidate, Dossier, FactRequest, Summons
from workflow_engine.registry.models import PostHolding

CONFERENCES = (
    "hold_leadership_conference",
    "hold_extended_conference",
    "hold_key_cadre_conference",
    "hold_final_leadership_conference",
)


@pytest.fixture
def world(live_server):
    return walk.world(candidates=2, staff=1)


def test_a_post_is_filled_on_the_pages_of_the_edition_of_2026(desk, world):
    page = desk.page

    # ------------------------------------------------ the HR officer opens the dossier
    desk.log_in(world.account("hr_officer"))
    expect(page).to_have_url(desk.url + reverse("desk:my-work"))
    desk.picture("26-01-my-work-empty")
    desk.follow(desk.link(reverse("desk:open-dossier")))
    desk.follow(desk.link(reverse("desk:open-procedure", args=["appointment-on-site"])))
    desk.fill(
        {
            "post": world.post.pk,
            "need": "Khuyết một Phó Giám đốc Sở phụ trách khối nội bộ.",
            "minutes_number": "01/BB-SO",
            "minutes_date": day(world.on),
            "request_number": "02/TTr-SO",
            "submitted_on": day(world.on),
            "first_conference_on": day(world.on),
            "planned_effective_on": day(world.on + timedelta(days=30)),
        }
    )
    page.locator("[name=first_conference_on]").blur()
    expect(page.locator("[name=edition_shown][value='appointment-on-site.2026']")).to_be_attached()
    expect(page.locator("#edition")).to_contain_text("01/08/2026")
    desk.picture("26-02-open")
    desk.send()

    dossier = Dossier.objects.get()
    expect(page).to_have_url(desk.url + reverse("desk:dossier", args=[dossier.number]))
    expect(page.locator("main")).to_contain_text("300/2026")
    desk.picture("26-03-dossier-opened")

    # ------------------------------------------------ the authority finds it and approves
    desk.sign_in(world.account("appointing_authority"))
    desk.open("my-work")
    desk.picture("26-04-work-authority")
    desk.follow(desk.link(step_url(dossier)))
    expect(page.locator(".brief")).to_contain_text("Khuyết một Phó Giám đốc Sở")
    desk.picture("26-05-decide-policy")
    desk.fill({"decision": "approved", "number": "20/QĐ-TP", "dated_on": day(world.on)})
    desk.send()

    # ------------------------------------------------ the people of the planning, with findings
    desk.sign_in(world.account("hr_officer"))
    desk.open_dossier(dossier)
    desk.follow(desk.link(step_url(dossier)))
    expect(page.locator(".choice-card")).to_have_count(2)
    for card in page.locator(".choice-card").all():
        expect(card.locator(".badge").first).to_be_visible()
        expect(card.locator(".finding").first).to_be_attached()
    desk.picture("26-06-nominate")
    desk.fill({"people": [person.pk for person in world.eligible]})
    desk.send()
    assert Candidate.objects.filter(dossier=dossier).count() == 2

    desk.open_step(dossier)
    desk.picture("26-07-summons")
    desk.send()
    desk.sign_in(world.account("appointing_authority")).open_step(dossier)
    desk.picture("26-08-approve-summons")
    desk.fill({"decision": "approved", "number": "21/QĐ-TP", "dated_on": day(world.on)})
    desk.send()

    # ------------------------------------------------ the gate holds until all is known
    assert walk.step(dossier) == "check_candidates"
    desk.sign_in(world.account("hr_officer")).open_step(dossier)
    expect(page.locator(".paper.is-missing").first).to_be_visible()
    desk.picture("26-09-gate-holds")
    desk.follow(page.locator(f"form[action='{step_url(dossier, name='run-gate')}'] button"))
    assert walk.step(dossier) == "check_candidates"  # running it again changes nothing
    asked = FactRequest.objects.filter(dossier=dossier, closed=False).first()
    desk.sign_in(world.account(asked.role)).open("my-work")
    desk.picture("26-10-work-requests")
    desk.follow(desk.link(reverse("desk:supply-fact", args=[asked.pk])))
    desk.picture("26-11-supply")
    desk.supply_all(world, dossier)

    # ------------------------------------------------ four conferences
    first, second = walk.candidates(dossier)
    votes = {
        "hold_leadership_conference": {first: 1, second: 1},  # a third each: both go on
        "hold_extended_conference": {first: 4, second: 2},
    }
    for name in CONFERENCES:
        while walk.step(dossier) != name:
            beside_the_conferences(desk, world, dossier)
        if name == "hold_key_cadre_conference":
            excuse(desk, world, dossier)
        desk.sign_in(world.account("hr_officer")).open_step(dossier)
        desk.picture(f"26-20-{name}")
        slips = {"votes": votes[name]} if name in votes else {}
        task = walk.task(dossier)
        answer = desk.take(world, dossier, **slips)
        # The page that answers shows the count.
        assert answer.url.endswith(f"/{task.pk}/"), desk.words()
        expect(page.locator(".tally .badge-met").first).to_be_visible()
        desk.picture(f"26-21-{name}-counted")
    assert [row.step for row in dossier.conferences.order_by("pk")] == list(CONFERENCES)

    # ------------------------------------------------ papers, the last gate, the decision
    [chosen] = walk.candidates(dossier)
    assert walk.step(dossier) == "gather_papers"
    desk.sign_in(world.account("hr_officer")).open_step(dossier)
    desk.picture("26-30-papers")
    desk.take(world, dossier)
    if walk.step(dossier) == "check_before_decision":
        desk.supply_all(world, dossier)
    desk.sign_in(world.account("appointing_authority")).open_step(dossier)
    expect(page.locator(".brief")).to_contain_text(str(chosen))
    desk.picture("26-31-decide")
    desk.take(world, dossier)

    # ------------------------------------------------ the post is held
    dossier.refresh_from_db()
    assert dossier.outcome == Dossier.Outcome.ACHIEVED
    desk.sign_in(world.account("hr_officer")).open_dossier(dossier)
    expect(page.locator("main .notice-met").first).to_contain_text("80/QĐ-TP")
    desk.picture("26-40-dossier-achieved")
    held = PostHolding.objects.get(person=chosen.person, post=world.post)
    desk.open("person", pk=chosen.person_id)
    expect(page.locator("main")).to_contain_text(str(world.post))
    expect(page.locator("main")).to_contain_text(day(held.held_from))
    desk.picture("26-41-person")
    assert trail.verify().whole
    assert not TrailEntry.objects.filter(event="attempt:act:refused").exists()


def excuse(desk, world, dossier):
    """Accept that somebody is kept away, as the authority, from the lists on the dossier's page."""
    away = Summons.objects.get(
        dossier=dossier, conference=walk.step(dossier), person=world.people["staff-1"]
    )
    desk.sign_in(world.account("appointing_authority")).open_dossier(dossier)
    desk.follow(desk.link(reverse("desk:excuse-absence", kwargs={"summons_id": away.pk})))
    desk.fill({"reason": "Điều trị nội trú theo giấy của bệnh viện."})
    desk.send()
    desk.sign_in(world.account("hr_officer")).open_step(dossier)
    expect(desk.page.locator(".tick-list")).to_contain_text("Điều trị nội trú")
    expect(desk.page.locator(f"[name=present][value='{away.person_id}']")).to_have_count(0)


def beside_the_conferences(desk, world, dossier):
    """Disclose the declarations, or record the opinion of the Party committee."""
    step = walk.step(dossier)
    assert step in ("disclose_declarations", "obtain_party_opinion"), step
    account = world.account(walk.task(dossier).flow_task.roles[0])
    desk.sign_in(account).open_step(dossier)
    desk.picture(f"26-22-{step}")
    answer = desk.take(world, dossier)
    assert answer.ok, desk.words()
