"""What one condition comes to with some facts: the engine's semantics, without the engine.

A tool that tries thousands of readings of one condition cannot evaluate a whole gate for each. A
test holds this to `rules.judge.engine.evaluate` for facts of every kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules.definitions import Condition, Law
from rules.editing import cases
from rules.errors import NoEditionInForceError, OverlappingEditionsError
from rules.expression import Comparison, Operand, Ternary, compare, kleene
from rules.facts import facts_from_json
from rules.judge import explain
from rules.model import Fact, Outcome, SpecialDecision, Value

NOT_IN_FORCE = "not in force"
NO_ANSWER = "no answer"


@dataclass(frozen=True, slots=True)
class Case:
    """A case of a condition, its facts typed and its special decisions made out."""

    written: cases.Case
    facts: Mapping[str, Fact]
    decisions: tuple[SpecialDecision, ...]

    @classmethod
    def typed(cls, condition: str, written: cases.Case, law: Law) -> Case:
        """Read a case; raise FactTypeError or UnknownFactError where its facts are none."""
        decisions = tuple(
            SpecialDecision(condition, authority, "1", decided_on, "1")
            for authority, decided_on in written.decisions
        )
        return cls(written, facts_from_json(written.facts, law), decisions)

    @property
    def on(self) -> date:
        """Return the day by whose law the case is judged."""
        return self.written.as_of

    def holds(self, comparison: Comparison, law: Law) -> Ternary:
        """Give the value of a comparison with the facts of the case."""
        return compare(comparison, reader(self.facts, law, self.on))


def reader(facts: Mapping[str, Fact], law: Law, on: date) -> Callable[[Operand], Value | None]:
    """Return what gives an operand its value; it raises RuleError for a figure not in force."""

    def value(operand: Operand) -> Value | None:
        if operand.source == "fact":
            fact = facts.get(operand.name)
            return None if fact is None else fact.value
        return law.figure(operand.name, on).value if operand.source == "figure" else operand.value

    return value


def outcome(
    edition: Condition, holds: Callable[[Comparison], Ternary], *, decided: bool
) -> Outcome:
    """Tell what an edition comes to; `decided`: a special decision that can lift it is given."""
    applies = True if edition.applies is None else kleene(edition.applies, holds)
    if applies is not True:
        return Outcome.UNKNOWN if applies is None else Outcome.NOT_APPLICABLE
    requires = kleene(edition.requires, holds)
    if requires is not False:
        return Outcome.UNKNOWN if requires is None else Outcome.MET
    if edition.lift is None or not decided:
        return Outcome.UNMET
    only_if = edition.lift.only_if
    lifts = True if only_if is None else kleene(only_if, holds)
    return {True: Outcome.MET, False: Outcome.UNMET, None: Outcome.UNKNOWN}[lifts]


def edition_on(editions: Sequence[Condition], on: date) -> Condition | None:
    """Return the edition that is asked on a day, None before the first and after the last.

    A hole between two editions and two at once are errors, as they are for a gate.
    """
    found = [edition for edition in editions if edition.in_force.covers(on)]
    if len(found) > 1:
        starts = [edition.in_force.start for edition in found]
        raise OverlappingEditionsError(found[0].id, on, starts)
    if found:
        return found[0]
    begun = any(edition.in_force.start <= on for edition in editions)
    ended = all(edition.in_force.until and edition.in_force.until <= on for edition in editions)
    if begun and not ended:
        raise NoEditionInForceError(editions[0].id, on)
    return None


def judged(case: Case, editions: Sequence[Condition], law: Law) -> str:
    """Tell what a case comes to: an outcome, `not in force`, or `no answer` where the law fails."""
    try:
        edition = edition_on(editions, case.on)
        if edition is None:
            return NOT_IN_FORCE
        value = reader(case.facts, law, case.on)
        decided = explain.deciding(edition, {edition.id: case.decisions}, case.on) is not None
        return outcome(edition, lambda each: compare(each, value), decided=decided).value
    except (NoEditionInForceError, OverlappingEditionsError):
        return NO_ANSWER


def editions_by_id(conditions: Iterable[Condition]) -> dict[str, tuple[Condition, ...]]:
    """Sort the editions by condition, the earliest first."""
    found: dict[str, list[Condition]] = {}
    for edition in conditions:
        found.setdefault(edition.id, []).append(edition)
    return {
        name: tuple(sorted(group, key=lambda each: each.in_force.start))
        for name, group in found.items()
    }
