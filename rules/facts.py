"""Facts as they enter the rules: every name listed, every value of the declared type.

What the engine cannot read wrongly it may be given: no text reaches it, a boolean is not a number,
a moment is not a date, and everything has bounds.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from rules.definitions import FactDefinition, Law
from rules.errors import FactTypeError, UnknownFactError
from rules.library import law
from rules.model import Evidence, Fact, Month, Value

UNITS = {
    "month": "months",
    "day": "days",
    "working-day": "working days",
    "year": "years",
    "hour": "hours",
    "minute": "minutes",
    "hundredth": "hundredths of a point",
    "count": "units",
    "level": "levels",
    "dong": "đồng",
}


def expected(definition: FactDefinition) -> str:
    """Say in words which values a fact admits."""
    low, high = definition.bounds if definition.bounds else (None, None)
    match definition.type:
        case "integer" | "money":
            return f"a whole number of {UNITS[definition.unit]} from {low} to {high}"
        case "date":
            within = f" from {low} to {high}" if low else ""
            return f"a date such as 2026-08-01{within}"
        case "month":
            return "a month such as 2026-08"
        case "boolean":
            return "true or false"
        case "enum":
            return f"one of {', '.join(definition.values)}"
        case _:
            return f"a set of codes among {', '.join(definition.values)}"


def admits(definition: FactDefinition, value: object) -> bool:
    """Tell whether a fact may have a value; None, not known, it may always have."""
    if value is None:
        return True
    match definition.type:
        case "integer" | "money":
            fits = type(value) is int
        case "date":
            fits = isinstance(value, date) and not isinstance(value, datetime)
        case "month":
            fits = isinstance(value, Month)
        case "boolean":
            fits = isinstance(value, bool)
        case "enum":
            fits = type(value) is str and value in definition.values
        case _:
            fits = isinstance(value, frozenset) and value <= definition.values.keys()
    if not fits or definition.bounds is None:
        return fits
    low, high = definition.bounds
    return bool(low <= value <= high)  # type: ignore[operator]


def check(facts: Mapping[str, Fact], vocabulary: Law) -> None:
    """Refuse a fact that is not in the vocabulary, or whose value has another type."""
    for name, fact in facts.items():
        definition = vocabulary.facts.get(name) if isinstance(name, str) else None
        if definition is None:
            raise UnknownFactError(name, _nearest(name, vocabulary))
        if not isinstance(fact, Fact) or fact.name != name:
            raise FactTypeError(name, "given as a Fact of the same name", fact)
        if not admits(definition, fact.value):
            raise FactTypeError(name, expected(definition), fact.value)


def facts_from_json(given: Mapping[str, Any], vocabulary: Law | None = None) -> dict[str, Fact]:
    """Read plain JSON values by fact name as typed facts.

    A value is given as it is, or as {"value": ..., "evidence": [...]}; null is not known. Dates
    are written 2026-08-01, months 2026-08, sets of codes as lists.
    """
    vocabulary = vocabulary or law()
    if not isinstance(given, Mapping):
        raise FactTypeError("facts", "a JSON object of fact names and values", given)
    facts = {}
    for name, raw in given.items():
        definition = vocabulary.facts.get(name) if isinstance(name, str) else None
        if definition is None:
            raise UnknownFactError(name, _nearest(name, vocabulary))
        value = raw
        evidence: tuple[Evidence, ...] = ()
        if isinstance(raw, Mapping):
            if not {"value"} <= raw.keys() <= {"value", "evidence"}:
                raise FactTypeError(name, "a value, or an object with `value` and `evidence`", raw)
            value, evidence = raw["value"], _evidence(name, raw.get("evidence", []))
        facts[name] = Fact(name, _typed(definition, value), evidence)
    return facts


def _typed(definition: FactDefinition, raw: object) -> Value | None:
    value: object = raw
    try:
        if isinstance(raw, str) and definition.type == "date":
            value = date.fromisoformat(raw) if len(raw) == 10 else raw
        elif isinstance(raw, str) and definition.type == "month":
            value = Month.parse(raw)
        elif isinstance(raw, list | tuple) and definition.type == "codes":
            value = frozenset(raw) if all(type(code) is str for code in raw) else raw
    except ValueError as error:
        raise FactTypeError(definition.name, expected(definition), raw) from error
    if not admits(definition, value):
        raise FactTypeError(definition.name, expected(definition), raw)
    return value  # type: ignore[return-value]


def _evidence(name: str, raw: object) -> tuple[Evidence, ...]:
    wanted = "given with evidence as a list of {record, ref, dated_on, note}"
    if not isinstance(raw, list):
        raise FactTypeError(name, wanted, raw)
    found = []
    for item in raw:
        if not isinstance(item, Mapping) or not isinstance(item.get("record"), str):
            raise FactTypeError(name, wanted, item)
        if not item.keys() <= {"record", "ref", "dated_on", "note"}:
            raise FactTypeError(name, wanted, item)
        ref, note, dated_on = item.get("ref", ""), item.get("note", {}), item.get("dated_on")
        notes = isinstance(note, Mapping) and all(
            isinstance(key, str) and isinstance(text, str) for key, text in note.items()
        )
        if not isinstance(ref, str) or not notes or not isinstance(dated_on, str | None):
            raise FactTypeError(name, wanted, item)
        try:
            day = date.fromisoformat(dated_on) if dated_on else None
        except ValueError as error:
            raise FactTypeError(name, wanted, item) from error
        found.append(Evidence(item["record"], ref, day, dict(note)))
    return tuple(found)


def _nearest(name: object, vocabulary: Law) -> list[str]:
    return difflib.get_close_matches(str(name)[:64], vocabulary.facts, n=2)
