"""What judging comes to: the nearest change, the finding, the verdict, and how it is written.

All are frozen. A verdict turns into plain JSON values and back without loss, and the same
verdict always gives the same JSON, so that it can be recorded, compared and replayed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from rules.model import Citation, Confidence, Json, Outcome, SpecialDecision, Words

# The form in which a verdict is written; records of every form are read and replayed.
# 1: without `nearest` and `decided_by`, which was then the governing date.
# 2: without `reading`, for nothing in the law had been corrected yet, and without `law_digest`.
FORMAT = 3
FORMATS = (1, 2, FORMAT)


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
    as it was here, None for the first reading; `law_digest` is of the editions and figures that
    judged (`rules.judge.digests`). Verdicts without a single condition in force do not pass.
    `written` is the format of its dictionary.
    """

    gate: str
    on: date
    passes: bool
    findings: tuple[Finding, ...]
    facts: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    figures: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    decided_by: date | None = None
    reading: date | None = None
    law_digest: str = ""
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
        reading = {
            "reading": self.reading.isoformat() if self.reading else None,
            "law_digest": self.law_digest,
        }
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
            law_digest=record.get("law_digest", ""),
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
