"""What the rules layer refused, in the words of the reader."""

from __future__ import annotations

from django.utils.translation import gettext as _

from rules.definitions import FactDefinition
from rules.editing import book as books
from rules.editing.problems import Problem
from rules.errors import (
    CountError,
    EngineError,
    FactTypeError,
    LawFileError,
    NoEditionInForceError,
    OverlappingEditionsError,
    RuleError,
    SpecialDecisionError,
    UnknownFactError,
)
from rules.library import law
from workflow_engine.base.messages import language


def in_words(error: RuleError) -> str:
    """Return what the rules layer refused, in the reader's language.

    Of a file of the law the place and the kind of the mistake are told, and the detail in English,
    for whoever edits it.
    """
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
    if isinstance(error, CountError):
        return " ".join(
            problem.vi if language() == "vi" else problem.en for problem in error.problems
        )
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
