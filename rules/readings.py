"""Which files are the law of a day: the newest reading, or a former one that was kept whole."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from rules import schema
from rules.source import SourceFile

PARTS_OF_THE_LAW = (
    "instruments",
    "figures",
    "facts",
    "gates",
    "conditions",
    "ballots",
    "retirement",
    "priority",
    "schedules",
    "events",
    "circumstances",
    "grounds",
)


def readings(folder: Path) -> dict[date, schema.ReadingModel]:
    """Return the readings of the law of a folder by their days; raise LawFileError.

    None is there where nothing in the law was corrected.
    """
    path = folder / "readings.yaml"
    if not path.is_file():
        return {}
    listed = SourceFile(path, folder).whole(schema.ReadingsModel).root
    return {day: listed[day] for day in sorted(listed)}


def place_of(folder: Path, known_on: date = date.max) -> Path:
    """Return the folder that holds the law as it was known on a day."""
    later = [day for day in readings(folder) if day > known_on]
    return folder.parent / "former" / min(later).isoformat() if later else folder


def files(folder: Path, known_on: date = date.max) -> dict[str, Path]:
    """Return the files of the law as it was known on a day, by their names in the folder."""
    place = place_of(folder, known_on)
    return {
        path.relative_to(place).as_posix(): path
        for part in PARTS_OF_THE_LAW
        for path in [place / f"{part}.yaml", *(place / part).rglob("*.yaml")]
        if path.is_file()
    }


def digest(found: Mapping[str, Path]) -> str:
    """Return the digest of the files of the law, by their names."""
    whole = hashlib.sha256()
    for name, path in sorted(found.items()):
        whole.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()
