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
TOPS = {1: TOP, 2: TOP | {"decided_by"}, 3: TOP | {"decided_by", "reading", "law_digest"}}
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
# The parts that a finding has in each format of a verdict.
FORMATS = {1: FINDING, 2: FINDING | {"nearest"}, 3: FINDING | {"nearest"}}
LEAF = {"compare", "operands", "value", "order"}
OPPOSITE = {TRUE: FALSE, FALSE: TRUE, UNKNOWN: UNKNOWN}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MONTH = re.compile(r"\d{4}-\d{2}")
DIGEST = re.compile(r"[0-9a-f]{64}")
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
    if not isinstance(record, Mapping) or not set(record) >= TOP:
        yield "the record does not have the parts of a verdict"
        return
    if type(record["format"]) is not int or record["format"] not in FORMATS:
        yield "the record is of no known format"
        return
    if set(record) != TOPS[record["format"]]:
        yield "the record does not have the parts of a verdict"
        return
    if not isinstance(record["passes"], bool):
        yield "the record does not say whether the candidate passes"
    days = (record["on"], record.get("decided_by", record["on"]))
    if not all(isinstance(day, str) and DAY.fullmatch(day) for day in days):
        yield "the record has no date"
    reading = record.get("reading")
    if reading is not None and not (isinstance(reading, str) and DAY.fullmatch(reading)):
        yield "the record does not say by which reading of the law it was reached"
    if "law_digest" in record and not DIGEST.fullmatch(str(record["law_digest"])):
        yield "the record does not say what of the law it was reached by"
    findings = record["findings"]
    if not isinstance(findings, list) or not all(isinstance(each, Mapping) for each in findings):
        yield "the findings are not a list of findings"
        return
    if any(finding.keys() != FORMATS[record["format"]] for finding in findings):
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
    read: set[str] = set()
    applies = TRUE
    if explanation["applies"] is not None:
        applies = _value(explanation["applies"], record, read)
    requires = _value(explanation["requires"], record, read)
    lift = _lift(finding, record, read)
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
    _check_missing(finding, record, outcome, read)
    if record["format"] != 1:
        _check_nearest(finding, record, outcome)
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


def _lift(finding: Record, record: Record, read: set[str]) -> str:
    """Derive whether a special decision lifts the condition, if it were not met."""
    lift = finding["explanation"]["lift"]
    if lift is None or lift["decision"] is None:
        return FALSE
    decision = lift["decision"]
    if decision["condition"] != finding["condition"]:
        raise Unsound("the special decision is on another condition")
    if decision["authority"] not in lift["authorities"]:
        raise Unsound("the special decision is of an authority that cannot take it")
    by = record.get("decided_by", record["on"])
    if not DAY.fullmatch(decision["decided_on"]) or decision["decided_on"] > by:
        raise Unsound("the special decision was not taken yet")
    if not decision["number"].strip() or not decision["document"].strip():
        raise Unsound("the special decision has no number or no document")
    return TRUE if lift["only_if"] is None else _value(lift["only_if"], record, read)


def _value(tree: Record, record: Record, read: set[str]) -> str:
    """Derive the value of a tree; every value recorded in it has to agree."""
    if "compare" in tree:
        if not tree.keys() <= LEAF:
            raise Unsound("a comparison has parts that it should not have")
        given = [_operand(operand, record, read) for operand in tree["operands"]]
        value = _compared(tree, given, record)
    else:
        kind, parts = _combined(tree)
        value = _joined(kind, [_value(part, record, read) for part in parts])
    if tree["value"] != value:
        raise Unsound(f"a part is recorded as {tree['value']} and derived as {value}")
    return value


def _combined(tree: Record) -> tuple[str, Sequence[Record]]:
    """Return how a tree combines its parts, and the parts."""
    kinds = tree.keys() & {"not", "all", "any"}
    if len(kinds) != 1 or len(tree) != 2:
        raise Unsound("a part of the explanation is neither a comparison nor a combination")
    kind = kinds.pop()
    parts = [tree["not"]] if kind == "not" else tree[kind]
    if not parts:
        raise Unsound("a combination has no parts")
    return kind, parts


def _joined(kind: str, values: list[str]) -> str:
    if kind == "not":
        return OPPOSITE[values[0]]
    deciding, otherwise = (FALSE, TRUE) if kind == "all" else (TRUE, FALSE)
    return deciding if deciding in values else UNKNOWN if UNKNOWN in values else otherwise


def _compared(leaf: Record, given: list[Any], record: Record) -> str:
    """Compare again; an operand that is not known makes the comparison unknown."""
    operands = leaf["operands"]
    # The first operand is a fact but in `"code" in a_set_of_codes`.
    if len(given) < 2 or ("fact" not in operands[0] and "fact" not in operands[1]):
        raise Unsound("a comparison compares no fact")
    if None in given:
        return UNKNOWN
    operator = leaf["compare"]
    if operator == "member":
        return TRUE if isinstance(given[1], list) and given[0] in given[1] else FALSE
    first = given[0]
    for value in given:
        if type(value) is not type(first):
            raise Unsound("a comparison mixes types")
    if operator in ("=", "!=", "among"):
        found = first in given[1:]
        return TRUE if found is (operator != "!=") else FALSE
    if isinstance(first, bool):
        raise Unsound("true and false have no order")
    if isinstance(first, str):
        order = record["facts"][operands[0]["fact"]]["order"]
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


def _operand(operand: Record, record: Record, read: set[str]) -> Any:
    """Return the value of an operand, which has to be the one that the record holds once."""
    if "fact" in operand:
        held = record["facts"][operand["fact"]]
        read.add(operand["fact"])
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


def _check_missing(finding: Record, record: Record, outcome: str, read: set[str]) -> None:
    """What is asked for has to be unknown and read here; nothing else asks for anything."""
    missing = finding["missing"]
    if (outcome == "unknown") is not bool(missing):
        raise Unsound("the facts that are asked for do not go with the outcome")
    for name in missing:
        if name not in read or record["facts"][name]["value"] is not None:
            raise Unsound(f"the fact {name} is asked for without need")


def _check_nearest(finding: Record, record: Record, outcome: str) -> None:
    """With the facts changed as told the condition is met; with less than that it is not."""
    nearest = finding["nearest"]
    if (outcome == "unmet") is not (nearest is not None):
        raise Unsound("the nearest change does not go with the outcome")
    if nearest is None:
        return
    if nearest.keys() != {"changes", "decision_by", "sentence"} or not nearest["sentence"]["vi"]:
        raise Unsound("the nearest change does not have its parts")
    explanation = finding["explanation"]
    lift = explanation["lift"]
    could = lift is not None and lift["decision"] is None
    if could and lift["only_if"] is not None:
        could = lift["only_if"]["value"] != FALSE and _with(lift["only_if"], record, {}) != FALSE
    if nearest["decision_by"] != (lift["authorities"] if could else []):
        raise Unsound("the authorities that could lift it are not those of the law")
    changes = _changes(nearest["changes"], record)
    if not changes:
        return
    if not _meets(explanation, record, changes):
        raise Unsound("the nearest change does not meet the condition")
    for name, value in changes.items():
        held = record["facts"][name]["value"]
        less = {other: changes[other] for other in changes if other != name}
        if _meets(explanation, record, less):
            raise Unsound(f"the change of {name} could be spared")
        if type(value) is int and type(held) is int and abs(value - held) > 1:
            nearer = value - 1 if held < value else value + 1
            if _meets(explanation, record, {**less, name: nearer}):
                raise Unsound(f"the change of {name} goes further than needed")


def _changes(listed: Any, record: Record) -> dict[str, Any]:
    """Read the changes: each of another fact, to a value of its type that it does not have."""
    changes: dict[str, Any] = {}
    for change in listed:
        name, value = change["fact"], change["value"]
        held = record["facts"][name]
        _check_type(held["type"], value)
        if len(change) != 2 or name in changes or value is None or value == held["value"]:
            raise Unsound(f"the change of {name} changes nothing")
        if held["order"] is not None and value not in held["order"]:
            raise Unsound(f"the fact {name} has no such level")
        changes[name] = value
    return changes


def _meets(explanation: Record, record: Record, changes: Mapping[str, Any]) -> bool:
    applies = explanation["applies"]
    return (applies is None or _with(applies, record, changes) == TRUE) and _with(
        explanation["requires"], record, changes
    ) == TRUE


def _with(tree: Record, record: Record, changes: Mapping[str, Any]) -> str:
    """Derive the value that a tree would have with some facts changed."""
    if "compare" not in tree:
        kind, parts = _combined(tree)
        return _joined(kind, [_with(part, record, changes) for part in parts])
    given = [
        changes[operand["fact"]]
        if operand.get("fact") in changes
        else _operand(operand, record, set())
        for operand in tree["operands"]
    ]
    return _compared(tree, given, record)
