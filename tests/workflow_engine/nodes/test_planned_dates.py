"""Dates that a proposal plans: a slip is refused, what strikes somebody out is confirmed."""

from datetime import timedelta

import pytest
from django.conf import settings

from rules.compute.dates import Rounding, add_months
from tests import walk
from tests.processes.conftest import problems
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Dossier
from workflow_engine.registry.models import Planning

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def world():
    return walk.world(candidates=1, staff=0)


def ahead(day):
    """Return the last day that is taken for no slip."""
    return add_months(day, settings.EFFECT_WITHIN_MONTHS, rounding=Rounding.LAST_DAY)


def refused(world, **dates):
    with pytest.raises(IncompleteActError) as told:
        walk.open_dossier(world, **dates)
    assert not Dossier.objects.exists()
    return problems(told)


def test_a_date_of_effect_too_far_ahead_is_not_planned(world):
    furthest = ahead(world.on)

    for day in (furthest + DAY, furthest.replace(year=furthest.year + 36)):
        assert refused(world, planned_effective_on=day) == ["planned_effective_on"]
    dossier = walk.open_dossier(world, planned_effective_on=furthest)

    assert dossier.dates["appointment_effective_on"] == furthest


def test_a_first_conference_too_far_ahead_is_not_planned(world):
    furthest = ahead(world.on)

    assert refused(world, first_conference_on=furthest + DAY) == ["first_conference_on"]
    walk.open_dossier(world, first_conference_on=furthest)


def test_a_returned_proposal_is_held_to_the_same_dates(world):
    dossier = walk.open_dossier(world)
    walk.take(world, dossier, decision="returned")

    for name in ("first_conference_on", "planned_effective_on"):
        with pytest.raises(IncompleteActError) as told:
            walk.take(world, dossier, **{name: ahead(world.on) + 31 * DAY})
        assert name in problems(told)
    walk.take(world, dossier)


def test_a_conference_is_not_moved_too_far_ahead(world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "hold_leadership_conference")

    with pytest.raises(IncompleteActError) as told:
        walk.take(world, dossier, first_conference_on=ahead(world.on) + DAY)
    assert problems(told) == ["first_conference_on"]
    walk.take(world, dossier, first_conference_on=world.on + DAY)


@pytest.fixture
def near_the_age(world):
    """The one of the planning who meets the conditions today, and not with effect a month later."""
    person = Planning.objects.get().person
    person.sex = "male"
    person.birth_date = world.on.replace(year=1969, day=15)
    person.save()
    return person


def test_a_planned_date_that_strikes_somebody_out_is_confirmed_first(world, near_the_age):
    late = add_months(world.on, 3, rounding=Rounding.LAST_DAY)

    told = refused(world, planned_effective_on=late)
    assert told == ["planned_effective_on", "date_confirmed"]
    # What is confirmed is the date that was shown.
    assert refused(world, planned_effective_on=late, date_confirmed=late - DAY)
    dossier = walk.open_dossier(world, planned_effective_on=late, date_confirmed=late)

    assert dossier.dates["appointment_effective_on"] == late


def test_a_planned_date_that_strikes_nobody_out_needs_no_confirmation(world):
    walk.open_dossier(world, planned_effective_on=ahead(world.on))
