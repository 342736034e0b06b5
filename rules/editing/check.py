"""Every problem of the law at once, each with its file, its line and a stable code.

What a file says wrong and what is missing are problems alike. Where a part of the law cannot be
read, what would only follow from that is not looked for: the check is made again when it can.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from rules.definitions import BallotRule, Condition
from rules.editing import book as books
from rules.editing import naming, repeated, sentences, shown, unused
from rules.editing.book import Book
from rules.editing.computed import ASKED
from rules.editing.concrete import EditionOnDay
from rules.editing.possible import UndecidedError, outcomes, values
from rules.editing.problems import Problem
from rules.errors import LawFileError
from rules.expression import comparisons, written
from rules.judge.ruleset import Rules
from rules.library import FOLDER
from rules.listed import PriorityTable, RetirementTable
from rules.model import Citation, Confidence, Outcome, Validity
from rules.register import coverage
from rules.wording import PLACEHOLDER

HOUSE = FOLDER.parent.parent
MOST_COMPARISONS = 150


def check(folder: Path = FOLDER, house: Path = HOUSE) -> tuple[Problem, ...]:
    """List all problems of a folder of the law, by file and line.

    `house` is where the code stands that reads figures and supplies facts. Raise LawFileError
    where the folder holds no law at all.
    """
    return problems(books.read(folder), house)


def problems(book: Book, house: Path = HOUSE) -> tuple[Problem, ...]:
    """List all problems of what was read, by file and line."""
    found = [Problem(each.code, each.place, {"what": each.what}) for each in book.faults]
    for every in (*PARTS, *sentences.CHECKS, *shown.CHECKS):
        found += every(book)
    if not book.faults:
        for whole in WHOLE:
            found += whole(book)
        found += unused.figures_unread(book, house)
        found += unused.facts_unsupplied(book, house)
        found += naming.unread(book, unused.words(house, ("processes", "workflow_engine/facts")))
    once = {(each.place, each.code, each.text("en")): each for each in found}
    return tuple(sorted(once.values(), key=lambda each: (each.file, each.line, each.code)))


# ---------------------------------------------------------------------------- dates


def _editions(book: Book) -> Iterator[Problem]:
    """Holes and overlaps between the editions of one condition or of one ballot rule."""
    dated: list[Condition | BallotRule] = [*book.whole, *book.law.ballots]
    dated.sort(key=lambda each: (each.id, each.in_force.start))
    for before, after in itertools.pairwise(dated):
        until, start = before.in_force.until, after.in_force.start
        if before.id != after.id:
            continue
        if until is None or until > start:
            yield Problem("overlap", after.place, {"about": after.id, "start": f"{start}"})
        elif until < start:
            details = {"about": after.id, "start": f"{until}", "until": f"{start}"}
            yield Problem("gap", after.place, details)


def _gates(book: Book) -> Iterator[Problem]:
    """Days on which a gate asks nothing, or more than the engine can chain."""
    for gate in book.law.gates.values():
        asked = [each for each in book.law.conditions if each.prefix in gate.conditions]
        days = {gate.in_force.start}
        for edition in asked:
            days |= {edition.in_force.start, *filter(None, [edition.in_force.until])}
        for day in sorted(day for day in days if gate.in_force.covers(day)):
            there = [edition for edition in asked if edition.in_force.covers(day)]
            if not there:
                yield Problem("gate-empty", gate.place, {"about": gate.name, "on": f"{day}"})
            count = len(
                {
                    each
                    for found in there
                    for node in found.expressions
                    for each in comparisons(node)
                }
            )
            if count > MOST_COMPARISONS:
                details = {"about": gate.name, "on": f"{day}", "count": f"{count}"}
                yield Problem(
                    "gate-too-large", gate.place, {**details, "most": f"{MOST_COMPARISONS}"}
                )


def _figures_in_force(book: Book) -> Iterator[Problem]:
    """Days on which a condition, a ballot rule or a schedule reads a figure without a value."""
    for edition in book.law.conditions:
        stretch = Validity(book.asked_from(edition), edition.in_force.until)
        for name in edition.reads("figure"):
            yield from _valueless(book, edition.id, edition.place, name, stretch)
    for rule in book.law.ballots:
        for name in rule.figures:
            yield from _valueless(book, rule.id, rule.place, name, rule.in_force)
    for schedule in book.law.schedules:
        for name in dict.fromkeys(step.limit for step in schedule.steps):
            yield from _valueless(book, schedule.id, schedule.place, name, schedule.in_force)


def _valueless(
    book: Book, about: str, place: str, name: str, stretch: Validity
) -> Iterator[Problem]:
    editions = book.law.figures[name]
    days = {stretch.start}
    for figure in editions:
        days |= {day for day in (figure.in_force.start, figure.in_force.until) if day}
    for day in sorted(day for day in days if stretch.covers(day)):
        if not any(figure.in_force.covers(day) for figure in editions):
            details = {"about": about, "figure": name, "on": f"{day}"}
            yield Problem("figure-not-in-force", place, details)


# ---------------------------------------------------------------------------- sources


def _citations(book: Book) -> Iterator[Problem]:
    """Instruments that are cited for a day on which they were not in force."""
    for edition in book.law.conditions:
        cited = [edition.citation, *([edition.lift.citation] if edition.lift else [])]
        for citation in cited:
            yield from _cited(
                book,
                citation,
                edition.in_force.start,
                edition.confidence,
                edition.id,
                edition.place,
            )
    for figures in book.law.figures.values():
        for figure in figures:
            # A number without a date in the law could not be told from the one before it.
            on, sure = figure.in_force.start, Confidence.SEEN
            yield from _cited(book, figure.citation, on, sure, figure.name, figure.place)
    for rule in book.law.ballots:
        on = rule.in_force.start
        yield from _cited(book, rule.citation, on, rule.confidence, rule.id, rule.place)
    tables: list[tuple[str, RetirementTable | PriorityTable]] = [
        *(("retirement", table) for table in book.law.retirement),
        *(("priority", table) for table in book.law.priority),
    ]
    for name, table in tables:
        on = table.in_force.start
        yield from _cited(book, table.citation, on, table.confidence, name, table.place)
    for priorities in book.law.priority:
        on, sure = priorities.in_force.start, priorities.confidence
        yield from _cited(book, priorities.citation, on, sure, "priority", priorities.place)


def _cited(
    book: Book, citation: Citation, on: date, confidence: Confidence, about: str, place: str
) -> Iterator[Problem]:
    for number in dict.fromkeys(filter(None, (citation.instrument, citation.amended_by))):
        instrument = book.law.instruments.get(number)
        details = {"about": about, "instrument": number, "on": f"{on}"}
        if instrument is None:
            continue  # It was not read as law, and is a fault already.
        if instrument.in_force is None:
            if confidence is Confidence.SEEN:
                yield Problem("citation-undated", place, details)
        elif not instrument.in_force.covers(on):
            yield Problem("citation-not-in-force", place, details)


def _confidence(book: Book) -> Iterator[Problem]:
    """What is not known and has no manual gate, and confirmations that are no record of one."""
    for edition in book.law.conditions:
        confirmed = [name for name in edition.reads("fact") if name.startswith("confirmed_")]
        if edition.confidence is Confidence.UNKNOWN and not confirmed:
            yield Problem("no-manual-gate", edition.at("confidence"), {"about": edition.id})
        for name in confirmed:
            fact = book.law.facts[name]
            if fact.record != "confirmation":
                yield Problem("confirmation-record", fact.place, {"about": name})


def _checked_figures(book: Book) -> Iterator[Problem]:
    """Figures that nobody has looked up since they were published."""
    for figures in book.law.figures.values():
        for figure in figures:
            if figure.published_on and figure.published_on > figure.last_checked_on:
                details = {
                    "about": figure.name,
                    "checked": f"{figure.last_checked_on}",
                    "published": f"{figure.published_on}",
                }
                yield Problem("figure-unchecked", figure.place, details)


# ---------------------------------------------------------------------------- expressions


def _wording(book: Book) -> Iterator[Problem]:
    """Ids with numbers, expressions with figures of their own, bans instead of requirements."""
    for edition in book.law.conditions:
        about = edition.id
        if re.search(r"\d|(^|[.-])(art|dieu)-", about):
            yield Problem("id-names-a-number", edition.place, {"about": about})
        for part, node in edition.parts:
            for comparison in comparisons(node):
                for operand in comparison.operands:
                    numeric = operand.type.kind in ("integer", "money")
                    if operand.source == "literal" and numeric and operand.value not in (0, 1):
                        details = {"about": about, "value": f"{operand.value}"}
                        yield Problem("literal", edition.at(part), details)
        for comparison in comparisons(edition.requires):
            literals = [each for each in comparison.operands if each.source == "literal"]
            if comparison.operator == "!=" or any(each.value is False for each in literals):
                details = {"about": about, "clause": written(comparison)}
                yield Problem("forbids", edition.at("requires"), details)


def _told(book: Book) -> Iterator[Problem]:
    """Numbers that are compared, and figures, that the words of the unmet do not say.

    Hundredths are left out: they are not how anybody writes a mark or a share.
    """
    for edition in book.law.conditions:
        told = set.intersection(
            *(set(PLACEHOLDER.findall(each)) for each in edition.unmet.values())
        )
        untold: dict[str, None] = {}
        for comparison in comparisons(edition.requires):
            numbers = ("integer", "money")
            if not any(
                each.source == "figure" or (each.source == "fact" and each.type.kind in numbers)
                for each in comparison.operands
            ):
                continue
            if any(each.type.unit == "hundredth" for each in comparison.operands):
                continue
            read = (each.name for each in comparison.operands if each.source != "literal")
            untold |= dict.fromkeys(name for name in read if name not in told)
        if untold:
            details = {"about": edition.id, "names": ", ".join(untold)}
            yield Problem("number-untold", edition.at("requires"), details)


def _possible(book: Book) -> Iterator[Problem]:
    """What no facts whatever could make apply, met, unmet or lifted on the days of its changes."""
    for edition in book.law.conditions:
        try:
            every = dict.fromkeys(
                each for node in edition.expressions for each in comparisons(node)
            )
            # Each its own slug: with one for all, ways that differ would count as one.
            slugs = {each: f"k{number}" for number, each in enumerate(every)}
            Rules(slugs).add_condition("d", edition)
        except ValueError as error:
            details = {"about": edition.id, "what": str(error)}
            yield Problem("too-many-ways", edition.at("requires"), details)
            continue
        found: set[tuple[str, str]] = set()
        for day in book.days_of_change(edition):
            details = {"about": edition.id, "on": f"{day}"}
            try:
                for code, part in _impossible(book, edition, day):
                    if (code, part) not in found:
                        found.add((code, part))
                        yield Problem(code, edition.at(part), details)
            except UndecidedError:
                yield Problem("undecided", edition.at("requires"), {"about": edition.id})
                break


def _impossible(book: Book, edition: Condition, day: date) -> Iterator[tuple[str, str]]:
    on_day = EditionOnDay.on(edition, book.law, day)
    applies = on_day.edition.applies
    if applies is not None and True not in values(applies, book.law):
        yield "never-applies", "applies_when"
        return
    found = outcomes(on_day, book.law)
    if Outcome.MET not in found:
        yield "never-met", "requires"
    if Outcome.UNMET not in found:
        yield "never-unmet", "requires"
    lift = on_day.edition.lift
    if lift and lift.only_if is not None and True not in values(lift.only_if, book.law):
        yield "never-lifts", "only_if"


# ---------------------------------------------------------------------------- cases about nothing


def _subjects(book: Book) -> Iterator[Problem]:
    """Cases about what is not there, and ballot rules with too few of them."""
    rules = {rule.id: rule for rule in reversed(book.law.ballots)}
    counted = dict.fromkeys(rules, 0)
    for file in book.files:
        if file.condition not in book.editions:
            yield Problem("case-about-nothing", file.place, {"about": file.condition})
    for other in book.other_cases:
        if other.rule in counted:
            counted[other.rule] += len(other.cases)
        elif other.rule or not _computes(other.computation):
            about = other.rule or other.computation
            yield Problem("case-about-nothing", other.place, {"about": about})
    for name, count in counted.items():
        if count < 2:
            details = {"about": name, "count": f"{count}"}
            yield Problem("ballot-with-few-cases", rules[name].place, details)


def _computes(name: str) -> bool:
    """Tell whether there is a computation `module.function`, or one of the modules in a name."""
    if name in ASKED:
        return True
    if "." in name:
        return coverage.computes(name)
    return any(find_spec(f"rules.compute.{word}") for word in name.split("-"))


def _coverage(book: Book) -> Iterator[Problem]:
    try:
        rows = coverage.rows(book.law.folder)
    except LawFileError as error:
        fault = books.fault_of(error)
        yield Problem("law-file", fault.place, {"what": fault.what})
        return
    for place, what in coverage.faults(book.law, rows):
        yield Problem("coverage", place, {"what": what})


# What can be asked of every part that could be read, and what only of the whole.
PARTS: tuple[Callable[[Book], Iterable[Problem]], ...] = (
    _editions,
    _figures_in_force,
    _citations,
    _confidence,
    _checked_figures,
    _wording,
    _told,
    _possible,
)
WHOLE: tuple[Callable[[Book], Iterable[Problem]], ...] = (
    _gates,
    repeated.asked_twice,
    shown.without_cases,
    unused.facts_unread,
    unused.instruments_unread,
    _subjects,
    _coverage,
    naming.unnamed,
)
