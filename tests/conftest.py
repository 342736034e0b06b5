"""What all tests share: a database and a folder of their own, and the addresses loaded.

A database is migrated, or copied from the migrated one that `TEST_TEMPLATE` names.
"""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.urls import get_resolver
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from workflow_engine.base import assets

pytest_plugins = ["tests.evidence_fixtures"]


def pytest_configure():
    # Pages name their files plainly: a test run needs nothing collected.
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Pages are read in Vietnamese, from the catalogue as it stands.
    for source in Path(settings.BASE_DIR).glob("*/locale/*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            assets.compile_messages()
            translation_file_changed(source, compiled)  # what was read before is read again
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """Keep the copy of a file: it is the test database."""
    sqlite = connections["default"].vendor == "sqlite"
    return django_db_keepdb or bool(sqlite and os.environ.get("TEST_TEMPLATE"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """Put SQLite's test database into a file: threads and servers share it as they do in earnest.

    The disk need not keep up with a test.
    """
    given = connections["default"].settings_dict
    template = os.environ.get("TEST_TEMPLATE")
    if template and not given["ENGINE"].endswith("sqlite3"):
        given["TEST"]["TEMPLATE"] = template
    if given["ENGINE"].endswith("sqlite3"):
        own = tmp_path_factory.mktemp("database") / "test.sqlite3"
        if template:
            shutil.copy(template, own)
        given["TEST"]["NAME"] = str(own)
        pragmas = given["OPTIONS"]["init_command"]
        given["OPTIONS"] = {
            **given["OPTIONS"],
            "init_command": pragmas.replace("synchronous=FULL", "synchronous=OFF"),
        }


@pytest.fixture(scope="session", autouse=True)
def folder_of_the_tests(tmp_path_factory):
    """Keep uploads and keys of the tests out of the folder of the installation."""
    data = tmp_path_factory.mktemp("data")
    settings.DATA_DIR = data
    settings.MEDIA_ROOT = str(data / "papers")


@pytest.fixture(scope="session", autouse=True)
def addresses_loaded():
    """Load the URLconf: Viewflow's nodes have no address before."""
    return get_resolver().url_patterns


@pytest.fixture(autouse=True)
def in_the_language_of_the_city():
    """Begin each test in Vietnamese: the page that another read last left its language behind."""
    translation.activate(settings.LANGUAGE_CODE)
