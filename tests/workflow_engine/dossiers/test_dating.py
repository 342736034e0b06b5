"""What is done in a dossier is dated within its life."""

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


def test_an_approval_is_not_dated_before_the_dossier(world):
    dossier = walk.open_dossier(world, submitted_on=world.on - DAY, minutes_date=world.on - DAY)

    with pytest.raises(IncompleteActError) as refused:
        walk.take(world, dossier, dated_on=world.on - DAY)
    walk.take(world, dossier, dated_on=world.on)

    assert [p.field for p in refused.value.problems] == ["dated_on"]
