"""The end of a term: reappointment and extension, in both editions, from the notice to the post."""

from datetime import date

import pytest

from rules.compute.dates import Rounding, add_months
from tests import walk
from workflow_engine.dossiers.models import Dossier
from workflow_engine.registry.models import PostHolding

pytestmark = pytest.mark.django_db

EDITIONS = {"2025": date(2026, 6, 15), "2026": date(2026, 9, 15)}


@pytest.fixture(params=EDITIONS)
def world(request):
    """An agency with two deputies whose terms end in six months: one is near to retirement."""
    made = walk.world(on=EDITIONS[request.param], candidates=0)
    walk.add_person(made, "holder", post="SO-PGD", planned=False, held_for=54)
    walk.add_person(
        made,
        "elder",
        post="P2-TP",
        planned=False,
        held_for=54,
        birth_date=date(1966, 3, 15),
        sex="male",
    )
    return made


def holding_of(world, key):
    return world.people[key].postholdings.get(held_until__gt=world.on)


def test_a_term_is_followed_by_the_next_from_its_end(world):
    holding = holding_of(world, "holder")
    dossier = walk.open_about(world, "reappointment", holding)

    ended = walk.to_the_end(world, dossier)

    assert ended.outcome == Dossier.Outcome.ACHIEVED
    holding.refresh_from_db()
    assert holding.left == PostHolding.Left.TERM_ENDED
    assert holding.end_document_number == "80/QĐ-TP"
    following = world.people["holder"].postholdings.get(held_from=holding.held_until)
    assert following.post == holding.post
    assert following.term_months == 60
    assert following.held_until == add_months(holding.held_until, 60, rounding=Rounding.LAST_DAY)
    assert following.document_number == "80/QĐ-TP"


def test_a_term_is_extended_to_retirement(world):
    holding = holding_of(world, "elder")
    dossier = walk.open_about(world, "extension", holding)

    ended = walk.to_the_end(world, dossier)

    assert ended.outcome == Dossier.Outcome.ACHIEVED
    holding.refresh_from_db()
    following = world.people["elder"].postholdings.get(held_from=holding.held_until)
    # Born in March 1966, a man reaches the age of 61 years and 9 months in December 2027.
    assert following.held_until == date(2028, 1, 1)
    assert following.term_months is None
