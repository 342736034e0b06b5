"""The triggers: the database refuses, whoever asks."""

# ruff: noqa: S608 (the tables are named here)

import pytest
from django.db import DatabaseError, connection, transaction

from compliance import trail, triggers
from compliance.events import Event
from compliance.models import TrailHead
from tests.compliance.records import VERDICT, Unit

HISTORY = Unit.history.model._meta.db_table
GUARDED = ["compliance_trailentry", "compliance_trailform", "compliance_trailpayload", HISTORY]


@pytest.fixture
def something_recorded(tables, db):
    payload = {"name": "A", "verdicts": [{"candidate": "1", "verdict": VERDICT}]}
    trail.record(event=Event.RULES_EVALUATED, actor=trail.SYSTEM, payload=payload)
    Unit.objects.create(name="Phòng Nội vụ")
    connection.check_constraints()  # PostgreSQL touches no table that waits for its own


def refused(raw, sql):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        raw(sql)


def columns(table):
    with connection.cursor() as cursor:
        return [
            column.name for column in connection.introspection.get_table_description(cursor, table)
        ]


@pytest.mark.usefixtures("something_recorded")
@pytest.mark.parametrize("table", GUARDED)
class TestAGuardedTable:
    def test_refuses_to_change_a_row(self, raw, table):
        column = columns(table)[0]

        refused(raw, f"UPDATE {table} SET {column} = {column}")

    def test_refuses_to_delete_a_row(self, raw, table):
        refused(raw, f"DELETE FROM {table}")

    def test_refuses_to_be_emptied(self, raw, table):
        if connection.vendor != "postgresql":
            pytest.skip("SQLite has no TRUNCATE")

        refused(raw, f"TRUNCATE {table} CASCADE")

    def test_refuses_to_replace_a_row(self, raw, table):
        if connection.vendor == "sqlite":
            refused(raw, f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
        else:
            key = {
                "compliance_trailentry": "number",
                "compliance_trailform": "digest",
                "compliance_trailpayload": "entry_id",
            }
            column = key.get(table, "history_id")
            refused(
                raw,
                f"INSERT INTO {table} SELECT * FROM {table} "
                f"ON CONFLICT ({column}) DO UPDATE SET {column} = EXCLUDED.{column}",
            )

    def test_takes_new_rows(self, table):
        trail.record(event=Event.DOSSIER_OPENED, actor=trail.SYSTEM, payload={"name": "B"})
        Unit.objects.create(name="Sở Nội vụ")

    def test_refuses_for_a_role_that_replays_changes(self, raw, table):
        if connection.vendor != "postgresql":
            pytest.skip("SQLite has no replication role")
        raw("SET LOCAL session_replication_role = replica")

        refused(raw, f"DELETE FROM {table}")

    def test_says_when_a_trigger_was_altered(self, raw, table):
        if connection.vendor == "postgresql":
            raw(f"ALTER TABLE {table} DISABLE TRIGGER append_only_{table}")
        else:
            name = f"append_only_{table}_delete"
            raw(f"DROP TRIGGER {name}")
            raw(f"CREATE TRIGGER {name} BEFORE DELETE ON {table} BEGIN SELECT 1; END")

        assert len(triggers.missing(connection, GUARDED)) == 1

        triggers.install(connection, GUARDED)

        assert triggers.missing(connection, GUARDED) == []

    def test_says_when_its_triggers_are_gone(self, table):
        triggers.remove(connection, [table])

        assert triggers.missing(connection, GUARDED)
        assert all(table in name for name in triggers.missing(connection, GUARDED))


def test_says_when_the_function_behind_the_triggers_was_altered(db, raw):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's triggers have no function behind them")
    raw(
        "CREATE OR REPLACE FUNCTION chuan_refuse_change() RETURNS trigger LANGUAGE plpgsql "
        "AS 'BEGIN RETURN NULL; END'"
    )

    assert len(triggers.missing(connection)) == len(triggers.guarded_tables())

    triggers.install(connection)

    assert triggers.missing(connection) == []


def test_every_history_and_the_trail_are_guarded_after_migrating(db):
    trails = {"compliance_trailentry", "compliance_trailform", "compliance_trailpayload"}
    assert trails <= set(triggers.guarded_tables())
    assert triggers.missing(connection) == []


def test_guarding_twice_changes_nothing(db, django_assert_max_num_queries):
    with django_assert_max_num_queries(4 + len(triggers.guarded_tables())) as asked:
        triggers.install(connection)

    assert not [query for query in asked if "CREATE" in query["sql"]]


def test_the_guard_is_back_after_a_block_that_fails(db):
    with pytest.raises(ZeroDivisionError), triggers.removed(connection):
        1 // len(triggers.missing(connection, []))

    assert triggers.missing(connection) == []


def test_migrating_gives_a_lost_head_its_number_back(db):
    trail.record_many([trail.Item(event=Event.RECORD_ADDED)] * 3)
    TrailHead.objects.all().delete()

    triggers.install_after_migrate(using="default")

    assert TrailHead.objects.get().length == 3
