"""What is done in a dossier is dated within its life."""

from dataclasses import fields
from datetime import date, timedelta

import pytest

from tests import walk
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.dating import before_it_began

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def world():
    return walk.world(on=date(2026, 9, 15), candidates=1, staff=0)


def test_an_act_is_dated_from_the_day_on_which_the_dossier_was_opened(world):
    dossier = walk.open_dossier(world, submitted_on=world.on - DAY, minutes_date=world.on - DAY)

    assert dossier.begun_on == world.on
    assert before_it_began(dossier, "dated_on", world.on) == []
    assert [p.field for p in before_it_began(dossier, "dated_on", world.on - DAY)] == ["dated_on"]


@pytest.mark.parametrize(
    ("received", "begun"),
    [
        (date(2026, 7, 2), date(2026, 7, 2)),
        (date(2025, 6, 30), date(2025, 7, 1)),
        (date(2026, 9, 15), date(2026, 9, 15)),
    ],
)
def test_with_an_earlier_act_it_is_the_receipt_then_in_the_time_of_the_edition(
    world, received, begun
):
    dossier = walk.open_dossier(
        world,
        override="appointment-on-site.2025",
        submitted_on=received,
        minutes_date=received,
    )

    assert dossier.begun_on == begun


# What an act says of the day on which it was done; a paper on which it stands may be older.
DONE_ON = ("dated_on", "held_on", "disclosed_on")


def refused_days(world, dossier, seen):
    """Try the step that waits with a day before the dossier; return what the act names of days."""
    act = walk.act_for(world, dossier)
    days = [each.name for each in fields(act) if each.name in DONE_ON]
    for day in days:
        with pytest.raises(IncompleteActError) as refused:
            walk.take(world, dossier, **{day: dossier.begun_on - DAY})
        assert day in [problem.field for problem in refused.value.problems]
        seen.add(type(act).__name__)


@pytest.mark.parametrize("override", ["", "appointment-on-site.2025"])
def test_no_act_is_dated_before_the_dossier_began(world, override):
    more = {"override": override} if override else {}
    dossier = walk.open_dossier(world, **more)
    seen = set()

    while walk.task(dossier) is not None:
        if walk.task(dossier).flow_task.kind == "gate":
            walk.supply_all(world, dossier)
        else:
            refused_days(world, dossier, seen)
            walk.take(world, dossier)

    acts = {"ApprovalAct", "ConferenceAct", "DisclosureAct", "OpinionAct"}
    assert acts <= seen


def test_no_report_is_dated_before_the_dossier_began(world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "hold_leadership_conference")
    walk.take(world, dossier, votes={})
    seen = set()

    refused_days(world, dossier, seen)

    assert seen == {"ReportAct"}
