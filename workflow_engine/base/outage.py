"""What keeps any command from its answer: settings that cannot be read, a database that fails.

Each is told as a code for programs, an exit code and a message in the language of the reader.
"""

from __future__ import annotations

import gettext as catalogues
import os
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, DatabaseError, OperationalError, connections
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

FOUND = 1
BAD_INPUT = 2
_LOCALE = Path(__file__).resolve().parents[1] / "locale"


@dataclass(frozen=True)
class Outage:
    """Why there is no answer."""

    code: str
    status: int
    message: str


def of_settings(error: ImproperlyConfigured) -> Outage:
    """Tell of settings that cannot be read; so the catalogue is looked up without them.

    A message of ours brings its `source` and the `scheme` that it names (`settings/database.py`,
    which importing here would have all settings read).
    """
    source = getattr(error, "source", None)
    if source is not None:
        asked = os.environ.get("LANGUAGE", "")[:2].lower()
        languages = ["en" if asked == "en" else "vi"]
        catalogue = catalogues.translation("django", _LOCALE, languages, fallback=True)
        message = catalogue.gettext(source) % {"scheme": getattr(error, "scheme", "")}
        return Outage(getattr(error, "code", "bad-settings"), BAD_INPUT, message)
    return Outage("bad-settings", BAD_INPUT, str(error).strip())


def of_database(error: DatabaseError | InconsistentMigrationHistory) -> Outage | None:
    """Tell of a database that is not there, has no tables or fails; None where it is none of these.

    What is left is a mistake of ours, which no message may hide.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
    except DatabaseError as reason:
        message = _("The database cannot be used: %(reason)s. DATABASE_URL names another.")
        return Outage("no-database", BAD_INPUT, message % {"reason": _in_one_line(reason)})
    if _earlier(executor.loader):
        message = _(
            "The database was made by an earlier version, whose tables are not carried over. "
            "Keep it as it is, and name a new one by DATABASE_URL."
        )
        return Outage("earlier-database", BAD_INPUT, message)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        message = _("The database has not the tables of this release. Run manage.py migrate first.")
        return Outage("not-migrated", BAD_INPUT, message)
    if isinstance(error, OperationalError):
        message = _("The database failed: %(reason)s. Try again; --traceback tells more.")
        return Outage("database-failed", FOUND, message % {"reason": _in_one_line(error)})
    return None


def _earlier(loader: MigrationLoader) -> bool:
    """Tell whether migrations ran that this release no longer has: they were written afresh once.

    No agency ran the software then.
    """
    ours = {app for app, _name in loader.disk_migrations}
    gone = set(loader.applied_migrations) - set(loader.disk_migrations)
    return any(app in ours for app, _name in gone)


def _in_one_line(reason: Exception) -> str:
    return " ".join(str(reason).split()).rstrip(".")
