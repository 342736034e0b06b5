"""The figures and the facts of the law by area, and what reads each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from rules.definitions import FactDefinition, Figure
from rules.model import Words
from workflow_engine.base.messages import language
from workflow_engine.flows.flow import procedures
from workflow_engine.lawbook.selectors import wording
from workflow_engine.lawbook.selectors.index import PRIORITY, Index, address, at, current, figure_at
from workflow_engine.pages import words
from workflow_engine.registry.names import search_key

PAGE = 50
SHARED, COUNTS, ELSEWHERE = "chung", "kiem-phieu", "thu-tuc"


@dataclass(frozen=True)
class Area:
    """What belongs to one gate, to several, or to none: a part of a long list."""

    key: str
    title: str
    rows: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to: words of the label or the name, and an area."""

    words: str = ""
    area: str = ""


@dataclass(frozen=True)
class Listing:
    """A page of a list, the rows on it by area, and all areas with their counts."""

    page: Page[tuple[Area, Any]]
    shown: list[Area]
    areas: list[tuple[str, str, int]]


def _listing(
    law: Index, rows: Iterable[tuple[str, Any]], filters: Filters, page: str | None
) -> Listing:
    """Put rows under their areas, the gates in the order of the law and then the rest; cut."""
    found = {key: Area(key, title) for key, title in _titles(law).items()}
    for key, row in rows:
        found[key].rows.append(row)
    areas = [area for area in found.values() if area.rows]
    wanted = search_key(filters.words)
    cut = Paginator(
        [
            (area, row)
            for area in areas
            for row in area.rows
            if filters.area in ("", area.key) and (not wanted or wanted in row.key)
        ],
        PAGE,
    ).get_page(page or 1)
    shown: dict[str, Area] = {}
    for area, row in cut.object_list:
        shown.setdefault(area.key, Area(area.key, area.title)).rows.append(row)
    return Listing(
        cut, list(shown.values()), [(area.key, area.title, len(area.rows)) for area in areas]
    )


def _titles(law: Index) -> dict[str, str]:
    titles = {gate.name: words.said(gate.title) for gate in law.books.gates.values()}
    return titles | {
        SHARED: _("Shared by several gates"),
        COUNTS: _("Counting of votes"),
        ELSEWHERE: _("Steps, time limits and reckoning"),
    }


def _key(name: str, title: Words) -> str:
    """Return what a row is found by: its words in both languages and its name."""
    return search_key(" | ".join([name, name.replace("_", " "), *title.values()]))


def _area(law: Index, readers: Iterable[str]) -> str:
    """Return the gate that alone asks all these conditions, or that several do."""
    gates = {gate.name for name in readers for gate in law.gates(name)}
    return gates.pop() if len(gates) == 1 else SHARED if gates else ELSEWHERE


def _area_of_figure(law: Index, name: str) -> str:
    readers = list(law.figure_readers.get(name, ()))
    for fact in law.figure_facts.get(name, ()):
        readers += law.fact_readers.get(fact, ())
    found = _area(law, readers)
    return COUNTS if found == ELSEWHERE and name in law.figure_ballots else found


@dataclass(frozen=True)
class FigureRow:
    """One figure on a day. `value` is empty where it has none on that day."""

    name: str
    key: str
    description: str
    value: str
    unit: str
    cite: str
    unverified: str
    last_checked_on: date


def figures(on: date, filters: Filters, page: str | None) -> Listing:
    """Return the figures by area, each as it stands on a day."""
    law = current()
    rows = ((_area_of_figure(law, name), _figure(law, name, on)) for name in law.books.figures)
    return _listing(law, rows, filters, page)


def _figure(law: Index, name: str, on: date) -> FigureRow:
    values = law.books.figures[name]
    value = figure_at(law.books, name, on)
    told = value or values[-1]
    return FigureRow(
        name=name,
        key=_key(name, told.description),
        description=words.said(told.description),
        value=wording.amount(value) if value else "",
        unit=wording.unit(told.unit),
        cite=told.citation.text(language()),
        unverified=str(words.CONFIDENCE.get(told.confidence.value, "")),
        last_checked_on=told.last_checked_on,
    )


@dataclass(frozen=True)
class ValueRow:
    """One value of a figure in time."""

    value: str
    starts: date
    period: str
    cite: str
    published_on: date | None
    confidence: str
    unverified: str
    in_force: bool


@dataclass(frozen=True)
class Reader:
    """What reads a figure or a fact: its kind, title and page."""

    kind: str
    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class FigurePage:
    """One figure, its values in time, and what reads it."""

    row: FigureRow
    values: list[ValueRow]
    readers: list[Reader]


def figure_page(name: str, on: date) -> FigurePage:
    """Return a figure; raise KeyError where there is none."""
    law = current()
    values = law.books.figures[name]
    return FigurePage(
        row=_figure(law, name, on),
        values=[_value(value, on) for value in values],
        readers=list(_figure_readers(law, name, on)),
    )


def _value(value: Figure, on: date) -> ValueRow:
    return ValueRow(
        value=wording.amount(value),
        starts=value.in_force.start,
        period=wording.period(value.in_force),
        cite=value.citation.text(language()),
        published_on=value.published_on,
        confidence=wording.confidence(value.confidence),
        unverified=str(words.CONFIDENCE.get(value.confidence.value, "")),
        in_force=value.in_force.covers(on),
    )


def _figure_readers(law: Index, name: str, on: date) -> Iterator[Reader]:
    yield from _conditions(law, law.figure_readers.get(name, ()), on)
    for fact in law.figure_facts.get(name, ()):
        definition = law.books.facts[fact]
        yield Reader(
            str(wording.KINDS["fact"]), words.said(definition.label), address("fact", fact)
        )
    titles = {rule.id: words.said(rule.title) for rule in law.books.ballots}
    for rule in law.figure_ballots.get(name, ()):
        yield Reader(str(wording.KINDS["ballot"]), titles[rule], address("ballot", rule))
    schedules = {each.id: words.said(each.title) for each in law.books.schedules}
    for each in law.figure_schedules.get(name, ()):
        yield Reader(str(wording.KINDS["schedule"]), schedules[each], address("schedule", each))
    if name in law.figure_priority:
        yield Reader(
            str(wording.KINDS["priority"]), words.said(PRIORITY), address("priority", "priority")
        )
    for flow in procedures():
        for node in flow.instance.nodes_in_order():
            if any(limit.figure == name for limit in getattr(node, "limits", ())):
                yield Reader(_("Step"), str(node.task_title), "", str(flow.edition.title))


def _conditions(law: Index, readers: Iterable[str], on: date) -> Iterator[Reader]:
    for name in readers:
        editions = law.conditions[name]
        present = at(editions, on)
        yield Reader(
            str(wording.KINDS["condition"]),
            words.said((present or editions[-1]).title),
            address("condition", name),
            "" if present else _("not in force on this day"),
        )


@dataclass(frozen=True)
class FactRow:
    """One word of the vocabulary, in a list."""

    name: str
    key: str
    label: str
    type: str
    bounds: str
    supplied_by: str
    source: str
    readers: list[Reader]


def facts(on: date, filters: Filters, page: str | None) -> Listing:
    """Return the vocabulary by area."""
    law = current()
    rows = (
        (_area(law, law.fact_readers.get(fact.name, ())), _fact(law, fact, on))
        for fact in law.books.facts.values()
    )
    return _listing(law, rows, filters, page)


def _fact(law: Index, fact: FactDefinition, on: date) -> FactRow:
    return FactRow(
        name=fact.name,
        key=_key(fact.name, fact.label),
        label=words.said(fact.label),
        type=_type(fact),
        bounds=wording.bounds(fact),
        supplied_by=words.supplier(fact.supplied_by),
        source=str(wording.SOURCES[fact.source]),
        readers=list(_conditions(law, law.fact_readers.get(fact.name, ()), on)),
    )


def _type(fact: FactDefinition) -> str:
    kind = str(wording.TYPES[fact.type])
    unit = words.UNITS.get(fact.unit, "")
    return f"{kind} ({unit})" if unit else kind


@dataclass(frozen=True)
class FactPage:
    """One fact of the vocabulary, and what reads it."""

    row: FactRow
    values: list[tuple[str, str]]
    ordered: bool
    reckoned: str
    interpretation: str
    record: str
    figures: list[Reader]


def fact_page(name: str, on: date) -> FactPage:
    """Return a fact; raise KeyError where there is none."""
    law = current()
    fact = law.books.facts[name]
    return FactPage(
        row=_fact(law, fact, on),
        values=[(code, words.said(label)) for code, label in fact.values.items()],
        ordered=fact.ordered,
        reckoned=words.said(fact.reckoned),
        interpretation=words.said(fact.interpretation),
        record=str(words.RECORDS.get(fact.record, "")),
        figures=[
            Reader(
                str(wording.KINDS["figure"]),
                words.said(law.books.figures[figure][0].description),
                address("figure", figure),
            )
            for figure in fact.figures
        ],
    )
