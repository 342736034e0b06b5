"""Compare two laws, or one law on two days, by what they judge differently."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rules.definitions import FactDefinition
from rules.editing.difference import (
    ADDED,
    CHANGED,
    DIFFERENTLY,
    ENDED,
    NOT_ASKED,
    THE_SAME,
    UNDECIDED,
    Change,
    Difference,
    LawOn,
    difference,
)
from rules.errors import RuleError
from rules.model import Json
from workflow_engine.access.roles import name_of
from workflow_engine.base.commands import printable
from workflow_engine.base.messages import language
from workflow_engine.lawdesk.given import LawOnADay, gate_of, law_on_a_day, refused

_KINDS = {
    ADDED: gettext_lazy("Asked now and not before"),
    ENDED: gettext_lazy("No longer asked"),
    CHANGED: gettext_lazy("Changed"),
}
_PARTS = {
    "applies": gettext_lazy("when it applies"),
    "requires": gettext_lazy("what it requires"),
    "lift": gettext_lazy("the special decision"),
    "figures": gettext_lazy("a figure"),
    "vocabulary": gettext_lazy("the meaning of a fact"),
    "title": gettext_lazy("the title"),
    "requirement": gettext_lazy("the words of the requirement"),
    "unmet": gettext_lazy("the words of a refusal"),
    "note": gettext_lazy("the note"),
    "citation": gettext_lazy("the citation"),
    "confidence": gettext_lazy("how sure the source is"),
}
_OUTCOMES = {
    "met": gettext_lazy("met"),
    "unmet": gettext_lazy("not met"),
    "unknown": gettext_lazy("not known"),
    "not_applicable": gettext_lazy("not applicable"),
    NOT_ASKED: gettext_lazy("not asked"),
}


class Command(BaseCommand):
    """Compare two laws by what they judge differently."""

    help = (
        "Compares two laws gate by gate: the conditions that were added, that ended, that changed, "
        "and for each of them facts that are judged differently, confirmed by both judges, or the "
        "finding that there are none. A and B are dates (the law of the project on that day), "
        "folders of a law (as it stands today), or FOLDER@DATE. Exits with 2 if the input cannot "
        "be used."
    )

    # Neither the database nor the procedures are read.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the two laws, the gate and --json."""
        parser.add_argument("a", metavar="A", help="A date, a folder, or FOLDER@DATE.")
        parser.add_argument("b", metavar="B", help="What it is compared with: the same forms.")
        parser.add_argument("--gate", help="Only this gate, e.g. appointment.")
        parser.add_argument("--json", action="store_true", help="Print the difference as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, and print."""
        today = timezone.localdate()
        before, after = (law_on_a_day(options[each], today=today) for each in ("a", "b"))
        gate, gates = options["gate"], {*before.law.gates, *after.law.gates}
        try:
            found = difference(
                LawOn(before.law, before.on),
                LawOn(after.law, after.on),
                gates=None if gate is None else (gate_of(gate, gates),),
                progress=self._progress,
            )
        except RuleError as error:
            raise refused(error) from None
        if options["json"]:
            told = {
                "a": {"named": before.named, "on": before.on.isoformat()},
                "b": {"named": after.named, "on": after.on.isoformat()},
                **found.as_dict(),
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            lines = _lines(found, before, after)
            self.stdout.write("\n".join(printable(line) for line in lines))

    def _progress(self, gate: str) -> None:
        """Say on a terminal which gate was compared."""
        if self.stderr.isatty():
            self.stderr.write(gate)


def _lines(found: Difference, before: LawOnADay, after: LawOnADay) -> Iterator[str]:
    """Yield the difference for a reader, gate by gate."""
    lang = language()
    yield _("From %(a)s (%(on_a)s) to %(b)s (%(on_b)s)") % {
        "a": before.named,
        "on_a": f"{before.on:%d/%m/%Y}",
        "b": after.named,
        "on_b": f"{after.on:%d/%m/%Y}",
    }
    titles = {**before.law.gates, **after.law.gates}
    definitions = {**before.law.facts, **after.law.facts}
    for gate in dict.fromkeys(change.gate for change in found.changes):
        state = ""
        if gate in found.gates_added:
            state = " " + _("(new gate)")
        elif gate in found.gates_ended:
            state = " " + _("(gate ended)")
        yield ""
        yield f"{titles[gate].title[lang]} [{gate}]{state}"
        for change in found.changes:
            if change.gate == gate:
                yield f"- {_KINDS[change.kind]}: {change.title[lang]} [{change.condition}]"
                yield from (f"    {line}" for line in _told(change, definitions, lang))
    counts = {each: sum(change.judged == each for change in found.changes) for each in _JUDGED}
    yield ""
    yield ", ".join(f"{_JUDGED[each]}: {count}" for each, count in counts.items())


_JUDGED = {
    DIFFERENTLY: gettext_lazy("judged differently"),
    THE_SAME: gettext_lazy("the same for all facts"),
    UNDECIDED: gettext_lazy("not decided"),
}


def _told(change: Change, definitions: Mapping[str, FactDefinition], lang: str) -> Iterator[str]:
    """Yield what changed of a condition, and the facts that show it."""
    if change.parts:
        yield ", ".join(str(_PARTS[part]) for part in change.parts)
    citations = [words[lang] for words in (change.before, change.after) if words]
    yield " → ".join(dict.fromkeys(citations))
    if change.witness is not None:
        told = change.witness
        yield f"{_OUTCOMES[told.before]} → {_OUTCOMES[told.after]}: " + "; ".join(
            f"{definitions[name].label[lang]}: {_value(definitions[name], value, lang)}"
            for name, value in told.facts.items()
        )
        if told.decision_by:
            yield _("with a special decision of %(authority)s") % {
                "authority": name_of(told.decision_by)
            }
    elif change.judged == THE_SAME:
        yield (
            _("Judged the same: all %(count)s sets of facts that matter were tried.")
            % {"count": change.tried}
            if change.tried
            else _("Judged the same for all facts.")
        )
    else:
        yield str(_JUDGED[change.judged])


def _value(definition: FactDefinition, value: Json, lang: str) -> str:
    """Write the value of a fact."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None:
        return _("not known")
    if definition.type == "date":
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    codes = value if isinstance(value, list) else [value]
    return ", ".join(str(definition.values.get(code, {}).get(lang, code)) for code in codes)
