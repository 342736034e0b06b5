"""Who took part in a dossier: who acted, who came, and who presided without being on a list."""

import pytest

from tests import walk
from workflow_engine.acts.beside import answers
from workflow_engine.dossiers.taking_part import participants_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return walk.world(candidates=1, staff=1)


def test_whoever_opened_it_took_part_and_nobody_else_yet(world):
    dossier = walk.open_dossier(world)

    assert participants_of(dossier) == {world.people["hr-officer"].pk}


def test_a_representative_of_the_superior_who_presided_took_part_and_has_to_declare(world):
    presiding = walk.add_person(world, "vice-chairman", post="TP-PCT", planned=False)
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "hold_leadership_conference")
    assert presiding.pk not in participants_of(dossier)

    walk.take(
        world,
        dossier,
        presided_as="superior",
        presided_by=presiding.pk,
        superior_case="disunity",
        superior_reason="Kết luận thanh tra 12/KL-TTr",
    )

    assert presiding.pk in participants_of(dossier)
    assert presiding in answers.undeclared(dossier)


def test_whoever_was_summoned_and_did_not_come_took_no_part(world):
    dossier = walk.open_dossier(world)
    walk.until(world, dossier, "hold_leadership_conference")
    summoned = {row.person_id for row in dossier.summonses.all()}
    away = world.people["deputy-director-2"].pk

    walk.take(
        world,
        dossier,
        present=frozenset({world.people["director"].pk, world.people["deputy-director-1"].pk}),
    )

    assert away in summoned
    assert away not in participants_of(dossier)
