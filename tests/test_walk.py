"""The walk reaches the end of either edition: what other tests stand on."""

from datetime import date

import pytest

from tests import walk
from workflow_engine.dossiers.models import Dossier

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("on", "conferences"), [(date(2026, 6, 15), 5), (date(2026, 9, 15), 4)], ids=["2025", "2026"]
)
def test_a_dossier_is_walked_from_the_proposal_to_the_post(on, conferences):
    world = walk.world(on=on)
    dossier = walk.open_dossier(world)

    ended = walk.to_the_end(world, dossier)

    assert ended.outcome == Dossier.Outcome.ACHIEVED
    assert dossier.conferences.count() == conferences
    [appointed] = walk.candidates(dossier, "decided")
    assert appointed.person.postholdings.filter(post=world.post).exists()
