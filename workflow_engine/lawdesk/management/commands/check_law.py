"""Check the whole law at once, as a jurist edits it."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rules.editing.check import check
from workflow_engine.base.commands import FOUND, printable
from workflow_engine.base.messages import language
from workflow_engine.lawdesk.given import folder_of


class Command(BaseCommand):
    """Check the whole law at once."""

    help = (
        "Checks the whole law and prints every problem with its file and line: editions that leave "
        "a gap or overlap, conditions that no facts could meet, figures and facts that nothing "
        "reads, citations of what was not in force, cases that are missing or fail. Exits with 0 "
        "if there is no problem, 1 if there is one, 2 if the folder cannot be used."
    )

    # Neither the database nor the procedures are read, and the law may be broken.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder and --json."""
        parser.add_argument(
            "--law", metavar="DIR", help="The folder of the law; rules/law if unsaid."
        )
        parser.add_argument("--json", action="store_true", help="Print the problems as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, print, and exit by what was found."""
        found = check(folder_of(options["law"]))
        if options["json"]:
            told = {"problems": [problem.as_dict() for problem in found]}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            lang = language()
            for problem in found:
                self.stdout.write(
                    printable(f"{problem.place}: [{problem.code}] {problem.text(lang)}")
                )
            self.stdout.write(
                ngettext("%(count)d problem.", "%(count)d problems.", len(found))
                % {"count": len(found)}
                if found
                else _("The law has no problem.")
            )
        if found:
            sys.exit(FOUND)
