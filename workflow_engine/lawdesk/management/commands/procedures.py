"""Print the procedures as they are declared, and write their tables into the docs."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from rules.wording import LANGUAGES
from workflow_engine.base.commands import InputError, printable
from workflow_engine.base.messages import language
from workflow_engine.lawdesk.procedures import printing, tables, telling


class Command(BaseCommand):
    """Print the procedures."""

    help = (
        "Prints every procedure, or the one that is named, as it is declared: edition and its "
        "life, and of each step the article, who takes it, papers, time limit, ballot, publicity, "
        "outcomes and who may not take it. Exits with 2 where the name is not known. With --write "
        "writes the tables of README.md and processes/README.md again."
    )

    # The database is not read, and a procedure that is not sound yet may be printed.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name, the language, --json and --write."""
        parser.add_argument(
            "name", nargs="?", default="", help="A procedure, or one edition; unsaid, all."
        )
        parser.add_argument("--language", choices=LANGUAGES)
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--json", action="store_true", help="Print them as JSON.")
        form.add_argument("--write", action="store_true", help="Write the tables of the docs.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print, or write."""
        lang = options["language"] or language()
        with translation.override(lang):
            try:
                flows = telling.named(options["name"])
            except telling.UnknownProcedureError as error:
                message = _("There is no procedure called “%(name)s”. Known: %(known)s.") % {
                    "name": error.name,
                    "known": ", ".join(error.known),
                }
                raise InputError(error.code, message) from None
            if options["write"]:
                for path in tables.write():
                    self.stdout.write(str(path))
                return
            found = [telling.told(flow) for flow in flows]
            if options["json"]:
                self.stdout.write(json.dumps({"procedures": found}, ensure_ascii=False))
                return
            for number, each in enumerate(found):
                if number:
                    self.stdout.write("\n")
                for line in printing.lines(each, lang):
                    self.stdout.write(printable(line))
