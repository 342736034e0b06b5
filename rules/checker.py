"""The second judge: derives a verdict again from its recorded explanation, and from nothing else.

It imports nothing of the engine, of the expressions or of the law, on purpose: a mistake there
shall not be repeated here. What it is given is the plain dictionary of a verdict; what it returns
is a list of what does not hold. An empty list means that it comes to the same verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

Record = Mapping[str, Any]

TRUE, FALSE, UNKNOWN = "true", "false", "unknown"
PASSING = ("met", "not_applicable")
TOP = {"format", "gate", "on", "passes", "findings", "facts", "figures"}
FINDING = {
    "condition",
    "edition_from",
    "outcome",
    "title",
    "citation",
    "confidence",
    "sentence",
    "missing",
    "lifted_by",
    "note",
    "explanation",
}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH = re.compile(r"\d{4}-\d{2}")
WRITTEN = {"date": DAY, "month": MONTH}
TYPES = {
    "integer": int,
    "money": int,
    "boolean": bool,
    "enum": str,
    "date": str,
    "month": str,
    "codes": list,
}


class Unsound(ValueError):  # noqa: N818  It never leaves this module.
    """Something recorded does not hold."""


def check(record: Record, conditions: Sequence[str] | None = None) -> list[str]:
    """List what does not hold in a recorded verdict; `conditions` are those it has to speak of."""
    problems = list(_whole(record, conditions))
    if problems:
        return problems
    outcomes = []
    for finding in record["findings"]:
        try:
            outcomes.append(_judge(finding, record))
        except Unsound as error:
            problems.append(f"{finding.get('condition')}: {error}")
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            problems.append(f"{finding.get('condition')}: malformed ({type(error).__name__})")
    if problems:
        return problems
    passes = bool(outcomes) and all(outcome in PASSING for outcome in outcomes)
    if record["passes"] is not passes:
        problems.append(f"the verdict says passes = {record['passes']}, its findings say {passes}")
    return problems


def _whole(record: Record, conditions: Sequence[str] | None) -> Iterator[str]:
    """Look at the frame of the record before anything in it is read."""
    if not isinstance(record, Mapping) or set(record) != TOP:
        yield "the record does not have the parts of a verdict"
        return
    if record["format"] != 1 or not isinstance(record["passes"], bool):
        yield "the record is not of format 1"
    if not isinstance(record["on"], str) or not DAY.fullmatch(record["on"]):
        yield "the record has no date"
    findings = record["findings"]
    if not isinstance(findings, list) or not all(isinstance(each, Mapping) for each in findings):
        yield "the findings are not a list of findings"
        return
    if any(set(finding) != FINDING for finding in findings):
        yield "a finding does not have the parts of a finding"
        return
    named = [finding["condition"] for finding in findings]
    if len(set(named)) != len(named):
        yield "a condition has two findings"
    if conditions is not None and named != list(conditions):
        yield "the findings are not those of the conditions in force"
    if not isinstance(record["facts"], Mapping) or not isinstance(record["figures"], Mapping):
        yield "the record has no facts or no figures"


def _judge(finding: Record, record: Record) -> str:
    """Derive the outcome of one finding, and compare all that the finding says with it."""
    explanation = finding["explanation"]
    applies = TRUE
    if explanation["applies"] is not None:
        applies = _value(explanation["applies"], record)
    requires = _value(explanation["requires"], record)
    lift = _lift(finding, record)
    outcome, lifted = _outcome(applies, requires, lift)
    if finding["outcome"] != outcome:
        raise Unsound(f"recorded as {finding['outcome']}, derived as {outcome}")
    decision = (explanation["lift"] or {}).get("decision")
    if finding["lifted_by"] != (decision if lifted else None):
        raise Unsound("the special decision that lifts it is not the one explained")
    if finding["edition_from"] > record["on"] or not DAY.fullmatch(finding["edition_from"]):
        raise Unsound("the edition was not in force yet")
    if not finding["citation"]["instrument"] or not finding["citation"]["text"]["vi"]:
        raise Unsound("it cites nothing")
    _check_missing(finding, record, outcome)
    return outcome


def _outcome(applies: str, requires: str, lift: str) -> tuple[str, bool]:
    if applies == FALSE:
        return "not_applicable", False
    if applies == UNKNOWN or requires == UNKNOWN:
        return "unknown", False
    if requires == TRUE:
        return "met", False
    if lift == TRUE:
        return "met", True
    return ("unknown", False) if lift == UNKNOWN else ("unmet", False)


def _lift(finding: Record, record: Record) -> str:
    """Derive whether a special decision lifts the condition, if it were not met."""
    lift = finding["explanation"]["lift"]
    if lift is None or lift["decision"] is None:
        return FALSE
    decision = lift["decision"]
    if decision["condition"] != finding["condition"]:
        raise Unsound("the special decision is on another condition")
    if decision["authority"] not in lift["authorities"]:
        raise Unsound("the special decision is of an authority that cannot take it")
    if not DAY.fullmatch(decision["decided_on"]) or decision["decided_on"] > record["on"]:
        raise Unsound("the special decision was not taken yet")
    if not decision["number"].strip() or not decision["document"].strip():
        raise Unsound("the special decision has no number or no document")
    return TRUE if lift["only_if"] is None else _value(lift["only_if"], record)


def _value(tree: Record, record: Record) -> str:
    """Derive the value of a tree; every value recorded in it has to agree."""
    kinds = {"compare", "not", "all", "any"} & set(tree)
    if len(kinds) != 1:
        raise Unsound("a part of the explanation is neither a comparison nor a combination")
    kind = kinds.pop()
    if kind == "compare":
        value = _compared(tree, record)
    elif kind == "not":
        value = {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}[_value(tree["not"], record)]
    else:
        values = [_value(part, record) for part in tree[kind]]
        if not values:
            raise Unsound("a combination has no parts")
        deciding, otherwise = (FALSE, TRUE) if kind == "all" else (TRUE, FALSE)
        value = deciding if deciding in values else UNKNOWN if UNKNOWN in values else otherwise
    if tree["value"] != value:
        raise Unsound(f"a part is recorded as {tree['value']} and derived as {value}")
    return value


def _compared(leaf: Record, record: Record) -> str:
    """Compare again; an operand that is not known makes the comparison unknown."""
    given = [_operand(operand, record) for operand in leaf["operands"]]
    if len(given) < 2 or not any("fact" in operand for operand in leaf["operands"]):
        raise Unsound("a comparison compares no fact")
    if any(value is None for value in given):
        return UNKNOWN
    operator = leaf["compare"]
    if operator == "member":
        return TRUE if isinstance(given[1], list) and given[0] in given[1] else FALSE
    if len({type(value) for value in given}) != 1:
        raise Unsound("a comparison mixes types")
    if operator in ("=", "!=", "among"):
        found = given[0] in given[1:]
        return TRUE if found is (operator != "!=") else FALSE
    if isinstance(given[0], bool):
        raise Unsound("true and false have no order")
    if isinstance(given[0], str):
        order = record["facts"][leaf["operands"][0]["fact"]]["order"]
        if leaf.get("order") != order:
            raise Unsound("a comparison has an order of its own")
        given = _ranked(given, order)
    return TRUE if _in_order(operator, given) else FALSE


def _in_order(operator: str, given: list[Any]) -> bool:
    first, second = given[0], given[1]
    if operator == "<":
        return bool(first < second)
    if operator == "<=":
        return bool(first <= second)
    if operator == ">":
        return bool(first > second)
    if operator == ">=":
        return bool(first >= second)
    if operator == "within" and len(given) == 3:
        return bool(second <= first <= given[2])
    raise Unsound("a comparison has no known operator")


def _ranked(given: list[Any], order: Any) -> list[Any]:
    """Return what texts are ordered by: their place in a list, or their date."""
    if order is not None:
        return [order.index(value) for value in given]
    if all(DAY.fullmatch(value) for value in given):
        return [date.fromisoformat(value) for value in given]
    if all(MONTH.fullmatch(value) for value in given):
        return given
    raise Unsound("a comparison orders texts")


def _operand(operand: Record, record: Record) -> Any:
    """Return the value of an operand, which has to be the one that the record holds once."""
    if "fact" in operand:
        held = record["facts"][operand["fact"]]
        _check_type(held["type"], held["value"])
        if operand["value"] != held["value"] or type(operand["value"]) is not type(held["value"]):
            raise Unsound(f"the fact {operand['fact']} has two values")
        return held["value"]
    if "figure" in operand:
        held = record["figures"][operand["figure"]]
        if type(held["value"]) is not int or operand["value"] != held["value"]:
            raise Unsound(f"the figure {operand['figure']} has two values")
        if held["from"] > record["on"]:
            raise Unsound(f"the figure {operand['figure']} was not in force yet")
        return held["value"]
    return operand["literal"]


def _check_type(kind: str, value: Any) -> None:
    if value is None:
        return
    fits = type(value) is TYPES.get(kind)
    if fits and kind in WRITTEN:
        fits = bool(WRITTEN[kind].fullmatch(value))
    if not fits:
        raise Unsound(f"a fact of type {kind} has another type")


def _check_missing(finding: Record, record: Record, outcome: str) -> None:
    """What is asked for has to be unknown and read here; nothing else asks for anything."""
    missing = finding["missing"]
    if (outcome == "unknown") is not bool(missing):
        raise Unsound("the facts that are asked for do not go with the outcome")
    read = set(_facts(finding["explanation"])) if missing else set()
    for name in missing:
        if name not in read or record["facts"][name]["value"] is not None:
            raise Unsound(f"the fact {name} is asked for without need")


def _facts(part: Any) -> Iterator[str]:
    if isinstance(part, Mapping):
        if "fact" in part:
            yield part["fact"]
        for value in part.values():
            yield from _facts(value)
    elif isinstance(part, list):
        for value in part:
            yield from _facts(value)
