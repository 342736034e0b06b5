"""Comparing the tracked tables with their history, to name what changed behind its back.

Raw SQL, a restored backup, a console: whatever wrote a row without a history row shows here. The
report names rows and fields, never values, which may be personal data.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Max

from compliance.history import TrackedModel, tracked_models

_READ_AT_ONCE = 1000


class ChangeKind(StrEnum):
    """In which way a row and its history can differ."""

    CHANGED = "changed"
    WITHOUT_HISTORY = "without-history"
    VANISHED = "vanished"


@dataclass(frozen=True)
class Unlogged:
    """One row that changed without a history row."""

    model: str
    pk: str
    kind: ChangeKind
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        what = {
            ChangeKind.CHANGED: f"changed without history: {', '.join(self.fields)}",
            ChangeKind.WITHOUT_HISTORY: "has no history",
            ChangeKind.VANISHED: "was deleted without history",
        }
        return f"{self.model} {self.pk}: {what[self.kind]}"

    def as_dict(self) -> dict[str, Any]:
        """Give it as plain values."""
        return {
            "model": self.model,
            "pk": self.pk,
            "kind": self.kind.value,
            "fields": list(self.fields),
        }


def reconcile(
    models: Iterable[type[TrackedModel]] | None = None, *, using: str = DEFAULT_DB_ALIAS
) -> Iterator[Unlogged]:
    """Name every row of the tracked models that differs from its latest history row.

    Two queries for each thousand rows of a model. Rows that differ are read a second time, so
    that someone who saves meanwhile raises no false alarm.
    """
    for model in tracked_models() if models is None else models:
        table = _Table(model, using)
        suspects = [key for key, _ in table.differences()]
        for start in range(0, len(suspects), _READ_AT_ONCE):
            yield from table.differences_of(suspects[start : start + _READ_AT_ONCE])


class _Table:
    """One tracked table beside its history."""

    def __init__(self, model: type[TrackedModel], using: str) -> None:
        self.model = model
        self.key = model._meta.pk.attname
        self.fields = [field.attname for field in model._meta.concrete_fields]
        self.rows = model._base_manager.using(using).order_by(self.key)
        self.history = model.history.using(using).order_by(self.key)

    def differences(self) -> Iterator[tuple[Any, Unlogged]]:
        """Walk through both in the order of the primary key, page by page."""
        last: Any = None
        while True:
            rows, history = self.rows, self.history
            if last is not None:
                rows = rows.filter(**{f"{self.key}__gt": last})
                history = history.filter(**{f"{self.key}__gt": last})
            page = self._read(rows[:_READ_AT_ONCE])
            full = len(page) == _READ_AT_ONCE
            if full:
                last = list(page)[-1]
                history = history.filter(**{f"{self.key}__lte": last})
            yield from self._compare(page, self._latest(history))
            if not full:
                return

    def differences_of(self, keys: Sequence[Any]) -> Iterator[Unlogged]:
        """Compare the rows with these primary keys."""
        chosen = {f"{self.key}__in": keys}
        page = self._read(self.rows.filter(**chosen))
        for _, found in self._compare(page, self._latest(self.history.filter(**chosen))):
            yield found

    def _read(self, rows: models.QuerySet[Any]) -> dict[Any, tuple[Any, ...]]:
        at = self.fields.index(self.key)
        return {row[at]: _plain(row) for row in rows.values_list(*self.fields)}

    def _latest(self, history: models.QuerySet[Any]) -> dict[Any, tuple[Any, ...]]:
        """Read the latest history row of each record."""
        newest = history.order_by().values(self.key).annotate(newest=Max("history_id"))
        rows = self.history.filter(history_id__in=newest.values("newest"))
        return self._read(rows)

    def _compare(
        self, now: dict[Any, tuple[Any, ...]], then: dict[Any, tuple[Any, ...]]
    ) -> Iterator[tuple[Any, Unlogged]]:
        for key in dict.fromkeys([*now, *then]):
            if key not in then:
                yield key, self._found(key, ChangeKind.WITHOUT_HISTORY)
            elif key not in now:
                yield key, self._found(key, ChangeKind.VANISHED)
            elif now[key] != then[key]:
                pairs = zip(self.fields, now[key], then[key], strict=True)
                changed = tuple(name for name, a, b in pairs if a != b)
                yield key, self._found(key, ChangeKind.CHANGED, changed)

    def _found(self, key: Any, kind: ChangeKind, fields: tuple[str, ...] = ()) -> Unlogged:
        return Unlogged(self.model._meta.label, str(key), kind, fields)


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
