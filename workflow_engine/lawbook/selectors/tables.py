"""The tables beside the conditions: the time limits of procedures, and the points of priority."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rules.listed import Named, PriorityTable, Schedule
from workflow_engine.base.messages import language
from workflow_engine.lawbook.selectors import wording
from workflow_engine.lawbook.selectors.index import Index, address, current, figure_at
from workflow_engine.pages import words


@dataclass(frozen=True)
class Limit:
    """One time limit: the figure, and the events that it runs between, in words."""

    title: str
    value: str
    url: str
    cite: str
    unverified: str
    before: bool
    event: str
    act: str
    when: str
    unless: str


@dataclass(frozen=True)
class ScheduleView:
    """One edition of the time limits of a procedure."""

    id: str
    title: str
    period: str
    in_force: bool
    limits: list[Limit]
    anchor: bool


def schedules(on: date) -> list[ScheduleView]:
    """Return the time limits of the procedures, those in force on a day first."""
    law = current()
    ordered = sorted(law.books.schedules, key=lambda each: not each.in_force.covers(on))
    firsts = {each.id: each for each in reversed(ordered)}
    return [
        ScheduleView(
            id=each.id,
            title=words.said(each.title),
            period=wording.period(each.in_force),
            in_force=each.in_force.covers(on),
            limits=_limits(law, each, on),
            anchor=firsts[each.id] is each,
        )
        for each in ordered
    ]


def _limits(law: Index, schedule: Schedule, on: date) -> list[Limit]:
    """Return the limits of a schedule, with the figures of a day of its life."""
    read_on = on if schedule.in_force.covers(on) else schedule.in_force.start
    found = []
    for step in schedule.steps:
        value = figure_at(law.books, step.limit, read_on)
        told = value or law.books.figures[step.limit][0]
        found.append(
            Limit(
                title=words.said(told.description),
                value=wording.amount(value) if value else "",
                url=address("figure", step.limit),
                cite=told.citation.text(language()),
                unverified=str(words.CONFIDENCE.get(told.confidence.value, "")),
                before=step.before,
                event=_called(law.books.events, step.event),
                act=_called(law.books.events, step.act),
                when=_called(law.books.circumstances, step.when),
                unless=_called(law.books.circumstances, step.unless),
            )
        )
    return found


def _called(named: Mapping[str, Named], code: str) -> str:
    """Return what the law calls an event or a circumstance; nothing where there is none."""
    return words.said(named[code].words) if code in named else code


@dataclass(frozen=True)
class PointsView:
    """One edition of the table of priority points: points, their figure, who has them."""

    period: str
    in_force: bool
    cite: str
    unverified: str
    groups: list[tuple[str, str, str, list[str]]]


def priority(on: date) -> list[PointsView]:
    """Return the tables of priority points, the one in force on a day first."""
    law = current()
    ordered = sorted(law.books.priority, key=lambda table: table.in_force.start, reverse=True)
    return sorted(
        (
            PointsView(
                period=wording.period(table.in_force),
                in_force=table.in_force.covers(on),
                cite=table.citation.text(language()),
                unverified=str(words.CONFIDENCE.get(table.confidence.value, "")),
                groups=_groups(law, table, on),
            )
            for table in ordered
        ),
        key=lambda table: not table.in_force,
    )


def _groups(law: Index, table: PriorityTable, on: date) -> list[tuple[str, str, str, list[str]]]:
    read_on = on if table.in_force.covers(on) else table.in_force.start
    people: dict[str, list[str]] = {}
    for category in table.categories.values():
        people.setdefault(category.points, []).append(words.said(category.label))
    found = []
    for name, labels in people.items():
        value = figure_at(law.books, name, read_on)
        told = value or law.books.figures[name][0]
        points = wording.amount(value) if value else ""
        found.append((points, words.said(told.description), address("figure", name), labels))
    return found
