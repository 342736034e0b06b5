"""Replay: the trail and the law alone give every verdict and count again, or name what differs."""

import json
from dataclasses import asdict
from datetime import date

import pytest
from django.db import connection

from compliance import trail, triggers
from compliance.errors import NothingToReplayError
from compliance.events import Event
from compliance.models import TrailPayload
from compliance.replay import ABSENT, replay_count, replay_dossier, replay_verdict
from rules.compute.ballot import Count, tally
from rules.facts import facts_from_json
from rules.judge.engine import evaluate
from tests import commands

pytestmark = pytest.mark.django_db

ON = date(2026, 9, 1)
DOSSIER = "BN-2026-0001"
COUNT = Count(
    invited=10,
    excused=0,
    present=10,
    prepared=10,
    distributed=10,
    returned=10,
    blank_or_spoiled=1,
    votes={"1": 6, "2": 3},
)


@pytest.fixture(scope="module")
def verdict():
    facts = {
        "appointment_relation": {
            "value": "higher",
            "evidence": [
                {"record": "decision", "ref": "12/QĐ", "dated_on": "2026-01-02", "note": {"a": "b"}}
            ],
        }
    }
    return evaluate("appointment", on=ON, facts=facts_from_json(facts)).as_dict()


def record_verdict(verdict, candidate="1", header=None):
    return trail.record(
        event=Event.RULES_EVALUATED,
        actor=trail.SYSTEM,
        dossier=DOSSIER,
        governing_date=ON,
        header=header or {},
        payload={"verdicts": [{"candidate": candidate, "verdict": verdict}]},
    )


def record_count(**changes):
    rule = "appointment.orientation-or-extended"
    told = {"rule": rule, "on": ON, "count": asdict(COUNT)}
    told["tally"] = tally(rule, COUNT, on=ON).as_dict()
    return trail.record(
        event=Event.BALLOT_COUNTED,
        actor=trail.SYSTEM,
        dossier=DOSSIER,
        payload={"count": {**told, **changes}},
    )


def changed(verdict, *path, to):
    """Copy a verdict with one value changed."""
    copy = json.loads(json.dumps(verdict))
    place = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    return copy


def places(divergences):
    return [(found.pointer, found.recorded, found.now) for found in divergences]


def run(*args):
    return commands.run("replay", *args, language="en")


# Verdicts.


def test_a_verdict_comes_out_as_it_was_recorded(verdict):
    assert verdict["facts"]["appointment_relation"]["evidence"][0]["ref"] == "12/QĐ"
    assert replay_verdict(record_verdict(verdict)) == []


def test_a_verdict_of_the_earlier_edition_is_judged_by_that_edition():
    earlier = evaluate("appointment", on=date(2026, 7, 31), facts={}).as_dict()

    assert replay_verdict(record_verdict(earlier)) == []


def test_a_verdict_that_was_not_reached_is_named_by_its_place(verdict):
    entry = record_verdict(changed(verdict, "passes", to=not verdict["passes"]))

    assert places(replay_verdict(entry)) == [
        ("/verdicts/0/verdict/passes", not verdict["passes"], verdict["passes"])
    ]


def test_a_changed_sentence_is_named_by_its_place(verdict):
    entry = record_verdict(changed(verdict, "findings", 3, "sentence", "en", to="All is well."))

    ((place, recorded, _),) = places(replay_verdict(entry))
    assert place == "/verdicts/0/verdict/findings/3/sentence/en"
    assert recorded == "All is well."


def test_a_finding_left_out_of_the_record_is_named(verdict):
    entry = record_verdict(changed(verdict, "findings", to=verdict["findings"][:-1]))

    last = len(verdict["findings"]) - 1
    ((place, recorded, _),) = places(replay_verdict(entry))
    assert (place, recorded) == (f"/verdicts/0/verdict/findings/{last}", ABSENT)


def test_a_format_that_became_true_is_named(verdict):
    entry = record_verdict(changed(verdict, "format", to=True))

    assert places(replay_verdict(entry)) == [("/verdicts/0/verdict/format", True, 3)]


def test_a_fact_that_no_law_knows_is_a_divergence_and_not_a_traceback(verdict):
    fact = {"value": 1, "evidence": []}
    entry = record_verdict({**verdict, "facts": {"shoe_size": fact}})

    pointers = [place for place, _, _ in places(replay_verdict(entry))]
    assert "/verdicts/0/verdict/error" in pointers


@pytest.mark.parametrize("broken", [{}, {"gate": "appointment"}, "text", None, []])
def test_a_verdict_that_cannot_be_read_is_a_divergence_and_not_a_traceback(broken):
    assert replay_verdict(record_verdict(broken))


def test_every_verdict_of_an_entry_is_replayed(verdict):
    wrong = changed(verdict, "passes", to=not verdict["passes"])
    entry = trail.record(
        event=Event.RULES_EVALUATED,
        actor=trail.SYSTEM,
        payload={"verdicts": [{"verdict": verdict}, {"verdict": wrong}]},
    )

    assert [place for place, _, _ in places(replay_verdict(entry))] == [
        "/verdicts/1/verdict/passes"
    ]


# Counts.


def test_a_count_comes_out_as_it_was_recorded():
    assert replay_count(record_count()) == []


def test_a_count_that_comes_out_otherwise_is_named_by_its_place():
    told = tally("appointment.orientation-or-extended", COUNT, on=ON).as_dict()
    entry = record_count(tally={**told, "selected": ["2"]})

    ((place, recorded, now),) = places(replay_count(entry))
    assert (place, recorded, now) == ("/count/tally/selected/0", "2", "1")


def test_a_count_that_cannot_be_right_is_a_divergence():
    entry = record_count(count={**asdict(COUNT), "returned": 99})

    assert replay_count(entry)


def test_an_entry_with_nothing_to_replay_says_so():
    entry = trail.record(event=Event.DOSSIER_OPENED, actor=trail.SYSTEM)

    with pytest.raises(NothingToReplayError):
        replay_verdict(entry)
    with pytest.raises(NothingToReplayError):
        replay_count(entry)


@pytest.mark.parametrize(
    ("name", "said", "due"),
    [
        ("gate", "reappointment", "appointment"),
        ("candidate", 7, "1"),
        ("result", "passes", "held"),
    ],
)
def test_a_header_that_does_not_agree_with_its_verdict_is_named(verdict, name, said, due):
    right = {"candidate": 1, "gate": "appointment", "result": "held"}
    assert replay_verdict(record_verdict(verdict, header=right)) == []

    [found] = replay_verdict(record_verdict(verdict, header=right | {name: said}))

    assert (found.pointer, found.recorded, found.now) == (f"/header/{name}", str(said), due)
    assert not found.of_the_law
    assert not replay_dossier(DOSSIER).same


# Dossiers.


def test_a_dossier_is_replayed_whole_and_alone(verdict):
    trail.record(event=Event.DOSSIER_OPENED, actor=trail.SYSTEM, dossier=DOSSIER)
    record_verdict(verdict)
    record_verdict(verdict, candidate="2")
    record_count()
    trail.record(event=Event.DOSSIER_OPENED, actor=trail.SYSTEM, dossier="BN-2026-0002")

    replay = replay_dossier(DOSSIER)

    assert replay.same
    assert (replay.entries, replay.verdicts, replay.counts) == (4, 2, 1)


def test_replay_reads_nothing_but_the_trail(verdict, django_assert_num_queries):
    record_verdict(verdict)

    with django_assert_num_queries(2) as asked:
        replay_dossier(DOSSIER)

    assert asked[0]["sql"].count("JOIN") == 1
    assert "compliance_trailform" in asked[1]["sql"]


def test_a_payload_changed_without_its_digest_is_a_fault_even_if_it_replays(verdict, raw):
    other = changed(verdict, "facts", "appointment_relation", "evidence", to=[])
    record_verdict(verdict)
    text = TrailPayload.objects.get().text.replace("12/QĐ", "13/QĐ")
    assert other != verdict
    with triggers.removed(connection):
        raw("UPDATE compliance_trailpayload SET text = %s", text)

    replay = replay_dossier(DOSSIER)

    assert not replay.same
    assert [fault.kind.value for fault in replay.faults] == ["payload-changed"]


def test_the_command_ends_with_0_where_all_is_the_same(verdict):
    record_verdict(verdict)

    code, out, _ = run(DOSSIER, "--json")

    assert code == 0
    assert json.loads(out) == {
        "dossier": DOSSIER,
        "same": True,
        "entries": 1,
        "verdicts": 1,
        "counts": 0,
        "divergences": [],
        "faults": [],
        "otherwise_today": [],
    }


def test_the_command_ends_with_1_and_names_every_difference(verdict):
    number = record_verdict(changed(verdict, "passes", to="perhaps")).number

    code, out, _ = run(DOSSIER)

    assert code == 1
    assert out.startswith(
        f"Entry {number} /verdicts/0/verdict/passes: 'perhaps' recorded, False now\n"
    )
    assert "1 verdicts and 0 counts replayed, NOT the same." in out


def test_a_law_that_was_edited_since_is_told_from_a_record_that_was(verdict):
    record_verdict(changed(verdict, "law_digest", to="0" * 64))

    code, out, _ = run(DOSSIER)
    _, told, _ = run(DOSSIER, "--json")

    assert code == 1
    assert "now; the law of this reading is not the one that judged\n" in out
    assert [each["of_the_law"] for each in json.loads(told)["divergences"]] == [True]


def test_the_command_ends_with_2_for_a_dossier_that_nobody_opened():
    code, out, err = run("BN-0000-0000")

    assert code == 2
    assert out == ""
    assert "The trail knows no dossier “BN-0000-0000”." in err
