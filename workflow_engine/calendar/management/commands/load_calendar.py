"""Load the days that differ from the plain week."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from workflow_engine.base.commands import InputError, file_given
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
        parser.add_argument(
            "file",
            nargs="?",
            type=file_given,
            metavar="FILE",
            default=loading.SHIPPED,
            help="The days, as YAML; those of the software if unsaid.",
        )
        parser.add_argument("--json", action="store_true", help="Print the result as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or name every fault of the file."""
        try:
            loaded = loading.load(options["file"])
        except loading.CalendarFileError as error:
            raise InputError(error.code, str(error)) from None
        different = [day.isoformat() for day in loaded.different]
        if options["json"]:
            result = {"added": loaded.added, "unchanged": loaded.unchanged, "different": different}
            self.stdout.write(json.dumps(result))
            return
        if options["verbosity"]:
            told = _("%(added)s days added, %(unchanged)s were there already.")
            counted = {"added": loaded.added, "unchanged": loaded.unchanged}
            self.stdout.write(told % counted)
        for day in loaded.different:
            told = _("%(day)s stands otherwise on record and was left.")
            self.stdout.write(told % {"day": f"{day:%d/%m/%Y}"})
