"""Ask whether the cases would notice a change of the law: mutation testing of the rules."""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rules.editing import book as books
from rules.editing.book import Book
from rules.editing.mutate import mutate
from rules.editing.score import Fate, Judged, Score
from rules.errors import LawFileError
from workflow_engine.base.commands import FOUND, InputError, printable, whole_number
from workflow_engine.base.messages import language
from workflow_engine.lawdesk.given import folder_of, gate_of, refused

# How many times the progress is told where there is no terminal.
TOLD = 20

_KINDS = {
    "figure": gettext_lazy("figure"),
    "comparison": gettext_lazy("comparison"),
    "logic": gettext_lazy("and, or, not"),
    "exception": gettext_lazy("exception"),
    "count": gettext_lazy("Counting of votes"),
    "limit": gettext_lazy("Time limit"),
    "date": gettext_lazy("date"),
}


class Command(BaseCommand):
    """Change the law in small ways, and ask whether a case notices."""

    help = (
        "Moves every figure by one unit and every date by a day, loosens and tightens every "
        "comparison, drops every exception and every group of conditions of a gate, counts votes "
        "otherwise, and asks each time whether a case notices. Prints "
        "the share that was noticed and every change that was not, by article. Exits with 0 if "
        "enough was noticed, 1 if not, 2 if the input cannot be used."
    )

    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the gate, the folder, the number of processes and --json."""
        parser.add_argument("--gate", help="Only what this gate asks, e.g. appointment.")
        parser.add_argument("--law", metavar="DIR", help="The folder of the law, if not rules/law.")
        parser.add_argument(
            "--jobs", type=whole_number(1), default=1, help="How many processes work at once."
        )
        parser.add_argument("--json", action="store_true", help="Print the result as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the mutants, judge them, print, and exit by the score."""
        book, gate = _book(options["law"]), options["gate"]
        gates = book.law.gates
        prefixes = None if gate is None else gates[gate_of(gate, gates)].conditions
        score = mutate(book, prefixes=prefixes, jobs=options["jobs"], progress=self._progress)
        if options["json"]:
            self.stdout.write(json.dumps(score.as_dict(), ensure_ascii=False))
        else:
            told = _lines(score, language(), whole=options["verbosity"] > 1)
            self.stdout.write("\n".join(printable(line) for line in told))
        if not score.enough:
            sys.exit(FOUND)

    def _progress(self, done: int, of: int) -> None:
        """Show how far it is: on a terminal in place, else a line for each twentieth part."""
        if self.stderr.isatty():
            self.stderr.write(f"\r{done}/{of}", ending="\n" if done == of else "")
        elif done * TOLD // of > (done - 1) * TOLD // of:
            told = _("%(done)s of %(of)s provisions tried")
            self.stderr.write(told % {"done": done, "of": of}, style_func=str)


def _book(given: str | None) -> Book:
    """Read a folder that can be read whole: of half a law the score would say nothing."""
    try:
        book = books.read(folder_of(given))
    except LawFileError as error:
        raise refused(error) from None
    if book.faults:
        fault = book.faults[0]
        message = _("%(place)s cannot be read: %(what)s. check_law lists all that is wrong.")
        raise InputError(fault.code, message % {"place": fault.place, "what": fault.what})
    return book


def _lines(score: Score, lang: str, *, whole: bool) -> Iterator[str]:
    """Yield the result for a reader: what was not noticed, by article; `whole`: the rest too."""
    survived = score.of(Fate.SURVIVED)
    for article, group in itertools.groupby(
        sorted(survived, key=lambda each: each.mutation.article[lang]),
        key=lambda each: each.mutation.article[lang],
    ):
        yield article
        yield from (f"  {_told(each)}" for each in group)
    for fate, head in (
        (Fate.EQUIVALENT, _("No case could notice these: they change nothing.")),
        (Fate.UNJUDGED, _("No case here says what these computations come to.")),
    ):
        if whole and score.of(fate):
            yield head
            yield from (f"  {_told(each)}" for each in score.of(fate))
    killed = len(score.of(Fate.KILLED))
    words = {"percent": score.percent, "killed": killed, "of": killed + len(survived)}
    words |= {fate.value: len(score.of(fate)) for fate in (Fate.EQUIVALENT, Fate.UNJUDGED)}
    noticed = _(
        "Noticed: %(percent)d%% (%(killed)d of %(of)d changes). %(equivalent)d more change "
        "nothing, and %(unjudged)d are not judged here: -v 2 names them."
    )
    yield noticed % words
    if survived:
        yield ngettext(
            "%(count)d change was not noticed: write a case for it.",
            "%(count)d changes were not noticed: write a case for each.",
            len(survived),
        ) % {"count": len(survived)}


def _told(each: Judged) -> str:
    change = each.mutation
    return f"{change.place}: {change.about}: {_KINDS[change.kind]}: {change.was} → {change.now}"
