"""The frame of every page, seen on the page that anybody may open."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

TYPED_DATES = {
    "1/2/2026": "01/02/2026",
    "1-2-26": "01/02/2026",
    "01022026": "01/02/2026",
    "2026-02-01": "01/02/2026",
    "3.4.75": "03/04/1975",
    "31/02/2026": "31/02/2026",
    "mai": "mai",
}


@pytest.fixture
def login_page(live_server, page, problems):
    page.goto(live_server.url + reverse("login"))
    return page


@pytest.fixture
def date_field(login_page):
    """A date field, put into the page as one that arrives by htmx is."""
    login_page.evaluate(
        """() => {
            document.querySelector("form.panel").insertAdjacentHTML(
                "afterbegin", '<div class="field"><label for="on">On</label>'
                + '<input id="on" data-date></div>');
            document.body.dispatchEvent(new CustomEvent("htmx:load", {bubbles: true}));
        }"""
    )
    return login_page.locator("#on")


def test_the_page_is_in_vietnamese_and_changes_to_english_and_back(login_page):
    expect(login_page.locator("html")).to_have_attribute("lang", "vi")

    login_page.get_by_role("button", name="English").click()
    expect(login_page.locator("html")).to_have_attribute("lang", "en")

    login_page.get_by_role("button", name="Tiếng Việt").click()
    expect(login_page.locator("html")).to_have_attribute("lang", "vi")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_keeps_anybody_out(login_page, barriers, scheme, width):
    login_page.set_viewport_size({"width": width, "height": 900})
    login_page.emulate_media(color_scheme=scheme)
    expect(login_page.locator("html")).to_have_attribute("data-bs-theme", scheme)

    assert barriers(login_page) == []
    assert login_page.evaluate("document.documentElement.scrollWidth") == width


def test_the_colours_follow_the_system_until_somebody_chooses(login_page):
    html = login_page.locator("html")
    login_page.emulate_media(color_scheme="dark")
    expect(html).to_have_attribute("data-bs-theme", "dark")

    login_page.locator("[data-theme-toggle]").click()
    login_page.reload()

    expect(html).to_have_attribute("data-bs-theme", "light")


def test_the_letters_are_there(login_page):
    loaded = login_page.evaluate(
        "async () => (await document.fonts.load('400 16px \"Be Vietnam Pro\"', 'aộ')).length"
    )

    assert loaded >= 2  # the latin and the Vietnamese set


def test_a_keyboard_gets_past_the_header_in_one_step(login_page):
    link = login_page.locator(".skip-link")
    first = "document.querySelector('a, button, input').matches('.skip-link')"
    assert login_page.evaluate(first)

    link.focus()
    expect(link).to_be_in_viewport()
    link.press("Enter")

    expect(login_page.locator("#main")).to_be_focused()


def test_a_wrong_password_is_said_above_the_form(login_page):
    login_page.locator("[name=username]").fill("nobody")
    login_page.locator("[name=password]").fill("wrong")
    login_page.locator("form.panel button").click()

    summary = login_page.locator(".error-summary")
    expect(summary).to_be_visible()
    expect(summary).to_be_focused()
    expect(login_page.locator("[name=username]")).to_have_value("nobody")


@pytest.mark.parametrize("typed", TYPED_DATES)
def test_a_date_is_tidied_as_it_is_typed(date_field, typed):
    date_field.fill(typed)
    date_field.blur()

    expect(date_field).to_have_value(TYPED_DATES[typed])


def test_a_date_can_be_taken_from_a_calendar(date_field, login_page):
    picker = login_page.locator("input.picker")
    picker.evaluate(
        "picker => { picker.value = '2026-12-01'; picker.dispatchEvent(new Event('change')); }"
    )

    expect(date_field).to_have_value("01/12/2026")


def test_typed_input_is_not_left_behind_without_a_question(login_page):
    login_page.evaluate("document.querySelector('form.panel').dataset.guard = ''")
    login_page.locator("[name=username]").fill("huong")
    asked = []
    login_page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    login_page.evaluate("setTimeout(() => location.assign('/elsewhere'))")
    login_page.wait_for_timeout(300)

    assert asked == ["beforeunload"]
    expect(login_page.locator("[name=username]")).to_have_value("huong")


def test_a_form_is_sent_once_however_often_the_button_is_pressed(login_page):
    sent = []
    login_page.on("request", lambda request: request.method == "POST" and sent.append(request))
    login_page.locator("[name=username]").fill("nobody")
    login_page.locator("[name=password]").fill("wrong")

    login_page.evaluate(
        "() => { const form = document.querySelector('form.panel');"
        " form.requestSubmit(); form.requestSubmit(); }"
    )
    expect(login_page.locator(".error-summary")).to_be_visible()

    assert len(sent) == 1
