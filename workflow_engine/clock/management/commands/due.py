"""List who reaches which limit, and when."""

import json
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from workflow_engine.base.commands import InputError, day, whole_number
from workflow_engine.base.messages import language
from workflow_engine.clock.forecast import forecast
from workflow_engine.registry.models import Unit


class Command(BaseCommand):
    """List the limits that people reach by the calendar alone."""

    help = (
        "Lists ends of terms with their notices and decisions, ends of acting and of secondments, "
        "and retirements, soonest first; those that have passed stand first."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day, how far ahead to look, the unit, and the form of the answer."""
        parser.add_argument("--on", type=day, metavar="DATE", help="The day, as YYYY-MM-DD.")
        parser.add_argument(
            "--days", type=whole_number(0), default=365, help="How many days ahead (default: 365)."
        )
        parser.add_argument("--unit", help="The code of a unit: it and what is below it.")
        parser.add_argument("--json", action="store_true", help="Print them as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """List them."""
        on = options["on"] or timezone.localdate()
        units = None if options["unit"] is None else _below(options["unit"])
        found = forecast(on=on, until=on + timedelta(days=options["days"]), units=units)
        if options["json"]:
            listed = [one.as_dict() for one in found]
            self.stdout.write(json.dumps({"on": on.isoformat(), "due": listed}, ensure_ascii=False))
            return
        for one in found:
            about = one.holding.post if one.holding else one.unit
            self.stdout.write(
                f"{one.due_on:%d/%m/%Y}  {one.what}  {one.person.full_name}  {about}  "
                f"{one.citation.text(language())}"
            )
        told = _("%(n)s limits by %(until)s.")
        until = on + timedelta(days=options["days"])
        self.stdout.write(told % {"n": len(found), "until": f"{until:%d/%m/%Y}"})


def _below(code: str) -> list[int]:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise InputError(
            "no-unit", _("There is no unit with the code “%(code)s”.") % {"code": code}
        )
    return list(Unit.objects.filter(path__startswith=unit.path).values_list("pk", flat=True))
