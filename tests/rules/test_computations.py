"""What the law has computed: every case as its YAML file tells it, and what holds of all."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from rules.compute import (
    ballot,
    council,
    deadlines,
    periods,
    priority,
    probation,
    ranking,
    schedules,
    scores,
    terms,
    waiting,
)
from rules.compute.dates import Rounding, completed_months
from rules.errors import CountError, RuleError, ScoreError
from rules.library import FOLDER, law
from rules.model import Month

ON = date(2026, 11, 23)


def read(name):
    path = FOLDER / "cases" / "compute" / f"{name}.yaml"
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def cases(name):
    return read(name)["cases"]


def cases_by_function(name):
    """The cases of a file that holds several computations, each under the function's name."""
    content = {key: found for key, found in read(name).items() if key != "source"}
    return [(function, case) for function, found in content.items() for case in found]


def names_of(found):
    return [f"{function}: {case['name']}" for function, case in found]


def each(name):
    """Ask a test for every case of a file."""
    found = cases(name)
    return pytest.mark.parametrize("case", found, ids=[case["name"] for case in found])


def told(answer, expected):
    """The part of an answer that a case speaks of, as plain values."""
    record = answer.as_dict()
    return {name: record[name] for name in expected}


# Councils and ballots


@each("council")
def test_council_decides_as_its_case_says(case):
    vote = council.CouncilVote(**case["vote"])
    if "problems" in case:
        with pytest.raises(CountError) as caught:
            council.decide(vote, quorum=case.get("quorum"))
        assert [problem.code for problem in caught.value.problems] == case["problems"]
        assert all(problem.vi and problem.en for problem in caught.value.problems)
        return

    decision = council.decide(vote, quorum=case.get("quorum"))

    assert told(decision, case["expect"]) == case["expect"]


def count_of(members, agree):
    votes = {"agree": agree, "disagree": members - agree}
    return ballot.Count(members, 0, members, members, members, members, 0, votes)


@each("two-bodies")
def test_two_bodies_are_counted_apart_and_shown_both(case):
    both = ballot.of_two_bodies(
        "dismissal.voting-body",
        count_of(*case["leadership"]),
        count_of(*case["committee"]),
        on=case["as_of"],
    )

    assert both.outcome == case["expect"]["outcome"]
    assert [both.leadership.outcome, both.committee.outcome] == case["expect"]["each"]
    assert both.as_dict()["committee"]["denominator"] == case["committee"][0]


RULES = sorted({(rule.id, rule.in_force.start) for rule in law().ballots})


@given(st.sampled_from(RULES), st.integers(1, 90), st.integers(0, 90), st.data())
def test_no_ballot_selects_or_approves_under_its_line(rule, present, absent, data):
    """Whatever the rule: who is selected or approved has a share that the rule asks for."""
    rule = law().ballot(*rule)
    names = rule.answers or ("a", "b", "c")
    votes, left = {}, present
    for name in names:
        votes[name] = data.draw(st.integers(0, left))
        left -= votes[name]
    invited = present + absent
    count = ballot.Count(invited, 0, present, invited, present, present, left, votes)
    try:
        found = ballot.tally(rule.id, count, on=rule.in_force.start)
    except CountError as error:
        assume([problem.code for problem in error.problems] != ["no-quorum"])
        raise

    figures = [law().figure(name, rule.in_force.start) for name in rule.figures]
    lowest = min((Fraction(figure.value, figure.over) for figure in figures), default=Fraction())
    for name in found.selected:
        assert votes[name] >= lowest * found.denominator
    if found.outcome == "approved":
        assert 2 * votes["agree"] >= found.denominator
    if found.outcome == "dismissal":
        assert 3 * votes["low"] > 2 * found.denominator
    assert (found.by == "") == (found.outcome in ("nobody", "opinion", rule.otherwise))


@given(st.integers(0, 9), st.integers(0, 9), st.sampled_from(["agree", "disagree"]))
def test_a_council_is_undecided_only_without_its_chair(agree, disagree, chair):
    votes = {"agree": agree, "disagree": disagree}
    assume(votes[chair])

    decision = council.decide(council.CouncilVote(members=20, **votes, chair=chair))

    assert decision.outcome in ("carried", "rejected")
    assert (decision.by == "chair") == (agree == disagree)


# Marks


SCORES = cases_by_function("scores")


def exact(value):
    """Marks stand in the cases as text; everything else as it is."""
    if isinstance(value, list):
        return [exact(one) for one in value]
    if isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        return Decimal(value)
    return value


@pytest.mark.parametrize(("function", "case"), SCORES, ids=names_of(SCORES))
def test_marks_come_to_what_their_case_says(function, case):
    given = {name: exact(value) for name, value in case["given"].items()}
    compute = getattr(scores, function)
    on = case.get("as_of", ON)
    if "error" in case:
        with pytest.raises(RuleError) as caught:
            compute(**given, on=on)
        assert caught.value.code == case["error"]
        return

    record = compute(**given, on=on).as_dict()

    if "result" in record:
        result = record["result"] or {"value": None, "otherwise": None}
        record |= {"result": result["value"], "otherwise": result["otherwise"]}
    record.setdefault("otherwise", None)
    assert {name: record[name] for name in case["expect"]} == case["expect"]


MARKS = st.decimals(0, 100, places=2)


@pytest.mark.parametrize("mark", [71.0, True, Decimal("NaN"), "71", None])
def test_a_mark_that_is_not_exact_is_refused(mark):
    with pytest.raises(ScoreError):
        scores.two_markers(mark, 70, on=ON)


@given(MARKS, MARKS)
def test_the_order_of_two_markers_makes_no_difference(one, two):
    assert scores.two_markers(one, two, on=ON) == scores.two_markers(two, one, on=ON)


@given(MARKS, MARKS)
def test_a_mean_lies_between_its_marks_and_both_roundings_a_hundredth_apart(one, two):
    marking = scores.two_markers(one, two, on=ON)
    assume(marking.result)

    assert min(one, two) <= marking.result.value <= max(one, two)
    if marking.result.otherwise is not None:
        assert abs(marking.result.value - marking.result.otherwise) == Decimal("0.01")
        assert (marking.result.exact * 1000) % 10 == 5


@given(MARKS, MARKS)
def test_no_strong_paper_makes_up_for_one_under_half(written, interview):
    found = scores.combined(written, interview, on=ON)

    assert found.eligible == (written >= 50 and interview >= 50)
    assert Fraction(7 * written + 3 * interview) / 10 == found.result.exact


@given(st.integers(0, 120), st.sampled_from(["none", "reprimand", "warning"]))
def test_a_breach_never_helps(right, breach):
    clean = scores.passes_part(right, 120, on=ON)
    marked = scores.passes_part(right, 120, on=ON, breach=breach)

    assert marked.counted <= clean.counted
    assert clean.passes or not marked.passes


def test_round_one_is_passed_part_by_part():
    """Worked example 4.9: a strong general part does not carry a weak language."""
    found = scores.passes_parts(
        {"general": (45, 60), "english": (14, 30)}, regime="public-employee", on=date(2026, 3, 2)
    )

    assert {name: part.passes for name, part in found.items()} == {
        "general": True,
        "english": False,
    }


# Ranking


RANKINGS = cases_by_function("ranking")
PRIORITIES = cases_by_function("priority")


def candidates_of(given):
    return [
        ranking.Candidate(ref, **{name: exact(value) for name, value in one.items()})
        for ref, one in given.items()
    ]


def of_function(found, function):
    chosen = [case for name, case in found if name == function]
    return pytest.mark.parametrize("case", chosen, ids=[case["name"] for case in chosen])


def refused(case, compute):
    """Compute, or see the error that the case names; tell which it was."""
    if "error" not in case:
        return compute()
    with pytest.raises(RuleError) as caught:
        compute()
    assert caught.value.code == case["error"]
    return None


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


@of_function(RANKINGS, "assign")
def test_winners_go_where_their_case_says(case):
    found = ranking.assign(
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

    answer = ranking.assign(found, choices=choices, places=places, regime=ranking.Regime.EXAM)

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


# Waits and periods


WAITS = cases_by_function("waiting")


def plain(record):
    """Dates as text, as an answer writes them."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in record.items()
    }


@pytest.mark.parametrize(("function", "case"), WAITS, ids=names_of(WAITS))
def test_wait_ends_when_its_case_says(function, case):
    on = case.get("as_of", ON)

    found = refused(case, lambda: getattr(waiting, function)(**case["given"], on=on))

    if found:
        assert told(found, case["expect"]) == plain(case["expect"])
        assert found.over_on(found.until)
        assert not found.over_on(found.last_day)


@pytest.mark.parametrize("kind", ["removed", "", None])
def test_a_wait_after_nothing_known_is_refused(kind):
    with pytest.raises(ValueError, match="one of"):
        waiting.after_leaving(kind, ON, on=ON)
    with pytest.raises(ValueError, match="one of"):
        waiting.after_discipline(kind, ON, on=ON)


def test_a_figure_that_is_not_in_months_makes_no_period():
    with pytest.raises(ValueError, match="not in months"):
        periods.period("policy_reply_working_days", ON, on=ON)


def test_several_waits_end_with_the_last_of_them():
    first = waiting.after_discipline("reprimand", date(2025, 1, 10), on=ON)
    second = waiting.after_discipline("warning", date(2024, 6, 1), on=ON)

    assert waiting.first_day_after([first, second]) == date(2027, 6, 1)
    assert waiting.first_day_after([]) is None


@given(
    st.sampled_from(["reprimand", "warning", "removal"]),
    st.dates(date(2020, 1, 1), date(2026, 11, 1)),
    st.integers(0, 2500),
)
def test_a_wait_is_over_when_the_conditions_count_its_months(form, start, days):
    """The fact counts completed months, the wait names the day: they may never part."""
    wait = waiting.after_discipline(form, start, on=ON)
    day = start + timedelta(days=days)

    months = completed_months(start, day, rounding=Rounding.LAST_DAY)

    assert wait.over_on(day) == (months >= wait.figure.value)


@dataclass(frozen=True)
class Week:
    """The plain week, but for some days."""

    days_off: frozenset = frozenset()
    worked: frozenset = frozenset()

    def is_working_day(self, on):
        return on in self.worked or (on.weekday() < 5 and on not in self.days_off)


def week_of(case):
    return Week(frozenset(case.get("days_off", ())), frozenset(case.get("worked", ())))


def computed(module, function, case):
    """Compute what a case is about; None where it says that this is refused."""
    given = dict(case["given"])
    if isinstance(given.get("reaches_age_in"), str):
        given["reaches_age_in"] = Month.parse(given["reaches_age_in"])
    if (module, function) != (probation, "until"):
        given["on"] = case.get("as_of", ON if module is terms else date(2026, 3, 2))
    return refused(case, lambda: getattr(module, function)(**given))


PERIODS = [(terms, *each) for each in cases_by_function("terms")] + [
    (probation, *each) for each in cases_by_function("probation")
]


@pytest.mark.parametrize(
    ("module", "function", "case"), PERIODS, ids=names_of([each[1:] for each in PERIODS])
)
def test_period_is_what_its_case_says(module, function, case):
    found = computed(module, function, case)

    if "error" in case:
        return
    if isinstance(case["expect"], dict):
        assert told(found, case["expect"]) == plain(case["expect"])
    else:
        assert found == case["expect"]


def test_a_title_that_is_not_known_has_no_probation():
    with pytest.raises(ValueError, match="one of"):
        probation.months_left("master", 0, on=date(2026, 3, 2))
    with pytest.raises(ValueError, match="before"):
        probation.months_left("university", -1, on=date(2026, 3, 2))


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@given(DAYS, st.integers(0, 12), st.lists(st.tuples(DAYS, st.integers(0, 200)), max_size=4))
def test_leaving_time_out_never_shortens_a_probation(start, months, drawn):
    excluded = [(since, since + timedelta(days=days)) for since, days in drawn]

    assert probation.until(start, months, excluded) >= probation.until(start, months)
    assert probation.until(start, months, excluded) == probation.until(start, months, excluded * 2)


# Time limits


LIMITS = cases_by_function("deadlines")


@pytest.mark.parametrize(("function", "case"), LIMITS, ids=names_of(LIMITS))
def test_time_limit_ends_when_its_case_says(function, case):
    given = {**case["given"], "calendar": week_of(case)}
    if function != "last_day":
        given["on"] = case.get("as_of", ON)

    found = refused(case, lambda: getattr(deadlines, function)(**given))

    if "error" in case:
        return
    if function == "last_day":
        assert found == case["expect"]
    else:
        assert told(found, case["expect"]) == plain(case["expect"])


@of_function(cases_by_function("schedules"), "schedule")
def test_schedule_tells_the_last_days_of_its_case(case):
    found = refused(
        case,
        lambda: schedules.schedule(
            case["id"],
            case["events"],
            calendar=week_of(case),
            on=case["as_of"],
            circumstances=case.get("circumstances", ()),
        ),
    )

    if found is None:
        return
    assert len(found) == len(case["last_days"])
    assert {each.act: each.limit.last_day for each in found} == case["last_days"]
    kept = {each.act: each.kept for each in found}
    assert {act: kept[act] for act in case.get("kept", {})} == case.get("kept", {})


def test_schedule_refuses_an_event_or_a_circumstance_that_it_does_not_know():
    with pytest.raises(ValueError, match="event notice"):
        schedules.schedule("recruitment.examination", {"notice": ON}, calendar=Week(), on=ON)
    with pytest.raises(ValueError, match="circumstance many"):
        schedules.schedule(
            "recruitment.examination", {}, calendar=Week(), on=ON, circumstances=["many"]
        )


@of_function(cases_by_function("schedules"), "more_time_for_many")
def test_many_make_the_circumstances_of_their_case(case):
    on = case.get("as_of", ON)

    found = refused(case, lambda: schedules.more_time_for_many(**case["given"], on=on))

    assert found is None or list(found) == case["expect"]


@pytest.mark.parametrize("found", law().schedules, ids=lambda each: f"{each.id} {each.in_force}")
def test_every_limit_of_a_schedule_can_be_reckoned_on_its_first_and_last_day(found):
    named = {name for step in found.steps for name in (step.when, step.unless)} - {""}
    last = found.in_force.until - timedelta(days=1) if found.in_force.until else ON
    for on in (found.in_force.start, last):
        events = {step.event: ON for step in found.steps}

        plain_way = schedules.schedule(found.id, events, calendar=Week(), on=on)
        other_way = schedules.schedule(
            found.id, events, calendar=Week(), on=on, circumstances=named
        )

        assert len({each.act for each in plain_way} | {each.act for each in other_way}) == len(
            {step.act for step in found.steps}
        )


WEEKS = st.builds(
    Week,
    st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=40),
    st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=10),
)
STARTS = st.dates(date(2025, 12, 1), date(2026, 12, 31))
UNITS = st.sampled_from(["day", "working-day", "month"])


@given(STARTS, st.integers(1, 40), UNITS, WEEKS)
def test_a_time_limit_ends_on_a_working_day_and_never_early(event, amount, unit, week):
    last = deadlines.last_day(event, amount, unit, week)

    assert week.is_working_day(last)
    assert last >= deadlines.counted(event, amount, unit, week) > event
    assert deadlines.last_day(event, amount + 1, unit, week) >= last


@given(STARTS, st.integers(0, 60), WEEKS)
def test_counting_back_leaves_enough_and_no_day_too_much(event, amount, week):
    last = deadlines.counted_back(event, amount, "working-day", week)

    assert deadlines.working_days_between(last, event, week) == amount
    if amount:
        later = last + timedelta(days=1)
        assert deadlines.working_days_between(later, event, week) == amount - 1


@given(STARTS, st.integers(0, 60), st.sampled_from(["day", "working-day"]), WEEKS)
def test_counting_back_and_forth_meets(event, amount, unit, week):
    back = deadlines.counted_back(event, amount, unit, week)

    assert deadlines.counted(back, amount, unit, week) <= event
    assert deadlines.counted(back + timedelta(days=1), amount, unit, week) >= event
