"""Both judges agree on any facts, and knowing less never lets more pass."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.definitions import FactDefinition
from rules.expression import Both, Comparison, Either, Node, Not, comparisons, kleene
from rules.facts import facts_from_json
from rules.judge import engine, ruleset
from rules.model import Outcome
from tests.rules.conftest import ELIGIBLE
from tests.rules.judging import DAYS, LAW, ON, READ, judge

# The two judges, on facts that nobody chose.


def values_of(definition: FactDefinition) -> st.SearchStrategy[Any]:
    if definition.type == "boolean":
        known = st.booleans()
    elif definition.type == "enum":
        known = st.sampled_from(list(definition.values))
    else:
        low, high = definition.bounds
        near = [low, high, 0, 1, 2, 3, 9, 10, 11, 12, 23, 24, 35, 36, 47, 48, 59, 60]
        known = st.sampled_from([n for n in near if low <= n <= high]) | st.integers(low, high)
    return st.none() | known


FACT_SETS = st.fixed_dictionaries({}, optional={name: values_of(LAW.facts[name]) for name in READ})
CONSTRAINED = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def plain_outcome(condition, facts) -> str:
    """Derive the outcome once more, in the shortest way there is."""

    def value(comparison: Comparison) -> bool | None:
        return engine.compare(
            comparison,
            lambda operand: (
                facts[operand.name].value
                if operand.source == "fact" and operand.name in facts
                else LAW.figure(operand.name, ON).value
                if operand.source == "figure"
                else operand.value
            ),
        )

    applies = True if condition.applies is None else kleene(condition.applies, value)
    requires = kleene(condition.requires, value)
    if applies is False:
        return "not_applicable"
    if applies is None or requires is None:
        return "unknown"
    return "met" if requires else "unmet"


@settings(max_examples=200, **CONSTRAINED)
@given(FACT_SETS, st.sampled_from(DAYS))
def test_both_judges_agree_on_any_facts_on_any_day(values, on):
    """They differ, and evaluate() raises."""
    verdict = judge(facts_from_json(values), on=on)

    assert verdict.passes == (not verdict.blocking)


@pytest.mark.parametrize("on", DAYS)
def test_both_judges_agree_on_hundreds_of_candidates_near_the_line(on):
    """Thousands in all: candidates who mostly qualify, so that single conditions decide."""
    chance = random.Random(on.toordinal())  # noqa: S311  A fixed seed, and no secret.
    for _ in range(500):
        values = dict(ELIGIBLE)
        for name in chance.sample(READ, chance.randint(0, 8)):
            values[name] = drawn(LAW.facts[name], chance)

        verdict = judge(facts_from_json(values), on=on)

        assert verdict.passes == (not verdict.blocking)


def drawn(definition: FactDefinition, chance: random.Random) -> Any:
    """Draw a value from those near which something is decided, or None."""
    if definition.type == "boolean":
        return chance.choice([True, False, None])
    if definition.type == "enum":
        return chance.choice([*definition.values, None])
    low, high = definition.bounds
    near = [low, high, 0, 1, 2, 3, 6, 7, 9, 10, 11, 12, 23, 24, 35, 36, 47, 48, 59, 60]
    return chance.choice([None, *(value for value in near if low <= value <= high)])


@settings(max_examples=150, **CONSTRAINED)
@given(FACT_SETS)
def test_every_outcome_is_that_of_the_plain_reckoning(values):
    facts = facts_from_json(values)

    verdict = judge(facts)

    assert {finding.condition: finding.outcome.value for finding in verdict.findings} == {
        condition.id: plain_outcome(condition, facts)
        for condition in LAW.conditions_in_force("appointment", ON)
    }


@settings(max_examples=150, **CONSTRAINED)
@given(FACT_SETS, st.data())
def test_knowing_less_never_lets_more_pass(values, data):
    """What is met or not applicable with fewer facts stays so with more, and so does unmet."""
    left_out = data.draw(st.sets(st.sampled_from(READ)))
    fewer = {name: value for name, value in values.items() if name not in left_out}

    before = judge(facts_from_json(fewer))
    after = judge(facts_from_json(values))

    for less, more in zip(before.findings, after.findings, strict=True):
        assert less.outcome in (more.outcome, Outcome.UNKNOWN)


@settings(max_examples=200, **CONSTRAINED)
@given(FACT_SETS)
def test_missing_facts_are_unknown_and_none_of_them_can_be_spared(values):
    facts = facts_from_json(values)

    for finding in judge(facts).unknown:
        assert finding.missing
        assert all(name not in facts or facts[name].value is None for name in finding.missing)


# The cases into which an expression is split cover everything, and nothing twice.


LEAVES = [Comparison("=", (engine.Operand("fact", f"f{n}", None, None),)) for n in range(3)]
NODES = st.recursive(
    st.sampled_from(LEAVES),
    lambda parts: (
        st.builds(Not, parts)
        | st.builds(Both, st.tuples(parts, parts))
        | st.builds(Either, st.tuples(parts, parts))
    ),
    max_leaves=5,
)


@settings(max_examples=200, **CONSTRAINED)
@given(NODES)
def test_cases_of_an_expression_cover_every_combination_once(node: Node):
    found = list(dict.fromkeys(comparisons(node)))
    slugs = {leaf: f"k{index}" for index, leaf in enumerate(found)}
    rules = ruleset.Rules(slugs)
    letters = {"t": True, "f": False, "u": None}
    cases = {letter: rules._cases(node, frozenset(letter)) for letter in letters}

    def combinations(left):
        if not left:
            return [{}]
        return [{left[0]: each, **rest} for each in letters for rest in combinations(left[1:])]

    for combination in combinations(list(slugs.values())):
        matching = [
            letter
            for letter, listed in cases.items()
            for case in listed
            if all(combination[slug] in allowed for slug, allowed in case.items())
        ]
        value = kleene(node, lambda leaf, known=combination: letters[known[slugs[leaf]]])

        assert [letters[letter] for letter in matching] == [value]
