"""Judge facts by a gate, without a dossier: to try a case, or to ask what is missing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Never

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rules.errors import (
    FactTypeError,
    NoEditionInForceError,
    RuleError,
    SpecialDecisionError,
    UnknownFactError,
)
from rules.facts import facts_from_json
from rules.judge.engine import evaluate
from rules.judge.verdict import Finding, Verdict
from rules.library import law
from rules.model import Outcome, SpecialDecision
from workflow_engine.base.commands import FOUND, InputError, NoAnswerError, day, printable
from workflow_engine.base.messages import language
from workflow_engine.lawdesk.given import gate_of, refused

MOST_BYTES = 1_000_000

_OUTCOMES = {
    Outcome.UNMET: gettext_lazy("Not met"),
    Outcome.UNKNOWN: gettext_lazy("Not known"),
    Outcome.MET: gettext_lazy("Met"),
    Outcome.NOT_APPLICABLE: gettext_lazy("Not applicable"),
}


class Command(BaseCommand):
    """Judge facts by a gate."""

    help = (
        "Judges the facts of a file by the conditions of a gate that are in force on a date, and "
        "prints every finding with its legal basis. Facts that are not given are not known. Exits "
        "with 0 if the verdict passes, 1 if it does not, 2 if the input cannot be used."
    )

    # Neither the database nor the procedures are read.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the gate, the file of facts, the date and --json."""
        parser.add_argument("subject", metavar="GATE", help="The gate, e.g. appointment.")
        parser.add_argument(
            "--facts",
            required=True,
            metavar="FILE",
            help="A JSON object of facts by name; - reads standard input.",
        )
        parser.add_argument(
            "--as-of",
            type=day,
            required=True,
            metavar="DATE",
            help="The date whose law applies, as YYYY-MM-DD.",
        )
        parser.add_argument(
            "--decisions",
            metavar="FILE",
            help="A JSON list of special decisions: condition, authority, number, decided_on, "
            "document.",
        )
        parser.add_argument("--json", action="store_true", help="Print the verdict as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Evaluate, print, and exit by the verdict."""
        gate = gate_of(options["subject"], law().gates)
        given = _read(options["facts"], dict)
        decisions = _decisions(options["decisions"])
        try:
            facts = facts_from_json(given)
            verdict = evaluate(gate, on=options["as_of"], facts=facts, special_decisions=decisions)
        except (
            FactTypeError,
            UnknownFactError,
            NoEditionInForceError,
            SpecialDecisionError,
        ) as error:
            raise refused(error) from None
        except RuleError as error:  # the rules cannot judge: nobody passes
            raise NoAnswerError(error.code, str(error)) from None
        if options["json"]:
            self.stdout.write(json.dumps(verdict.as_dict(), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(printable(line) for line in _lines(verdict)))
        if not verdict.passes:
            sys.exit(FOUND)


def _decisions(name: str | None) -> list[SpecialDecision]:
    """Return the special decisions of a file."""
    found = []
    for number, given in enumerate(_read(name, list) if name else [], start=1):
        try:
            found.append(SpecialDecision.from_dict(given))
        except (TypeError, ValueError, KeyError):
            raise InputError(
                "bad-decision",
                _(
                    "Special decision %(number)s cannot be read. It needs condition, authority, "
                    "number, decided_on (YYYY-MM-DD) and document, and nothing else."
                )
                % {"number": number},
            ) from None
    return found


def _read(name: str, wanted: type) -> Any:
    """Return what a file holds; refuse what is too big, not UTF-8, not JSON, or given twice."""
    words: dict[str, Any] = {"file": _("standard input") if name == "-" else name}
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MOST_BYTES + 1)
    except OSError as error:
        words["reason"] = error.strerror or str(error)
        raise InputError(
            "unreadable-file", _("The file %(file)s cannot be read: %(reason)s.") % words
        ) from None
    if len(data) > MOST_BYTES:
        words["most"] = f"{MOST_BYTES:,}".replace(",", " ")
        raise InputError(
            "file-too-big",
            _("%(file)s is too big: facts of one person take less than %(most)s bytes.") % words,
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words["place"] = error.start
        raise InputError(
            "wrong-encoding",
            _("%(file)s is not UTF-8 (byte %(place)s). Save it as UTF-8 and try again.") % words,
        ) from None
    try:
        given = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except InputError:
        raise
    except json.JSONDecodeError as error:
        words |= {"line": error.lineno, "column": error.colno}
        raise InputError(
            "bad-json",
            _("%(file)s is not JSON: it goes wrong at line %(line)s, column %(column)s.") % words,
        ) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, braces without end
        raise InputError(
            "bad-json", _("%(file)s is not JSON that could hold facts.") % words
        ) from None
    if not isinstance(given, wanted):
        message = (
            _("%(file)s has to hold one JSON object: facts by name, null where not known.")
            if wanted is dict
            else _("%(file)s has to hold one JSON list of special decisions.")
        )
        raise InputError("bad-json", message % words)
    return given


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise InputError(
                "duplicate-key", _("“%(key)s” is given twice. Give it once.") % {"key": key}
            )
        found[key] = value
    return found


def _no_constant(name: str) -> Never:
    raise InputError("bad-json", _("%(name)s is no value of a fact.") % {"name": name})


def _lines(verdict: Verdict) -> Iterator[str]:
    """Yield the verdict for a reader: what stops comes first."""
    lang = language()
    on = f"{verdict.on:%d/%m/%Y}"
    yield f"{law().gates[verdict.gate].title[lang]} ({on})"
    yield _("The verdict PASSES.") if verdict.passes else _("The verdict DOES NOT PASS.")
    for outcome, label in _OUTCOMES.items():
        findings = [found for found in verdict.findings if found.outcome is outcome]
        if findings:
            yield ""
            yield f"{label} ({len(findings)})"
        for found in findings:
            yield from _finding(found, lang)


def _finding(found: Finding, lang: str) -> Iterator[str]:
    yield f"- {found.title[lang]} [{found.condition}]"
    yield f"    {found.sentence[lang]}"
    basis = found.citation.text(lang)
    doubt = "" if found.verified else _("(source not verified)")
    yield f"    {basis} {doubt}".rstrip()
    if found.missing:
        yield "    " + _("Facts to give: %(names)s") % {"names": ", ".join(found.missing)}
