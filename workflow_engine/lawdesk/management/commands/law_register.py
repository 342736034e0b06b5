"""`manage.py law_register`: which article of the law is carried by what."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import ngettext

from rules.register import clauses as register
from workflow_engine.base.commands import FOUND, folder_given
from workflow_engine.lawdesk.register import registers


class Command(BaseCommand):
    """Write the register of the law by article."""

    help = (
        "Writes rules/REGISTER.md: every article and clause of the texts, and what carries it or "
        "why nothing does. Exits with 1 and names them where a clause is not accounted for, or a "
        "reason is stale or names what there is not."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --texts and --check."""
        parser.add_argument(
            "--texts",
            type=folder_given,
            metavar="DIR",
            help="Read the index from this folder first.",
        )
        parser.add_argument("--check", action="store_true", help="Write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the index and the register, and tell what is wrong."""
        if options["texts"]:
            register.write_index(options["texts"])
        found = registers()
        if not options["check"]:
            register.DOCUMENT.write_text(register.document(found), encoding="utf-8")
        wrong = register.problems(found)
        for line in wrong:
            self.stdout.write(line)
        self.stdout.write(
            ngettext("%(count)d problem.", "%(count)d problems.", len(wrong))
            % {"count": len(wrong)}
        )
        if wrong:
            sys.exit(FOUND)
