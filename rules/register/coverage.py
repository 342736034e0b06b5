"""Which provision is implemented by what: every row of the tables of provisions, none skipped.

`law/coverage/<table>.yaml` lists the rows of a table of provisions by section and id. A row names
the conditions, figures, ballot rules, computations or steps that carry it, or says why nothing
does. `python -m rules.register.coverage` writes the table of all rows to `rules/COVERAGE.md`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from pydantic import RootModel, model_validator

from rules import schema
from rules.definitions import Law
from rules.library import FOLDER, law
from rules.source import SourceFile

DOCUMENT = FOLDER.parent / "COVERAGE.md"
HEAD = """\
# Which provision is implemented by what

Written by `python -m rules.register.coverage` from `law/coverage/`; a test keeps it true.
A row is a provision as the tables of provisions list it; the mark is the least sure of the
editions that carry it. What no condition carries says what does instead, or why nothing does.
"""
ORDER = ("unknown", "memory", "secondary", "seen")


class CoverageRowModel(schema.Strict):
    """What carries one row of a table of provisions, or why nothing does."""

    conditions: tuple[schema.ConditionId, ...] = ()
    figures: tuple[schema.Name, ...] = ()
    ballots: tuple[schema.BallotId, ...] = ()
    computed_by: tuple[schema.Text, ...] = ()
    enforced_by: tuple[schema.Text, ...] = ()
    because: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> CoverageRowModel:
        carried = (
            *self.conditions,
            *self.figures,
            *self.ballots,
            *self.computed_by,
            *self.enforced_by,
        )
        if not carried and not self.because.strip():
            raise ValueError("name what carries the row, or say why nothing does")
        return self


class CoverageSectionModel(RootModel[dict[str, CoverageRowModel]]):
    """The rows of one section of a table of provisions, by id."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of provisions, and what carries it."""

    table: str
    section: str
    id: str
    conditions: tuple[str, ...]
    figures: tuple[str, ...]
    ballots: tuple[str, ...]
    computed_by: tuple[str, ...]
    enforced_by: tuple[str, ...]
    because: str
    place: str


def rows(folder: Path = FOLDER) -> tuple[Row, ...]:
    """List every row, by table, in the order of the files; raise LawFileError on a wrong one."""
    return tuple(_read(folder))


def _read(folder: Path) -> Iterator[Row]:
    for path in sorted((folder / "coverage").glob("*.yaml")):
        file = SourceFile(path, folder)
        for section, model, _ in file.entries(CoverageSectionModel):
            for name, row in model.root.items():
                yield Row(
                    table=path.stem,
                    section=section,
                    id=name,
                    conditions=row.conditions,
                    figures=row.figures,
                    ballots=row.ballots,
                    computed_by=row.computed_by,
                    enforced_by=row.enforced_by,
                    because=row.because,
                    place=f"{file.name}:{file.line([section, name])}",
                )


def problems(books: Law, found: tuple[Row, ...]) -> list[str]:
    """List the rows that name what does not exist, and the conditions that no row names."""
    return [f"{place}: {what}" for place, what in faults(books, found)]


def faults(books: Law, found: tuple[Row, ...]) -> Iterator[tuple[str, str]]:
    """Yield the same as `problems`, the place apart from the words."""
    editions = {condition.id: condition for condition in reversed(books.conditions)}
    ballots = {ballot.id for ballot in books.ballots}
    for row in found:
        missing = [
            *(f"the condition {name}" for name in row.conditions if name not in editions),
            *(f"the figure {name}" for name in row.figures if name not in books.figures),
            *(f"the ballot rule {name}" for name in row.ballots if name not in ballots),
            *(f"the computation {name}" for name in row.computed_by if not computes(name)),
        ]
        for what in missing:
            yield row.place, f"{row.id}: there is not {what}"
    named = {name for row in found for name in row.conditions}
    for name in sorted(editions.keys() - named):
        yield editions[name].place, f"no row names the condition {name}"


def computes(name: str) -> bool:
    """Tell whether there is a computation `module.function`."""
    module, _, function = name.rpartition(".")
    try:
        return callable(getattr(import_module(f"rules.compute.{module}"), function, None))
    except ModuleNotFoundError:
        return False


def document(books: Law, found: tuple[Row, ...]) -> str:
    """Return the table of all rows in Markdown."""
    told = [HEAD]
    place: tuple[str, str] | None = None
    for row in found:
        if place is None or place[0] != row.table:
            told.append(f"\n## {row.table}\n")
        if place != (row.table, row.section):
            place = (row.table, row.section)
            told.append(f"\n### {row.section}\n\n| row | carried by | sure |\n|---|---|---|")
        told.append(f"| `{row.id}` | {_carried(row)} | {_confidence(books, row)} |")
    return "\n".join(told) + "\n"


def _carried(row: Row) -> str:
    parts = [
        *(f"`{name}`" for name in row.conditions),
        *(f"figure `{name}`" for name in row.figures),
        *(f"ballot `{name}`" for name in row.ballots),
        *(f"`compute.{name}`" for name in row.computed_by),
        *(f"`{name}`" for name in row.enforced_by),
    ]
    return "; ".join(filter(None, [", ".join(parts), row.because.replace("|", "\\|")]))


def _confidence(books: Law, row: Row) -> str:
    marks = {each.confidence.value for each in books.conditions if each.id in row.conditions}
    return next((mark for mark in ORDER if mark in marks), "")


if __name__ == "__main__":
    DOCUMENT.write_text(document(law(), rows()), encoding="utf-8")
    wrong = problems(law(), rows())
    sys.exit("\n".join(wrong) if wrong else 0)
