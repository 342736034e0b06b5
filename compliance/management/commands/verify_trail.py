"""Prove that the audit trail is whole."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from compliance import trail


class Command(BaseCommand):
    """Read the whole trail and name everything that is wrong with it."""

    help = (
        "Reads the whole audit trail, checks every number, digest and payload and the triggers "
        "that guard the tables, and prints the root of the tree. Exits with 1 if anything is wrong."
    )

    # Evidence can be examined where the rest of the project does not even start.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --json."""
        parser.add_argument("--json", action="store_true", help="Print the report as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, report, and exit with 1 on any fault."""
        report = trail.verify(progress=self._progress)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
        else:
            self._print(report)
        if not report.whole:
            sys.exit(1)

    def _progress(self, read: int) -> None:
        if read % 10_000 == 0:
            self.stderr.write(_("%s entries read") % read, style_func=str)

    def _print(self, report: trail.Report) -> None:
        for fault in report.faults:
            self.stdout.write(f"{fault.kind}: {fault.detail}")
        unnamed = report.fault_count - len(report.faults)
        if unnamed:
            self.stdout.write(_("... and %s more faults.") % unnamed)
        state = _("whole") if report.whole else _("BROKEN, %s faults") % report.fault_count
        told = _("Trail of %(size)s entries: %(state)s. Root %(root)s")
        self.stdout.write(told % {"size": report.size, "state": state, "root": report.root})
