"""The conditions of a gate, and the dated tables of the law, as DMN 1.5 models.

A gate on a date is one model: the facts are its input data, the figures in force its decisions of
one value, each condition a decision table from *applies*, *requires* and *lifted* to one of the
four outcomes, and the verdict the decision on top. The instruments that a condition cites are
knowledge sources, which is what DMN calls an authority. The tables by date (figures, ages of
retirement) are a model of their own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from xml.etree import ElementTree as ET

from rules.definitions import Condition, FactDefinition, Figure, Law
from rules.exchange.diagram import Shape, diagram
from rules.exchange.feel import feel, literal
from rules.listed import RetirementTable
from rules.model import Citation, Validity, Words
from rules.wording import LANGUAGES

VERSIONS: Mapping[str, tuple[str, str]] = {
    "1.5": (
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/DMNDI/",
    ),
    "1.3": (
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/DMNDI/",
    ),
}
DC = "http://www.omg.org/spec/DMN/20180521/DC/"
DI = "http://www.omg.org/spec/DMN/20180521/DI/"
TYPES: Mapping[str, str] = {
    "integer": "number",
    "money": "number",
    "boolean": "boolean",
    "date": "date",
    "month": "date",
    "enum": "string",
    "codes": "string",
}
OUTCOMES: Mapping[str, str] = {
    "met": "Đạt / Met",
    "unmet": "Không đạt / Not met",
    "unknown": "Chưa rõ / Not known",
    "not_applicable": "Không áp dụng / Not applicable",
}


class _Model:
    """One `definitions` element while it is written: its parts, its diagram, its links."""

    def __init__(self, name: str, namespace: str, description: str) -> None:
        self.root = ET.Element(
            "definitions", {"id": "definitions", "name": name, "namespace": namespace}
        )
        _text(self.root, "description", description)
        self.types: list[ET.Element] = []
        self.elements: list[ET.Element] = []
        self.shapes: list[Shape] = []
        self.links: list[tuple[str, str, str]] = []

    def add(self, kind: str, name: str, slug: str, column: str, label: Words) -> ET.Element:
        """Add an element of the requirements diagram."""
        element = ET.Element(kind, {"id": slug, "name": name, "label": label["vi"]})
        _text(element, "description", f"{label['vi']}\n{label['en']}")
        self.elements.append(element)
        self.shapes.append(Shape(slug, column))
        return element

    def require(self, element: ET.Element, kind: str, part: str, wanted: str) -> None:
        """Say that an element requires another: information, or the authority of a source."""
        own = element.get("id") or ""
        link = f"{own}.needs.{wanted}"
        requirement = ET.SubElement(element, kind, {"id": link})
        ET.SubElement(requirement, part, {"href": f"#{wanted}"})
        self.links.append((link, wanted, own))

    def written(self, version: str) -> str:
        """Return the model as XML of a version of DMN."""
        model, diagrams = VERSIONS[version]
        self.root.extend(self.types)
        self.root.extend(self.elements)
        self.root.append(diagram(self.shapes, self.links))
        for element in self.root.iter():
            prefix, _, tag = element.tag.rpartition(":")
            space = {"": model, "dmndi": diagrams, "dc": DC, "di": DI}[prefix]
            element.tag = f"{{{space}}}{tag}"
        for prefix, space in (("", model), ("dmndi", diagrams), ("dc", DC), ("di", DI)):
            ET.register_namespace(prefix, space)
        ET.indent(self.root)
        text: str = ET.tostring(self.root, encoding="unicode", xml_declaration=False)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def gate_model(law: Law, gate: str, on: date, *, version: str = "1.5") -> str:
    """Return the conditions of a gate as they stand on a day, as one DMN model.

    Raises NoEditionInForceError where the gate asks nothing on that day.
    """
    conditions = law.conditions_in_force(gate, on)
    title = law.gates[gate].title
    model = _Model(
        gate,
        f"urn:chuan:law:{gate}:{on.isoformat()}",
        f"{title['vi']} ({on:%d/%m/%Y})\n{title['en']} ({on.isoformat()})\n{law.digest}",
    )
    facts = _once(name for each in conditions for name in each.reads("fact"))
    figures = _once(name for each in conditions for name in each.reads("figure"))
    _add_outcome_type(model)
    _add_verdict(model, conditions)
    values = {name: law.figure(name, on) for name in figures}
    for condition in conditions:
        _add_condition(model, condition, values)
    for figure in values.values():
        _add_figure(model, figure)
    for condition in conditions:
        if condition.lift:
            _add_decided(model, condition)
    for name in facts:
        _add_fact(model, law.facts[name])
    numbers = _once(
        number for each in conditions for number in _instruments([each.citation]) if number
    )
    for number in numbers:
        _add_source(model, law, number)
    return model.written(version)


def tables_model(law: Law, *, version: str = "1.5") -> str:
    """Return the figures by date and the ages of retirement, as one DMN model of tables."""
    name = {"vi": "Các con số và bảng của pháp luật, theo ngày", "en": "Figures and tables by date"}
    model = _Model("law_tables", "urn:chuan:law:tables", f"{name['vi']}\n{name['en']}")
    when: Words = {"vi": "Ngày áp dụng", "en": "Governing date"}
    element = model.add("inputData", "governing_date", "governing_date", "facts", when)
    _variable(element, "governing_date", "date")
    for editions in law.figures.values():
        _add_dated_figure(model, editions)
    for table in law.retirement:
        _add_retirement(model, table)
    return model.written(version)


def slug(condition: Condition) -> str:
    """Return the FEEL name of what a condition comes to: a fact may be called like a condition."""
    return condition.id.replace(".", "_").replace("-", "_") + "_outcome"


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = text
    return element


def _variable(element: ET.Element, name: str, kind: str) -> None:
    ident = f"{element.get('id')}.variable"
    ET.SubElement(element, "variable", {"id": ident, "name": name, "typeRef": kind})


def _literal(parent: ET.Element, ident: str, text: str) -> None:
    expression = ET.SubElement(parent, "literalExpression", {"id": ident})
    _text(expression, "text", text)


def _add_outcome_type(model: _Model) -> None:
    item = ET.Element("itemDefinition", {"id": "outcome_type", "name": "outcome"})
    _text(item, "typeRef", "string")
    allowed = ET.SubElement(item, "allowedValues", {"id": "outcome_values"})
    _text(allowed, "text", '"met","unmet","unknown","not_applicable"')
    model.types.append(item)


def _add_verdict(model: _Model, conditions: Sequence[Condition]) -> None:
    title: Words = {"vi": "Đủ điều kiện", "en": "May pass"}
    element = model.add("decision", "passes", "passes", "verdict", title)
    _variable(element, "passes", "boolean")
    for condition in conditions:
        model.require(element, "informationRequirement", "requiredDecision", slug(condition))
    outcomes = ", ".join(slug(condition) for condition in conditions)
    every = f'every outcome in [{outcomes}] satisfies outcome in ("met", "not_applicable")'
    _literal(element, "passes.expression", every)


def _add_condition(model: _Model, condition: Condition, figures: Mapping[str, Figure]) -> None:
    name = slug(condition)
    element = model.add("decision", name, name, "conditions", condition.title)
    element[0].text = "\n".join(
        f"{_filled(condition.requirement[lang], figures)} {condition.citation.text(lang)}"
        for lang in LANGUAGES
    )
    _variable(element, name, "outcome")
    for figure in condition.reads("figure"):
        model.require(element, "informationRequirement", "requiredDecision", figure)
    for fact in condition.reads("fact"):
        model.require(element, "informationRequirement", "requiredInput", fact)
    if condition.lift:
        model.require(element, "informationRequirement", "requiredInput", f"{name}_decided")
    for number in _instruments([condition.citation]):
        model.require(element, "authorityRequirement", "requiredAuthority", _source(number))
    _add_outcome(element, condition)


def _add_outcome(element: ET.Element, condition: Condition) -> None:
    """Write the outcome by what applies, is required and lifts; the first row that fits holds."""
    lift = condition.lift
    inputs = {
        "applies": feel(condition.applies) if condition.applies else "",
        "requires": feel(condition.requires),
        "lifted": _lifted(condition) if lift else "",
    }
    rows = [
        ("applies", "false", "not_applicable"),
        ("applies", "null", "unknown"),
        ("requires", "true", "met"),
        ("requires", "null", "unknown"),
        ("lifted", "true", "met"),
        *([("lifted", "null", "unknown")] if lift and lift.only_if else []),
        ("", "", "unmet"),
    ]
    name = slug(condition)
    parts = [part for part, text in inputs.items() if text]
    table = _table(element, "FIRST")
    for part in parts:
        _input(table, f"{name}.{part}", inputs[part], "boolean")
    _output(table, "outcome")
    for number, (asked, test, outcome) in enumerate(rows):
        if asked in ("", *parts):
            entries = [test if part == asked else "-" for part in parts]
            said = OUTCOMES[outcome]
            _rule(table, f"{name}.r{number}", entries, literal(outcome), described=said)


def _filled(text: str, figures: Mapping[str, Figure]) -> str:
    """Put the values of the figures into a sentence; what depends on a person keeps its name."""
    for name, figure in figures.items():
        text = text.replace(f"{{{name}}}", str(figure.value))
    return text


def _lifted(condition: Condition) -> str:
    assert condition.lift is not None  # noqa: S101  Asked by the caller.
    decided = f"{slug(condition)}_decided"
    if condition.lift.only_if is None:
        return decided
    return f"if {decided} then {feel(condition.lift.only_if)} else false"


def _add_decided(model: _Model, condition: Condition) -> None:
    """Add the input that says whether a special decision was taken by the governing date."""
    assert condition.lift is not None  # noqa: S101  Asked by the caller.
    name = f"{slug(condition)}_decided"
    by = ", ".join(condition.lift.authorities)
    title = condition.title
    label: Words = {
        "vi": f"Có quyết định đặc biệt: {title['vi']} ({by})",
        "en": f"A special decision was taken: {title['en']} ({by})",
    }
    _variable(model.add("inputData", name, name, "decisions", label), name, "boolean")


def _add_fact(model: _Model, fact: FactDefinition) -> None:
    element = model.add("inputData", fact.name, fact.name, "facts", fact.label)
    element[0].text = f"{fact.label['vi']}\n{fact.label['en']}\n{fact.reckoned}"
    kind = TYPES[fact.type]
    if fact.values:
        kind = f"{fact.name}_type"
        collection = {"isCollection": "true"} if fact.type == "codes" else {}
        item = ET.Element("itemDefinition", {"id": kind, "name": kind, **collection})
        _text(item, "typeRef", "string")
        allowed = ET.SubElement(item, "allowedValues", {"id": f"{kind}.values"})
        _text(allowed, "text", ",".join(literal(value) for value in fact.values))
        model.types.append(item)
    _variable(element, fact.name, kind)


def _add_figure(model: _Model, figure: Figure) -> None:
    element = model.add("decision", figure.name, figure.name, "figures", figure.description)
    element[0].text = "\n".join(
        f"{figure.description[lang]}. {figure.citation.text(lang)}" for lang in LANGUAGES
    )
    _variable(element, figure.name, "number")
    _literal(element, f"{figure.name}.value", str(figure.value))


def _add_source(model: _Model, law: Law, number: str) -> None:
    instrument = law.instruments[number]
    model.add("knowledgeSource", number, _source(number), "sources", instrument.title)


def _add_dated_figure(model: _Model, editions: Sequence[Figure]) -> None:
    figure = editions[0]
    element = model.add("decision", figure.name, figure.name, "figures", figure.description)
    # A share is two integers, which FEEL divides without a loss that would matter to anybody.
    _variable(element, figure.name, "number")
    model.require(element, "informationRequirement", "requiredInput", "governing_date")
    table = _table(element, "UNIQUE")
    _input(table, f"{figure.name}.date", "governing_date", "date")
    _output(table, "number")
    for number, edition in enumerate(editions):
        value = str(edition.value)
        if edition.is_share:
            value = f"{edition.value} / {edition.over}"
        cited = edition.citation.text("vi")
        within = [_stretch(edition.in_force)]
        _rule(table, f"{figure.name}.r{number}", within, value, described=cited)


def _add_retirement(model: _Model, table: RetirementTable) -> None:
    cited = table.citation.text
    name = f"retirement_age_months_{table.in_force.start:%Y_%m_%d}"
    label: Words = {
        "vi": f"Tuổi nghỉ hưu (tháng): {cited('vi')}",
        "en": f"Age of retirement (months): {cited('en')}",
    }
    element = model.add("decision", name, name, "figures", label)
    _variable(element, name, "number")
    for wanted in ("sex", "born_on"):
        model.require(element, "informationRequirement", "requiredInput", wanted)
    if not any(shape.id == "sex" for shape in model.shapes):
        sex: Words = {"vi": "Giới tính (male, female)", "en": "Sex (male, female)"}
        born: Words = {"vi": "Ngày sinh", "en": "Date of birth"}
        _variable(model.add("inputData", "sex", "sex", "facts", sex), "sex", "string")
        _variable(model.add("inputData", "born_on", "born_on", "facts", born), "born_on", "date")
    rows = _table(element, "UNIQUE")
    _input(rows, f"{name}.sex", "sex", "string")
    _input(rows, f"{name}.born", "born_on", "date")
    _output(rows, "number")
    for number, row in enumerate(table.rows):
        start = f"{row.born_from}-01"
        stretch = f'>= @"{start}"'
        if row.born_to:
            stretch = f'[@"{start}"..@"{row.born_to.plus(1)}-01")'
        entries = [literal(row.sex), stretch]
        _rule(rows, f"{name}.r{number}", entries, str(row.months_of_age))


def _stretch(in_force: Validity) -> str:
    """Return a half-open stretch of time as a unary test."""
    if in_force.until is None:
        return f">= {literal(in_force.start)}"
    return f"[{literal(in_force.start)}..{literal(in_force.until)})"


def _table(element: ET.Element, hits: str) -> ET.Element:
    ident = f"{element.get('id')}.table"
    return ET.SubElement(element, "decisionTable", {"id": ident, "hitPolicy": hits})


def _input(table: ET.Element, ident: str, text: str, kind: str) -> None:
    clause = ET.SubElement(table, "input", {"id": ident})
    expression = ET.SubElement(
        clause, "inputExpression", {"id": f"{ident}.expression", "typeRef": kind}
    )
    _text(expression, "text", text)


def _output(table: ET.Element, kind: str) -> None:
    ET.SubElement(table, "output", {"id": f"{table.get('id')}.output", "typeRef": kind})


def _rule(
    table: ET.Element, ident: str, entries: Iterable[str], value: str, *, described: str = ""
) -> None:
    rule = ET.SubElement(table, "rule", {"id": ident})
    if described:
        _text(rule, "description", described)
    for number, entry in enumerate(entries):
        _text(ET.SubElement(rule, "inputEntry", {"id": f"{ident}.i{number}"}), "text", entry)
    _text(ET.SubElement(rule, "outputEntry", {"id": f"{ident}.o"}), "text", value)


def _instruments(citations: Iterable[Citation]) -> Iterator[str]:
    for citation in citations:
        yield citation.instrument
        if citation.amended_by:
            yield citation.amended_by


def _source(number: str) -> str:
    """Return the id of an instrument: plain letters, as modellers want them, and no stroke."""
    plain = unicodedata.normalize("NFD", number.replace("Đ", "D"))
    kept = (sign for sign in plain if sign.isascii())
    return "source_" + "".join(sign if sign.isalnum() else "-" for sign in kept)
