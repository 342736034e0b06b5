"""`manage.py keep_reading DAY --released FOLDER`: keep the law as it was read until a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from rules.editing.readings import keep
from rules.errors import RuleError
from rules.library import FOLDER
from workflow_engine.base.commands import day, folder_given
from workflow_engine.lawdesk.given import refused


class Command(BaseCommand):
    """Keep the released law beside the corrected one, so that what it judged replays by it."""

    help = (
        "Keeps the law as it was released, after a mistake in it was corrected: from DAY on it is "
        "read as it stands now. Exits with 0 if it is kept, 2 if that cannot be done."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day, the released law, why it is read otherwise, and the folder of the law."""
        parser.add_argument(
            "day", type=day, metavar="DATE", help="The day on which the mistake was corrected."
        )
        parser.add_argument(
            "--released",
            type=folder_given,
            required=True,
            metavar="DIR",
            help="The folder of the law as it was released.",
        )
        parser.add_argument("--because-vi", required=True, help="Why, in Vietnamese.")
        parser.add_argument("--because-en", required=True, help="Why, in English.")
        parser.add_argument(
            "--folder",
            type=folder_given,
            default=FOLDER,
            metavar="DIR",
            help="The folder of the corrected law; rules/law if unsaid.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Keep it, or say in one line why not."""
        because = {"vi": options["because_vi"], "en": options["because_en"]}
        try:
            place = keep(
                options["folder"],
                options["released"],
                options["day"],
                because,
                today=timezone.localdate(),
            )
        except RuleError as error:
            raise refused(error) from None
        told = _("The law as it was read until %(day)s is kept in %(place)s.")
        self.stdout.write(told % {"day": f"{options['day']:%d/%m/%Y}", "place": place})
