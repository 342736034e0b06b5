"""Reading one cell: what people type into a spreadsheet, and what it can only mean.

A reader returns the value and, where another reading was possible, the words that somebody has to
accept. What has no single meaning is refused: `CellError` says what to do.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from workflow_engine.base.messages import message as _
from workflow_engine.registry.bounds import EARLIEST, LATEST, out_of_range
from workflow_engine.registry.names import normalised, search_key

# Days since 30/12/1899 as a workbook counts them: from 1919 to the end of 2099.
_SERIALS = range(7000, 73051)
YEARS = range(1900, 2101)
_ERRORS = {
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#GETTING_DATA",
}
_TIMED = re.compile(
    r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})[T ,]+\d{1,2}[:h]\d{2}.*|"
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})[T ]\d{1,2}:\d{2}.*"
)
CUT_NUMBER = re.compile(r"-?\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_MOST_DIGITS = 15
_PLAIN_FORMATS = {"", "General", "@", "0", "#"}
_BETWEEN = r"(?:\s*[/.\-]\s*|\s)"
DAY_FIRST = re.compile(rf"(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{4}})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
_IN_WORDS = re.compile(r"(?:ngay)?(\d{1,2})thang(\d{1,2})nam(\d{4})")
_MONTH = re.compile(rf"(?:thang\s*)?(\d{{1,2}})(?:{_BETWEEN}|\s+nam\s+)(\d{{4}})")
_YEAR = re.compile(r"(?:nam\s*)?(\d{4})")
_SHORT_YEAR = re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}")
# Signs without a width, and those that say that text runs as it does anyway, to the right.
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202a\u202c\u2066\u2069")
)


class CellError(Exception):
    """A cell that cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class Reading:
    """What a cell says, the reading that has to be accepted, and the fields that go with it.

    `read_as` is the usual word for the value, where the cell says it by another: it is told.
    """

    value: Any
    to_accept: str = ""
    also: Mapping[str, Any] = field(default_factory=dict)
    read_as: str = ""


def plain(raw: Any) -> str:
    """Return the text of a cell: NFC, no invisible characters, single spaces, none around it."""
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, datetime):
        raw = f"{raw:%d/%m/%Y}"
    text = str(raw).translate(_INVISIBLE)
    if text.strip() in _ERRORS:
        raise CellError(_("The cell holds an error of the spreadsheet (%s). Correct it.") % text)
    for sign in text:
        if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Cn") and sign not in "\t\n\r":
            words = _("The text holds a sign that no paper has (%s). Type it again.")
            raise CellError(words % f"U+{ord(sign):04X}")
    return normalised(text)


def key(text: Any) -> str:
    """Return by what headers, sheets and words of a list are compared: letters and digits only."""
    return "".join(c for c in search_key(str(text or "")) if c.isalnum())


def typed(raw: Any, shown: str = "") -> str:
    """Return the text of a cell in a column of text; what was made of a text is refused.

    A spreadsheet makes a date of 5/2023, a number of 12.10 and a truth value of TRUE, and rounds a
    long number: what was typed can no longer be told. `shown` is the number format of the cell.
    """
    made = ""
    if isinstance(raw, bool):
        made = _("the truth value %s") % str(raw).upper()
    elif isinstance(raw, date | datetime):
        made = _("the date %(day)s (perhaps %(other)s was meant)") % {
            "day": f"{raw:%d/%m/%Y}",
            "other": f"{raw.month}/{raw.year}",
        }
    elif isinstance(raw, time | timedelta):
        made = _("the time %s") % raw
    elif isinstance(raw, float) and not raw.is_integer():
        made = _("the fraction %s (zeros at its end are lost)") % raw
    elif isinstance(raw, int | float) and abs(raw) >= 10**_MOST_DIGITS:
        made = _("a number of more than 15 digits, which is rounded")
    elif isinstance(raw, int | float) and shown not in _PLAIN_FORMATS:
        made = _("the number %(number)s, shown in the format “%(shown)s”") % {
            "number": int(raw),
            "shown": shown,
        }
    elif isinstance(raw, str) and CUT_NUMBER.fullmatch(raw.strip()):
        made = _("the shortened number %s") % raw.strip()
    if made:
        raise CellError(
            _("The spreadsheet holds %s here, not a text. Write it into a cell for text.") % made
        )
    return plain(raw)


@dataclass(frozen=True)
class Text:
    """A line of text."""

    most: int

    def read(self, raw: Any, shown: str = "") -> Reading:
        """Read a line."""
        text = typed(raw, shown)
        if len(text) > self.most:
            raise CellError(
                _("The text has %(length)s characters; at most %(most)s can be kept.")
                % {"length": len(text), "most": self.most}
            )
        return Reading(text)


@dataclass(frozen=True)
class Whole:
    """A whole number."""

    least: int
    most: int

    def read(self, raw: Any) -> Reading:
        """Read a number, which may stand as text."""
        text = plain(raw)
        if not re.fullmatch(r"-?[0-9]{1,9}", text):
            raise CellError(_("A whole number is needed here."))
        number = int(text)
        if not self.least <= number <= self.most:
            raise CellError(
                _("The number has to lie between %(least)s and %(most)s.")
                % {"least": self.least, "most": self.most}
            )
        return Reading(number)


@dataclass(frozen=True)
class YesNo:
    """Yes or no, in the words that people use."""

    yes = frozenset({"co", "x", "yes", "y", "true", "1", "dung", "dat", "r", "v"})
    no = frozenset({"khong", "no", "n", "false", "0", "sai", "khongdat", "k"})

    def word(self, value: Any) -> str:
        """Return the usual word for a value."""
        return "Có" if value else "Không"

    def read(self, raw: Any) -> Reading:
        """Read yes or no."""
        if isinstance(raw, bool):
            return self._as(raw, "")
        text = plain(raw)
        word = key(text)
        if word in self.yes or text in ("✓", "✔", "☑"):
            return self._as(True, word)
        if word in self.no:
            return self._as(False, word)
        raise CellError(_("Write “Có” or “Không”."))

    def _as(self, value: bool, given: str) -> Reading:
        word = self.word(value)
        return Reading(value, read_as="" if key(word) == given else word)


@dataclass(frozen=True)
class OneOf:
    """One of a list: `words` maps what is written, as `key` has it, to the value."""

    words: Mapping[str, Any]
    shown: tuple[str, ...]

    def word(self, value: Any) -> str:
        """Return the usual word for a value; empty where there is none."""
        return next((word for word in self.shown if self.words[key(word)] == value), "")

    def read(self, raw: Any) -> Reading:
        """Read an entry of the list, with or without marks."""
        given = key(typed(raw))
        value = self.words.get(given)
        if value is None:
            shown = "; ".join(self.shown[:12]) + ("; …" if len(self.shown) > 12 else "")
            raise CellError(
                _("“%(given)s” is none of: %(shown)s.") % {"given": _cut(raw), "shown": shown}
            )
        word = self.word(value)
        return Reading(value, read_as="" if key(word) == given else word)


@dataclass(frozen=True)
class Known:
    """Something that the registry holds, named by its code."""

    found: Mapping[str, Any]
    what: str

    def read(self, raw: Any) -> Reading:
        """Read a code, or a name that only one has."""
        value = self.found.get(key(typed(raw)))
        if value is None:
            raise CellError(
                _(
                    "The registry has no %(what)s “%(given)s”. "
                    "Take the code from the sheet “Danh mục”."
                )
                % {"what": self.what, "given": _cut(raw)}
            )
        return Reading(value)


@dataclass(frozen=True)
class Day:
    """A date, day first.

    `open_month` says what a month without a day is read as: the first of it, the last of it, or
    nothing (refused). Interpretation: a post held from a month is held from its first day; a degree
    of a month or a year is of its last day, the reading that favours nobody.
    """

    open_month: str = ""
    earliest: date = EARLIEST

    def read(self, raw: Any) -> Reading:
        """Read a date in the ways that people write one."""
        if isinstance(raw, bool):
            raise not_a_date(raw)
        if isinstance(raw, datetime) and raw.time() != time():
            raise CellError(_timed(raw.date(), f"{raw:%H:%M}"))
        if isinstance(raw, date):
            return Reading(within(_stored(raw), self.earliest))
        if isinstance(raw, int | float):
            return self._number(raw)
        return self._text(plain(raw))

    def _number(self, number: float) -> Reading:
        if number in YEARS:
            return self._open(int(number), None)
        if isfinite(number) and abs(number) < 10**9 and int(number) in _SERIALS:
            day = within(date(1899, 12, 30) + timedelta(days=int(number)), self.earliest)
            if round(number % 1 * 86400) not in (0, 86400):
                raise CellError(_timed(day, f"{number % 1:.3f}"))
            words = _("The number %(number)s is read as the date %(day)s.")
            return Reading(day, words % {"number": int(number), "day": f"{day:%d/%m/%Y}"})
        raise not_a_date(number)

    def _text(self, text: str) -> Reading:
        given = DAY_FIRST.fullmatch(text) or _IN_WORDS.fullmatch(key(text))
        if given:
            return Reading(within(_day(text, *map(int, given.groups())), self.earliest))
        if given := _ISO_DAY.fullmatch(text):
            year, month, day = map(int, given.groups())
            return Reading(within(_day(text, day, month, year), self.earliest))
        if given := _MONTH.fullmatch(search_key(text)):
            return self._open(int(given[2]), int(given[1]))
        if given := _YEAR.fullmatch(search_key(text)):
            return self._open(int(given[1]), None)
        if given := _TIMED.fullmatch(text):
            if given["year"]:
                timed = _day(text, int(given["day"]), int(given["month"]), int(given["year"]))
            else:
                timed = _day(text, int(given[1]), int(given[2]), int(given[3]))
            raise CellError(_timed(timed, text))
        if _SHORT_YEAR.fullmatch(text):
            raise CellError(_("Write the year with four digits: “%s” has two.") % text)
        raise not_a_date(text)

    def _open(self, year: int, month: int | None) -> Reading:
        if month is not None and not 1 <= month <= 12:
            raise not_a_date(f"{month}/{year}")
        if self.open_month == "first" and month is not None:
            day = within(date(year, month, 1), self.earliest)
            words = _("The month %(given)s is read as its first day, %(day)s.")
        elif self.open_month == "last":
            last = month or 12
            day = within(date(year, last, monthrange(year, last)[1]), self.earliest)
            words = _("%(given)s has no day and is read as its last one, %(day)s.")
        else:
            given = f"{month:02}/{year}" if month else str(year)
            raise CellError(
                _(
                    "The date needs its day, month and year: dd/mm/yyyy. Only %s is given: take "
                    "the full date from the papers."
                )
                % given
            )
        given = f"{month:02}/{year}" if month else str(year)
        return Reading(day, words % {"given": given, "day": f"{day:%d/%m/%Y}"})


def _day(text: str, day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        words = _("There is no day “%s” in the calendar: check the day and the month.")
        raise CellError(words % _cut(text)) from None


def _stored(day: date) -> date:
    """Return a date that a cell stores as one.

    A small number in the format of a date was no date when it was typed: 1975 shows as 28/05/1905.
    """
    if isinstance(day, datetime):
        day = day.date()
    number = (day - date(1899, 12, 30)).days
    if number < _SERIALS.start:
        raise CellError(
            _(
                "The cell holds the number %(number)s, shown as %(day)s. Write day/month/year into "
                "a cell for text."
            )
            % {"number": number, "day": f"{day:%d/%m/%Y}"}
        )
    return day


def _timed(day: date, given: str) -> str:
    following = day + timedelta(days=1) if day < LATEST else day
    return _(
        "The date has a time of day (%(given)s) and may mean %(day)s or %(next)s. Write the date "
        "alone."
    ) % {"given": given[:40], "day": f"{day:%d/%m/%Y}", "next": f"{following:%d/%m/%Y}"}


def within(day: date, earliest: date = EARLIEST) -> date:
    """Return a date that can be one; refuse one that cannot.

    Raises:
        CellError: it lies before `earliest`, or too far ahead.
    """
    if words := out_of_range(day, earliest):
        raise CellError(words)
    return day


def not_a_date(raw: Any) -> CellError:
    """Return the refusal of what is no date."""
    words = _("“%s” is not a date. Write day/month/year, for example 05/09/2026.")
    return CellError(words % _cut(raw))


def _cut(raw: Any) -> str:
    text = str(raw)
    return text if len(text) <= 60 else f"{text[:60]}…"
