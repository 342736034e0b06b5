"""What two laws, or one law on two days, judge differently: conditions, and facts that show it.

Of every condition that is not the same in both, facts are looked for that the two judge
differently, by trying the values on and around the thresholds of both; what was found is judged
again by both judges. Where all of them were tried, or a solver decided, that none exist is proved:
then only words, a citation or a confidence changed.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rules import facts as vocabulary
from rules.definitions import Condition, FactDefinition, Law
from rules.domains import place, values_worth_trying
from rules.editing import possible
from rules.editing.concrete import EditionOnDay
from rules.editing.possible import UndecidedError
from rules.errors import EngineError, NoEditionInForceError
from rules.expression import Comparison, Node, Operand, Ternary, compare, comparisons, names
from rules.judge.engine import evaluate
from rules.model import Fact, Json, Outcome, SpecialDecision, Value, Words, to_json

MOST_TRIED = 50_000
NOT_ASKED = "not asked"
ADDED, ENDED, CHANGED = "added", "ended", "changed"
DIFFERENTLY, THE_SAME, UNDECIDED = "differently", "the same", "undecided"
# What of an edition decides what it comes to, and what does not.
DECIDING = ("applies", "requires", "lift", "figures", "vocabulary")
TELLING = ("title", "requirement", "unmet", "note", "citation", "confidence")


@dataclass(frozen=True, slots=True)
class LawOn:
    """A law as it stands on a day."""

    law: Law
    on: date

    def asked(self, gate: str) -> dict[str, Condition]:
        """Return what a gate asks, by id; nothing where it is not in force."""
        try:
            return {each.id: each for each in self.law.conditions_in_force(gate, self.on)}
        except NoEditionInForceError:
            return {}

    def figures(self, condition: Condition) -> dict[str, int]:
        """Return the figures that a condition reads."""
        return {name: self.law.figure(name, self.on).value for name in condition.reads("figure")}


@dataclass(frozen=True, slots=True)
class Witness:
    """Facts that the two judge differently, with the authority whose decision is given, if any."""

    facts: Mapping[str, Json]
    decision_by: str
    before: str
    after: str

    def as_dict(self) -> dict[str, Json]:
        """Return it as plain JSON values."""
        return {
            "facts": dict(self.facts),
            "decision_by": self.decision_by,
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class Change:
    """A condition of a gate that is not the same in both.

    `parts` names what of it changed; `judged` whether any facts are judged differently; `tried` how
    many sets of facts were tried (0: a solver decided, or nothing that decides had changed).
    """

    gate: str
    condition: str
    kind: str
    title: Words
    before: Words
    after: Words
    parts: tuple[str, ...]
    judged: str
    tried: int
    witness: Witness | None

    def as_dict(self) -> dict[str, Json]:
        """Return it as plain JSON values."""
        return {
            "gate": self.gate,
            "condition": self.condition,
            "kind": self.kind,
            "title": dict(self.title),
            "citation_before": dict(self.before),
            "citation_after": dict(self.after),
            "parts": list(self.parts),
            "judged": self.judged,
            "tried": self.tried,
            "witness": self.witness.as_dict() if self.witness else None,
        }


@dataclass(frozen=True, slots=True)
class Difference:
    """What two laws do not have in common: gates that only one has, and conditions."""

    gates_added: tuple[str, ...]
    gates_ended: tuple[str, ...]
    changes: tuple[Change, ...]

    def as_dict(self) -> dict[str, Json]:
        """Return it as plain JSON values."""
        return {
            "gates_added": list(self.gates_added),
            "gates_ended": list(self.gates_ended),
            "changes": [change.as_dict() for change in self.changes],
        }


def difference(
    before: LawOn,
    after: LawOn,
    *,
    gates: Sequence[str] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Difference:
    """Compare two laws gate by gate; `gates` are all that either has, if unsaid."""
    known = {**before.law.gates, **after.law.gates}
    changes: list[Change] = []
    added, ended = [], []
    for gate in known if gates is None else gates:
        was, now = before.asked(gate), after.asked(gate)
        if now and not was:
            added.append(gate)
        if was and not now:
            ended.append(gate)
        for name in dict.fromkeys((*now, *was)):
            change = _change(gate, was.get(name), now.get(name), before, after)
            if change is not None:
                changes.append(change)
        if progress:
            progress(gate)
    return Difference(tuple(added), tuple(ended), tuple(changes))


def _change(
    gate: str, was: Condition | None, now: Condition | None, before: LawOn, after: LawOn
) -> Change | None:
    parts = () if was is None or now is None else _parts(was, now, before, after)
    if was is not None and now is not None and not parts:
        return None
    told = now or was
    assert told is not None  # noqa: S101  One of the two has it.
    judged, tried, witness = THE_SAME, 0, None
    if not parts or set(parts) & set(DECIDING):
        judged, tried, witness = _search(gate, was, now, before, after)
    return Change(
        gate=gate,
        condition=told.id,
        kind=ADDED if was is None else ENDED if now is None else CHANGED,
        title=told.title,
        before=was.citation.record["text"] if was else {},
        after=now.citation.record["text"] if now else {},
        parts=parts,
        judged=judged,
        tried=tried,
        witness=witness,
    )


def _parts(was: Condition, now: Condition, before: LawOn, after: LawOn) -> tuple[str, ...]:
    """Name what of a condition is not the same in both."""
    found = [
        name
        for name in ("applies", "requires", "lift", *TELLING)
        if getattr(was, name) != getattr(now, name)
    ]
    if before.figures(was) != after.figures(now):
        found.append("figures")
    for name in {*was.reads("fact")} & {*now.reads("fact")}:
        one, other = before.law.facts[name], after.law.facts[name]
        if (one.typed, one.bounds, one.reckoned) != (other.typed, other.bounds, other.reckoned):
            found.append("vocabulary")
            break
    order = (*DECIDING, *TELLING)
    return tuple(sorted(found, key=order.index))


def _search(
    gate: str, was: Condition | None, now: Condition | None, before: LawOn, after: LawOn
) -> tuple[str, int, Witness | None]:
    """Look for facts that are judged differently: whether there are any, how many were tried."""
    sides = [
        (EditionOnDay.on(edition, side.law, side.on) if edition else None, side)
        for edition, side in ((was, before), (now, after))
    ]
    domains = _domains(sides)
    if domains is None:
        return UNDECIDED, 0, None
    on_days = [on_day for on_day, _ in sides]
    listed = [each.authorities for each in on_days if each is not None]
    by = ("", *dict.fromkeys(itertools.chain.from_iterable(listed)))
    count = math.prod(len(domain) + 1 for domain in domains.values())
    whole = count <= MOST_TRIED
    best: tuple[dict[str, Value | None], str, str, str] | None = None
    tried = 0
    for facts in _everything(domains) if whole else _some(domains):
        tried += 1
        for authority in by:
            one, other = (_outcome(on_day, facts, authority) for on_day in on_days)
            if not _differ(one, other):
                continue
            if best is None or _decides(one, other):
                best = (facts, authority, one, other)
        if best is not None and _decides(*best[2:]):
            break
    if best is not None:
        return DIFFERENTLY, tried, _witness(gate, best, was or now, before, after)
    if whole:
        return THE_SAME, tried, None
    return _decided(on_days, before.law, after.law), 0, None


def _decided(on_days: Sequence[EditionOnDay | None], one: Law, other: Law) -> str:
    """Leave to a solver what is too much to try; it knows one vocabulary."""
    was, now = on_days
    if was is None or now is None or one.facts != other.facts:
        return UNDECIDED
    try:
        return DIFFERENTLY if possible.differ(was, now, one) else THE_SAME
    except UndecidedError:
        return UNDECIDED


def _domains(
    sides: Sequence[tuple[EditionOnDay | None, LawOn]],
) -> dict[str, tuple[Value, ...]] | None:
    """List the values worth trying that the vocabulary of each side admits; None: it has others."""
    expressions = [node for on_day, _ in sides if on_day for node in on_day.edition.expressions]
    read = dict.fromkeys(name for node in expressions for name in names(node, "fact"))
    definitions: list[dict[str, FactDefinition]] = [
        {name: side.law.facts[name] for name in read if name in side.law.facts} for _, side in sides
    ]
    for name in read:
        types = {each[name].type for each in definitions if name in each}
        if len(types) != 1:
            return None
    found: dict[str, tuple[Value, ...]] = {}
    for known in ({**definitions[1], **definitions[0]}, {**definitions[0], **definitions[1]}):
        for name, values in values_worth_trying(expressions, known, {}).items():
            admitted = tuple(
                value
                for value in values
                if all(vocabulary.admits(each[name], value) for each in definitions if name in each)
            )
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *admitted)))
    return {name: _nearest_first(name, values, expressions) for name, values in found.items()}


def _nearest_first(
    name: str, values: Sequence[Value], expressions: Sequence[Node]
) -> tuple[Value, ...]:
    """Put the values on a line before those beside it, and these before the ends of the scale."""
    lines = [
        place(operand.value)
        for node in expressions
        for comparison in comparisons(node)
        if any(operand.name == name for operand in comparison.operands)
        for operand in comparison.operands
        if operand.value is not None and operand.type.kind in ("integer", "date", "month")
    ] or [0]

    def distance(value: Value) -> int:
        if isinstance(value, bool | str | frozenset):
            return 0
        return min(abs(place(value) - line) for line in lines)

    return tuple(sorted(values, key=distance))


def _everything(domains: Mapping[str, Sequence[Value]]) -> Iterator[dict[str, Value | None]]:
    """Yield every combination, those with all facts known first."""
    for facts in itertools.product(*domains.values()):
        yield dict(zip(domains, facts, strict=True))
    for some in itertools.product(*((*values, None) for values in domains.values())):
        if None in some:
            yield dict(zip(domains, some, strict=True))


def _some(domains: Mapping[str, Sequence[Value]]) -> Iterator[dict[str, Value | None]]:
    """Yield combinations drawn at random, the same every time."""
    chance = random.Random(0)  # noqa: S311  No secret.
    for _ in range(MOST_TRIED):
        yield {name: chance.choice(values) if values else None for name, values in domains.items()}


def _outcome(on_day: EditionOnDay | None, facts: Mapping[str, Value | None], authority: str) -> str:
    if on_day is None:
        return NOT_ASKED

    def value(operand: Operand) -> Value | None:
        return facts[operand.name] if operand.source == "fact" else operand.value

    def holds(comparison: Comparison) -> Ternary:
        return compare(comparison, value)

    return on_day.outcome(holds, authority).value


def _passes(outcome: str) -> bool:
    return outcome == NOT_ASKED or Outcome(outcome).passes


def _differ(one: str, other: str) -> bool:
    """Tell whether somebody is judged differently; what is not asked and what passes are alike."""
    if NOT_ASKED in (one, other):
        return not (_passes(one) and _passes(other))
    return one != other


def _decides(one: str, other: str) -> bool:
    """Tell whether one lets pass where the other finds something unmet."""
    return _passes(one) != _passes(other) and Outcome.UNMET in (one, other)


def _witness(
    gate: str,
    found: tuple[Mapping[str, Value | None], str, str, str],
    edition: Condition | None,
    before: LawOn,
    after: LawOn,
) -> Witness:
    """Have both judges say the same of the facts that were found, and tell them."""
    facts, authority, one, other = found
    assert edition is not None  # noqa: S101  One of the two has it.
    for side, expected in ((before, one), (after, other)):
        if expected != NOT_ASKED:
            judged = _judged(gate, side, edition.id, facts, authority)
            if judged != expected:
                what = f"{edition.id} is {expected} where the two judges say {judged}"
                raise EngineError(gate, side.on, what)
    told = {name: to_json(value) for name, value in facts.items()}
    return Witness(told, authority, one, other)


def _judged(
    gate: str, side: LawOn, condition: str, facts: Mapping[str, Value | None], authority: str
) -> str:
    lift = side.asked(gate)[condition].lift
    decisions = []
    if lift is not None and authority in lift.authorities:
        decisions = [SpecialDecision(condition, authority, "0", side.on, "law_diff")]
    verdict = evaluate(
        gate,
        on=side.on,
        facts={name: Fact(name, value) for name, value in facts.items() if name in side.law.facts},
        special_decisions=decisions,
        law=side.law,
    )
    return verdict.finding(condition).outcome.value
