"""What the jurist's commands are given: a folder of the law, or a law on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from rules.definitions import Law
from rules.errors import LawFileError, RuleError
from rules.library import FOLDER, law
from workflow_engine.base.commands import InputError, day, is_day
from workflow_engine.pages.refusals import in_words


@dataclass(frozen=True, slots=True)
class LawOnADay:
    """A law as it stands on a day, under the words by which it was named."""

    named: str
    law: Law
    on: date


def folder_of(given: str | None) -> Path:
    """Return the folder of the law that a command is to work on; raise InputError."""
    folder = Path(given).resolve() if given else FOLDER
    if not (folder / "instruments").is_dir() and not (folder / "instruments.yaml").is_file():
        raise InputError(
            "no-law",
            _(
                "%(folder)s is no folder of the law: it holds no instruments. "
                "Name a folder such as rules/law."
            )
            % {"folder": folder},
        )
    return folder


def law_of(folder: str | None) -> Law:
    """Load the law of a folder, the project's own if unsaid; raise InputError."""
    try:
        return law(folder_of(folder))
    except LawFileError as error:
        raise refused(error) from None


def law_on_a_day(text: str, *, today: date) -> LawOnADay:
    """Read a date (of the project's law), a folder (today), or FOLDER@DATE; raise InputError."""
    if is_day(text):
        return LawOnADay(text, law_of(None), day(text))
    folder, at, on = text.rpartition("@")
    if at and folder:
        return LawOnADay(text, law_of(folder), day(on))
    if not Path(text).is_dir():
        raise InputError(
            "no-law",
            _(
                "“%(text)s” is neither a date nor a folder. Write a date as YYYY-MM-DD, or name a "
                "folder such as rules/law, or a folder on a day: rules/law@2026-08-01."
            )
            % {"text": text},
        )
    return LawOnADay(text, law_of(text), today)


def gate_of(name: str, known: Collection[str]) -> str:
    """Return the name of a gate that the law has; raise InputError."""
    if name not in known:
        raise InputError(
            "unknown-gate",
            _("There is no gate called “%(name)s”. Known gates: %(known)s.")
            % {"name": name, "known": ", ".join(sorted(known))},
        )
    return name


def refused(error: RuleError) -> InputError:
    """Return in the reader's language what the rules refused of what a command was given."""
    return InputError(error.code, in_words(error))
