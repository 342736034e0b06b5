"""Make the accounts of the made-up department and print how to sign in."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from workflow_engine.access.roles import name_of
from workflow_engine.sample import accounts as sample
from workflow_engine.sample.city import NotASampleDatabaseError


class Command(BaseCommand):
    """Make accounts for the made-up department."""

    help = (
        "Makes one account for each role of the made-up department and prints their names and the "
        "password, which belongs to this installation alone. Makes none on a database with people "
        "who are not made up."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --json."""
        parser.add_argument("--json", action="store_true", help="Print the accounts as JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what is missing and print all."""
        try:
            accounts = sample.ensure()
        except NotASampleDatabaseError:
            accounts = []
        if options["json"]:
            word = sample.password() if accounts else ""
            listed = [asdict(account) for account in accounts]
            self.stdout.write(
                json.dumps({"password": word, "accounts": listed}, ensure_ascii=False)
            )
        elif accounts:
            self._print(accounts)
        else:
            self.stdout.write(_("No accounts were made: this is not a database of the sample."))

    def _print(self, accounts: list[sample.SampleAccount]) -> None:
        self.stdout.write(_("Accounts of the made-up department:"))
        for account in accounts:
            roles = ", ".join(f"{name_of(held.role)} · {held.unit_name}" for held in account.roles)
            self.stdout.write(f"  {account.username:<12} {account.name:<22} {roles}")
        self.stdout.write(_("Password of all: %s") % sample.password())
