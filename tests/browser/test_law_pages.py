"""Anybody can read the law in a browser: by axe, on a telephone, in the dark, on any day."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import walk

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PAGES = {
    "overview": "/phap-luat/",
    "bad day": "/phap-luat/?ngay=31/02/2026",
    "search": "/phap-luat/tim/?q=thoi+gian",
    "nothing found": "/phap-luat/tim/?q=zzzz",
    "gate": "/phap-luat/cua/appointment/",
    "gate not in force": "/phap-luat/cua/appointment/?ngay=2020-01-01",
    "condition": "/phap-luat/dieu-kien/appointment.time-in-post/",
    "condition not in force": "/phap-luat/dieu-kien/appointment.deputy-quota/?ngay=2020-01-01",
    "instruments": "/phap-luat/van-ban/",
    "instrument": "/phap-luat/van-ban/170-2025-nd-cp/",
    "figures": "/phap-luat/chi-so/",
    "figure": "/phap-luat/chi-so/minimum_months_in_post_below/",
    "facts": "/phap-luat/thong-tin/",
    "fact": "/phap-luat/thong-tin/appointment_relation/",
    "review": "/phap-luat/ra-soat/",
    "ballots": "/phap-luat/kiem-phieu/",
    "retirement": "/phap-luat/tuoi-nghi-huu/",
    "time limits": "/phap-luat/thoi-han/",
    "priority": "/phap-luat/diem-uu-tien/",
}


@pytest.fixture
def reader(desk, live_server):
    """The desk of an inspector who reads the law."""
    return desk.sign_in(walk.world(candidates=1, staff=1).account("inspector"))


def test_every_page_of_the_law_can_be_read_by_anybody(reader, barriers):
    page, found = reader.page, {}
    for name, address in PAGES.items():
        reader.try_to_open(address)
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        for scheme, size in (("light", WIDE), ("dark", NARROW)):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size(size)
            wrong = barriers(page)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > size["width"]:
                wrong.append(f"scrolls sideways: {width} px")
            if wrong:
                found[f"{name} ({scheme})"] = wrong
            reader.picture(f"law-{name.replace(' ', '-')}-{scheme}")

    assert found == {}


def test_somebody_travels_from_a_search_to_an_older_edition_of_a_condition(reader):
    page = reader.page
    reader.go(reverse("lawbook:overview"))
    page.locator("#q").fill("thoi gian giu chuc vu")
    with page.expect_navigation():
        page.locator("#q").press("Enter")
    address = reverse("lawbook:condition", args=["appointment.time-in-post"])
    reader.follow(page.locator(f'.law-found a[href^="{address}"]').first)
    now = page.locator(".law-says").inner_text()

    page.locator("#id_ngay").fill("1/9/2025")
    with page.expect_navigation():
        page.locator("#id_ngay").press("Enter")

    expect(page.locator("#id_ngay")).to_have_value("01/09/2025")
    expect(page.locator(".law-says")).not_to_have_text(now)
    assert page.locator(".editions ins").count() > 0
    reader.follow(page.locator(".law-today a"))
    expect(page.locator(".law-says")).to_have_text(now)


def test_a_day_that_there_is_not_takes_the_reader_to_its_field(reader):
    page = reader.page
    reader.go(PAGES["gate"])
    page.locator("#id_ngay").fill("31/02/2026")
    with page.expect_navigation() as answer:
        page.locator("#id_ngay").press("Enter")
    reader.forgive()

    assert answer.value.status == 422
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").press("Enter")
    expect(page.locator("#id_ngay")).to_be_focused()
    expect(page.locator("#id_ngay")).to_have_value("31/02/2026")
