"""Keeping the law as it was read, before a mistake of ours in it is corrected."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

from rules import loader, readings
from rules.errors import LawFileError
from rules.model import Words
from rules.wording import LANGUAGES

HEAD = """\
# The readings of the law. Each day is one on which we learned that the law had to be read otherwise
# than it was written here. Until then it was read as in the folder of that day in `../former/`,
# which is never edited: what was judged by it replays by it. `manage.py keep_reading` adds a day.
"""


def keep(folder: Path, released: Path, day: date, because: Words, *, today: date) -> Path:
    """Keep the law of `released` as the one that was read until a day; return where it is kept.

    Raises:
        LawFileError: the day is not later than the last reading, or nothing is read otherwise.
    """
    known = readings.readings(folder)
    name = str(folder / "readings.yaml")
    if day > today:
        raise LawFileError(name, None, "a reading begins when we know better, not on a day to come")
    if known and day <= max(known):
        raise LawFileError(name, None, f"a reading begins after the last one, of {max(known)}")
    loader.load(released)  # What cannot be read was never judged by.
    found = readings.files(released)
    digest = readings.digest(found)
    if digest == readings.digest(readings.files(folder)):
        raise LawFileError(name, None, "the law is read as before: there is nothing to keep")
    place = folder.parent / "former" / day.isoformat()
    if place.exists():
        raise LawFileError(str(place), None, "a former reading is kept here already")
    for path_in_law, path in found.items():
        target = place / path_in_law
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    listed = folder / "readings.yaml"
    written = listed.read_text(encoding="utf-8") if listed.is_file() else HEAD
    told = "".join(
        f"    {lang}: {json.dumps(because[lang], ensure_ascii=False)}\n" for lang in LANGUAGES
    )
    entry = f"\n{day.isoformat()}:\n  because:\n{told}  digest: {digest}\n"
    listed.write_text(written + entry, encoding="utf-8")
    return place
