"""An edition as it reads on one day: with its figures as numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from rules.definitions import Condition, Law
from rules.editing.judging import outcome
from rules.expression import (
    Both,
    Comparison,
    Either,
    Node,
    Not,
    Operand,
    Ternary,
    Type,
)
from rules.model import Outcome


@dataclass(frozen=True, slots=True)
class EditionOnDay:
    """An edition as it reads on one day: its figures are numbers."""

    edition: Condition

    @classmethod
    def on(cls, edition: Condition, law: Law, on: date) -> EditionOnDay:
        """Write the figures of a day into an edition; raise RuleError where one is not in force."""

        def figures(node: Node) -> Node:
            return with_figures(node, lambda name: law.figure(name, on).value)

        lift = edition.lift
        if lift and lift.only_if is not None:
            lift = replace(lift, only_if=figures(lift.only_if))
        applies = None if edition.applies is None else figures(edition.applies)
        requires = figures(edition.requires)
        return cls(replace(edition, applies=applies, requires=requires, lift=lift))

    @property
    def authorities(self) -> tuple[str, ...]:
        """List those whose special decision can lift it."""
        return self.edition.lift.authorities if self.edition.lift else ()

    def outcome(self, holds: Callable[[Comparison], Ternary], authority: str) -> Outcome:
        """Tell what it comes to, with the special decision of an authority or of nobody."""
        return outcome(self.edition, holds, decided=authority in self.authorities)


def with_figures(node: Node, value: Callable[[str], int]) -> Node:
    """Return an expression with its figures as numbers."""
    match node:
        case Comparison(operator, operands):
            return Comparison(operator, tuple(_number(each, value) for each in operands))
        case Not(part):
            return Not(with_figures(part, value))
        case Both(parts):
            return Both(tuple(with_figures(part, value) for part in parts))
        case Either(parts):
            return Either(tuple(with_figures(part, value) for part in parts))


def _number(operand: Operand, value: Callable[[str], int]) -> Operand:
    if operand.source != "figure":
        return operand
    return Operand("literal", "", value(operand.name), Type("integer"))


def facts_of(comparison: Comparison) -> list[str]:
    """List the facts of a comparison."""
    return [operand.name for operand in comparison.operands if operand.source == "fact"]
