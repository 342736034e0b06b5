"""The trail: what is recorded, what is refused, and what `verify` finds."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from compliance import canonical, trail, triggers
from compliance.errors import (
    EntryIsWrittenOnceError,
    NotCanonicalError,
    NoTrailHeadError,
    PersonalHeaderError,
)
from compliance.events import Event
from compliance.models import TrailEntry, TrailForm, TrailHead, TrailPayload
from compliance.trail import Actor, FaultKind, Item
from tests.compliance.records import VERDICT

pytestmark = pytest.mark.django_db

AT = datetime(2026, 8, 3, 9, 15, 30, 123456, tzinfo=UTC)
OFFICER = Actor(account=7, role="hr_officer", unit="UBND-P1", on_behalf_of=3)


def record(**changes):
    told = {
        "event": Event.STEP_COMPLETED,
        "dossier": "BN-2026-0001",
        "step": "propose",
        "edition": "processes/appointment.AppointmentFlow",
        "governing_date": date(2026, 8, 3),
        "actor": OFFICER,
        "reason": "Đủ hồ sơ",
        "header": {"candidate": 1},
        "payload": {"name": "Nguyễn Văn A"},
        "at": AT,
    }
    return trail.record(**{**told, **changes})


def numbers():
    return list(TrailEntry.objects.values_list("number", flat=True))


def kinds(report):
    return [(fault.kind, fault.number) for fault in report.faults]


@pytest.fixture
def broken(raw):
    """Change the trail as someone with the database's password would."""

    def run(sql, *params):
        with triggers.removed(connection):
            raw(sql, *params)
        return trail.verify()

    return run


# Recording.


def test_an_entry_makes_sense_alone():
    record()

    entry = TrailEntry.objects.get()

    assert entry.header == {
        "format": 2,
        "number": 0,
        "event": "dossier:step:completed",
        "dossier": "BN-2026-0001",
        "step": "propose",
        "edition": "processes/appointment.AppointmentFlow",
        "governing_date": date(2026, 8, 3),
        "recorded_at": AT,
        "actor": {"account": 7, "role": "hr_officer", "unit": "UBND-P1", "on_behalf_of": 3},
        "after": None,
        "nonce": entry.nonce,
        "extras": {"candidate": 1},
        "payload_digest": entry.payload_digest,
    }
    assert entry.contents == {"name": "Nguyễn Văn A", "reason": "Đủ hồ sơ"}


def test_the_leaf_of_format_1_is_the_digest_of_these_bytes():
    entry = record(reason="", payload=None)
    entry.format, entry.nonce = 1, ""

    assert entry.header_bytes() == (
        b'{"actor":{"account":7,"on_behalf_of":3,"role":"hr_officer","unit":"UBND-P1"},'
        b'"dossier":"BN-2026-0001","edition":"processes/appointment.AppointmentFlow",'
        b'"event":"dossier:step:completed","extras":{"candidate":1},"format":1,'
        b'"governing_date":"2026-08-03","number":0,"payload_digest":"",'
        b'"recorded_at":"2026-08-03T09:15:30.123456Z","step":"propose"}'
    )
    assert canonical.leaf_digest(entry.header_bytes()).hex() == (
        "c31dd6b5e2f1d85162158c6c334b2cfbb8ef4ebf10c7ff28fd464777ee80f801"
    )


def test_the_leaf_of_format_2_is_the_digest_of_these_bytes(monkeypatch):
    monkeypatch.setattr(trail.secrets, "token_hex", lambda size: "0f" * size)
    entry = record(reason="", payload=None, actor=trail.RULES, after=OFFICER)

    assert entry.header_bytes() == (
        b'{"actor":{"account":null,"on_behalf_of":null,"role":"rules","unit":""},'
        b'"after":{"account":7,"on_behalf_of":3,"role":"hr_officer","unit":"UBND-P1"},'
        b'"dossier":"BN-2026-0001","edition":"processes/appointment.AppointmentFlow",'
        b'"event":"dossier:step:completed","extras":{"candidate":1},"format":2,'
        b'"governing_date":"2026-08-03","nonce":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","number":0,'
        b'"payload_digest":"","recorded_at":"2026-08-03T09:15:30.123456Z","step":"propose"}'
    )
    assert entry.leaf_digest == canonical.leaf_digest(entry.header_bytes()).hex()


def test_every_leaf_holds_128_random_bits_with_or_without_a_payload():
    """What a header says can be guessed: who signs in, and when."""
    entries = [record(reason="", payload=None) for _ in range(4)] + [record() for _ in range(4)]

    assert len({entry.nonce for entry in entries}) == len(entries)
    assert {len(bytes.fromhex(entry.nonce)) for entry in entries} == {16}


def test_whose_act_the_rules_followed_is_named_by_codes_only():
    with pytest.raises(PersonalHeaderError):
        record(actor=trail.RULES, after=trail.Actor(account=7, role="Nguyễn Văn A"))


def test_the_stored_entry_gives_the_same_bytes_as_the_one_just_recorded():
    entry = record(at=None)

    assert TrailEntry.objects.get().header_bytes() == entry.header_bytes()


def test_names_and_reasons_stand_in_the_payload_only():
    entry = record(reason="Nguyễn Văn A xin rút")

    assert "Nguyễn".encode() not in entry.header_bytes()


@pytest.mark.parametrize("field", ["dossier", "step", "edition"])
def test_a_name_in_the_header_is_refused(field):
    with pytest.raises(PersonalHeaderError):
        record(**{field: "Nguyen Van A"})


def test_a_name_in_the_extras_is_refused():
    with pytest.raises(PersonalHeaderError):
        record(header={"candidate": "Nguyễn Văn A"})


def test_a_personal_number_in_the_extras_is_refused():
    with pytest.raises(PersonalHeaderError):
        record(header={"candidates": ["079085001234"]})


def test_an_event_that_is_not_declared_is_refused():
    with pytest.raises(ValueError, match="no:such:event"):
        record(event="no:such:event")


def test_a_reason_given_twice_is_refused():
    with pytest.raises(NotCanonicalError):
        record(payload={"reason": "khác"})


def test_two_payloads_of_the_same_words_have_different_digests():
    assert record().payload_digest != record().payload_digest


def test_an_entry_may_have_no_payload():
    entry = record(reason="", payload=None)

    assert entry.payload_digest == ""
    assert TrailEntry.objects.get().contents == {}
    assert trail.verify().whole


def test_entries_of_a_dossier_come_oldest_first_and_alone():
    for dossier in ("A", "B", "A"):
        record(dossier=dossier)

    assert [entry.number for entry in trail.entries("A")] == [0, 2]


def test_many_entries_take_as_few_queries_as_one(django_assert_num_queries):
    items = [Item(event=Event.RECORD_ADDED, payload={"n": n}) for n in range(40)]

    with django_assert_num_queries(4):
        recorded = trail.record_many(items)

    assert [entry.contents["n"] for entry in recorded] == list(range(40))
    assert numbers() == list(range(40))


def test_recording_nothing_asks_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert trail.record_many([]) == []


# Numbers.


def test_numbers_start_from_0_and_have_no_gap():
    record()
    trail.record_many([Item(event=Event.RECORD_ADDED)] * 3)
    record()

    assert numbers() == [0, 1, 2, 3, 4]


def test_a_rolled_back_act_leaves_neither_entry_nor_gap():
    record()
    with transaction.atomic():
        record()
        transaction.set_rollback(True)
    record()

    assert numbers() == [0, 1]
    assert trail.verify().whole


def test_one_bad_item_records_none_of_them():
    with pytest.raises(NotCanonicalError):
        trail.record_many(
            [
                Item(event=Event.RECORD_ADDED),
                Item(event="dossier:step:completed", payload={"x": 0.5}),
            ]
        )

    assert numbers() == []


def test_holding_the_lock_gives_no_number_away():
    with transaction.atomic():
        assert trail.lock().length == 0
        assert record().number == 0


def test_without_its_head_the_trail_records_nothing():
    TrailHead.objects.all().delete()

    with pytest.raises(NoTrailHeadError), transaction.atomic():
        record()


# Written once.


@pytest.mark.parametrize("model", [TrailEntry, TrailForm, TrailPayload])
@pytest.mark.parametrize(
    "write",
    [
        lambda model: model.objects.first().save(),
        lambda model: model.objects.first().delete(),
        lambda model: model.objects.all().delete(),
        lambda model: model.objects.update(),
        lambda model: model.objects.create(),
        lambda model: model.objects.get_or_create(),
        lambda model: model.objects.update_or_create(),
        lambda model: model.objects.bulk_create([]),
        lambda model: model.objects.bulk_update([], []),
        lambda model: model().save(),
    ],
)
def test_nobody_but_the_trail_writes_entries(model, write):
    record(payload={"verdicts": [{"candidate": "1", "verdict": VERDICT}]})

    with pytest.raises(EntryIsWrittenOnceError):
        write(model)


# Verifying.


def test_a_trail_as_it_was_recorded_is_whole():
    trail.record_many([Item(event=Event.RECORD_ADDED, payload={"n": n}) for n in range(5)])

    report = trail.verify()

    assert report.whole
    assert report.size == 5


def test_the_root_changes_with_every_entry():
    roots = {trail.verify().root}
    for _ in range(4):
        record()
        roots.add(trail.verify().root)

    assert len(roots) == 5


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("event", "dossier:step:returned"),
        ("dossier", "BN-2026-0002"),
        ("step", "x"),
        ("edition", "x"),
        ("governing_date", "2026-08-04"),
        ("recorded_at", "2026-08-03 09:15:30.123457+00"),
        ("actor_account", 8),
        ("actor_role", "leader"),
        ("actor_unit", "X"),
        ("on_behalf_of", None),
        ("extras", '{"candidate": 2}'),
        ("extras", '{"candidate": 1.5}'),
        ("payload_digest", "0" * 64),
        ("leaf_digest", "0" * 64),
        ("format", 1),
        ("format", 3),
        ("nonce", "0" * 32),
        ("after", '{"account": 8}'),
    ],
)
def test_a_changed_header_is_named(broken, column, value):
    record()
    record()

    if connection.vendor == "sqlite" and column == "recorded_at":
        value = value.removesuffix("+00")
    report = broken(f"UPDATE compliance_trailentry SET {column} = %s WHERE number = 1", value)  # noqa: S608

    assert (FaultKind.HEADER, 1) in kinds(report)
    assert {fault.number for fault in report.faults} == {1}


def test_a_header_that_no_longer_reads_as_one_is_named(broken):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite stores what a column cannot mean")
    for _ in range(3):
        record()

    report = broken(
        "UPDATE compliance_trailentry SET governing_date = '2026-13-45' WHERE number = 1"
    )

    assert (FaultKind.HEADER, 1) in kinds(report)
    assert not [fault for fault in report.faults if fault.number == 2]


def test_a_changed_payload_is_named(broken):
    for _ in range(3):
        record()

    report = broken(
        "UPDATE compliance_trailpayload SET text = replace(text, 'Văn', 'Vân') WHERE entry_id = 2"
    )

    assert kinds(report) == [(FaultKind.PAYLOAD, 2)]


def test_a_changed_salt_is_named(broken):
    record()

    report = broken("UPDATE compliance_trailpayload SET salt = %s", b"0" * 32)

    assert kinds(report) == [(FaultKind.PAYLOAD, 0)]


def test_a_missing_payload_is_named_and_the_root_stays(broken):
    record()
    root = trail.verify().root

    report = broken("DELETE FROM compliance_trailpayload")

    assert kinds(report) == [(FaultKind.MISSING_PAYLOAD, 0)]
    assert report.root == root


def test_a_payload_that_nobody_recorded_is_named(broken):
    record(reason="", payload=None)

    report = broken(
        "INSERT INTO compliance_trailpayload (entry_id, salt, text) VALUES (0, %s, '{}')", b"s"
    )

    assert kinds(report) == [(FaultKind.SURPLUS_PAYLOAD, 0)]


def test_entries_missing_from_the_middle_are_named(broken):
    trail.record_many([Item(event=Event.RECORD_ADDED)] * 6)

    report = broken("DELETE FROM compliance_trailentry WHERE number IN (0, 2, 3)")

    assert kinds(report) == [(FaultKind.GAP, 0), (FaultKind.GAP, 2)]
    assert report.faults[1].detail == "Entries 2 to 3 are missing."


def test_entries_cut_off_from_the_end_are_named(broken):
    trail.record_many([Item(event=Event.RECORD_ADDED)] * 3)

    report = broken("DELETE FROM compliance_trailentry WHERE number = 2")

    assert kinds(report) == [(FaultKind.GAP, 2), (FaultKind.LENGTH, None)]


def test_an_entry_added_past_the_head_is_named(broken):
    trail.record_many([Item(event=Event.RECORD_ADDED)] * 3)

    report = broken("UPDATE compliance_trailhead SET length = 2")

    assert kinds(report) == [(FaultKind.LENGTH, None)]


def test_a_missing_head_is_named():
    record()
    TrailHead.objects.all().delete()

    assert kinds(trail.verify()) == [(FaultKind.LENGTH, None)]


def test_a_missing_trigger_is_named():
    triggers.remove(connection, ["compliance_trailentry"])

    report = trail.verify()

    assert {kind for kind, _ in kinds(report)} == {FaultKind.TRIGGER}
    assert "compliance_trailentry" in report.faults[0].detail


def test_a_thousand_faults_are_named_and_all_are_counted(broken, monkeypatch):
    monkeypatch.setattr(trail, "_FAULTS_NAMED", 2)
    for _ in range(5):
        record()

    report = broken("UPDATE compliance_trailentry SET step = 'x'")

    assert len(report.faults) == 2
    assert report.fault_count == 5


def test_pages_join_without_loss(monkeypatch):
    monkeypatch.setattr(trail, "_READ_AT_ONCE", 3)
    trail.record_many([Item(event=Event.RECORD_ADDED, payload={"n": n}) for n in range(10)])
    seen = []

    report = trail.verify(progress=seen.append)

    assert report.whole
    assert report.size == 10
    assert seen == [3, 6, 9]
