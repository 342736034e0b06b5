"""Running a management command as the command line does."""

import io
import os
from contextlib import redirect_stderr, redirect_stdout
from unittest.mock import patch

from django.utils.translation import get_language, override

from workflow_engine.base.commands import Program

PROGRAM = "manage.py"


def run(name, *words, language=None):
    """Run a command; return its exit code, its output and its errors.

    Without a language it runs in the one that is active. The system checks are left out.
    """
    out, err = io.StringIO(), io.StringIO()
    given = [PROGRAM, name, *map(str, words)]
    asked = language or get_language()
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        override(asked),
        patch.dict(os.environ, LANGUAGE=asked),
    ):
        try:
            command = Program(given).fetch_command(name)
            if any("--skip-checks" in each.option_strings for each in options(command, name)):
                given.append("--skip-checks")
            command.run_from_argv(given)
        except SystemExit as stop:
            return stop.code or 0, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def options(command, name):
    """Return what a command can be given."""
    return command.create_parser(PROGRAM, name)._actions
