"""How a migration changes what rows hold: with a row in the history beside each.

A history row that is there is never touched: it says what stood in the table until then.
"""

from typing import Any

from django.db.models import Model
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
