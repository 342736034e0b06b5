"""Whether the cases of the law show enough: every outcome, date, threshold and clause.

Of a condition without a single case only that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from rules.definitions import Condition
from rules.editing import book as books
from rules.editing import computed
from rules.editing.book import Book
from rules.editing.concrete import with_figures
from rules.editing.judging import Case, editions_by_id, judged
from rules.editing.possible import UndecidedError, values
from rules.editing.problems import Problem
from rules.expression import Comparison, comparisons, written
from rules.model import Outcome

SHOWN = (Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN)
# For each order, the value beside the line that makes the other answer.
BESIDE = {">=": -1, "<": -1, "<=": 1, ">": 1, "=": -1, "!=": -1}
_ONE_DAY = timedelta(days=1)


def without_cases(book: Book) -> Iterator[Problem]:
    """Conditions without a single case."""
    for name, editions in book.editions.items():
        if name not in book.cases:
            yield Problem("no-cases", editions[0].place, {"about": name})


def _outcomes(book: Book) -> Iterator[Problem]:
    """Conditions that no case shows met, unmet or unknown."""
    for name, editions in editions_by_id(book.whole).items():
        found = {case.written.expect for case in book.cases.get(name, ())}
        for outcome in SHOWN:
            if found and outcome.value not in found:
                yield Problem(f"no-case-{outcome.value}", editions[0].place, {"about": name})


def _with_cases(book: Book) -> Iterator[tuple[Condition, tuple[Case, ...]]]:
    """List the editions of the conditions that have cases, with these."""
    for edition in book.whole:
        if edition.id in book.cases:
            yield edition, book.cases[edition.id]


def _days(book: Book) -> Iterator[Problem]:
    """Days on which something changed without a case on either side, met and unmet."""
    for edition, cases in _with_cases(book):
        found = {(case.on, case.written.expect) for case in cases}
        days = {case.on for case in cases}
        for day in book.days_of_change(edition):
            for wanted in (Outcome.MET, Outcome.UNMET):
                if (day, wanted.value) not in found:
                    details = {"about": edition.id, "on": f"{day}", "wanted": wanted.value}
                    yield Problem("date-without-cases", edition.at("in_force"), details)
            before = day - _ONE_DAY
            if book.asked_on(edition.prefix, before) and before not in days:
                details = {"about": edition.id, "on": f"{before}"}
                yield Problem("day-before-without-case", edition.at("in_force"), details)


def _thresholds(book: Book) -> Iterator[Problem]:
    """Figures that no case meets to the unit, or misses by one."""
    for edition, cases in _with_cases(book):
        for part, node in edition.parts:
            for comparison in comparisons(node):
                for fact, value in _beside(book, edition, comparison):
                    if not any(_has(case.facts.get(fact), value) for case in cases):
                        details = {"about": edition.id, "fact": fact, "value": f"{value}"}
                        details["clause"] = written(comparison)
                        yield Problem("threshold-without-cases", edition.at(part), details)


def _has(fact: object, value: int) -> bool:
    return getattr(fact, "value", None) == value


def _beside(book: Book, edition: Condition, comparison: Comparison) -> list[tuple[str, int]]:
    """List the values on and beside each line that a comparison draws, with the fact."""
    fact, *others = comparison.operands
    found: dict[tuple[str, int], None] = {}
    for place, other in enumerate(others):
        if fact.source != "fact" or other.source != "figure":
            continue
        step = (-1, 1)[place] if comparison.operator == "within" else BESIDE[comparison.operator]
        bounds = book.law.facts[fact.name].bounds
        for day in book.days_of_change(edition):
            line = book.law.figure(other.name, day).value
            for value in (line, line + step):
                if bounds is None or bounds[0] <= value <= bounds[1]:  # type: ignore[operator]
                    found[fact.name, value] = None
    return list(found)


def _clauses(book: Book) -> Iterator[Problem]:
    """Comparisons that the cases of an edition do not show true, or do not show false."""
    for edition, _ in _with_cases(book):
        cases = [case for case in book.cases_of(edition) if book.asked_on(edition.prefix, case.on)]
        days = book.days_of_change(edition)
        for part, node in edition.parts:
            for comparison in dict.fromkeys(comparisons(node)):
                found = {case.holds(comparison, book.law) for case in cases}
                for wanted in (True, False):
                    if wanted not in found and _can_be(book, comparison, days, wanted=wanted):
                        code = f"clause-not-shown-{'true' if wanted else 'false'}"
                        details = {"about": edition.id, "clause": written(comparison)}
                        yield Problem(code, edition.at(part), details)


def _can_be(book: Book, comparison: Comparison, days: Iterable[date], *, wanted: bool) -> bool:
    """Tell whether any facts give a comparison a value on one of some days."""
    try:
        return any(
            wanted in values(with_figures(comparison, book.figures_on(day)), book.law)
            for day in days
        )
    except UndecidedError:  # the check of the whole expression says so
        return False


def _outcomes_of_cases(book: Book) -> Iterator[Problem]:
    """Cases that the law decides otherwise than they say."""
    whole = {edition.id for edition in book.whole}
    for name in sorted(whole & book.cases.keys()):
        for case in book.cases[name]:
            got = judged(case, book.editions[name], book.law)
            if got != case.written.expect:
                details = {"about": name, "name": case.written.name, "got": got}
                details["expected"] = case.written.expect
                yield Problem("case-fails", case.written.place, details)


def _others(book: Book) -> Iterator[Problem]:
    """Cases of ballots and computations that the law decides otherwise than they say."""
    for group in book.other_cases:
        tell = computed.judged_by(group)
        for case, place in zip(group.cases, group.places, strict=True):
            try:
                if tell is None or computed.holds(case, tell, book.law):
                    continue
            except (AttributeError, LookupError, TypeError, ValueError) as error:
                what = f"{type(error).__name__}: {error}"
                yield Problem("case-file", place, {"what": what})
                continue
            about = group.rule or group.computation
            yield Problem("other-case-fails", place, {"about": about, "name": str(case["name"])})


def _names(book: Book) -> Iterator[Problem]:
    """Cases of one file with the same name, and names that say nothing."""
    seen: set[tuple[str, str]] = set()
    for file, name, place in books.names(book):
        if (file, name) in seen:
            yield Problem("case-name-twice", place, {"name": name})
        seen.add((file, name))
        if len(name.split()) < 3:
            yield Problem("case-name-no-sentence", place, {"name": name})


CHECKS: tuple[Callable[[Book], Iterable[Problem]], ...] = (
    _outcomes,
    _days,
    _thresholds,
    _clauses,
    _outcomes_of_cases,
    _others,
    _names,
)
