"""Ranking and priority: every case as its YAML file tells it, and what holds of all."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from rules.compute import (
    assignment,
    priority,
    ranking,
)
from tests.rules.computed import ON, cases_by_function, exact, of_function, refused, told

# Ranking


ASSIGNMENTS = cases_by_function("assignment")
RANKINGS = cases_by_function("ranking")
PRIORITIES = cases_by_function("priority")


def candidates_of(given):
    return [
        ranking.Candidate(ref, **{name: exact(value) for name, value in one.items()})
        for ref, one in given.items()
    ]


@of_function(PRIORITIES, "priority_points")
def test_priority_is_what_its_case_says(case):
    on = case.get("as_of", ON)

    found = refused(case, lambda: priority.priority_points(case["given"], on=on))

    if found:
        assert told(found, case["expect"]) == case["expect"]
        assert (found.as_dict()["citation"] is None) == (not case["given"])


def compare_ranking(found, expect):
    outcomes = {standing.ref: standing.outcome for standing in found.standings}
    assert list(found.selected) == expect["selected"]
    assert list(found.undecided) == expect.get("undecided", [])
    assert {ref: outcomes[ref] for ref in expect.get("outcome", {})} == expect.get("outcome", {})
    if "by" in expect:
        assert (list(found.tie.by) if found.tie else None) == expect["by"]


@of_function(RANKINGS, "rank")
def test_ranking_selects_whom_its_case_says(case):
    on = case.get("as_of", ON)

    found = refused(
        case,
        lambda: ranking.rank(
            candidates_of(case["candidates"]),
            places=case["places"],
            regime=ranking.Regime(case["regime"]),
            on=on,
            decided=case.get("decided", ()),
        ),
    )

    if found:
        compare_ranking(found, case["expect"])


@of_function(RANKINGS, "next_in_line")
def test_next_in_line_is_whom_its_case_says(case):
    found = ranking.next_in_line(
        candidates_of(case["candidates"]),
        before=case["before"],
        places=case["places"],
        regime=ranking.Regime(case["regime"]),
        on=ON,
    )

    compare_ranking(found, case["expect"])


@of_function(ASSIGNMENTS, "assign")
def test_winners_go_where_their_case_says(case):
    found = assignment.assign(
        candidates_of(case["winners"]),
        choices=case["choices"],
        places=case["places"],
        regime=ranking.Regime.EXAM,
        decided=case.get("decided", ()),
    )

    assert told(found, case["expect"]) == case["expect"]


@of_function(RANKINGS, "second_preferences")
def test_second_preferences_are_filled_as_their_case_says(case):
    registrations = [
        ranking.Registration(
            ranking.Candidate(ref, exact(one["score"])), one["first"], one.get("second")
        )
        for ref, one in case["registrations"].items()
    ]

    found = refused(
        case,
        lambda: ranking.second_preferences(
            registrations,
            selected=case["selected"],
            places=case["places"],
            on=date(2026, 3, 2),
        ),
    )

    if found is not None:
        assert {position: list(one.selected) for position, one in found.items()} == case["expect"]


POINTS = [Decimal(each) for each in ("0", "1.5", "2.5", "5", "7.5")]
CANDIDATES = st.lists(
    st.builds(
        ranking.Candidate,
        ref=st.text("abcdefgh", min_size=1, max_size=4),
        # Few marks, so that ties are many.
        score=st.sampled_from([Decimal(each) for each in ("49.99", "50", "52.5", "55")]),
        priority=st.sampled_from(POINTS),
        written=st.integers(50, 51),
    ),
    unique_by=lambda candidate: candidate.ref,
    max_size=12,
)


@given(CANDIDATES, st.integers(0, 8), st.randoms(), st.sampled_from(["exam", "selection"]))
def test_ranking_does_not_depend_on_the_order_of_the_list(found, places, random, regime):
    turned = list(found)
    random.shuffle(turned)
    regime = ranking.Regime(regime)

    one = ranking.rank(found, places=places, regime=regime, on=ON)
    two = ranking.rank(turned, places=places, regime=regime, on=ON)

    assert one == two
    assert sorted(standing.ref for standing in one.standings) == sorted(c.ref for c in found)


@given(CANDIDATES, st.integers(0, 8))
def test_ranking_fills_the_places_from_the_top_and_nobody_under_the_line(found, places):
    answer = ranking.rank(found, places=places, regime=ranking.Regime.EXAM, on=ON)

    by_ref = {candidate.ref: candidate for candidate in found}
    able = [candidate for candidate in found if candidate.score >= 50]
    still = answer.tie.places if answer.undecided else 0
    assert len(answer.selected) + still == min(places, len(able))
    assert all(by_ref[ref].score >= 50 for ref in (*answer.selected, *answer.undecided))
    others = [c for c in able if c.ref not in (*answer.selected, *answer.undecided)]
    for ref in (*answer.selected, *answer.undecided):
        assert all(by_ref[ref].total >= other.total for other in others)
    assert still == 0 or len(answer.undecided) > still


@given(CANDIDATES, st.integers(1, 8))
def test_every_choice_that_a_tie_leaves_can_be_decided_and_no_other(found, places):
    twins = [replace(candidate, ref=f"{candidate.ref}-twin") for candidate in found]
    found = [*found, *twins]
    open_ = ranking.rank(found, places=places, regime=ranking.Regime.SELECTION, on=ON)
    assume(open_.undecided)
    chosen = open_.undecided[: open_.tie.places]

    settled = ranking.rank(
        found, places=places, regime=ranking.Regime.SELECTION, on=ON, decided=chosen
    )

    assert settled.undecided == ()
    assert set(settled.selected) == {*open_.selected, *chosen}


@given(CANDIDATES, st.lists(st.permutations("AB"), min_size=12, max_size=12), st.data())
def test_nobody_would_rather_have_the_place_of_somebody_below(found, listed, data):
    places = {"A": data.draw(st.integers(0, 6)), "B": data.draw(st.integers(0, 6))}
    choices = {c.ref: list(order) for c, order in zip(found, listed, strict=False)}

    answer = assignment.assign(found, choices=choices, places=places, regime=ranking.Regime.EXAM)

    totals = {candidate.ref: candidate.total for candidate in found}
    for agency, number in places.items():
        assert list(answer.agencies.values()).count(agency) <= number
    for ref, agency in answer.agencies.items():
        for better in choices[ref][: choices[ref].index(agency)]:
            held = [other for other, place in answer.agencies.items() if place == better]
            assert len(held) == places[better]
            assert all(totals[other] >= totals[ref] for other in held)
    named = (*answer.agencies, *answer.unplaced, *answer.undecided, *answer.waiting)
    assert sorted(named) == sorted(totals)


@of_function(PRIORITIES, "teacher_priority")
def test_priority_of_a_teacher_is_what_its_case_says(case):
    on = case.get("as_of", ON)

    found = refused(case, lambda: priority.teacher_priority(**case["given"], on=on))

    if found:
        assert told(found, case["expect"]) == case["expect"]
