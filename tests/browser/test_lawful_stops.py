"""Where a ballot selects nobody the procedure stops: each balloted conference of both editions."""

import pytest
from playwright.sync_api import expect

from tests import walk
from tests.browser.desk import step_url
from workflow_engine.dossiers.models import Dossier

EDITION_2025 = "appointment-on-site.2025"
STOPS = [
    ("", "hold_leadership_conference"),
    ("", "hold_extended_conference"),
    ("", "hold_key_cadre_conference"),
    ("", "hold_final_leadership_conference"),
    (EDITION_2025, "hold_extended_conference"),
    (EDITION_2025, "hold_second_leadership_conference"),
    (EDITION_2025, "hold_deciding_ballot"),
    (EDITION_2025, "hold_third_leadership_conference"),
]


@pytest.fixture
def world(live_server):
    return walk.world(candidates=2, staff=1)


def bring_to(world, override, conference):
    """Bring a dossier to a conference; to the deciding ballot by a result that differs."""
    dossier = walk.open_dossier(world, override=override)
    if conference != "hold_deciding_ballot":
        walk.until(world, dossier, conference)
        return dossier
    first, second = world.eligible
    walk.until(world, dossier, "list_candidates")
    walk.take(world, dossier, people=(first.pk,))
    walk.until(world, dossier, "name_others")
    walk.take(world, dossier, people=(second.pk,))
    walk.until(world, dossier, "hold_second_leadership_conference")
    walk.take(world, dossier, votes={dossier.candidates.get(person=second): 3})
    assert walk.step(dossier) == conference
    return dossier


@pytest.mark.parametrize(
    ("override", "conference"), STOPS, ids=[f"{code or '2026'}:{name}" for code, name in STOPS]
)
def test_where_nobody_is_selected_the_dossier_stops_and_is_reported(
    desk, world, override, conference
):
    page = desk.page
    dossier = bring_to(world, override, conference)
    present = len(walk.task(dossier).flow_task.summonses(dossier))

    answer = desk.take(world, dossier, votes={}, blank_or_spoiled=present)

    assert answer.ok, desk.words()
    desk.picture(f"stop-1-{override[-4:]}-{conference}")
    assert walk.step(dossier) == "report_to_authority"
    # The page of the count says what follows and leads there.
    assert page.locator("main .tally .badge-met").count() == 0
    report = walk.task(dossier)
    expect(desk.link(step_url(dossier))).to_be_visible()
    desk.open_dossier(dossier)
    expect(page.locator(".next-act h2")).to_have_text(str(report.flow_task.task_title))
    desk.picture(f"stop-2-{override[-4:]}-{conference}")
    assert not desk.has(".steps .is-coming")  # the remaining steps are not taken
    desk.follow(page.locator(".next-act a.btn-primary"))
    expect(page.locator("main .notice-unknown")).to_be_visible()
    desk.take(world, dossier)

    dossier.refresh_from_db()
    assert dossier.outcome == Dossier.Outcome.STOPPED
    assert walk.task(dossier) is None
    assert not dossier.decisions.exists()
    desk.open_dossier(dossier)
    expect(page.locator("main .notice-unmet").first).to_contain_text(
        str(dossier.get_outcome_display())
    )
    assert not desk.has(".next-act")
