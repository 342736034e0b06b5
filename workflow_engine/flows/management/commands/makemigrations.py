"""Django's command; a procedure that is still being written does not hold up the models."""

from typing import Any

from django.core.checks.registry import registry
from django.core.management.commands import makemigrations

from workflow_engine.flows.checks.drawings import DRAWINGS
from workflow_engine.flows.checks.procedures import PROCEDURES


class Command(makemigrations.Command):
    """Make migrations after all tagged checks but those of the procedures and their drawings.

    `migrate` runs every check: it puts an installation into service.
    """

    def get_check_kwargs(  # type: ignore[override] # Django takes any check's keywords
        self, options: dict[str, Any]
    ) -> dict[str, Any]:
        """Name the checks that models depend on."""
        return {"tags": sorted(registry.tags_available() - {PROCEDURES, DRAWINGS})}
