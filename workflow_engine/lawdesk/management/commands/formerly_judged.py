"""`manage.py formerly_judged`: whom a former reading of the law judged, in open dossiers."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from workflow_engine.acts.beside.rejudging import formerly_judged
from workflow_engine.base.commands import FOUND


class Command(BaseCommand):
    """Lists the candidates who are to be judged anew."""

    help = (
        "Lists the candidates of open dossiers whose last verdict rests on a reading of the law "
        "that was corrected since. With --fail-if-any exits with 1 where there are some."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --json and --fail-if-any."""
        parser.add_argument("--json", action="store_true", help="Print them as JSON.")
        parser.add_argument("--fail-if-any", action="store_true", help="Exit with 1 then.")

    def handle(self, *args: Any, **options: Any) -> None:
        """List them."""
        found = [each.as_dict() for each in formerly_judged()]
        if options["json"]:
            self.stdout.write(json.dumps({"formerly_judged": found}, ensure_ascii=False))
        else:
            for one in found:
                self.stdout.write(
                    f"{one['dossier']}  {one['name']}  {one['gate']}  {one['result']}  "
                    + _("entry %s") % one["entry"]
                )
            self.stdout.write(_("%s to be judged anew.") % len(found))
        if found and options["fail_if_any"]:
            sys.exit(FOUND)
