"""Load the days that differ from the plain week."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from workflow_engine.calendar import loading


class Command(BaseCommand):
    """Add public holidays and swap days that are not on record yet."""

    help = (
        "Adds the public holidays and swap days of a file, each with its source; without a file, "
        "those of 2025 to 2027 that come with the software. Days on record already are left as "
        "they stand; those that differ are named."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", nargs="?", type=Path, default=loading.SHIPPED)
        parser.add_argument("--json", action="store_true", help="Print the result as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or name every fault of the file."""
        try:
            loaded = loading.load(options["file"])
        except loading.CalendarFileError as error:
            raise CommandError(str(error)) from None
        different = [day.isoformat() for day in loaded.different]
        if options["json"]:
            result = {"added": loaded.added, "unchanged": loaded.unchanged, "different": different}
            self.stdout.write(json.dumps(result))
            return
        if options["verbosity"]:
            self.stdout.write(f"{loaded.added} days added, {loaded.unchanged} were there already.")
        for day in different:
            self.stdout.write(f"{day} stands otherwise on record and was left.")
