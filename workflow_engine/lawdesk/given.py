"""What the jurist's commands are given: a folder of the law, or a law on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from rules.definitions import FactDefinition, Law
from rules.editing import book as books
from rules.editing.problems import Problem
from rules.errors import (
    EngineError,
    FactTypeError,
    LawFileError,
    NoEditionInForceError,
    OverlappingEditionsError,
    RuleError,
    SpecialDecisionError,
    UnknownFactError,
)
from rules.library import FOLDER, law
from workflow_engine.base.commands import InputError, day, is_day
from workflow_engine.base.messages import language


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
    return InputError(error.code, _in_words(error))


def _in_words(error: RuleError) -> str:
    if isinstance(error, LawFileError):
        fault = books.fault_of(error)
        problem = Problem(fault.code, fault.place, {"what": fault.what})
        return f"{problem.place}: {problem.text(language())}"
    if isinstance(error, OverlappingEditionsError):
        return _(
            "More than one edition of “%(provision)s” is in force on %(on)s: those from %(starts)s."
            " End the earlier one on the day on which the later one begins."
        ) % {
            "provision": error.provision,
            "on": f"{error.on:%d/%m/%Y}",
            "starts": ", ".join(f"{start:%d/%m/%Y}" for start in error.starts),
        }
    if isinstance(error, EngineError):
        return _(
            "No verdict on the gate “%(gate)s” for %(on)s: the two judges differ or gave no single "
            "answer. Nobody passes; tell the operator, and judge again once the cause is found."
        ) % {"gate": error.gate, "on": f"{error.on:%d/%m/%Y}"}
    if isinstance(error, SpecialDecisionError):
        return _(
            "The special decision on “%(condition)s” cannot be used: the law has to know the "
            "condition, and authority, number and document have to be given."
        ) % {"condition": error.condition}
    if isinstance(error, NoEditionInForceError):
        return _(
            "No law that the system knows governs “%(gate)s” on %(on)s. Give another date."
        ) % {
            "gate": error.provision,
            "on": f"{error.on:%d/%m/%Y}",
        }
    if isinstance(error, UnknownFactError):
        message = _("The vocabulary has no fact called “%(fact)s”.") % {"fact": error.fact}
        if error.nearest:
            message += " " + _("Did you mean: %(names)s?") % {"names": ", ".join(error.nearest)}
        return message
    if not isinstance(error, FactTypeError):
        return str(error)
    definition = law().facts.get(error.fact)
    words = {
        "fact": error.fact,
        "given": error.given,
        "wanted": _wanted(definition) if definition else error.expected,
    }
    return _("The fact “%(fact)s” was given as %(given)s; it has to be %(wanted)s.") % words


def _wanted(definition: FactDefinition) -> str:
    match definition.type:
        case "integer" | "money":
            low, high = definition.bounds or ("", "")
            return _("a whole number from %(low)s to %(high)s") % {"low": low, "high": high}
        case "boolean":
            return _("true or false")
        case "enum" | "codes":
            return _("one of: %(values)s") % {"values": ", ".join(definition.values)}
        case "month":
            return _("a month such as 2026-08")
        case _:
            return _("a date such as 2026-08-01")
