"""What changed on record after a check: it spoke of what the registry held when it was made.

"Nothing beyond the record" is said of the record of that day. Where a row of its subject was marked
as an error since, or says something else, or a check that had found something was taken back, the
check does not answer any more: only a later one does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Value
from django.utils import timezone

from compliance.history import TrackedModel
from workflow_engine.facts.reader import (
    any_of,
    columns_of_people,
    of_one_person,
    versions_of,
)
from workflow_engine.registry import twins, words

# What may be written on a row later and says nothing else of the matter.
_BESIDE = words.BESIDE


@dataclass(frozen=True)
class Changed:
    """A row of a model before and after somebody changed it, and when that was."""

    model: type[TrackedModel]
    before: Any
    after: Any

    @property
    def at(self) -> datetime:
        """The moment of the change."""
        moment: datetime = self.after.history_date
        return moment


@dataclass
class Changes:
    """What changed of the rows that were read, and when each check was entered."""

    rows: Sequence[Changed] = ()
    entered: Mapping[tuple[type, int], datetime] = field(default_factory=dict)

    def since(self, check: Any, concerns: Callable[[Changed], bool]) -> list[Any]:
        """Return the rows that changed after a check, of those that it `concerns`.

        A check of the day of the change counts where it was entered later.
        """
        entered = self.entered.get((type(check), check.pk))
        return [
            row.after
            for row in self.rows
            if concerns(row)
            and (
                check.checked_on < timezone.localdate(row.at)
                or (entered is not None and entered < row.at)
            )
        ]


def read(
    which: Mapping[type[TrackedModel], Mapping[str, Collection[int]]],
    checks: Collection[type[TrackedModel]],
    *,
    known_at: datetime | None,
    known: twins.Identities,
) -> Changes:
    """Read what changed of rows, by the columns and keys that they are found by.

    Rows of all entries of one person are those of the entry that stays (`known`). `checks` are the
    models among them that say what the registry holds. As a rule nothing changed, and one query
    says so.
    """
    versions = {
        model: versions_of(model, known_at).filter(any_of(keys)) for model, keys in which.items()
    }
    changed: dict[type[TrackedModel], set[int]] = {}
    for label, pk in _any_changed(versions):
        changed.setdefault(next(m for m in which if m._meta.label == label), set()).add(pk)
    rows: list[Changed] = []
    for model, keys in changed.items():
        found = versions_of(model, known_at).filter(id__in=sorted(keys))
        for before, after in pairwise(found.order_by("id", "history_date", "history_id")):
            if before.id == after.id and _says_otherwise(model, before, after):
                for version in (before, after):
                    of_one_person(version, columns_of_people(model), known)
                rows.append(Changed(model, before, after))
    entered: dict[tuple[type, int], datetime] = {}
    for model in checks if rows else ():
        first = versions[model].filter(history_type="+").values_list("id", "history_date")
        entered |= {(model, pk): moment for pk, moment in first}
    return Changes(rows, entered)


def _any_changed(versions: Mapping[type[TrackedModel], Any]) -> Iterable[tuple[str, int]]:
    """Return by the label of the model the keys of the rows that have a later version."""
    each = [
        found.filter(history_type="~").order_by().values_list(Value(model._meta.label), "id")
        for model, found in versions.items()
    ]
    first, *others = each
    changed: Iterable[tuple[str, int]] = first.union(*others)
    return changed


def _says_otherwise(model: type[TrackedModel], before: Any, after: Any) -> bool:
    """Tell whether a row says another thing than before; what was empty may be filled in.

    That a check found it is another thing: the row stood there before.
    """
    for column in model._meta.concrete_fields:
        name = column.attname
        old, new = getattr(before, name), getattr(after, name)
        filled = old in (None, "") and name != "found_on"
        if name not in _BESIDE and old != new and not filled:
            return True
    return False
