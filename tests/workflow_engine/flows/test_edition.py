"""Which edition governs: by the day of the first conference, or by an act of before on paper."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from compliance import trail
from compliance.events import Event
from compliance.models import contents_of
from processes.appointment.on_site_2025 import OnSiteAppointmentFlow2025
from processes.appointment.on_site_2026 import OnSiteAppointmentFlow2026
from tests import walk
from workflow_engine import nodes
from workflow_engine.acts import steps
from workflow_engine.acts.beside.candidates import withdraw_candidate
from workflow_engine.acts.steps import Opening
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Candidate
from workflow_engine.flows.flow import (
    ChosenEdition,
    NoActNamedError,
    NoEditionError,
    choose_edition,
    ordinary_edition,
    procedures,
)
from workflow_engine.nodes.earlier import (
    EARLIER_MINUTES,
    EARLIER_POLICY,
    POLICY_CONFIRMED,
    earlier_act_of,
)
from workflow_engine.registry.models import Post, Unit

PROCEDURE = "appointment-on-site"
CODE_2025 = "appointment-on-site.2025"
TURN = date(2026, 8, 1)
DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("on", "flow"),
    [
        (date(2025, 7, 1), OnSiteAppointmentFlow2025),
        (TURN - DAY, OnSiteAppointmentFlow2025),
        (TURN, OnSiteAppointmentFlow2026),
        (date(2030, 1, 1), OnSiteAppointmentFlow2026),
    ],
)
def test_the_day_of_the_first_conference_chooses(on, flow):
    chosen = choose_edition(PROCEDURE, on=on)

    assert (chosen.flow_class, chosen.on, chosen.overridden) == (flow, on, False)
    assert f"{on:%d/%m/%Y}" in chosen.reason


def test_before_the_first_edition_there_is_none():
    with pytest.raises(NoEditionError) as refused:
        choose_edition(PROCEDURE, on=date(2025, 6, 30))

    assert refused.value.code == "no-edition-of-procedure"


def test_a_procedure_that_is_not_there_has_no_edition():
    with pytest.raises(NoEditionError):
        choose_edition("no-such", on=TURN)
    with pytest.raises(NoEditionError):
        choose_edition(PROCEDURE, on=TURN, override="no-such", override_reason="x")


@pytest.mark.parametrize("year", range(2025, 2031))
@pytest.mark.parametrize("month", [1, 4, 7, 8, 10])
def test_no_day_has_two_editions_and_none_is_left_out(year, month):
    on = date(year, month, 1)
    covering = [
        flow for flow in procedures() if flow.procedure == PROCEDURE and flow.edition.covers(on)
    ]

    assert len(covering) == (on >= date(2025, 7, 1))


@pytest.mark.parametrize("acted_on", [TURN - DAY, date(2025, 7, 1)])
def test_where_an_officer_names_the_edition_the_paper_of_the_act_gives_the_date(acted_on):
    chosen = choose_edition(
        PROCEDURE,
        on=TURN + DAY,
        override=CODE_2025,
        override_reason="Đã bắt đầu trước.",
        acted_on=acted_on,
    )

    assert chosen.flow_class is OnSiteAppointmentFlow2025
    assert (chosen.on, chosen.reason, chosen.overridden) == (acted_on, "Đã bắt đầu trước.", True)


@pytest.mark.parametrize("acted_on", [None, TURN, date(2025, 6, 30)])
def test_no_edition_is_named_without_the_date_of_an_act_of_its_time(acted_on):
    with pytest.raises(NoActNamedError) as refused:
        choose_edition(PROCEDURE, on=TURN, override=CODE_2025, acted_on=acted_on)

    assert refused.value.code == "no-act-named"


@pytest.mark.parametrize(
    ("first", "opened", "flow"),
    [
        (TURN - DAY, TURN - DAY, OnSiteAppointmentFlow2025),
        (TURN - DAY, TURN, OnSiteAppointmentFlow2026),
        (TURN, TURN - DAY, OnSiteAppointmentFlow2026),
    ],
)
def test_by_the_rule_no_edition_governs_that_is_over_when_the_dossier_is_opened(
    first, opened, flow
):
    assert ordinary_edition(PROCEDURE, on=first, opened_on=opened) is flow


# --------------------------------------------------------------------------------- the opening


@pytest.fixture
def world():
    return walk.world(on=date(2026, 9, 15), candidates=1, staff=0)


def opening_refused(world, opening, *, first=None, earlier=None):
    first = first or world.on
    asked = min(first, world.on)
    act = nodes.ProposalAct("x", "1", asked, "2", asked, first, world.on + 30 * DAY, earlier)
    with pytest.raises(IncompleteActError) as refused:
        steps.open_dossier(
            opening=opening, act=act, account=world.account("hr_officer"), at=world.at()
        )
    return [problem.field for problem in refused.value.problems]


def by_an_act(world, earlier, *, reason="Đã bắt đầu trước."):
    chosen = ChosenEdition(OnSiteAppointmentFlow2025, earlier.dated_on, reason, overridden=True)
    return Opening(world.agency, world.post, chosen, 60)


def act_of(on, **changes):
    return walk.earlier_act(CODE_2025, before=TURN, dated_on=on, **changes)


def test_a_dossier_keeps_the_edition_and_why(world):
    dossier = walk.open_dossier(world, override=CODE_2025)

    assert dossier.flow_class is OnSiteAppointmentFlow2025
    assert dossier.edition_overridden
    assert dossier.governing_date == TURN - DAY
    assert dossier.edition_reason == "Quy trình đã bắt đầu trước ngày 01/08/2026."


def test_an_edition_against_the_rule_needs_a_reason(world):
    act = act_of(TURN - DAY)

    assert opening_refused(world, by_an_act(world, act, reason=" "), earlier=act) == [
        "override_reason"
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"dated_on": TURN}, "earlier_dated_on"),
        ({"dated_on": date(2025, 6, 30)}, "earlier_dated_on"),
        ({"dated_on": date(2026, 9, 16)}, "earlier_dated_on"),
        ({"number": "  "}, "earlier_number"),
        ({"issued_by": ""}, "earlier_issued_by"),
        ({"kind": "policy-request"}, "earlier_kind"),
        ({"file": None}, "earlier_file"),
    ],
)
def test_the_act_has_its_paper_of_the_time_of_the_edition(world, changes, field):
    act = replace(act_of(TURN - DAY), **changes)

    found = opening_refused(world, by_an_act(world, act), earlier=act)

    assert field in found


@pytest.mark.parametrize("on", [date(2025, 7, 1), TURN - DAY])
def test_an_act_of_the_first_or_the_last_day_of_an_edition_chooses_it(world, on):
    dossier = walk.open_dossier(world, override=CODE_2025, earlier=act_of(on))

    paper = dossier.papers.get(kind=EARLIER_POLICY)
    assert dossier.governing_date == paper.dated_on == on
    opened = trail.entries(dossier.number).filter(event=Event.DOSSIER_OPENED).get()
    assert contents_of([opened])[0]["earlier_act"]["number"] == paper.number


def test_nobody_chooses_an_edition_without_an_act(world):
    opening = by_an_act(world, act_of(TURN - DAY))

    assert opening_refused(world, opening) == ["earlier_kind"]


def test_an_act_without_an_edition_chooses_nothing(world):
    chosen = choose_edition(PROCEDURE, on=world.on)
    opening = Opening(world.agency, world.post, chosen, 60)

    assert opening_refused(world, opening, earlier=act_of(TURN - DAY)) == ["override"]


def test_minutes_are_those_of_the_first_conference(world):
    minutes = act_of(TURN - DAY, kind=EARLIER_MINUTES)

    assert opening_refused(world, by_an_act(world, minutes), earlier=minutes) == [
        "first_conference_on"
    ]


@pytest.mark.parametrize(("first", "refused"), [(-1, True), (0, False)])
def test_no_law_of_a_day_before_the_opening_governs_without_an_act(world, first, refused):
    first = world.on + first * DAY
    chosen = choose_edition(PROCEDURE, on=first)
    opening = Opening(world.agency, world.post, chosen, 60)

    if refused:
        assert opening_refused(world, opening, first=first) == ["first_conference_on"]
    else:
        assert walk.open_dossier(world, first_conference_on=first).governing_date == first


def test_a_conference_mistyped_into_the_time_of_an_older_edition_opens_nothing(world):
    chosen = choose_edition(PROCEDURE, on=TURN - DAY)

    assert opening_refused(
        world, Opening(world.agency, world.post, chosen, 60), first=TURN - DAY
    ) == ["first_conference_on"]


def test_an_edition_is_chosen_by_the_day_that_is_proposed(world):
    chosen = choose_edition(PROCEDURE, on=world.on + DAY)
    act = act_of(TURN - DAY)
    forged = replace(by_an_act(world, act).chosen, on=TURN - 2 * DAY)

    assert opening_refused(world, Opening(world.agency, world.post, chosen, 60)) == ["override"]
    assert opening_refused(world, Opening(world.agency, world.post, forged, 60), earlier=act) == [
        "override"
    ]


def test_a_post_of_another_agency_is_not_filled(world):
    other = Unit.objects.create(code="SK", name="Sở Khác", kind="agency", parent=world.units["TP"])
    post = Post.objects.create(
        code="SK-PGD", unit=other, title=world.titles["T-PGD"], standing="deputy", seats=1
    )
    chosen = choose_edition(PROCEDURE, on=world.on)

    assert opening_refused(world, Opening(world.agency, post, chosen, 60)) == ["post"]


def test_the_term_is_the_one_that_the_law_sets(world):
    chosen = choose_edition(PROCEDURE, on=world.on)
    good = Opening(world.agency, world.post, chosen, 60)

    assert opening_refused(world, replace(good, term_months=600)) == ["term_months"]


def test_a_revision_does_not_change_the_edition(world):
    dossier = walk.open_dossier(world)
    walk.take(world, dossier, decision="returned")
    world.on = date(2026, 7, 1)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, first_conference_on=TURN - DAY)

    assert [p.field for p in refused.value.problems] == ["first_conference_on"]
    dossier.refresh_from_db()
    assert dossier.governing_date == date(2026, 9, 15)


def test_a_returned_proposal_may_name_another_act_under_the_same_checks(world):
    dossier = walk.open_dossier(world, override=CODE_2025)
    walk.take(world, dossier, decision="returned")

    for earlier in (None, act_of(TURN), act_of(world.on)):
        with pytest.raises(IncompleteActError):
            walk.take(world, dossier, earlier=earlier)
    walk.take(world, dossier, earlier=act_of(TURN - 2 * DAY, number="18/QĐ-TP"))

    dossier.refresh_from_db()
    assert dossier.governing_date == TURN - 2 * DAY
    assert earlier_act_of(dossier).number == "18/QĐ-TP"
    assert dossier.papers.filter(kind=EARLIER_POLICY).count() == 2


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
