"""What goes out and comes in at a consultation: the bodies, the letters, the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.files.base import File

from workflow_engine.base.messages import Wording


@dataclass(frozen=True)
class Asked:
    """A body that the article has asked.

    `each`: it is asked about every candidate. `optional`: the article leaves it to the officer
    whether it is asked; an answer of one that was asked is waited for.
    """

    code: str
    title: Wording
    each: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Letter:
    """The letter by which one body is asked, or asked again."""

    body: str
    number: str
    dated_on: date
    addressee: str = ""


@dataclass(frozen=True)
class AskAct:
    """The letters that go out."""

    letters: tuple[Letter, ...]

    @property
    def asked_on(self) -> date | None:
        """The date of the last of these letters."""
        return max((each.dated_on for each in self.letters), default=None)

    @property
    def of_the_day(self) -> date | None:
        """The day of the act: that of the last letter."""
        return self.asked_on


@dataclass(frozen=True)
class RemindAct:
    """A letter that asks a body once more."""

    letter: Letter

    @property
    def of_the_day(self) -> date:
        """The day of the act: that of the letter."""
        return self.letter.dated_on


@dataclass(frozen=True)
class Answered:
    """What a body says on the matter, or on one candidate."""

    stance: str
    text: str = ""


@dataclass(frozen=True)
class AnswerAct:
    """The answer of one body: its letter, and what it says by candidate; None is the matter."""

    body: str
    number: str
    dated_on: date
    received_on: date
    signed_by: str
    answers: Mapping[int | None, Answered]
    file: File[bytes] | None = None

    @property
    def answered_on(self) -> date:
        """The day on which the answer was received."""
        return self.received_on

    @property
    def of_the_day(self) -> date:
        """The day of the act: that of the receipt."""
        return self.received_on


@dataclass(frozen=True)
class GoOnAct:
    """Nothing more is waited for: all is in, or the time that the law gives has run out."""

    reason: str = ""
