"""Expressions of the law in full FEEL (DMN 1.5), to the letter of its semantics.

The language of the conditions is a part of FEEL with one difference: there, what is not known
makes every comparison unknown, while FEEL says of `null = 0` that it is false. And it compares the
values of an ordered list by their place, which FEEL would compare by the alphabet. Both are
written out here, so that any FEEL engine comes to the same outcome.
"""

from __future__ import annotations

import json
from datetime import date

from rules.expression import Both, Comparison, Either, Node, Not, Operand
from rules.model import Month, Value

# FEEL itself answers null for these when one side is null (DMN 1.5, table 45).
SELF_GUARDED = frozenset({"<", "<=", ">", ">=", "within"})


def feel(node: Node) -> str:
    """Return an expression in FEEL."""
    match node:
        case Comparison():
            return _comparison(node)
        case Not(part):
            return f"not({feel(part)})"
        case Both(parts):
            return " and ".join(_part(part, node) for part in parts)
        case Either(parts):
            return " or ".join(_part(part, node) for part in parts)


def literal(value: Value) -> str:
    """Return a value as a FEEL literal; a month is its first day, a set of codes a list."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Month):
        return f'@"{value}-01"'
    if isinstance(value, date):
        return f'@"{value.isoformat()}"'
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, frozenset):
        return f"[{', '.join(literal(code) for code in sorted(value))}]"
    return str(value)


def _part(part: Node, whole: Node) -> str:
    text = feel(part)
    plain = isinstance(part, Not) or (isinstance(part, Comparison) and not text.startswith("if "))
    return text if plain else f"({text})"


def _comparison(comparison: Comparison) -> str:
    first, *others = comparison.operands
    named = [each.name for each in comparison.operands if each.source != "literal"]
    if comparison.operator == "member":
        # The set stands second: `"code" in a_set`.
        return f"list contains({others[0].name}, {_operand(first)})"
    if first.type.ordered and comparison.operator not in ("=", "!=", "among"):
        return _guarded(named, _ranked(comparison))
    if first.type.kind == "boolean" and comparison.operator == "=" and others[0].value is True:
        return first.name
    text = _plain(comparison)
    return text if comparison.operator in SELF_GUARDED else _guarded(named, text)


def _plain(comparison: Comparison) -> str:
    first, *others = (_operand(operand) for operand in comparison.operands)
    if comparison.operator == "among":
        return f"{first} in ({', '.join(others)})"
    if comparison.operator == "within":
        return f"{first} in [{others[0]}..{others[1]}]"
    return f"{first} {comparison.operator} {others[0]}"


def _ranked(comparison: Comparison) -> str:
    """Compare by the place in the list of values."""
    order = f"[{', '.join(literal(value) for value in comparison.operands[0].type.values)}]"
    places = [f"index of({order}, {_operand(operand)})[1]" for operand in comparison.operands]
    if comparison.operator == "within":
        return f"{places[0]} in [{places[1]}..{places[2]}]"
    return f"{places[0]} {comparison.operator} {places[1]}"


def _guarded(names: list[str], text: str) -> str:
    unknown = " or ".join(f"{name} = null" for name in dict.fromkeys(names))
    return f"if {unknown} then null else {text}"


def _operand(operand: Operand) -> str:
    if operand.source != "literal":
        return operand.name
    assert operand.value is not None  # noqa: S101  A literal has a value: see the grammar.
    return literal(operand.value)
