"""What a law says on one day, nothing where it is not in force; and whether another says it too."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from rules.definitions import Condition, Law
from rules.editing.concrete import EditionOnDay
from rules.editing.possible import UndecidedError, differ
from rules.errors import NoEditionInForceError
from rules.listed import ScheduleStep


def value(law: Law, name: str, day: date) -> tuple[int, int] | None:
    """Return a figure as a fraction; None where it is not in force."""
    try:
        figure = law.figure(name, day)
    except NoEditionInForceError:
        return None
    return figure.value, figure.over


def rule(law: Law, name: str, day: date) -> dict[str, object]:
    """Return how slips are counted on a day; nothing where they cannot be counted.

    A count reads every figure of its rule before anything else.
    """
    try:
        rule = law.ballot(name, day)
        for figure in rule.figures:
            law.figure(figure, day)
    except NoEditionInForceError:
        return {}
    return {
        each.name: getattr(rule, each.name)
        for each in fields(rule)
        if each.name not in ("title", "citation", "in_force", "confidence", "note", "place")
    }


def steps(law: Law, name: str, day: date) -> tuple[ScheduleStep, ...]:
    """Return the time limits of a procedure that a day has figures for; none are reckoned else."""
    try:
        return tuple(
            step
            for step in law.schedule(name, day).steps
            if value(law, step.limit, day) is not None
        )
    except NoEditionInForceError:
        return ()


def asked(law: Law, gate: str, day: date) -> tuple[Condition, ...]:
    """Return the conditions that a gate asks on a day; a gate that asks none opens to nobody."""
    try:
        return law.conditions_in_force(gate, day)
    except NoEditionInForceError:
        return ()


def same(one: Law, then: Condition, other: Law, now: Condition, day: date) -> bool:
    """Tell whether two readings of a condition come to the same whatever the facts."""
    try:
        return not differ(EditionOnDay.on(then, one, day), EditionOnDay.on(now, other, day), one)
    except (UndecidedError, NoEditionInForceError):
        return False
