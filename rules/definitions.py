"""What the law is made of: instruments, figures, facts, gates, conditions, ballots.

Everything here is plain data, by edition; tables and time limits stand in `rules.listed`.
`rules.loader` builds it from the files, `rules.library` keeps what was loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Protocol, TypeVar

from rules.errors import NoEditionInForceError, OverlappingEditionsError
from rules.expression import Node, Type, names
from rules.listed import Ground, Named, PriorityTable, RetirementTable, Schedule
from rules.model import Citation, Confidence, Validity, Words


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, decree, regulation or guidance."""

    number: str
    name: Words
    title: Words
    issued_on: date | None
    in_force: Validity | None
    replaced_by: str
    confidence: Confidence
    last_checked_on: date
    note: str
    place: str


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of a number that the law sets, as it stands in one edition.

    A share is `value` parts of `over`; a plain number has `over` 1.
    """

    name: str
    description: Words
    unit: str
    value: int
    over: int
    citation: Citation
    confidence: Confidence
    in_force: Validity
    published_on: date | None
    last_checked_on: date
    place: str

    @property
    def is_share(self) -> bool:
        """Tell a share from a plain number."""
        return self.unit == "part"


# Records of somebody's judgement, whatever the source of the fact; and what no registry keeps yet:
# absences and families are stated, on the paper that proves what is said.
_STATED = ("absence", "confirmation", "experience_assessment", "family", "political_conclusion")
# Marks that the table of titles has no column for yet: stated by the paper that sets them.
_MARKS = ("title_closed_to_locals", "title_limited_to_two_terms")


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """A word of the vocabulary: type, bounds, words, who can supply it and how it is reckoned."""

    name: str
    type: str
    unit: str
    bounds: tuple[int, int] | tuple[date, date] | None
    values: Mapping[str, Words]
    ordered: bool
    label: Words
    below_zero: Words
    reckoned: Words
    figures: tuple[str, ...]
    record: str
    source: str
    supplied_by: str
    fixed: bool
    interpretation: Words
    place: str

    @property
    def typed(self) -> Type:
        """Return the type as expressions know it."""
        return Type(self.type, self.unit, tuple(self.values), self.ordered)

    @property
    def may_be_stated(self) -> bool:
        """Whether the dossier itself can say it, on a document, where nobody reckons it.

        What lies between two days is reckoned from what happened, and never typed.
        """
        if self.unit in ("day", "working-day"):
            return False
        if self.name in _MARKS:
            return True
        return self.source in ("dossier", "confirmation") or self.record in _STATED


@dataclass(frozen=True, slots=True)
class Gate:
    """A step that only the rules can open, and the prefixes of the conditions that it asks.

    Among the prefixes are those of `as_gates`, the gates to which the provision refers.
    """

    name: str
    title: Words
    conditions: tuple[str, ...]
    as_gates: tuple[str, ...]
    in_force: Validity
    place: str


@dataclass(frozen=True, slots=True)
class Lift:
    """The special decision that the law allows in place of a condition, and its own limits."""

    authorities: tuple[str, ...]
    citation: Citation
    only_if: Node | None


@dataclass(frozen=True, slots=True)
class Condition:
    """One edition of one condition, its expressions read and typed.

    `lines` are those of the parts by their keys, of `only_if` as well; a part that is not written
    has the line of what it would be a part of.
    """

    id: str
    title: Words
    citation: Citation
    in_force: Validity
    confidence: Confidence
    applies: Node | None
    requires: Node
    lift: Lift | None
    requirement: Words
    unmet: Words
    note: Words
    place: str
    lines: Mapping[str, int]

    def at(self, part: str) -> str:
        """Return the file and the line of one part, such as `requires` or `only_if`."""
        return f"{self.place.rpartition(':')[0]}:{self.lines[part]}"

    @property
    def prefix(self) -> str:
        """Return what the gates ask for: the part of the id before the dot."""
        return self.id.partition(".")[0]

    @property
    def parts(self) -> tuple[tuple[str, Node], ...]:
        """List the expressions of the condition with their keys."""
        only_if = self.lift.only_if if self.lift else None
        written = (
            ("applies_when", self.applies),
            ("requires", self.requires),
            ("only_if", only_if),
        )
        return tuple((part, node) for part, node in written if node is not None)

    @property
    def expressions(self) -> tuple[Node, ...]:
        """List the expressions of the condition."""
        return tuple(node for _, node in self.parts)

    def reads(self, source: str) -> tuple[str, ...]:
        """List the facts or figures that the condition reads, each once."""
        found = (name for node in self.expressions for name in names(node, source))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Band:
    """One share, how it is compared (over, from, at), and what the count comes to if it holds."""

    share: str
    sign: str
    outcome: str


@dataclass(frozen=True, slots=True)
class BallotRule:
    """How the slips of one conference are counted and who is selected.

    Where the slips answer on one person, the first of `answers` is compared with the `bands` in
    their order; `otherwise` is what the count comes to where none of them holds.
    """

    id: str
    title: Words
    citation: Citation
    in_force: Validity
    confidence: Confidence
    denominator: str
    select_over: str | None
    select_from: str | None
    carry_from: str | None
    tie_at: str | None
    quorum_from: str | None
    quorum_binds: bool
    only_carried: bool
    second_ballot_if_new: bool
    note: Words
    answers: tuple[str, ...]
    bands: tuple[Band, ...]
    otherwise: str
    place: str

    @property
    def outcomes(self) -> frozenset[str]:
        """All that a count by this rule can come to."""
        if self.bands:
            return frozenset({self.otherwise, *(band.outcome for band in self.bands)})
        if not (self.select_over or self.select_from):
            return frozenset({"opinion"})
        return frozenset({"selected", "nobody", *(["tied"] if self.tie_at else [])})

    @property
    def figures(self) -> tuple[str, ...]:
        """List the figures that the rule reads."""
        named = (
            *(band.share for band in self.bands),
            self.select_over,
            self.select_from,
            self.carry_from,
            self.tie_at,
            self.quorum_from,
        )
        return tuple(dict.fromkeys(name for name in named if name))


@dataclass(frozen=True, eq=False)
class Law:
    """The whole law as loaded from one folder.

    `reading` is the day from which it is read as it is here; None is the first reading. What the
    time limits name, `events` and `circumstances`, former readings have no words for.
    """

    folder: Path
    reading: date | None
    digest: str
    instruments: Mapping[str, Instrument]
    figures: Mapping[str, tuple[Figure, ...]]
    facts: Mapping[str, FactDefinition]
    gates: Mapping[str, Gate]
    conditions: tuple[Condition, ...]
    ballots: tuple[BallotRule, ...]
    retirement: tuple[RetirementTable, ...]
    priority: tuple[PriorityTable, ...]
    schedules: tuple[Schedule, ...]
    events: Mapping[str, Named]
    circumstances: Mapping[str, Named]
    grounds: tuple[Ground, ...] = ()
    _in_force: dict[tuple[str, date], tuple[Condition, ...]] = field(default_factory=dict)

    def figure(self, name: str, on: date) -> Figure:
        """Return a figure as it stands on a day."""
        if name not in self.figures:
            raise NoEditionInForceError(name, on)
        return _single(name, self.figures[name], on)

    def conditions_in_force(self, gate: str, on: date) -> tuple[Condition, ...]:
        """Return the conditions that a gate asks on a day, in the order of the law.

        A condition that has not begun, or has ended for good, is not asked. A hole between two
        editions of one condition, two editions at once, or no condition at all is an error.
        """
        found = self._in_force.get((gate, on))
        if found is None:
            found = self._find_in_force(gate, on)
            if len(self._in_force) >= 4096:
                self._in_force.clear()
            self._in_force[gate, on] = found
        return found

    def _find_in_force(self, gate: str, on: date) -> tuple[Condition, ...]:
        if gate not in self.gates or not self.gates[gate].in_force.covers(on):
            raise NoEditionInForceError(gate, on)
        prefixes = dict.fromkeys(self.gates[gate].conditions)
        asked = (self._by_prefix.get(prefix, ()) for prefix in prefixes)
        editions: dict[str, list[Condition]] = {}
        for _place, condition in sorted(chain.from_iterable(asked)):
            editions.setdefault(condition.id, []).append(condition)
        found = []
        for name, group in editions.items():
            started = min(edition.in_force.start for edition in group) <= on
            ended = all(edition.in_force.until is not None for edition in group) and (
                max(edition.in_force.until for edition in group if edition.in_force.until) <= on
            )
            if started and not ended:
                found.append(_single(name, group, on))
        if not found:
            raise NoEditionInForceError(gate, on)
        return tuple(found)

    @cached_property
    def _by_prefix(self) -> Mapping[str, Sequence[tuple[int, Condition]]]:
        """Group the conditions by what gates ask for, each with its place in the law.

        A law that is changed in memory is asked a hundred times: it looks through all of them once.
        """
        found: dict[str, list[tuple[int, Condition]]] = {}
        for place, condition in enumerate(self.conditions):
            found.setdefault(condition.prefix, []).append((place, condition))
        return found

    def ballot(self, rule: str, on: date) -> BallotRule:
        """Return the rule of a count as it stands on a day."""
        return _single(rule, [ballot for ballot in self.ballots if ballot.id == rule], on)

    def retirement_table(self, on: date) -> RetirementTable:
        """Return the table of retirement ages in force on a day."""
        return _single("retirement ages", self.retirement, on)

    def priority_table(self, on: date) -> PriorityTable:
        """Return the table of priority points in force on a day."""
        return _single("priority points", self.priority, on)

    def schedule(self, name: str, on: date) -> Schedule:
        """Return the time limits of a procedure as they stand on a day."""
        return _single(name, [each for each in self.schedules if each.id == name], on)

    def grounds_of(self, name: str, on: date) -> dict[str, Ground]:
        """Return the cases in which the procedures of a list are put off on a day, by id."""
        listed = (each for each in self.grounds if each.of == name)
        return {each.id: each for each in listed if each.in_force.covers(on)}

    def puts_off(
        self, instrument: str, article: str, clause: str, on: date, *, of: str | None = None
    ) -> bool:
        """Tell whether a clause lists cases in which procedures are put off on a day.

        Whoever does not meet a condition of such a clause waits until the case is over. `of` names
        one list of cases; without it any will do.
        """
        listed = (each for each in self.grounds if of is None or each.of == of)
        return any(
            (each.citation.instrument, each.citation.article, each.citation.clause)
            == (instrument, article, clause)
            for each in listed
            if each.in_force.covers(on)
        )


class _Dated(Protocol):
    @property
    def in_force(self) -> Validity: ...


T = TypeVar("T", bound=_Dated)


def _single(name: str, editions: Iterable[T], on: date) -> T:
    """Return the one edition that covers a day; none and two are both errors."""
    found = [edition for edition in editions if edition.in_force.covers(on)]
    if not found:
        raise NoEditionInForceError(name, on)
    if len(found) > 1:
        raise OverlappingEditionsError(name, on, [edition.in_force.start for edition in found])
    return found[0]
