"""`manage.py keep_reading DAY --released FOLDER`: keep the law as it was read until a day."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from rules.editing.readings import keep
from rules.errors import RuleError
from rules.library import FOLDER

_BAD = 2


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"'{text}' is not a day of the form 2026-11-30") from error


class Command(BaseCommand):
    """Keep the released law beside the corrected one, so that what it judged replays by it."""

    help = (
        "Keeps the law as it was released, after a mistake in it was corrected: from DAY on it is "
        "read as it stands now. Exits with 0 if it is kept, 2 if that cannot be done."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day, the released law, why it is read otherwise, and the folder of the law."""
        parser.add_argument("day", type=_day, help="The day on which we learned better.")
        parser.add_argument("--released", type=Path, required=True, help="The law as released.")
        parser.add_argument("--because-vi", required=True, help="Why, in Vietnamese.")
        parser.add_argument("--because-en", required=True, help="Why, in English.")
        parser.add_argument("--folder", type=Path, default=FOLDER, help="The corrected law.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Keep it, or say in one line why not."""
        because = {"vi": options["because_vi"], "en": options["because_en"]}
        released = options["released"]
        if not released.is_dir():
            self.stderr.write(f"There is no folder {released}. Name that of the released law.")
            sys.exit(_BAD)
        try:
            today = timezone.localdate()
            place = keep(options["folder"], released, options["day"], because, today=today)
        except RuleError as error:
            self.stderr.write(str(error))
            sys.exit(_BAD)
        self.stdout.write(f"The law as it was read until {options['day']} is kept in {place}.")
