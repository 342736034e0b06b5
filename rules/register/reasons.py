"""The reasons of the register: why nothing in the law data cites a place, and what they name.

A reason is one of the closed list, a sentence of its own, or a name: of what carries the
place all the same, of the text that took its place, or of a procedure to come, which stands in
`law/register/procedures.yaml`. A name that stands for nothing is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import RootModel, model_validator

from rules import schema
from rules.definitions import Law
from rules.library import FOLDER
from rules.model import Validity
from rules.register.coverage import computes

PROJECT = FOLDER.parents[1]
SHORTEST = 30  # Letters of a sentence of its own: a word is no reason.
PART = re.compile(r"\b[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*\b")  # A condition that it names.
Listed = Literal[
    "definition",
    "scope",
    "principle",
    "organisation",
    "form",
    "money",
    "transition-over",
    "repeal",
    "force",
    "delegation",
    "other-subject",
    "not-at-hand",
]


class ReasonModel(schema.Strict):
    """Why nothing cites a place: exactly one of the ways to say so."""

    reason: Listed | None = None
    superseded_by: schema.Text | None = None
    later: schema.Text | None = None
    kept_by: schema.Text | None = None
    because: schema.WordsModel | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> ReasonModel:
        if len(self.model_fields_set) != 1:
            raise ValueError("give one of reason, superseded_by, later, kept_by, because")
        return self

    def text(self) -> str:
        """Return it in words."""
        if self.because:
            return self.because.en
        [(key, value)] = self.model_dump(exclude_unset=True).items()
        return str(value) if key == "reason" else f"{key.replace('_', ' ')} {value}"


class ProceduresModel(RootModel[dict[str, schema.Text]]):
    """The procedures to come: the name that reasons give, and the name in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Nameable:
    """What a reason can name: parts of the law, instruments, articles, procedures to come."""

    parts: frozenset[str]
    instruments: frozenset[str]
    articles: frozenset[tuple[str, str]]
    to_come: frozenset[str]

    @classmethod
    def of(
        cls, books: Law, articles: Iterable[tuple[str, str]], to_come: Iterable[str]
    ) -> Nameable:
        """Take the names of a law, the articles of the indexes and the procedures to come."""
        parts = {each.id for each in books.conditions} | {each.prefix for each in books.conditions}
        parts |= {each.id for each in books.ballots} | {each.id for each in books.schedules}
        parts |= books.figures.keys() | books.gates.keys() | books.facts.keys()
        return cls(
            frozenset(parts),
            frozenset(books.instruments),
            frozenset(articles),
            frozenset(to_come),
        )

    def faults(self, reason: ReasonModel) -> Iterator[str]:
        """Yield what a reason names that there is not, and a sentence that says too little."""
        for name in reason.kept_by.split(", ") if reason.kept_by else ():
            if not (name in self.parts or _in_a_file(name) or _computed(name)):
                yield f"there is no {name}, which is said to keep it"
        if reason.later and reason.later not in self.to_come:
            yield f"'{reason.later}' is not among the procedures to come"
        if reason.superseded_by:
            number, _, place = reason.superseded_by.partition(", art. ")
            if number not in self.instruments:
                yield f"the instrument '{number}' is not among the instruments"
            if place and (number, place) not in self.articles:
                yield f"the index of {number} has no article {place}"
        for words in (reason.because.vi, reason.because.en) if reason.because else ():
            if len(words) < SHORTEST or not words.endswith("."):
                yield f"'{words}' is no sentence that says why"
            for name in PART.findall(words):
                if name not in self.parts and not _in_a_file(name):
                    yield f"there is no {name}, which is said to ask it"


@dataclass(frozen=True, slots=True)
class Judged:
    """A text, and the gates that judge by it: no time that they judge is left to a later text."""

    books: Law
    instrument: str

    def faults(self, reason: ReasonModel) -> Iterator[str]:
        """Yield what is wrong with leaving a place to a later text: gates judge the time before."""
        later = self.books.instruments.get((reason.superseded_by or "").partition(", art. ")[0])
        begins = later.in_force.start if later and later.in_force else None
        gates = sorted(self._until(begins)) if begins else []
        if gates:
            yield (
                f"{', '.join(gates)} judge by {self.instrument} what it says until "
                f"{reason.superseded_by}: say what carries the place, or why nothing does"
            )

    def _until(self, day: date) -> Iterator[str]:
        """Yield the gates that ask an edition of the text on some day before a day."""
        by_it = [
            each for each in self.books.conditions if self.instrument == each.citation.instrument
        ]
        for gate in self.books.gates.values():
            asked = (each.in_force for each in by_it if each.prefix in gate.conditions)
            if any(_meet(gate.in_force, life, day) for life in asked):
                yield gate.name


def _meet(one: Validity, other: Validity, day: date) -> bool:
    """Tell whether two stretches of time have a day in common that comes before a day."""
    ends = [each.until for each in (one, other) if each.until] + [day]
    return max(one.start, other.start) < min(ends)


def _in_a_file(name: str) -> bool:
    """Tell whether a name is a file of the project, or `file.py:part` a function or class in it."""
    path, _, part = name.partition(":")
    file = PROJECT / path
    if not path.endswith(".py") or not file.is_file():
        return False
    defined = rf"^(?:def|class) {re.escape(part)}\b"
    return re.search(defined, file.read_text(encoding="utf-8"), re.MULTILINE) is not None


def _computed(name: str) -> bool:
    return name.startswith("compute.") and computes(name.removeprefix("compute."))
