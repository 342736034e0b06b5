"""One world for the tests of a kind of node, on a day of the second edition."""

from datetime import date

import pytest

from tests import walk


@pytest.fixture(scope="module")
def module_world(in_one_transaction):
    return walk.world(on=date(2026, 9, 15))
