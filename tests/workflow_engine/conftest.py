"""A world with its accounts, and ways to read pages: what the tests of the pages share.

The world is built once for a module and every test is rolled back to it. A module whose tests look
at a dossier that is over asks for `ended`.
"""

from copy import deepcopy
from html import unescape

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests import walk


@pytest.fixture(scope="module")
def in_one_transaction(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def module_world(in_one_transaction):
    return walk.world()


@pytest.fixture(scope="module")
def ended(module_world):
    """A dossier that went all the way to the appointment."""
    dossier = walk.to_the_end(module_world, walk.open_dossier(module_world))
    # Another dossier can be opened for the same post.
    module_world.post.seats = 9
    module_world.post.save()
    return dossier


@pytest.fixture(scope="module")
def held_at_the_gate(module_world):
    """A dossier that waits at the first gate for facts."""
    dossier = walk.open_dossier(module_world)
    walk.until(module_world, dossier, "check_candidates")
    return dossier


@pytest.fixture
def world(db, module_world):
    return deepcopy(module_world)


@pytest.fixture
def as_role(client):
    """Sign in as any account."""

    def sign_in(account):
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def read(world, as_role):
    """Read a page as the account of a role; the text has single spaces."""

    def page(role, address, *, status=200):
        response = as_role(world.account(role)).get(address)

        assert response.status_code == status, response.status_code
        return " ".join(response.content.decode().split())

    return page


@pytest.fixture
def queries(world, as_role):
    """Count the queries of a page."""

    def count(role, address):
        client = as_role(world.account(role))
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    return count


@pytest.fixture
def pages(world, as_role):
    """Read pages as an inspector in a language: what each says in one line."""
    client = as_role(world.account("inspector"))

    def pages(addresses, lang="vi"):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = lang
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200, (address, response.status_code)
            yield address, " ".join(unescape(response.content.decode()).split())

    return pages
