"""Reading the tables of the law: rules of counting, retirement ages, priority, time limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from rules import schema
from rules.definitions import BallotRule, Band, Figure
from rules.errors import LawFileError
from rules.expression import Type
from rules.listed import (
    Ground,
    PriorityCategory,
    PriorityTable,
    RetirementRow,
    RetirementTable,
    Schedule,
    ScheduleStep,
)
from rules.model import Citation, Confidence, Month, Validity
from rules.source import SourceFile, tolerated


class TableReader:
    """Reads the tables of a law of which the instruments and the figures are known.

    `files` gives the files of a part of the law, `cite` the citation that stands at a line. What
    does not fit is noted in `faults`, or raised as LawFileError where they are not collected.
    """

    def __init__(
        self,
        files: Callable[[str], Iterator[SourceFile]],
        cite: Callable[[schema.CitationModel, SourceFile, int], Citation],
        figures: Mapping[str, tuple[Figure, ...]],
        figure_types: Mapping[str, Type],
        faults: list[LawFileError] | None,
    ) -> None:
        self._files = files
        self._cite = cite
        self._figures = figures
        self._figure_types = figure_types
        self._faults = faults

    def ballots(self) -> Iterator[BallotRule]:
        """Read the rules of counting; their shares are figures."""
        for file in self._files("ballots"):
            for model, line in file.items(schema.BallotModel):
                with tolerated(self._faults):
                    rule = BallotRule(
                        id=model.id,
                        title=schema.said(model.title),
                        citation=self._cite(model.cites, file, line),
                        in_force=validity(model.in_force),
                        confidence=Confidence(model.confidence),
                        denominator=model.denominator,
                        select_over=model.select_over,
                        select_from=model.select_from,
                        carry_from=model.carry_from,
                        tie_at=model.tie_at,
                        quorum_from=model.quorum_from,
                        quorum_binds=model.quorum_binds,
                        only_carried=model.only_carried,
                        second_ballot_if_new=model.second_ballot_if_new,
                        note=schema.said(model.note),
                        answers=model.answers,
                        bands=tuple(
                            Band(each.share, each.sign, each.outcome) for each in model.bands
                        ),
                        otherwise=model.otherwise or "",
                        place=f"{file.name}:{line}",
                    )
                    for name in rule.figures:
                        editions = self._figures.get(name, ())
                        if not editions or not editions[0].is_share:
                            raise LawFileError(
                                file.name, line, f"there is no share called '{name}'"
                            )
                    yield rule

    def retirement(self) -> Iterator[RetirementTable]:
        """Read the tables of retirement ages."""
        for file in self._files("retirement"):
            for index, line, model in file.indexed(schema.RetirementModel):
                yield RetirementTable(
                    citation=self._cite(model.cites, file, line),
                    in_force=validity(model.in_force),
                    confidence=Confidence(model.confidence),
                    last_checked_on=model.last_checked_on,
                    rows=tuple(
                        RetirementRow(
                            sex=row.sex,
                            born_from=Month.parse(row.born_from),
                            born_to=Month.parse(row.born_to) if row.born_to else None,
                            months_of_age=row.years * 12 + row.months,
                            place=f"{file.name}:{file.line([index, 'rows', number])}",
                        )
                        for number, row in enumerate(model.rows)
                    ),
                    place=f"{file.name}:{line}",
                )

    def priority(self) -> Iterator[PriorityTable]:
        """Read who is given priority points; the points are figures."""
        for file in self._files("priority"):
            for _, line, model in file.indexed(schema.PriorityModel):
                categories: dict[str, PriorityCategory] = {}
                with tolerated(self._faults):
                    for group in model.groups:
                        if self._figure_types.get(group.points) != Type("integer", "hundredth"):
                            what = f"there is no figure of points called '{group.points}'"
                            raise LawFileError(file.name, line, what)
                        for code, label in group.categories.items():
                            file.once(categories, code, line)
                            categories[code] = PriorityCategory(
                                code, schema.said(label), group.points
                            )
                yield PriorityTable(
                    citation=self._cite(model.cites, file, line),
                    in_force=validity(model.in_force),
                    confidence=Confidence(model.confidence),
                    categories=MappingProxyType(categories),
                    place=f"{file.name}:{line}",
                )

    def schedules(self) -> Iterator[Schedule]:
        """Read the time limits of the procedures; the limits are figures."""
        for file in self._files("schedules"):
            for index, line, model in file.indexed(schema.ScheduleModel):
                in_force = validity(model.in_force)
                with tolerated(self._faults):
                    for number, step in enumerate(model.steps):
                        editions = self._figures.get(step.limit, ())
                        if not any(each.in_force.covers(in_force.start) for each in editions):
                            raise LawFileError(
                                file.name,
                                file.line([index, "steps", number]),
                                f"there is no figure '{step.limit}' on {in_force.start}",
                            )
                yield Schedule(
                    id=model.id,
                    title=schema.said(model.title),
                    in_force=in_force,
                    steps=tuple(
                        ScheduleStep(
                            limit=step.limit,
                            event=step.from_,
                            act=step.to,
                            before=step.counted == "before",
                            when=step.when,
                            unless=step.unless,
                        )
                        for step in model.steps
                    ),
                    place=f"{file.name}:{line}",
                )

    def grounds(self) -> Iterator[Ground]:
        """Read in which cases procedures are put off; two of one id are two editions."""
        known: dict[str, list[Validity]] = {}
        for file in self._files("grounds"):
            for model, line in file.items(schema.GroundModel):
                with tolerated(self._faults):
                    in_force = validity(model.in_force)
                    editions = known.setdefault(model.id, [])
                    if any(each.overlaps(in_force) for each in editions):
                        what = f"two editions of '{model.id}' are in force at once"
                        raise LawFileError(file.name, line, what)
                    editions.append(in_force)
                    yield Ground(
                        id=model.id,
                        of=model.of,
                        words=schema.said(model.words),
                        citation=self._cite(model.cites, file, line),
                        in_force=in_force,
                        confidence=Confidence(model.confidence),
                        place=f"{file.name}:{line}",
                    )


def validity(model: schema.ValidityModel) -> Validity:
    """Return the stretch of time that a file names."""
    return Validity(model.from_, model.until)
