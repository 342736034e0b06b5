"""The tools judge one condition as the engine does, and know all that it can come to."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.editing import possible, solver
from rules.editing.concrete import EditionOnDay
from rules.editing.judging import outcome, reader
from rules.editing.possible import UndecidedError
from rules.expression import compare, parse
from rules.judge import explain
from rules.judge.engine import evaluate
from rules.library import law
from rules.model import Fact, Month, Outcome, SpecialDecision

LAW = law()
FACTS = {name: definition.typed for name, definition in LAW.facts.items()}
NUMBERS = ("months_in_post_below", "term_months", "months_to_retirement_at_appointment")
KEPT: dict = {}


def expression(text):
    return parse(text, FACTS, {}, KEPT)


def on_day(requires, applies="", only_if=""):
    """An edition of the law whose expressions are others."""
    edition = next(each for each in LAW.conditions if each.lift)
    lift = replace(edition.lift, only_if=expression(only_if) if only_if else None)
    return EditionOnDay(
        replace(
            edition,
            applies=expression(applies) if applies else None,
            requires=expression(requires),
            lift=lift,
        )
    )


def some_value(definition, seed):
    match definition.type:
        case "boolean":
            return seed.choice([True, False])
        case "enum":
            return seed.choice(list(definition.values))
        case "codes":
            return frozenset(code for code in definition.values if seed.random() < 0.5)
        case "date":
            low, high = definition.bounds or (date(2020, 1, 1), date(2030, 1, 1))
            return low + timedelta(days=seed.randrange((high - low).days + 1))
        case "month":
            return Month(2026, 1).plus(seed.randrange(-60, 60))
    low, high = definition.bounds
    near = [
        value for value in (low, low + 1, 11, 12, 24, 36, 47, 48, 59, 60) if low <= value <= high
    ]
    return seed.choice([*near, seed.randrange(low, high + 1)])


def days(gate):
    """The days of three years on which a gate asks anything; it need not ask anything yet."""
    asked = [each for each in LAW.conditions if each.prefix in LAW.gates[gate].conditions]
    start = LAW.gates[gate].in_force.start
    first = max(start, min((each.in_force.start for each in asked), default=start))
    return [
        day
        for day in (first + timedelta(days=step) for step in range(1000))
        if LAW.gates[gate].in_force.covers(day) and any(each.in_force.covers(day) for each in asked)
    ]


DAYS = {gate: found for gate in sorted(LAW.gates) if (found := days(gate))}


def test_every_gate_asks_on_the_first_and_the_last_of_its_days():
    assert DAYS.keys() == LAW.gates.keys()
    for gate, found in DAYS.items():
        for on in (found[0], found[-1]):
            asked = LAW.conditions_in_force(gate, on)
            assert asked
            assert all(LAW.figure(name, on) for each in asked for name in each.reads("figure"))


@pytest.mark.parametrize("gate", DAYS)
@settings(max_examples=8, deadline=None)
@given(number=st.integers(0, 2**32))
def test_a_condition_is_judged_as_the_engine_judges_it(gate, number):
    seed = random.Random(number)  # noqa: S311 - tries, no secrets
    on = seed.choice(DAYS[gate])
    facts = {
        name: Fact(name, some_value(definition, seed))
        for name, definition in LAW.facts.items()
        if seed.random() < 0.8
    }
    asked = LAW.conditions_in_force(gate, on)
    decisions = [
        SpecialDecision(each.id, authority, "15", on + timedelta(days=seed.choice([-1, 0, 1])), "d")
        for each in asked
        for authority in ("appointing_authority", "party_committee")
        if seed.random() < 0.5
    ]

    verdict = evaluate(gate, on=on, facts=facts, special_decisions=decisions)

    by_id = {each.id: [d for d in decisions if d.condition == each.id] for each in asked}
    value = reader(facts, LAW, on)
    for edition in asked:
        decided = explain.deciding(edition, by_id, on) is not None
        told = outcome(edition, lambda each: compare(each, value), decided=decided)
        assert told is verdict.finding(edition.id).outcome


@pytest.mark.parametrize(
    ("requires", "expected"),
    [
        ("months_in_post_below >= 0", {True, None}),
        ("months_in_post_below < 0", {False, None}),
        ("months_in_post_below <= 1", {True, False, None}),
        ("term_months in [1..60]", {True, None}),
        ("is_party_member or not (is_party_member)", {True, None}),
        ("is_party_member and not (is_party_member)", {False, None}),
        ('source in ("on_site", "elsewhere", "rotation_without_planning")', {True, None}),
        (
            "degree_level >= title_degree_required and degree_level < title_degree_required",
            {False, None},
        ),
        (
            "months_in_post_below < term_months and term_months < months_in_post_below",
            {False, None},
        ),
        ("months_in_post_below = term_months and term_months = 0", {False, None}),
    ],
)
def test_it_is_known_what_an_expression_can_come_to(requires, expected):
    node = expression(requires)

    assert possible.values(node, LAW) == expected
    assert solver.values(node, LAW) == expected


def test_three_numbers_can_stand_in_any_order_between_two_lines():
    a, b, c = NUMBERS
    node = expression(f"{a} > 0 and {a} < {b} and {b} < {c} and {c} < 60")

    assert possible.values(node, LAW) == {True, False, None}
    # Bounds of 1 to 60 on the term leave no room between 1 and 1.
    assert True not in possible.values(expression(f"{b} > 0 and {b} < 1"), LAW)


LEAVES = [
    "months_in_post_below >= 12",
    "months_in_post_below >= 1",
    "term_months < months_in_post_below",
    "term_months in [1..12]",
    "is_party_member",
    'source = "on_site"',
    'appointment_relation in ("first", "higher")',
    'appointment_relation != "equal"',
    "degree_level >= title_degree_required",
    'degree_level > "university"',
]
TREES = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not ({})".format, inner),
    ),
    max_leaves=5,
)


@settings(max_examples=60, deadline=None)
@given(requires=TREES, applies=TREES, only_if=TREES, other=TREES)
def test_trying_and_solving_agree(requires, applies, only_if, other):
    one, two = on_day(requires, applies, only_if), on_day(other, applies, only_if)
    by = ("", *one.authorities)

    assert possible.outcomes(one, LAW) == solver.outcomes(one, LAW)
    assert possible.differ(one, two, LAW) == solver.differ(one, two, by, LAW)
    assert not possible.differ(one, one, LAW)


def many(count):
    """An expression of as many facts that have nothing to do with each other."""
    booleans = [name for name, definition in LAW.facts.items() if definition.type == "boolean"]
    return " and ".join(booleans[:count])


def test_what_is_too_much_to_try_is_solved():
    whole, part = on_day(many(10)), on_day(many(9))
    with pytest.raises(possible.TooManyError):
        list(possible._states(whole.edition.expressions, LAW))

    assert possible.outcomes(whole, LAW) == {Outcome.MET, Outcome.UNMET, Outcome.UNKNOWN}
    assert possible.values(whole.edition.requires, LAW) == {True, False, None}
    assert possible.differ(whole, part, LAW)
    assert not possible.differ(whole, on_day(f"{many(10)} and ({many(2)})"), LAW)


def test_without_a_solver_nothing_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "rules.editing.solver", None)
    monkeypatch.delattr("rules.editing.solver")

    with pytest.raises(UndecidedError):
        possible.outcomes(on_day(many(10)), LAW)
