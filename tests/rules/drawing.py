"""Facts drawn at random for every gate, on every day on which what it asks changes."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from rules.library import law

LAW = law()


def days_of(gate: str) -> list[date]:
    """The first day of the gate, and every day on which one of its editions begins."""
    start = LAW.gates[gate].in_force.start
    prefixes = LAW.gates[gate].conditions
    found = {start, date(2026, 11, 23)}
    for condition in LAW.conditions:
        if condition.prefix in prefixes:
            found.add(condition.in_force.start)
    return sorted(day for day in found if LAW.gates[gate].in_force.covers(day) and day >= start)


def values_of(name: str, figures: list[int]) -> list[Any]:
    """What a fact is tried with: on and around the figures, its bounds, its values, not known."""
    fact = LAW.facts[name]
    if fact.values:
        codes = list(fact.values)
        return [None, *codes] if fact.type == "enum" else [None, frozenset(), frozenset(codes[:1])]
    if fact.type == "boolean":
        return [None, True, False]
    if fact.type in ("date", "month"):
        return [None]
    low, high = fact.bounds
    near = {low, high, *(figure + step for figure in figures for step in (-1, 0, 1))}
    return [None, *sorted(value for value in near if low <= value <= high)]


def drawn(gate: str, day: date, seed: int) -> tuple[dict[str, Any], set[str]]:
    """Facts and special decisions, drawn at random."""
    draw = random.Random(f"{gate} {day} {seed}")  # noqa: S311
    conditions = LAW.conditions_in_force(gate, day)
    figures = {n: LAW.figure(n, day).value for each in conditions for n in each.reads("figure")}
    facts = {}
    for condition in conditions:
        near = [figures[name] for name in condition.reads("figure")]
        for name in condition.reads("fact"):
            facts.setdefault(name, draw.choice(values_of(name, near)))
    decided = {each.id for each in conditions if each.lift and draw.random() < 0.5}
    return facts, decided
