"""The words of the rules layer: citation, fact, special decision, finding, verdict.

All are frozen. A verdict turns into plain JSON values and back without loss, and the same
verdict always gives the same JSON, so that it can be recorded, compared and replayed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property, total_ordering
from types import MappingProxyType
from typing import Any

# The form in which a verdict is written; records of every form are read and replayed.
# 1: without `nearest` and `decided_by`, which was then the governing date.
# 2: without `reading`, for nothing in the law had been corrected yet.
FORMAT = 3
FORMATS = (1, 2, FORMAT)

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
        if lang == "vi":
            parts = [
                f"điểm {self.point}" if self.point else "",
                f"khoản {self.clause}" if self.clause else "",
                f"Điều {self.article}" if self.article else "",
                f"mục {self.section}" if self.section else "",
                self.instrument_name["vi"],
            ]
            words = " ".join(part for part in parts if part)
            if not self.article_known:
                words += " (chưa xác định được điều)"
            if self.amended_by:
                by = f"Điều {self.article_of_amendment} " if self.article_of_amendment else ""
                words += f", được sửa đổi bởi {by}{self.amending_name['vi']}"
            return words
        parts = [
            f"art. {self.article}" if self.article else "",
            f"cl. {self.clause}" if self.clause else "",
            f"pt. {self.point}" if self.point else "",
            f"section {self.section}" if self.section else "",
        ]
        place = " ".join(part for part in parts if part)
        words = f"{place} of {self.instrument_name['en']}" if place else self.instrument_name["en"]
        if not self.article_known:
            words += " (article not established)"
        if self.amended_by:
            by = f"art. {self.article_of_amendment} of " if self.article_of_amendment else ""
            words += f", as amended by {by}{self.amending_name['en']}"
        return words

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
class Nearest:
    """The smallest change of facts that would meet a condition that is not met.

    `changes` are facts with the values that they would have, in their JSON form; it is empty where
    none was found. `decision_by` are the authorities whose special decision could lift it.
    """

    changes: tuple[tuple[str, Json], ...]
    decision_by: tuple[str, ...]
    sentence: Words

    def as_dict(self) -> dict[str, Json]:
        """Return it as plain JSON values."""
        return {
            "changes": [{"fact": name, "value": value} for name, value in self.changes],
            "decision_by": list(self.decision_by),
            "sentence": dict(self.sentence),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Json]) -> Nearest:
        """Read it back from its dictionary."""
        changes = tuple((change["fact"], change["value"]) for change in record["changes"])
        return cls(changes, tuple(record["decision_by"]), dict(record["sentence"]))


@dataclass(frozen=True, slots=True)
class Finding:
    """What one condition came to for one person on one date, and why."""

    condition: str
    edition_from: date
    outcome: Outcome
    title: Words
    citation: Citation
    confidence: Confidence
    sentence: Words
    missing: tuple[str, ...] = ()
    lifted_by: SpecialDecision | None = None
    note: Words = field(default_factory=dict)
    explanation: Mapping[str, Json] = field(default_factory=dict)
    nearest: Nearest | None = None

    @property
    def blocking(self) -> bool:
        """Tell whether this finding stops the candidate."""
        return not self.outcome.passes

    @property
    def verified(self) -> bool:
        """Tell whether the text of the provision was read."""
        return self.confidence.verified

    def record(self, written: int = FORMAT) -> dict[str, Json]:
        """Return the finding as JSON values that it shares with the law: only to be read."""
        record = {
            "condition": self.condition,
            "edition_from": self.edition_from.isoformat(),
            "outcome": self.outcome.value,
            "title": self.title,
            "citation": self.citation.record,
            "confidence": self.confidence.value,
            "sentence": self.sentence,
            "missing": list(self.missing),
            "lifted_by": self.lifted_by.as_dict() if self.lifted_by else None,
            "note": self.note,
            "explanation": self.explanation,
        }
        if written != 1:
            record["nearest"] = self.nearest.as_dict() if self.nearest else None
        return record

    def as_dict(self, written: int = FORMAT) -> dict[str, Json]:
        """Return the finding as plain JSON values of its own."""
        own = {
            "title": dict(self.title),
            "citation": self.citation.as_dict(),
            "sentence": dict(self.sentence),
            "note": dict(self.note),
        }
        return {**self.record(written), **own}

    @classmethod
    def from_dict(cls, record: Mapping[str, Json]) -> Finding:
        """Read a finding back from its dictionary."""
        lifted, nearest = record["lifted_by"], record.get("nearest")
        return cls(
            condition=record["condition"],
            edition_from=date.fromisoformat(record["edition_from"]),
            outcome=Outcome(record["outcome"]),
            title=dict(record["title"]),
            citation=Citation.from_dict(record["citation"]),
            confidence=Confidence(record["confidence"]),
            sentence=dict(record["sentence"]),
            missing=tuple(record["missing"]),
            lifted_by=SpecialDecision.from_dict(lifted) if lifted else None,
            note=dict(record["note"]),
            explanation=record["explanation"],
            nearest=Nearest.from_dict(nearest) if nearest else None,
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What all conditions of a gate came to for one person on one date.

    `facts` and `figures` hold, by name, what the conditions read, in their JSON form. Special
    decisions count that were taken by `decided_by`. `reading` is the day from which the law is read
    as it was here, None for the first reading. Verdicts without a single condition in force do not
    pass. `written` is the format of its dictionary.
    """

    gate: str
    on: date
    passes: bool
    findings: tuple[Finding, ...]
    facts: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    decided_by: date | None = None
    reading: date | None = None
    written: int = FORMAT

    @property
    def conditions(self) -> tuple[str, ...]:
        """List the conditions that were asked."""
        return tuple(finding.condition for finding in self.findings)

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Return the findings that stop the candidate."""
        return tuple(finding for finding in self.findings if finding.blocking)

    @property
    def unmet(self) -> tuple[Finding, ...]:
        """Return the findings whose condition is not met."""
        return tuple(finding for finding in self.findings if finding.outcome is Outcome.UNMET)

    @property
    def unknown(self) -> tuple[Finding, ...]:
        """Return the findings that wait for a fact."""
        return tuple(finding for finding in self.findings if finding.outcome is Outcome.UNKNOWN)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the names of the facts that have to be supplied, each once."""
        return tuple(dict.fromkeys(name for found in self.findings for name in found.missing))

    def finding(self, condition: str) -> Finding:
        """Return the finding on one condition."""
        for found in self.findings:
            if found.condition == condition:
                return found
        raise KeyError(condition)

    def record(self) -> dict[str, Json]:
        """Return the verdict as JSON values that it shares with the law: only to be read."""
        findings = [finding.record(self.written) for finding in self.findings]
        return self._framed(findings, self.facts, self.figures)

    def as_dict(self) -> dict[str, Json]:
        """Return the verdict as plain JSON values; equal verdicts give equal dictionaries."""
        findings = [finding.as_dict(self.written) for finding in self.findings]
        return self._framed(findings, _own(self.facts), _own(self.figures))

    def _framed(
        self,
        findings: list[dict[str, Json]],
        facts: Mapping[str, Json],
        figures: Mapping[str, Json],
    ) -> dict[str, Json]:
        decided_by = {"decided_by": (self.decided_by or self.on).isoformat()}
        reading = {"reading": self.reading.isoformat() if self.reading else None}
        return {
            "format": self.written,
            "gate": self.gate,
            "on": self.on.isoformat(),
            **(decided_by if self.written >= 2 else {}),
            **(reading if self.written >= 3 else {}),
            "passes": self.passes,
            "findings": findings,
            "facts": {name: facts[name] for name in sorted(facts)},
            "figures": {name: figures[name] for name in sorted(figures)},
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Json]) -> Verdict:
        """Read a verdict back from its dictionary."""
        written = format_of(record)
        return cls(
            gate=record["gate"],
            on=date.fromisoformat(record["on"]),
            passes=record["passes"],
            findings=tuple(Finding.from_dict(found) for found in record["findings"]),
            facts=MappingProxyType(dict(record["facts"])),
            figures=MappingProxyType(dict(record["figures"])),
            decided_by=date.fromisoformat(record.get("decided_by", record["on"])),
            reading=reading_of(record),
            written=written,
        )


def _own(value: Json) -> Json:
    """Return JSON values that are shared with nothing; mappings in the order of their keys."""
    if isinstance(value, Mapping):
        return {key: _own(value[key]) for key in sorted(value)}
    return [_own(each) for each in value] if isinstance(value, list) else value


def format_of(record: Mapping[str, Json]) -> int:
    """Return the format in which a verdict is recorded; raise ValueError for one not known here."""
    found = record.get("format")
    if type(found) is not int or found not in FORMATS:
        raise ValueError(
            f"A verdict of format {found!r} was given; this release reads the formats "
            f"{', '.join(map(str, FORMATS))}. Read it with the release that wrote it."
        )
    return found


def reading_of(record: Mapping[str, Json]) -> date | None:
    """Return the day from which the law was read as a recorded verdict was reached.

    None is the first reading: verdicts of the formats 1 and 2 know no other.
    """
    said = record.get("reading")
    return date.fromisoformat(said) if said else None
