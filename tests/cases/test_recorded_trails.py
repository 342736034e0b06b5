"""Trails that a release recorded must replay without a difference for ever.

Each file holds the header and the payload of the entries of one dossier, as that release wrote
them. A file of a released version is never written again; a release adds its own:

    RECORD_TRAILS=1 python -m pytest tests/cases
"""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from compliance import replay, trail
from compliance.models import TrailEntry, TrailPayload
from tests import walk

HERE = Path(__file__).parent
RELEASE = "0.1.0"
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


def test_each_edition_has_a_recorded_trail():
    assert {path.stem for path in RECORDED} >= set(DAYS)


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
        lines = [{"number": e.number, "event": e.event, "payload": e.contents} for e in kept]
        path.write_text(json.dumps(lines, ensure_ascii=False, sort_keys=True, indent=0) + "\n")
