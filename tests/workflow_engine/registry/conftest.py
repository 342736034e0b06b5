"""What the tests of the registry share."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    """Read the messages in the language in which they are written."""
    with translation.override("en"):
        yield
