"""Write the law as DMN, for a modeller or an engine of somebody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from rules.errors import NoEditionInForceError
from rules.exchange import dmn
from workflow_engine.base.commands import day, write_file
from workflow_engine.lawdesk.given import gate_of, law_of, refused


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
        parser.add_argument(
            "--as-of",
            type=day,
            metavar="DATE",
            help="The date, as YYYY-MM-DD; today if it is not given.",
        )
        parser.add_argument("--dmn", choices=sorted(dmn.VERSIONS), default="1.5")
        parser.add_argument(
            "--law", metavar="DIR", help="The folder of another law than the one in use."
        )
        parser.add_argument("--out", type=Path, metavar="OUT", help="The file to write.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the model."""
        books = law_of(options["law"])
        if options["tables"]:
            text = dmn.tables_model(books, version=options["dmn"])
        else:
            gate, on = gate_of(options["gate"], books.gates), options["as_of"]
            try:
                text = dmn.gate_model(
                    books, gate, on or timezone.localdate(), version=options["dmn"]
                )
            except NoEditionInForceError as error:
                raise refused(error) from None
        if options["out"]:
            write_file(options["out"], text.encode())
        else:
            self.stdout.write(text, ending="")
