"""Copies of the law to break or to correct."""

import shutil
from pathlib import Path

from rules.library import FOLDER

APPOINTMENT = ("conditions/appointment", "gates/appointment.yaml")


def whole_law(to: Path) -> Path:
    """Copy the law without its cases."""
    return shutil.copytree(FOLDER, to, ignore=shutil.ignore_patterns("cases"))


def law_of_appointment(to: Path) -> Path:
    """Copy what one procedure asks, with all facts and figures: the whole takes long to read."""
    shutil.copytree(FOLDER, to, ignore=shutil.ignore_patterns("cases", "conditions", "gates"))
    for part in APPOINTMENT:
        place = to / part
        place.parent.mkdir(exist_ok=True)
        (shutil.copytree if (FOLDER / part).is_dir() else shutil.copy)(FOLDER / part, place)
    return to
