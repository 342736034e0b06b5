"""List the time limits that have passed or are about to."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from workflow_engine.base.commands import FOUND, day, whole_number
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.dossiers.deadlines import SOON_DAYS, Pressing, overdue, pressing


def _doubt(one: Pressing) -> str:
    if one.years_missing:
        years = ", ".join(str(year) for year in one.years_missing)
        return "  " + _("(not sure: no holidays of %s are on record)") % years
    return "  " + _("(rests on days not verified)") if one.unverified else ""


class Command(BaseCommand):
    """List pressing time limits."""

    help = (
        "Lists every open time limit and every request for a fact that has passed or is due "
        "within some days, soonest first. With --fail-if-overdue exits with 1 where one has passed."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day, how far ahead to look, and the form of the answer."""
        parser.add_argument("--on", type=day, metavar="DATE", help="The day, as YYYY-MM-DD.")
        parser.add_argument(
            "--days",
            type=whole_number(0),
            default=SOON_DAYS,
            help="How many days ahead (default: 3).",
        )
        parser.add_argument("--fail-if-overdue", action="store_true", help="Exit with 1 then.")
        parser.add_argument("--json", action="store_true", help="Print them as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """List them."""
        on = options["on"] or timezone.localdate()
        found = pressing(on=on, days=options["days"])
        late = overdue(found)
        missing = WorkingCalendar.load().next_year_missing(on)
        if options["json"]:
            listed = [one.as_dict() for one in found]
            self.stdout.write(
                json.dumps(
                    {
                        "on": on.isoformat(),
                        "overdue": late,
                        "year_missing": missing,
                        "deadlines": listed,
                    },
                    ensure_ascii=False,
                )
            )
        else:
            for one in found:
                self.stdout.write(
                    f"{one.due_on:%d/%m/%Y}  {one.days:+4d}  {one.dossier}  {one.agency}  "
                    f"{one.what}{_doubt(one)}"
                )
            if missing:
                told = _(
                    "No holidays of %s are on record: enter them in the calendar, or every time "
                    "limit that runs into that year is not sure."
                )
                self.stdout.write(told % missing)
            told = _("%(late)s overdue, %(soon)s due within %(days)s days.")
            counted = {"late": late, "soon": len(found) - late, "days": options["days"]}
            self.stdout.write(told % counted)
        if late and options["fail_if_overdue"]:
            sys.exit(FOUND)
