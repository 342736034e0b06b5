"""Files that were uploaded and shown, kept until they are confirmed or a day has passed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction

from compliance import trail
from workflow_engine.base.messages import recorded
from workflow_engine.importing.applying import Imported, apply, preview
from workflow_engine.importing.columns import heads
from workflow_engine.importing.corrections import in_words
from workflow_engine.importing.errors import (
    NoHeaderError,
    NoKnownSheetError,
    PeopleImportError,
    RegistryChangedError,
)
from workflow_engine.importing.models import ImportDraft
from workflow_engine.importing.parsing import Level, Line
from workflow_engine.importing.plan import Change, Plan, by_default
from workflow_engine.importing.shape import PERSON
from workflow_engine.registry import answers, births

KEPT = timedelta(days=1)
_ISSUES_SHOWN = 300
_WAITING_SHOWN = 10
_ACCEPTED = "accepted"
# What somebody accepts has to be shown whole, however long it is.
_WHOLE = (Level.TO_ACCEPT.value, _ACCEPTED)


def upload(
    content: bytes,
    *,
    name: str,
    account: int,
    at: datetime,
    today: date,
    reach: Sequence[str] | None,
) -> ImportDraft:
    """Read an uploaded file and keep it with what is to be shown of it.

    Raises:
        BadFileError: the file cannot be read at all; it is not kept.
    """
    try:
        made = preview(content, today=today, reach=reach)
    except (NoKnownSheetError, NoHeaderError) as error:
        if not heads(content, reach=reach):
            raise
        digest, what = "", _nothing_read(error)
    else:
        digest, what = made.digest, shown(made, answers.given_by(account, at=at))
    with transaction.atomic():
        ImportDraft.objects.filter(uploaded_at__lt=at - KEPT).delete()
        return ImportDraft.objects.create(
            uploaded_by=account,
            uploaded_at=at,
            name=name[-200:],
            sha256=sha256(content).hexdigest(),
            content=content,
            plan=digest,
            shown=what,
        )


def refresh(draft: ImportDraft, *, at: datetime, today: date, reach: Sequence[str] | None) -> None:
    """Read a file again that waits: its columns were named, or readings of it accepted."""
    try:
        made = preview(bytes(draft.content), today=today, reach=reach)
    except (NoKnownSheetError, NoHeaderError) as error:
        draft.plan, draft.shown = "", _nothing_read(error)
    else:
        draft.plan = made.digest
        draft.shown = shown(made, answers.given_by(draft.uploaded_by, at=at))
    # The draft is gone where the same person confirmed it in another window.
    ImportDraft.objects.filter(pk=draft.pk).update(plan=draft.plan, shown=draft.shown)


def waiting(account: int, *, at: datetime) -> list[ImportDraft]:
    """Return the files of somebody that wait to be confirmed or corrected, the latest first."""
    rows = ImportDraft.objects.filter(uploaded_by=account, uploaded_at__gt=at - KEPT)
    return list(rows.only("token", "name", "uploaded_at").order_by("-uploaded_at")[:_WAITING_SHOWN])


def keep_answers(draft: ImportDraft, *, at: datetime) -> int:
    """Keep that the readings shown were accepted, for the corrected file; return how many."""
    asked = {issue["answer"] for issue in draft.shown["issues"][Level.TO_ACCEPT.value]}
    answers.keep_given(draft.uploaded_by, asked, at=at)
    return len(asked)


def confirm(
    draft: ImportDraft,
    *,
    actor: trail.Actor,
    at: datetime,
    today: date,
    accepted: bool,
    reach: Sequence[str] | None,
    reason: str = "",
) -> Imported:
    """Import a file that was shown; where the registry changed since, keep what it would do now.

    `reason` says why records that stand are changed.

    Raises:
        RegistryChangedError: the result would be another; the draft shows the new one.
        RowsWrongError, NotAcceptedError, ReasonMissingError: nothing was stored.
    """
    content = bytes(draft.content)
    try:
        with transaction.atomic():
            done = apply(
                content,
                today=today,
                actor=actor,
                name=draft.name,
                expected=draft.plan,
                accepted=accepted,
                reason=reason,
                reach=reach,
            )
            draft.delete()
    except RegistryChangedError:
        refresh(draft, at=at, today=today, reach=reach)
        raise
    return done


def _nothing_read(error: PeopleImportError) -> dict[str, Any]:
    return {**shown(Plan([], {})), "unread": recorded(error.args[0])}


def shown(made: Plan, kept: Collection[str] = ()) -> dict[str, Any]:
    """Return what the preview shows of a plan, as plain values; messages as a record keeps them.

    `kept` are answers given before: what they accept is shown apart and not asked again.
    """
    issues = {level.value: [i for i in made.issues if i.level == level] for level in Level}
    asked = issues[Level.TO_ACCEPT.value]
    issues[Level.TO_ACCEPT.value] = [issue for issue in asked if issue.answer not in kept]
    issues[_ACCEPTED] = [issue for issue in asked if issue.answer in kept]
    return {
        "counts": [{"sheet": name, **asdict(count)} for name, count in made.counts.items()],
        "issues": {
            level: [
                {**issue.as_dict(), "answer": issue.answer, "who": issue.who}
                for issue in (found if level in _WHOLE else found[:_ISSUES_SHOWN])
            ]
            for level, found in issues.items()
        },
        "issue_counts": {level: len(found) for level, found in issues.items()},
        "changes": [
            {
                "sheet": change.line.sheet.name,
                "row": change.line.row,
                "person": change.line.number,
                "fields": [
                    {"field": _header(change.line, field), "old": old, "new": new}
                    for field, old, new in _differences(change)
                ],
            }
            for change in made.changes
        ],
        "new": [
            {
                "sheet": line.sheet.name,
                "row": line.row,
                "person": line.number,
                "fields": [
                    {"field": _header(line, field), "value": said}
                    for field, said in _read(line, line.values)
                    if field != PERSON
                ]
                + [
                    {"field": column.header, "value": word, "by_default": True}
                    for column, word in by_default(line, record)
                ],
            }
            for line, record in made.new
        ],
        "columns_open": any(issue.of_columns for issue in made.errors),
        "change_count": len(made.changes),
        "new_count": len(made.new),
    }


def _read(line: Line, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is said by each field, as a file would say it; a birth date as far as known."""
    for name, value in values.items():
        if name == "birth_date":
            yield name, births.said(value, values["birth_precision"])
        elif name not in ("birth_precision", "days_confirmed") and value not in (None, ""):
            yield name, in_words(line, name, value)


def _differences(change: Change) -> Iterator[tuple[str, str, str]]:
    line = change.line
    before = dict(_read(line, {name: old for name, (old, _new) in change.fields.items()}))
    after = dict(_read(line, {name: new for name, (_old, new) in change.fields.items()}))
    for name in change.fields:
        if name in before or name in after:
            yield name, before.get(name, ""), after.get(name, "")


def _header(line: Line, field: str) -> str:
    columns = line.sheet.columns
    return next((c.header for c in columns if c.field == field and c.field != PERSON), field)
