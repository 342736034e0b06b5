"""Building the law from its files: every name resolved, every expression typed.

Used by `rules.library.law`, and by `rules.editing` for a law that is being edited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from rules import schema
from rules.definitions import Condition, FactDefinition, Figure, Gate, Instrument, Law, Lift
from rules.errors import (
    ExpressionError,
    LawFileError,
    PlaceholderError,
    UnknownNameError,
    UnlistedInstrumentError,
)
from rules.expression import Comparison, Node, Type, UnknownOperandError, UntypedError, parse
from rules.listed import Named
from rules.model import Citation, Confidence, Validity, Words
from rules.readings import digest, files, place_of, readings
from rules.source import SourceFile, tolerated
from rules.tables import TableReader, validity
from rules.wording import PLACEHOLDER

PARTS: Mapping[str, tuple[str, ...]] = {
    "applies_when": ("applies_when",),
    "cites": ("cites",),
    "confidence": ("confidence",),
    "in_force": ("in_force",),
    "lifted_by": ("lifted_by",),
    "only_if": ("lifted_by", "only_if"),
    "requires": ("requires",),
}


def load(folder: Path, known_on: date = date.max) -> Law:
    """Read the law of a folder as it was known on a day; raise LawFileError at what does not fit.

    The error is of the first thing that does not fit.
    """
    return _Loader(folder, known_on=known_on).load()


def load_what_fits(folder: Path) -> tuple[Law, tuple[LawFileError, ...]]:
    """Read the law of a folder without what does not fit, and list that: nobody is judged by it."""
    faults: list[LawFileError] = []
    return _Loader(folder, faults).load(), tuple(faults)


class _Loader:
    """Reads the files in the order in which they refer to each other.

    `_kept` is what is on record of a former reading; None where the newest is read.
    """

    def __init__(
        self,
        folder: Path,
        faults: list[LawFileError] | None = None,
        known_on: date = date.max,
    ) -> None:
        self._folder = folder
        known = readings(folder)
        self._reading = max((day for day in known if day <= known_on), default=None)
        self._kept = next((known[day] for day in known if day > known_on), None)
        self._root = place_of(folder, known_on)
        self._files_of_the_law = files(folder, known_on)
        self._faults = faults
        self._instruments: dict[str, Instrument] = {}
        self._figures: dict[str, tuple[Figure, ...]] = {}
        self._facts: dict[str, FactDefinition] = {}
        self._fact_types: dict[str, Type] = {}
        self._figure_types: dict[str, Type] = {}
        self._comparisons: dict[Comparison, Comparison] = {}

    def load(self) -> Law:
        if not self._paths("instruments"):
            raise LawFileError(str(self._folder), None, "the folder holds no instruments")
        found = digest(self._files_of_the_law)
        if self._kept is not None and found != self._kept.digest:
            what = "a former reading of the law is not what it was: restore it"
            raise LawFileError(str(self._folder), None, what)
        self._read_instruments()
        self._read_figures()
        self._read_facts()
        gates = self._read_gates()
        conditions = tuple(self._read_conditions())
        self._check_prefixes(gates, conditions)
        tables = TableReader(
            self._files, self._citation, self._figures, self._figure_types, self._faults
        )
        return Law(
            folder=self._folder,
            reading=self._reading,
            digest=found,
            instruments=MappingProxyType(self._instruments),
            figures=MappingProxyType(self._figures),
            facts=MappingProxyType(self._facts),
            gates=MappingProxyType(gates),
            conditions=conditions,
            ballots=tuple(tables.ballots()),
            retirement=tuple(tables.retirement()),
            priority=tuple(tables.priority()),
            schedules=tuple(tables.schedules()),
            events=self._read_named("events"),
            circumstances=self._read_named("circumstances"),
            grounds=tuple(tables.grounds()),
        )

    def _paths(self, part: str) -> list[Path]:
        found = self._files_of_the_law
        single = found.get(f"{part}.yaml")
        if single is not None:
            return [single]
        # In the order of their paths, as the folder is read: of that rests the order of findings.
        named = [(Path(name), path) for name, path in found.items() if name.startswith(f"{part}/")]
        return [path for _, path in sorted(named)]

    def _files(self, part: str) -> Iterator[SourceFile]:
        for path in self._paths(part):
            with tolerated(self._faults):
                yield SourceFile(path, self._root, self._faults)

    def _read_instruments(self) -> None:
        for file in self._files("instruments"):
            for number, model, line in file.entries(schema.InstrumentModel):
                with tolerated(self._faults):
                    file.once(self._instruments, number, line)
                    self._instruments[number] = Instrument(
                        number=number,
                        name=schema.said(model.name),
                        title=schema.said(model.title),
                        issued_on=model.issued_on,
                        in_force=validity(model.in_force) if model.in_force else None,
                        replaced_by=model.replaced_by,
                        note=model.note,
                        confidence=Confidence(model.confidence),
                        last_checked_on=model.last_checked_on,
                        place=f"{file.name}:{line}",
                    )

    def _read_figures(self) -> None:
        for file in self._files("figures"):
            for name, model, line in file.entries(schema.FigureModel):
                with tolerated(self._faults):
                    file.once(self._figures, name, line)
                    self._figures[name] = tuple(self._figure_editions(name, model, file, line))
                    if model.unit != "part":
                        self._figure_types[name] = Type("integer", model.unit)

    def _figure_editions(
        self, name: str, model: schema.FigureModel, file: SourceFile, line: int
    ) -> Iterator[Figure]:
        starts = sorted(model.values)
        for start, following in zip(starts, [*starts[1:], None], strict=True):
            edition = model.values[start]
            until = edition.until if edition.until else following
            if following and until and until > following:
                raise LawFileError(file.name, line, f"{name}: two values are in force at once")
            share = isinstance(edition.value, schema.FractionModel)
            if share != (model.unit == "part"):
                raise LawFileError(file.name, line, f"{name}: a share has the unit `part`")
            value, over = (
                (edition.value.numerator, edition.value.denominator)
                if isinstance(edition.value, schema.FractionModel)
                else (edition.value, 1)
            )
            yield Figure(
                name=name,
                description=schema.said(model.description),
                unit=model.unit,
                value=value,
                over=over,
                citation=self._citation(edition.cites, file, line),
                confidence=Confidence(edition.confidence),
                in_force=Validity(start, until),
                published_on=edition.published_on,
                last_checked_on=model.last_checked_on,
                place=f"{file.name}:{file.line([name, 'values', start])}",
            )

    def _read_named(self, part: str) -> Mapping[str, Named]:
        """Read what the law calls the events, or the circumstances, of its time limits."""
        named: dict[str, Named] = {}
        for file in self._files(part):
            for name, model, line in file.entries(schema.WordsModel):
                with tolerated(self._faults):
                    file.once(named, name, line)
                    named[name] = Named(name, schema.said(model), f"{file.name}:{line}")
        return MappingProxyType(named)

    def _read_facts(self) -> None:
        for file in self._files("facts"):
            for name, model, line in file.entries(schema.FactModel):
                with tolerated(self._faults):
                    file.once(self._facts, name, line)
                    if not re.fullmatch(r"[a-z][a-z0-9_]{0,63}", name):
                        raise LawFileError(
                            file.name, line, f"'{name}' is not a plain snake_case name"
                        )
                    if name in self._figures:
                        raise LawFileError(file.name, line, f"'{name}' is the name of a figure too")
                    for figure in model.figures:
                        if figure not in self._figures:
                            raise LawFileError(file.name, line, f"there is no figure '{figure}'")
                    definition = FactDefinition(
                        name=name,
                        type=model.type,
                        unit=model.unit,
                        bounds=model.bounds,
                        values=MappingProxyType(
                            {k: schema.said(v) for k, v in model.values.items()}
                        ),
                        ordered=model.ordered,
                        label=schema.said(model.label),
                        below_zero=schema.said(model.below_zero),
                        reckoned=schema.said(model.reckoned),
                        figures=model.figures,
                        record=model.record,
                        source=model.source,
                        supplied_by=model.supplied_by,
                        fixed=model.fixed,
                        interpretation=schema.said(model.interpretation),
                        place=f"{file.name}:{line}",
                    )
                    self._facts[name] = definition
                    self._fact_types[name] = definition.typed

    def _read_gates(self) -> dict[str, Gate]:
        gates: dict[str, Gate] = {}
        for file in self._files("gates"):
            for name, model, line in file.entries(schema.GateModel):
                with tolerated(self._faults):
                    file.once(gates, name, line)
                    gates[name] = Gate(
                        name=name,
                        title=schema.said(model.title),
                        conditions=model.conditions,
                        as_gates=model.as_gates,
                        in_force=validity(model.in_force),
                        place=f"{file.name}:{line}",
                    )
        for gate in gates.values():
            with tolerated(self._faults):
                self._check_references(gate, gates)
        return {name: _with_references(gate, gates) for name, gate in gates.items()}

    def _check_references(self, gate: Gate, gates: Mapping[str, Gate]) -> None:
        for name in gate.as_gates:
            if name not in gates:
                file, _, line = gate.place.rpartition(":")
                what = f"'{gate.name}' asks as the gate '{name}', which there is not"
                raise LawFileError(file, int(line), what)

    def _read_conditions(self) -> Iterator[Condition]:
        for file in self._files("conditions"):
            for index, line, model in file.indexed(schema.ConditionModel):
                with tolerated(self._faults):
                    yield self._condition(model, file, index, line)

    def _condition(
        self, model: schema.ConditionModel, file: SourceFile, index: int, line: int
    ) -> Condition:
        lift = model.lifted_by
        condition = Condition(
            id=model.id,
            title=schema.said(model.title),
            citation=self._citation(model.cites, file, line),
            in_force=validity(model.in_force),
            confidence=Confidence(model.confidence),
            applies=self._node(model.applies_when, file, [index, "applies_when"]),
            requires=self._required(model.requires, file, [index, "requires"]),
            lift=Lift(
                lift.special_decision,
                self._citation(lift.cites or model.cites, file, line),
                self._node(lift.only_if, file, [index, "lifted_by", "only_if"]),
            )
            if lift
            else None,
            requirement=schema.said(model.requirement),
            unmet=schema.said(model.unmet),
            note=schema.said(model.note),
            place=f"{file.name}:{line}",
            lines={part: file.line([index, *path]) for part, path in PARTS.items()},
        )
        with tolerated(self._faults):
            self._check_placeholders(condition, file, file.line([index, "unmet"]))
        return condition

    def _required(self, text: str, file: SourceFile, path: list[int | str]) -> Node:
        node = self._node(text, file, path)
        if node is None:
            raise LawFileError(file.name, file.line(path), "a condition requires something")
        return node

    def _node(self, text: str, file: SourceFile, path: list[int | str]) -> Node | None:
        if not text:
            return None
        try:
            return parse(text, self._fact_types, self._figure_types, self._comparisons)
        except UnknownOperandError as error:
            raise UnknownNameError(file.name, file.line(path), str(error)) from error
        except UntypedError as error:
            raise ExpressionError(file.name, file.line(path), str(error)) from error

    def _check_placeholders(self, condition: Condition, file: SourceFile, line: int) -> None:
        readable = {*condition.reads("fact"), *condition.reads("figure")}
        for words in (condition.unmet, condition.requirement):
            for text in words.values():
                for name in PLACEHOLDER.findall(text):
                    if name not in readable:
                        what = f"{condition.id} speaks of {{{name}}}, which it does not read"
                        raise PlaceholderError(file.name, line, what)

    def _check_prefixes(self, gates: Mapping[str, Gate], found: tuple[Condition, ...]) -> None:
        prefixes = {prefix for gate in gates.values() for prefix in gate.conditions}
        for condition in found:
            if condition.prefix not in prefixes:
                file, _, line = condition.place.rpartition(":")
                with tolerated(self._faults):
                    raise LawFileError(file, int(line), f"no gate asks for '{condition.id}'")

    def _citation(self, model: schema.CitationModel, file: SourceFile, line: int) -> Citation:
        names: dict[str, Words] = {}
        for number in filter(None, (model.instrument, model.amended_by)):
            with tolerated(self._faults):
                if number not in self._instruments:
                    what = f"the instrument '{number}' is not among the instruments"
                    raise UnlistedInstrumentError(file.name, line, what)
                names[number] = self._instruments[number].name
        return Citation(
            instrument=model.instrument,
            instrument_name=names.get(model.instrument, {}),
            article=model.article,
            clause=model.clause,
            point=model.point,
            section=model.section,
            amended_by=model.amended_by,
            amending_name=names.get(model.amended_by, {}),
            article_of_amendment=model.article_of_amendment,
        )


def _with_references(gate: Gate, gates: Mapping[str, Gate]) -> Gate:
    """Add the prefixes of the gates to which a gate refers, and of theirs."""
    prefixes = dict.fromkeys(gate.conditions)
    seen, waiting = {gate.name}, list(gate.as_gates)
    while waiting:
        name = waiting.pop(0)
        if name in gates and name not in seen:
            seen.add(name)
            prefixes.update(dict.fromkeys(gates[name].conditions))
            waiting += gates[name].as_gates
    return replace(gate, conditions=tuple(prefixes))
