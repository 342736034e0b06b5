"""Load the made-up department."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

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
            type=date.fromisoformat,
            help="The day on which the papers are fresh, as YYYY-MM-DD (default: today).",
        )
        parser.add_argument(
            "--people", type=int, default=city.PEOPLE, help="How many people (default: 300)."
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
                raise CommandError(str(error)) from None
            loaded = city.Loaded()
        if options["json"]:
            self.stdout.write(json.dumps(asdict(loaded)))
        elif loaded.people:
            self.stdout.write(
                f"Loaded a made-up department: {loaded.units} units, {loaded.posts} posts, "
                f"{loaded.people} people, {loaded.records} records."
            )
        elif options["verbosity"]:
            self.stdout.write("Nothing was loaded: there are people already.")
