"""Load the made-up department."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from workflow_engine.base.commands import NoAnswerError, day, whole_number
from workflow_engine.sample import city


class Command(BaseCommand):
    """Load a made-up department with people, posts and records to try everything on."""

    help = (
        "Loads a made-up department of some 300 people with full records, and the calendar. "
        "Nothing in it is true of anybody. Does nothing where it is loaded already, and refuses a "
        "database with people who are not of the sample."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day of the sample, and what to do where there are people."""
        parser.add_argument(
            "--today",
            type=day,
            metavar="DATE",
            help="The day on which the papers are fresh, as YYYY-MM-DD (default: today).",
        )
        parser.add_argument(
            "--people",
            type=whole_number(1),
            default=city.PEOPLE,
            help="How many people (default: 300).",
        )
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="Leave a database with people as it is, and succeed.",
        )
        parser.add_argument("--json", action="store_true", help="Print what was loaded as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or tell why not."""
        today = options["today"] or timezone.localdate()
        call_command("load_calendar", verbosity=0)
        try:
            loaded = city.load(today=today, people=options["people"])
        except city.NotASampleDatabaseError as error:
            if not options["if_empty"]:
                raise NoAnswerError(error.code, _in_words(error)) from None
            loaded = city.Loaded()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(loaded)))
        elif loaded.people:
            told = _(
                "Loaded a made-up department: %(units)s units, %(posts)s posts, %(people)s people, "
                "%(records)s records."
            )
            self.stdout.write(told % asdict(loaded))
        elif options["verbosity"]:
            self.stdout.write(_("Nothing was loaded: there are people already."))


def _in_words(error: city.NotASampleDatabaseError) -> str:
    return _(
        "The registry holds %(people)s people who are not of the sample. Made-up people are not "
        "mixed with real ones: load the sample into a database of its own (DATABASE_URL or "
        "CHUAN_DATA names another)."
    ) % {"people": error.people}
