"""How long logs are kept: Circular 19/2026/TT-BNV, art. 12 cl. 3."""

from __future__ import annotations

from datetime import date

from rules.compute.dates import Rounding, add_months
from rules.definitions import Law
from rules.library import law as project_law


def log_kept_until(logged_on: date, *, on: date, law: Law | None = None) -> date:
    """Return the first day on which a row of the log may be deleted.

    `on` is the day on which that is asked, which chooses the edition.
    """
    months = (law or project_law()).figure("log_retention_months", on).value
    return add_months(logged_on, months, rounding=Rounding.NEXT_DAY)
