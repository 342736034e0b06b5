"""Numbers of dossiers go on past four digits."""

import pytest

from tests import walk

pytestmark = pytest.mark.django_db


def test_the_number_after_ten_thousand_is_one_more():
    world = walk.world()
    year = world.on.year
    for last in (f"BN-{year}-9999", f"BN-{year}-10000"):
        dossier = walk.open_dossier(world)
        dossier.number = last
        dossier.save()

    assert walk.open_dossier(world).number == f"BN-{year}-10001"
