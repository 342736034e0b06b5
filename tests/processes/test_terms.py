"""The end of a term: reappointment and extension, in both editions, from the notice to the post."""

from datetime import date

import pytest

from rules.compute.dates import Rounding, add_months
from tests import walk
from workflow_engine.dossiers.models import Dossier
from workflow_engine.flows.flow import procedures
from workflow_engine.registry.models import PostHolding

pytestmark = pytest.mark.django_db

EDITIONS = {"2025": date(2026, 6, 15), "2026": date(2026, 9, 15)}


@pytest.fixture(params=EDITIONS)
def world(request):
    return an_agency(EDITIONS[request.param])


def an_agency(on):
    """Make an agency with two leaders whose terms end in six months, one near to retirement."""
    made = walk.world(on=on, candidates=0)
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


FLOWS = [flow for flow in procedures() if flow.procedure in ("reappointment", "extension")]
WAYS = [
    pytest.param(flow, *way, id=f"{flow.edition.code}-{'-'.join(way)}")
    for flow in FLOWS
    for way in walk.ways_off(flow)
]


@pytest.mark.parametrize(("flow", "name", "route"), WAYS)
def test_every_way_off_leads_to_an_end_that_the_law_knows(flow, name, route):
    """Whoever is not decided on holds the post as before; whoever is, from the end of the term."""
    world = an_agency(EDITIONS[flow.edition.code[-4:]])
    key = "holder" if flow.procedure == "reappointment" else "elder"
    holding = holding_of(world, key)
    dossier = walk.open_about(world, flow.procedure, holding)
    assert dossier.flow_class is flow

    walk.along(world, dossier, walk.ways_to(flow, name, route))
    ended = walk.to_the_end(world, dossier)

    [candidate] = dossier.candidates.all()
    following = candidate.person.postholdings.filter(held_from__gt=world.on)
    holding.refresh_from_db()
    decided = ended.outcome == Dossier.Outcome.ACHIEVED
    assert (candidate.status == "decided") == decided == following.exists()
    assert candidate.status not in ("standing", "held")
    assert bool(holding.left) == (decided or ended.outcome_step.startswith("not_"))


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
