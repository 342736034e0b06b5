"""The first judge, and the only module that knows durable_rules.

Comparisons are computed here on typed values; durable_rules then chains them, by forward
chaining, to the conditions and from the conditions to the verdict. Only a closed vocabulary of
short ASCII slugs reaches it, never a value: it coerces types and does not survive odd ones.

    k3 = t, k4 = f          comparisons: true, false, unknown
    p2 = u                  parts of a condition that have more than one comparison
    s1 = t                  special decisions: given, not given
    d7 = y, stop = y        conditions: this one passes, one does not
    g2 = y                  so many conditions together that pass
    pass, hold              the verdict

Nothing but these facts decides; `rules.judge.checker` then judges again from the explanation. When
anything is not as it has to be, the answer is EngineError and nobody passes.
"""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import durable_rules_engine  # type: ignore[import-not-found]
from durable.engine import Ruleset

from rules import facts as vocabulary
from rules.definitions import Condition, Figure, Law
from rules.errors import EngineError, RuleError, SpecialDecisionError
from rules.expression import Comparison, Operand, Ternary, compare, comparisons
from rules.judge import checker, explain
from rules.judge.ruleset import LIFTED, OUTCOMES, VERDICTS, Conclusion, Rules
from rules.judge.verdict import Verdict
from rules.library import law as project_law
from rules.model import Fact, SpecialDecision, Value, Words

LETTERS: Mapping[Ternary, str] = {True: "t", False: "f", None: "u"}


def evaluate(
    gate: str,
    *,
    on: date,
    facts: Mapping[str, Fact],
    special_decisions: Iterable[SpecialDecision] = (),
    decided_by: date | None = None,
    law: Law | None = None,
) -> Verdict:
    """Judge a person at a gate by the law in force on a day; both judges, or no verdict at all.

    A special decision counts if it was taken by `decided_by`, the day on which the gate is run; if
    that is not given, by the governing date.
    """
    law = law or project_law()
    day = _day(law, gate, on)
    vocabulary.check(facts, law)
    decisions = _decisions(special_decisions, law)
    try:
        return _judged(day, gate, on, facts, decisions, decided_by or on)
    except RuleError:
        raise
    except Exception as error:  # Whatever it is, nobody passes and the operator is told.
        what = f"the engine itself failed ({type(error).__name__})"
        raise EngineError(gate, on, what) from error


def _judged(
    day: _Day,
    gate: str,
    on: date,
    facts: Mapping[str, Fact],
    decisions: Mapping[str, list[SpecialDecision]],
    decided_by: date,
) -> Verdict:
    """Have both judges judge; raise EngineError where they differ."""
    plan = day.plan
    values = _outcomes(plan, facts, day.figures)
    given = _given(plan, decisions, decided_by)
    chained, passes = plan.session.run(values, given, gate, on)

    verdict = day.teller.verdict(
        outcomes=[OUTCOMES[letter] for letter in chained],
        lifted=[letter == LIFTED for letter in chained],
        passes=passes,
        values=dict(zip(plan.comparisons, values, strict=True)),
        given=dict(zip((condition.id for condition in plan.liftable), given, strict=True)),
        decisions=decisions,
        decided_by=decided_by,
        facts=facts,
    )
    problems = checker.check(verdict.record(), [condition.id for condition in day.conditions])
    if problems:
        raise EngineError(gate, on, f"the two judges differ: {'; '.join(problems[:3])}")
    return verdict


def sentences_when_met(gate: str, on: date, law: Law) -> dict[str, Words]:
    """Return the sentences in which a day's law says to everybody that a condition is met.

    By condition; one is left out whose sentence takes in a value of the person.

    Raises:
        NoEditionInForceError: nothing of the gate was in force on that day.
    """
    told = _day(law, gate, on).teller.conditions
    return {each.edition.id: each.met for each in told if each.met is not None}


def _outcomes(
    plan: _Plan, facts: Mapping[str, Fact], figures: Mapping[str, Figure]
) -> list[Ternary]:
    """Compute every comparison of the plan on typed values."""

    def value(operand: Operand) -> Value | None:
        if operand.source == "fact":
            fact = facts.get(operand.name)
            return None if fact is None else fact.value
        if operand.source == "figure":
            return figures[operand.name].value
        return operand.value

    return [compare(comparison, value) for comparison in plan.comparisons]


def _decisions(given: Iterable[SpecialDecision], law: Law) -> dict[str, list[SpecialDecision]]:
    """Sort the special decisions by condition; refuse one that is not whole."""
    found: dict[str, list[SpecialDecision]] = {}
    for decision in given:
        if not any(decision.condition == condition.id for condition in law.conditions):
            raise SpecialDecisionError(str(decision.condition)[:60], "there is no such condition")
        for part in ("authority", "number", "document"):
            text = getattr(decision, part)
            if not isinstance(text, str) or not text.strip():
                raise SpecialDecisionError(decision.condition, f"it has no {part}")
        if type(decision.decided_on) is not date:
            raise SpecialDecisionError(decision.condition, "it has no date")
        found.setdefault(decision.condition, []).append(decision)
    return found


def _given(plan: _Plan, decisions: Mapping[str, list[SpecialDecision]], by: date) -> list[bool]:
    """Tell of each condition that can be lifted whether a decision that can lift it is given."""
    return [explain.deciding(condition, decisions, by) is not None for condition in plan.liftable]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is the same for every evaluation under one set of editions."""

    comparisons: tuple[Comparison, ...]
    liftable: tuple[Condition, ...]
    facts: tuple[str, ...]
    figures: tuple[str, ...]
    session: _Session


@dataclass(frozen=True, slots=True)
class _Day:
    """What is the same for every evaluation on one day."""

    conditions: tuple[Condition, ...]
    plan: _Plan
    figures: Mapping[str, Figure]
    teller: explain.Teller


# Kept for as long as the law is; nothing in them may hold the law itself.
_plans: WeakKeyDictionary[Law, dict[tuple[Any, ...], _Plan]] = WeakKeyDictionary()
_days: WeakKeyDictionary[Law, dict[tuple[str, date], _Day]] = WeakKeyDictionary()
_plans_lock = threading.Lock()
_numbers = itertools.count(1)
MOST_DAYS = 64


def _day(law: Law, gate: str, on: date) -> _Day:
    days = _days.get(law)
    day = days.get((gate, on)) if days is not None else None
    if day is not None:
        return day
    conditions = law.conditions_in_force(gate, on)
    plan = _plan(law, gate, conditions)
    figures = {name: law.figure(name, on) for name in plan.figures}
    teller = explain.Teller(gate, on, conditions, law.facts, plan.facts, figures, law.reading)
    day = _Day(conditions, plan, figures, teller)
    with _plans_lock:
        days = _days.setdefault(law, {})
        if len(days) >= MOST_DAYS:
            days.clear()
        days[gate, on] = day
    return day


def _plan(law: Law, gate: str, conditions: tuple[Condition, ...]) -> _Plan:
    key = (gate, *((condition.id, condition.in_force.start) for condition in conditions))
    with _plans_lock:
        plans = _plans.setdefault(law, {})
        if key not in plans:
            plans[key] = _build(conditions)
        return plans[key]


def _build(conditions: tuple[Condition, ...]) -> _Plan:
    found = dict.fromkeys(
        comparison
        for condition in conditions
        for node in condition.expressions
        for comparison in comparisons(node)
    )
    slugs = {comparison: f"k{index}" for index, comparison in enumerate(found)}
    liftable = tuple(condition for condition in conditions if condition.lift)
    rules = Rules(slugs)
    for index, condition in enumerate(conditions):
        rules.add_condition(f"d{index}", condition)
    rules.add_verdict([f"d{index}" for index in range(len(conditions))])
    facts = {name for each in conditions for name in each.reads("fact")}
    figures = {name for each in conditions for name in each.reads("figure")}
    return _Plan(
        comparisons=tuple(found),
        liftable=liftable,
        facts=tuple(sorted(facts)),
        figures=tuple(sorted(figures)),
        session=_Session(rules, slugs.values(), len(conditions)),
    )


class _Chain(Ruleset):  # type: ignore[misc]
    """A ruleset whose actions are run here, one after the other.

    Ruleset's own loop swallows the exception of an action into the state and takes three times
    as long. The chaining itself, which rule fires on which facts, is durable_rules' own.
    """

    def __init__(self, rules: Rules) -> None:
        definition = {name: {**rule, "run": _not_run} for name, rule in rules.definition.items()}
        super().__init__(f"gate{next(_numbers)}", None, definition)
        self._conclusions = rules.conclusions
        self._written = {
            name: json.dumps({"id": each.slug, each.asserted: each.letter_asserted, "sid": ""})[:-2]
            for name, each in rules.conclusions.items()
            if each.asserted
        }

    def chain(self, sid: str, start: Iterable[tuple[str, str]]) -> list[Conclusion]:
        """Assert what is known, run every rule that fires, and return all conclusions in order."""
        concluded: list[Conclusion] = []
        # Slugs and sids are ours, ASCII, and need no escaping.
        ending = f'{sid}"}}'
        facts = ",".join([_fact(slug, letter) + ending for slug, letter in start])
        asserted = durable_rules_engine.assert_facts(self._handle, f"[{facts}]")
        state = self._handle_result(asserted, sid)
        started = durable_rules_engine.start_action_for_state(self._handle, state)
        fired = started[1] if started else None
        while fired:
            name = fired[2 : fired.index('"', 2)]
            concluded.append(self._conclusions[name])
            if name in self._written:
                fact = self._written[name] + ending
                self._handle_result(durable_rules_engine.assert_fact(self._handle, fact), name)
            fired = durable_rules_engine.complete_and_start_action(self._handle, state)
        return concluded


@cache
def _fact(slug: str, letter: str) -> str:
    """Write a fact up to its sid."""
    return f'{{"id":"{slug}","{slug}":"{letter}","sid":"'


def _not_run(_closure: object) -> None:
    """Stand where Ruleset wants an action."""


class _Session:
    """Runs one ruleset: one fresh sid for each evaluation, and nothing kept after it."""

    def __init__(self, rules: Rules, compared: Iterable[str], conditions: int) -> None:
        self._compared = tuple(compared)
        self._conditions = conditions
        self._lock = threading.Lock()
        self._sids = itertools.count(1)
        self._ruleset = _Chain(rules)

    def run(
        self, values: Sequence[Ternary], given: Sequence[bool], gate: str, on: date
    ) -> tuple[list[str], bool]:
        """Chain comparisons to outcomes, one for each condition in order, and to the verdict."""
        sid = str(next(self._sids))
        start = [
            *zip(self._compared, [LETTERS[value] for value in values], strict=True),
            *((f"s{index}", "t" if each else "f") for index, each in enumerate(given)),
        ]
        with self._lock:
            concluded = self._chained(sid, start, gate, on)
        return self._read(concluded, gate, on)

    def _chained(
        self, sid: str, start: list[tuple[str, str]], gate: str, on: date
    ) -> list[Conclusion]:
        """Run the chain; whatever goes wrong in it, the state is deleted and nobody passes."""
        concluded: list[Conclusion] = []
        failure: Exception | None = None
        try:
            concluded = self._ruleset.chain(sid, start)
        except Exception as error:  # noqa: BLE001  The C extension raises bare exceptions.
            failure = error
        try:
            # More than 1,023 states at once and the next evaluation has no room.
            self._ruleset.delete_state(sid)
        except Exception as error:  # noqa: BLE001  The C extension raises bare exceptions.
            failure = failure or error
        if failure is not None:
            said = getattr(failure, "message", None) or str(failure) or type(failure).__name__
            raise EngineError(gate, on, f"durable_rules failed ({said[:200]})") from failure
        return concluded

    def _read(self, concluded: Iterable[Conclusion], gate: str, on: date) -> tuple[list[str], bool]:
        """Ask of every condition exactly one outcome, and of the verdict one answer."""
        outcomes: dict[str, list[str]] = {}
        came_to = set()
        for conclusion in concluded:
            if conclusion.slug in VERDICTS:
                came_to.add(conclusion.slug)
            elif conclusion.letter in OUTCOMES:
                outcomes.setdefault(conclusion.slug, []).append(conclusion.letter)
        found = []
        for index in range(self._conditions):
            got = outcomes.get(f"d{index}", [])
            if len(got) != 1:
                raise EngineError(gate, on, f"condition {index} came to {len(got)} outcomes")
            found.append(got[0])
        if len(came_to) != 1:
            raise EngineError(gate, on, f"the chain came to {len(came_to)} verdicts")
        return found, came_to == {"pass"}
