"""Values that are stored, in words: of a column of a table, or as a record keeps them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from workflow_engine.pages import words
from workflow_engine.registry import sectors

_ISO_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
_ISO_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_ISO_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$")
_SECTORS = ("sector", "experience_sector")


def label(column: Any) -> str:
    """Return what a column of a table is called."""
    return capfirst(str(column.verbose_name))


def of_column(column: Any, value: Any) -> str:
    """Return a value of a column, as its table holds it or as a record keeps it."""
    if value is None or value == "":
        return ""
    if column.name in _SECTORS:
        return sectors.said(value)
    if column.choices and not isinstance(value, list):
        return str(dict(column.flatchoices).get(value, value))
    return plain(value)


def plain(value: Any) -> str:
    """Return one value: dates as dd/mm/yyyy, local time, yes and no in words."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(plain(each) for each in value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str) and _ISO_DATE.match(value):
        return words.day(value)
    if isinstance(value, str) and (month := _ISO_MONTH.match(value)):
        return f"{month[2]}/{month[1]}"
    if isinstance(value, str) and _ISO_MOMENT.match(value):
        return date_format(localtime(datetime.fromisoformat(value)), "SHORT_DATETIME_FORMAT")
    return str(value)
