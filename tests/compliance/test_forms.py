"""What the law says to everybody is stored once, under its digest, and proves itself."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from compliance import canonical, forms, trail, triggers
from compliance.events import Event
from compliance.models import TrailEntry, TrailForm, TrailPayload
from compliance.replay import replay_dossier, replay_verdict
from compliance.trail import FaultKind
from rules.facts import facts_from_json
from rules.judge.engine import evaluate
from tests.rules.conftest import ELIGIBLE

pytestmark = pytest.mark.django_db

DOSSIER = "BN-2026-0001"
ON = date(2026, 9, 1)


def judged(**changes):
    facts = facts_from_json({**ELIGIBLE, **changes})
    return evaluate("appointment", on=ON, facts=facts).as_dict()


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    """Begin as a process does that has neither written nor read a form."""
    monkeypatch.setattr(forms, "_known", forms._Known())
    monkeypatch.setattr(forms, "_texts", {})


def item(*verdicts, dossier=DOSSIER):
    return trail.Item(
        event=Event.RULES_EVALUATED,
        dossier=dossier,
        governing_date=ON,
        payload={
            "person": {"full_name": "Nguyễn Văn A"},
            "verdicts": [
                {"candidate": str(number), "verdict": verdict}
                for number, verdict in enumerate(verdicts, 1)
            ],
        },
    )


def kinds(faults):
    return [(fault.kind, fault.number) for fault in faults]


def test_verdicts_of_one_law_share_one_form_and_read_whole():
    verdicts = [judged(), judged(health_fit=False), judged(degree_level=None)]

    entries = trail.record_many([item(verdict) for verdict in verdicts])

    assert TrailForm.objects.count() == 1
    for entry, verdict in zip(entries, verdicts, strict=True):
        read = TrailEntry.objects.get(pk=entry.pk).contents["verdicts"][0]
        assert canonical.canonical(read) == canonical.canonical(
            {"candidate": "1", "verdict": verdict}
        )


def test_the_payload_refers_to_the_form_by_its_digest_and_names_nobody_in_it():
    (entry,) = trail.record_many([item(judged())])

    told = json.loads(entry.payload.text)["verdicts"][0]["verdict"]
    form = TrailForm.objects.get()

    assert told.keys() == {"law", "own"}
    assert told["law"] == form.digest == forms.sha256(form.text.encode()).hexdigest()
    assert len(entry.payload.text) * 10 < len(form.text)
    assert "Nguyễn" not in form.text


def test_a_form_that_is_stored_is_not_written_again(django_assert_num_queries):
    trail.record_many([item(judged())])
    verdicts = [judged(health_fit=False) for _ in range(20)]

    with django_assert_num_queries(5) as asked:  # lock, forms, entries, payloads, head
        trail.record_many([item(verdict) for verdict in verdicts])

    assert "compliance_trailform" in asked[1]["sql"]
    assert TrailForm.objects.count() == 1


def test_a_process_that_stored_a_form_asks_no_more(
    django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        trail.record_many([item(judged())])

    with django_assert_num_queries(4):
        trail.record_many([item(judged())])


def test_a_process_asks_again_when_the_trail_is_shorter_than_it_was(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        trail.record_many([item(judged())])
    with triggers.removed(connection):
        for model in (TrailPayload, TrailEntry, TrailForm):
            model._base_manager.all()._raw_delete("default")
        trail.TrailHead.objects.update(length=0)

    (entry,) = trail.record_many([item(judged())])

    assert trail.verify().whole
    assert entry.contents["verdicts"][0]["verdict"]["passes"] in (True, False)


def test_an_act_that_was_undone_left_no_form_known():
    with transaction.atomic():
        trail.record_many([item(judged())])
        transaction.set_rollback(True)

    trail.record_many([item(judged())])

    assert TrailForm.objects.count() == 1
    assert trail.verify().whole


def test_payloads_of_many_entries_are_read_with_one_query(django_assert_num_queries):
    trail.record_many([item(judged(), judged(health_fit=False)) for _ in range(5)])
    texts = list(TrailPayload.objects.values_list("text", flat=True))

    with django_assert_num_queries(1):
        read = forms.read(texts)
    with django_assert_num_queries(0):
        forms.read(texts)

    assert all(one["verdict"]["findings"] for each in read for one in each["verdicts"])


def of_several_laws(count):
    """Verdicts of which each has a form of its own."""
    verdicts = [judged() for _ in range(count)]
    for number, verdict in enumerate(verdicts):
        verdict["law_digest"] = f"{number:064x}"
    return verdicts


def test_a_reading_of_more_forms_than_are_kept_in_memory_comes_whole(monkeypatch):
    monkeypatch.setattr(forms, "_MOST_KEPT", 2)
    verdicts = of_several_laws(5)
    trail.record_many([item(*verdicts)])
    (text,) = TrailPayload.objects.values_list("text", flat=True)

    assert TrailForm.objects.count() == 5
    for _ in range(3):
        (read,) = forms.read([text])
        assert [one["verdict"] for one in read["verdicts"]] == verdicts
    assert set(forms.Stored().look_at(forms.referred_to(text)).values()) == {True}


def test_threads_that_read_at_once_drop_nothing_of_each_other(monkeypatch):
    """Each thread reads other forms through the same two places in memory."""
    verdicts = of_several_laws(6)
    trail.record_many([item(*verdicts)])
    (text,) = TrailPayload.objects.values_list("text", flat=True)
    rows = list(TrailForm.objects.values_list("digest", "text"))
    monkeypatch.setattr(forms, "_MOST_KEPT", 2)

    def stored(digests, using):
        for digest, form in rows:
            if digest in digests:
                if len(forms._texts) >= forms._MOST_KEPT:
                    forms._texts.clear()
                forms._texts[digest] = form
                yield digest, form

    monkeypatch.setattr(forms, "_look_at", stored)  # A thread has no part in the transaction.
    payload = canonical.read(text)
    parts = [
        canonical.canonical({"verdicts": payload["verdicts"][at : at + 3]}).decode()
        for at in range(4)
    ]

    with ThreadPoolExecutor(max_workers=4) as threads:
        every = list(threads.map(lambda part: forms.read([part])[0], parts * 10))

    for number, read in enumerate(every):
        at = number % 4
        assert [one.get("verdict") for one in read["verdicts"]] == verdicts[at : at + 3]


def test_threads_that_write_at_once_take_every_verdict_apart(monkeypatch):
    monkeypatch.setattr(forms, "_MOST_KEPT", 2)
    monkeypatch.setattr(forms, "_forms", {})
    verdicts = of_several_laws(4)

    def taken_out(verdict):
        shared = {}
        contents = forms.taken_out({"verdicts": [{"verdict": verdict}]}, shared)
        return contents["verdicts"][0]["verdict"].keys(), len(shared)

    with ThreadPoolExecutor(max_workers=4) as threads:
        every = list(threads.map(taken_out, verdicts * 5))

    assert every == [({"law", "own"}, 1)] * 20


def test_who_changes_what_was_read_changes_no_other_reading():
    trail.record_many([item(judged())] * 2)
    first, second = TrailEntry.objects.all()
    first.contents["verdicts"][0]["verdict"]["findings"].clear()

    assert second.contents["verdicts"][0]["verdict"]["findings"]


def test_a_verdict_recorded_whole_reads_as_it_stands():
    payload = {"verdicts": [{"candidate": "1", "verdict": judged()}]}
    entry = TrailEntry(number=3, event="gate:rules:evaluated")
    entry.payload = TrailPayload(entry=entry, text=json.dumps(payload))

    assert entry.contents == payload
    assert replay_verdict(entry) == []


@pytest.mark.parametrize(
    "odd",
    [
        {"passes": True},
        {"findings": 7, "facts": []},
        {"law": "x", "own": []},
        {**judged(), "figures": {"own": 1}},
        {**judged(), "law_digest": {"own": True}},
        [],
        None,
    ],
    ids=str,
)
def test_what_is_no_verdict_comes_back_as_it_was(odd):
    (entry,) = trail.record_many([item(odd)])

    assert TrailEntry.objects.get(pk=entry.pk).contents["verdicts"][0].get("verdict", odd) == odd


def test_a_form_that_was_tried_brings_back_whatever_is_the_own_of_others():
    odd = [0, [0], {"own": 1}, True, 1, None, "", [], {"law": "x", "own": []}]
    verdicts = [judged() for _ in odd]
    for verdict, value in zip(verdicts, odd, strict=True):
        verdict["passes"] = verdict["findings"][0]["sentence"] = value

    trail.record_many([item(judged(), *verdicts)])

    assert TrailForm.objects.count() == 1
    (_, *read) = TrailEntry.objects.get().contents["verdicts"]
    assert [canonical.canonical(one["verdict"]) for one in read] == [
        canonical.canonical(verdict) for verdict in verdicts
    ]


def test_yes_and_1_are_told_apart_in_forms_of_one_law():
    one, other = judged(), judged()
    for verdict, value in ((one, True), (other, 1)):
        verdict["findings"][0]["explanation"]["requires"] = {
            "compare": "=",
            "operands": [{"literal": value}],
            "value": "true",
        }

    trail.record_many([item(one), item(other)])

    read = [entry.contents["verdicts"][0]["verdict"] for entry in TrailEntry.objects.all()]
    assert [canonical.canonical(each) for each in read] == [
        canonical.canonical(each) for each in (one, other)
    ]


# Verifying.


def test_an_altered_form_is_named_with_every_entry_that_refers_to_it(raw):
    trail.record_many([item(judged()), item(judged(health_fit=False))])
    trail.record(event=Event.DOSSIER_OPENED, actor=trail.SYSTEM)
    with triggers.removed(connection):
        raw("UPDATE compliance_trailform SET text = replace(text, 'Đạt', 'Dat')")

    assert kinds(trail.verify().faults) == [
        (FaultKind.FORM, None),
        (FaultKind.FORM, 0),
        (FaultKind.FORM, 1),
    ]
    assert kinds(trail.check(TrailEntry.objects.get(pk=1))) == [(FaultKind.FORM, 1)]


def test_a_missing_form_is_named_with_every_entry_that_refers_to_it(raw):
    trail.record_many([item(judged()), item(judged(health_fit=False))])
    with triggers.removed(connection):
        raw("DELETE FROM compliance_trailform")

    report = trail.verify()

    assert kinds(report.faults) == [(FaultKind.MISSING_FORM, 0), (FaultKind.MISSING_FORM, 1)]


def test_a_form_put_under_another_digest_is_named(raw):
    trail.record_many([item(judged())])
    with triggers.removed(connection):
        raw("UPDATE compliance_trailform SET digest = %s", "0" * 64)

    assert kinds(trail.verify().faults) == [(FaultKind.FORM, None), (FaultKind.MISSING_FORM, 0)]


def test_an_entry_without_its_form_reads_without_its_verdict_and_does_not_replay(raw):
    trail.record_many([item(judged())])
    with triggers.removed(connection):
        raw("UPDATE compliance_trailform SET text = replace(text, 'Đạt', 'Dat')")

    entry = TrailEntry.objects.get()
    replayed = replay_dossier(DOSSIER)

    assert entry.contents["verdicts"] == [{"candidate": "1"}]
    assert not replayed.same
    assert kinds(replayed.faults) == [(FaultKind.FORM, 0)]
    assert "/verdicts/0/verdict" in {found.pointer for found in replayed.divergences}
