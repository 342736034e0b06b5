"""Queries that are always the same but for their values: Django writes each once.

Writing the statement of a query takes Django several times as long as the database takes to run
it. What every act asks is therefore written when it is first asked, with a `Place` where a value
goes, and then run as it stands:

    @prepared
    def sign_offs_of():
        return SignOff.objects.filter(dossier=Place("dossier")).select_related("person")

    sign_offs_of.rows(dossier=7)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Expression, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.transaction import TransactionManagementError


class Place(Expression):
    """Where a value goes that is known when the statement is run."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Write a parameter; the place itself stands for its value."""
        return "%s", (self,)


class _Statement:
    """A query as Django wrote it, and what makes records of the rows that come back."""

    def __init__(self, queryset: QuerySet[Any]) -> None:
        query = queryset.query
        compiler = query.get_compiler(connection=connection)
        self.sql, self.parameters = compiler.as_sql()
        self.locks = query.select_for_update
        columns = [column for column, *_rest in compiler.select]
        self._converters = tuple(compiler.get_converters(columns).items())
        self._model: type[Model] | None = None
        if not query.values_select:
            info = compiler.klass_info
            self._model = info["model"]
            own = info["select_fields"]
            self._own = slice(own[0], own[-1] + 1)
            self._names = [column.target.attname for column in columns[self._own]]
            # The types are those of Django 6, which asks for more here.
            self._joined = get_related_populators(  # type: ignore[call-arg]
                info, compiler.select, connection.alias
            )

    def made_of(self, row: Sequence[Any]) -> Any:
        """Return the record of a row, with those it is joined to; a tuple of plain values."""
        values = list(row)
        for place, (converters, column) in self._converters:
            for convert in converters:
                values[place] = convert(values[place], column, connection)
        if self._model is None:
            return tuple(values)
        record = self._model.from_db(connection.alias, self._names, values[self._own])
        for joined in self._joined:
            joined.populate(values, record)
        return record


class Prepared:
    """A query of records, with those that they are joined to, or of plain values."""

    def __init__(self, queryset: Callable[[], QuerySet[Any]]) -> None:
        self._queryset = queryset

    @cached_property
    def _statement(self) -> _Statement:
        return _Statement(self._queryset())

    def rows(self, **values: Any) -> list[Any]:
        """Return what is found with a value for each place: a key, a text, a date.

        Raises:
            KeyError: a place was given no value.
        """
        parameters = self._statement.parameters
        return self.run([values[p.name] if isinstance(p, Place) else p for p in parameters])

    def first(self, **values: Any) -> Any | None:
        """Return the first of what is found, or None."""
        return next(iter(self.rows(**values)), None)

    def run(self, parameters: Sequence[Any]) -> list[Any]:
        """Return what is found with these parameters, in the order in which they are written."""
        statement = self._statement
        if statement.locks and not connection.in_atomic_block:
            raise TransactionManagementError("Rows are locked until a transaction ends: begin one.")
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, parameters)
            return [statement.made_of(row) for row in cursor.fetchall()]


def prepared(queryset: Callable[[], QuerySet[Any]]) -> Prepared:
    """Have a query written when it is first asked."""
    return Prepared(queryset)
