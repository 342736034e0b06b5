"""A database that belongs to one run: made before, thrown away after."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

SETTINGS = "bench.settings"


@contextmanager
def own_database() -> Iterator[str]:
    """Set up Django on an empty database with the sample, and name the kind of database.

    On SQLite it is a file in a temporary folder; with `DATABASE_URL` it is a database of its own on
    the same PostgreSQL server.
    """
    url = os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="chuan-bench-") as folder:
        os.environ["CHUAN_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
        if not url.startswith("postgres"):
            os.environ.pop("DATABASE_URL", None)
            yield from _filled()
            return
        name = f"chuan_bench_{os.getpid()}"
        _administer(url, f'CREATE DATABASE "{name}"')
        os.environ["DATABASE_URL"] = urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        try:
            yield from _filled()
        finally:
            os.environ["DATABASE_URL"] = url
            _administer(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def _filled() -> Iterator[str]:
    import django

    django.setup()

    from django.core.management import call_command
    from django.db import connections
    from django.urls import get_resolver
    from django.utils import timezone

    from workflow_engine.sample import accounts, city

    call_command("migrate", verbosity=0)
    call_command("load_calendar", verbosity=0)
    city.load(today=timezone.localdate())
    accounts.ensure()
    # Viewflow's nodes have no address before the URLconf is loaded.
    _ = get_resolver().url_patterns
    try:
        yield connections["default"].vendor
    finally:
        connections.close_all()


def _administer(url: str, statement: str) -> None:
    import psycopg

    maintenance = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(statement)
