"""A list as plain text (CSV): in which encoding it is and what separates its columns."""

import csv
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO

from workflow_engine.base.messages import message as _
from workflow_engine.importing.errors import NotASpreadsheetError, TooManyRowsError
from workflow_engine.importing.old_letters import WESTERN, is_of_old_fonts
from workflow_engine.importing.ooxml import MOST_COLUMNS

_UTF8_MARK, _UTF16_MARKS = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (";", ",", "\t")
# How programs keep a spreadsheet from making a number of a text: ="079180001234".
_KEPT_TEXT = re.compile(r'="([^"]*)"')
_SAMPLE = 20_000
_MARKUP = (b"<html", b"<!doctype", b"<table", b"<?xml", b"{\\rtf", b"%pdf")


@dataclass(frozen=True)
class Table:
    """The lines of a file; `sure` is whether its encoding is beyond doubt.

    `broken_at` is the line in which a quotation mark stands that nothing closes; 0 where none does.
    """

    lines: list[list[str]]
    encoding: str
    sure: bool
    broken_at: int = 0


def is_plain(content: bytes) -> bool:
    """Whether a file is plain text, as far as its first bytes tell."""
    start = content[:4096]
    if not start.strip():
        return False
    if start.startswith(_UTF16_MARKS):
        return True
    return b"\0" not in start and not start.lstrip().lower().startswith((*_MARKUP, b"pk\x03\x04"))


def tables(content: bytes, *, most_rows: int) -> Iterator[Table]:
    """Yield the file as each separator would have it.

    Raises:
        NotASpreadsheetError: its letters or its lines cannot be read.
        TooManyRowsError: it has more lines than can be taken.
    """
    text, encoding, sure = _decoded(content)
    for separator in _SEPARATORS:
        lines: list[list[str]] = []
        broken_at = 0
        reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
        try:
            for line in reader:
                right = ["…"] if any(line[MOST_COLUMNS:]) else []
                lines.append([*map(_without_guard, line[:MOST_COLUMNS]), *right])
                if len(lines) > most_rows:
                    raise TooManyRowsError(most_rows)
        except csv.Error:
            broken_at = reader.line_num
        yield Table(lines, encoding, sure, broken_at)


def _without_guard(value: str) -> str:
    kept = _KEPT_TEXT.fullmatch(value.strip())
    return kept[1] if kept else value


def _decoded(content: bytes) -> tuple[str, str, bool]:
    encoding = "utf-8-sig" if content.startswith(_UTF8_MARK) else "utf-8"
    if content.startswith(_UTF16_MARKS):
        encoding = "utf-16"
    with suppress(UnicodeDecodeError):
        return content.decode(encoding), encoding, True
    # Interpretation: what is no UTF comes from an old Windows: in Windows-1258, or in the letters
    # of old fonts, which stand in the western table. What gives more Vietnamese words is taken.
    western = content.decode("latin-1").translate({ord(c): read for c, read in WESTERN.items()})
    try:
        text = unicodedata.normalize("NFC", content.decode("windows-1258"))
    except UnicodeDecodeError:
        text = ""
    if is_of_old_fonts(western[:_SAMPLE], text[:_SAMPLE]):
        return western, "windows-1252", False
    if text:
        return text, "windows-1258", False
    raise NotASpreadsheetError(_("a text file in an unknown encoding; save it as CSV UTF-8"))
