"""Waits, terms, time limits, schedules: every case as its YAML file tells it."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.compute import (
    deadlines,
    periods,
    probation,
    schedules,
    terms,
    waiting,
)
from rules.compute.dates import Rounding, completed_months
from rules.library import law
from rules.model import Month
from tests.rules.computed import ON, cases_by_function, names_of, of_function, refused, told

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
