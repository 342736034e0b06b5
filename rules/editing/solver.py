"""The same questions as `possible`, asked of a solver: for expressions with too much to try.

z3 is a tool of the developers; the server does without.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import z3

from rules.definitions import FactDefinition, Law
from rules.domains import place
from rules.editing.concrete import EditionOnDay, facts_of
from rules.expression import (
    Both,
    Comparison,
    Either,
    Node,
    Not,
    Operand,
    Ternary,
    comparisons,
)
from rules.model import Outcome

# A formula of z3, which comes without types.
Formula = Any


def values(node: Node, law: Law) -> frozenset[Ternary]:
    """Tell which values an expression without figures can have."""
    truth = _Truth(law, [node])
    yes, no = truth.of(node)
    wanted: dict[Ternary, Formula] = {True: yes, False: no, None: z3.Not(z3.Or(yes, no))}
    return frozenset(value for value, formula in wanted.items() if truth.can_be(formula))


def outcomes(on_day: EditionOnDay, law: Law) -> frozenset[Outcome]:
    """Tell what an edition can come to where no special decision is given."""
    truth = _Truth(law, on_day.edition.expressions)
    told = truth.outcomes(on_day, "")
    return frozenset(outcome for outcome, formula in told.items() if truth.can_be(formula))


def differ(one: EditionOnDay, other: EditionOnDay, by: Sequence[str], law: Law) -> bool:
    """Tell whether any facts are judged differently, with the decision of any authority."""
    truth = _Truth(law, (*one.edition.expressions, *other.edition.expressions))
    ways = []
    for authority in by:
        left, right = truth.outcomes(one, authority), truth.outcomes(other, authority)
        ways += [z3.Xor(left[outcome], right[outcome]) for outcome in Outcome]
    return truth.can_be(z3.Or(*ways))


@dataclass(frozen=True, slots=True)
class _Unknown:
    """A fact as an unknown of the solver: whether it is known, and its value."""

    known: Formula
    value: Formula
    codes: dict[str, Formula]


class _Truth:
    """Writes expressions as formulas: for each, when it is true and when it is false."""

    def __init__(self, law: Law, expressions: Iterable[Node]) -> None:
        self._solver = z3.Solver()
        self._facts: dict[str, _Unknown] = {}
        for node in expressions:
            for comparison in comparisons(node):
                for name in facts_of(comparison):
                    if name not in self._facts:
                        self._facts[name] = self._unknown(law.facts[name])

    def can_be(self, formula: Formula) -> bool:
        """Tell whether any facts make a formula true."""
        answer = self._solver.check(formula)
        if answer == z3.unknown:
            raise ArithmeticError(f"the solver gives no answer: {self._solver.reason_unknown()}")
        return bool(answer == z3.sat)

    def outcomes(self, on_day: EditionOnDay, authority: str) -> dict[Outcome, Formula]:
        """Write when an edition comes to each outcome, with the decision of one authority."""
        edition = on_day.edition
        applies, applies_not = self.of(edition.applies)
        met, unmet = self.of(edition.requires)
        given = authority in on_day.authorities
        lifts, lifts_not = (
            self.of(edition.lift.only_if)
            if given and edition.lift
            else (z3.BoolVal(False), z3.BoolVal(True))
        )
        told = {
            Outcome.NOT_APPLICABLE: applies_not,
            Outcome.MET: z3.And(applies, z3.Or(met, z3.And(unmet, lifts))),
            Outcome.UNMET: z3.And(applies, unmet, lifts_not),
        }
        return {**told, Outcome.UNKNOWN: z3.Not(z3.Or(*told.values()))}

    def of(self, node: Node | None) -> tuple[Formula, Formula]:
        """Write when an expression is true and when it is false; where it is not written, true."""
        match node:
            case None:
                return z3.BoolVal(True), z3.BoolVal(False)
            case Comparison():
                known = z3.And(*(self._facts[name].known for name in facts_of(node)))
                holds = self._holds(node)
                return z3.And(known, holds), z3.And(known, z3.Not(holds))
            case Not(part):
                yes, no = self.of(part)
                return no, yes
            case Both(parts):
                pairs = [self.of(part) for part in parts]
                return z3.And(*(yes for yes, _ in pairs)), z3.Or(*(no for _, no in pairs))
            case Either(parts):
                pairs = [self.of(part) for part in parts]
                return z3.Or(*(yes for yes, _ in pairs)), z3.And(*(no for _, no in pairs))

    def _unknown(self, definition: FactDefinition) -> _Unknown:
        name = definition.name
        codes = {code: z3.Bool(f"{name} has {code}") for code in definition.values}
        value: Formula = z3.Int(name)
        match definition.type:
            case "boolean":
                value = z3.Bool(name)
            case "enum":
                self._solver.add(value >= 0, value < len(definition.values))
        if definition.bounds:
            low, high = definition.bounds
            self._solver.add(place(low) <= value, value <= place(high))
        return _Unknown(z3.Bool(f"{name} is known"), value, codes)

    def _holds(self, comparison: Comparison) -> Formula:
        """Write a comparison of known facts."""
        first, *others = comparison.operands
        if comparison.operator == "member":
            return self._facts[others[0].name].codes[str(first.value)]
        order = next(each.type.values for each in comparison.operands if each.source == "fact")
        left, *right = (self._operand(each, order) for each in comparison.operands)
        match comparison.operator:
            case "among":
                return z3.Or(*(left == each for each in right))
            case "within":
                return z3.And(right[0] <= left, left <= right[1])
            case "<":
                return left < right[0]
            case "<=":
                return left <= right[0]
            case ">":
                return left > right[0]
            case ">=":
                return left >= right[0]
        equal = left == right[0]
        return equal if comparison.operator == "=" else z3.Not(equal)

    def _operand(self, operand: Operand, order: Sequence[str]) -> Formula:
        if operand.source == "fact":
            return self._facts[operand.name].value
        if isinstance(operand.value, bool):
            return z3.BoolVal(operand.value)
        if isinstance(operand.value, str):
            return z3.IntVal(order.index(operand.value))
        assert operand.value is not None  # noqa: S101  A literal has a value.
        return z3.IntVal(place(operand.value))
