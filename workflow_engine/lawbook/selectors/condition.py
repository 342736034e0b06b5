"""The page of a condition: its editions, what it reads, its cases, and where it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from rules.definitions import Condition
from rules.editing import cases
from rules.expression import Node, written
from rules.model import Citation
from rules.wording import day
from workflow_engine.access.roles import name_of
from workflow_engine.base.messages import language
from workflow_engine.flows.flow import procedures
from workflow_engine.lawbook.selectors import differences, wording
from workflow_engine.lawbook.selectors.differences import Line, Segment
from workflow_engine.lawbook.selectors.index import Index, at, current
from workflow_engine.pages import words
from workflow_engine.pages.citations import cites

Said = TypeVar("Said")


@dataclass(frozen=True)
class Expression:
    """An expression as it is written, and in words."""

    written: str
    clause: wording.Clause


@dataclass(frozen=True)
class EditionView:
    """One edition of a condition, said with the figures of a day of its life."""

    starts: date
    period: str
    title: str
    cite: str
    requirement: str
    unmet: str
    note: str
    unverified: str
    confidence: str
    applies: Expression | None
    requires: Expression
    authorities: str
    lift_cite: str
    only_if: Expression | None
    place: str


@dataclass(frozen=True)
class Cell:
    """What one edition says on one point, against the edition before it.

    A text or a citation has segments; an expression has lines in words, and `feel`, the same as it
    is written.
    """

    edition: str
    changed: bool
    segments: tuple[Segment, ...] = ()
    lines: tuple[Line, ...] = ()
    feel: tuple[Segment, ...] = ()


@dataclass(frozen=True)
class Point:
    """One point on which editions are compared."""

    label: str
    cells: list[Cell]

    @property
    def changed(self) -> bool:
        """Whether some edition says something else than the one before it."""
        return any(cell.changed for cell in self.cells)


@dataclass(frozen=True)
class FigureRow:
    """A figure that a condition reads, with its values by date."""

    name: str
    description: str
    values: list[tuple[str, str, str, bool]]


@dataclass(frozen=True)
class FactRow:
    """A fact that a condition reads."""

    name: str
    label: str
    type: str
    reckoned: str
    source: str
    supplied_by: str


@dataclass(frozen=True)
class CaseRow:
    """One case: with these facts on a day, this is what the condition comes to."""

    number: int
    name: str
    as_of: date
    facts: list[tuple[str, str]]
    decisions: list[str]
    expect: str
    because: str


@dataclass(frozen=True)
class StepRow:
    """A step that asks a condition, through its gate."""

    procedure: str
    step: str
    gate: str
    cites: list[Any]


@dataclass(frozen=True)
class ConditionPage:
    """Everything that the law says of one condition.

    `shown` is the edition that is told first; `source` says on what the cases rest; `cases` are
    those of its time, `other_cases` the rest.
    """

    id: str
    title: str
    in_force: bool
    shown: EditionView
    editions: list[EditionView]
    points: list[Point]
    figures: list[FigureRow]
    facts: list[FactRow]
    source: tuple[str, ...]
    cases: list[CaseRow]
    other_cases: list[CaseRow]
    gates: list[tuple[str, str]]
    steps: list[StepRow]


def condition_page(name: str, on: date) -> ConditionPage:
    """Return a condition as the law of a day has it; raise KeyError where there is none.

    Where no edition is in force on the day, the nearest is told: the next, or else the last.
    """
    law = current()
    editions = law.conditions[name]
    present = at(editions, on)
    shown = present or next((e for e in editions if e.in_force.start > on), editions[-1])
    views = [_edition(law, each, on) for each in editions]
    known = cases.of_condition(name, law.books.folder)
    told = [_case(law, number, each) for number, each in enumerate(known.cases, 1)] if known else []
    gates = [(gate.name, words.said(gate.title)) for gate in law.gates(name)]
    return ConditionPage(
        id=name,
        title=words.said(shown.title),
        in_force=present is not None,
        shown=views[editions.index(shown)],
        editions=views,
        points=list(_points(law, editions, views)),
        figures=[_figure(law, each, on) for each in _reads(editions, "figure")],
        facts=[_fact(law, each) for each in _reads(editions, "fact")],
        source=tuple(f"{view.cite} ({view.period})" for view in views) if known else (),
        cases=[row for row in told if shown.in_force.covers(row.as_of)],
        other_cases=[row for row in told if not shown.in_force.covers(row.as_of)],
        gates=gates,
        steps=list(steps_of(dict(gates))),
    )


def _reads(editions: tuple[Condition, ...], source: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in editions for name in each.reads(source)))


def _edition(law: Index, each: Condition, on: date) -> EditionView:
    speaker = wording.Speaker(law.books, each.in_force.nearest(on))
    lang = language()
    lift = each.lift

    def told(node: Node | None) -> Expression | None:
        return None if node is None else Expression(written(node), speaker.clause(node))

    return EditionView(
        starts=each.in_force.start,
        period=wording.period(each.in_force),
        title=words.said(each.title),
        cite=each.citation.text(lang),
        requirement=speaker.filled(words.said(each.requirement)),
        unmet=speaker.filled(words.said(each.unmet)),
        note=words.said(each.note),
        unverified=str(words.CONFIDENCE.get(each.confidence.value, "")),
        confidence=wording.confidence(each.confidence),
        applies=told(each.applies),
        requires=Expression(written(each.requires), speaker.clause(each.requires)),
        authorities=wording.authorities(each),
        lift_cite=lift.citation.text(lang) if lift else "",
        only_if=told(lift.only_if) if lift else None,
        place=each.place,
    )


def _points(
    law: Index, editions: tuple[Condition, ...], views: list[EditionView]
) -> Iterator[Point]:
    """Yield what the editions say, point by point; only where there is more than one edition."""
    if len(editions) < 2:
        return
    lang = language()
    texts = partial(_compared, views, _of_texts)
    expressions = partial(_compared, views, _of_expressions)
    rows = [
        (_("Heading"), texts([view.title for view in views])),
        (
            _("Legal basis"),
            _compared(views, partial(_of_citations, lang), [each.citation for each in editions]),
        ),
        (_("What is required"), texts([view.requirement for view in views])),
        (_("Asked only when"), expressions([view.applies for view in views])),
        (_("Requires"), expressions([view.requires for view in views])),
        (_("Figures"), texts([_figures(law, each) for each in editions])),
        (_("Lifted by a decision of"), texts([view.authorities for view in views])),
        (_("but only if"), expressions([view.only_if for view in views])),
        (_("Said when it is not met"), texts([view.unmet for view in views])),
        (_("Source"), texts([view.confidence for view in views])),
        (_("Note"), texts([view.note for view in views])),
    ]
    yield from (Point(label, cells) for label, cells in rows if cells)


def _compared(
    views: list[EditionView], compare: Callable[[Said, Said, EditionView], Cell], said: list[Said]
) -> list[Cell]:
    """Return what each edition says against the one before it; nothing where none says anything."""
    if not any(said):
        return []
    pairs = zip([said[0], *said], said, views, strict=False)
    return [compare(before, now, view) for before, now, view in pairs]


def _of_texts(before: str, now: str, view: EditionView) -> Cell:
    return Cell(view.period, before != now, segments=differences.of_texts(before, now))


def _of_citations(lang: str, before: Citation, now: Citation, view: EditionView) -> Cell:
    segments = differences.of_citations(before, now, lang)
    return Cell(view.period, before != now, segments=segments)


def _of_expressions(before: Expression | None, now: Expression | None, view: EditionView) -> Cell:
    was, written = (each.written if each else "" for each in (before, now))
    return Cell(
        view.period,
        before != now,
        lines=differences.of_clauses(*(each.clause if each else None for each in (before, now))),
        feel=differences.of_texts(was, written),
    )


def _figures(law: Index, each: Condition) -> str:
    """Return the values that the figures of an edition take in its life."""
    lines = []
    for name in each.reads("figure"):
        values = dict.fromkeys(
            wording.amount(value)
            for value in law.books.figures[name]
            if value.in_force.overlaps(each.in_force)
        )
        lines.append(f"{words.said(law.books.figures[name][0].description)}: {', '.join(values)}")
    return "; ".join(lines)


def _figure(law: Index, name: str, on: date) -> FigureRow:
    values = law.books.figures[name]
    return FigureRow(
        name=name,
        description=words.said(values[0].description),
        values=[
            (
                wording.amount(value),
                wording.period(value.in_force),
                value.citation.text(language()),
                value.in_force.covers(on),
            )
            for value in values
        ],
    )


def _fact(law: Index, name: str) -> FactRow:
    fact = law.books.facts[name]
    return FactRow(
        name=name,
        label=words.said(fact.label),
        type=str(wording.TYPES[fact.type]),
        reckoned=words.said(fact.reckoned),
        source=str(wording.SOURCES[fact.source]),
        supplied_by=words.supplier(fact.supplied_by),
    )


def _case(law: Index, number: int, case: cases.Case) -> CaseRow:
    return CaseRow(
        number=number,
        name=words.said(case.named),
        as_of=case.as_of,
        facts=[_said(law, name, raw) for name, raw in case.facts.items()],
        decisions=[
            f"{name_of(authority)}, {day(decided_on)}" for authority, decided_on in case.decisions
        ],
        expect=case.expect,
        because=words.said(case.because),
    )


def _said(law: Index, name: str, raw: Any) -> tuple[str, str]:
    definition = law.books.facts.get(name)
    if definition is None:  # a case of another gate's fact that the law lost
        return name, str(raw)
    return words.said(definition.label), wording.value_in_words(definition, raw)


def steps_of(gates: Mapping[str, str]) -> Iterator[StepRow]:
    """Yield the steps of the procedures that run some gates, given with their titles."""
    for flow in procedures():
        for node in flow.instance.nodes_in_order():
            gate = getattr(node, "gate", "")
            if gate in gates:
                yield StepRow(
                    procedure=str(flow.edition.title),
                    step=str(node.task_title),
                    gate=gates[gate],
                    cites=cites(flow, node),
                )
