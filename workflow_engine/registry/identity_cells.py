"""Reading by what a person is known: the name, and the personal number."""

import re
from dataclasses import dataclass
from typing import Any

from workflow_engine.base.messages import message as _
from workflow_engine.registry.cells import CUT_NUMBER, CellError, Reading, Text, plain
from workflow_engine.registry.names import (
    address_before,
    degree_before,
    is_name,
    strange_letters,
    usual_capitals,
    written,
)


@dataclass(frozen=True)
class Name:
    """The name of a person."""

    most: int = 120

    def read(self, raw: Any) -> Reading:
        """Read a name: in the letters of its language, one in capitals as names are written."""
        given = Text(self.most).read(raw).value
        text = written(given)
        if not is_name(text):
            raise CellError(_("This is not a person's name: it may hold letters and spaces only."))
        if degree := degree_before(text):
            raise CellError(_("“%s” is a degree and no part of a name: take it out.") % degree)
        name = usual_capitals(text)
        if name != text:
            words = (
                _("The name in small letters is written “%s”.")
                if text == text.lower()
                else _("The name in capitals is written “%s”.")
            )
            return Reading(name, words % name)
        if text != given:
            words = _("“%(given)s” holds letters that only look right; it is written “%(read)s”.")
            return Reading(text, words % {"given": given, "read": text})
        if letters := strange_letters(text):
            words = _(
                "No name in Viet Nam is written with %(letters)s: does the paper say “%(name)s”?"
            )
            return Reading(text, words % {"letters": letters, "name": text})
        if address := address_before(text):
            words = _("“%s” may be a form of address: it is kept as a part of the name.")
            return Reading(text, words % address)
        return Reading(text)


@dataclass(frozen=True)
class PersonalNumber:
    """A personal number of 12 digits."""

    def read(self, raw: Any) -> Reading:
        """Read a number; the zeros that a spreadsheet takes from the front of one are put back."""
        numeric = isinstance(raw, int | float) and not isinstance(raw, bool)
        text = plain(raw)
        if CUT_NUMBER.fullmatch(text):
            words = _("The spreadsheet cut the number to %s: write all its digits anew, as text.")
            raise CellError(words % text)
        # A fraction or a negative number is none, and no digit of it may stand for another.
        digits = text if numeric else re.sub(r"[\s.\-']", "", text)
        if not digits.isascii() or not digits.isdigit():
            raise CellError(_("A personal number has 12 digits and nothing else."))
        if len(digits) == 12:
            return Reading(digits)
        if len(digits) == 9:
            raise CellError(
                _("This is an identity card number of 9 digits. Give the personal number of 12.")
            )
        # Codes of provinces begin with one zero or two: more cannot have been lost.
        if numeric and 10 <= len(digits) < 12:
            padded = digits.zfill(12)
            return Reading(
                padded,
                _("The spreadsheet dropped zeros from the front: %(given)s is read as %(read)s.")
                % {"given": digits, "read": padded},
            )
        raise CellError(
            _("A personal number has 12 digits; this one has %s. Write it into a cell for text.")
            % len(digits)
        )
