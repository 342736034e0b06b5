"""How a migration changes what rows hold: with a row in the history beside each.

A history row that is there is never touched: it says what stood in the table until then.
"""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from django.db.migrations import AlterField
from django.db.models import Max, Model, QuerySet
from django.utils import timezone


def rewrite(
    row: type[Model],
    history: type[Model],
    key: Any,
    values: dict[str, Any],
    *,
    using: str,
    reason: str,
) -> None:
    """Give one row new values, and its history a version that says so.

    `row` and `history` are the models as the migration has them, `key` is the primary key. The
    version has no author. A row without any history gets none: it is for `reconcile` to name.
    """
    name = row._meta.pk.attname
    row._base_manager.using(using).filter(pk=key).update(**values)
    versions = history._base_manager.using(using)
    last = versions.filter(**{name: key}).order_by("-history_id").values().first()
    if last is None:
        return
    del last["history_id"]
    told = {
        "history_date": timezone.now(),
        "history_type": "~",
        "history_user_id": None,
        "history_change_reason": reason,
    }
    versions.create(**{**last, **told, **values})


# As many rows at once as SQLite takes keys in one statement.
TOGETHER = 500


def batches(found: QuerySet[Any]) -> Iterator[list[Any]]:
    """Yield the rows of a query, so many at once."""
    rows = found.iterator(chunk_size=TOGETHER)
    while batch := list(islice(rows, TOGETHER)):
        yield batch


def rewrite_many(
    row: type[Model],
    history: type[Model],
    values: Mapping[Any, dict[str, Any]],
    *,
    using: str,
    reason: str,
) -> None:
    """Give many rows new values, by their keys, and the history of each a version that says so.

    The number of queries does not grow with them, up to `TOGETHER` rows.
    """
    if not values:
        return
    name = row._meta.pk.attname
    fields = sorted({field for given in values.values() for field in given})
    found = list(row._base_manager.using(using).filter(pk__in=list(values)))
    for each in found:
        for field, value in values[each.pk].items():
            setattr(each, field, value)
    row._base_manager.using(using).bulk_update(found, fields, batch_size=100)
    versions: QuerySet[Any] = history._base_manager.using(using)
    newest = (
        versions.filter(**{f"{name}__in": list(values)})
        .order_by()
        .values(name)
        .annotate(last=Max("history_id"))
        .values("last")
    )
    now = timezone.now()
    fresh: list[Any] = []
    for version in versions.filter(history_id__in=newest).order_by("history_id"):
        version.history_id = None
        version.history_date = now
        version.history_type = "~"
        version.history_user_id = None
        version.history_change_reason = reason
        for field, value in values[getattr(version, name)].items():
            setattr(version, field, value)
        fresh.append(version)
    versions.bulk_create(fresh)


class AlterForGood(AlterField):
    """Alters a column and leaves it so on the way back: no row of a history is filled later."""

    def database_backwards(self, *args: Any, **kwargs: Any) -> None:
        """Change nothing."""
