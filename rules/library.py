"""The law, loaded once and kept.

`law()` reads the folder `rules/law` once, types every expression and refuses what does not fit,
with the file and the line. A law is never changed after that: two processes that loaded the same
folder judge alike.

A mistake of ours in an edition is corrected by a new reading of the law: `readings.yaml` names the
day on which we learned better, and the folder `former/<day>` beside the law keeps it whole as it
was read until then. The newest reading judges; a replay takes the reading by which its verdict was
reached.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from rules.definitions import Law
from rules.loader import load
from rules.readings import readings

FOLDER = Path(__file__).parent.resolve() / "law"
# As the law was read before anything in it was corrected.
FIRST_READING = date.min


@lru_cache(maxsize=8)
def _load(folder: Path, known_on: date) -> Law:
    return load(folder, known_on)


@lru_cache(maxsize=8)
def _days_of_readings(folder: Path) -> tuple[date, ...]:
    return tuple(readings(folder))


def law(folder: Path | None = None, *, known_on: date = date.max) -> Law:
    """Return the law of a folder, by default the project's own; read once and kept.

    It is read as it was known on a day, by default as it is known now.
    """
    # Resolving asks the file system: not again for every verdict.
    place = FOLDER if folder is None else folder.resolve()
    known = [day for day in _days_of_readings(place) if day <= known_on]
    return _load(place, max(known, default=FIRST_READING))
