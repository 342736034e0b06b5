"""Lay out the drawings of the procedures and store each beside its flow."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from workflow_engine.base.commands import NoAnswerError
from workflow_engine.flows.checks.procedures import PROCEDURES
from workflow_engine.flows.drawing import bpmn
from workflow_engine.flows.flow import procedures


class Command(BaseCommand):
    """Write processes/**/<procedure>.bpmn; needs Node and the packages of package.json."""

    # Not those of the drawings: a drawing that is not there yet is what it makes.
    requires_system_checks = (PROCEDURES,)
    help = "Lay out the drawing of every procedure (needs Node; run it after a change of a flow)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the path of Node."""
        parser.add_argument("--node", default="node", help="the program that runs the layout")

    def handle(self, *args: Any, **options: Any) -> None:
        """Lay out each procedure."""
        for flow in procedures():
            try:
                drawn = bpmn.lay_out(bpmn.skeleton(flow), node=options["node"])
            except bpmn.LayoutError as error:
                raise NoAnswerError(error.code, f"{flow.__name__}: {error}") from error
            bpmn.path_of(flow).write_text(drawn, encoding="utf-8")
            self.stdout.write(
                _("%(file)s: %(parts)s parts laid out.")
                % {"file": bpmn.path_of(flow).name, "parts": len(bpmn.parts(drawn))}
            )
