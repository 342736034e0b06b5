"""What one gate asks twice: two conditions in force together that require the same of the same.

A candidate would get two findings for one fault. Two expressions are the same where they differ
only in the order of their parts, or in the side on which a fact stands.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date

from rules.definitions import Condition, Gate
from rules.editing.book import Book
from rules.editing.problems import Problem
from rules.expression import Both, Comparison, Either, Node, Not

_MIRRORED = {">=": "<=", ">": "<"}
_EITHER_WAY = ("=", "!=")


def asked_twice(book: Book) -> Iterator[Problem]:
    """Conditions of one gate with the same `requires`, and the same or no `applies_when`."""
    for gate in book.law.gates.values():
        asked = [each for each in book.law.conditions if each.prefix in gate.conditions]
        told: set[tuple[str, str]] = set()
        for first, second in itertools.combinations(asked, 2):
            pair = first.id, second.id
            start = _first_day_together(gate, first, second)
            if first.id == second.id or pair in told or start is None:
                continue
            if _same(first, second):
                told.add(pair)
                details = {
                    "about": second.id,
                    "other": first.id,
                    "gate": gate.name,
                    "on": f"{start}",
                }
                yield Problem("asked-twice", second.at("requires"), details)


def _first_day_together(gate: Gate, first: Condition, second: Condition) -> date | None:
    """Return the first day on which the gate asks both, None where there is none."""
    stretches = (gate.in_force, first.in_force, second.in_force)
    start = max(each.start for each in stretches)
    return start if all(each.covers(start) for each in stretches) else None


def _same(first: Condition, second: Condition) -> bool:
    if normal(first.requires) != normal(second.requires):
        return False
    if first.applies is None or second.applies is None:
        return True
    return normal(first.applies) == normal(second.applies)


def normal(node: Node) -> str:
    """Write an expression so that two which differ in their order alone are written alike."""
    match node:
        case Not(Not(part)):
            return normal(part)
        case Not(part):
            return f"not ({normal(part)})"
        case Both():
            return f"({' and '.join(sorted({normal(part) for part in _parts(node)}))})"
        case Either():
            return f"({' or '.join(sorted({normal(part) for part in _parts(node)}))})"
        case Comparison(operator, operands):
            first, *rest = (str(operand) for operand in operands)
            if operator in _MIRRORED:
                return f"{rest[0]} {_MIRRORED[operator]} {first}"
            if operator in _EITHER_WAY:
                return f" {operator} ".join(sorted((first, *rest)))
            if operator == "among":
                return f"{first} in ({', '.join(sorted(rest))})"
            return str(node)


def _parts(node: Both | Either) -> Iterator[Node]:
    """List the parts, of those of the same kind among them too."""
    for part in node.parts:
        if isinstance(part, Both | Either) and type(part) is type(node):
            yield from _parts(part)
        else:
            yield part
