"""The language of the conditions: a small part of FEEL (DMN 1.5), typed and total.

    appointment_relation in ("first", "higher") and not (months_in_post < minimum_months)

Comparisons of facts, figures and literals, `and`, `or`, `not (...)`, `in (...)`, `in [a..b]`,
`between a and b`. No calls, no loops, no arithmetic. An expression is read and typed once, when
the law is loaded; from then on it has a value for any facts whatever: true, false or unknown
(Kleene's logic, in which an unknown operand decides nothing that the others leave open).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NoReturn

from lark import Lark, Token, Transformer
from lark.exceptions import LarkError, VisitError

from rules.model import Month, Value

GRAMMAR = r"""
    ?start: disjunction
    ?disjunction: conjunction ("or" conjunction)* -> either
    ?conjunction: factor ("and" factor)* -> both
    ?factor: "not" "(" disjunction ")" -> negation
           | "(" disjunction ")"
           | comparison
    ?comparison: operand OPERATOR operand -> compare
               | operand "in" "(" literal ("," literal)* ")" -> among
               | operand "in" "[" operand ".." operand "]" -> within
               | operand "between" operand "and" operand -> within
               | literal "in" NAME -> member
               | NAME -> flag
    ?operand: NAME -> name
            | literal
    literal: INTEGER -> integer
           | TEXT -> text
           | DAY -> day
           | "true" -> true
           | "false" -> false
    OPERATOR: "<=" | ">=" | "!=" | "=" | "<" | ">"
    NAME: /[a-z][a-z0-9_]*/
    INTEGER: /-?[0-9]+/
    TEXT: /"[^"\\\n]*"/
    DAY: /@"[0-9-]+"/
    %ignore /[ \t\n]+/
"""

EQUALITY = frozenset({"=", "!="})
ORDER = frozenset({"<", "<=", ">", ">="})

Ternary = bool | None


@dataclass(frozen=True, slots=True)
class Type:
    """The type of a fact, figure or literal: its kind, its unit, its values in their order."""

    kind: str
    unit: str = ""
    values: tuple[str, ...] = ()
    ordered: bool = False

    def __str__(self) -> str:
        if self.kind == "enum":
            return f"{'ordered ' if self.ordered else ''}enum ({', '.join(self.values)})"
        return f"{self.kind} of {self.unit}" if self.unit else self.kind


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a comparison: a fact, a figure or a literal."""

    source: str
    name: str
    value: Value | None
    type: Type

    def __str__(self) -> str:
        if self.source != "literal":
            return self.name
        if isinstance(self.value, bool):
            return "true" if self.value else "false"
        if isinstance(self.value, (date, Month)):
            return f'@"{self.value}"'
        return f'"{self.value}"' if isinstance(self.value, str) else str(self.value)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison of facts and figures: what an explanation bottoms out in."""

    operator: str
    operands: tuple[Operand, ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((self.operator, self.operands)))

    def __hash__(self) -> int:
        return self._hash

    def __str__(self) -> str:
        first, *rest = (str(operand) for operand in self.operands)
        if self.operator == "among":
            return f"{first} in ({', '.join(rest)})"
        if self.operator == "within":
            return f"{first} in [{rest[0]}..{rest[1]}]"
        if self.operator == "member":
            return f"{first} in {rest[0]}"
        return f"{first} {self.operator} {rest[0]}"


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of its part."""

    part: Node


@dataclass(frozen=True, slots=True)
class Both:
    """True when all its parts are, false when one of them is false."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """True when one of its parts is, false when all of them are false."""

    parts: tuple[Node, ...]


Node = Comparison | Not | Both | Either


@lru_cache(maxsize=1)
def _parser() -> Lark:
    return Lark(GRAMMAR, parser="lalr")


class UntypedError(ValueError):
    """An expression does not parse, or compares what cannot be compared."""


class UnknownOperandError(UntypedError):
    """An expression names what is neither a fact nor a figure."""


def parse(
    text: str,
    facts: Mapping[str, Type],
    figures: Mapping[str, Type],
    kept: dict[Comparison, Comparison] | None = None,
) -> Node:
    """Read an expression and type it against the vocabulary; raise UntypedError if it fails.

    Equal comparisons that are read with the same `kept` become one object.
    """
    try:
        tree = _parser().parse(text)
    except LarkError as error:
        first = str(error).splitlines()[0]
        raise UntypedError(f"the expression {text!r} cannot be read: {first}") from error
    try:
        node = _Reader(facts, figures, kept if kept is not None else {}).transform(tree)
    except VisitError as error:
        if isinstance(error.orig_exc, UntypedError):
            raise type(error.orig_exc)(f"in {text!r}: {error.orig_exc}") from error
        raise
    if isinstance(node, Operand):
        raise UntypedError(f"{text!r} is a value and not a condition")
    typed: Node = node
    return typed


def written(node: Node) -> str:
    """Write an expression in the language; read again it is the same expression."""
    match node:
        case Comparison("=", (Operand("fact", name), Operand(value=True))):
            return name
        case Comparison():
            return str(node)
        case Not(part):
            return f"not ({written(part)})"
        case Both(parts):
            return " and ".join(_bracketed(part, (Both, Either)) for part in parts)
        case Either(parts):
            return " or ".join(_bracketed(part, (Either,)) for part in parts)


def _bracketed(part: Node, looser: tuple[type, ...]) -> str:
    return f"({written(part)})" if isinstance(part, looser) else written(part)


def comparisons(node: Node) -> Iterator[Comparison]:
    """List the comparisons of an expression from left to right."""
    match node:
        case Comparison():
            yield node
        case Not(part):
            yield from comparisons(part)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from comparisons(part)


def names(node: Node, source: str) -> tuple[str, ...]:
    """List the facts or the figures that an expression reads, each once, in order."""
    found = (
        operand.name
        for comparison in comparisons(node)
        for operand in comparison.operands
        if operand.source == source
    )
    return tuple(dict.fromkeys(found))


def compare(comparison: Comparison, values: Callable[[Operand], Value | None]) -> Ternary:
    """Give the value of one comparison; unknown as soon as one of its operands is."""
    given = [values(operand) for operand in comparison.operands]
    if None in given:
        return None
    first = comparison.operands[0].type
    if first.ordered and comparison.operator not in EQUALITY:
        given = [first.values.index(value) for value in given]
    return _holds(comparison.operator, given)


def _holds(operator: str, given: list[Any]) -> bool:
    first, second = given[0], given[1]
    match operator:
        case "=":
            return bool(first == second)
        case "!=":
            return bool(first != second)
        case "<":
            return bool(first < second)
        case "<=":
            return bool(first <= second)
        case ">":
            return bool(first > second)
        case ">=":
            return bool(first >= second)
        case "among":
            return first in given[1:]
        case "within":
            return bool(second <= first <= given[2])
        case _:
            return first in second


def kleene(node: Node, outcome: Callable[[Comparison], Ternary]) -> Ternary:
    """Give the value of an expression from the values of its comparisons."""
    match node:
        case Comparison():
            return outcome(node)
        case Not(part):
            value = kleene(part, outcome)
            return None if value is None else not value
        case Both(parts):
            values = [kleene(part, outcome) for part in parts]
            return False if False in values else None if None in values else True
        case Either(parts):
            values = [kleene(part, outcome) for part in parts]
            return True if True in values else None if None in values else False


class _Reader(Transformer[Token, Any]):
    """Turns the parse tree into typed nodes, from the leaves up."""

    def __init__(
        self,
        facts: Mapping[str, Type],
        figures: Mapping[str, Type],
        kept: dict[Comparison, Comparison],
    ) -> None:
        super().__init__()
        self._facts = facts
        self._figures = figures
        self._kept = kept

    def name(self, found: list[Token]) -> Operand:
        name = str(found[0])
        if name in self._facts:
            return Operand("fact", name, None, self._facts[name])
        if name in self._figures:
            return Operand("figure", name, None, self._figures[name])
        raise UnknownOperandError(f"there is no fact and no figure called '{name}'")

    def integer(self, found: list[Token]) -> Operand:
        return Operand("literal", "", int(found[0]), Type("integer"))

    def text(self, found: list[Token]) -> Operand:
        return Operand("literal", "", str(found[0])[1:-1], Type("text"))

    def day(self, found: list[Token]) -> Operand:
        written = str(found[0])[2:-1]
        try:
            value: date | Month = (
                Month.parse(written) if len(written) == 7 else date.fromisoformat(written)
            )
        except ValueError as error:
            raise UntypedError(f'@"{written}" is neither a date nor a month') from error
        return Operand("literal", "", value, Type("month" if len(written) == 7 else "date"))

    def true(self, _found: list[Token]) -> Operand:
        return Operand("literal", "", True, Type("boolean"))

    def false(self, _found: list[Token]) -> Operand:
        return Operand("literal", "", False, Type("boolean"))

    def compare(self, found: list[Any]) -> Comparison:
        left, operator, right = found[0], str(found[1]), found[2]
        return self._typed(Comparison(operator, (left, right)))

    def among(self, found: list[Any]) -> Comparison:
        return self._typed(Comparison("among", tuple(found)))

    def within(self, found: list[Any]) -> Comparison:
        return self._typed(Comparison("within", tuple(found)))

    def member(self, found: list[Any]) -> Comparison:
        literal, holder = found[0], self.name(found[1:])
        if holder.type.kind != "codes" or literal.type.kind != "text":
            _refuse(literal, holder, "only a code can be looked for, in a set of codes")
        if literal.value not in holder.type.values:
            _refuse(literal, holder, "the set has no such code")
        return self._keep(Comparison("member", (literal, holder)))

    def flag(self, found: list[Token]) -> Comparison:
        operand = self.name(found)
        if operand.type.kind != "boolean":
            raise UntypedError(f"'{operand.name}' is {operand.type} and does not stand alone")
        return self._keep(Comparison("=", (operand, self.true([]))))

    def _typed(self, comparison: Comparison) -> Comparison:
        _check_typed(comparison)
        return self._keep(comparison)

    def _keep(self, comparison: Comparison) -> Comparison:
        return self._kept.setdefault(comparison, comparison)

    def negation(self, found: list[Any]) -> Not:
        return Not(found[0])

    def both(self, found: list[Any]) -> Node:
        return found[0] if len(found) == 1 else Both(tuple(found))

    def either(self, found: list[Any]) -> Node:
        return found[0] if len(found) == 1 else Either(tuple(found))


def _check_typed(comparison: Comparison) -> None:
    """Raise UntypedError if the sides of a comparison cannot be compared."""
    first = comparison.operands[0]
    if all(operand.source == "literal" for operand in comparison.operands):
        raise UntypedError(f"'{comparison}' compares literals only")
    if first.source == "literal":
        raise UntypedError(f"'{comparison}' begins with a literal; write the fact first")
    for other in comparison.operands[1:]:
        _comparable(first, other)
    equality = comparison.operator in EQUALITY or comparison.operator == "among"
    if not equality and not (
        first.type.kind in ("integer", "money", "date", "month") or first.type.ordered
    ):
        raise UntypedError(f"'{first}' is {first.type}, which has no order: '{comparison}'")
    if first.type.kind == "codes":
        raise UntypedError(f"'{first}' is a set of codes: ask whether a code is in it")


def _comparable(first: Operand, other: Operand) -> None:
    if first.type.kind == "enum":
        if other.source == "literal":
            if other.type.kind != "text" or other.value not in first.type.values:
                _refuse(first, other, "it is not one of its values")
        elif other.type != first.type:
            _refuse(first, other, "they do not have the same values")
        return
    kinds = {first.type.kind, other.type.kind}
    if first.type.kind == "money" and other.source == "literal" and other.type.kind == "integer":
        return
    if len(kinds) != 1:
        _refuse(first, other, "their types differ")
    if other.source != "literal" and first.type.unit != other.type.unit:
        _refuse(first, other, "their units differ")


def _refuse(first: Operand, other: Operand, why: str) -> NoReturn:
    raise UntypedError(
        f"'{first}' ({first.type}) cannot be compared with '{other}' ({other.type}): {why}"
    )
