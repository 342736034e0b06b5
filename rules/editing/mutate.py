"""Would the cases notice? Every mutant of the law is judged by the cases that concern it.

A mutant is killed when a case comes to something else than before. One that no facts whatever tell
from the law is equivalent: no case could notice it, and it is counted apart. The rest survive, and
each of them is a case that is missing.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from functools import lru_cache
from multiprocessing import get_all_start_methods, get_context

from rules.definitions import BallotRule, Condition, Law
from rules.editing import computed, mutants, on_a_day
from rules.editing.book import Book, OtherCases
from rules.editing.judging import NOT_IN_FORCE, Case, edition_on, judged
from rules.editing.mutants import ConditionMutant, FigureMutant, RuleMutant
from rules.editing.score import Fate, Judged, Score
from rules.errors import NoEditionInForceError, OverlappingEditionsError
from rules.library import FOLDER
from rules.model import Validity

COMPUTATIONS = FOLDER.parent / "compute"


def mutate(
    book: Book,
    *,
    prefixes: Iterable[str] | None = None,
    jobs: int = 1,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Score:
    """Judge every mutant of the law, or of the conditions and ballots of some prefixes.

    `progress` is told how many of the subjects are done, of how many.
    """
    jury = _Jury(book, prefixes)
    subjects = list(jury.subjects())
    found: list[Judged] = []
    if jobs > 1 and "fork" in get_all_start_methods():
        _hand.jury = jury  # A law is not sent to another process: a fork has it.
        with warnings.catch_warnings(), ProcessPoolExecutor(jobs, get_context("fork")) as pool:
            # Python 3.12 warns of a fork beside other threads: what forks here holds no lock.
            warnings.simplefilter("ignore", DeprecationWarning)
            judging = [pool.submit(_in_a_fork, subject) for subject in subjects]
            for done, part in enumerate(as_completed(judging), start=1):
                found += part.result()
                progress(done, len(subjects))
    else:
        for done, subject in enumerate(subjects, start=1):
            found += jury.judge(subject)
            progress(done, len(subjects))
    return Score(tuple(sorted(found, key=_order)))


class _Hand:
    jury: _Jury


_hand = _Hand()
_Subject = tuple[str, str]


def _in_a_fork(subject: _Subject) -> list[Judged]:
    return _hand.jury.judge(subject)


def _order(each: Judged) -> tuple[str, int, str, str]:
    file, _, line = each.mutation.place.rpartition(":")
    return file, int(line), each.mutation.was, each.mutation.now


class _Jury:
    """Judges the mutants of a law, or of what some prefixes concern."""

    def __init__(self, book: Book, prefixes: Iterable[str] | None) -> None:
        self._book = book
        known = {each.prefix for each in book.law.conditions}
        known |= {_prefix(rule.id) for rule in book.law.ballots}
        self._prefixes = known if prefixes is None else set(prefixes)
        self._whole = prefixes is None
        self._named = {
            group.place: frozenset(re.findall(r"\w+", str(group.cases)))
            for group in book.other_cases
        }
        self._readers: dict[str, list[Condition]] = {}
        for condition in book.law.conditions:
            if condition.prefix in self._prefixes:
                for figure in condition.reads("figure"):
                    self._readers.setdefault(figure, []).append(condition)
        self._before: dict[str, tuple[tuple[Case, str], ...]] = {}
        self._held: dict[str, tuple[tuple[computed.Told, str], ...]] = {}

    def subjects(self) -> Iterator[_Subject]:
        """List what is changed: conditions, and figures that they, ballots, computations read.

        Of rules of counting and of gates the dates are changed, of time limits all but the figure.
        """
        read: dict[str, None] = {}
        for name, editions in self._book.editions.items():
            if editions[0].prefix in self._prefixes:
                yield "condition", name
                read.update(dict.fromkeys(each for one in editions for each in one.reads("figure")))
        for rule in self._book.law.ballots:
            if _prefix(rule.id) in self._prefixes:
                read.update(dict.fromkeys(rule.figures))
        read.update(dict.fromkeys(name for name in self._book.law.figures if self._computed(name)))
        for name in read:
            yield "figure", name
        for name in dict.fromkeys(rule.id for rule in self._book.law.ballots):
            if _prefix(name) in self._prefixes:
                yield "ballot", name
        for gate in self._book.law.gates.values():
            if not self._prefixes.isdisjoint(gate.conditions):
                yield "gate", gate.name
        if self._whole:
            for name in dict.fromkeys(each.id for each in self._book.law.schedules):
                yield "schedule", name
            yield "retirement", ""

    def judge(self, subject: _Subject) -> list[Judged]:
        """Judge the mutants of one subject."""
        kind, name = subject
        law = self._book.law
        if kind == "condition":
            editions = self._book.editions[name]
            return [self._of_condition(name, each) for each in mutants.of_condition(editions)]
        if kind == "figure":
            return [self._of_figure(name, each) for each in mutants.of_figure(law, name)]
        if kind == "ballot":
            return [self._of_ballot(name, each) for each in mutants.of_ballot(law, name)]
        if kind == "schedule":
            return [self._of_schedule(name, each) for each in mutants.of_schedule(law, name)]
        if kind == "gate":
            return [self._of_gate(name, each) for each in mutants.of_gate(law, name)]
        groups = [each for each in self._book.other_cases if each.computation == "retirement"]
        return [
            Judged(mutation, Fate.KILLED if killer else Fate.SURVIVED, killer)
            for mutation, other in mutants.of_retirement(law)
            for killer in [self._killer(groups, other)]
        ]

    def _cases(self, condition: str) -> tuple[tuple[Case, str], ...]:
        """List the cases of a condition, each with what it comes to by the law as it is."""
        if condition not in self._before:
            editions = self._book.editions[condition]
            self._before[condition] = tuple(
                (case, judged(case, editions, self._book.law))
                for case in self._book.cases.get(condition, ())
            )
        return self._before[condition]

    # Conditions

    def _of_condition(self, name: str, mutant: ConditionMutant) -> Judged:
        law, editions = self._book.law, self._book.editions[name]
        for case, before in self._cases(name):
            if judged(case, mutant.editions, law) != before:
                return Judged(mutant.mutation, Fate.KILLED, case.written.place)
        if mutant.day:
            same = self._same_on(mutant.day, editions, mutant.editions)
        else:
            days = self._book.days_of_change(mutant.was)
            asked = [day for day in days if self._book.asked_on(mutant.was.prefix, day)]
            same = all(on_a_day.same(law, mutant.was, law, mutant.now, day) for day in asked)
        return Judged(mutant.mutation, Fate.EQUIVALENT if same else Fate.SURVIVED)

    def _same_on(self, day: date, before: Sequence[Condition], after: Sequence[Condition]) -> bool:
        """Tell whether two sets of editions come to the same on a day, whatever the facts."""
        if not self._book.asked_on(before[0].prefix, day):
            return True
        try:
            then, now = edition_on(before, day), edition_on(after, day)
        except (NoEditionInForceError, OverlappingEditionsError):
            return False
        if then is None or now is None:
            return then is now
        return on_a_day.same(self._book.law, then, self._book.law, now, day)

    # Figures

    def _of_figure(self, name: str, mutant: FigureMutant) -> Judged:
        book, other = self._book, mutant.law
        readers = self._readers.get(name, [])
        for condition in dict.fromkeys(each.id for each in readers):
            editions = book.editions[condition]
            for case, before in self._cases(condition):
                if judged(case, editions, other) != before:
                    return Judged(mutant.mutation, Fate.KILLED, case.written.place)
        rules = [
            each
            for each in book.law.ballots
            if _prefix(each.id) in self._prefixes and name in each.figures
        ]
        concerned = [each for each in book.other_cases if self._concerns(each, name, rules)]
        killer = self._killer(concerned, other)
        if killer:
            return Judged(mutant.mutation, Fate.KILLED, killer)
        return Judged(mutant.mutation, self._unnoticed(name, mutant, readers, rules, concerned))

    def _unnoticed(
        self,
        name: str,
        mutant: FigureMutant,
        readers: Sequence[Condition],
        rules: Sequence[BallotRule],
        concerned: Sequence[OtherCases],
    ) -> Fate:
        """Tell what became of a mutant of a figure that no case noticed."""
        if not all(self._same_read(each, mutant) for each in readers):
            return Fate.SURVIVED
        if any(self._differs(name, mutant, each.in_force) for each in rules):
            return Fate.SURVIVED
        if any(self._differs(name, mutant, each) for each in self._computed(name, mutant.day)):
            tried = [each for each in concerned if not each.rule and computed.judged_by(each)]
            if not tried:
                return Fate.UNJUDGED
            if not mutant.day or self._told_apart(mutant.day, tried, mutant.law):
                return Fate.SURVIVED
        return Fate.EQUIVALENT

    def _told_apart(self, day: date, groups: Iterable[OtherCases], other: Law) -> bool:
        """Tell whether any computation of the cases comes to something else on a day.

        A figure that begins a day earlier changes nothing where another one, read before it, is
        not in force on that day: the computation is refused for it as it was.
        """
        return any(
            computed.told_on(day, case, tell, self._book.law)
            != computed.told_on(day, case, tell, other)
            for group in groups
            if (tell := computed.judged_by(group))
            for case in group.cases
        )

    def _same_read(self, edition: Condition, mutant: FigureMutant) -> bool:
        """Tell whether an edition comes to the same with a figure changed, whatever the facts."""
        days: Iterable[date] = self._book.days_of_change(edition)
        if mutant.day:
            days = [mutant.day] if edition.in_force.covers(mutant.day) else []
        else:
            days = [day for day in days if mutant.was.in_force.covers(day)]
        return all(
            on_a_day.same(self._book.law, edition, mutant.law, edition, day)
            for day in days
            if self._book.asked_on(edition.prefix, day)
        )

    def _differs(self, name: str, mutant: FigureMutant, stretch: Validity) -> bool:
        """Tell whether what is in force for a stretch of time reads another value."""
        if mutant.day:
            then, now = (
                on_a_day.value(law, name, mutant.day) for law in (self._book.law, mutant.law)
            )
            return stretch.covers(mutant.day) and then != now
        start, until = mutant.was.in_force.start, mutant.was.in_force.until
        return stretch.covers(start) or (
            start <= stretch.start and (until is None or stretch.start < until)
        )

    # Rules of counting, time limits and gates

    def _of_ballot(self, name: str, mutant: RuleMutant) -> Judged:
        groups = [
            each
            for each in self._book.other_cases
            if each.rule == name or _prefix(each.computation) == "ballot"
        ]
        return self._of_rule(name, mutant, self._killer(groups, mutant.law), on_a_day.rule)

    def _of_schedule(self, name: str, mutant: RuleMutant) -> Judged:
        groups = [
            each for each in self._book.other_cases if _prefix(each.computation) == "schedules"
        ]
        return self._of_rule(name, mutant, self._killer(groups, mutant.law), on_a_day.steps)

    def _of_gate(self, name: str, mutant: RuleMutant) -> Judged:
        groups = [each for each in self._book.other_cases if each.computation == "gates"]
        killer = self._killer(groups, mutant.law) or self._unasked(name, mutant)
        return self._of_rule(name, mutant, killer, on_a_day.asked)

    def _of_rule(
        self, name: str, mutant: RuleMutant, killer: str, on: Callable[[Law, str, date], object]
    ) -> Judged:
        """Tell what became of a mutant; `on` tells what a rule comes to on a day."""
        if killer:
            return Judged(mutant.mutation, Fate.KILLED, killer)
        day = mutant.day
        same = day and on(self._book.law, name, day) == on(mutant.law, name, day)
        return Judged(mutant.mutation, Fate.EQUIVALENT if same else Fate.SURVIVED)

    def _unasked(self, name: str, mutant: RuleMutant) -> str:
        """Return the place of a case of the day that this gate alone asked, and now asks no more.

        Where several gates ask a condition its cases are put to the others as well.
        """
        law, day = self._book.law, mutant.day
        if day is None or not law.gates[name].in_force.covers(day):
            return ""
        for condition in self._book.editions:
            asking = [
                gate.name
                for gate in self._book.gates(_prefix(condition))
                if gate.in_force.covers(day)
            ]
            if asking == [name]:
                for case, before in self._cases(condition):
                    if case.on == day and before != NOT_IN_FORCE:
                        return case.written.place
        return ""

    # Ballots and computations

    def _computed(self, name: str, day: date | None = None) -> list[Validity]:
        """List when computations read a figure: as long as their schedule or table is in force.

        A time limit that only a case names is read when a procedure asks, on no day of its own.
        """
        law = self._book.law
        if not self._whole:
            return []
        found = [
            each.in_force
            for each in law.schedules
            if any(step.limit == name for step in each.steps)
        ]
        found += [
            table.in_force
            for table in law.priority
            if any(each.points == name for each in table.categories.values())
        ]
        if any(name in words for words in _words_of_computations().values()):
            found.append(Validity(date.min))
        if not found and day is None and any(name in words for words in self._named.values()):
            found.append(Validity(date.min))
        return found

    def _concerns(self, group: OtherCases, name: str, rules: Sequence[BallotRule]) -> bool:
        if group.rule:
            return any(group.rule == each.id for each in rules)
        if group.computation == "ballot.of_two_bodies":
            return bool(rules)
        module = _prefix(group.computation)
        words = _words_of_computations().get(module, frozenset())
        of_data = module in ("schedules", "priority") and bool(self._computed(name))
        return name in words or of_data or name in self._named[group.place]

    def _killer(self, groups: Sequence[OtherCases], other: Law) -> str:
        """Return the place of the first case that a changed law decides otherwise."""
        for group in groups:
            if tell := computed.judged_by(group):
                for case, place in self._holding(group, tell):
                    if not computed.holds(case, tell, other):
                        return place
        return ""

    def _holding(
        self, group: OtherCases, tell: computed.Tell
    ) -> tuple[tuple[computed.Told, str], ...]:
        """List the cases of a group that hold by the law as it is: no other can notice a change."""
        if group.place not in self._held:
            self._held[group.place] = tuple(
                (case, place)
                for case, place in zip(group.cases, group.places, strict=True)
                if computed.holds(case, tell, self._book.law)
            )
        return self._held[group.place]


def _prefix(name: str) -> str:
    return name.partition(".")[0]


@lru_cache(maxsize=1)
def _words_of_computations() -> dict[str, frozenset[str]]:
    """Return the words of each module of computations: among them the figures that it reads."""
    return {
        path.stem: frozenset(re.findall(r"\w+", path.read_text(encoding="utf-8")))
        for path in sorted(COMPUTATIONS.glob("*.py"))
    }
