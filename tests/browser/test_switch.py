"""The language is switched while a form is filled in: what was typed stays, without a question."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import walk
from tests.browser.desk import Desk, step_url, watch
from tests.pages import day


@pytest.fixture
def world(live_server):
    return walk.world(candidates=1, staff=1)


@pytest.fixture
def without_script(live_server, new_context, problems):
    """A browser that runs no script."""
    context = new_context(java_script_enabled=False)
    watch(context, problems)
    return Desk(context, live_server.url, problems)


def test_the_switch_in_the_head_keeps_what_was_typed(desk, world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "hold_leadership_conference")
    desk.sign_in(world.account(walk.task(dossier).flow_task.roles[0]))
    desk.open_step(dossier)
    page, asked = desk.page, []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    present = page.locator('[name="present"]').first.get_attribute("value")
    desk.fill({"minutes_number": "12/BB-SO", "held_on": day(world.on), "present": [present]})

    for language in ("en", "vi"):
        page.locator("[data-switches]").click()

        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator('[name="minutes_number"]')).to_have_value("12/BB-SO")
        expect(page.locator(f'[name="present"][value="{present}"]')).to_be_checked()
        expect(page.locator(".switch-plain")).to_be_hidden()
        assert not desk.has(".error-summary")
    assert asked == []
    # What is not sent is still not left behind without a question.
    page.evaluate("setTimeout(() => location.assign('/'))")
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert walk.step(dossier) == "hold_leadership_conference"


def test_the_form_that_was_typed_into_is_the_one_that_stays(desk, world):
    desk.sign_in(world.account("administrator"))
    desk.open("account", account_id=world.account("hr_officer").pk)
    page = desk.page
    page.locator("details.panel > summary").click()
    closing = page.locator("details.panel form [name=close-reason]")
    closing.fill("Nghỉ hưu")

    page.locator("[data-switches]").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(closing).to_be_visible()
    expect(closing).to_have_value("Nghỉ hưu")


def test_enter_sends_the_form_and_does_not_switch_the_language(desk, world):
    desk.sign_in(world.account("hr_officer"))
    desk.go(reverse("desk:unit-checks"))
    number = desk.page.locator("[name=document_number]")
    number.fill("7/BC")
    number.press("Enter")
    desk.page.wait_for_load_state()

    expect(desk.page.locator(".error-summary")).to_be_visible()
    expect(desk.page.locator("html")).to_have_attribute("lang", "vi")
    desk.forgive()


def test_without_a_script_the_head_leads_to_the_switch_inside_the_form(without_script, world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "hold_leadership_conference")
    desk = without_script.sign_in(world.account(walk.task(dossier).flow_task.roles[0]))
    page = desk.page
    page.goto(desk.url + step_url(dossier))
    expect(page.locator(".switch-plain")).to_be_hidden()
    page.locator('[name="minutes_number"]').fill("12/BB-SO")

    page.locator("[data-switches]").click()
    expect(page.locator("#switch [data-switch]")).to_be_in_viewport()
    page.locator("#switch [data-switch]").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator('[name="minutes_number"]')).to_have_value("12/BB-SO")
