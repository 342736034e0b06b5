"""What can go wrong in the rules layer.

* RuleError
  - LawFileError              a file of the law cannot be read as law
    + ExpressionError         an expression does not parse, or compares what cannot be compared
    + UnknownNameError        an expression names what is neither a fact nor a figure
    + PlaceholderError        a text speaks of something that its condition does not read
    + UnlistedInstrumentError a citation names an instrument that is not listed
  - NoEditionInForceError     the law has a gap on the governing date
  - OverlappingEditionsError  two editions of one provision are in force at once
  - FactTypeError             a fact has a type or a value that its definition does not admit
  - UnknownFactError          a fact has a name that the vocabulary does not list
  - SpecialDecisionError      a special decision names no condition, or is not on record whole
  - CountError                the figures of a count contradict each other
  - AmbiguousDateError        arithmetic on months leads to a day that does not exist
  - ScoreError                a mark or a number of answers that no examination gives
  - CountOutOfRangeError      a number of days or months that no time limit has
  - EngineError               the two judges differ, or the engine gave no single answer

A condition that is not met is not an error: it is a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rules.model import CountProblem


class RuleError(Exception):
    """Anything that stops the rules layer from answering."""

    code = "rule-error"


class LawFileError(RuleError):
    """A file of the law cannot be read as law."""

    code = "law-file"

    def __init__(self, file: str, line: int | None, what: str) -> None:
        self.file = file
        self.line = line
        self.what = what
        place = file if line is None else f"{file}:{line}"
        super().__init__(f"{place}: {what}")


class ExpressionError(LawFileError):
    """An expression does not parse, or compares what cannot be compared."""

    code = "expression"


class UnknownNameError(ExpressionError):
    """An expression names what is neither a fact nor a figure."""


class PlaceholderError(LawFileError):
    """A text speaks of a fact or a figure that its condition does not read."""

    code = "placeholder"


class UnlistedInstrumentError(LawFileError):
    """A citation names an instrument that is not listed."""

    code = "citation-not-listed"


class NoEditionInForceError(RuleError):
    """No edition of a provision covers the governing date."""

    code = "no-edition-in-force"

    def __init__(self, provision: str, on: date) -> None:
        self.provision = provision
        self.on = on
        super().__init__(
            f"No edition of '{provision}' is in force on {on:%Y-%m-%d}. Add the edition that "
            "covers this date, or correct the governing date of the dossier."
        )


class OverlappingEditionsError(RuleError):
    """Two editions of one provision are in force on the governing date."""

    code = "overlapping-editions"

    def __init__(self, provision: str, on: date, starts: Sequence[date]) -> None:
        self.provision = provision
        self.on = on
        self.starts = tuple(starts)
        listed = ", ".join(f"{start:%Y-%m-%d}" for start in self.starts)
        super().__init__(
            f"On {on:%Y-%m-%d} more than one edition of '{provision}' is in force (those from "
            f"{listed}). End the earlier edition on the day on which the later one begins."
        )


class FactTypeError(RuleError):
    """A fact has a type or a value that its definition does not admit."""

    code = "fact-type"

    def __init__(self, fact: str, expected: str, given: object) -> None:
        self.fact = fact
        self.expected = expected
        shown = repr(given)
        self.given = shown if len(shown) <= 60 else shown[:57] + "..."
        super().__init__(
            f"The fact '{fact}' must be {expected}, but {self.given} was given. Correct the value, "
            "or give null when it is not known."
        )


class UnknownFactError(RuleError):
    """A fact has a name that the vocabulary does not list."""

    code = "unknown-fact"

    def __init__(self, fact: object, nearest: Sequence[str] = ()) -> None:
        shown = str(fact)
        self.fact = shown if len(shown) <= 60 else shown[:57] + "..."
        self.nearest = tuple(nearest)
        hint = (
            f" Did you mean {' or '.join(repr(name) for name in self.nearest)}?" if nearest else ""
        )
        super().__init__(
            f"There is no fact called '{self.fact}' in the vocabulary.{hint} Use a name listed in "
            "rules/law/facts, or leave it out."
        )


class SpecialDecisionError(RuleError):
    """A special decision names no condition of the law, or is not on record whole."""

    code = "special-decision"

    def __init__(self, condition: str, what: str) -> None:
        self.condition = condition
        self.what = what
        super().__init__(
            f"The special decision given for '{condition}' cannot be used: {what}. Record the "
            "condition, the authority, the number, the date and the document of the decision."
        )


class CountError(RuleError):
    """The figures of a count contradict each other."""

    code = "count"

    def __init__(self, problems: Sequence[CountProblem]) -> None:
        self.problems = tuple(problems)
        listed = " ".join(problem.en for problem in self.problems)
        super().__init__(f"The count cannot be right. {listed} Correct the minutes of the count.")


class AmbiguousDateError(RuleError):
    """Arithmetic on months leads to a day that does not exist."""

    code = "ambiguous-date"

    def __init__(self, day: date, months: int) -> None:
        self.day = day
        self.months = months
        super().__init__(
            f"{months} months from {day:%Y-%m-%d} fall on a day that does not exist. Name the "
            "rounding that the law intends: Rounding.LAST_DAY or Rounding.NEXT_DAY."
        )


class ScoreError(RuleError, ValueError):
    """A mark or a number of answers that no examination gives."""

    code = "score"

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"This cannot be reckoned with: {what}. Correct the record of the marks.")


class CountOutOfRangeError(RuleError, ValueError):
    """A number of days or months that no time limit has."""

    code = "count-out-of-range"

    def __init__(self, count: int, unit: str, longest: int) -> None:
        self.count = count
        self.unit = unit
        super().__init__(
            f"{count} with the unit '{unit}' is not a time limit: give a whole number of days, "
            f"working days or months from 0 to {longest}."
        )


class EngineError(RuleError):
    """The two judges differ, or the engine gave no single answer: nobody passes."""

    code = "engine"

    def __init__(self, gate: str, on: date, what: str) -> None:
        self.gate = gate
        self.on = on
        self.what = what
        super().__init__(
            f"No verdict on the gate '{gate}' for {on:%Y-%m-%d}: {what}. Nobody passes; tell the "
            "operator, and evaluate again once the cause is found."
        )
