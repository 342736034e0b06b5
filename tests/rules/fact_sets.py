"""Draws values of facts near which something is decided, quickly and from a seed."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from rules.definitions import Condition, FactDefinition, Law
from rules.errors import NoEditionInForceError

NEAR = (0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 18, 23, 24, 25, 35, 36, 47, 48, 50, 59, 60, 100)
DAY = date(2026, 8, 1)


def drawn(definition: FactDefinition, chance: random.Random) -> Any:
    """Draw the JSON form of a value that the fact admits; None, not known, one time in eight."""
    if chance.random() < 0.125:
        return None
    match definition.type:
        case "boolean":
            return chance.random() < 0.5
        case "enum":
            return chance.choice(list(definition.values))
        case "codes":
            return [code for code in definition.values if chance.random() < 0.5]
        case "date":
            return (DAY + timedelta(days=chance.randint(-800, 800))).isoformat()
        case "month":
            return f"{chance.randint(2024, 2028)}-{chance.randint(1, 12):02d}"
    low, high = definition.bounds or (0, 0)
    value = chance.choice(NEAR) if chance.random() < 0.8 else chance.choice((low, high))
    return min(max(int(value), int(low)), int(high))


def gates_asked(law: Law, on: date) -> dict[str, tuple[Condition, ...]]:
    """Return the gates that ask something on a day, with the conditions that they ask."""
    asked = {}
    for gate in sorted(law.gates):
        try:
            asked[gate] = law.conditions_in_force(gate, on)
        except NoEditionInForceError:
            continue
    return asked


def facts_read(conditions: tuple[Condition, ...]) -> list[str]:
    """List the facts that conditions read."""
    return sorted({name for condition in conditions for name in condition.reads("fact")})
