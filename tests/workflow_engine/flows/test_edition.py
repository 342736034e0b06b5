"""Which edition governs: by the day of the first conference, or by an officer with a reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from processes.appointment.on_site_2025 import OnSiteAppointmentFlow2025
from processes.appointment.on_site_2026 import OnSiteAppointmentFlow2026
from tests import walk
from workflow_engine import nodes
from workflow_engine.acts import steps
from workflow_engine.acts.steps import Opening
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.flows.flow import ChosenEdition, NoEditionError, choose_edition, procedures
from workflow_engine.registry.models import Post, Unit

PROCEDURE = "appointment-on-site"
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


@pytest.mark.parametrize(
    ("on", "code", "governed_by"),
    [
        (TURN + DAY, "appointment-on-site.2025", TURN - DAY),
        (TURN - DAY, "appointment-on-site.2026", TURN),
        (TURN - DAY, "appointment-on-site.2025", TURN - DAY),
    ],
)
def test_an_officer_may_name_the_edition_and_the_law_is_that_of_its_nearest_day(
    on, code, governed_by
):
    chosen = choose_edition(PROCEDURE, on=on, override=code, override_reason="Đã bắt đầu trước.")

    assert chosen.flow_class.edition.code == code
    assert (chosen.on, chosen.reason, chosen.overridden) == (governed_by, "Đã bắt đầu trước.", True)


# --------------------------------------------------------------------------------- the opening


@pytest.fixture
def world():
    return walk.world(on=date(2026, 9, 15), candidates=1, staff=0)


def opening_refused(world, opening):
    first = world.on
    act = nodes.ProposalAct("x", "1", first, "2", first, first, first + 30 * DAY)
    with pytest.raises(IncompleteActError) as refused:
        steps.open_dossier(
            opening=opening, act=act, account=world.account("hr_officer"), at=world.at()
        )
    return [problem.field for problem in refused.value.problems]


def test_a_dossier_keeps_the_edition_and_why(world):
    dossier = walk.open_dossier(world, override="appointment-on-site.2025")

    assert dossier.flow_class is OnSiteAppointmentFlow2025
    assert dossier.edition_overridden
    assert dossier.governing_date == TURN - DAY
    assert dossier.edition_reason == "Quy trình đã bắt đầu trước ngày 01/08/2026."


def test_an_edition_against_the_rule_needs_a_reason(world):
    chosen = choose_edition(PROCEDURE, on=world.on, override="appointment-on-site.2025")

    assert opening_refused(world, Opening(world.agency, world.post, chosen, 60)) == [
        "override_reason"
    ]


def test_an_edition_is_chosen_by_the_day_that_is_proposed(world):
    chosen = choose_edition(PROCEDURE, on=TURN - DAY)
    forged = ChosenEdition(OnSiteAppointmentFlow2025, world.on, "x")

    assert opening_refused(world, Opening(world.agency, world.post, chosen, 60)) == [
        "first_conference_on"
    ]
    assert opening_refused(world, Opening(world.agency, world.post, forged, 60)) == ["override"]


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


def test_where_an_officer_chose_a_move_does_not_change_the_law(world):
    dossier = walk.open_dossier(world, override="appointment-on-site.2025")
    walk.until(world, dossier, "hold_first_leadership_conference")

    walk.take(world, dossier, first_conference_on=world.on + DAY)

    dossier.refresh_from_db()
    assert dossier.dates["first_conference_on"] == world.on + DAY
    assert dossier.governing_date == TURN - DAY
