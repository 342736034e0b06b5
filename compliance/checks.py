"""System checks: what a project that keeps evidence must not do."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import connections
from django.db.models import DO_NOTHING, PROTECT, RESTRICT, ForeignKey

from compliance.history import TrackedModel, TrackedQuerySetMixin, tracked_models

_SAFE: tuple[Any, ...] = (PROTECT, RESTRICT, DO_NOTHING)


def check_tracked_models(
    app_configs: Any = None, models: Iterable[type[TrackedModel]] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Refuse tracked models that some write can change without history."""
    found: list[checks.CheckMessage] = []
    for model in models if models is not None else tracked_models():
        found += _open_managers(model)
        found += _silent_references(model)
    return found


def check_history_is_on(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse the setting that switches the history off."""
    if getattr(settings, "SIMPLE_HISTORY_ENABLED", True):
        return []
    return [
        checks.Error(
            "SIMPLE_HISTORY_ENABLED is False: changes would leave no history.",
            hint="Remove the setting.",
            id="compliance.E003",
        )
    ]


def check_sqlite_locks_at_begin(
    app_configs: Any = None, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Require SQLite's write lock at the start of a transaction, which keeps numbers contiguous."""
    found: list[checks.CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        mode = connection.settings_dict.get("OPTIONS", {}).get("transaction_mode") or ""
        if connection.vendor == "sqlite" and mode.upper() not in ("IMMEDIATE", "EXCLUSIVE"):
            found.append(
                checks.Error(
                    f"The SQLite database '{alias}' does not lock at the start of a transaction.",
                    hint="Set OPTIONS['transaction_mode'] = 'IMMEDIATE'.",
                    id="compliance.E004",
                )
            )
    return found


def _open_managers(model: type[TrackedModel]) -> list[checks.CheckMessage]:
    return [
        checks.Error(
            f"The manager '{manager.name}' of {model._meta.label} allows unlogged writes.",
            hint="Build it on TrackedManager, or mix TrackedQuerySetMixin into its queryset.",
            obj=model,
            id="compliance.E001",
        )
        for manager in {*model._meta.managers, model._meta.base_manager}
        if not isinstance(manager.get_queryset(), TrackedQuerySetMixin)
    ]


def _silent_references(model: type[TrackedModel]) -> list[checks.CheckMessage]:
    return [
        checks.Error(
            f"Deleting what {model._meta.label}.{field.name} points to would change records "
            "without history.",
            hint="Use on_delete=models.PROTECT.",
            obj=field,
            id="compliance.E002",
        )
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey)
        and not field.remote_field.parent_link
        and field.remote_field.on_delete not in _SAFE
    ]
