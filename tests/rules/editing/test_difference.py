"""What two laws judge differently: facts that show it, or the proof that there are none."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from rules.definitions import Law
from rules.editing import difference as module
from rules.editing import possible
from rules.editing.difference import LawOn, difference
from rules.errors import EngineError
from rules.expression import parse
from rules.facts import facts_from_json
from rules.judge.engine import evaluate
from rules.library import law

LAW = law()
ON = date(2026, 11, 23)
BEFORE = date(2026, 7, 31)
TYPES = {name: each.typed for name, each in LAW.facts.items()}
NUMBERS = {
    name: dataclasses.replace(TYPES["months_in_post_below"], unit=editions[0].unit)
    for name, editions in LAW.figures.items()
    if not editions[0].is_share
}


def edited(condition: str, **changes) -> Law:
    """The law with the editions of one condition changed; expressions are given as text."""
    for part in ("applies", "requires"):
        if isinstance(changes.get(part), str):
            changes[part] = parse(changes[part], TYPES, NUMBERS)
    conditions = tuple(
        dataclasses.replace(each, **changes) if each.id == f"appointment.{condition}" else each
        for each in LAW.conditions
    )
    return dataclasses.replace(LAW, conditions=conditions, _in_force={})


def the_change(before: Law, after: Law):
    found = difference(LawOn(before, ON), LawOn(after, ON), gates=["appointment"])
    (change,) = found.changes
    return change


def test_the_same_law_on_the_same_day_has_no_difference():
    found = difference(LawOn(LAW, ON), LawOn(LAW, ON))

    assert found.changes == found.gates_added == found.gates_ended == ()


def test_a_figure_that_moved_is_shown_by_facts_between_its_two_values():
    moved = tuple(
        dataclasses.replace(each, value=each.value + 6)
        for each in LAW.figures["minimum_months_in_post_below"]
    )
    after = dataclasses.replace(
        LAW, figures={**LAW.figures, "minimum_months_in_post_below": moved}, _in_force={}
    )

    change = the_change(LAW, after)

    assert (change.condition, change.kind) == ("appointment.time-in-post", "changed")
    assert change.parts == ("figures",)
    assert (change.witness.before, change.witness.after) == ("met", "unmet")
    assert 12 <= change.witness.facts["months_in_post_below"] < 18


@pytest.mark.parametrize(
    ("condition", "requires"),
    [
        ("planning-on-site", "planned_for_equivalent_or_higher or planned_for_post"),
        ("no-business-role", "not (business_roles > 0)"),
        ("no-business-role", "business_roles < 1"),
    ],
)
def test_the_same_requirement_in_other_words_is_proved_to_be_the_same(condition, requires):
    change = the_change(LAW, edited(condition, requires=requires))

    assert change.judged == "the same"
    assert change.parts == ("requires",)
    assert change.tried > 2
    assert change.witness is None


def test_a_difference_only_where_a_fact_is_missing_is_found():
    same_but_for_missing = "business_roles = 0 and (health_fit or not (health_fit))"

    change = the_change(LAW, edited("no-business-role", requires=same_but_for_missing))

    assert change.judged == "differently"
    assert change.witness.facts["health_fit"] is None
    assert (change.witness.before, change.witness.after) == ("met", "unknown")


def test_other_authorities_are_a_difference_only_with_their_decision():
    lift = next(each.lift for each in LAW.conditions_in_force("appointment", ON) if each.lift)
    more = dataclasses.replace(lift, authorities=(*lift.authorities, "party_committee"))

    change = the_change(LAW, edited("planning-on-site", lift=more))

    assert change.parts == ("lift",)
    assert change.witness.decision_by == "party_committee"
    assert (change.witness.before, change.witness.after) == ("unmet", "met")


def test_other_words_alone_are_judged_the_same():
    words = {"vi": "Khác.", "en": "Other."}

    change = the_change(LAW, edited("health-fit", title=words, note=words))

    assert (change.judged, change.parts) == ("the same", ("title", "note"))


@pytest.mark.parametrize("swapped", [False, True])
def test_a_condition_that_only_one_asks_is_shown_by_facts_that_it_stops(swapped):
    shorter = dataclasses.replace(
        LAW,
        conditions=tuple(e for e in LAW.conditions if e.id != "appointment.health-fit"),
        _in_force={},
    )
    change = the_change(*((shorter, LAW) if swapped else (LAW, shorter)))

    assert change.kind == ("added" if swapped else "ended")
    assert change.witness.facts == {"health_fit": False}
    assert {change.witness.before, change.witness.after} == {"unmet", "not asked"}


def test_every_witness_of_the_new_decree_is_judged_differently_by_the_engine():
    """From the day before Decree 300/2026 to today, at every gate."""
    found = difference(LawOn(LAW, BEFORE), LawOn(LAW, ON))

    assert not [change for change in found.changes if change.judged == "undecided"]
    shown = [change for change in found.changes if change.witness]
    assert len(shown) >= 15
    for change in shown:
        facts = facts_from_json(dict(change.witness.facts))
        said = []
        for on in (BEFORE, ON):
            asked = LawOn(LAW, on).asked(change.gate)
            if change.condition in asked and not change.witness.decision_by:
                verdict = evaluate(change.gate, on=on, facts=facts)
                said.append(verdict.finding(change.condition).outcome.value)
        expected = [change.witness.before, change.witness.after]
        if not change.witness.decision_by:
            assert said == [each for each in expected if each != "not asked"]


def test_too_much_to_try_is_left_to_a_solver_or_said_to_be_undecided(monkeypatch):
    monkeypatch.setattr(module, "MOST_TRIED", 3)
    after = edited(
        "planning-on-site", requires="planned_for_equivalent_or_higher or planned_for_post"
    )

    assert the_change(LAW, after).judged == "the same"

    monkeypatch.setattr(module.possible, "MOST", 3)
    monkeypatch.setattr(possible, "_solver", _no_solver)

    assert the_change(LAW, after).judged == "undecided"


def _no_solver():
    raise possible.UndecidedError


def test_a_fact_of_another_type_cannot_be_compared():
    facts = {
        **LAW.facts,
        "health_fit": dataclasses.replace(LAW.facts["health_fit"], type="integer", bounds=(0, 1)),
    }
    types = {name: each.typed for name, each in facts.items()}
    after = edited("health-fit", requires=parse("health_fit = 1", types, {}))

    assert the_change(LAW, dataclasses.replace(after, facts=facts, _in_force={})).judged == (
        "undecided"
    )


def test_a_witness_that_the_judges_do_not_confirm_is_an_error(monkeypatch):
    monkeypatch.setattr(module, "_judged", lambda *_: "met")

    with pytest.raises(EngineError, match="two judges say"):
        the_change(LAW, edited("no-business-role", requires="business_roles = 1"))


def test_a_gate_that_only_one_law_has_is_named():
    gates = {name: gate for name, gate in LAW.gates.items() if name != "appointment"}
    without = dataclasses.replace(LAW, gates=gates, _in_force={})

    found = difference(LawOn(without, ON), LawOn(LAW, ON), gates=["appointment"])

    assert found.gates_added == ("appointment",)
    assert {change.kind for change in found.changes} == {"added"}
