"""Ask whom a draft of the law would judge differently than the law in force."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rules.definitions import Law
from rules.editing.simulation import NOT_ASKED, Simulation, Somebody, simulate
from rules.errors import FactTypeError, NoEditionInForceError, UnknownFactError
from rules.library import law
from workflow_engine.base.commands import InputError, day, file_given, printable, whole_number
from workflow_engine.base.messages import language
from workflow_engine.lawdesk import pools
from workflow_engine.lawdesk.given import gate_of, law_of, refused

LISTED = 200

_POOLS = {
    "dossiers": gettext_lazy("the candidates in consideration of all open dossiers"),
    "people": gettext_lazy("everybody planned for a post, as if it were to be filled on that day"),
}
OUTCOMES = {
    "met": gettext_lazy("met"),
    "unmet": gettext_lazy("not met"),
    "unknown": gettext_lazy("not known"),
    "not_applicable": gettext_lazy("not applicable"),
    NOT_ASKED: gettext_lazy("not asked"),
}


class Command(BaseCommand):
    """Judge a pool of people by a draft of the law and by the law in force."""

    help = (
        "Judges a pool of people by a draft of the law and by the law in force on the same day, "
        "and lists who would be judged differently and by which clause. The pool is the candidates "
        "of open dossiers, the people planned for a post, or a file of facts (.csv with a column "
        "for each fact, or .jsonl). Nothing is recorded. Exits with 2 if the input cannot be used."
    )

    # The procedures are not read, and the law may be under work.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the draft, the date, the gate, the pool and --json."""
        parser.add_argument("--law", metavar="DIR", required=True, help="The folder of the draft.")
        parser.add_argument(
            "--as-of", type=day, required=True, metavar="DATE", help="The date, as YYYY-MM-DD."
        )
        parser.add_argument("--gate", default="appointment", help="The gate, e.g. appointment.")
        parser.add_argument(
            "--pool", default="dossiers", help="dossiers, people, or a file .csv or .jsonl."
        )
        parser.add_argument(
            "--list",
            type=whole_number(0),
            default=LISTED,
            help=f"How many to list at most ({LISTED}).",
        )
        parser.add_argument("--json", action="store_true", help="Print the result as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Judge, and print who differs."""
        on, draft = options["as_of"], law_of(options["law"])
        gate = gate_of(options["gate"], {*law().gates, *draft.gates})
        people, what = _pool(options["pool"], on, draft)
        try:
            found = simulate(
                law(),
                draft,
                gate=gate,
                on=on,
                pool=people,
                keep=options["list"],
                progress=self._progress,
            )
        except (FactTypeError, UnknownFactError, NoEditionInForceError) as error:
            raise refused(error) from None
        if options["json"]:
            told = {"pool": options["pool"], **found.as_dict()}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(printable(line) for line in _lines(found, what)))

    def _progress(self, judged: int) -> None:
        """Say how far it is, where nobody's data shows."""
        self.stderr.write(_("%(count)s judged") % {"count": judged})


def _pool(given: str, on: date, draft: Law) -> tuple[Iterator[Somebody], str]:
    if given == "dossiers":
        return pools.of_dossiers(on), str(_POOLS[given])
    if given == "people":
        return pools.of_people(on), str(_POOLS[given])
    if Path(given).suffix not in (".csv", ".jsonl"):
        raise InputError(
            "unknown-pool",
            _("“%(pool)s” is no pool. Give dossiers, people, or a file .csv or .jsonl.")
            % {"pool": given},
        )
    path = file_given(given)
    return pools.of_file(path, (law(), draft)), str(path)


def _lines(found: Simulation, pool: str) -> Iterator[str]:
    """Yield the result for a reader."""
    lang = language()
    yield _("Judged at the gate “%(gate)s” by the law of %(on)s: %(pool)s.") % {
        "gate": found.gate,
        "on": f"{found.on:%d/%m/%Y}",
        "pool": pool,
    }
    yield _(
        "%(judged)s judged, %(different)s differently: %(stopped)s would no longer pass, "
        "%(admitted)s would pass now."
    ) % {
        "judged": found.judged,
        "different": found.different,
        "stopped": found.stopped,
        "admitted": found.admitted,
    }
    for (condition, before, after), count in sorted(found.by_condition.items()):
        yield f"  {condition}: {OUTCOMES[before]} → {OUTCOMES[after]}: {count}"
    for each in found.people:
        passing = (_("does not pass"), _("passes"))
        yield f"{each.key}: {passing[each.passed]} → {passing[each.passes]}"
        for change in each.changes:
            told = f"{OUTCOMES[change.before]} → {OUTCOMES[change.after]}"
            yield f"    {change.title[lang]}: {told} [{change.citation[lang]}]"
    if found.different > len(found.people):
        yield _("%(count)s more are not listed.") % {"count": found.different - len(found.people)}
