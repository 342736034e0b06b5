"""An edition that an officer chose is confirmed by the authority, and holds to the conference."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from compliance import trail
from compliance.events import Event
from compliance.models import contents_of
from processes.appointment.on_site_2025 import OnSiteAppointmentFlow2025
from tests import walk
from workflow_engine.acts.beside.candidates import withdraw_candidate
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Candidate
from workflow_engine.nodes.earlier import (
    EARLIER_MINUTES,
    EARLIER_POLICY,
    POLICY_CONFIRMED,
    earlier_act_of,
)

CODE_2025 = "appointment-on-site.2025"
TURN = date(2026, 8, 1)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return walk.world(on=date(2026, 9, 15), candidates=1, staff=0)


def act_of(on, **changes):
    return walk.earlier_act(CODE_2025, before=TURN, dated_on=on, **changes)


def test_the_policy_is_approved_only_with_the_edition_that_an_officer_chose(world):
    dossier = walk.open_dossier(world, override=CODE_2025)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, edition_confirmed=False)
    walk.take(world, dossier)

    assert [p.field for p in refused.value.problems] == ["edition_confirmed"]
    approved = trail.entries(dossier.number).filter(event=Event.PROPOSAL_APPROVED).get()
    paper = contents_of([approved])[0]["edition_confirmed"]
    assert (paper["paper"], paper["dated_on"]) == (EARLIER_POLICY, f"{TURN - DAY}")


def test_a_policy_approved_then_is_confirmed_today_and_not_approved_anew(world):
    """NĐ 300/2026, art. 35, cl. 2: what was carried out goes on."""
    approved = walk.open_dossier(world, override=CODE_2025)
    minutes = act_of(TURN - DAY, kind=EARLIER_MINUTES)
    days = dict.fromkeys(("minutes_date", "submitted_on", "first_conference_on"), TURN - DAY)
    held = walk.open_dossier(world, override=CODE_2025, earlier=minutes, **days)

    for dossier in (approved, held):
        walk.take(world, dossier)

    kinds = {POLICY_CONFIRMED, "policy-decision"}
    assert [p.kind for p in approved.papers.filter(kind__in=kinds)] == [POLICY_CONFIRMED]
    assert [p.kind for p in held.papers.filter(kind__in=kinds)] == ["policy-decision"]


def test_an_earlier_act_without_its_file_is_not_confirmed(world):
    """As dossiers were opened before the file was required."""
    dossier = walk.open_dossier(world, override=CODE_2025)
    paper = earlier_act_of(dossier)
    paper.file, paper.sha256 = "", ""
    paper.save()

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier)

    assert [p.field for p in refused.value.problems] == ["decision"]
    walk.take(world, dossier, decision="returned")
    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier)
    assert [p.field for p in refused.value.problems] == ["earlier_file"]
    walk.take(world, dossier, earlier=act_of(TURN - DAY))
    walk.take(world, dossier)
    assert walk.step(dossier) == "list_candidates"


def test_an_edition_that_was_chosen_on_no_paper_is_not_approved(world):
    """As dossiers of earlier releases were opened: they are returned, and the act is named."""
    dossier = walk.open_dossier(world, override=CODE_2025)
    paper = dossier.papers.get(kind=EARLIER_POLICY)
    paper.kind = "policy-minutes"
    paper.save()

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier)
    walk.take(world, dossier, decision="returned")
    walk.take(world, dossier, earlier=act_of(TURN - DAY))
    walk.take(world, dossier)

    assert [p.field for p in refused.value.problems] == ["decision"]
    assert walk.step(dossier) == "list_candidates"


@pytest.mark.parametrize("decision", ["returned", "refused"])
def test_a_choice_that_is_not_confirmed_can_be_returned_or_refused(world, decision):
    dossier = walk.open_dossier(world, override=CODE_2025)

    walk.take(world, dossier, decision=decision, edition_confirmed=False)

    assert walk.step(dossier) == ("revise" if decision == "returned" else "refused")


@pytest.mark.parametrize(("recorded", "refused"), [(TURN - DAY, False), (TURN, True)])
def test_what_leads_to_a_conference_was_on_record_while_its_edition_was_in_force(recorded, refused):
    world = walk.world(on=TURN - DAY, candidates=1, staff=0)
    dossier = walk.open_dossier(world)
    held_on = dossier.dates["first_conference_on"]
    walk.until(world, dossier, "hold_first_leadership_conference")
    last = dossier.sign_offs.filter(step="draw_up_summons").get()
    last.on = recorded
    last.save()
    world.on = TURN + DAY

    if refused:
        with pytest.raises(IncompleteActError) as told:
            walk.take(world, dossier, held_on=held_on)
        assert [p.field for p in told.value.problems] == ["held_on"]
    else:
        walk.take(world, dossier, held_on=held_on)
        assert dossier.conferences.get().held_on == held_on


def test_an_act_beside_the_steps_after_the_edition_does_not_stop_what_it_held():
    world = walk.world(on=TURN - DAY, candidates=2, staff=0)
    dossier = walk.open_dossier(world)
    held_on = dossier.dates["first_conference_on"]
    walk.until(world, dossier, "hold_first_leadership_conference")
    world.on = TURN + DAY
    [first, *_others] = walk.candidates(dossier, Candidate.Status.STANDING)

    withdraw_candidate(
        candidate_id=first.pk,
        reason="Có đơn xin rút",
        document="1/ĐX",
        account=world.account("hr_officer"),
        at=world.at(),
    )
    walk.take(world, dossier, held_on=held_on)

    assert dossier.conferences.get().held_on == held_on


def test_a_policy_is_not_approved_after_the_conference_whose_minutes_choose_the_edition(world):
    held = TURN - DAY
    dossier = walk.open_dossier(
        world,
        override=CODE_2025,
        earlier=replace(act_of(held), kind=EARLIER_MINUTES),
        first_conference_on=held,
        submitted_on=held,
        minutes_date=held,
    )

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, dated_on=world.on)
    walk.take(world, dossier, dated_on=held)

    assert [p.field for p in refused.value.problems] == ["dated_on"]
    assert walk.step(dossier) == "list_candidates"


@pytest.mark.parametrize("days", [-1, 0])
def test_a_conference_is_not_moved_to_a_day_before_the_dossier_was_opened(world, days):
    dossier = walk.open_dossier(world, first_conference_on=world.on + DAY)
    walk.until(world, dossier, "hold_leadership_conference")
    moved_to = world.on + days * DAY

    if days < 0:
        with pytest.raises(IncompleteActError) as refused:
            walk.take(world, dossier, first_conference_on=moved_to)
        assert {p.field for p in refused.value.problems} == {"first_conference_on"}
    else:
        walk.take(world, dossier, first_conference_on=moved_to)
        dossier.refresh_from_db()
        assert dossier.governing_date == moved_to


def test_where_an_officer_chose_a_move_does_not_change_the_law(world):
    dossier = walk.open_dossier(world, override=CODE_2025)
    walk.until(world, dossier, "hold_first_leadership_conference")

    walk.take(world, dossier, first_conference_on=world.on + DAY)

    dossier.refresh_from_db()
    assert dossier.dates["first_conference_on"] == world.on + DAY
    assert dossier.governing_date == TURN - DAY


def test_no_officer_chooses_the_edition_where_no_step_confirms_it(world, monkeypatch):
    monkeypatch.setattr(OnSiteAppointmentFlow2025, "step_that_confirms", lambda self: None)

    with pytest.raises(IncompleteActError) as refused:
        walk.open_dossier(world, override=CODE_2025)

    assert [p.field for p in refused.value.problems] == ["override"]
