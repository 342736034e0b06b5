"""Importing: preview, then all of it or nothing, in one transaction with its entry in the trail."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Model

from compliance import trail
from compliance.events import Event
from compliance.history import create_many, update_many, written_by
from workflow_engine.importing.errors import (
    NotAcceptedError,
    ReasonMissingError,
    RegistryChangedError,
    RowsWrongError,
)
from workflow_engine.importing.parsing import Issue, parse
from workflow_engine.importing.plan import Plan, plan
from workflow_engine.importing.shape import Lookups
from workflow_engine.registry.keeping import changes_between, is_sample_database, known_by, values
from workflow_engine.registry.models import Person

MOST_ROWS_ON_SCREEN = 20_000
MOST_ROWS = 500_000
_READINGS_KEPT = 200


@dataclass(frozen=True)
class Imported:
    """What was stored."""

    new: int
    changed: int
    unchanged: int
    entry: int | None


def preview(
    content: bytes,
    *,
    today: date,
    reach: Sequence[str] | None = None,
    most_rows: int = MOST_ROWS_ON_SCREEN,
) -> Plan:
    """Work out what a file would do; nothing is stored.

    Raises:
        BadFileError: the file cannot be read at all.
    """
    parsed = parse(content, lookups=Lookups.load(reach), today=today, most_rows=most_rows)
    return plan(parsed, today=today, reach=reach)


def apply(
    content: bytes,
    *,
    today: date,
    actor: trail.Actor,
    name: str,
    expected: str = "",
    accepted: bool = False,
    reason: str = "",
    reach: Sequence[str] | None = None,
    most_rows: int = MOST_ROWS_ON_SCREEN,
) -> Imported:
    """Read the file again and import it whole; `expected` is the digest of the plan that was shown.

    Raises:
        BadFileError: the file cannot be read at all.
        RowsWrongError: a row is wrong; nothing was stored.
        NotAcceptedError: a reading was not accepted; nothing was stored.
        ReasonMissingError: records are changed, and nobody said why; nothing was stored.
        RegistryChangedError: the plan is no longer the one that was shown; nothing was stored.
    """
    with transaction.atomic(), written_by(actor.account):
        trail.lock()
        parsed = parse(content, lookups=Lookups.load(reach), today=today, most_rows=most_rows)
        made = plan(parsed, today=today, reach=reach, lock=True)
        if expected and made.digest != expected:
            raise RegistryChangedError
        if made.errors:
            raise RowsWrongError(len(made.errors))
        if made.to_accept and not accepted:
            raise NotAcceptedError(len(made.to_accept))
        if made.changes and not reason.strip():
            raise ReasonMissingError(len(made.changes))
        counts = made.counts.values()
        unchanged = sum(count.unchanged for count in counts)
        if made.does_nothing:
            return Imported(0, 0, unchanged, None)
        digest = sha256(content).hexdigest()
        why = f"import {digest[:16]}"
        corrected = _store(made, reason=f"{why}: {reason}" if reason else why)
        entry = _record(made, corrected, actor=actor, name=name, digest=digest, reason=reason)
    return Imported(len(made.new), len(made.changes), unchanged, entry)


def _store(made: Plan, *, reason: str) -> list[dict[str, Any]]:
    """Store what changes, then what is new: a new check speaks of the record as it is corrected.

    Return what was corrected, as the trail keeps it.
    """
    corrected = _correct(made, reason=reason)
    people = [record for _line, record in made.new if isinstance(record, Person)]
    others = [record for _line, record in made.new if not isinstance(record, Person)]
    made_up = is_sample_database() if people else False
    for person in people:
        person.is_sample = made_up
    create_many(people, reason=reason)
    create_many(others, reason=reason)
    return corrected


def _correct(made: Plan, *, reason: str) -> list[dict[str, Any]]:
    corrected = []
    touched: dict[type[Model], tuple[dict[int, Any], set[str]]] = {}
    for change in made.changes:
        before, named = values(change.record, change.fields), known_by(change.record)
        for name, (_old, new) in change.fields.items():
            setattr(change.record, name, new)
        corrected.append(
            {
                "model": change.record._meta.model_name,
                "record": change.record.pk,
                "person": change.line.number,
                "of_record": named,
                "changes": changes_between(before, values(change.record, change.fields)),
            }
        )
        objects, names = touched.setdefault(type(change.record), ({}, set()))
        objects[change.record.pk] = change.record
        names.update(change.fields)
    for model, (objects, names) in touched.items():
        if model is Person and "full_name" in names:
            for person in objects.values():
                person.derive_keys()
            names.update({"sort_key", "search_key"})
        update_many(list(objects.values()), sorted(names), reason=reason)
    return corrected


def _record(
    made: Plan,
    corrected: list[dict[str, Any]],
    *,
    actor: trail.Actor,
    name: str,
    digest: str,
    reason: str,
) -> int:
    """Record the import: which file, how many rows of each kind, what was changed and accepted."""
    models = {line.sheet.name: line.sheet.model._meta.model_name for line, _record in made.new}
    models |= {c.line.sheet.name: c.line.sheet.model._meta.model_name for c in made.changes}
    header = {
        "sha256": digest,
        "plan": made.digest,
        "counts": {models[n]: asdict(c) for n, c in made.counts.items() if n in models},
    }
    accepted = made.to_accept
    payload: dict[str, Any] = {"file": name, "concerns": made.concerned}
    if made.taken:
        payload["taken_by_default"] = [
            {"sheet": sheet, "column": header, "taken": word, "times": times}
            for (sheet, header, word), times in made.taken.items()
        ]
    if corrected:
        payload["corrections"] = corrected
    if accepted:
        payload["readings_accepted"] = [issue.as_dict() for issue in _kept(made.to_accept)]
        payload["readings"] = len(accepted)
    entry = trail.record(
        event=Event.PEOPLE_IMPORTED, actor=actor, header=header, payload=payload, reason=reason
    )
    return entry.number


def _kept(accepted: Sequence[Issue]) -> list[Issue]:
    """Return what an entry names of the readings: every question of who it is, some of the rest."""
    others = [issue for issue in accepted if not issue.of_identity][:_READINGS_KEPT]
    kept = {id(issue) for issue in others}
    return [issue for issue in accepted if issue.of_identity or id(issue) in kept]
