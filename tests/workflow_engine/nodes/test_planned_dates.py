"""Dates that a proposal plans: a slip is refused, what strikes somebody out is confirmed."""

from datetime import timedelta

import pytest
from django.conf import settings

from rules.compute.dates import Rounding, add_months
from tests import walk
from tests.processes.conftest import problems
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.dossiers.models import Dossier, Happened
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
    walk.open_dossier(world, first_conference_on=furthest, conference_confirmed=furthest)


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


# ------------------------------------------------------- within the bound, at the first gate


def fields_refused(world, dossier, **changes):
    before = Happened.objects.count()
    with pytest.raises(IncompleteActError) as told:
        walk.take(world, dossier, **changes)
    assert Happened.objects.count() == before
    return problems(told)


def test_a_first_conference_whose_day_alone_strikes_somebody_out_is_confirmed_first(world):
    """On that day the health certificate of today is too old: within six months, and a slip."""
    late = ahead(world.on)

    told = refused(world, first_conference_on=late)
    assert told == ["first_conference_on", "conference_confirmed"]
    assert refused(world, first_conference_on=late, conference_confirmed=late - DAY) == told
    dossier = walk.open_dossier(world, first_conference_on=late, conference_confirmed=late)

    assert dossier.dates["first_conference_on"] == late


def test_a_move_whose_day_alone_strikes_somebody_out_is_confirmed_first(world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "hold_leadership_conference")
    late = ahead(world.on)
    days = {"first_conference_on": late, "planned_effective_on": late}

    assert fields_refused(world, dossier, **days) == [
        "first_conference_on",
        "conference_confirmed",
    ]
    [candidate] = walk.candidates(dossier)
    walk.take(world, dossier, **days, conference_confirmed=late)

    candidate.refresh_from_db()
    assert candidate.status == candidate.Status.STRUCK_OUT


def test_a_move_past_the_planned_date_of_effect_plans_it_anew(world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "hold_leadership_conference")
    planned = dossier.dates["appointment_effective_on"]

    told = fields_refused(world, dossier, first_conference_on=planned + DAY)
    walk.take(
        world, dossier, first_conference_on=planned + DAY, planned_effective_on=planned + 9 * DAY
    )

    assert told == ["planned_effective_on"]
    dossier = Dossier.objects.get(pk=dossier.pk)
    assert dossier.dates["first_conference_on"] == planned + DAY
    assert dossier.dates["appointment_effective_on"] == planned + 9 * DAY


@pytest.fixture
def entering(world):
    """A dossier at whose list somebody stands whom the planned date alone strikes out.

    The record was corrected after the proposal.
    """
    late = add_months(world.on, 3, rounding=Rounding.LAST_DAY)
    dossier = walk.open_dossier(world, planned_effective_on=late)
    walk.take(world, dossier)
    person = Planning.objects.get().person
    person.sex = "male"
    person.birth_date = world.on.replace(year=1969, day=15)
    person.save()
    return dossier, late


def test_whom_the_planned_date_alone_strikes_out_is_asked_about_when_entered(world, entering):
    dossier, late = entering
    asked = ["planned_effective_on", "date_confirmed"]

    assert fields_refused(world, dossier) == asked
    assert fields_refused(world, dossier, date_confirmed=late - DAY) == asked
    assert not dossier.candidates.exists()
    walk.take(world, dossier, date_confirmed=late)
    walk.take(world, dossier)
    walk.take(world, dossier)

    [candidate] = dossier.candidates.all()
    assert candidate.status == candidate.Status.STRUCK_OUT


def test_the_planned_date_is_corrected_where_the_list_is_drawn_up(world, entering):
    dossier, _late = entering
    first = dossier.dates["first_conference_on"]

    assert fields_refused(world, dossier, planned_effective_on=first - DAY) == [
        "planned_effective_on"
    ]
    assert fields_refused(world, dossier, planned_effective_on=ahead(world.on) + DAY) == [
        "planned_effective_on"
    ]
    walk.take(world, dossier, planned_effective_on=first)

    assert Dossier.objects.get(pk=dossier.pk).dates["appointment_effective_on"] == first
    walk.until(world, dossier, "hold_leadership_conference")
    assert len(walk.candidates(dossier)) == 1
