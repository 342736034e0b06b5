"""Working days are counted by the calendar on record, not by the week alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import CountOutOfRangeError
from workflow_engine.calendar.loading import SHIPPED, load
from workflow_engine.calendar.models import CalendarDay
from workflow_engine.calendar.working_days import WorkingCalendar

PLAIN = WorkingCalendar(frozenset(), frozenset())
DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2028, 12, 31))


@pytest.fixture
def calendar(db):
    load(SHIPPED)
    return WorkingCalendar.load()


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 2, 13), True),  # the Friday before Tết
        (date(2026, 2, 16), False),
        (date(2026, 2, 20), False),
        (date(2026, 2, 23), True),
        (date(2026, 1, 2), False),  # swapped with Saturday 10 January
        (date(2026, 1, 10), True),
        (date(2026, 8, 31), False),  # swapped with Saturday 22 August
        (date(2026, 8, 22), True),
        (date(2026, 4, 27), False),  # in lieu: Hùng Kings' day falls on a Sunday
        (date(2026, 11, 24), False),
        (date(2026, 11, 25), True),
        (date(2025, 5, 2), False),
        (date(2025, 4, 26), True),
        (date(2027, 2, 10), False),
        (date(2026, 11, 22), False),  # a Sunday
    ],
)
def test_holidays_and_swaps_decide(calendar, day, worked):
    assert calendar.is_working_day(day) is worked


def test_the_day_of_the_event_is_not_counted(calendar):
    assert calendar.add_working_days(date(2026, 11, 23), 1) == date(2026, 11, 25)


def test_tet_moves_a_time_limit(calendar):
    assert calendar.add_working_days(date(2026, 2, 13), 5) == date(2026, 2, 27)
    assert PLAIN.add_working_days(date(2026, 2, 13), 5) == date(2026, 2, 20)


def test_a_withdrawn_day_no_longer_counts(calendar):
    day = CalendarDay.objects.get(on=date(2026, 11, 24))
    day.withdrawn = True
    day.save()

    assert WorkingCalendar.load().is_working_day(day.on) is True


def test_months_and_days_are_counted_as_such(calendar):
    assert calendar.due(date(2026, 6, 30), 6, "month") == date(2026, 12, 30)
    assert calendar.due(date(2026, 11, 23), 10, "day") == date(2026, 12, 3)


def test_a_time_limit_that_ends_on_a_day_off_ends_on_the_next_working_day(calendar):
    assert calendar.due(date(2026, 8, 31), 6, "month") == date(2027, 3, 1)
    assert calendar.due(date(2026, 11, 14), 10, "day") == date(2026, 11, 25)


@pytest.mark.parametrize("count", [-1, 2001])
def test_a_number_that_no_time_limit_has_is_refused(count):
    with pytest.raises(CountOutOfRangeError):
        PLAIN.add_working_days(date(2026, 11, 23), count)


@given(DAYS, st.integers(0, 120))
def test_counting_there_and_back_agrees(day, count):
    due = PLAIN.add_working_days(day, count)

    assert PLAIN.working_days_between(day, due) == count
    assert PLAIN.working_days_between(due, day) == -count


@given(DAYS, st.integers(1, 60))
def test_a_time_limit_ends_on_a_working_day_and_longer_ones_later(day, count):
    due = PLAIN.add_working_days(day, count)

    assert PLAIN.is_working_day(due)
    assert PLAIN.add_working_days(day, count + 1) > due
    assert due - day >= timedelta(days=count)


def test_a_limit_into_a_year_without_holidays_names_the_year():
    calendar = WorkingCalendar(frozenset(), frozenset(), frozenset({2027}))

    assert calendar.missing_years(date(2027, 12, 1), date(2027, 12, 31)) == ()
    assert calendar.missing_years(date(2027, 12, 1), date(2028, 1, 1)) == (2028,)


def test_a_limit_over_a_day_not_verified_is_told_apart():
    day = date(2027, 2, 5)
    calendar = WorkingCalendar(frozenset({day}), frozenset(), unverified=frozenset({day}))

    assert calendar.rests_on_unverified(date(2027, 2, 4), day)
    assert not calendar.rests_on_unverified(day, date(2027, 2, 20))
    assert not calendar.rests_on_unverified(date(2027, 1, 4), date(2027, 2, 4))


def test_from_october_on_the_next_year_is_missed():
    calendar = WorkingCalendar(frozenset(), frozenset(), frozenset({2026}))

    assert calendar.next_year_missing(date(2026, 9, 30)) is None
    assert calendar.next_year_missing(date(2026, 10, 1)) == 2027
    assert calendar.next_year_missing(date(2025, 10, 1)) is None


@pytest.mark.parametrize(
    ("counted_in", "amount", "until", "due"),
    [
        # Up to a Wednesday and up to a Monday, in working days.
        ("working-day", 1, date(2027, 3, 31), date(2027, 3, 30)),
        ("working-day", 1, date(2027, 3, 29), date(2027, 3, 26)),
        # In days and months a day off is not moved: less would be left.
        ("day", 10, date(2027, 3, 30), date(2027, 3, 20)),
        ("month", 6, date(2027, 4, 3), date(2026, 10, 3)),
    ],
)
def test_a_limit_is_counted_back_from_a_day(counted_in, amount, until, due):
    assert PLAIN.due(until, amount, counted_in, before=True) == due
