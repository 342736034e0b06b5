"""The words of the rules layer: outcome, month, citation, evidence, fact, special decision.

All are frozen, and turn into plain JSON values and back without loss.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, total_ordering
from typing import Any

Json = Any
Words = Mapping[str, str]


class Outcome(StrEnum):
    """What one condition came to. Only the first and the last let a candidate pass."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"

    @property
    def passes(self) -> bool:
        """Tell whether a candidate may go on with this outcome."""
        return self in (Outcome.MET, Outcome.NOT_APPLICABLE)


class Confidence(StrEnum):
    """How well the source of a provision is known."""

    SEEN = "seen"
    SECONDARY = "secondary"
    MEMORY = "memory"
    UNKNOWN = "unknown"

    @property
    def verified(self) -> bool:
        """Tell whether the text itself was read."""
        return self is Confidence.SEEN


@total_ordering
@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month, written 2026-08."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.year <= 9999 and 1 <= self.month <= 12):
            raise ValueError(f"there is no month {self.year}-{self.month}")

    @classmethod
    def of(cls, day: date) -> Month:
        """Return the month in which a day lies."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read a month from its written form."""
        if not re.fullmatch(r"\d{4}-\d{2}", text):
            raise ValueError(f"{text!r} is not a month of the form 2026-08")
        return cls(int(text[:4]), int(text[5:]))

    def plus(self, months: int) -> Month:
        """Return the month so many months later."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def months_until(self, other: Month) -> int:
        """Count the months from this one to another; negative when the other is earlier."""
        return (other.year - self.year) * 12 + other.month - self.month

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Month):
            return NotImplemented
        return (self.year, self.month) < (other.year, other.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


Value = bool | int | str | date | Month | frozenset[str]


def to_json(value: Value | None) -> Json:
    """Return the plain JSON form of a value."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(value)
    return value


# The places in an instrument, in the order in which each language says them.
_PARTS_VI = {"point": "điểm", "clause": "khoản", "article": "Điều", "section": "mục"}
_PARTS_EN = {"article": "art.", "clause": "cl.", "point": "pt.", "section": "section"}
_NO_ARTICLE = {"vi": "chưa xác định được điều", "en": "article not established"}


@dataclass(frozen=True)
class Citation:
    """Where a provision stands: instrument, article, clause, point, and what amended it."""

    instrument: str
    instrument_name: Words
    article: str = ""
    clause: str = ""
    point: str = ""
    section: str = ""
    amended_by: str = ""
    amending_name: Words = field(default_factory=dict)
    article_of_amendment: str = ""

    @property
    def article_known(self) -> bool:
        """Tell whether the place in the instrument is established."""
        return bool(self.article or self.section)

    def text(self, lang: str = "vi") -> str:
        """Return the citation in words."""
        return "".join(words for _name, words in self.parts(lang))

    def parts(self, lang: str = "vi") -> tuple[tuple[str, str], ...]:
        """Return what `text` says part by part, in the order of the language.

        Each is the name of the part (point, clause, article, section, instrument, amended_by) and
        its words, with what stands between them and the next part.
        """
        said = _PARTS_VI if lang == "vi" else _PARTS_EN
        place = [
            (name, f"{word} {getattr(self, name)} ")
            for name, word in said.items()
            if getattr(self, name)
        ]
        instrument = self.instrument_name[lang]
        if place and lang != "vi":
            instrument = f"of {instrument}"
        if not self.article_known:
            instrument += (
                " (chưa xác định được điều)" if lang == "vi" else " (article not established)"
            )
        if not self.amended_by:
            return (*place, ("instrument", instrument))
        return (*place, ("instrument", f"{instrument}, "), ("amended_by", self._amendment(lang)))

    def _amendment(self, lang: str) -> str:
        article = self.article_of_amendment
        if lang == "vi":
            by = f"Điều {article} " if article else ""
            return f"được sửa đổi bởi {by}{self.amending_name['vi']}"
        by = f"art. {article} of " if article else ""
        return f"as amended by {by}{self.amending_name['en']}"

    @cached_property
    def record(self) -> dict[str, Json]:
        """Return the citation as JSON values that are made once: only to be read."""
        return {
            "instrument": self.instrument,
            "instrument_name": dict(self.instrument_name),
            "article": self.article,
            "clause": self.clause,
            "point": self.point,
            "section": self.section,
            "amended_by": self.amended_by,
            "amending_name": dict(self.amending_name),
            "article_of_amendment": self.article_of_amendment,
            "text": {"vi": self.text("vi"), "en": self.text("en")},
        }

    def as_dict(self) -> dict[str, Json]:
        """Return the citation as plain JSON values, its words included."""
        record = self.record
        parts = {key: dict(record[key]) for key in ("instrument_name", "amending_name", "text")}
        return {**record, **parts}

    @classmethod
    def from_dict(cls, record: Mapping[str, Json]) -> Citation:
        """Read a citation back from its dictionary."""
        return cls(**{key: value for key, value in record.items() if key != "text"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """The record that establishes a fact: its kind, its reference, its date, a few words."""

    record: str
    ref: str = ""
    dated_on: date | None = None
    note: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Json]:
        """Return the evidence as plain JSON values."""
        return {
            "record": self.record,
            "ref": self.ref,
            "dated_on": self.dated_on.isoformat() if self.dated_on else None,
            "note": dict(sorted(self.note.items())),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Json]) -> Evidence:
        """Read evidence back from its dictionary."""
        dated_on = date.fromisoformat(record["dated_on"]) if record["dated_on"] else None
        return cls(record["record"], record["ref"], dated_on, dict(record["note"]))


@dataclass(frozen=True, slots=True)
class Fact:
    """One typed thing that is known of a person or a post, or None where it is not known."""

    name: str
    value: Value | None
    evidence: tuple[Evidence, ...] = ()

    @property
    def known(self) -> bool:
        """Tell whether the fact has a value."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class SpecialDecision:
    """A decision that the law allows a named authority to take in place of a condition."""

    condition: str
    authority: str
    number: str
    decided_on: date
    document: str

    def as_dict(self) -> dict[str, Json]:
        """Return the decision as plain JSON values."""
        return {
            "condition": self.condition,
            "authority": self.authority,
            "number": self.number,
            "decided_on": self.decided_on.isoformat(),
            "document": self.document,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Json]) -> SpecialDecision:
        """Read a special decision back from its dictionary."""
        return cls(**{**record, "decided_on": date.fromisoformat(record["decided_on"])})


@dataclass(frozen=True, slots=True)
class CountProblem:
    """Something in a count that cannot be right, in both languages."""

    code: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Validity:
    """A half-open stretch of time: from the first day, until the day on which it has ended."""

    start: date
    until: date | None = None

    def covers(self, on: date) -> bool:
        """Tell whether a day lies in it."""
        return self.start <= on and (self.until is None or on < self.until)

    @property
    def last(self) -> date | None:
        """Return its last day; None while it has no end."""
        return None if self.until is None else self.until - timedelta(days=1)

    def overlaps(self, other: Validity) -> bool:
        """Tell whether the two have a day in common."""
        return (self.until is None or other.start < self.until) and (
            other.until is None or self.start < other.until
        )

    def nearest(self, on: date) -> date:
        """Return the day in it that is nearest to a day."""
        return max(self.start, min(on, self.last or on))
