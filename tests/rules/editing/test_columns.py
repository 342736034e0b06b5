"""The evaluator over columns agrees with the engine, outcome by outcome, on any facts."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.definitions import FactDefinition
from rules.editing import columns
from rules.errors import FactTypeError, UnknownFactError
from rules.expression import Both, Comparison, Either, Not, compare, kleene, parse
from rules.facts import facts_from_json
from rules.judge.engine import evaluate
from rules.library import law
from rules.model import Fact, Month, SpecialDecision
from tests.rules.fact_sets import NEAR, gates_asked

LAW = law()
DAYS = (date(2025, 7, 1), date(2026, 1, 3), date(2026, 7, 31), date(2026, 11, 23))
ASKED = [(gate, on) for on in DAYS for gate in gates_asked(LAW, on)]
CONSTRAINED = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def values_of(definition: FactDefinition) -> st.SearchStrategy[Any]:
    """Give values in their JSON form; often those near which something is decided."""
    match definition.type:
        case "boolean":
            known = st.booleans()
        case "enum":
            known = st.sampled_from(list(definition.values))
        case "codes":
            known = st.lists(st.sampled_from(list(definition.values)), unique=True)
        case "date":
            known = st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat)
        case "month":
            known = st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(lambda d: f"{d:%Y-%m}")
        case _:
            low, high = definition.bounds
            near = [low, high, *(n for n in NEAR if low <= n <= high)]
            known = st.sampled_from(near) | st.integers(low, high)
    return st.none() | known


@settings(max_examples=120, **CONSTRAINED)
@given(st.data())
def test_columns_say_what_the_engine_says_at_every_gate(data):
    """Missing facts and special decisions included; several people at once."""
    gate, on = data.draw(st.sampled_from(ASKED))
    conditions = LAW.conditions_in_force(gate, on)
    names = columns.facts_read(LAW, gate, on)
    sets = st.fixed_dictionaries({}, optional={n: values_of(LAW.facts[n]) for n in names})
    people = [facts_from_json(data.draw(sets)) for _ in range(data.draw(st.integers(1, 3)))]
    lifted = [{c.id for c in conditions if c.lift and data.draw(st.booleans())} for _ in people]

    found = columns.judge(
        LAW,
        gate,
        on,
        columns.columns(people, LAW, names),
        {c.id: np.array([c.id in each for each in lifted]) for c in conditions if c.lift},
    )

    for index, (facts, by_decision) in enumerate(zip(people, lifted, strict=True)):
        decisions = [
            SpecialDecision(c.id, c.lift.authorities[0], "1", on, "d.pdf")
            for c in conditions
            if c.id in by_decision
        ]
        verdict = evaluate(gate, on=on, facts=facts, special_decisions=decisions)
        said = [columns.OUTCOMES[number] for number in found.outcomes[:, index]]
        assert said == [finding.outcome for finding in verdict.findings]
        assert found.passes[index] == verdict.passes


# Every type and every operator, those that no condition of the law has among them.


def fact(name: str, kind: str, **changes: Any) -> FactDefinition:
    whole = {"bounds": None, "unit": "", "values": {}, "ordered": False, **changes}
    return dataclasses.replace(LAW.facts["health_fit"], name=name, type=kind, **whole)


LEVELS = {code: {"vi": code, "en": code} for code in ("low", "middle", "high")}
WORDS = {
    each.name: each
    for each in (
        fact("n", "integer", bounds=(-5, 5), unit="month"),
        fact("o", "integer", bounds=(-5, 5), unit="month"),
        fact("b", "boolean"),
        fact("k", "enum", values=LEVELS),
        fact("l", "enum", values=LEVELS, ordered=True),
        fact("s", "codes", values=LEVELS),
        fact("d", "date"),
        fact("m", "month"),
    )
}
VALUES = {
    "n": st.integers(-5, 5),
    "o": st.integers(-5, 5),
    "b": st.booleans(),
    "k": st.sampled_from(list(LEVELS)),
    "l": st.sampled_from(list(LEVELS)),
    "s": st.frozensets(st.sampled_from(list(LEVELS))),
    "d": st.dates(date(2026, 7, 30), date(2026, 8, 3)),
    "m": st.builds(Month, st.just(2026), st.integers(6, 10)),
}
LEAVES = [
    parse(text, {name: each.typed for name, each in WORDS.items()}, {})
    for text in (
        "n = 0", "n != o", "n < o", "n <= 1", "n > o", "n >= 1", "n in (0, 1)", "n in [0..1]",
        "n between o and 1", "b", "b = false", 'k = "low"', 'k != "low"', 'k in ("low", "high")',
        'l < "high"', 'l >= "middle"', 'l in ["low".."middle"]', '"low" in s', '"high" in s',
        'd = @"2026-08-01"', 'd >= @"2026-08-01"', 'd < @"2026-08-01"', 'm > @"2026-08"',
        'm in [@"2026-07"..@"2026-08"]',
    )
]  # fmt: skip
NODES = st.recursive(
    st.sampled_from(LEAVES),
    lambda parts: (
        st.builds(Not, parts)
        | st.builds(Both, st.tuples(parts, parts))
        | st.builds(Either, st.tuples(parts, parts, parts))
    ),
    max_leaves=6,
)


@settings(max_examples=300, **CONSTRAINED)
@given(NODES, st.lists(st.fixed_dictionaries({}, optional=VALUES), min_size=1, max_size=4))
def test_every_type_and_operator_has_the_value_that_the_language_gives_it(node, people):
    own = dataclasses.replace(LAW, facts=WORDS, _in_force={})
    sheet = columns.columns(
        [{name: Fact(name, value) for name, value in each.items()} for each in people],
        own,
        list(WORDS),
    )

    found = columns.truth(node, own, DAYS[-1], sheet)

    for index, values in enumerate(people):

        def holds(leaf: Comparison, values=values) -> bool | None:
            return compare(leaf, lambda o: values.get(o.name) if o.source == "fact" else o.value)

        expected = kleene(node, holds)
        assert (found.true[index], found.false[index], found.unknown[index]) == (
            expected is True,
            expected is False,
            expected is None,
        )


@pytest.mark.parametrize("name", WORDS)
@given(st.data())
def test_two_values_have_one_number_only_if_they_are_the_same(name, data):
    one, other = data.draw(VALUES[name]), data.draw(VALUES[name])

    same = columns.encode(WORDS[name], one) == columns.encode(WORDS[name], other)

    assert same is (one == other)


def test_what_the_engine_refuses_is_refused_here():
    with pytest.raises(FactTypeError):
        columns.columns([{"business_roles": Fact("business_roles", "0")}], LAW, ["business_roles"])
    with pytest.raises(UnknownFactError):
        columns.columns([{"roles": Fact("roles", 0)}], LAW, ["business_roles"])


def test_a_set_of_more_codes_than_fit_is_refused():
    many = {f"c{n}": {"vi": "", "en": ""} for n in range(70)}
    own = dataclasses.replace(LAW, facts={"s": fact("s", "codes", values=many)}, _in_force={})

    with pytest.raises(ValueError, match="more codes"):
        columns.columns([{"s": Fact("s", frozenset(["c69"]))}], own, ["s"])


def test_nobody_is_judged_where_nobody_is_given():
    names = columns.facts_read(LAW, "appointment", DAYS[-1])

    judged = columns.judge(LAW, "appointment", DAYS[-1], columns.columns([], LAW, names))

    assert judged.passes.size == 0
