"""Who sits in a conference by the registry: whose term ended does not, until it is renewed."""

from datetime import timedelta

import pytest

from processes.shared import composition
from rules.compute.dates import Rounding, add_months
from workflow_engine.nodes.conference.presiding import leaders
from workflow_engine.registry.models import Person, PostHolding

pytestmark = pytest.mark.django_db


def _members(compose, world, dossier):
    return {member.person for member in compose(dossier, on=world.on)}


@pytest.fixture
def deputy(world):
    person = world.people["deputy-director-1"]
    return PostHolding.objects.get(person=person, post__unit=world.agency)


@pytest.mark.parametrize("beyond", [0, 40])
def test_whose_term_ended_sits_in_no_leadership(world, dossier, deputy, beyond):
    assert deputy.person_id in _members(composition.leadership_collective, world, dossier)
    deputy.term_months = 60
    deputy.held_from = add_months(world.on, -60, rounding=Rounding.LAST_DAY)
    deputy.held_from -= timedelta(days=beyond)
    deputy.save()

    assert deputy.person_id not in _members(composition.leadership_collective, world, dossier)
    extended = composition.extended_leadership(dossier, on=world.on)
    seated = [member for member in extended if member.person == deputy.person_id]
    # The seat in the Party committee has a term of its own.
    assert [str(deputy.post) in str(member.capacities) for member in seated] == [False]
    assert deputy.person_id not in leaders(world.agency, on=world.on)


def test_the_last_day_of_a_term_is_within_it(world, dossier, deputy):
    deputy.term_months = 60
    deputy.held_from = add_months(world.on, -60, rounding=Rounding.LAST_DAY) + timedelta(days=1)
    deputy.save()

    assert deputy.person_id in _members(composition.leadership_collective, world, dossier)
    assert deputy.person_id in leaders(world.agency, on=world.on)


def test_a_renewal_on_record_seats_whose_first_term_ended(world, dossier, deputy):
    deputy.held_from = add_months(world.on, -61, rounding=Rounding.LAST_DAY)
    deputy.save()
    PostHolding.objects.create(
        person=deputy.person,
        post=deputy.post,
        held_from=add_months(world.on, -1, rounding=Rounding.LAST_DAY),
        term_months=60,
    )

    assert deputy.person_id in _members(composition.leadership_collective, world, dossier)


@pytest.mark.parametrize(
    ("footing", "exercises"),
    [("appointed", True), ("acting", True), ("seconded", False), ("assigned", False)],
)
def test_who_exercises_a_post_is_who_was_appointed_or_acts(
    world, dossier, deputy, footing, exercises
):
    deputy.kind = footing
    deputy.held_from = world.on - timedelta(days=30)
    deputy.save()

    sits = deputy.person_id in _members(composition.leadership_collective, world, dossier)
    assert (sits, deputy.person_id in leaders(world.agency, on=world.on)) == (exercises, exercises)
    staff = {member.person for member in composition._whole_staff(world.agency, world.on)}
    assert (deputy.person_id in staff) == (footing != "seconded")


def test_whose_term_ended_is_still_one_of_the_whole_staff(world, dossier, deputy):
    deputy.person.kind = Person.Kind.CIVIL_SERVANT
    deputy.person.save()
    deputy.term_months = 12
    deputy.save()

    staff = {member.person for member in composition._whole_staff(world.agency, world.on)}

    assert deputy.person_id in staff
