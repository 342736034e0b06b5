"""A draft and the law in force judge the same people: who differs, and by which condition."""

from __future__ import annotations

import dataclasses
import random
from datetime import date

import pytest

from rules.definitions import Law
from rules.editing import simulation
from rules.editing.simulation import Somebody, simulate
from rules.errors import FactTypeError, NoEditionInForceError, UnknownFactError
from rules.facts import facts_from_json
from rules.judge.engine import evaluate
from rules.library import law
from rules.model import Fact, SpecialDecision
from tests.rules.conftest import ELIGIBLE
from tests.rules.fact_sets import drawn

LAW = law()
ON = date(2026, 11, 23)
LONGER = "minimum_months_in_post_below"


def draft(**changes) -> Law:
    """A law of its own: longer in post, one condition ended, one that nobody asked before."""
    figures = {
        **LAW.figures,
        LONGER: tuple(dataclasses.replace(each, value=18) for each in LAW.figures[LONGER]),
    }
    kept = [each for each in LAW.conditions if each.id != "appointment.no-business-role"]
    template = next(each for each in kept if each.id == "appointment.health-fit")
    planned = next(each for each in kept if each.id == "appointment.planning-on-site")
    added = dataclasses.replace(
        template, id="appointment.planned-for-the-post", requires=planned.requires.parts[0]
    )
    whole = {"figures": figures, "conditions": (*kept, added), "_in_force": {}}
    return dataclasses.replace(LAW, **{**whole, **changes})


def people(number: int, seed: int = 7) -> list[Somebody]:
    """Candidates who mostly qualify, so that single conditions decide."""
    chance = random.Random(seed)  # noqa: S311  A fixed seed, and no secret.
    found = []
    for index in range(number):
        values = dict(ELIGIBLE)
        for name in chance.sample(sorted(values), 2):
            values[name] = drawn(LAW.facts[name], chance)
        values["months_in_post_below"] = chance.choice([None, 11, 12, 17, 18, 30])
        values["business_roles"] = chance.choice([0, 0, 1])
        decisions = ()
        if index % 3 == 0:
            day = date(2026, 11, 1)
            decisions = (
                SpecialDecision("appointment.time-in-post", "appointing_authority", "1", day, "d"),
            )
        found.append(Somebody(f"person {index}", facts_from_json(values), decisions))
    return found


def test_who_differs_is_who_the_engine_judges_differently(monkeypatch):
    """The engine judges each by both laws; portions are smaller than the pool."""
    monkeypatch.setattr(simulation, "PORTION", 16)
    other, pool, seen = draft(), people(90), []

    found = simulate(
        LAW, other, gate="appointment", on=ON, pool=iter(pool), keep=90, progress=seen.append
    )

    expected = {}
    for somebody in pool:
        was, now = (
            evaluate(
                "appointment",
                on=ON,
                facts=somebody.facts,
                special_decisions=somebody.decisions,
                law=each,
            )
            for each in (LAW, other)
        )
        before = {each.condition: each.outcome.value for each in was.findings}
        after = {each.condition: each.outcome.value for each in now.findings}
        changed = {
            name: (before.get(name, "not asked"), after.get(name, "not asked"))
            for name in {**before, **after}
            if before.get(name) != after.get(name)
            and not ({before.get(name), after.get(name)} <= {None, "met", "not_applicable"})
        }
        if changed:
            expected[somebody.key] = (was.passes, now.passes, changed)
    told = {
        each.key: (
            each.passed,
            each.passes,
            {c.condition: (c.before, c.after) for c in each.changes},
        )
        for each in found.people
    }
    assert told == expected
    assert len(expected) > 10
    assert found.judged == 90
    assert seen == [16, 32, 48, 64, 80, 90]
    assert found.different == len(expected)
    assert found.stopped == sum(was and not now for was, now, _ in expected.values()) > 0
    assert found.admitted == sum(now and not was for was, now, _ in expected.values()) > 0
    assert sum(found.by_condition.values()) == sum(len(c) for *_, c in expected.values())


def test_the_law_in_force_differs_from_itself_for_nobody():
    found = simulate(LAW, LAW, gate="appointment", on=ON, pool=people(40), keep=9)

    assert (found.judged, found.different, found.people) == (40, 0, [])


def test_no_more_are_kept_than_are_asked_for():
    found = simulate(LAW, draft(), gate="appointment", on=ON, pool=people(40), keep=2)

    assert len(found.people) == 2
    assert found.different > 2
    assert found.as_dict()["people"][0]["changes"][0]["citation"]["vi"]


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"month_in_post": Fact("month_in_post", 3)}, UnknownFactError),
        ({"business_roles": Fact("business_roles", "0")}, FactTypeError),
    ],
    ids=["unknown", "wrong type"],
)
def test_facts_that_fit_no_law_are_refused(facts, error):
    with pytest.raises(error):
        simulate(LAW, LAW, gate="appointment", on=ON, pool=[Somebody("a", facts)], keep=1)


def test_a_gate_that_a_law_does_not_have_is_an_error():
    gates = {name: gate for name, gate in LAW.gates.items() if name != "appointment"}

    with pytest.raises(NoEditionInForceError):
        simulate(LAW, draft(gates=gates), gate="appointment", on=ON, pool=[], keep=1)


def test_a_word_that_only_the_draft_has_is_read_by_the_draft_alone():
    more = {
        **LAW.facts,
        "has_a_plan": dataclasses.replace(LAW.facts["health_fit"], name="has_a_plan"),
    }
    facts = {**people(1)[0].facts, "has_a_plan": Fact("has_a_plan", value=True)}

    found = simulate(
        LAW,
        draft(facts=more),
        gate="appointment",
        on=ON,
        pool=[Somebody("a", facts)],
        keep=1,
    )

    assert found.judged == 1
