"""What the law lists: ages of retirement, priority points, time limits, and names of events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rules.model import Citation, Confidence, Month, Validity, Words


@dataclass(frozen=True, slots=True)
class RetirementRow:
    """The age of retirement of those of one sex born in a stretch of months."""

    sex: str
    born_from: Month
    born_to: Month | None
    months_of_age: int
    place: str


@dataclass(frozen=True, slots=True)
class RetirementTable:
    """A table of ages of retirement."""

    citation: Citation
    in_force: Validity
    confidence: Confidence
    rows: tuple[RetirementRow, ...]
    place: str
    last_checked_on: date


@dataclass(frozen=True, slots=True)
class PriorityCategory:
    """A category of people who are given priority points, and the figure that says how many."""

    code: str
    label: Words
    points: str


@dataclass(frozen=True, slots=True)
class PriorityTable:
    """A table of the priority points of recruitment."""

    citation: Citation
    in_force: Validity
    confidence: Confidence
    categories: Mapping[str, PriorityCategory]
    place: str


@dataclass(frozen=True, slots=True)
class ScheduleStep:
    """One time limit of a procedure: the figure, the event it runs from, the act it is for.

    `before` counts back from the event. `when` and `unless` name a circumstance, or nothing.
    """

    limit: str
    event: str
    act: str
    before: bool
    when: str
    unless: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """The time limits of one procedure, in the order of the law."""

    id: str
    title: Words
    in_force: Validity
    steps: tuple[ScheduleStep, ...]
    place: str

    @property
    def events(self) -> frozenset[str]:
        """Return the events from which its limits run, and the acts for which they do."""
        return frozenset(name for step in self.steps for name in (step.event, step.act))

    @property
    def circumstances(self) -> frozenset[str]:
        """Return the circumstances on which its limits depend."""
        return frozenset(name for step in self.steps for name in (step.when, step.unless) if name)


@dataclass(frozen=True, slots=True)
class Ground:
    """A case in which the procedures of a list are put off, as the article of the list has it."""

    id: str
    of: str
    words: Words
    citation: Citation
    in_force: Validity
    confidence: Confidence
    place: str


@dataclass(frozen=True, slots=True)
class Named:
    """What the time limits name, an event or a circumstance, in words."""

    name: str
    words: Words
    place: str
