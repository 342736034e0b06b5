"""How long what a record says lasts: what holds on a day, what has ended, and by which paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from workflow_engine.registry import papers
from workflow_engine.registry.models.bases import EndedRecord, Record
from workflow_engine.registry.models.ends import Ended


def held(row: Any, on: date) -> bool:
    """Tell whether what a row with `held_from` and `held_until` says holds on a day."""
    return row.held_from <= on and (row.held_until is None or row.held_until > on)


def ended(row: Record, on: date) -> bool:
    """Tell whether a record says that it has ended by a day."""
    return row.ended_on_day is not None and row.ended_on_day <= on


def end_on_paper(row: Ended) -> bool:
    """Tell whether a record names in full the decision that ended it, and not that of its start."""
    return papers.ends_by_its_own(vars(row))


def ended_without_paper(row: EndedRecord, on: date) -> bool:
    """Tell whether a record says that it has ended and by which decision it does not say.

    An end lifts a bar by its paper alone: nobody knows then whether it has ended.
    """
    return ended(row, on) and not end_on_paper(row)


def decided(number: str, day: date | None) -> bool:
    """Tell whether a paper is named in full: by its number and its date."""
    return papers.named(number, day)
