"""Keeping records: what is added or corrected stands on the record, with who did it and why.

Each function runs in one transaction with its entry in the audit trail. A record is never removed:
what was entered in error is marked so, and its old versions stay in the history.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from compliance import trail
from compliance.events import Event
from compliance.history import TrackedModel, written_by
from compliance.models import TrailEntry
from workflow_engine.base.messages import Message
from workflow_engine.registry import words
from workflow_engine.registry.doubles import KNOWN_BY
from workflow_engine.registry.models import Person, Post, UnitCheck
from workflow_engine.registry.models.bases import Record, WordRecord

# What a file says of a person: the person, and each record.
OfPerson = Person | Record
# What is kept of a person, of a post and of a unit.
Row = OfPerson | Post | UnitCheck
_DERIVED = {"sort_key", "search_key", "is_sample", "birth_precision", "entered_as"}


class KeepingError(Exception):
    """A record was not stored."""

    code = "keeping"


class ChangedMeanwhileError(KeepingError):
    """Somebody else stored another version first."""

    code = "changed-meanwhile"

    def __init__(self, by: str) -> None:
        self.by = by
        super().__init__(
            _(
                "%(by)s changed this record after you opened it. Nothing of what you sent was "
                "stored. Look at what stands there now, and correct that if it is still needed."
            )
            % {"by": by or _("Somebody")}
        )


class NotTheirWordError(KeepingError):
    """A record is the word of a body that whoever enters it does not speak for."""

    code = "not-their-word"

    def __init__(self, told: Message) -> None:
        super().__init__(str(told))


def version_of(record: TrackedModel) -> int:
    """Return the number of the version that stands now."""
    return record.history.order_by("-history_id").values_list("history_id", flat=True).first() or 0


def add(
    record: Row, *, actor: trail.Actor, reason: str = "", accepted: Sequence[str] = ()
) -> TrailEntry:
    """Store a new record, or a new person; `accepted` are the questions that were answered yes.

    Raises:
        NotTheirWordError: it is the word of another body than the actor's (`words`).
    """
    with transaction.atomic(), written_by(actor.account):
        trail.lock()
        if isinstance(record, Person):
            record.is_sample = is_sample_database()
        _keep_word(record, None, actor)
        record._change_reason = reason or None
        record.save(force_insert=True)
        return trail.record(
            event=Event.RECORD_ADDED,
            actor=actor,
            header=_header(record),
            payload={
                **_person(record),
                "values": values(record),
                **_accepted(accepted),
            },
            reason=reason,
        )


def correct(
    record: Row,
    fields: Mapping[str, Any],
    *,
    version: int,
    actor: trail.Actor,
    reason: str,
    accepted: Sequence[str] = (),
    by: Any = lambda account: "",
) -> TrailEntry | None:
    """Store a new version of a record; return None where nothing is different.

    `version` is the one that whoever corrects has seen; `by` names an account by its number;
    `accepted` are the questions that were answered yes.

    Raises:
        ChangedMeanwhileError: another version was stored since.
        NotTheirWordError: it is the word of another body than the actor's (`words`).
    """
    with transaction.atomic(), written_by(actor.account):
        trail.lock()
        model = type(record)
        # An act that names the record by a foreign key need not wait for this. PostgreSQL checks
        # such keys at the commit, when the act holds the trail: the trail comes first there too.
        rows = model._default_manager.select_for_update(of=("self",), no_key=True)
        current = rows.get(pk=record.pk)
        last = current.history.order_by("-history_id").first()
        if last is not None and last.history_id != version:
            raise ChangedMeanwhileError(by(last.history_user_id))
        before, named, said = values(current), known_by(current), columns_of(current)
        for name, value in fields.items():
            setattr(current, name, value)
        _keep_word(current, said, actor)
        current._change_reason = reason
        after = values(current)
        changes = changes_between(before, after)
        if not changes:
            return None
        current.save()
        return trail.record(
            event=Event.RECORD_CORRECTED,
            actor=actor,
            header=_header(current),
            payload={
                **_person(current),
                "of_record": named,
                "changes": changes,
                **_paper(current),
                **_accepted(accepted),
            },
            reason=reason,
        )


def columns_of(record: models.Model) -> dict[str, Any]:
    """Return what each column of a row holds."""
    return {f.attname: getattr(record, f.attname) for f in record._meta.concrete_fields}


def _keep_word(record: models.Model, before: Mapping[str, Any] | None, actor: trail.Actor) -> None:
    """Refuse another body's word, and keep in which role a record was entered or changed."""
    if not isinstance(record, WordRecord):
        return
    after = columns_of(record)
    for _field, told in words.refusals(type(record), before, after, roles={actor.role}):
        raise NotTheirWordError(told)
    if before is None or {n for n in after if after[n] != before[n]} - words.BESIDE:
        record.entered_as = actor.role


def is_sample_database() -> bool:
    """Whether the people on record are made up: whoever is added is marked so as well."""
    return Person.objects.filter(is_sample=True).exists()


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return what differs of the values of a record, as the trail keeps it: before and after."""
    return {name: [before[name], after[name]] for name in after if before[name] != after[name]}


def values(record: models.Model, names: Collection[str] = ()) -> dict[str, Any]:
    """Return what a record says, as the trail keeps it; `names` are the fields, unsaid all."""
    found: dict[str, Any] = {}
    for field in record._meta.concrete_fields:
        if field.primary_key or field.name in _DERIVED or (names and field.name not in names):
            continue
        value = getattr(record, field.attname)
        if value is not None and field.is_relation:
            value = str(value) if field.name == "person" else _named(getattr(record, field.name))
        found[field.name] = value.isoformat() if isinstance(value, date) else value
    if isinstance(record, Person) and (not names or {"birth_date", "birth_precision"} & set(names)):
        found["birth_date"] = record.born_iso
    found.pop("person", None)
    return found


def known_by(record: Row) -> dict[str, Any]:
    """Return by what a record is told from others of its person: the year, the post, the day."""
    names = () if isinstance(record, Person | Post) else KNOWN_BY.get(type(record), ())
    return {name: value for name, value in values(record, names).items() if value} if names else {}


def _accepted(questions: Sequence[str]) -> dict[str, Any]:
    """Return the questions as an entry keeps them: a message by its source and values."""
    kept = [each.as_dict() if isinstance(each, Message) else str(each) for each in questions]
    return {"questions_accepted": kept} if kept else {}


def _paper(record: Row) -> dict[str, Any]:
    """Return the paper on which a record stands; the data of a person or a post stand on none."""
    if isinstance(record, Person | Post):
        return {}
    paper = {
        "number": record.document_number,
        "dated_on": record.document_date,
        "issued_by": record.issued_by,
    }
    said = {name: value for name, value in paper.items() if value}
    return {"stands_on": said} if said else {}


def _named(related: models.Model) -> str:
    code = getattr(related, "code", "") or getattr(related, "personal_number", related.pk)
    return f"{related} ({code})"


def _header(record: Row) -> dict[str, Any]:
    """Name the row and whose it is: a person's, or a unit's."""
    if isinstance(record, Person):
        whose: dict[str, Any] = {"person": record.pk}
    elif isinstance(record, Record):
        whose = {"person": record.person_id}
    else:
        whose = {"unit": record.unit.code}
    return {"model": record._meta.model_name, "record": record.pk, **whose}


def _person(record: Row) -> dict[str, dict[str, str]]:
    """Return whose record it is, where it is that of a person."""
    person = record if isinstance(record, Person) else getattr(record, "person", None)
    if person is None:
        return {}
    named = {"personal_number": person.personal_number, "full_name": person.full_name}
    return {"person": named}
