"""Field history: every change leaves a row, and whatever would not is refused."""

import pytest
from django.db import connection, transaction
from django.test import override_settings

from compliance import checks, history
from compliance.errors import UnloggedWriteError
from tests.compliance import records
from tests.compliance.records import File, OpenRecord, Posting, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("tables")]


def months(posting):
    return list(posting.history.order_by("history_id").values_list("months", flat=True))


def kinds(record):
    return list(record.history.order_by("history_id").values_list("history_type", flat=True))


@pytest.fixture
def unit():
    return Unit.objects.create(name="Phòng Nội vụ")


@pytest.fixture
def posting(unit):
    return Posting.objects.create(unit=unit, months=1)


def test_every_save_leaves_a_row(posting):
    posting.months = 2
    posting.save()

    assert months(posting) == [1, 2]
    assert kinds(posting) == ["+", "~"]


def test_a_partial_save_records_what_was_saved_and_no_more(posting, unit):
    stale = Posting.objects.get()
    posting.months = 5
    posting.save()
    stale.papers = ["QĐ 1"]
    stale.months = 9

    stale.save(update_fields=["papers"])

    assert stale.history.latest().papers == ["QĐ 1"]
    assert months(posting) == [1, 5, 5]


def test_a_record_read_in_part_saves_its_history_whole(posting):
    partly = Posting.objects.only("months").get()
    partly.months = 3

    partly.save()

    assert partly.history.latest().unit_id == posting.unit_id


def test_saves_that_hide_are_not_possible(posting):
    assert not hasattr(posting, "save_without_historical_record")

    posting.skip_history_when_saving = True
    posting.months = 4
    posting.save()

    assert months(posting) == [1, 4]


def test_saving_what_may_be_there_already_leaves_a_row(unit):
    Posting.objects.update_or_create(unit=unit, defaults={"months": 1})
    posting, created = Posting.objects.update_or_create(unit=unit, defaults={"months": 2})

    assert not created
    assert months(posting) == [1, 2]


@pytest.mark.parametrize(
    "write",
    [
        lambda posting: Posting.objects.update(months=7),
        lambda posting: Posting.objects.filter(pk=posting.pk).update(months=7),
        lambda posting: Posting.objects.bulk_create([Posting(unit=posting.unit)]),
        lambda posting: Posting.objects.bulk_update([posting], ["months"]),
        lambda posting: Posting.objects.all().delete(),
        lambda posting: posting.delete(),
        lambda posting: posting.unit.delete(),
        lambda posting: posting.unit.postings.update(months=7),
        lambda posting: Unit.objects.create(name="khác").postings.add(posting),
        lambda posting: Posting._base_manager.filter(pk=posting.pk).delete(),
    ],
)
def test_a_write_that_leaves_no_history_is_refused(posting, write):
    with pytest.raises(UnloggedWriteError), transaction.atomic():
        write(posting)

    assert months(Posting.objects.get()) == [1]


def test_a_refused_write_says_what_to_do_instead(posting):
    with pytest.raises(UnloggedWriteError, match=r"create_many") as refused:
        Posting.objects.update(months=7)

    assert refused.value.code == "unlogged-write"
    assert refused.value.model == "evidence_tests.Posting"


def test_many_records_are_created_with_history_in_two_queries_a_model(
    unit, django_assert_num_queries
):
    new = [Unit(name="A"), Unit(name="B"), Posting(unit=unit), Posting(unit=unit, months=3)]

    with django_assert_num_queries(4):
        created = history.create_many(new, reason="import")

    assert all(record.pk for record in created)
    assert [kinds(record) for record in created] == [["+"]] * 4
    assert created[3].history.get().months == 3
    assert created[3].history.get().history_change_reason == "import"


def test_many_records_are_changed_with_history(posting):
    posting.months = 8

    history.update_many([posting], ["months"], reason="đính chính")

    assert months(posting) == [1, 8]
    assert Posting.objects.get().months == 8


def test_creating_many_opens_no_door_for_others(unit):
    history.create_many([Posting(unit=unit)])

    with pytest.raises(UnloggedWriteError):
        Posting.objects.bulk_create([Posting(unit=unit)])


def test_the_author_of_a_block_is_on_every_row(unit):
    with history.written_by(42):
        one = Posting.objects.create(unit=unit)
        (other,) = history.create_many([Posting(unit=unit)])
    later = Posting.objects.create(unit=unit)

    assert [record.history.get().history_user_id for record in (one, other, later)] == [
        42,
        42,
        None,
    ]


def test_the_past_of_a_record_can_be_read(posting):
    then = posting.history.get().history_date
    posting.months = 6
    posting.save()

    assert posting.history.as_of(then).months == 1
    assert Posting.history.as_of(then).get().months == 1


# A dossier is a process of Viewflow, and shares its table.


@pytest.fixture
def file():
    return File.objects.create(number="BN-1", flow_class="viewflow/base.Flow")


def test_a_process_keeps_the_history_of_both_its_tables(file):
    file.status = "DONE"
    file.number = "BN-2"
    file.save()

    rows = file.history.order_by("history_id").values_list("status", "number")
    assert list(rows) == [("NEW", "BN-1"), ("DONE", "BN-2")]


def test_a_process_refuses_bulk_writes_and_keeps_its_own_queries(file):
    with pytest.raises(UnloggedWriteError):
        File.objects.coerce_for([]).update(status="DONE")
    with pytest.raises(UnloggedWriteError):
        File.objects.filter_available([], None).delete()
    with pytest.raises(UnloggedWriteError):
        file.delete()


def test_processes_created_in_number_have_their_history():
    created = history.create_many(
        [File(number=f"BN-{n}", flow_class="viewflow/base.Flow") for n in range(3)]
    )

    assert [record.history.get().number for record in created] == ["BN-0", "BN-1", "BN-2"]


# What the system checks refuse.


def test_the_tracked_models_of_these_tests_pass_the_checks():
    assert checks.check_tracked_models(models=records.MODELS) == []


def test_a_manager_or_a_reference_that_writes_in_silence_is_refused():
    found = checks.check_tracked_models(models=[OpenRecord])

    assert [message.id for message in found] == ["compliance.E001", "compliance.E002"]


def test_switching_the_history_off_is_refused():
    with override_settings(SIMPLE_HISTORY_ENABLED=False):
        found = checks.check_history_is_on()

    assert [message.id for message in found] == ["compliance.E003"]
    assert checks.check_history_is_on() == []


def test_a_sqlite_database_that_locks_late_is_refused(monkeypatch):
    assert checks.check_sqlite_locks_at_begin(databases=["default"]) == []
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict, "OPTIONS", {})
        found = checks.check_sqlite_locks_at_begin(databases=["default"])
        assert [message.id for message in found] == ["compliance.E004"]
