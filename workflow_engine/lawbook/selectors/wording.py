"""The law in words: expressions, values, types, stretches of time, in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from rules.definitions import Condition, FactDefinition, Figure, Law
from rules.expression import Both, Comparison, Either, Node, Not, Operand
from rules.model import Confidence, Json, Validity, to_json
from rules.wording import PLACEHOLDER, day
from workflow_engine.access.roles import name_of
from workflow_engine.lawbook.selectors.index import address, figure_at
from workflow_engine.pages import words

CONFIDENCE: Mapping[str, Any] = {
    "seen": gettext_lazy("the text was read"),
    "secondary": gettext_lazy("from a secondary source"),
    "memory": gettext_lazy("from memory"),
    "unknown": gettext_lazy("the source is not established"),
}
KINDS: Mapping[str, Any] = {
    "condition": gettext_lazy("Condition"),
    "lift": gettext_lazy("Special decision"),
    "figure": gettext_lazy("Figure"),
    "fact": gettext_lazy("Fact"),
    "ballot": gettext_lazy("Rule of a count"),
    "retirement": gettext_lazy("Table of ages"),
    "priority": gettext_lazy("Table of points"),
    "schedule": gettext_lazy("Time limits"),
    "instrument": gettext_lazy("Instrument"),
    "gate": gettext_lazy("Gate"),
}
TYPES: Mapping[str, Any] = {
    "integer": gettext_lazy("whole number"),
    "money": gettext_lazy("amount of money"),
    "date": gettext_lazy("date"),
    "month": gettext_lazy("month"),
    "enum": gettext_lazy("one of a list"),
    "boolean": gettext_lazy("yes or no"),
    "codes": gettext_lazy("several of a list"),
}
SOURCES: Mapping[str, Any] = {
    "registry": gettext_lazy("the register of people"),
    "dossier": gettext_lazy("the dossier"),
    "title table": gettext_lazy("the table of titles"),
    "application": gettext_lazy("what the applicant files"),
    "confirmation": gettext_lazy("a confirmation by a named person"),
}
_AMOUNTS: Mapping[str, Any] = {
    "<": gettext_lazy("less than"),
    "<=": gettext_lazy("at most"),
    ">": gettext_lazy("more than"),
    ">=": gettext_lazy("at least"),
}
_DAYS: Mapping[str, Any] = {
    "<": gettext_lazy("before"),
    "<=": gettext_lazy("not after"),
    ">": gettext_lazy("after"),
    ">=": gettext_lazy("not before"),
}
_LEADS: Mapping[str, Any] = {
    "all": gettext_lazy("all of these:"),
    "any": gettext_lazy("at least one of these:"),
    "not": gettext_lazy("it is not so that:"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of an expression, and the page of what they name."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """An expression in words. `kind` is all, any, not or one; only `one` has pieces."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    parts: tuple[Clause, ...] = ()

    @property
    def text(self) -> str:
        """Return the words alone."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def lead(self) -> str:
        """Return the words before the parts; empty for what has none."""
        return str(_LEADS.get(self.kind, ""))


class Speaker:
    """Says the expressions of a law, with the figures as they stand on a day."""

    def __init__(self, books: Law, on: date) -> None:
        self._books = books
        self._on = on

    def clause(self, node: Node) -> Clause:
        """Return an expression in words."""
        match node:
            case Comparison():
                return self._comparison(node, negated=False)
            case Not(Comparison() as part) if part.operator in ("=", "among", "member"):
                return self._comparison(part, negated=True)
            case Not(part):
                return Clause("not", parts=(self.clause(part),))
            case Both(parts):
                return Clause("all", parts=tuple(self.clause(part) for part in parts))
            case Either(parts):
                return Clause("any", parts=tuple(self.clause(part) for part in parts))

    def _comparison(self, comparison: Comparison, *, negated: bool) -> Clause:
        first, *others = comparison.operands
        operator = comparison.operator
        if operator == "member":
            held = self._operand(first, others[0])
            has = _("does not have") if negated else _("has")
            return _one(self._operand(others[0]), f": {has} ", held)
        if first.type.kind == "boolean":
            return self._yes_or_no(first, others[0], negated=negated != (operator == "!="))
        told = [self._operand(other, first) for other in others]
        if operator == "among":
            joined = [piece for each in told for piece in (each, "; ")][:-1]
            lead = _("none of") if negated else _("one of")
            return _one(self._operand(first), f": {lead} ", *joined)
        if operator == "within":
            low, high = pgettext("bounds", "from"), pgettext("bounds", "to")
            return _one(self._operand(first), f": {low} ", told[0], f" {high} ", told[1])
        if operator in ("=", "!="):
            lead = _("other than") if negated or operator == "!=" else ""
            apart = f": {lead} " if lead else ": "
            return _one(self._operand(first), apart, told[0])
        signs = _DAYS if first.type.kind in ("date", "month") else _AMOUNTS
        return _one(self._operand(first), f": {signs[operator]} ", told[0])

    def _yes_or_no(self, first: Operand, other: Operand, *, negated: bool) -> Clause:
        if other.source != "literal":
            lead = _("other than") if negated else _("the same as")
            return _one(self._operand(first), f": {lead} ", self._operand(other))
        yes = bool(other.value) != negated
        return _one(self._operand(first), ": ", _("yes") if yes else _("no"))

    def _operand(self, operand: Operand, beside: Operand | None = None) -> Piece | str:
        """Say one side of a comparison; a literal is said as the fact beside it would be."""
        if operand.source == "fact":
            label = words.said(self._books.facts[operand.name].label)
            return Piece(label, address("fact", operand.name))
        if operand.source == "figure":
            return Piece(self.figure(operand.name), address("figure", operand.name))
        if beside is not None and beside.source == "fact":
            definition = self._books.facts[beside.name]
            if definition.type == "codes":
                return f"“{words.said(definition.values[str(operand.value)])}”"
            return value_in_words(definition, to_json(operand.value))
        return str(operand.value)

    def figure(self, name: str) -> str:
        """Return the value of a figure on the day, or what it is where it has none on it."""
        found = figure_at(self._books, name, self._on)
        return amount(found) if found else words.said(self._books.figures[name][0].description)

    def filled(self, text: str) -> str:
        """Return a sentence with its figures, and with the labels of its facts in brackets."""

        def said(name: str) -> str:
            if name in self._books.figures:
                found = figure_at(self._books, name, self._on)
                return number(found) if found else self.figure(name)
            return f"[{words.said(self._books.facts[name].label)}]"

        return PLACEHOLDER.sub(lambda found: said(found[1]), text)


def _one(*pieces: Piece | str) -> Clause:
    return Clause("one", tuple(p if isinstance(p, Piece) else Piece(p) for p in pieces))


def value_in_words(definition: FactDefinition, raw: Json) -> str:
    """Return the value of a fact in words; empty where it is not known."""
    plain = list(raw) if isinstance(raw, (tuple, list)) else to_json(raw)
    told = {"value": plain, "type": definition.type, "unit": definition.unit}
    return words.value(definition.name, told)


def number(figure: Figure) -> str:
    """Return the number of a figure alone; a share as a fraction."""
    if figure.is_share:
        return f"{figure.value}/{figure.over}"
    return (
        words.quantity(figure.value, "hundredth")
        if figure.unit == "hundredth"
        else str(figure.value)
    )


def amount(figure: Figure) -> str:
    """Return the value of a figure with its unit."""
    if figure.is_share:
        whole, rest = divmod(figure.value * 100, figure.over)
        return number(figure) if rest else f"{whole}%"
    return words.quantity(figure.value, figure.unit)


def unit(code: str) -> str:
    """Return the name of a unit."""
    return str(_("share") if code == "part" else words.UNITS.get(code, code))


def bounds(definition: FactDefinition) -> str:
    """Return between what a fact can lie, in its unit."""
    if definition.bounds is None:
        return ""
    plain = definition.unit if definition.unit in ("hundredth", "dong") else ""
    low, high = (
        day(bound) if isinstance(bound, date) else words.quantity(bound, plain)
        for bound in definition.bounds
    )
    return f"{low} – {high}"


def confidence(mark: Confidence) -> str:
    """Return how well a source is known."""
    return str(CONFIDENCE[mark.value])


def period(validity: Validity) -> str:
    """Return a stretch of time in words: its first day and its last."""
    start = day(validity.start)
    if validity.last is None:
        return _("from %(start)s") % {"start": start}
    return _("from %(start)s to %(last)s") % {"start": start, "last": day(validity.last)}


def days_ago(checked: date, on: date) -> str:
    """Return how long ago something was checked."""
    days = (on - checked).days
    if days <= 0:
        return _("today") if days == 0 else ""
    return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}


def authorities(condition: Condition) -> str:
    """Return who may take the special decision that lifts a condition."""
    return ", ".join(name_of(code) for code in condition.lift.authorities) if condition.lift else ""
