"""The events and circumstances of the time limits: each has its words, and none is left over."""

from __future__ import annotations

from collections.abc import Iterator, Set

from rules.editing.book import Book
from rules.editing.problems import Problem


def unnamed(book: Book) -> Iterator[Problem]:
    """Yield the events and circumstances of time limits that have no words."""
    for schedule in book.law.schedules:
        lacking = schedule.events - book.law.events.keys()
        lacking |= schedule.circumstances - book.law.circumstances.keys()
        for name in sorted(lacking):
            yield Problem("event-unnamed", schedule.place, {"about": schedule.id, "name": name})


def unread(book: Book, words: Set[str]) -> Iterator[Problem]:
    """Yield what has words and no use; `words` are those of the procedures and of the facts."""
    schedules = book.law.schedules
    used = {name for schedule in schedules for name in schedule.events} | words
    told = {name for schedule in schedules for name in schedule.circumstances}
    for named in book.law.events.values():
        if named.name not in used:
            yield Problem("event-unread", named.place, {"about": named.name})
    for named in book.law.circumstances.values():
        if named.name not in told:
            yield Problem("event-unread", named.place, {"about": named.name})
