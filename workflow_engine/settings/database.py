"""The database of this installation: embedded SQLite, or PostgreSQL by `DATABASE_URL`."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

# That of `django.utils.translation` reads the settings first, which are being read here.
from django.utils.translation.trans_real import gettext_noop

# Without IMMEDIATE transactions SQLite answers "database is locked" to who began as a reader.
# FULL: an act on the record has reached the disk when the page says so.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
    ),
}


class UnknownDatabaseError(ImproperlyConfigured):
    """The address of the database names none that the project runs on."""

    code = "unknown-database"
    source = gettext_noop(
        "DATABASE_URL begins with “%(scheme)s”, which is no database of this project. Write "
        "postgres://user:password@host:5432/name, sqlite:///path, or leave it out."
    )

    def __init__(self, scheme: str) -> None:
        self.scheme = scheme
        super().__init__(self.source % {"scheme": scheme})


def database(url: str, embedded: Path) -> dict[str, object]:
    """Return the settings of the database at `url`, or of the embedded one where there is none."""
    if not url:
        embedded.parent.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{embedded}"
    scheme = url.partition(":")[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise UnknownDatabaseError(scheme)
    settings = dict(environ.Env.db_url_config(url))
    # Each act opens its own transaction. One around every request would let readers queue behind
    # writers, as every transaction on SQLite begins as a writer.
    settings["ATOMIC_REQUESTS"] = False
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = _SQLITE
    else:
        settings["CONN_MAX_AGE"] = 60
        settings["CONN_HEALTH_CHECKS"] = True
    return settings
