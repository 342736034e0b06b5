"""Append-only tables: the database itself refuses to change or delete evidence.

The guarded tables are the trail's three and every history table. PostgreSQL gets one
statement-level trigger a table, for UPDATE, DELETE and TRUNCATE, that fires even for replication
roles. SQLite gets three row triggers a table: the third refuses `INSERT OR REPLACE`, which deletes
a row without firing the trigger for deletes.

Tables are guarded after every `migrate`. A migration that has to rewrite a guarded table, and a
test that flushes, take the guard away with `removed(connection)` for as long as that lasts.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from simple_history.models import HistoricalChanges

_FUNCTION = "chuan_refuse_change"
_FUNCTION_BODY = """
BEGIN
    RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
"""
# pg_trigger.tgtype: before (2), delete (8), update (16), truncate (32), for each statement (0).
_PG_TYPE = 2 + 8 + 16 + 32
_PG_ALWAYS = "A"

# Where PostgreSQL would cut a name, silently.
_LONGEST_NAME = 63


def guarded_tables() -> list[str]:
    """Name every table that only grows."""
    from compliance.models import TrailEntry, TrailForm, TrailPayload

    models: list[type[Model]] = [TrailEntry, TrailForm, TrailPayload]
    models += [model for model in apps.get_models() if issubclass(model, HistoricalChanges)]
    return sorted({model._meta.db_table for model in models})


def install(connection: BaseDatabaseWrapper, tables: Iterable[str] | None = None) -> None:
    """Guard the tables that exist; what is in place already stays as it is."""
    wanted = _statements(connection, _existing(connection, tables))
    absent = _absent(connection, wanted)
    if not absent:
        return
    _settle(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger "
                f"LANGUAGE plpgsql AS $${_FUNCTION_BODY}$$"
            )
        for table, name in absent:
            for statement in (_drop(connection, table, name), *wanted[table, name]):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper, tables: Iterable[str] | None = None) -> None:
    """Take the guard away."""
    _settle(connection)
    with connection.cursor() as cursor:
        for table, name in _statements(connection, _existing(connection, tables)):
            cursor.execute(_drop(connection, table, name))


def missing(connection: BaseDatabaseWrapper, tables: Iterable[str] | None = None) -> list[str]:
    """Name every trigger that is absent, altered or disabled."""
    wanted = _statements(connection, _existing(connection, tables))
    return [name for _, name in _absent(connection, wanted)]


@contextmanager
def removed(connection: BaseDatabaseWrapper, tables: Iterable[str] | None = None) -> Iterator[None]:
    """Take the guard away for the length of a block."""
    tables = None if tables is None else list(tables)
    remove(connection, tables)
    try:
        yield
    finally:
        install(connection, tables)


def install_after_migrate(*, using: str, **kwargs: Any) -> None:
    """Guard what the migrations have made, and restore the row that numbers the entries."""
    from compliance.models import TrailEntry, TrailHead

    connection = connections[using]
    if TrailHead._meta.db_table not in connection.introspection.table_names():
        return
    if not TrailHead.objects.using(using).filter(pk=1).exists():
        last = TrailEntry.objects.using(using).order_by("-number").first()
        TrailHead.objects.using(using).create(pk=1, length=last.number + 1 if last else 0)
    install(connection)


def _settle(connection: BaseDatabaseWrapper) -> None:
    """Have deferred constraints checked: PostgreSQL alters no table that still waits for them."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        connection.check_constraints()


def _existing(connection: BaseDatabaseWrapper, tables: Iterable[str] | None) -> list[str]:
    there = set(connection.introspection.table_names())
    wanted = guarded_tables() if tables is None else tables
    return [table for table in wanted if table in there]


def _statements(
    connection: BaseDatabaseWrapper, tables: Iterable[str]
) -> dict[tuple[str, str], list[str]]:
    """Write the statements that create each trigger, by table and trigger name."""
    make = {"postgresql": _postgresql, "sqlite": _sqlite}[connection.vendor]
    return {key: value for table in tables for key, value in make(connection, table).items()}


def _postgresql(connection: BaseDatabaseWrapper, table: str) -> dict[tuple[str, str], list[str]]:
    quote = connection.ops.quote_name
    name = f"append_only_{table}"[:_LONGEST_NAME]
    create = (
        f"CREATE TRIGGER {quote(name)} BEFORE UPDATE OR DELETE OR TRUNCATE ON {quote(table)} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {_FUNCTION}()"
    )
    always = f"ALTER TABLE {quote(table)} ENABLE ALWAYS TRIGGER {quote(name)}"
    return {(table, name): [create, always]}


def _sqlite(connection: BaseDatabaseWrapper, table: str) -> dict[tuple[str, str], list[str]]:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        key = connection.introspection.get_primary_key_column(cursor, table) or "rowid"
    kinds = {
        "update": "BEFORE UPDATE ON {table} ",
        "delete": "BEFORE DELETE ON {table} ",
        "replace": "BEFORE INSERT ON {table} WHEN EXISTS "
        "(SELECT 1 FROM {table} WHERE {key} = NEW.{key}) ",
    }
    out = {}
    for kind, head in kinds.items():
        name = f"append_only_{table}_{kind}"
        when = head.format(table=quote(table), key=quote(key))
        body = f"SELECT RAISE(ABORT, 'append-only: {kind} on {table} is refused');"
        out[table, name] = [f"CREATE TRIGGER {quote(name)} {when}BEGIN {body} END"]
    return out


def _drop(connection: BaseDatabaseWrapper, table: str, name: str) -> str:
    quote = connection.ops.quote_name
    on = f" ON {quote(table)}" if connection.vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {quote(name)}{on}"


def _absent(
    connection: BaseDatabaseWrapper, wanted: dict[tuple[str, str], list[str]]
) -> list[tuple[str, str]]:
    if connection.vendor == "postgresql":
        sound = _sound_postgresql(connection)
        return [key for key in wanted if key not in sound]
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
        there = {(table, name): sql for table, name, sql in cursor.fetchall()}
    return [key for key, statements in wanted.items() if there.get(key) != statements[0]]


def _sound_postgresql(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """Find the triggers that are there, unchanged and switched on."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname, t.tgname
            FROM pg_trigger t
            JOIN pg_class c ON c.oid = t.tgrelid
            JOIN pg_proc p ON p.oid = t.tgfoid
            WHERE pg_table_is_visible(c.oid) AND p.proname = %s AND p.prosrc = %s
              AND t.tgtype = %s AND t.tgenabled = %s AND t.tgqual IS NULL
            """,
            [_FUNCTION, _FUNCTION_BODY, _PG_TYPE, _PG_ALWAYS],
        )
        return {(table, name) for table, name in cursor.fetchall()}
