"""Find records that changed without a history row."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from compliance.history import tracked_models
from compliance.reconcile import Unlogged, reconcile


class Command(BaseCommand):
    """Compare every tracked table with its field history."""

    help = (
        "Compares every tracked table with its field history and names each row and field that "
        "changed without a history row. Exits with 1 if there is any."
    )

    # Evidence can be examined where the rest of the project does not even start.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --json."""
        parser.add_argument("--json", action="store_true", help="Print the report as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare model by model, report, and exit with 1 on any difference."""
        models = tracked_models()
        found: list[Unlogged] = []
        for done, model in enumerate(models, start=1):
            found += reconcile([model])
            self.stderr.write(f"{done}/{len(models)} {model._meta.label}", style_func=str)
        if options["json"]:
            report = {
                "clean": not found,
                "models": [model._meta.label for model in models],
                "unlogged": [row.as_dict() for row in found],
            }
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            for row in found:
                self.stdout.write(str(row))
            told = _("%(rows)s rows of %(models)s tables changed without history.")
            self.stdout.write(told % {"rows": len(found), "models": len(models)})
        if found:
            sys.exit(1)
