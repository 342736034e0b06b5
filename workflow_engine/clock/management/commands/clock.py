"""Run the worker that opens duties on their days."""

import signal
import socket
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from workflow_engine.base.commands import whole_number
from workflow_engine.clock.worker import serve


class Command(BaseCommand):
    """Run a worker of the clock until it is told to stop."""

    help = (
        "Opens every duty on its day, and closes what is none any more: ends of terms, notices, "
        "retirements. `make run` starts one by itself. In a city run one or more as services, "
        "each under a name that it keeps: what it left it takes up when it starts again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of the worker and how often it looks."""
        parser.add_argument(
            "--name",
            default=socket.gethostname(),
            help="The worker's lasting name (default: host).",
        )
        parser.add_argument(
            "--every", type=whole_number(1), default=900, help="Seconds between two looks (900)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until SIGTERM or Ctrl+C."""
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        serve(options["name"], every=options["every"], stop=stop)
