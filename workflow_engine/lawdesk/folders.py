"""What the jurist's commands share: the folder they are given, and how they refuse and print."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Never

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from rules.library import FOLDER

BAD_INPUT = 2


class InputError(ValueError):
    """What a command was given cannot be used; nothing was done."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def folder_of(given: str | None) -> Path:
    """Return the folder of the law that a command is to work on; raise InputError."""
    folder = Path(given).resolve() if given else FOLDER
    if not (folder / "instruments").is_dir() and not (folder / "instruments.yaml").is_file():
        raise InputError(
            "no-law",
            _(
                "%(folder)s is no folder of the law: it holds no instruments. "
                "Name a folder such as rules/law."
            )
            % {"folder": folder},
        )
    return folder


def refuse(
    command: BaseCommand, error: InputError, *, as_json: bool, status: int = BAD_INPUT
) -> Never:
    """Say why there is no answer, and exit."""
    message = printable(str(error))
    if as_json:
        told = {"error": {"code": error.code, "message": message}}
        command.stdout.write(json.dumps(told, ensure_ascii=False))
    else:
        command.stderr.write(message)
    sys.exit(status)


def printable(text: str) -> str:
    """Escape what a terminal would obey or could not show."""
    return "".join(each if each.isprintable() else repr(each)[1:-1] for each in text)
