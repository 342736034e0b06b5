"""The explanation of a verdict: from the clause to the comparison to the fact and its evidence.

Everything here is told from what was computed; nothing is decided here. The trees hold each
comparison with its operands and their values, so that `rules.judge.checker` can judge again from
them. What is the same for everybody on one day is told once and kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from rules import wording
from rules.compute import counted_time
from rules.definitions import Condition, FactDefinition, Figure
from rules.expression import (
    Both,
    Comparison,
    Node,
    Not,
    Operand,
    Ternary,
    comparisons,
    kleene,
    names,
)
from rules.judge.digests import digest_of
from rules.judge.nearest import Search
from rules.judge.needed import Needs
from rules.judge.verdict import Finding, Nearest, Verdict
from rules.model import Fact, Json, Outcome, SpecialDecision, Value, Words, to_json
from rules.suppliers import SUPPLIERS
from rules.wording import LANGUAGES, PLACEHOLDER

WRITTEN: Mapping[Ternary, str] = {True: "true", False: "false", None: "unknown"}
READ: Mapping[str, Ternary] = {written: value for value, written in WRITTEN.items()}
MET: Words = {"vi": "Đạt.", "en": "Met."}


def deciding(
    condition: Condition, decisions: Mapping[str, Sequence[SpecialDecision]], on: date
) -> SpecialDecision | None:
    """Return the special decision that can lift a condition: right authority, taken by that day."""
    if condition.lift is None:
        return None
    for decision in decisions.get(condition.id, ()):
        if decision.authority in condition.lift.authorities and decision.decided_on <= on:
            return decision
    return None


class Teller:
    """Tells the verdicts of one gate on one day: holds what does not depend on the person."""

    def __init__(
        self,
        gate: str,
        on: date,
        conditions: Sequence[Condition],
        definitions: Mapping[str, FactDefinition],
        read: Sequence[str],
        figures: Mapping[str, Figure],
        reading: date | None = None,
    ) -> None:
        self.reading = reading
        self.law_digest = digest_of(conditions, figures.values())
        self.gate = gate
        self.on = on
        self.definitions = definitions
        self.figures = {name: _figure(figures[name]) for name in sorted(figures)}
        self.numbers = {name: figure.value for name, figure in figures.items()}
        self.facts = {name: _frame(definitions[name]) for name in read}
        self.conditions = [_Prepared(condition, self) for condition in conditions]
        found = dict.fromkeys(
            comparison
            for condition in conditions
            for node in condition.expressions
            for comparison in comparisons(node)
        )
        self.reads = {comparison: names(comparison, "fact") for comparison in found}
        self.shapes = {
            comparison: [self._shape(operand) for operand in comparison.operands]
            for comparison in found
        }

    def _shape(self, operand: Operand) -> tuple[str, dict[str, Json]]:
        """Return the fact that an operand is, or how it is told where it is none."""
        if operand.source == "fact":
            return operand.name, {}
        if operand.source == "figure":
            return "", {"figure": operand.name, "value": self.numbers[operand.name]}
        return "", {"literal": to_json(operand.value)}

    def verdict(
        self,
        *,
        outcomes: Sequence[Outcome],
        lifted: Sequence[bool],
        passes: bool,
        values: Mapping[Comparison, Ternary],
        given: Mapping[str, bool],
        decisions: Mapping[str, Sequence[SpecialDecision]],
        decided_by: date,
        facts: Mapping[str, Fact],
    ) -> Verdict:
        """Tell a verdict whole: every finding, every fact and every figure that was read."""
        told = _Telling(self, values, facts)
        findings = []
        for condition, outcome, by_decision in zip(self.conditions, outcomes, lifted, strict=True):
            edition = condition.edition
            decision = deciding(edition, decisions, decided_by) if given.get(edition.id) else None
            findings.append(told.finding(condition, outcome, decision, by_decision=by_decision))
        return Verdict(
            gate=self.gate,
            on=self.on,
            passes=passes,
            findings=tuple(findings),
            facts=told.facts,
            figures=self.figures,
            decided_by=decided_by,
            reading=self.reading,
            law_digest=self.law_digest,
        )


class _Prepared:
    """One edition of a condition, with what is told of it in every verdict."""

    def __init__(self, edition: Condition, teller: Teller) -> None:
        self.edition = edition
        self.search = Search(
            edition,
            teller.definitions,
            {name: teller.numbers[name] for name in edition.reads("figure")},
        )
        self.met: Words | None = None
        told = PLACEHOLDER.findall("".join(edition.requirement.values()))
        if all(name in teller.numbers for name in told):
            requirement = {
                lang: edition.requirement[lang].format_map(teller.numbers) for lang in LANGUAGES
            }
            self.met = {lang: f"{MET[lang]} {requirement[lang]}" for lang in LANGUAGES}
        applies = edition.applies
        self.applies = tuple(comparisons(applies)) if applies else ()
        self.read_by_applies = names(applies, "fact") if applies else ()


class _Telling:
    """Holds what one evaluation computed while its findings are told."""

    def __init__(
        self, teller: Teller, values: Mapping[Comparison, Ternary], facts: Mapping[str, Fact]
    ) -> None:
        self._teller = teller
        self._values = values
        self._facts = facts
        known = {name for name, fact in facts.items() if fact.known}
        self._needs = Needs(values, teller.reads, known)
        self._leaves: dict[Comparison, dict[str, Json]] = {}
        self._words: dict[str, Words] = {}
        self.facts: dict[str, dict[str, Json]] = {}
        for name, frame in teller.facts.items():
            fact = facts.get(name)
            self.facts[name] = {
                **frame,
                "value": to_json(fact.value) if fact else None,
                "evidence": [evidence.as_dict() for evidence in fact.evidence] if fact else [],
            }

    def finding(
        self,
        condition: _Prepared,
        outcome: Outcome,
        decision: SpecialDecision | None,
        *,
        by_decision: bool,
    ) -> Finding:
        """Tell one finding."""
        edition = condition.edition
        lift = edition.lift
        explanation: dict[str, Json] = {
            "applies": self.tree(edition.applies),
            "requires": self.tree(edition.requires),
            "lift": {
                "authorities": list(lift.authorities),
                "citation": lift.citation.as_dict(),
                "decision": decision.as_dict() if decision else None,
                "only_if": self.tree(lift.only_if),
            }
            if lift
            else None,
        }
        missing = self._needs.missing(edition, decision) if outcome is Outcome.UNKNOWN else ()
        sentence = condition.met
        if outcome is Outcome.NOT_APPLICABLE:
            sentence = self._not_applicable(condition)
        elif outcome is not Outcome.MET or sentence is None or by_decision:
            sentence = {
                lang: self.sentence(
                    edition, outcome, decision, missing, lang, by_decision=by_decision
                )
                for lang in LANGUAGES
            }
        return Finding(
            condition=edition.id,
            edition_from=edition.in_force.start,
            outcome=outcome,
            title=edition.title,
            citation=edition.citation,
            confidence=edition.confidence,
            sentence=sentence,
            missing=missing,
            lifted_by=decision if by_decision else None,
            note=edition.note,
            explanation=explanation,
            nearest=self.nearest(condition, decision) if outcome is Outcome.UNMET else None,
        )

    def tree(self, node: Node | None) -> dict[str, Json] | None:
        """Tell an expression with the value of each of its parts."""
        if node is None:
            return None
        return self._told(node)

    def _told(self, node: Node) -> dict[str, Json]:
        if isinstance(node, Comparison):
            leaf = self._leaves.get(node)
            if leaf is None:
                leaf = self._leaves[node] = self._leaf(node)
            return leaf
        if isinstance(node, Not):
            told = self._told(node.part)
            value = READ[told["value"]]
            return {"not": told, "value": WRITTEN[None if value is None else not value]}
        parts = [self._told(part) for part in node.parts]
        values = {part["value"] for part in parts}
        kind, deciding_, otherwise = (
            ("all", "false", "true") if isinstance(node, Both) else ("any", "true", "false")
        )
        if deciding_ not in values:
            deciding_ = "unknown" if "unknown" in values else otherwise
        return {kind: parts, "value": deciding_}

    def _leaf(self, comparison: Comparison) -> dict[str, Json]:
        shape = self._teller.shapes[comparison]
        leaf: dict[str, Json] = {
            "compare": comparison.operator,
            "operands": [
                {"fact": name, "value": self.facts[name]["value"]} if name else dict(constant)
                for name, constant in shape
            ],
            "value": WRITTEN[self._values[comparison]],
        }
        first = comparison.operands[0].type
        if first.ordered:
            leaf["order"] = list(first.values)
        return leaf

    def nearest(self, condition: _Prepared, decision: SpecialDecision | None) -> Nearest:
        """Tell the nearest facts that would meet a condition, and who could lift it."""
        changes = condition.search.nearest(self._value)
        parts = [
            wording.in_place_of(self._teller.definitions[name], self._value(name), value)
            for name, value in changes
        ]
        lift = condition.edition.lift
        authorities: tuple[str, ...] = ()
        only_if: Ternary = True
        if lift is not None and decision is None:
            only_if = kleene(lift.only_if, self._values.__getitem__) if lift.only_if else True
            authorities = () if only_if is False else lift.authorities
        return Nearest(
            changes=tuple((name, to_json(value)) for name, value in changes),
            decision_by=authorities,
            sentence=wording.to_meet(
                parts,
                authorities,
                lift_is_open=only_if is None,
                fixed=condition.search.fixed,
            ),
        )

    def _value(self, name: str) -> Value | None:
        fact = self._facts.get(name)
        return None if fact is None else fact.value

    def sentence(
        self,
        condition: Condition,
        outcome: Outcome,
        decision: SpecialDecision | None,
        missing: Sequence[str],
        lang: str,
        *,
        by_decision: bool,
    ) -> str:
        """Say in one language what the finding is, with the values filled in."""
        requirement = self._filled(condition.requirement[lang], lang)
        if outcome is Outcome.UNKNOWN:
            return self._unknown(requirement, missing, lang)
        if outcome is Outcome.MET and not by_decision:
            return f"{MET[lang]} {requirement}"
        unmet = self._filled(condition.unmet[lang], lang)
        if decision:
            return wording.by_special_decision(unmet, decision, lang, lifts=by_decision)
        return unmet + counted_time.earliest(
            condition.requires, self._values, self._facts, self._number, lang
        )

    def _number(self, operand: Operand) -> Value | None:
        if operand.source == "fact":
            return self._value(operand.name)
        return self._teller.numbers[operand.name] if operand.source == "figure" else operand.value

    def _unknown(self, requirement: str, missing: Sequence[str], lang: str) -> str:
        wanted = [self._teller.definitions[name] for name in missing]
        asked = "; ".join(
            fact.label[lang]
            + wording.missing_years(counted_time.missing_years(self._facts.get(fact.name)), lang)
            + f" ({SUPPLIERS[fact.supplied_by][lang]})"
            for fact in wanted
        )
        if lang == "vi":
            return f"Chưa rõ. {requirement} Cần bổ sung: {asked}."
        return f"Not known. {requirement} To be supplied: {asked}."

    def _not_applicable(self, condition: _Prepared) -> Words:
        """Name the facts of the first comparison that puts the condition out of play."""
        deciding_facts = condition.read_by_applies
        for comparison in condition.applies:
            if self._values[comparison] is False:
                deciding_facts = self._teller.reads[comparison]
                break
        said = [
            (self._teller.definitions[name].label, self._in_words(name)) for name in deciding_facts
        ]
        because = {
            lang: "; ".join(f"{label[lang]}: {words[lang]}" for label, words in said)
            for lang in LANGUAGES
        }
        return {
            "vi": f"Không áp dụng ({because['vi']}).",
            "en": f"Not applicable ({because['en']}).",
        }

    def _filled(self, text: str, lang: str) -> str:
        if "{" not in text:
            return text
        return text.format_map(_Filling(self, lang))

    def _in_words(self, name: str) -> Words:
        if name not in self._words:
            number = self._teller.numbers.get(name)
            self._words[name] = (
                dict.fromkeys(LANGUAGES, str(number))
                if number is not None
                else wording.in_words(self._teller.definitions[name], self._value(name))
            )
        return self._words[name]


class _Filling(dict[str, str]):
    """Gives a sentence its values, in one language."""

    def __init__(self, telling: _Telling, lang: str) -> None:
        super().__init__()
        self._telling = telling
        self._lang = lang

    def __missing__(self, name: str) -> str:
        return self._telling._in_words(name)[self._lang]


def _frame(definition: FactDefinition) -> dict[str, Json]:
    return {
        "type": definition.type,
        "unit": definition.unit,
        "order": list(definition.values) if definition.ordered else None,
        "label": definition.label,
        "supplied_by": definition.supplied_by,
    }


def _figure(figure: Figure) -> dict[str, Json]:
    return {
        "value": figure.value,
        "unit": figure.unit,
        "from": figure.in_force.start.isoformat(),
        "description": figure.description,
        "citation": figure.citation.record,
        "confidence": figure.confidence.value,
        "last_checked_on": figure.last_checked_on.isoformat(),
    }
