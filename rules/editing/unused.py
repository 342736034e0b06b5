"""What of the law nothing reads, and what a gate of a procedure asks that nothing supplies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from rules.editing.book import Book
from rules.editing.problems import Problem
from rules.model import Citation


def facts_unread(book: Book) -> Iterator[Problem]:
    """Facts that no condition reads."""
    read = {name for edition in book.law.conditions for name in edition.reads("fact")}
    for name in sorted(book.law.facts.keys() - read):
        yield Problem("fact-unread", book.law.facts[name].place, {"about": name})


def instruments_unread(book: Book) -> Iterator[Problem]:
    """Instruments that no provision cites and no other instrument speaks of."""
    law = book.law
    citations: Iterable[Citation] = [
        *(each.citation for each in law.conditions),
        *(each.lift.citation for each in law.conditions if each.lift),
        *(each.citation for figures in law.figures.values() for each in figures),
        *(each.citation for each in law.ballots),
        *(each.citation for each in law.retirement),
        *(each.citation for each in law.priority),
        *(each.citation for each in law.priority),
    ]
    cited = {number for each in citations for number in (each.instrument, each.amended_by)}
    for other in law.instruments.values():
        cited.add(other.replaced_by)
        cited |= {number for number in law.instruments if number in other.note}
    for number in sorted(law.instruments.keys() - cited):
        yield Problem("instrument-unread", law.instruments[number].place, {"about": number})


def figures_unread(book: Book, house: Path) -> Iterator[Problem]:
    """Figures that no condition, ballot, schedule, fact, computation or procedure reads."""
    law = book.law
    read = {name for edition in law.conditions for name in edition.reads("figure")}
    read |= {name for rule in law.ballots for name in rule.figures}
    read |= {step.limit for schedule in law.schedules for step in schedule.steps}
    read |= {each.points for table in law.priority for each in table.categories.values()}
    read |= {name for fact in law.facts.values() for name in fact.figures}
    told = words(house, ("rules/compute", "processes", "workflow_engine"))
    for name in sorted(law.figures.keys() - read - told):
        yield Problem("figure-unread", law.figures[name][0].place, {"about": name})


def facts_unsupplied(book: Book, house: Path) -> Iterator[Problem]:
    """Facts that a gate asks for, that no gatherer has a word of and the dossier cannot say."""
    supplied = words(house, ("workflow_engine/facts",))
    for name in sorted(_gates_asked(house) & book.law.gates.keys()):
        prefixes = book.law.gates[name].conditions
        asked = [each for each in book.law.conditions if each.prefix in prefixes]
        for fact in sorted({fact for each in asked for fact in each.reads("fact")} - supplied):
            if book.law.facts[fact].may_be_stated:
                continue
            details = {"about": fact, "gate": name}
            yield Problem("fact-unsupplied", book.law.facts[fact].place, details)


@lru_cache(maxsize=8)
def words(house: Path, parts: tuple[str, ...]) -> frozenset[str]:
    """Return every word of the code of some parts of the house."""
    return frozenset(
        word
        for part in parts
        for path in (house / part).rglob("*.py")
        for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))
    )


def _gates_asked(house: Path) -> set[str]:
    """Return the gates that the procedures ask."""
    return {
        name
        for path in (house / "processes").rglob("*.py")
        for name in re.findall(r'(?:\bGate\(|\bgate=)"(\w+)"', path.read_text(encoding="utf-8"))
    }
