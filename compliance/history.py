"""The field history: who changed which field of which record, with nothing left out.

django-simple-history writes a row for every `save()`, and sees nothing of bulk writes and raw SQL.
Tracked models refuse the former; `compliance.reconcile` names what the latter changed.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Never

from django.apps import apps
from django.db import models, transaction
from simple_history.manager import HistoryDescriptor
from simple_history.models import HistoricalRecords
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from compliance.errors import UnloggedWriteError

_SAVE_EACH = "Save each record, or use compliance.history.create_many or update_many."
_END_IT = "Records are ended by a date, never deleted."

_writing_history: ContextVar[bool] = ContextVar("writing_history", default=False)
_author: ContextVar[int | None] = ContextVar("author", default=None)


@contextmanager
def written_by(account: int | None) -> Iterator[None]:
    """Name the author of the changes in a block that serves no request: an import, a command."""
    token = _author.set(account)
    try:
        yield
    finally:
        _author.reset(token)


def _request_user(instance: models.Model, request: Any = None, **kwargs: Any) -> int | None:
    """Find who writes: the block's author first, then the one who sent the request."""
    if _author.get() is not None:
        return _author.get()
    account: int | None = getattr(getattr(request, "user", None), "pk", None)
    return account


def _author_id(row: Any) -> Any:
    return row.history_user_id


def _set_author(row: Any, account: Any) -> None:
    row.history_user_id = getattr(account, "pk", account)


if TYPE_CHECKING:
    _Base = models.QuerySet[Any]
else:
    _Base = object


class TrackedQuerySetMixin(_Base):
    """Refuses the writes that leave no history.

    Viewflow's processes have a queryset of their own; mix this in front of it:
    `class DossierQuerySet(TrackedQuerySetMixin, ProcessQuerySet)`.
    """

    def update(self, **kwargs: Any) -> int:
        """Refuse, except where the history rows are written beside it."""
        if not _writing_history.get():
            raise UnloggedWriteError(self.model._meta.label, "update()", _SAVE_EACH)
        return super().update(**kwargs)

    def delete(self) -> Never:
        """Refuse."""
        raise UnloggedWriteError(self.model._meta.label, "delete()", _END_IT)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        """Refuse, except where the history rows are written beside it."""
        if not _writing_history.get():
            raise UnloggedWriteError(self.model._meta.label, "bulk_create()", _SAVE_EACH)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        """Refuse, except where the history rows are written beside it."""
        if not _writing_history.get():
            raise UnloggedWriteError(self.model._meta.label, "bulk_update()", _SAVE_EACH)
        return super().bulk_update(objs, *args, **kwargs)


class TrackedQuerySet(TrackedQuerySetMixin, models.QuerySet[Any]):
    """The queryset of tracked models."""


TrackedManager = models.Manager.from_queryset(TrackedQuerySet, "TrackedManager")


class _Versions:
    """Gives a model's history; simple-history makes a new class of manager at every look."""

    def __init__(self, found: HistoryDescriptor) -> None:
        self._model = found.model
        self._manager = found.manager_class.from_queryset(found.queryset_class)

    def __get__(self, instance: models.Model | None, owner: type[models.Model]) -> Any:
        return self._manager(self._model, instance)


class FieldHistory(HistoricalRecords):  # type: ignore[misc] # simple-history has no types
    """History rows that need no foreign key and cannot be skipped."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("history_id_field", models.BigAutoField())
        kwargs.setdefault("history_user_id_field", models.BigIntegerField(null=True, blank=True))
        kwargs.setdefault("history_change_reason_field", models.TextField(null=True, blank=True))
        kwargs.setdefault("get_user", _request_user)
        kwargs.setdefault("history_user_getter", _author_id)
        kwargs.setdefault("history_user_setter", _set_author)
        super().__init__(inherit=True, **kwargs)

    def finalize(self, sender: type[models.Model], **kwargs: Any) -> None:
        """Give the model its history, read through one manager class."""
        super().finalize(sender, **kwargs)
        found = sender.__dict__.get(self.manager_name)
        if isinstance(found, HistoryDescriptor):
            setattr(sender, self.manager_name, _Versions(found))

    def add_extra_methods(self, cls: type[models.Model]) -> None:
        """Leave out simple-history's `save_without_historical_record`."""

    def _get_history_user_fields(self) -> dict[str, Any]:
        # One field object cannot belong to the history of several models.
        fields = super()._get_history_user_fields()
        return {**fields, "history_user_id": self.user_id_field.clone()}

    def _get_history_change_reason_field(self) -> Any:
        return self.history_change_reason_field.clone()

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        """Keep the history in the app of its model."""
        return {**super().get_meta_options(model), "app_label": model._meta.app_label}

    def post_save(
        self, instance: models.Model, created: bool, using: str | None = None, **kwargs: Any
    ) -> None:
        """Write the history row of what now stands in the table.

        After a partial save the object in memory may hold values that were not saved, so the row
        is read again. `skip_history_when_saving` has no effect, and nor has a fixture's `raw`.
        """
        source = instance
        if kwargs.get("update_fields") is not None:
            source = type(instance)._base_manager.using(using).get(pk=instance.pk)
            for name in ("_history_user", "_history_date", "_change_reason"):
                if hasattr(instance, name):
                    setattr(source, name, getattr(instance, name))
        self.create_historical_record(source, "+" if created else "~", using=using)

    def pre_delete(self, instance: models.Model, **kwargs: Any) -> Never:
        """Refuse, whoever deletes: the object itself, a queryset, or a cascade."""
        raise UnloggedWriteError(instance._meta.label, "delete()", _END_IT)


class TrackedModel(models.Model):
    """A record whose every change leaves a history row, and which is never deleted."""

    objects = TrackedManager()
    history = FieldHistory()
    # Why the next version is stored: the history keeps it.
    _change_reason: str | None

    class Meta:
        abstract = True
        # What `unit.postings.add(...)` and the like write through: refused as well.
        base_manager_name = "objects"

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Refuse."""
        raise UnloggedWriteError(self._meta.label, "delete()", _END_IT)


def create_many(objs: Sequence[models.Model], *, reason: str = "") -> list[Any]:
    """Create records of one or more models, with their history rows, in two queries a model.

    A model that inherits the table of another has no bulk insert in Django: those are saved one
    by one.
    """
    with transaction.atomic(savepoint=False), _history_beside():
        for model, group in _by_model(objs):
            if len(model._meta.get_parent_list()):
                for obj in group:
                    obj._change_reason = reason or getattr(obj, "_change_reason", None)
                    obj.save(force_insert=True)
            else:
                bulk_create_with_history(group, model, default_change_reason=reason)
    return list(objs)


def update_many(
    objs: Sequence[models.Model], fields: Sequence[str], *, reason: str = ""
) -> list[Any]:
    """Save some fields of many records, with their history rows, in two queries a model.

    The objects must be as the table has them, but for these fields: lock them when reading.
    """
    with transaction.atomic(savepoint=False), _history_beside():
        for model, group in _by_model(objs):
            bulk_update_with_history(group, model, fields, default_change_reason=reason)
    return list(objs)


def tracked_models() -> list[type[TrackedModel]]:
    """List every installed model whose history is kept."""
    return [m for m in apps.get_models() if issubclass(m, TrackedModel) and not m._meta.proxy]


@contextmanager
def _history_beside() -> Iterator[None]:
    token = _writing_history.set(True)
    try:
        yield
    finally:
        _writing_history.reset(token)


def _by_model(objs: Sequence[models.Model]) -> list[tuple[type[models.Model], list[Any]]]:
    groups: dict[type[models.Model], list[Any]] = {}
    for obj in objs:
        groups.setdefault(type(obj), []).append(obj)
    return list(groups.items())
