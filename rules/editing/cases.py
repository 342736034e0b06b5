"""The cases of the conditions, as jurists write them in `law/cases/<prefix>/<condition>.yaml`.

Each says what a condition comes to with some facts on a day. They are no part of the law as it is
judged by: nothing here is read in a verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from rules import schema
from rules.library import FOLDER
from rules.model import Json, Words
from rules.source import SourceFile

OTHERS = ("ballots", "compute")


@dataclass(frozen=True, slots=True)
class Case:
    """What a condition is expected to come to with some facts, by the law of a day.

    `named` is its name by language, `name` the English one. `expect` is an outcome or
    `not in force`; `missing` is None where the case does not say which facts are asked for;
    `facts` are in their JSON form, or dates as YAML reads them.
    """

    name: str
    named: Words
    as_of: date
    facts: Mapping[str, Json]
    decisions: tuple[tuple[str, date], ...]
    expect: str
    because: Words
    missing: tuple[str, ...] | None
    place: str


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases of one condition, in the order of their file, and the provisions they rest on."""

    condition: str
    source: tuple[str, ...]
    cases: tuple[Case, ...]
    place: str


def of_condition(condition: str, folder: Path = FOLDER) -> Cases | None:
    """Return the cases of one condition, or None where it has none; raise LawFileError."""
    prefix, _, slug = condition.partition(".")
    path = folder / "cases" / prefix / f"{slug}.yaml"
    return read(path, folder) if path.is_file() else None


def every(folder: Path = FOLDER) -> Iterator[Cases]:
    """Read the cases of all conditions, by their files; raise LawFileError.

    The cases of ballots and of computations have a form of their own and are left out.
    """
    for path in files(folder):
        yield read(path, folder)


def files(folder: Path = FOLDER) -> Iterator[Path]:
    """List the files that hold cases of conditions."""
    for path in sorted((folder / "cases").rglob("*.yaml")):
        if path.parent.name not in OTHERS:
            yield path


def read(path: Path, folder: Path = FOLDER) -> Cases:
    """Read one file of cases; raise LawFileError."""
    return _read(path, folder, path.stat().st_mtime_ns)


@lru_cache(maxsize=512)
def _read(path: Path, folder: Path, _changed: int) -> Cases:
    file = SourceFile(path, folder)
    model = file.whole(schema.CaseFileModel)
    return Cases(
        condition=model.condition,
        source=model.source,
        place=f"{file.name}:{file.line(['condition'])}",
        cases=tuple(
            Case(
                name=schema.said(case.name)["en"],
                named=schema.said(case.name),
                as_of=case.as_of,
                facts=MappingProxyType(case.facts),
                decisions=tuple((each.authority, each.decided_on) for each in case.decisions),
                expect=case.expect,
                because=schema.said(case.because),
                missing=case.missing,
                place=f"{file.name}:{file.line(['cases', index])}",
            )
            for index, case in enumerate(model.cases)
        ),
    )
