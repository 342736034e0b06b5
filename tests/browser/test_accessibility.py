"""Anybody can use every page of the desk: by axe, on a telephone, in the dark, by keyboard."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from compliance.events import Event
from compliance.models import TrailEntry
from tests import walk
from tests.browser.desk import step_url
from tests.pages import day
from workflow_engine.dossiers.models import FactRequest, Paper, Summons

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# Either scheme and either width: what one does to a page, the other does not.
LOOKS = [("light", WIDE), ("dark", NARROW)]
ERRORS = [("dark", NARROW), ("light", WIDE)]


@pytest.fixture
def world(live_server):
    return walk.world(candidates=2, staff=1)


@pytest.fixture
def faults(desk, barriers):
    """Collect what is wrong with each page that is looked at, under the name of the page."""
    found = {}

    def look(name, looks=LOOKS):
        page = desk.page
        # What is folded away is looked at as well.
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        for scheme, size in looks:
            # Without motion no colour is caught on its way from light to dark.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size(size)
            wrong = barriers(page)
            if size is NARROW:
                desk.picture(f"a11y-{name.replace(' ', '-').replace('/', '-')}")
                width = page.evaluate("document.documentElement.scrollWidth")
                if width > size["width"]:
                    wrong.append(f"scrolls sideways: {width} px, {page.evaluate(_WIDEST)}")
            if wrong:
                found[f"{name} ({scheme}, {size['width']} px)"] = wrong
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(WIDE)

    look.found = found
    return look


_WIDEST = """() => [...document.querySelectorAll('main *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 3).map(e => `${e.tagName}.${e.className}`).join(' ')"""


def test_every_step_of_2026_can_be_taken_by_anybody(desk, world, faults):
    desk.sign_in(world.account("hr_officer")).open(
        "open-procedure", procedure="appointment-on-site"
    )
    faults("open")
    desk.send()
    faults("open, with errors", ERRORS)
    dossier = walk.open_dossier(world)
    seen, kinds = set(), set()
    while task := walk.task(dossier):
        node = task.flow_task
        desk.sign_in(world.account(node.roles[0])).open_step(dossier, task)
        if node.name not in seen:
            faults(node.name)
            # The lists as drawn up are no error; errors look alike on pages of one kind.
            if node.kind not in ("gate", "summons", *kinds):
                desk.send()
                faults(f"{node.name}, with errors", ERRORS)
        if node.name == "check_candidates":
            for kind in ("conflict_declarations_missing", "political_standard_concluded"):
                asked = FactRequest.objects.filter(dossier=dossier, fact=kind, closed=False).first()
                desk.sign_in(world.account(asked.role)).open("supply-fact", request_id=asked.pk)
                faults(f"supply {kind}")
        if node.name == "decide_policy" and node.name not in seen:
            walk.take(world, dossier, decision="returned")
        else:
            walk.take(world, dossier)
        if node.kind == "conference" and node.kind not in kinds:
            desk.open_step(dossier, task)
            faults(f"{node.name}, counted")
        seen.add(node.name)
        kinds.add(node.kind)

    assert faults.found == {}


def test_the_steps_that_only_2025_has_can_be_taken_by_anybody(desk, world, faults):
    dossier = walk.open_dossier(world, override="appointment-on-site.2025")
    for name in ("hold_first_leadership_conference", "name_others", "hold_key_cadre_conference"):
        task = walk.until(world, dossier, name)
        desk.sign_in(world.account("hr_officer")).open_step(dossier, task)
        faults(name)
    walk.until(world, dossier, "hold_third_leadership_conference")
    walk.take(world, dossier, votes={})
    desk.open_step(dossier)
    faults("report")

    assert faults.found == {}


def test_the_acts_beside_the_steps_can_be_done_by_anybody(desk, world, faults):
    walk.add_person(world, "candidate-x", planned=False)
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "check_candidates")
    out = dossier.candidates.get(person=world.people["candidate-x"])
    summons = Summons.objects.filter(dossier=dossier).first()
    for role, name, kwargs in (
        ("hr_officer", "withdraw-candidate", {"candidate_id": out.pk}),
        ("appointing_authority", "special-decision", {"candidate_id": out.pk}),
        ("appointing_authority", "excuse-absence", {"summons_id": summons.pk}),
    ):
        desk.sign_in(world.account(role)).open(name, **kwargs)
        faults(name)
        desk.send()
        faults(f"{name}, with errors", ERRORS)
    desk.open_dossier(dossier)
    faults("dossier, held")
    desk.sign_in(world.account("hr_officer")).open("my-work")
    faults("my work")
    desk.try_to_open(step_url(dossier, name="closed-undo"))
    faults("refused")
    desk.try_to_open("/khong-co/")
    faults("not found")

    assert faults.found == {}


def test_every_other_page_can_be_read_by_anybody(desk, world, faults):
    dossier = walk.to_the_end(world, walk.open_dossier(world))
    person = world.eligible[0]
    [chosen] = dossier.candidates.filter(status="decided")
    judged = TrailEntry.objects.filter(dossier=dossier.number, event=Event.RULES_EVALUATED).last()
    desk.sign_in(world.account("hr_officer"))
    for name, kwargs, query in (
        ("dossiers", {}, ""),
        ("dossier", {"number": dossier.number}, ""),
        ("verdict", {"number": dossier.number, "candidate_id": chosen.pk}, ""),
        ("dossier-trail", {"number": dossier.number}, ""),
        ("trail-entry", {"entry": judged.number}, "?lam-lai=1"),
        ("search", {}, "?q=an"),
        ("people", {}, ""),
        ("person", {"pk": person.pk}, ""),
        ("person-edit", {"pk": person.pk}, ""),
        ("person-record-add", {"pk": person.pk, "kind": "xep-loai"}, ""),
        ("import", {}, ""),
    ):
        assert desk.go(reverse(f"desk:{name}", kwargs=kwargs) + query).ok
        faults(name)
    desk.sign_in(world.account("inspector")).open("inspection")
    faults("inspection")
    desk.sign_in(world.account("administrator"))
    account = world.account("hr_officer")
    for name, kwargs in (
        ("administration", {}),
        ("calendar", {}),
        ("new-day", {}),
        ("accounts", {}),
        ("account", {"account_id": account.pk}),
        ("standards", {}),
        ("units", {}),
    ):
        assert desk.open(name, **kwargs).ok
        faults(name)

    assert faults.found == {}


def test_a_step_is_taken_by_keyboard_alone(desk, world):
    page = desk.page
    dossier = walk.open_dossier(world)
    desk.sign_in(world.account("appointing_authority")).open_step(dossier)

    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    press_until(page, "[name=decision]")
    press_until(page, "[name=number]")
    with page.expect_navigation() as sent:
        page.keyboard.press("Enter")

    assert sent.value.status == 422
    desk.forgive()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    links = [a.get_attribute("href") for a in summary.locator("a").all()]
    assert len(links) == 2
    for href in links:
        page.locator(f".error-summary a[href='{href}']").focus()
        page.keyboard.press("Enter")
        focused = page.evaluate("document.activeElement.name")
        assert focused in ("decision", "number"), href

    page.locator("[name=decision]").first.focus()
    page.keyboard.press("Space")
    press_until(page, "[name=number]")
    page.keyboard.type("20/QĐ-TP")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert walk.step(dossier) == "list_candidates"


def press_until(page, selector):
    """Press the tab key until something that matches has the focus."""
    for _press in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"the tab key does not reach {selector}")


@pytest.mark.parametrize("typed", ["1/2/2026", "01-02-26", "01022026"])
def test_a_day_is_typed_day_first_stored_and_shown_day_first(desk, world, typed):
    page = desk.page
    desk.sign_in(world.account("hr_officer")).open(
        "open-procedure", procedure="appointment-on-site"
    )
    desk.fill(
        {
            "post": world.post.pk,
            "need": "Khuyết.",
            "minutes_number": "1",
            "minutes_date": typed,
            "request_number": "2",
            "request_date": typed,
            "submitted_on": typed,
            "first_conference_on": day(world.on),
            "planned_effective_on": day(world.on),
        }
    )
    page.locator("[name=submitted_on]").blur()
    expect(page.locator("[name=submitted_on]")).to_have_value("01/02/2026")
    page.locator("[name=need]").fill("")
    assert desk.send().status == 422
    expect(page.locator("[name=minutes_date]")).to_have_value("01/02/2026")
    expect(page.locator("[name=edition_shown]")).to_have_count(1)

    desk.fill({"need": "Khuyết một Phó Giám đốc."})
    desk.send()
    assert Paper.objects.get(kind="policy-minutes").dated_on == date(2026, 2, 1)
    expect(page.locator("section[aria-labelledby=papers]")).to_contain_text("01/02/2026")
