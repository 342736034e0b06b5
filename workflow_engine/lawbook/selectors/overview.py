"""The law on a day: the gates with what each asks, one gate condition by condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rules.definitions import Condition, Gate
from rules.errors import RuleError
from workflow_engine.base.messages import language
from workflow_engine.lawbook.selectors import wording
from workflow_engine.lawbook.selectors.index import Index, at, current, ends
from workflow_engine.lawbook.selectors.review import counts
from workflow_engine.pages import words
from workflow_engine.pages.refusals import in_words

_MARKS = ("unknown", "memory", "secondary")


@dataclass(frozen=True)
class GateRow:
    """One gate on a day, in a list."""

    name: str
    title: str
    conditions: int
    unverified: int
    since: date | None
    following: date | None


@dataclass(frozen=True)
class GateGroup:
    """The gates whose conditions rest, for the most part, on one instrument."""

    title: str
    rows: list[GateRow]

    @property
    def conditions(self) -> int:
        """How many conditions the gates ask on the day, those of several gates each time."""
        return sum(row.conditions for row in self.rows)


@dataclass(frozen=True)
class Overview:
    """What the law comes to on a day."""

    groups: list[GateGroup]
    gates: int
    conditions: int
    unverified: list[tuple[str, str, int]]
    instruments: int
    figures: int
    facts: int
    ballots: int
    oldest: date | None


def overview(on: date) -> Overview:
    """Return the law on a day: gates, counts, and what is not verified."""
    law = current()
    marks = counts(on)
    checked = [value.last_checked_on for values in law.books.figures.values() for value in values]
    return Overview(
        groups=_groups(law, on),
        gates=len(law.books.gates),
        conditions=sum(at(editions, on) is not None for editions in law.conditions.values()),
        unverified=[
            (mark, str(wording.CONFIDENCE[mark]), marks[mark]) for mark in _MARKS if mark in marks
        ],
        instruments=len(law.books.instruments),
        figures=len(law.books.figures),
        facts=len(law.books.facts),
        ballots=len({rule.id for rule in law.books.ballots}),
        oldest=min(checked, default=None),
    )


def _groups(law: Index, on: date) -> list[GateGroup]:
    """Return the gates by the instrument that they rest on, those that ask most first."""
    groups: dict[str, list[GateRow]] = {}
    for gate in law.books.gates.values():
        groups.setdefault(_rests_on(law, gate), []).append(_row(law, gate, on))
    found = []
    for number, rows in groups.items():
        each = law.books.instruments.get(number)
        title = f"{words.said(each.name)}: {words.said(each.title)}" if each else ""
        found.append(GateGroup(title, sorted(rows, key=lambda row: -row.conditions)))
    return sorted(found, key=lambda group: -group.conditions)


def _rests_on(law: Index, gate: Gate) -> str:
    """Return the number of the instrument that most editions of a gate's conditions cite."""
    cited = Counter(each.citation.instrument for editions in law.of_gate(gate) for each in editions)
    return cited.most_common(1)[0][0] if cited else ""


def _row(law: Index, gate: Gate, on: date) -> GateRow:
    asked = _asked(law, gate, on)
    since, following = _around(_changes(law, gate), on)
    return GateRow(
        name=gate.name,
        title=words.said(gate.title),
        conditions=len(asked),
        unverified=sum(not each.confidence.verified for each in asked),
        since=since,
        following=following,
    )


def _asked(law: Index, gate: Gate, on: date) -> tuple[Condition, ...]:
    """Return what a gate asks on a day; nothing where it cannot be passed on that day."""
    try:
        return law.books.conditions_in_force(gate.name, on)
    except RuleError:
        return ()


def _changes(law: Index, gate: Gate) -> list[date]:
    """Return the days, from the gate's first on, on which anything that it asks changes."""
    days = ends(gate.in_force)
    for editions in law.of_gate(gate):
        days |= law.changes(editions)
    until = gate.in_force.until
    return sorted(d for d in days if gate.in_force.start <= d and (not until or d <= until))


def _around(days: Iterable[date], on: date) -> tuple[date | None, date | None]:
    """Return the last of some days up to one, and the first after it."""
    return (
        max((day for day in days if day <= on), default=None),
        min((day for day in days if day > on), default=None),
    )


@dataclass(frozen=True)
class ConditionRow:
    """One condition on a day, in the list of a gate. `news` is new, amended or empty."""

    id: str
    title: str
    requirement: str
    cite: str
    unverified: str
    news: str
    period: str


@dataclass(frozen=True)
class GatePage:
    """One gate on a day, and the days on which it changes."""

    name: str
    title: str
    prefixes: tuple[str, ...]
    period: str
    rows: list[ConditionRow]
    ended: list[tuple[str, str]]
    figures: list[tuple[str, str, str]]
    since: date | None
    before: date | None
    following: date | None
    changes: list[date]
    failure: str

    @property
    def unverified(self) -> int:
        """How many conditions rest on a source that was not read."""
        return sum(bool(row.unverified) for row in self.rows)


def gate_page(name: str, on: date) -> GatePage:
    """Return a gate on a day; raise KeyError where there is no such gate."""
    law = current()
    gate = law.books.gates[name]
    failure = ""
    asked: tuple[Condition, ...] = ()
    if gate.in_force.covers(on):
        try:
            asked = law.books.conditions_in_force(name, on)
        except RuleError as error:
            failure = in_words(error)
    days = _changes(law, gate)
    since, following = _around(days, on)
    before, _ = _around(days, date.fromordinal(since.toordinal() - 1)) if since else (None, None)
    speaker = wording.Speaker(law.books, on)
    return GatePage(
        name=name,
        title=words.said(gate.title),
        prefixes=gate.conditions,
        period=wording.period(gate.in_force),
        rows=[_condition(law, each, since, speaker) for each in asked],
        ended=[
            (editions[-1].id, words.said(editions[-1].title))
            for editions in law.of_gate(gate)
            if editions[-1].in_force.until == since
        ]
        if since and asked
        else [],
        figures=_figures(law, asked, since) if since else [],
        since=since,
        before=before,
        following=following,
        changes=days,
        failure=failure,
    )


def _condition(
    law: Index, each: Condition, since: date | None, speaker: wording.Speaker
) -> ConditionRow:
    first = law.conditions[each.id][0].in_force.start
    began = each.in_force.start == since
    return ConditionRow(
        id=each.id,
        title=words.said(each.title),
        requirement=speaker.filled(words.said(each.requirement)),
        cite=each.citation.text(language()),
        unverified=str(words.CONFIDENCE.get(each.confidence.value, "")),
        news=("new" if first == since else "amended") if began else "",
        period=wording.period(each.in_force),
    )


def _figures(law: Index, asked: Iterable[Condition], since: date) -> list[tuple[str, str, str]]:
    """Return the figures of some conditions that have a new value since a day: name, words."""
    names = dict.fromkeys(name for each in asked for name in each.reads("figure"))
    found = []
    for name in names:
        for value in law.books.figures[name]:
            if value.in_force.start == since:
                found.append((name, words.said(value.description), wording.amount(value)))
    return found
