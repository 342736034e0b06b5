"""Trails that a release recorded must replay without a difference for ever.

Each file holds the number, the event and the payload of some entries of one dossier. A file of a
released version is never written again; a release adds its own:

    RECORD_TRAILS=1 python -m pytest tests/cases -k recorded_for_a_release

0.1.0 wrote verdicts in format 1, 0.2.0 in format 2, with the nearest change: both whole, and a file
is the list of the entries. 0.3.0 writes them in format 3, with the reading of the law and the
digest of what judged, and stores what they share apart. So its files hold what is stored: `text` of
each payload, and `shared`, the texts by digest to which the payloads refer.
"""

import json
import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from compliance import canonical, forms, replay, trail
from compliance.models import TrailEntry, TrailForm, TrailPayload
from rules.facts import facts_from_json
from rules.judge import checker
from rules.judge.engine import evaluate
from rules.judge.sharing import join
from rules.judge.verdict import Verdict
from rules.model import SpecialDecision
from tests import walk
from tests.rules.conftest import ELIGIBLE

HERE = Path(__file__).parent
RELEASE = "0.3.0"
DAYS = {"appointment-on-site.2025": date(2026, 6, 15), "appointment-on-site.2026": None}
RECORDED = sorted(HERE.glob("*/*.json"))


def recorded_in(path):
    """Read a file: its entries, and the texts that they share, by digest."""
    told = json.loads(path.read_text())
    return (told, {}) if isinstance(told, list) else (told["entries"], told["shared"])


def verdicts_in(path):
    """Give every verdict of a file whole, without a database."""
    entries, shared = recorded_in(path)
    verdicts = [
        item["verdict"] for each in entries for item in payload_of(each).get("verdicts", ())
    ]
    if not shared:
        return verdicts
    return [join(shared[verdict["law"]], verdict["own"]) for verdict in verdicts]


def payload_of(recorded):
    """Give a payload as it is written: a verdict may refer to a shared text."""
    return recorded["payload"] if "payload" in recorded else json.loads(recorded["text"])


def stored_again(shared):
    """Put the texts of a file into the database, as the release had stored them."""
    rows = [TrailForm(digest=digest, text=text) for digest, text in shared.items()]
    TrailForm._base_manager.bulk_create(rows)


def entry_from(recorded):
    """Rebuild an entry that is in no database, with the text of its payload."""
    text = recorded["text"] if "text" in recorded else json.dumps(recorded["payload"])
    entry = TrailEntry(number=recorded["number"], event=recorded["event"])
    entry.payload = TrailPayload(entry=entry, text=text)
    return entry


def record(name, entries, shared):
    """Write a file of the release that is to come."""
    path = HERE / RELEASE / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    told = {"entries": entries, "shared": shared}
    path.write_text(json.dumps(told, ensure_ascii=False, sort_keys=True, indent=0) + "\n")


def judged_or_counted(entry):
    return bool(entry.contents.get("verdicts") or entry.contents.get("count"))


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch):
    """Begin as a process does that has neither written nor read a shared text."""
    monkeypatch.setattr(forms, "_known", forms._Known())
    monkeypatch.setattr(forms, "_texts", {})


@pytest.mark.django_db
@pytest.mark.parametrize("path", RECORDED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_verdict_and_count_of_a_release_comes_out_the_same(path):
    entries, shared = recorded_in(path)
    stored_again(shared)
    told = 0
    for recorded in entries:
        entry = entry_from(recorded)
        if payload_of(recorded).get("verdicts"):
            assert replay.replay_verdict(entry) == []
        else:
            assert replay.replay_count(entry) == []
        told += 1

    assert told >= 3


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_second_judge_finds_nothing_in_a_recorded_verdict(path):
    judged = verdicts_in(path)

    assert judged
    assert [checker.check(verdict) for verdict in judged] == [[] for _ in judged]


def test_each_release_has_a_recorded_trail_of_each_edition_in_the_format_of_its_time():
    formats = {"0.1.0": {1}, "0.2.0": {2}, "0.3.0": {3}}
    for release, written in formats.items():
        paths = [path for path in RECORDED if path.parent.name == release]
        assert {path.stem for path in paths} >= set(DAYS)
        for path in paths:
            assert {verdict["format"] for verdict in verdicts_in(path)} == written


def test_0_3_0_is_recorded_as_it_is_stored():
    paths = [path for path in RECORDED if path.parent.name == "0.3.0"]
    for path in paths:
        entries, shared = recorded_in(path)
        payloads = [payload_of(each) for each in entries]
        told = [item["verdict"] for each in payloads for item in each.get("verdicts", ())]

        assert [canonical.canonical(each).decode() for each in payloads] == [
            each["text"] for each in entries
        ]
        assert {frozenset(verdict) for verdict in told} == {frozenset({"law", "own"})}
        assert {verdict["law"] for verdict in told} == shared.keys()
        assert [sha256(text.encode()).hexdigest() for text in shared.values()] == list(shared)

    assert paths


@pytest.mark.django_db
def test_a_shared_text_of_a_recorded_trail_that_was_touched_is_found():
    path = HERE / "0.3.0" / "appointment-on-site.2026.json"
    entries, shared = recorded_in(path)
    stored_again({digest: text.replace("Đạt", "Dat") for digest, text in shared.items()})

    assert replay.replay_verdict(entry_from(entries[0]))


def test_a_recorded_trail_that_was_touched_is_found():
    verdicts = [r for r in json.loads(RECORDED[0].read_text()) if r["payload"].get("verdicts")]
    verdicts[0]["payload"]["verdicts"][0]["verdict"]["passes"] = not verdicts[0]["payload"][
        "verdicts"
    ][0]["verdict"]["passes"]

    assert replay.replay_verdict(entry_from(verdicts[0]))


@pytest.mark.django_db
@pytest.mark.parametrize("edition", DAYS)
def test_a_trail_is_recorded_for_a_release_when_asked(edition):
    world = walk.world(on=DAYS[edition])
    dossier = walk.open_dossier(world)
    walk.to_the_end(world, dossier)
    entries = [e for e in trail.entries(dossier.number) if judged_or_counted(e)]
    verdicts = [e for e in entries if e.contents.get("verdicts")]
    # The first verdict held, the last let pass; the rest say the same at greater length.
    kept = [verdicts[0], verdicts[-1], *(e for e in entries if e.contents.get("count"))]

    assert dossier.flow_class.edition.code == edition
    assert len(kept) >= 4

    if os.environ.get("RECORD_TRAILS"):
        lines = [{"number": e.number, "event": e.event, "text": e.payload.text} for e in kept]
        digests = set().union(*(forms.referred_to(e.payload.text) for e in kept))
        rows = TrailForm.objects.filter(pk__in=digests)
        record(edition, lines, dict(rows.values_list("digest", "text")))


# What stops a candidate: facts on the wrong side, one of them lifted, one not known.
STOPPED = (
    {"months_in_post_below": 11, "degree_level": "college"},
    {"months_in_post_below": 3, "office_bans": None},
    {"health_fit": False, "business_roles": 2, "months_to_retirement_at_appointment": 50},
)


def test_verdicts_that_stop_somebody_are_recorded_for_a_release_when_asked():
    day = date(2026, 11, 23)
    lifted = SpecialDecision(
        "appointment.time-in-post", "appointing_authority", "15/QĐ-UBND", day, "decision-15.pdf"
    )
    lines, judged, shared = [], [], {}
    for number, changes in enumerate(STOPPED, start=1):
        verdict = evaluate(
            "appointment",
            on=day,
            facts=facts_from_json({**ELIGIBLE, **changes}),
            special_decisions=[lifted] if number == 2 else (),
        )
        payload = forms.taken_out({"verdicts": [{"verdict": verdict.as_dict()}]}, shared)
        text = canonical.canonical(payload).decode()
        lines.append({"number": number, "event": "gate:rules:evaluated", "text": text})
        judged.append(Verdict.from_dict(verdict.as_dict()))

        assert not verdict.passes

    assert any(found.lifted_by for found in judged[1].findings)
    # Nobody can change an age or what a doctor found; the rest says what would meet it.
    changed = {found.condition: bool(found.nearest.changes) for found in judged[2].unmet}
    assert {name for name, can in changed.items() if not can} == {
        "appointment.age-full-term",
        "appointment.health-fit",
    }

    if os.environ.get("RECORD_TRAILS"):
        record("verdicts-that-stop", lines, shared)
