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
from workflow_engine.acts.steps import Opening
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import DossierSubject
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
    act = nodes.ProposalAct("x", "1", asked, "2", asked, asked, first, world.on + 30 * DAY, earlier)
    with pytest.raises(IncompleteActError) as refused:
        steps.open_dossier(
            opening=opening, act=act, account=world.account("hr_officer"), at=world.at()
        )
    return [problem.field for problem in refused.value.problems]


def by_an_act(world, earlier, *, reason="Đã bắt đầu trước."):
    chosen = ChosenEdition(OnSiteAppointmentFlow2025, earlier.dated_on, reason, overridden=True)
    return Opening(world.agency, DossierSubject.of(world.post), chosen)


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
    opening = Opening(world.agency, DossierSubject.of(world.post), chosen)

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
    opening = Opening(world.agency, DossierSubject.of(world.post), chosen)

    if refused:
        assert opening_refused(world, opening, first=first) == ["first_conference_on"]
    else:
        assert walk.open_dossier(world, first_conference_on=first).governing_date == first


def test_a_conference_mistyped_into_the_time_of_an_older_edition_opens_nothing(world):
    chosen = choose_edition(PROCEDURE, on=TURN - DAY)

    assert opening_refused(
        world, Opening(world.agency, DossierSubject.of(world.post), chosen), first=TURN - DAY
    ) == ["first_conference_on"]


def test_an_edition_is_chosen_by_the_day_that_is_proposed(world):
    chosen = choose_edition(PROCEDURE, on=world.on + DAY)
    act = act_of(TURN - DAY)
    forged = replace(by_an_act(world, act).chosen, on=TURN - 2 * DAY)

    assert opening_refused(world, Opening(world.agency, DossierSubject.of(world.post), chosen)) == [
        "override"
    ]
    assert opening_refused(
        world, Opening(world.agency, DossierSubject.of(world.post), forged), earlier=act
    ) == ["override"]


def test_a_post_of_another_agency_is_not_filled(world):
    other = Unit.objects.create(code="SK", name="Sở Khác", kind="agency", parent=world.units["TP"])
    post = Post.objects.create(
        code="SK-PGD", unit=other, title=world.titles["T-PGD"], standing="deputy", seats=1
    )
    chosen = choose_edition(PROCEDURE, on=world.on)

    assert opening_refused(world, Opening(world.agency, DossierSubject.of(post), chosen)) == [
        "post"
    ]


def test_a_revision_does_not_change_the_edition(world):
    dossier = walk.open_dossier(world)
    walk.take(world, dossier, decision="returned")

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, first_conference_on=TURN - DAY)

    assert {p.field for p in refused.value.problems} == {"first_conference_on"}
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
