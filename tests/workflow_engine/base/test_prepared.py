"""A query that is written once finds what Django finds, whatever values it is run with."""

from datetime import date

import pytest
from django.db import connection
from django.db.transaction import TransactionManagementError

from workflow_engine.base.prepared import Place, Prepared
from workflow_engine.registry.models import Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    city = Unit.objects.create(code="TP", name="Thành phố", kind="agency")
    Unit.objects.create(code="SO", name="Sở", kind="agency", parent=city)
    ended = Unit.objects.create(
        code="CU", name="Cũ", kind="agency", parent=city, ended_on=date(2025, 7, 1)
    )
    Unit.objects.create(code="CU-P", name="Phòng", kind="constituent", parent=ended)


def parts():
    return Unit.objects.filter(parent__code=Place("above")).select_related("parent__parent")


def test_records_come_with_those_that_they_are_joined_to(units, django_assert_num_queries):
    query = Prepared(lambda: parts().order_by("code"))
    expected = {above: list(parts_of(above)) for above in ("TP", "CU", "SO")}

    found = {above: query.rows(above=above) for above in ("TP", "CU", "SO")}

    assert found == expected
    assert [unit.code for unit in found["TP"]] == ["CU", "SO"]
    for above, rows in found.items():
        for row, same in zip(rows, expected[above], strict=True):
            assert vars(row).keys() == vars(same).keys()
            assert row.ended_on == same.ended_on
            with django_assert_num_queries(0):
                assert row.parent.code == above
                # The city is part of nothing: that is known as well.
                assert row.parent.parent == same.parent.parent


def parts_of(above):
    rows = Unit.objects.filter(parent__code=above).select_related("parent__parent")
    return rows.order_by("code")


def test_a_record_that_was_found_can_be_stored_again(units):
    [unit] = Prepared(lambda: Unit.objects.filter(code=Place("code"))).rows(code="SO")
    unit.sector = "noi-vu"
    unit.save()

    assert Unit.objects.get(code="SO").sector == "noi-vu"
    assert unit.history.count() == 2


def test_values_stand_where_they_belong_beside_those_that_never_change(units):
    query = Prepared(
        lambda: Unit.objects.filter(
            kind="agency", ended_on__lte=Place("on"), parent__code=Place("above")
        ).values_list("code", "parent__code", "ended_on")
    )

    assert query.rows(above="TP", on=date(2025, 7, 1)) == [("CU", "TP", date(2025, 7, 1))]
    assert query.rows(above="TP", on=date(2025, 6, 30)) == []
    assert query.first(above="CU", on=date(2025, 7, 1)) is None


def test_a_value_that_is_not_given_is_an_error(units):
    with pytest.raises(KeyError):
        Prepared(parts).rows(below="TP")


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_within_a_transaction_only():
    query = Prepared(lambda: Unit.objects.select_for_update().filter(code=Place("code")))

    assert connection.get_autocommit()
    with pytest.raises(TransactionManagementError):
        query.rows(code="SO")
