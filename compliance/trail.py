"""Recording what happened, reading it, and proving that the record is whole.

This module reads the clock once for each entry, because the moment of recording is what it is
there to keep. Every date that decides something is passed in.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import QuerySet, Subquery
from django.utils import timezone

from compliance import canonical, forms, triggers
from compliance.errors import NotCanonicalError, NoTrailHeadError
from compliance.events import Event
from compliance.merkle import Tree
from compliance.models import FORMAT, TrailEntry, TrailHead, TrailPayload

_SALT_BYTES = 32
_NONCE_BYTES = 16
_READ_AT_ONCE = 500
_FAULTS_NAMED = 1000


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acted, in which role, for which unit, and for whom: by number, never by name."""

    account: int | None
    role: str
    unit: str = ""
    on_behalf_of: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Give the actor as a header holds one.

        Raises:
            PersonalHeaderError: role or unit is no code.
        """
        return {
            "account": self.account,
            "role": canonical.require_code("actor.role", self.role),
            "unit": canonical.require_code("actor.unit", self.unit),
            "on_behalf_of": self.on_behalf_of,
        }


SYSTEM = Actor(account=None, role="system")
# What the rules found and did. Nobody decides that: whose act they followed stands in `after`.
RULES = Actor(account=None, role="rules")
# What a day brought about because the law says so.
CLOCK = Actor(account=None, role="clock")


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to record."""

    event: Event
    dossier: str = ""
    step: str = ""
    edition: str = ""
    governing_date: date | None = None
    actor: Actor = SYSTEM
    after: Actor | None = None
    reason: str = ""
    header: Mapping[str, Any] = field(default_factory=dict)
    payload: Mapping[str, Any] = field(default_factory=dict)
    at: datetime | None = None


def record(
    *,
    event: Event,
    actor: Actor,
    after: Actor | None = None,
    dossier: str = "",
    step: str = "",
    edition: str = "",
    governing_date: date | None = None,
    reason: str = "",
    header: Mapping[str, Any] | None = None,
    payload: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> TrailEntry:
    """Record one act.

    The entry belongs to the transaction in which it is written: if that is rolled back, neither
    the entry nor its number was ever there. `after` is whose act it followed, where the rules or
    the clock did it and nobody decided it.
    """
    item = Item(
        event=event,
        dossier=dossier,
        step=step,
        edition=edition,
        governing_date=governing_date,
        actor=actor,
        after=after,
        reason=reason,
        header=header or {},
        payload=payload or {},
        at=at,
    )
    return record_many([item])[0]


def record_many(items: Iterable[Item]) -> list[TrailEntry]:
    """Record several acts under one lock, in the order given."""
    shared: dict[str, str] = {}
    drafts = [(item, *_draft(item, shared)) for item in items]
    if not drafts:
        return []
    # No savepoint: a failed record must undo the act that it was to be the evidence of.
    with transaction.atomic(savepoint=False):
        head = lock()
        now = timezone.now()
        for number, (item, entry, payload) in enumerate(drafts, start=head.length):
            entry.number = number
            entry.recorded_at = item.at or now
            entry.leaf_digest = canonical.leaf_digest(entry.header_bytes()).hex()
            if payload:
                payload.entry = entry
        forms.store(shared, length=head.length, entries=len(drafts))
        TrailEntry._base_manager.bulk_create(entry for _, entry, _ in drafts)
        TrailPayload._base_manager.bulk_create(payload for *_, payload in drafts if payload)
        head.length += len(drafts)
        head.save(update_fields=["length"])
    return [entry for _, entry, _ in drafts]


def lock() -> TrailHead:
    """Hold back every other act that records, until the end of this transaction."""
    head = TrailHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        raise NoTrailHeadError
    return head


def entries(dossier: str) -> QuerySet[TrailEntry]:
    """Find the entries of one dossier, oldest first, with their payloads."""
    return TrailEntry.objects.filter(dossier=dossier).select_related("payload").order_by("number")


class FaultKind(StrEnum):
    """In which way a trail can be broken."""

    GAP = "gap"
    HEADER = "header-changed"
    PAYLOAD = "payload-changed"
    MISSING_PAYLOAD = "payload-missing"
    SURPLUS_PAYLOAD = "payload-surplus"
    FORM = "form-changed"
    MISSING_FORM = "form-missing"
    LENGTH = "length-differs"
    TRIGGER = "trigger-missing"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with the trail."""

    kind: FaultKind
    number: int | None
    detail: str

    def as_dict(self) -> dict[str, Any]:
        """Give the fault as plain values."""
        return {"kind": self.kind.value, "number": self.number, "detail": self.detail}


@dataclass(frozen=True)
class Report:
    """What `verify` found: the root that the headers give, and every fault."""

    size: int
    root: str
    faults: tuple[Fault, ...]
    fault_count: int

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.fault_count == 0

    def as_dict(self) -> dict[str, Any]:
        """Give the report as plain values."""
        return {
            "whole": self.whole,
            "size": self.size,
            "root": self.root,
            "fault_count": self.fault_count,
            "faults": [fault.as_dict() for fault in self.faults],
        }


def verify(
    *, using: str = DEFAULT_DB_ALIAS, progress: Callable[[int], None] | None = None
) -> Report:
    """Read the whole trail and list everything that is wrong with it.

    The root is computed from the headers as they stand, so that it can be held against a root
    that someone kept. At most a thousand faults are named; all are counted. `progress`, where
    given, is called with the number of entries read.
    """
    found = _Faults()
    head = TrailHead.objects.using(using).filter(pk=1).first()
    size = head.length if head else 0
    # Read after the head: the forms of every entry that it counts are there.
    stored = forms.Stored(using=using)
    for digest in stored.look_at_all():
        detail = f"The form {digest} was changed."
        found.add(Fault(FaultKind.FORM, None, detail))
    tree = Tree()
    expected = 0
    for entry in _stream(size, found, using):
        if entry.number > expected:
            found.add(_gap(expected, entry.number - 1))
        expected = entry.number + 1
        leaf = _leaf(entry)
        for fault in check(entry, leaf, stored):
            found.add(fault)
        tree.append(leaf)
        if progress and tree.size % _READ_AT_ONCE == 0:
            progress(tree.size)
    if expected < size:
        found.add(_gap(expected, size - 1))
    _check_length(found, using)
    for name in triggers.missing(connections[using]):
        detail = f"The trigger {name} is missing, altered or disabled."
        found.add(Fault(FaultKind.TRIGGER, None, detail))
    return Report(tree.size, tree.root().hex(), tuple(found.named), found.count)


def check(
    entry: TrailEntry, leaf: bytes | None = None, stored: forms.Stored | None = None
) -> list[Fault]:
    """Compare one entry with its own digests, and the forms that it refers to with theirs.

    `stored` is what is known of the forms already, so that each is looked at once.
    """
    number = entry.number
    found = []
    if (leaf or _leaf(entry)).hex() != entry.leaf_digest:
        detail = f"The header of entry {number} was changed."
        found.append(Fault(FaultKind.HEADER, number, detail))
    try:
        payload = entry.payload
    except TrailPayload.DoesNotExist:
        if entry.payload_digest:
            detail = f"The payload of entry {number} is missing."
            found.append(Fault(FaultKind.MISSING_PAYLOAD, number, detail))
        return found
    if not entry.payload_digest:
        detail = f"Entry {number} has a payload too many."
        found.append(Fault(FaultKind.SURPLUS_PAYLOAD, number, detail))
    elif payload.digest() != entry.payload_digest:
        detail = f"The payload of entry {number} was changed."
        found.append(Fault(FaultKind.PAYLOAD, number, detail))
    stored = stored or forms.Stored(using=entry._state.db)
    for digest, sound in stored.look_at(forms.referred_to(payload.text)).items():
        if sound is None:
            detail = f"The form {digest}, to which entry {number} refers, is missing."
            found.append(Fault(FaultKind.MISSING_FORM, number, detail))
        elif not sound:
            detail = f"The form {digest}, to which entry {number} refers, was changed."
            found.append(Fault(FaultKind.FORM, number, detail))
    return found


def _draft(item: Item, shared: dict[str, str]) -> tuple[TrailEntry, TrailPayload | None]:
    event = Event(item.event)
    extras = canonical.require_codes("header", canonical.plain(item.header))
    contents = dict(item.payload)
    if item.reason:
        if "reason" in contents:
            raise NotCanonicalError("/reason", "the reason is given twice")
        contents["reason"] = item.reason
    actor = item.actor.as_dict()
    entry = TrailEntry(
        format=FORMAT,
        event=event.value,
        dossier=canonical.require_code("dossier", item.dossier),
        step=canonical.require_code("step", item.step),
        edition=canonical.require_code("edition", item.edition),
        governing_date=item.governing_date,
        actor_account=actor["account"],
        actor_role=actor["role"],
        actor_unit=actor["unit"],
        on_behalf_of=actor["on_behalf_of"],
        after=item.after.as_dict() if item.after else None,
        nonce=secrets.token_hex(_NONCE_BYTES),
        extras=extras,
    )
    if not contents:
        return entry, None
    contents = forms.taken_out(contents, shared)
    text = canonical.canonical(contents).decode("utf-8")
    payload = TrailPayload(salt=secrets.token_bytes(_SALT_BYTES), text=text)
    entry.payload_digest = payload.digest()
    return entry, payload


def _stream(size: int, found: "_Faults", using: str) -> Iterator[TrailEntry]:
    """Read page by page, so that neither memory nor a transaction grows with the trail."""
    rows = TrailEntry.objects.using(using).select_related("payload").order_by("number")
    for first in range(0, size, _READ_AT_ONCE):
        after = min(first + _READ_AT_ONCE, size)
        try:
            page = list(rows.filter(number__gte=first, number__lt=after))
        except ValueError:
            page = list(_one_by_one(rows, first, after, found))
        yield from page


def _one_by_one(
    rows: QuerySet[TrailEntry], first: int, after: int, found: "_Faults"
) -> Iterator[TrailEntry]:
    """Read a page in which some row holds what its column cannot mean."""
    for number in range(first, after):
        try:
            yield from rows.filter(number=number)
        except ValueError:
            found.add(Fault(FaultKind.HEADER, number, f"Entry {number} cannot be read."))


class _Faults:
    def __init__(self) -> None:
        self.named: list[Fault] = []
        self.count = 0

    def add(self, fault: Fault) -> None:
        self.count += 1
        if len(self.named) < _FAULTS_NAMED:
            self.named.append(fault)


def _gap(first: int, last: int) -> Fault:
    if first == last:
        return Fault(FaultKind.GAP, first, f"Entry {first} is missing.")
    return Fault(FaultKind.GAP, first, f"Entries {first} to {last} are missing.")


def _leaf(entry: TrailEntry) -> bytes:
    """Digest the header as it stands now; one that no longer has a form gets a digest of none."""
    try:
        return canonical.leaf_digest(entry.header_bytes())
    except NotCanonicalError:
        return canonical.leaf_digest(b"")


def _check_length(found: _Faults, using: str) -> None:
    # One statement, so that an entry recorded meanwhile is seen with its number or not at all.
    last = TrailEntry.objects.using(using).order_by("-number").values("number")[:1]
    head = TrailHead.objects.using(using).filter(pk=1).annotate(last=Subquery(last)).first()
    if head is None:
        detail = "The row that numbers the entries is missing."
        found.add(Fault(FaultKind.LENGTH, None, detail))
        return
    length = 0 if head.last is None else head.last + 1
    if length != head.length:
        detail = f"{head.length} entries were recorded, but the last one has number {length - 1}."
        found.add(Fault(FaultKind.LENGTH, None, detail))
