"""Reach every verdict and count of a dossier again."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from compliance.replay import Replay, replay_dossier

_DIFFERENT, _UNKNOWN = 1, 2


class Command(BaseCommand):
    """Replay one dossier from the trail and the law alone."""

    help = (
        "Reaches every verdict and every count of a dossier again, from the audit trail and the "
        "law alone, and names each difference. Exits with 0 if all is the same, 1 if anything "
        "differs, 2 if the trail knows no such dossier."
    )

    # Evidence can be examined where the rest of the project does not even start.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the dossier's number and --json."""
        parser.add_argument("dossier", metavar="DOSSIER", help="The number of the dossier.")
        parser.add_argument("--json", action="store_true", help="Print the report as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Replay, report, and exit by what was found."""
        replay = replay_dossier(options["dossier"])
        if not replay.entries:
            message = _(
                "The trail knows no dossier “%s”. Check the number; it is written exactly as on "
                "the dossier’s page."
            )
            raise CommandError(message % options["dossier"], returncode=_UNKNOWN)
        if options["json"]:
            self.stdout.write(json.dumps(replay.as_dict(), ensure_ascii=False))
        else:
            self._print(replay)
        if not replay.same:
            sys.exit(_DIFFERENT)

    def _print(self, replay: Replay) -> None:
        for fault in replay.faults:
            self.stdout.write(f"{fault.kind}: {fault.detail}")
        for divergence in replay.divergences:
            self.stdout.write(str(divergence))
        state = _("all the same") if replay.same else _("NOT the same")
        told = _(
            "Dossier %(dossier)s: %(entries)s entries, %(verdicts)s verdicts and %(counts)s counts "
            "replayed, %(state)s."
        )
        self.stdout.write(
            told
            % {
                "dossier": replay.dossier,
                "entries": replay.entries,
                "verdicts": replay.verdicts,
                "counts": replay.counts,
                "state": state,
            }
        )
