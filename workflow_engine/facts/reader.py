"""Reads rows of the registry and of dossiers, as they stand or as the system knew them once.

Where a paper says that two entries are of one natural person (`registry.twins`), the rows of both
are read as those of the entry that stays.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Q

from compliance.history import TrackedModel
from workflow_engine.base.prepared import Place, Prepared
from workflow_engine.registry import twins
from workflow_engine.registry.models import IdentityFinding, Person


class Reader:
    """Reads rows as they stand, or as the system knew them at a moment."""

    def __init__(self, known_at: datetime | None) -> None:
        self.known_at = known_at
        self.identities = twins.Identities()
        # The rows that were entered for an entry made in error.
        self.of_other_entries: set[tuple[type[TrackedModel], int]] = set()
        self.identities = twins.found(self.rows(IdentityFinding))

    def rows(
        self,
        model: type[TrackedModel],
        which: Mapping[str, Collection[Any]] | None = None,
        **beside: Any,
    ) -> list[Any]:
        """Return the rows of a model that were not entered in error, the oldest entry first.

        `which` names columns with the keys that are wanted: a row is found by any of them; unsaid,
        all are. It says `id` and not `pk`: in the history `pk` is the number of the version.
        `beside` are values that a row must have as well.
        """
        people = columns_of_people(model)
        wanted = {
            name: sorted(self.identities.entries(keys) if name in people else keys)
            for name, keys in (which or {}).items()
            if keys
        }
        if which and not wanted:
            return []
        if self.known_at is None:
            counts = tuple((name, len(keys)) for name, keys in wanted.items())
            keys = [key for some in wanted.values() for key in some]
            found = _statement(model, counts, tuple(beside)).run([*keys, *beside.values()])
        else:
            # Two versions of one moment: the later entry stands first in the history.
            latest: dict[int, Any] = {}
            for row in model.history.as_of(self.known_at).filter(any_of(wanted), **beside):
                latest.setdefault(row.pk, row)
            found = [latest[pk] for pk in sorted(latest)]
        standing = [row for row in found if not getattr(row, "voided", False)]
        for row in standing if self.identities.stays else ():
            if of_one_person(row, people, self.identities):
                self.of_other_entries.add((model, row.pk))
        return standing


def versions_of(model: type[TrackedModel], known_at: datetime | None) -> Any:
    """Return the versions of a model's rows, those alone that stood there at a moment."""
    found = model.history.all()
    return found if known_at is None else found.filter(history_date__lte=known_at)


def any_of(wanted: Mapping[str, Collection[Any]]) -> Q:
    """Return the condition that one of the columns has one of its keys."""
    which = Q()
    for name, keys in wanted.items():
        which |= Q(**{f"{name}__in": keys})
    return which


def of_one_person(row: Any, columns: Mapping[str, str], known: twins.Identities) -> bool:
    """Make a row that of the entries that stay; tell whether it was of another one."""
    moved = False
    for column in columns.values():
        key = getattr(row, column)
        if key is not None and (stays := known.of(key)) != key:
            setattr(row, column, stays)
            moved = True
    return moved


@lru_cache(maxsize=128)
def columns_of_people(model: type[TrackedModel]) -> Mapping[str, str]:
    """Return the columns of a model that name a person; a finding on identity names entries."""
    if model is IdentityFinding:
        return {}
    fields = model._meta.concrete_fields
    return {f.name: f.attname for f in fields if f.is_relation and f.related_model is Person}


@lru_cache(maxsize=1024)
def _statement(
    model: type[TrackedModel], counts: tuple[tuple[str, int], ...], beside: tuple[str, ...]
) -> Prepared:
    """Return the statement that reads rows by so many keys of each column, and a value beside."""
    places = {name: range(count) for name, count in counts}
    fixed = {name: Place(name) for name in beside}
    return Prepared(lambda: model.objects.filter(any_of(places), **fixed).order_by("pk"))
