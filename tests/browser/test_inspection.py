"""An inspector finds a decision, judges and counts it again, and sees what was tampered with."""

import pytest
from django.db import connection
from playwright.sync_api import expect

from compliance import triggers
from compliance.events import Event
from compliance.models import TrailEntry, TrailPayload
from tests import walk


@pytest.fixture
def world(live_server):
    return walk.world(candidates=1, staff=1)


@pytest.fixture
def ended(world):
    return walk.to_the_end(world, walk.open_dossier(world))


def entry_of(dossier, event):
    return TrailEntry.objects.filter(dossier=dossier.number, event=event).latest("number")


def test_an_inspector_has_a_verdict_and_a_count_reached_again_and_proves_the_record(
    desk, world, ended
):
    page = desk.page
    desk.sign_in(world.account("inspector")).open("inspection")
    page.locator("#q").fill("80/QĐ-TP")
    with page.expect_navigation():
        page.locator("#q").press("Enter")
    desk.picture("inspection-1-found")
    desk.follow(page.locator(f"main a[href*='{ended.number}/nhat-ky']"))
    expect(page.locator(".timeline li").first).to_be_visible()
    desk.picture("inspection-2-trail")

    for event in (Event.RULES_EVALUATED, Event.BALLOT_COUNTED):
        entry = entry_of(ended, event)
        desk.open("trail-entry", entry=entry.number)
        expect(page.locator("section[aria-labelledby=again] .notice")).to_have_count(0)
        desk.follow(page.locator("a[href='?lam-lai=1']"))
        again = page.locator("section[aria-labelledby=again]")
        expect(again.locator(".notice-met").first).to_be_visible()
        expect(again.locator(".notice-unmet, .notice-unknown, table")).to_have_count(0)
        expect(page.locator("section[aria-labelledby=digests] .badge-unmet")).to_have_count(0)
        desk.picture(f"inspection-3-{entry.number}")

    desk.open("inspection")
    desk.send("section[aria-labelledby=whole] button")
    expect(page.locator("section[aria-labelledby=whole] .notice-met")).to_be_visible()


def test_what_was_changed_behind_the_back_differs_on_the_page(desk, world, ended):
    page = desk.page
    counted = entry_of(ended, Event.BALLOT_COUNTED)
    votes = counted.contents["count"]["count"]["votes"]
    [(candidate, slips)] = votes.items()
    was = f'"votes":{{"{candidate}":{slips}}}'
    assert was in counted.payload.text
    tamper(counted, was, f'"votes":{{"{candidate}":0}}')
    judged = entry_of(ended, Event.RULES_EVALUATED)
    # Of a verdict only its own values are stored, 0 for the usual one; the last is that it passes.
    tamper(judged, ",0]}}]}", ",[false]]}}]}")

    desk.sign_in(world.account("inspector"))
    for entry in (counted, judged):
        desk.open("trail-entry", entry=entry.number)
        expect(page.locator("section[aria-labelledby=digests] .badge-unmet")).to_be_visible()
        desk.follow(page.locator("a[href='?lam-lai=1']"))
        expect(page.locator("section[aria-labelledby=again] .notice-unmet")).to_be_visible()
        expect(page.locator("section[aria-labelledby=again] .diff").first).to_be_visible()
        desk.picture(f"inspection-4-tampered-{entry.number}")

    desk.open("inspection")
    desk.send("section[aria-labelledby=whole] button")
    whole = page.locator("section[aria-labelledby=whole]")
    expect(whole.locator(".notice-unmet")).to_be_visible()
    for entry in (counted, judged):
        expect(whole.locator(f"a[href$='/nhat-ky/{entry.number}/']").first).to_be_visible()
    desk.picture("inspection-5-not-whole")


def tamper(entry, was, now):
    """Change a payload with the guard of the database taken away, as somebody with root could."""
    text = entry.payload.text.replace(was, now)
    assert text != entry.payload.text
    triggers.remove(connection)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {TrailPayload._meta.db_table} SET text = %s WHERE entry_id = %s",  # noqa: S608
                [text, entry.number],
            )
    finally:
        triggers.install(connection)
