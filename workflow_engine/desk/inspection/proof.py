"""Proof: the digests of an entry computed again, its verdict or count reached again.

The facts of a verdict are also gathered again from the field history, as the system knew them then.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext_lazy as _

from compliance import canonical, replay, trail
from compliance.errors import NothingToReplayError
from compliance.models import TrailEntry
from rules.model import to_json
from workflow_engine import facts
from workflow_engine.dossiers.models import Candidate, Dossier
from workflow_engine.pages import words


@dataclass
class Digests:
    """The digests of an entry as stored and as computed again."""

    header: str
    leaf_stored: str
    leaf_now: str
    payload_stored: str
    payload_now: str
    payload_text: str
    faults: list[trail.Fault]


def digests(entry: TrailEntry) -> Digests:
    """Compute the digests of an entry again from what is stored."""
    header = entry.header_bytes()
    try:
        payload = entry.payload
        payload_now, text = payload.digest(), payload.text
    except ObjectDoesNotExist:
        payload_now, text = "", ""
    return Digests(
        header=header.decode("utf-8"),
        leaf_stored=entry.leaf_digest,
        leaf_now=canonical.leaf_digest(header).hex(),
        payload_stored=entry.payload_digest,
        payload_now=payload_now,
        payload_text=json.dumps(json.loads(text), ensure_ascii=False, indent=1) if text else "",
        faults=trail.check(entry),
    )


def replayed(entry: TrailEntry) -> list[replay.Divergence] | None:
    """Judge or count again what the entry recorded; None where it recorded neither."""
    try:
        if entry.contents.get("verdicts"):
            return replay.replay_verdict(entry)
        if entry.contents.get("count"):
            return replay.replay_count(entry)
    except NothingToReplayError:
        return None
    return None


@dataclass(frozen=True)
class Difference:
    """A fact that the history tells otherwise than the verdict recorded it."""

    label: str
    recorded: str
    now: str


@dataclass(frozen=True)
class Gathered:
    """The facts of a verdict, gathered again from the history as known at its moment."""

    known_at: datetime
    count: int
    differences: list[Difference]


def gathered_again(entry: TrailEntry, dossier: Dossier) -> Gathered | None:
    """Gather the facts of a recorded verdict again, as the records were known at that moment.

    None where the entry holds no verdict on a candidate who is still on record.
    """
    contents = entry.contents
    recorded = next(iter(contents.get("verdicts", ())), None)
    if recorded is None or "verdict" not in recorded or "known_at" not in contents:
        return None
    key = str(recorded.get("candidate", ""))
    candidate = (
        Candidate.objects.filter(pk=int(key), dossier=dossier).select_related("person").first()
        if key.isdigit()
        else None
    )
    if candidate is None:
        return None
    moment = datetime.fromisoformat(contents["known_at"])
    effective = contents.get("effective_on")
    known = facts.gather(
        dossier,
        [candidate],
        on=date.fromisoformat(contents["facts_on"]),
        effective_on=date.fromisoformat(effective) if effective else None,
        known_at=moment,
    )[candidate.pk]
    told_facts = recorded["verdict"]["facts"]
    differences = []
    for name, said in told_facts.items():
        fact = known.get(name)
        now = to_json(fact.value) if fact else None
        if now != said["value"]:
            differences.append(
                Difference(
                    label=words.said(said["label"]),
                    recorded=words.value(name, said) or str(_("not known")),
                    now=words.value(name, {**said, "value": now}) or str(_("not known")),
                )
            )
    return Gathered(moment, len(told_facts), differences)
