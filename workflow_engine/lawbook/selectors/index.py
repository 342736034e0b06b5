"""The law by what refers to what: worked out once for each law that is loaded.

Nothing here is in one language: the words of the law stand beside each other until a page asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.urls import reverse

from rules.definitions import Condition, Figure, Gate, Instrument, Law
from rules.library import law
from rules.model import Citation, Confidence, Validity, Words
from workflow_engine.registry.names import search_key

RETIREMENT: Words = {"vi": "Bảng tuổi nghỉ hưu", "en": "Table of retirement ages"}
PRIORITY: Words = {"vi": "Điểm ưu tiên trong tuyển dụng", "en": "Priority points in recruitment"}
_PAGES = {
    "condition": "lawbook:condition",
    "lift": "lawbook:condition",
    "figure": "lawbook:figure",
    "fact": "lawbook:fact",
    "gate": "lawbook:gate",
}


@dataclass(frozen=True, slots=True)
class Provision:
    """One edition of one thing that the law holds: what lists of mixed things are made of.

    `kind` is condition, lift (the special decision of a condition), figure, ballot, retirement,
    priority, instrument, gate or fact; `key` its id, name or number.
    """

    kind: str
    key: str
    title: Words
    citation: Citation | None = None
    in_force: Validity | None = None
    confidence: Confidence = Confidence.SEEN
    last_checked_on: date | None = None

    @property
    def url(self) -> str:
        """Return the address of its page."""
        return address(self.kind, self.key)


def address(kind: str, key: str) -> str:
    """Return the address of the page on something that the law holds."""
    if kind == "instrument":
        return reverse("lawbook:instrument", args=[slug(key)])
    if kind == "ballot":
        return f"{reverse('lawbook:ballots')}#{key}"
    if kind == "schedule":
        return f"{reverse('lawbook:schedules')}#{key}"
    if kind in ("retirement", "priority"):
        return reverse(f"lawbook:{kind}")
    return reverse(_PAGES[kind], args=[key])


def slug(number: str) -> str:
    """Return the number of an instrument as an address has it: `170-2025-nd-cp`."""
    return re.sub(r"[^a-z0-9]+", "-", search_key(number)).strip("-")


@dataclass(frozen=True, eq=False)
class Index:
    """The law, and what in it refers to what. Names are in the order of the law."""

    books: Law
    conditions: Mapping[str, tuple[Condition, ...]]
    instruments: Mapping[str, Instrument]
    fact_readers: Mapping[str, tuple[str, ...]]
    figure_readers: Mapping[str, tuple[str, ...]]
    figure_facts: Mapping[str, tuple[str, ...]]
    figure_ballots: Mapping[str, tuple[str, ...]]
    figure_schedules: Mapping[str, tuple[str, ...]]
    figure_priority: frozenset[str]
    gates_of: Mapping[str, tuple[Gate, ...]]
    provisions: tuple[Provision, ...]

    def gates(self, condition: str) -> tuple[Gate, ...]:
        """Return the gates that ask a condition."""
        return self.gates_of.get(condition.partition(".")[0], ())

    def of_gate(self, gate: Gate) -> Iterator[tuple[Condition, ...]]:
        """Yield the editions of each condition that a gate asks, in the order of the law."""
        for name, editions in self.conditions.items():
            if name.partition(".")[0] in gate.conditions:
                yield editions

    def changes(self, editions: Iterable[Condition]) -> set[date]:
        """Return the days on which some of these editions begin or end, or a figure they read."""
        days: set[date] = set()
        figures: set[str] = set()
        for edition in editions:
            days |= ends(edition.in_force)
            figures.update(edition.reads("figure"))
        for name in figures:
            for value in self.books.figures[name]:
                days |= ends(value.in_force)
        return days


def current() -> Index:
    """Return the index of the law that this process judges by."""
    return index(law())


@lru_cache(maxsize=4)
def index(books: Law) -> Index:
    """Return the index of a law."""
    conditions: dict[str, list[Condition]] = {}
    for condition in books.conditions:
        conditions.setdefault(condition.id, []).append(condition)
    gates: dict[str, tuple[Gate, ...]] = {}
    for gate in books.gates.values():
        for prefix in gate.conditions:
            gates[prefix] = (*gates.get(prefix, ()), gate)
    return Index(
        books=books,
        conditions={
            name: tuple(sorted(editions, key=lambda edition: edition.in_force.start))
            for name, editions in conditions.items()
        },
        instruments={slug(number): found for number, found in books.instruments.items()},
        fact_readers=_readers(books, "fact"),
        figure_readers=_readers(books, "figure"),
        figure_facts=_grouped(
            (figure, fact.name) for fact in books.facts.values() for figure in fact.figures
        ),
        figure_ballots=_grouped(
            (figure, rule.id) for rule in books.ballots for figure in rule.figures
        ),
        figure_schedules=_grouped(
            (step.limit, schedule.id) for schedule in books.schedules for step in schedule.steps
        ),
        figure_priority=frozenset(
            category.points for table in books.priority for category in table.categories.values()
        ),
        gates_of=gates,
        provisions=tuple(_provisions(books)),
    )


def _readers(books: Law, source: str) -> Mapping[str, tuple[str, ...]]:
    return _grouped((name, each.id) for each in books.conditions for name in each.reads(source))


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Group pairs by their first parts; the second ones once each, in their order."""
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def _provisions(books: Law) -> Iterator[Provision]:
    for each in books.conditions:
        checked = _checked(books, each.citation, each.reads("figure"))
        told = (each.in_force, each.confidence, checked)
        yield Provision("condition", each.id, each.title, each.citation, *told)
        if each.lift and each.lift.citation != each.citation:
            yield Provision("lift", each.id, each.title, each.lift.citation, *told)
    for name, values in books.figures.items():
        for value in values:
            yield Provision(
                "figure",
                name,
                value.description,
                value.citation,
                value.in_force,
                value.confidence,
                value.last_checked_on,
            )
    for rule in books.ballots:
        yield Provision(
            "ballot",
            rule.id,
            rule.title,
            rule.citation,
            rule.in_force,
            rule.confidence,
            _checked(books, rule.citation, rule.figures),
        )
    for table in books.retirement:
        yield Provision(
            "retirement",
            "retirement",
            RETIREMENT,
            table.citation,
            table.in_force,
            table.confidence,
            table.last_checked_on,
        )
    for awarded in books.priority:
        points = [category.points for category in awarded.categories.values()]
        yield Provision(
            "priority",
            "priority",
            PRIORITY,
            awarded.citation,
            awarded.in_force,
            awarded.confidence,
            _checked(books, awarded.citation, points),
        )


def _checked(books: Law, citation: Citation, figures: Iterable[str]) -> date:
    """Return the oldest check of what a provision cites and of the figures that it reads."""
    cited = filter(None, (citation.instrument, citation.amended_by))
    found = [books.instruments[number].last_checked_on for number in cited]
    found += [value.last_checked_on for name in figures for value in books.figures[name]]
    return min(found)


def ends(validity: Validity) -> set[date]:
    """Return the days on which something begins to hold, and on which it does not hold any more."""
    return {validity.start} | ({validity.until} if validity.until else set())


def at(editions: Iterable[Condition], on: date) -> Condition | None:
    """Return the edition of a condition that is in force on a day."""
    return next((edition for edition in editions if edition.in_force.covers(on)), None)


def figure_at(books: Law, name: str, on: date) -> Figure | None:
    """Return the value of a figure that is in force on a day."""
    return next((value for value in books.figures[name] if value.in_force.covers(on)), None)
