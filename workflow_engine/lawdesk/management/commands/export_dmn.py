"""Write the law as DMN, for a modeller or an engine of somebody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from rules.errors import NoEditionInForceError
from rules.exchange import dmn
from workflow_engine.lawdesk.folders import BAD_INPUT, InputError, printable
from workflow_engine.lawdesk.given import day_of, law_of


class Command(BaseCommand):
    """Write a gate on a date, or the tables by date, as a DMN model."""

    help = (
        "Writes the conditions of a gate as they stand on a date as one DMN model, or with "
        "--tables the figures and ages of retirement by date. Prints it, or writes the file of "
        "--out. Exits with 0, or with 2 if the input cannot be used."
    )

    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the gate or --tables, the date, the version and the file."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("gate", nargs="?", help="The gate, e.g. appointment.")
        what.add_argument("--tables", action="store_true", help="The tables by date instead.")
        parser.add_argument("--as-of", help="The date, as YYYY-MM-DD; today if it is not given.")
        parser.add_argument("--dmn", choices=sorted(dmn.VERSIONS), default="1.5")
        parser.add_argument("--law", help="The folder of another law than the one in use.")
        parser.add_argument("--out", help="The file to write.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the model."""
        try:
            books = law_of(options["law"])
            if options["tables"]:
                text = dmn.tables_model(books, version=options["dmn"])
            else:
                on = day_of(options["as_of"]) if options["as_of"] else timezone.localdate()
                text = dmn.gate_model(books, options["gate"], on, version=options["dmn"])
        except InputError as error:
            raise CommandError(printable(str(error)), returncode=BAD_INPUT) from None
        except NoEditionInForceError as error:
            known = ", ".join(sorted(books.gates))
            message = _(
                "No law that the system knows governs “%(gate)s” on %(on)s. Known gates: %(known)s."
            )
            words = {"gate": error.provision, "on": f"{error.on:%d/%m/%Y}", "known": known}
            raise CommandError(message % words, returncode=BAD_INPUT) from None
        if not options["out"]:
            self.stdout.write(text, ending="")
            return
        try:
            Path(options["out"]).write_text(text, encoding="utf-8")
        except OSError as error:
            message = _("The file %(file)s cannot be written: %(reason)s.")
            words = {"file": options["out"], "reason": error.strerror or str(error)}
            raise CommandError(message % words, returncode=BAD_INPUT) from None
