"""Trails that a release recorded must replay without a difference for ever.

Each file holds the header and the payload of the entries of one dossier, as that release wrote
them. A file of a released version is never written again; a release adds its own:

    RECORD_TRAILS=1 python -m pytest tests/cases

0.1.0 wrote verdicts in format 1, 0.2.0 in format 2, with the nearest change; 0.3.0 writes them in
format 3, with the reading of the law and the digest of what judged.
"""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from compliance import replay, trail
from compliance.models import TrailEntry, TrailPayload
from rules import checker
from rules.engine import evaluate
from rules.facts import facts_from_json
from rules.model import SpecialDecision
from rules.verdict import Verdict
from tests import walk
from tests.rules.conftest import ELIGIBLE

HERE = Path(__file__).parent
RELEASE = "0.3.0"
DAYS = {"appointment-on-site.2025": date(2026, 6, 15), "appointment-on-site.2026": None}
RECORDED = sorted(HERE.glob("*/*.json"))


def entry_from(recorded):
    """Rebuild an entry that is in no database."""
    entry = TrailEntry(number=recorded["number"], event=recorded["event"])
    entry.payload = TrailPayload(entry=entry, text=json.dumps(recorded["payload"]))
    return entry


def judged_or_counted(entry):
    return bool(entry.contents.get("verdicts") or entry.contents.get("count"))


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_verdict_and_count_of_a_release_comes_out_the_same(path):
    told = 0
    for recorded in json.loads(path.read_text()):
        entry = entry_from(recorded)
        if recorded["payload"].get("verdicts"):
            assert replay.replay_verdict(entry) == []
        else:
            assert replay.replay_count(entry) == []
        told += 1

    assert told >= 3


@pytest.mark.parametrize("path", RECORDED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_second_judge_finds_nothing_in_a_recorded_verdict(path):
    judged = [
        told["verdict"]
        for recorded in json.loads(path.read_text())
        for told in recorded["payload"].get("verdicts", ())
    ]

    assert judged
    assert [checker.check(verdict) for verdict in judged] == [[] for _ in judged]


def test_each_release_has_a_recorded_trail_of_each_edition_in_the_format_of_its_time():
    formats = {"0.1.0": {1}, "0.2.0": {2}, "0.3.0": {3}}
    for release, written in formats.items():
        paths = [path for path in RECORDED if path.parent.name == release]
        assert {path.stem for path in paths} >= set(DAYS)
        for path in paths:
            told = [r["payload"].get("verdicts", ()) for r in json.loads(path.read_text())]
            assert {each["verdict"]["format"] for group in told for each in group} == written


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
        path = HERE / RELEASE / f"{edition}.json"
        path.parent.mkdir(exist_ok=True)
        lines = [{"number": e.number, "event": e.event, "payload": e.contents} for e in kept]
        path.write_text(json.dumps(lines, ensure_ascii=False, sort_keys=True, indent=0) + "\n")


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
    lines = []
    for number, changes in enumerate(STOPPED, start=1):
        verdict = evaluate(
            "appointment",
            on=day,
            facts=facts_from_json({**ELIGIBLE, **changes}),
            special_decisions=[lifted] if number == 2 else (),
        )
        payload = {"verdicts": [{"verdict": verdict.as_dict()}]}
        lines.append({"number": number, "event": "gate:rules:evaluated", "payload": payload})

        assert not verdict.passes

    assert any(found.lifted_by for found in verdict_of(lines[1]).findings)
    # An age is nothing that anybody can change; the rest says what would meet it.
    changed = {found.condition: bool(found.nearest.changes) for found in verdict_of(lines[2]).unmet}
    assert [name for name, can in changed.items() if not can] == ["appointment.age-full-term"]

    if os.environ.get("RECORD_TRAILS"):
        path = HERE / RELEASE / "verdicts-that-stop.json"
        path.write_text(json.dumps(lines, ensure_ascii=False, sort_keys=True, indent=0) + "\n")


def verdict_of(line):
    return Verdict.from_dict(line["payload"]["verdicts"][0]["verdict"])
