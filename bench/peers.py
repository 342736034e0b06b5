"""Verdicts a second, beside other engines on the same conditions of the gate, in the same run.

Each is asked, of the same people, which conditions let pass: `not (applies) or requires`, all facts
known, no special decision. Ours does more in that time: what is unknown, what lifts, both judges,
the explanation. durable_rules is asked by its own interface, with its own loop of actions, and is
given the comparisons computed, as our first judge gives them. The others are given the conditions
in their own language and the facts as they are; a level is given by its place. What a peer answers
is compared with ours before anything is timed.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import rule_engine
import zen
from bkflow_feel.api import parse_expression
from durable.engine import Ruleset

from bench.courses import Course
from bench.figures import Line, settled
from bench.verdicts import GATE, facts_of_everybody
from rules.definitions import Condition
from rules.expression import Both, Comparison, Either, Node, Not, Operand, compare, comparisons
from rules.judge.engine import evaluate
from rules.judge.ruleset import Rules
from rules.library import law
from rules.model import Fact, Value, to_json

RUNS = 500
LETTERS = {True: "t", False: "f", None: "u"}
Answer = tuple[bool, ...]
Judge = Callable[[Mapping[str, Fact]], Answer]


def measure(runs: int = RUNS) -> list[Line]:
    """Return one line for ours and one for each peer."""
    course = Course()
    known = [_known(facts) for facts in facts_of_everybody(course)]
    conditions = law().conditions_in_force(GATE, course.on)
    figures = {
        name: law().figure(name, course.on).value
        for condition in conditions
        for name in condition.reads("figure")
    }
    lines = {
        "Ours: both judges and the explanation": partial(_ours, course),
        "durable_rules, bare": _durable(conditions, figures),
        "zen-engine, a decision of expressions": _zen(conditions, figures),
        "rule-engine, a rule for each condition": _rule_engine(conditions, figures),
        "bkflow-feel, a FEEL expression for each condition": _feel(conditions, figures),
    }
    found = []
    for name, judge in lines.items():
        _compare(name, judge, partial(_ours, course), known)
        found.append(Line(f"{name}: {len(conditions)} conditions", queries="0"))
    for run in range(runs):
        facts = known[run % len(known)]
        with settled():
            for line, judge in zip(found, lines.values(), strict=True):
                line.take(partial(judge, facts))
    for line in found:
        line.note = f"{1000 / line.middle:,.0f} a second"
    return found


def _known(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Fill in what nobody knows, so that an engine without *unknown* can be asked as well."""
    filled = {}
    for name, definition in law().facts.items():
        fact = facts.get(name)
        value = fact.value if fact else None
        if value is None:
            value = {
                "boolean": True,
                "codes": frozenset(),
                "enum": next(iter(definition.values), None),
            }.get(definition.type)
        if value is None and definition.bounds:
            value = definition.bounds[0]
        filled[name] = Fact(name, value)
    asked = {
        name
        for condition in law().conditions
        if condition.prefix in law().gates[GATE].conditions
        for name in condition.reads("fact")
    }
    return {name: filled[name] for name in asked}


def _compare(name: str, judge: Judge, ours: Judge, known: Sequence[Mapping[str, Fact]]) -> None:
    for facts in known:
        if judge(facts) != ours(facts):
            raise RuntimeError(f"{name} judges otherwise")


def _ours(course: Course, facts: Mapping[str, Fact]) -> Answer:
    verdict = evaluate(GATE, on=course.on, facts=facts)
    return tuple(finding.outcome.passes for finding in verdict.findings)


def _durable(conditions: Sequence[Condition], figures: Mapping[str, int]) -> Judge:
    """The rules that our engine writes, run by durable_rules as its manual has it."""
    found = dict.fromkeys(
        comparison
        for condition in conditions
        for node in condition.expressions
        for comparison in comparisons(node)
    )
    rules = Rules({comparison: f"k{index}" for index, comparison in enumerate(found)})
    for index, condition in enumerate(conditions):
        rules.add_condition(f"d{index}", condition)
    rules.add_verdict([f"d{index}" for index in range(len(conditions))])
    passing: dict[str, set[str]] = {}

    def concluding(name: str) -> Callable[[Any], None]:
        conclusion = rules.conclusions[name]

        def run(closure: Any) -> None:
            if conclusion.asserted:
                slug, letter = conclusion.asserted, conclusion.letter_asserted
                closure.assert_fact({"id": conclusion.slug, slug: letter})
                if slug == conclusion.slug and letter == "y":
                    passing.setdefault(closure.s.sid, set()).add(slug)

        return run

    ruleset = Ruleset(
        "bare",
        None,
        {name: {**rule, "run": concluding(name)} for name, rule in rules.definition.items()},
    )
    numbers = itertools.count(1)
    lifts = range(rules.lifts)

    def judge(facts: Mapping[str, Fact]) -> Answer:
        sid = str(next(numbers))
        start = [
            {"id": f"k{index}", f"k{index}": LETTERS[value], "sid": sid}
            for index, value in enumerate(_values(found, facts, figures))
        ]
        start += [{"id": f"s{index}", f"s{index}": "f", "sid": sid} for index in lifts]
        state = ruleset.assert_facts(start)
        ruleset.do_actions(state, lambda error, _state: None)
        ruleset.delete_state(sid)
        passed = passing.pop(sid, set())
        return tuple(f"d{index}" in passed for index in range(len(conditions)))

    return judge


def _values(
    found: Mapping[Comparison, None], facts: Mapping[str, Fact], figures: Mapping[str, int]
) -> list[bool | None]:
    def value(operand: Operand) -> Value | None:
        if operand.source == "fact":
            return facts[operand.name].value
        return figures[operand.name] if operand.source == "figure" else operand.value

    return [compare(comparison, value) for comparison in found]


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How an engine writes what the conditions say."""

    equals: str
    among: tuple[str, str]

    def passes(self, condition: Condition, figures: Mapping[str, int]) -> str:
        """Return the text that tells whether a condition lets pass."""
        requires = self.text(condition.requires, figures)
        if condition.applies is None:
            return requires
        return f"not ({self.text(condition.applies, figures)}) or ({requires})"

    def text(self, node: Node, figures: Mapping[str, int]) -> str:
        """Write an expression, its figures filled in."""
        match node:
            case Comparison():
                return self._comparison(node, figures)
            case Not(part):
                return f"not ({self.text(part, figures)})"
            case Both(parts):
                return " and ".join(f"({self.text(part, figures)})" for part in parts)
            case Either(parts):
                return " or ".join(f"({self.text(part, figures)})" for part in parts)

    def _comparison(self, comparison: Comparison, figures: Mapping[str, int]) -> str:
        order = comparison.operands[0].type

        def operand(each: Operand) -> str:
            if each.source == "fact":
                return each.name
            value = figures[each.name] if each.source == "figure" else each.value
            if order.ordered:
                return str(order.values.index(str(value)))
            return json.dumps(to_json(value))

        first, *others = (operand(each) for each in comparison.operands)
        if comparison.operator == "among":
            opening, closing = self.among
            return f"{first} in {opening}{', '.join(others)}{closing}"
        sign = self.equals if comparison.operator == "=" else comparison.operator
        return f"{first} {sign} {others[0]}"


def _plain(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """Give facts as plain values, a level by its place."""
    found = {}
    for name, fact in facts.items():
        definition = law().facts[name]
        value = to_json(fact.value)
        found[name] = list(definition.values).index(value) if definition.ordered else value
    return found


def _zen(conditions: Sequence[Condition], figures: Mapping[str, int]) -> Judge:
    dialect = _Dialect("==", ("[", "]"))
    expressions = [
        {"id": f"e{index}", "key": f"d{index}", "value": dialect.passes(condition, figures)}
        for index, condition in enumerate(conditions)
    ]
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        {
            "id": "gate",
            "type": "expressionNode",
            "name": "gate",
            "content": {"expressions": expressions},
        },
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    edges = [
        {"id": "1", "type": "edge", "sourceId": "in", "targetId": "gate"},
        {"id": "2", "type": "edge", "sourceId": "gate", "targetId": "out"},
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))

    def judge(facts: Mapping[str, Fact]) -> Answer:
        result = decision.evaluate(_plain(facts))["result"]
        return tuple(result[f"d{index}"] for index in range(len(conditions)))

    return judge


def _rule_engine(conditions: Sequence[Condition], figures: Mapping[str, int]) -> Judge:
    dialect = _Dialect("==", ("[", "]"))
    rules = [rule_engine.Rule(dialect.passes(condition, figures)) for condition in conditions]

    def judge(facts: Mapping[str, Fact]) -> Answer:
        plain = _plain(facts)
        return tuple(rule.matches(plain) for rule in rules)

    return judge


def _feel(conditions: Sequence[Condition], figures: Mapping[str, int]) -> Judge:
    dialect = _Dialect("=", ("[", "]"))
    texts = [dialect.passes(condition, figures) for condition in conditions]

    def judge(facts: Mapping[str, Fact]) -> Answer:
        plain = _plain(facts)
        return tuple(parse_expression(text, plain) for text in texts)

    return judge
