"""What a recorded verdict shares with every other of the same law, and what is its own.

`split` takes a verdict apart into a form, which holds what the law says to everybody, and the list
of what is this verdict's own; `join` puts them together again without loss. What is not declared
here to be of the law is the verdict's own: nothing of a person can come into a form.

A form is the verdict's JSON in which `{"own": usual}` stands for each own value, in the order of
the text, with keys in the order of their letters. The list has one item for each: 0 for the usual
value, or a list of the one value that stands there instead.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from rules.model import Json, Words

OWN = "own"

_VERDICT = frozenset({"format", "gate", "reading", "law_digest", "figures"})
_FINDING = frozenset({"condition", "edition_from", "title", "citation", "confidence", "note"})
_FACT = frozenset({"type", "unit", "order", "label", "supplied_by"})
_LIFT = frozenset({"authorities", "citation"})
_TREE = frozenset({"compare", "order"})
_FACT_READ = frozenset({"fact"})

# What is usual: of whoever meets everything, and of what nobody knows.
_USUAL: Mapping[str, Json] = {"passes": True, "outcome": "met", "missing": [], "evidence": []}
_TRUE: Mapping[str, Json] = {"value": "true"}
_NOTHING: Mapping[str, Json] = {}


def split(verdict: Mapping[str, Json], met: Mapping[str, Words]) -> tuple[Json, list[Json]]:
    """Take a verdict, as `Verdict.as_dict` gives it, apart into a form and what is its own.

    `met` are the sentences in which the law says to everybody that a condition is met, by
    condition (`rules.judge.engine.sentences_when_met`): they become the usual ones of the form.

    Raises:
        KeyError, TypeError, AttributeError: it is not made as a verdict is.
    """
    own: list[Json] = []
    return _Splitting(own, met).verdict(verdict), own


def join(form: str, own: list[Json]) -> Json:
    """Put a form, in its JSON text, and what is a verdict's own together.

    Raises:
        ValueError: the two do not belong together.
    """
    rest = iter(own)

    def filled(part: dict[str, Json]) -> Json:
        if OWN not in part:
            return part
        item = next(rest, None)
        if item == 0 and type(item) is int:
            return part[OWN]
        if type(item) is not list or len(item) != 1:
            raise ValueError("A form asks for another number of own values.")
        return item[0]

    verdict = json.loads(form, object_hook=filled)
    if next(rest, rest) is not rest:
        raise ValueError("A form asks for fewer own values.")
    return verdict


class _Splitting:
    """Goes through one verdict in the order of its text."""

    def __init__(self, own: list[Json], met: Mapping[str, Words]) -> None:
        self._own = own
        self._met = met

    def verdict(self, record: Mapping[str, Json]) -> Json:
        form: dict[str, Json] = {}
        for key in sorted(record):
            value = record[key]
            if key in _VERDICT:
                form[key] = value
            elif key == "facts":
                form[key] = {name: self._of(value[name], _FACT, _USUAL) for name in sorted(value)}
            elif key == "findings":
                form[key] = [self._finding(finding) for finding in value]
            else:
                form[key] = self._hole(value, _USUAL.get(key))
        return form

    def _finding(self, finding: Mapping[str, Json]) -> Json:
        form: dict[str, Json] = {}
        for key in sorted(finding):
            value = finding[key]
            if key in _FINDING:
                form[key] = value
            elif key == "explanation":
                form[key] = {part: self._explained(part, value[part]) for part in sorted(value)}
            elif key == "sentence":
                form[key] = self._hole(value, self._met.get(finding["condition"]))
            else:
                form[key] = self._hole(value, _USUAL.get(key))
        return form

    def _explained(self, part: str, value: Json) -> Json:
        if part in ("applies", "requires", "only_if"):
            return None if value is None else self._tree(value)
        if part != "lift":
            return self._hole(value, None)
        if value is None:
            return None
        return {
            key: value[key] if key in _LIFT else self._explained(key, value[key])
            for key in sorted(value)
        }

    def _tree(self, node: Mapping[str, Json]) -> Json:
        form: dict[str, Json] = {}
        for key in sorted(node):
            value = node[key]
            if key in ("all", "any"):
                form[key] = [self._tree(part) for part in value]
            elif key == "not":
                form[key] = self._tree(value)
            elif key == "operands":
                form[key] = [self._operand(each) for each in value]
            elif key in _TREE:
                form[key] = value
            else:
                form[key] = self._hole(value, _TRUE.get(key))
        return form

    def _operand(self, operand: Mapping[str, Json]) -> Json:
        return self._of(operand, _FACT_READ, _NOTHING) if "fact" in operand else operand

    def _of(
        self, record: Mapping[str, Json], law: frozenset[str], usual: Mapping[str, Json]
    ) -> Json:
        return {
            key: record[key] if key in law else self._hole(record[key], usual.get(key))
            for key in sorted(record)
        }

    def _hole(self, value: Json, usual: Json) -> Json:
        same = type(value) is type(usual) and value == usual
        self._own.append(0 if same else [value])
        return {OWN: usual}
