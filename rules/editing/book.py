"""The folder of the law as it is edited: the law, its cases, and what of both cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rules import loader
from rules.definitions import Condition, Gate, Law
from rules.editing import cases
from rules.editing.judging import Case, editions_by_id
from rules.errors import (
    FactTypeError,
    LawFileError,
    PlaceholderError,
    UnknownFactError,
    UnknownNameError,
    UnlistedInstrumentError,
)
from rules.library import FOLDER
from rules.model import Json
from rules.source import SourceFile

# Faults with which an entry is read all the same.
KEPT = (PlaceholderError, UnlistedInstrumentError)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read: the kind of fault, file and line, and what is wrong."""

    code: str
    place: str
    what: str


@dataclass(frozen=True, slots=True)
class OtherCases:
    """The cases of one ballot rule or of one computation, as they are written.

    A computation is named by `computation`, by the keys of a file of several computations, or else
    by the module whose name the file has.
    """

    rule: str
    computation: str
    cases: tuple[Mapping[str, Json], ...]
    places: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Book:
    """All of a folder of the law that could be read, and the faults of the rest.

    `torn` are the files of which an entry could not be read: of the conditions that stand in them
    an edition may be missing.
    """

    law: Law
    faults: tuple[Fault, ...]
    torn: frozenset[str]
    editions: Mapping[str, tuple[Condition, ...]]
    files: tuple[cases.Cases, ...]
    cases: Mapping[str, tuple[Case, ...]]
    other_cases: tuple[OtherCases, ...]

    @property
    def whole(self) -> tuple[Condition, ...]:
        """List the editions of the conditions of which all editions could be read."""
        torn = {each.id for each in self.law.conditions if _file(each.place) in self.torn}
        return tuple(each for each in self.law.conditions if each.id not in torn)

    def gates(self, prefix: str) -> tuple[Gate, ...]:
        """List the gates that ask for a prefix."""
        return tuple(gate for gate in self.law.gates.values() if prefix in gate.conditions)

    def asked_on(self, prefix: str, on: date) -> bool:
        """Tell whether any gate asks for a prefix on a day."""
        return any(gate.in_force.covers(on) for gate in self.gates(prefix))

    def asked_from(self, edition: Condition) -> date:
        """Return the first day on which a gate asks for an edition."""
        starts = [gate.in_force.start for gate in self.gates(edition.prefix)]
        return max(edition.in_force.start, min(starts, default=edition.in_force.start))

    def cases_of(self, edition: Condition) -> tuple[Case, ...]:
        """List the cases that are judged by an edition."""
        found = self.cases.get(edition.id, ())
        return tuple(case for case in found if edition.in_force.covers(case.on))

    def days_of_change(self, edition: Condition) -> tuple[date, ...]:
        """List the days on which what an edition requires changed: its own, those of its figures.

        A day before a gate asks for it, or on which a figure has no value, is not among them.
        """
        start, until = self.asked_from(edition), edition.in_force.until
        days = {start}
        for name in edition.reads("figure"):
            days |= {figure.in_force.start for figure in self.law.figures[name]}
        return tuple(
            day
            for day in sorted(days)
            if start <= day and (until is None or day < until) and self._readable(edition, day)
        )

    def figures_on(self, on: date) -> Callable[[str], int]:
        """Return what gives the figures of a day."""
        return lambda name: self.law.figure(name, on).value

    def _readable(self, edition: Condition, on: date) -> bool:
        return all(
            any(figure.in_force.covers(on) for figure in self.law.figures[name])
            for name in edition.reads("figure")
        )


def read(folder: Path = FOLDER) -> Book:
    """Read a folder as far as it goes; raise LawFileError where it holds no law at all.

    What only follows from a fault is none: neither a name that is not known because its file could
    not be read, nor what the cases do not show while one of them cannot be read.
    """
    law, unread = loader.load_what_fits(folder)
    whole = not any(type(error) is LawFileError for error in unread)
    faults = [
        fault_of(error) for error in unread if whole or not isinstance(error, UnknownNameError)
    ]
    files = []
    typed: dict[str, tuple[Case, ...]] = {}
    for path in cases.files(folder):
        try:
            file = cases.read(path, folder)
            files.append(file)
            typed[file.condition] = tuple(_typed(file, law))
        except LawFileError as error:
            if whole or not isinstance(error.__cause__, UnknownFactError):
                faults.append(fault_of(error, "case-file"))
    others: list[OtherCases] = []
    for path in sorted((folder / "cases").rglob("*.yaml")):
        if path.parent.name in cases.OTHERS:
            try:
                others += _others(path, folder)
            except LawFileError as error:
                faults.append(fault_of(error, "case-file"))
    return Book(
        law=law,
        faults=tuple(faults),
        torn=frozenset(error.file for error in unread if not isinstance(error, KEPT)),
        editions=editions_by_id(law.conditions),
        files=tuple(files),
        cases=typed,
        other_cases=tuple(others),
    )


def _typed(file: cases.Cases, law: Law) -> Iterator[Case]:
    for written in file.cases:
        try:
            yield Case.typed(file.condition, written, law)
        except (FactTypeError, UnknownFactError) as error:
            name, _, line = written.place.rpartition(":")
            raise LawFileError(name, int(line), str(error)) from error


def fault_of(error: LawFileError, code: str = "") -> Fault:
    """Write an error of a file down as a fault."""
    return Fault(code or error.code, f"{error.file}:{error.line or 1}", error.what)


def _others(path: Path, folder: Path) -> Iterator[OtherCases]:
    file = SourceFile(path, folder)
    content = file.plain()
    given = dict(content) if isinstance(content, dict) else {}
    header = {key: given.pop(key, "") for key in ("source", "rule", "computation")}
    named = {"cases": header["computation"] or path.stem}
    for key in given or {"cases": None}:
        found = given.get(key)
        if not found or not all(isinstance(case, dict) and case.get("name") for case in found):
            raise LawFileError(
                file.name, file.line([key]), "a list of cases with names is expected"
            )
        yield OtherCases(
            rule=str(header["rule"]),
            computation=str(named.get(key, f"{path.stem}.{key}")),
            cases=tuple(found),
            places=tuple(f"{file.name}:{file.line([key, each])}" for each in range(len(found))),
            place=f"{file.name}:{1 if key == 'cases' else file.line([key])}",
        )


def _file(place: str) -> str:
    return place.rpartition(":")[0]


def names(book: Book) -> Iterator[tuple[str, str, str]]:
    """List the names of all cases: file, name, place."""
    for file in book.files:
        for case in file.cases:
            yield file.place, case.name, case.place
    for other in book.other_cases:
        for written, place in zip(other.cases, other.places, strict=True):
            yield other.place, str(written["name"]), place
