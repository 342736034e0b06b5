"""Reconciliation names every row that changed behind its history's back."""

import pytest
from django.db import connection
from viewflow.workflow.models import Process

from compliance import history, reconcile, triggers
from compliance.reconcile import ChangeKind, Unlogged
from tests.compliance.records import MODELS, File, Posting, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tables")]


@pytest.fixture
def postings():
    unit = Unit.objects.create(name="Phòng Nội vụ")
    new = [Posting(unit=unit, months=n, papers=[{"n": n}], seal=b"\x00\xff") for n in range(5)]
    return history.create_many(new)


def found(*models):
    return list(reconcile.reconcile(models or MODELS))


def test_records_written_through_their_models_are_clean(postings):
    file = File.objects.create(number="BN-1", flow_class="viewflow/base.Flow")
    file.status = "DONE"
    file.save(update_fields=["status"])
    postings[0].months = 9
    postings[0].save()

    assert found() == []


def test_raw_sql_is_named_with_its_row_and_fields(postings, raw):
    raw("UPDATE evidence_tests_posting SET months = 99 WHERE id = %s", postings[2].pk)

    assert found() == [
        Unlogged("evidence_tests.Posting", str(postings[2].pk), ChangeKind.CHANGED, ("months",))
    ]


def test_values_stay_out_of_the_report(postings, raw):
    raw("UPDATE evidence_tests_unit SET name = 'Nguyễn Văn A'")

    assert "Nguyễn" not in str([str(row) for row in found()])
    assert found()[0].as_dict()["fields"] == ["name"]


def test_a_row_inserted_by_raw_sql_is_named(raw):
    raw("INSERT INTO evidence_tests_unit (id, name) VALUES (77, 'x')")

    assert found() == [Unlogged("evidence_tests.Unit", "77", ChangeKind.WITHOUT_HISTORY)]


def test_a_row_deleted_by_raw_sql_is_named(postings, raw):
    raw("DELETE FROM evidence_tests_posting WHERE id = %s", postings[-1].pk)

    assert found() == [
        Unlogged("evidence_tests.Posting", str(postings[-1].pk), ChangeKind.VANISHED)
    ]


def test_a_process_changed_past_its_dossier_is_named():
    file = File.objects.create(number="BN-1", flow_class="viewflow/base.Flow")
    Process.objects.filter(pk=file.pk).update(status="DONE")

    assert found() == [
        Unlogged("evidence_tests.File", str(file.pk), ChangeKind.CHANGED, ("status",))
    ]


def test_a_history_row_that_was_changed_is_named(postings, raw):
    table = Posting.history.model._meta.db_table
    with triggers.removed(connection, [table]):
        raw(f"UPDATE {table} SET months = 55 WHERE id = %s", postings[1].pk)  # noqa: S608

    assert [row.fields for row in found()] == [("months",)]


def test_pages_join_without_loss(postings, raw, monkeypatch):
    monkeypatch.setattr(reconcile, "_READ_AT_ONCE", 2)
    raw("UPDATE evidence_tests_posting SET months = 99 WHERE months IN (0, 3)")
    raw("DELETE FROM evidence_tests_posting WHERE months IN (1, 4)")

    assert {(row.pk, row.kind.value) for row in found()} == {
        (str(postings[0].pk), "changed"),
        (str(postings[1].pk), "vanished"),
        (str(postings[3].pk), "changed"),
        (str(postings[4].pk), "vanished"),
    }


def test_questions_are_asked_by_model_and_not_by_row(postings, django_assert_num_queries):
    with django_assert_num_queries(2 * len(MODELS)):
        assert found() == []
