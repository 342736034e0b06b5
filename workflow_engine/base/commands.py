"""The management commands as one program: what they are given, and how they refuse it.

`manage.py` runs `main`. Whatever a command cannot use it refuses by raising `InputError`, or
Django's `CommandError`; the program says it in the language of whoever asks, on the error output,
or as JSON where `--json` is given. So it is with what argparse refuses.

Exit codes: 0 is well, `FOUND` says that what was looked for is there, `BAD_INPUT` that what was
given cannot be used and nothing was done.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Never

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import ManagementUtility, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser, SystemCheckError
from django.db import DatabaseError, connections
from django.db.migrations.exceptions import InconsistentMigrationHistory
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workflow_engine.base import outage
from workflow_engine.base.outage import Outage

FOUND = outage.FOUND
BAD_INPUT = outage.BAD_INPUT


class NoAnswerError(CommandError):
    """A command has no answer to give. `code` says to a program why."""

    status = FOUND

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message, returncode=self.status)


class InputError(NoAnswerError):
    """What a command was given cannot be used; nothing was done."""

    status = BAD_INPUT


def day(text: str) -> date:
    """Read a day that a command is given; raise InputError."""
    try:
        if is_day(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise InputError(
        "bad-date",
        _("“%(text)s” is not a date. Write it as YYYY-MM-DD, for example 2026-08-01.")
        % {"text": text},
    )


def is_day(text: str) -> bool:
    """Tell whether a text is written as a day is, though there may be no such day."""
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) is not None


def whole_number(least: int) -> Callable[[str], int]:
    """Return what reads a number that a command is given; it raises InputError."""

    def read(text: str) -> int:
        if re.fullmatch(r"\d{1,9}", text, re.ASCII) and int(text) >= least:
            return int(text)
        message = _("“%(text)s” is not a whole number of %(least)s or more. Write it in digits.")
        raise InputError("bad-number", message % {"text": text, "least": least})

    return read


def file_given(text: str) -> Path:
    """Return the path of a file that is there; raise InputError."""
    if Path(text).is_file():
        return Path(text)
    message = _("There is no file “%(file)s”. Check the name and the folder.")
    raise InputError("no-file", message % {"file": text})


def folder_given(text: str) -> Path:
    """Return the path of a folder that is there; raise InputError."""
    if Path(text).is_dir():
        return Path(text)
    message = _("There is no folder “%(folder)s”. Check the name and where it stands.")
    raise InputError("no-folder", message % {"folder": text})


def write_file(path: Path, content: bytes) -> None:
    """Write a file that a command is asked for; raise InputError where it cannot be written."""
    try:
        path.write_bytes(content)
    except OSError as error:
        message = _("The file %(file)s cannot be written: %(reason)s.")
        words = {"file": path, "reason": error.strerror or str(error)}
        raise InputError("unwritable-file", message % words) from None


def printable(text: str) -> str:
    """Escape what a terminal would obey or could not show."""
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)


def main(argv: Sequence[str]) -> None:
    """Run the command that is named, and exit by its code."""
    try:
        Program(list(argv)).execute()
    except ImproperlyConfigured as error:
        if "--traceback" in argv:
            raise
        _tell(outage.of_settings(error), as_json="--json" in argv)
    finally:
        if settings.configured:
            connections.close_all()


class Program(ManagementUtility):
    """Every command, of the project and of the libraries; what they refuse is said alike."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        """Return a command, in the language of whoever asks.

        One that there is not is refused, and the nearest named.
        """
        translation.activate(_language())
        known = get_commands()
        if subcommand not in known:
            settings.INSTALLED_APPS  # noqa: B018  raises where the settings cannot be read
            message = _("There is no command “%(command)s”.") % {"command": subcommand}
            if near := get_close_matches(subcommand, known, n=1):
                message += " " + _("Did you mean: %(names)s?") % {"names": near[0]}
            message += " " + _("%(program)s help lists them.") % {"program": self.prog_name}
            sys.stderr.write(printable(message) + "\n")
            sys.exit(BAD_INPUT)
        command = super().fetch_command(subcommand)
        # One that reads its arguments by itself is left alone (`test` does).
        return _Told(command) if _reads_as_all_do(command) else command


class _Told(BaseCommand):
    """A command whose refusals the program says."""

    def __init__(self, command: BaseCommand) -> None:
        super().__init__()
        self._command = command

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Return the parser of the command."""
        return self._command.create_parser(prog_name, subcommand, **kwargs)

    def run_from_argv(self, argv: list[str]) -> None:
        """Run the command as the command line does, and say what it refuses."""
        _run(self._command, argv)


def _reads_as_all_do(command: BaseCommand) -> bool:
    return type(command).run_from_argv is BaseCommand.run_from_argv


def _language() -> str:
    """Return the language that the environment asks for by LANGUAGE, else that of the settings."""
    asked = os.environ.get("LANGUAGE", "").partition(":")[0].partition("_")[0].lower()
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _run(command: BaseCommand, argv: Sequence[str]) -> None:
    program, name, *given = argv
    parser = command.create_parser(program, name)
    try:
        try:
            with _argparse_in_our_language():
                options = vars(parser.parse_args(given))
        except InputError:
            raise
        except CommandError as error:
            raise InputError("bad-argument", _of_argparse(parser.prog, error)) from None
        command.execute(*options.pop("args", ()), **options)
    except CommandError as error:
        if "--traceback" in given:
            raise
        _refuse(command, error, as_json="--json" in given)
    except (DatabaseError, InconsistentMigrationHistory) as error:
        found = outage.of_database(error)
        if found is None or "--traceback" in given:
            raise
        _tell(found, as_json="--json" in given)


def _of_argparse(program: str, error: CommandError) -> str:
    """Return what argparse refused, and where every argument is listed."""
    message = f"{program}: {str(error).removeprefix('Error: ')}"
    help_ = _("%(program)s --help lists every argument.") % {"program": program}
    return f"{message}. {help_}"


def _refuse(command: BaseCommand, error: CommandError, *, as_json: bool) -> Never:
    """Say why there is no answer, and exit."""
    if isinstance(error, SystemCheckError) and not as_json:  # many lines, in colours of its own
        command.stderr.write(str(error), lambda text: text)
        sys.exit(error.returncode)
    code = error.code if isinstance(error, NoAnswerError) else "refused"
    _tell(Outage(code, error.returncode, str(error)), as_json=as_json)


def _tell(found: Outage, *, as_json: bool) -> Never:
    """Say why there is no answer: one line of JSON to a program, the message to a person."""
    message = "\n".join(printable(line) for line in found.message.splitlines())
    if as_json:
        told = {"error": {"code": found.code, "message": message}}
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(message + "\n")
    sys.exit(found.status)


@contextmanager
def _argparse_in_our_language() -> Iterator[None]:
    """Have argparse find its messages in the catalogue of the project.

    It looks them up by these two names; those of Python know no catalogue of Django.
    """
    names = vars(argparse)
    kept = {name: names[name] for name in ("_", "ngettext")}
    names.update(_=_, ngettext=ngettext)
    try:
        yield
    finally:
        names.update(kept)
