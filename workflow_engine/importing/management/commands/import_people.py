"""Import personnel records from a spreadsheet."""

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compliance.trail import SYSTEM
from rules.wording import LANGUAGES
from workflow_engine.base.commands import FOUND, InputError, file_given, write_file
from workflow_engine.base.messages import language
from workflow_engine.importing import personnel

_SHOWN = 200
_LEVELS = {
    personnel.Level.ERROR: gettext_lazy("wrong"),
    personnel.Level.TO_ACCEPT: gettext_lazy("to accept"),
    personnel.Level.NOTE: gettext_lazy("to know"),
}


class Command(BaseCommand):
    """Import a workbook filled in after the template: all of it or nothing."""

    help = (
        "Imports personnel records from an .xlsx workbook or a .csv list, all of it "
        "or nothing, and records the import in the audit trail. Exits with 1 if rows are wrong or "
        "readings were not accepted, with 2 if the file cannot be read, or nobody or no reason is "
        "named."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and how to treat it."""
        parser.add_argument(
            "file",
            nargs="?",
            type=file_given,
            metavar="FILE",
            help="The workbook (.xlsx), or a list (.csv).",
        )
        parser.add_argument(
            "--account", default="", help="Who imports: a username. Needed unless --dry-run."
        )
        parser.add_argument(
            "--reason", default="", help="Why it is imported so. Needed unless --dry-run."
        )
        parser.add_argument("--dry-run", action="store_true", help="Show what would be done.")
        parser.add_argument(
            "--accept-readings",
            action="store_true",
            help="Accept the readings that are listed, such as a month taken for its first day.",
        )
        parser.add_argument(
            "--template", type=Path, metavar="OUT", help="Write the template to OUT and stop."
        )
        parser.add_argument(
            "--errors-to",
            type=Path,
            metavar="OUT",
            help="Write the workbook with wrong and doubtful entries marked to OUT, if any.",
        )
        parser.add_argument("--language", choices=LANGUAGES)
        parser.add_argument("--json", action="store_true", help="Print the result as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and name every entry that is wrong."""
        with translation.override(options["language"] or language()):
            if options["template"]:
                write_file(options["template"], personnel.template())
                return
            code = self._import(options)
        if code:
            sys.exit(code)

    def _import(self, options: dict[str, Any]) -> int:
        path, today = options["file"], timezone.localdate()
        account = self._account(options)
        try:
            content = path.read_bytes() if path else b""
        except OSError as error:
            message = _("The file %(file)s cannot be read: %(reason)s.")
            words = {"file": path, "reason": error.strerror or str(error)}
            raise InputError("file-not-read", message % words) from None
        if not content:
            raise InputError("file-empty", _("Name a workbook that is not empty."))
        try:
            made = personnel.preview(content, today=today, most_rows=personnel.MOST_ROWS)
        except personnel.BadFileError as error:
            raise InputError(error.code, str(error)) from None
        if options["errors_to"] and (made.errors or made.to_accept):
            marked = personnel.marked(content, made.issues, most_rows=personnel.MOST_ROWS)
            write_file(options["errors_to"], marked)
        entry = None
        refused: personnel.PeopleImportError | None = None
        if not options["dry_run"]:
            try:
                entry = personnel.apply(
                    content,
                    today=today,
                    actor=replace(SYSTEM, account=account),
                    reason=options["reason"].strip(),
                    name=path.name,
                    expected=made.digest,
                    accepted=options["accept_readings"],
                    most_rows=personnel.MOST_ROWS,
                ).entry
            except personnel.PeopleImportError as error:
                refused = error
        elif made.errors:
            refused = personnel.RowsWrongError(len(made.errors))
        self._report(options, made, refused, entry)
        return FOUND if refused else 0

    def _account(self, options: dict[str, Any]) -> int | None:
        """Return the number of whoever imports; None for a dry run.

        Raises:
            InputError: nobody is named who is at work, or no reason is given.
        """
        if options["dry_run"]:
            return None
        people = get_user_model().objects.filter(is_active=True)
        found = people.filter(username=options["account"]).values_list("pk", flat=True).first()
        if found is None:
            raise InputError(
                "no-account",
                _("Name with --account whoever imports: the username of an account."),
            )
        if not options["reason"].strip():
            raise InputError("no-reason", _("Say with --reason why it is imported so."))
        return int(found)

    def _report(
        self,
        options: dict[str, Any],
        made: personnel.Plan,
        refused: personnel.PeopleImportError | None,
        entry: int | None,
    ) -> None:
        if options["json"]:
            result = {
                "imported": entry is not None,
                "code": refused.code if refused else "",
                "trail_entry": entry,
                "counts": {name: asdict(count) for name, count in made.counts.items()},
                "issues": [issue.as_dict() for issue in made.issues],
            }
            self.stdout.write(json.dumps(result, ensure_ascii=False))
            return
        for name, count in made.counts.items():
            self.stdout.write(
                _(
                    "%(sheet)s: %(rows)s rows, %(new)s new, %(changed)s changed, "
                    "%(unchanged)s as on record, %(repeated)s twice in the file, %(left_out)s left "
                    "out, %(wrong)s wrong, %(waiting)s waiting for a correction"
                )
                % {"sheet": name, **asdict(count)}
            )
        for issue in made.issues[:_SHOWN]:
            place = " ".join(part for part in (issue.sheet, issue.cell, issue.column) if part)
            self.stdout.write(f"{_LEVELS[issue.level]}: {place}: {issue.message}")
        if len(made.issues) > _SHOWN:
            more = len(made.issues) - _SHOWN
            self.stdout.write(_("... and %s more (--json lists all).") % more)
        if refused:
            self.stderr.write(str(refused))
        elif entry is not None:
            self.stdout.write(_("Imported; entry %s of the audit trail.") % entry)
        else:
            self.stdout.write(_("Nothing was stored."))
