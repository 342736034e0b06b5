"""Bringing personnel records in from a spreadsheet: read, preview, confirm, all or nothing.

made = preview(content, today=today)          what would be done, with every wrong entry named
apply(content, today=today, actor=..., ...)   do it, in one transaction, on the record
marked(content, made.issues, most_rows=...)   the same workbook with the errors marked
heads(content, reach=...)                     its headers, and what each column is likely to be
say(unit, head, fields, ...)                  keep what an officer says of the columns
template()                                    the workbook to fill in
"""

from workflow_engine.importing.applying import (
    MOST_ROWS,
    MOST_ROWS_ON_SCREEN,
    Imported,
    apply,
    preview,
)
from workflow_engine.importing.columns import Head, fillable, heads, kinds, say
from workflow_engine.importing.columns import problems as column_problems
from workflow_engine.importing.errors import (
    BadFileError,
    NotAcceptedError,
    PeopleImportError,
    ReasonMissingError,
    RegistryChangedError,
    RowsWrongError,
)
from workflow_engine.importing.marked import marked
from workflow_engine.importing.parsing import Issue, Level
from workflow_engine.importing.plan import Plan
from workflow_engine.importing.template import template

__all__ = [
    "MOST_ROWS",
    "MOST_ROWS_ON_SCREEN",
    "BadFileError",
    "Head",
    "Imported",
    "Issue",
    "Level",
    "NotAcceptedError",
    "PeopleImportError",
    "Plan",
    "ReasonMissingError",
    "RegistryChangedError",
    "RowsWrongError",
    "apply",
    "column_problems",
    "fillable",
    "heads",
    "kinds",
    "marked",
    "preview",
    "say",
    "template",
]
