"""A world an edition, built once for a module of tests and rolled back after it.

Every test runs in a transaction of its own within it, so what one test does no other sees.
`dossier` waits at the first conference, with four candidates whom the gate let pass.
"""

import copy
from datetime import date

import pytest
from django.db import transaction

from compliance.history import create_many
from tests import walk
from workflow_engine.dossiers.models import Dossier, Summons
from workflow_engine.registry.models import Person

DAYS = {2025: date(2026, 6, 15), 2026: date(2026, 9, 15)}
FIRST_CONFERENCE = {2025: "hold_first_leadership_conference", 2026: "hold_leadership_conference"}


@pytest.fixture(scope="module", params=[2025, 2026])
def edition(request):
    return request.param


@pytest.fixture(scope="module")
def ground(edition, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        world = walk.world(on=DAYS[edition], candidates=4)
        dossier = walk.open_dossier(world)
        walk.until(world, dossier, FIRST_CONFERENCE[edition])
        yield world, dossier
        transaction.set_rollback(True)


@pytest.fixture
def world(ground, db):
    return copy.deepcopy(ground[0])


@pytest.fixture
def dossier(ground, world):
    """The dossier that waits at the first conference."""
    return Dossier.objects.get(pk=ground[1].pk)


@pytest.fixture
def fresh(world):
    """A dossier that was just opened."""
    return walk.open_dossier(world)


@pytest.fixture
def summon(world):
    """Make the list of a conference longer or shorter: as many as `invited`, `excused` of them."""

    def summon(dossier, conference, invited, excused=0):
        rows = list(Summons.objects.filter(dossier=dossier, conference=conference, struck=False))
        for row in rows[invited:]:
            row.struck = True
            row.save()
        people = _people(invited - len(rows))
        create_many(
            [
                Summons(dossier=dossier, conference=conference, person=person, capacity="thử")
                for person in people
            ]
        )
        rows = Summons.objects.filter(dossier=dossier, conference=conference, struck=False)
        for row in rows.order_by("-pk")[:excused]:
            row.attendance = Summons.Attendance.EXCUSED
            row.save()

    return summon


def _people(number):
    start = Person.objects.count()
    people = [
        Person(
            personal_number=f"0880{start + n:08d}",
            full_name=f"Nguyễn Văn {start + n}",
            birth_date=date(1985, 1, 1),
            sex="male",
        )
        for n in range(max(number, 0))
    ]
    for person in people:
        person.derive_keys()
    return create_many(people)


@pytest.fixture
def present():
    """Name as many of those summoned as were there."""

    def present(dossier, number):
        node = walk.task(dossier).flow_task
        able = [r.person_id for r in node.summonses(dossier) if r.attendance != "excused"]
        return frozenset(able[:number])

    return present


def status(candidate):
    candidate.refresh_from_db()
    return candidate.status


def problems(refused):
    return [problem.field for problem in refused.value.problems]


def carried(dossier):
    return {candidate.pk for candidate in walk.candidates(dossier)}


@pytest.fixture
def three_at_the_extended_conference(world, dossier, summon, present, edition):
    """Step 2, at which A, B and C stand; in 2025 D as well."""
    if edition == 2026:
        summon(dossier, "hold_leadership_conference", 9)
        a, b, c, _d = walk.candidates(dossier)
        votes = {a: 3, b: 3, c: 3}
        walk.take(world, dossier, votes=votes, present=present(dossier, 9))
    else:
        walk.take(world, dossier)
    return walk.candidates(dossier)
