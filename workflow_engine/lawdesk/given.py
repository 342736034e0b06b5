"""Reading what a command is given: a day, a law, or a law on a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from rules.definitions import Law
from rules.errors import LawFileError
from rules.library import law
from workflow_engine.lawdesk.folders import InputError, folder_of


@dataclass(frozen=True, slots=True)
class LawOnADay:
    """A law as it stands on a day, under the words by which it was named."""

    named: str
    law: Law
    on: date


def day_of(text: str) -> date:
    """Read a day; raise InputError."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InputError(
        "bad-date",
        _("“%(text)s” is not a date. Write it as YYYY-MM-DD, for example 2026-08-01.")
        % {"text": text},
    )


def law_of(folder: str | None) -> Law:
    """Load the law of a folder, the project's own if unsaid; raise InputError."""
    try:
        return law(folder_of(folder))
    except LawFileError as error:
        raise InputError(error.code, str(error)) from None


def law_on_a_day(text: str, *, today: date) -> LawOnADay:
    """Read a date (of the project's own law), a folder (today), or FOLDER@DATE."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return LawOnADay(text, law_of(None), day_of(text))
    folder, at, day = text.rpartition("@")
    if at and folder:
        return LawOnADay(text, law_of(folder), day_of(day))
    return LawOnADay(text, law_of(text), today)
