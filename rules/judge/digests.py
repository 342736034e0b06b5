"""The digest of what judged: the editions that were asked and the figures that they read.

A verdict carries it, so that a replay tells a law that was edited from a record that was. It does
not change with what is added to the law elsewhere, nor when an edition is given its end: whoever
was judged before an addition is judged by the same law after it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from rules.definitions import Condition, Figure
from rules.expression import Node, written
from rules.model import Citation, Json


def digest_of(conditions: Iterable[Condition], figures: Iterable[Figure]) -> str:
    """Return the SHA-256 of what conditions and figures say, in hexadecimal digits.

    What it takes in is a part of the format of verdicts: it changes with the format alone.
    """
    told = {
        "conditions": [_condition(each) for each in conditions],
        "figures": [_figure(each) for each in sorted(figures, key=lambda each: each.name)],
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _condition(condition: Condition) -> dict[str, Json]:
    lift = condition.lift
    return {
        "id": condition.id,
        "from": condition.in_force.start.isoformat(),
        "confidence": condition.confidence.value,
        "cites": _place(condition.citation),
        "applies": _expression(condition.applies),
        "requires": written(condition.requires),
        "lift": {
            "by": list(lift.authorities),
            "cites": _place(lift.citation),
            "only_if": _expression(lift.only_if),
        }
        if lift
        else None,
        "words": [
            dict(words)
            for words in (condition.title, condition.requirement, condition.unmet, condition.note)
        ],
    }


def _figure(figure: Figure) -> dict[str, Json]:
    return {
        "name": figure.name,
        "from": figure.in_force.start.isoformat(),
        "confidence": figure.confidence.value,
        "cites": _place(figure.citation),
        "value": [figure.value, figure.over, figure.unit],
    }


def _place(citation: Citation) -> list[str]:
    return [
        citation.instrument,
        citation.article,
        citation.clause,
        citation.point,
        citation.section,
        citation.amended_by,
        citation.article_of_amendment,
    ]


def _expression(node: Node | None) -> str | None:
    return written(node) if node else None
