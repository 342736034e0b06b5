"""The end of a term: reappointment and extension, in both editions, from the notice to the post."""

from datetime import date

import pytest

from rules.compute.dates import Rounding, add_months
from tests import walk
from workflow_engine.dossiers.models import Dossier
from workflow_engine.registry.models import PostHolding

pytestmark = pytest.mark.django_db

AUTUMN = date(2026, 9, 15)


@pytest.fixture
def world():
    made = walk.world(on=AUTUMN, candidates=0)
    walk.add_person(made, "holder", post="SO-PGD", planned=False, held_for=54)
    return made


def holding_of(world, key="holder"):
    return world.people[key].postholdings.get(held_until__gt=world.on)


def test_a_term_is_renewed_from_its_end(world):
    holding = holding_of(world)
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
