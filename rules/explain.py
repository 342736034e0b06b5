"""The explanation of a verdict: from the clause to the comparison to the fact and its evidence.

Everything here is told from what was computed; nothing is decided here. The trees hold each
comparison with its operands and their values, so that `rules.checker` can judge again from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rules.expression import (
    Both,
    Comparison,
    Either,
    Node,
    Not,
    Operand,
    Ternary,
    comparisons,
    names,
)
from rules.library import Condition, FactDefinition, Figure, Law
from rules.model import (
    Fact,
    Finding,
    Json,
    Month,
    Outcome,
    SpecialDecision,
    Value,
    Verdict,
    Words,
    to_json,
)

WRITTEN: Mapping[Ternary, str] = {True: "true", False: "false", None: "unknown"}
ROLES: Mapping[str, Words] = {
    "hr_officer": {"vi": "cán bộ tổ chức", "en": "the personnel officer"},
    "head_of_hr": {"vi": "người đứng đầu bộ phận tổ chức cán bộ", "en": "the head of personnel"},
    "leader": {"vi": "lãnh đạo cơ quan", "en": "the leadership of the agency"},
    "appointing_authority": {
        "vi": "cấp có thẩm quyền bổ nhiệm",
        "en": "the appointing authority",
    },
    "party_committee": {"vi": "cấp ủy", "en": "the Party committee"},
    "inspector": {"vi": "cơ quan thanh tra, kiểm tra", "en": "the inspectorate"},
    "administrator": {"vi": "quản trị viên", "en": "the administrator"},
    "applicant": {"vi": "người dự tuyển", "en": "the applicant"},
    "recruiting_authority": {
        "vi": "cơ quan có thẩm quyền tuyển dụng",
        "en": "the recruiting authority",
    },
    "recruitment_council": {"vi": "hội đồng tuyển dụng", "en": "the recruitment council"},
    "leadership_collective": {"vi": "tập thể lãnh đạo", "en": "the leadership collective"},
}
NOT_KNOWN: Words = {"vi": "chưa rõ", "en": "not known"}
YES_NO: Mapping[bool, Words] = {
    True: {"vi": "có", "en": "yes"},
    False: {"vi": "không", "en": "no"},
}
LANGUAGES = ("vi", "en")


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


def verdict(
    *,
    gate: str,
    on: date,
    law: Law,
    conditions: Sequence[Condition],
    outcomes: Sequence[Outcome],
    lifted: Sequence[bool],
    passes: bool,
    values: Mapping[Comparison, Ternary],
    given: Mapping[str, bool],
    decisions: Mapping[str, Sequence[SpecialDecision]],
    facts: Mapping[str, Fact],
    read: Sequence[str],
    figures: Mapping[str, Figure],
) -> Verdict:
    """Tell a verdict whole: every finding, every fact and every figure that was read."""
    told = _Telling(law, on, values, facts, figures)
    findings = []
    for condition, outcome, by_decision in zip(conditions, outcomes, lifted, strict=True):
        decision = deciding(condition, decisions, on) if given.get(condition.id) else None
        findings.append(told.finding(condition, outcome, decision, by_decision=by_decision))
    return Verdict(
        gate=gate,
        on=on,
        passes=passes,
        findings=tuple(findings),
        facts={name: told.fact(name) for name in read},
        figures={name: _figure(figures[name]) for name in figures},
    )


class _Telling:
    """Holds what one evaluation computed while its findings are told."""

    def __init__(
        self,
        law: Law,
        on: date,
        values: Mapping[Comparison, Ternary],
        facts: Mapping[str, Fact],
        figures: Mapping[str, Figure],
    ) -> None:
        self._law = law
        self._on = on
        self._values = values
        self._facts = facts
        self._figures = figures
        self._leaves: dict[Comparison, dict[str, Json]] = {}
        self._words: dict[str, Words] = {}

    def finding(
        self,
        condition: Condition,
        outcome: Outcome,
        decision: SpecialDecision | None,
        *,
        by_decision: bool,
    ) -> Finding:
        """Tell one finding."""
        lift = condition.lift
        explanation: dict[str, Json] = {
            "applies": self.tree(condition.applies),
            "requires": self.tree(condition.requires),
            "lift": {
                "authorities": list(lift.authorities),
                "citation": lift.citation.as_dict(),
                "decision": decision.as_dict() if decision else None,
                "only_if": self.tree(lift.only_if),
            }
            if lift
            else None,
        }
        missing = self.missing(condition, decision) if outcome is Outcome.UNKNOWN else ()
        return Finding(
            condition=condition.id,
            edition_from=condition.in_force.start,
            outcome=outcome,
            title=condition.title,
            citation=condition.citation,
            confidence=condition.confidence,
            sentence={
                lang: self.sentence(
                    condition, outcome, decision, missing, lang, by_decision=by_decision
                )
                for lang in LANGUAGES
            },
            missing=missing,
            lifted_by=decision if by_decision else None,
            note=condition.note,
            explanation=explanation,
        )

    def fact(self, name: str) -> dict[str, Json]:
        """Tell one fact: what it is, its value, its evidence, and who can supply it."""
        definition = self._law.facts[name]
        fact = self._facts.get(name)
        return {
            "type": definition.type,
            "unit": definition.unit,
            "order": list(definition.values) if definition.ordered else None,
            "label": definition.label,
            "supplied_by": definition.supplied_by,
            "value": to_json(fact.value) if fact else None,
            "evidence": [evidence.as_dict() for evidence in fact.evidence] if fact else [],
        }

    def tree(self, node: Node | None) -> dict[str, Json] | None:
        """Tell an expression with the value of each of its parts."""
        match node:
            case None:
                return None
            case Comparison():
                if node not in self._leaves:
                    self._leaves[node] = self._leaf(node)
                return self._leaves[node]
            case Not(part):
                return {"not": self.tree(part), "value": WRITTEN[self._value(node)]}
            case Both(parts):
                told = [self.tree(part) for part in parts]
                return {"all": told, "value": WRITTEN[self._value(node)]}
            case Either(parts):
                told = [self.tree(part) for part in parts]
                return {"any": told, "value": WRITTEN[self._value(node)]}

    def _leaf(self, comparison: Comparison) -> dict[str, Json]:
        first = comparison.operands[0]
        leaf: dict[str, Json] = {
            "compare": comparison.operator,
            "operands": [self._operand(operand) for operand in comparison.operands],
            "value": WRITTEN[self._values[comparison]],
        }
        if first.type.ordered:
            leaf["order"] = list(first.type.values)
        return leaf

    def _operand(self, operand: Operand) -> dict[str, Json]:
        if operand.source == "fact":
            fact = self._facts.get(operand.name)
            return {"fact": operand.name, "value": to_json(fact.value) if fact else None}
        if operand.source == "figure":
            return {"figure": operand.name, "value": self._figures[operand.name].value}
        return {"literal": to_json(operand.value)}

    def _value(self, node: Node) -> Ternary:
        match node:
            case Comparison():
                return self._values[node]
            case Not(part):
                value = self._value(part)
                return None if value is None else not value
            case Both(parts):
                values = [self._value(part) for part in parts]
                return False if False in values else None if None in values else True
            case Either(parts):
                values = [self._value(part) for part in parts]
                return True if True in values else None if None in values else False

    def missing(self, condition: Condition, decision: SpecialDecision | None) -> tuple[str, ...]:
        """Name the fewest facts that, once known, could let the condition pass."""
        applies, lift = condition.applies, condition.lift
        ways: list[tuple[str, ...] | None] = []
        if applies is not None:
            ways.append(self._needed(applies, wanted=False))
        so_far = self._needed(applies, wanted=True) if applies is not None else ()
        ways.append(_together([so_far, self._needed(condition.requires, wanted=True)]))
        if lift and lift.only_if and decision:
            unmet = self._needed(condition.requires, wanted=False)
            only_if = self._needed(lift.only_if, wanted=True)
            ways.append(_together([so_far, unmet, only_if]))
        return _fewest(ways) or ()

    def _needed(self, node: Node, *, wanted: bool) -> tuple[str, ...] | None:
        """Name the fewest facts that could give an expression a value; None where none can."""
        match node:
            case Comparison():
                value = self._values[node]
                if value is None:
                    return tuple(name for name in names(node, "fact") if not self._known(name))
                return () if value is wanted else None
            case Not(part):
                return self._needed(part, wanted=not wanted)
            case Both(parts) | Either(parts):
                ways = [self._needed(part, wanted=wanted) for part in parts]
                every = isinstance(node, Both) is wanted
                return _together(ways) if every else _fewest(ways)

    def _known(self, name: str) -> bool:
        return name in self._facts and self._facts[name].known

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
        if outcome is Outcome.NOT_APPLICABLE:
            return self._not_applicable(condition, lang)
        requirement = self._filled(condition.requirement[lang], lang)
        if outcome is Outcome.UNKNOWN:
            return self._unknown(requirement, missing, lang)
        if outcome is Outcome.MET and not by_decision:
            return f"Đạt. {requirement}" if lang == "vi" else f"Met. {requirement}"
        unmet = self._filled(condition.unmet[lang], lang)
        if by_decision and decision:
            day = _day(decision.decided_on)
            if lang == "vi":
                special = "Được quyết định theo trường hợp đặc biệt"
                return f"{unmet} {special}, số {decision.number} ngày {day}."
            return f"{unmet} Decided as a special case, No. {decision.number} of {day}."
        if decision:
            if lang == "vi":
                return (
                    f"{unmet} Quyết định đặc biệt số {decision.number} không đủ điều kiện áp dụng."
                )
            return (
                f"{unmet} Special decision No. {decision.number} does not meet its own conditions."
            )
        return unmet

    def _unknown(self, requirement: str, missing: Sequence[str], lang: str) -> str:
        wanted = [self._law.facts[name] for name in missing]
        asked = "; ".join(
            f"{fact.label[lang]} ({ROLES[fact.supplied_by][lang]})" for fact in wanted
        )
        if lang == "vi":
            return f"Chưa rõ. {requirement} Cần bổ sung: {asked}."
        return f"Not known. {requirement} To be supplied: {asked}."

    def _not_applicable(self, condition: Condition, lang: str) -> str:
        because = "; ".join(
            f"{self._law.facts[name].label[lang]}: {self._in_words(name)[lang]}"
            for name in self._deciding_facts(condition)
        )
        return f"Không áp dụng ({because})." if lang == "vi" else f"Not applicable ({because})."

    def _deciding_facts(self, condition: Condition) -> tuple[str, ...]:
        """Name the facts of the first comparison that puts the condition out of play."""
        for comparison in comparisons(condition.applies) if condition.applies else ():
            if self._values[comparison] is False:
                return names(comparison, "fact")
        return names(condition.applies, "fact") if condition.applies else ()

    def _filled(self, text: str, lang: str) -> str:
        if "{" not in text:
            return text
        return text.format_map(_Filling(self, lang))

    def _in_words(self, name: str) -> Words:
        if name not in self._words:
            if name in self._figures:
                number = str(self._figures[name].value)
                self._words[name] = {"vi": number, "en": number}
            else:
                fact = self._facts.get(name)
                self._words[name] = in_words(self._law.facts[name], fact.value if fact else None)
        return self._words[name]


class _Filling(dict[str, str]):
    """Gives a sentence its values, in one language."""

    def __init__(self, telling: _Telling, lang: str) -> None:
        super().__init__()
        self._telling = telling
        self._lang = lang

    def __missing__(self, name: str) -> str:
        return self._telling._in_words(name)[self._lang]


def in_words(definition: FactDefinition, value: Value | None) -> Words:
    """Say the value of a fact in both languages; dates as dd/mm/yyyy."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, date):
        return {lang: _day(value) for lang in LANGUAGES}
    if isinstance(value, Month):
        return dict.fromkeys(LANGUAGES, f"{value.month:02d}/{value.year}")
    if isinstance(value, frozenset):
        return {
            lang: ", ".join(definition.values[code][lang] for code in sorted(value))
            for lang in LANGUAGES
        }
    if isinstance(value, str):
        return definition.values[value]
    return {lang: str(value) for lang in LANGUAGES}


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _figure(figure: Figure) -> dict[str, Json]:
    return {
        "value": figure.value,
        "unit": figure.unit,
        "from": figure.in_force.start.isoformat(),
        "description": dict(figure.description),
        "citation": figure.citation.as_dict(),
        "confidence": figure.confidence.value,
        "last_checked_on": figure.last_checked_on.isoformat(),
    }


def _together(ways: Iterable[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    """Return the facts of all ways together, each once; None when one way is closed."""
    found: dict[str, None] = {}
    for way in ways:
        if way is None:
            return None
        found.update(dict.fromkeys(way))
    return tuple(found)


def _fewest(ways: Iterable[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    """Return the shortest open way, the first of equals; None when all are closed."""
    open_ways = [way for way in ways if way is not None]
    return min(open_ways, key=len) if open_ways else None
