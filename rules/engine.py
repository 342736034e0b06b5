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

Nothing but these facts decides; `rules.checker` then judges again from the explanation. When
anything is not as it has to be, the answer is EngineError and nobody passes.
"""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

import durable_rules_engine  # type: ignore[import-not-found]
from durable.engine import Ruleset

from rules import checker, explain
from rules import facts as vocabulary
from rules.errors import EngineError, SpecialDecisionError
from rules.expression import (
    Both,
    Comparison,
    Either,
    Node,
    Not,
    Operand,
    Ternary,
    compare,
    comparisons,
)
from rules.library import Condition, Figure, Law
from rules.library import law as project_law
from rules.model import Fact, Outcome, SpecialDecision, Value, Verdict

LETTERS: Mapping[Ternary, str] = {True: "t", False: "f", None: "u"}
ORDER = "fut"
ANY = frozenset(ORDER)
GROUP = 6
MOST_CASES = 40
LIFTED = "lifted"
VERDICTS = ("pass", "hold")
STOP = "stop"
YES = "y"
OUTCOMES: Mapping[str, Outcome] = {
    "met": Outcome.MET,
    LIFTED: Outcome.MET,
    "unmet": Outcome.UNMET,
    "unknown": Outcome.UNKNOWN,
    "na": Outcome.NOT_APPLICABLE,
}

# What must hold of some slugs at once: the letters that each of them may have.
Case = dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a rule concludes: of which slug, which letter or outcome, and what the next rules see.

    Of a condition they see only whether it passes; the verdict is seen by none.
    """

    slug: str
    letter: str
    asserted: str | None

    @property
    def letter_asserted(self) -> str:
        """Return what the next rules see of it."""
        return self.letter if self.letter in ANY else YES


def evaluate(
    gate: str,
    *,
    on: date,
    facts: Mapping[str, Fact],
    special_decisions: Iterable[SpecialDecision] = (),
    law: Law | None = None,
) -> Verdict:
    """Judge a person at a gate by the law in force on a day; both judges, or no verdict at all."""
    law = law or project_law()
    conditions = law.conditions_in_force(gate, on)
    vocabulary.check(facts, law)
    decisions = _decisions(special_decisions, law)
    plan = _plan(law, gate, conditions)
    figures = {name: law.figure(name, on) for name in plan.figures}

    values = _outcomes(plan, facts, figures)
    given = _given(plan, decisions, on)
    chained, passes = plan.session.run(values, given, gate, on)

    verdict = explain.verdict(
        gate=gate,
        on=on,
        law=law,
        conditions=conditions,
        outcomes=[OUTCOMES[letter] for letter in chained],
        lifted=[letter == LIFTED for letter in chained],
        passes=passes,
        values=dict(zip(plan.comparisons, values, strict=True)),
        given=dict(zip((condition.id for condition in plan.liftable), given, strict=True)),
        decisions=decisions,
        facts=facts,
        read=plan.facts,
        figures=figures,
    )
    problems = checker.check(verdict.as_dict(), [condition.id for condition in conditions])
    if problems:
        raise EngineError(gate, on, f"the two judges differ: {'; '.join(problems[:3])}")
    return verdict


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
    known = {condition.id for condition in law.conditions}
    found: dict[str, list[SpecialDecision]] = {}
    for decision in given:
        if decision.condition not in known:
            raise SpecialDecisionError(str(decision.condition)[:60], "there is no such condition")
        for part in ("authority", "number", "document"):
            text = getattr(decision, part)
            if not isinstance(text, str) or not text.strip():
                raise SpecialDecisionError(decision.condition, f"it has no {part}")
        if type(decision.decided_on) is not date:
            raise SpecialDecisionError(decision.condition, "it has no date")
        found.setdefault(decision.condition, []).append(decision)
    return found


def _given(plan: _Plan, decisions: Mapping[str, list[SpecialDecision]], on: date) -> list[bool]:
    """Tell of each condition that can be lifted whether a decision that can lift it is given."""
    return [explain.deciding(condition, decisions, on) is not None for condition in plan.liftable]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is the same for every evaluation under one set of editions."""

    comparisons: tuple[Comparison, ...]
    liftable: tuple[Condition, ...]
    facts: tuple[str, ...]
    figures: tuple[str, ...]
    session: _Session


_plans: WeakKeyDictionary[Law, dict[tuple[Any, ...], _Plan]] = WeakKeyDictionary()
_plans_lock = threading.Lock()
_numbers = itertools.count(1)


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
    rules = _Rules(slugs)
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
        session=_Session(rules, len(conditions)),
    )


class _Rules:
    """Writes the ruleset of a plan: which slugs lead to which."""

    def __init__(self, slugs: Mapping[Comparison, str]) -> None:
        self.definition: dict[str, dict[str, Any]] = {}
        self.conclusions: dict[str, Conclusion] = {}
        self.lifts = 0
        self._slugs = slugs
        self._parts = itertools.count()

    def add_condition(self, slug: str, condition: Condition) -> None:
        """From the parts of a condition to its one outcome."""
        applies = self._part(condition.applies)
        requires = self._part(condition.requires)
        lift = self._lift(condition)
        base: Case = {applies: frozenset("t")} if applies else {}
        if applies:
            self._conclude(slug, "na", {applies: frozenset("f")})
            self._conclude(slug, "unknown", {applies: frozenset("u")})
        assert requires is not None  # noqa: S101  A condition requires something: see the loader.
        for letter, outcome in (("t", "met"), ("u", "unknown")):
            self._conclude_both(slug, outcome, base, {requires: frozenset(letter)})
        if lift is None:
            self._conclude_both(slug, "unmet", base, {requires: frozenset("f")})
            return
        for letter, outcome in (("t", LIFTED), ("f", "unmet"), ("u", "unknown")):
            unmet: Case = {requires: frozenset("f")}
            self._conclude_both(slug, outcome, base, unmet, {lift: frozenset(letter)})

    def add_verdict(self, slugs: Sequence[str]) -> None:
        """From the outcomes to the verdict: all together pass, a single one holds."""
        self._rule([{STOP: YES}], Conclusion("hold", "", None))
        level = [{slug: YES} for slug in slugs]
        numbers = itertools.count()
        while len(level) > 1:
            groups = [level[start : start + GROUP] for start in range(0, len(level), GROUP)]
            level = []
            for group in groups:
                slug = f"g{next(numbers)}"
                self._rule(group, Conclusion(slug, "", slug))
                level.append({slug: YES})
        self._rule(level, Conclusion("pass", "", None))

    def _part(self, node: Node | None) -> str | None:
        """Return the slug whose letter is the value of an expression."""
        if node is None:
            return None
        if isinstance(node, Comparison):
            return self._slugs[node]
        return self._derived(lambda wanted: self._cases(node, wanted))

    def _lift(self, condition: Condition) -> str | None:
        """Return the slug that tells whether a special decision lifts a condition."""
        if condition.lift is None:
            return None
        given = f"s{self.lifts}"
        self.lifts += 1
        only_if = condition.lift.only_if
        if only_if is None:
            return given

        def cases(wanted: frozenset[str]) -> list[Case]:
            refused: list[Case] = [{given: frozenset("f")}] if "f" in wanted else []
            taken: Case = {given: frozenset("t")}
            return refused + [{**taken, **case} for case in self._cases(only_if, wanted)]

        return self._derived(cases)

    def _derived(self, cases: Callable[[frozenset[str]], list[Case]]) -> str:
        slug = f"p{next(self._parts)}"
        written = 0
        for letter in "tfu":
            for case in cases(frozenset(letter)):
                self._rule(_patterns(case), Conclusion(slug, letter, slug))
                written += 1
        if written > MOST_CASES:
            raise ValueError(f"an expression has {written} cases; split the condition")
        return slug

    def _cases(self, node: Node, wanted: frozenset[str]) -> list[Case]:
        """List, without overlap, the cases in which an expression has one of some letters."""
        match node:
            case Comparison():
                return [{self._slugs[node]: wanted}]
            case Not(part):
                return self._cases(part, _opposite(wanted))
            case Both(parts):
                first, *rest = parts
                if not rest:
                    return self._cases(first, wanted)
                return self._both(first, Both(tuple(rest)), wanted)
            case Either(parts):
                opposite = Both(tuple(Not(part) for part in parts))
                return self._cases(opposite, _opposite(wanted))

    def _both(self, first: Node, rest: Node, wanted: frozenset[str]) -> list[Case]:
        """In f < u < t the lower of two letters is that of both."""
        by_others: dict[frozenset[str], set[str]] = {}
        for letter in ORDER:
            others = frozenset(
                other for other in ORDER if min(letter, other, key=ORDER.index) in wanted
            )
            by_others.setdefault(others, set()).add(letter)
        found: list[Case] = []
        for others, letters in by_others.items():
            if not others:
                continue
            rights: list[Case] = [{}] if others == ANY else self._cases(rest, others)
            for left in self._cases(first, frozenset(letters)):
                for right in rights:
                    merged = _merged(left, right)
                    if merged is not None:
                        found.append(merged)
        return found

    def _conclude(self, slug: str, outcome: str, case: Case) -> None:
        asserted = slug if OUTCOMES[outcome].passes else STOP
        self._rule(_patterns(case), Conclusion(slug, outcome, asserted))

    def _conclude_both(self, slug: str, outcome: str, *cases: Case) -> None:
        whole: Case | None = {}
        for case in cases:
            whole = _merged(whole, case) if whole is not None else None
        if whole:
            self._conclude(slug, outcome, whole)

    def _rule(self, patterns: Sequence[Mapping[str, Any]], conclusion: Conclusion) -> None:
        name = f"r{len(self.definition)}"
        self.conclusions[name] = conclusion
        self.definition[name] = {
            "all": [{f"m{index}": pattern} for index, pattern in enumerate(patterns)]
        }


def _opposite(letters: frozenset[str]) -> frozenset[str]:
    return frozenset({"t": "f", "f": "t", "u": "u"}[letter] for letter in letters)


def _merged(left: Case, right: Case) -> Case | None:
    """Return what holds in both cases, or None where they exclude each other."""
    whole = dict(left)
    for slug, letters in right.items():
        whole[slug] = whole.get(slug, ANY) & letters
        if not whole[slug]:
            return None
    return whole


def _patterns(case: Case) -> list[dict[str, Any]]:
    """Write a case as the patterns of durable_rules, one for each slug."""
    found: list[dict[str, Any]] = []
    for slug, letters in case.items():
        if len(letters) == 1:
            found.append({slug: next(iter(letters))})
        elif len(letters) == 2:
            (other,) = ANY - letters
            found.append({"$neq": {slug: other}})
    return found


class _Chain(Ruleset):  # type: ignore[misc]
    """A ruleset whose actions are run here, one after the other.

    Ruleset's own loop swallows the exception of an action into the state and takes three times
    as long. The chaining itself, which rule fires on which facts, is durable_rules' own.
    """

    def __init__(self, rules: _Rules) -> None:
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
        facts = ",".join(
            f'{{"id":"{slug}","{slug}":"{letter}","sid":"{sid}"}}' for slug, letter in start
        )
        asserted = durable_rules_engine.assert_facts(self._handle, f"[{facts}]")
        state = self._handle_result(asserted, sid)
        started = durable_rules_engine.start_action_for_state(self._handle, state)
        fired = started[1] if started else None
        while fired:
            name = fired[2 : fired.index('"', 2)]
            concluded.append(self._conclusions[name])
            if name in self._written:
                fact = f'{self._written[name]}{sid}"}}'
                self._handle_result(durable_rules_engine.assert_fact(self._handle, fact), name)
            fired = durable_rules_engine.complete_and_start_action(self._handle, state)
        return concluded


def _not_run(_closure: object) -> None:
    """Stand where Ruleset wants an action."""


class _Session:
    """Runs one ruleset: one fresh sid for each evaluation, and nothing kept after it."""

    def __init__(self, rules: _Rules, conditions: int) -> None:
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
            *((f"k{index}", LETTERS[value]) for index, value in enumerate(values)),
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
        answers = set()
        for conclusion in concluded:
            if conclusion.slug in VERDICTS:
                answers.add(conclusion.slug)
            elif conclusion.letter in OUTCOMES:
                outcomes.setdefault(conclusion.slug, []).append(conclusion.letter)
        found = []
        for index in range(self._conditions):
            got = outcomes.get(f"d{index}", [])
            if len(got) != 1:
                raise EngineError(gate, on, f"condition {index} came to {len(got)} outcomes")
            found.append(got[0])
        if len(answers) != 1:
            raise EngineError(gate, on, f"the chain came to {len(answers)} verdicts")
        return found, answers == {"pass"}
