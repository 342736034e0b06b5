"""Facts as JSON, and dates: what is read, and what is refused with which words."""

import contextlib
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.compute.dates import Rounding, add_months, completed_months, months_begun
from rules.compute.retirement import months_to_retirement, retirement_month
from rules.compute.service import Holding
from rules.errors import AmbiguousDateError, FactTypeError, UnknownFactError
from rules.facts import facts_from_json
from rules.library import law
from rules.model import Evidence, Month


def test_plain_values_become_typed_facts():
    facts = facts_from_json({"months_in_post_below": 12, "source": "on_site", "health_fit": None})

    assert facts["months_in_post_below"].value == 12
    assert not facts["health_fit"].known


def test_value_may_come_with_its_evidence():
    given = {
        "value": True,
        "evidence": [{"record": "planning", "ref": "QH-7", "dated_on": "2026-05-04", "note": {}}],
    }

    facts = facts_from_json({"planned_for_post": given})

    assert facts["planned_for_post"].evidence == (Evidence("planning", "QH-7", date(2026, 5, 4)),)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("months_in_post_below", "12", "a whole number of months from 0 to 720"),
        ("months_in_post_below", 721, "a whole number of months from 0 to 720"),
        ("health_fit", "yes", "true or false"),
        ("source", "inside", "one of on_site, elsewhere"),
        ("source", {"values": "on_site"}, "a value, or an object"),
        ("source", {"value": "on_site", "evidence": "QH-7"}, "with evidence as a list"),
        ("source", {"value": "on_site", "evidence": [{"ref": 7}]}, "with evidence as a list"),
        (
            "source",
            {"value": "on_site", "evidence": [{"record": "x", "dated_on": "4/5/2026"}]},
            "with evidence as a list",
        ),
    ],
)
def test_refusal_says_what_which_and_what_to_do(name, value, says):
    with pytest.raises(FactTypeError, match=says) as caught:
        facts_from_json({name: value})

    assert f"'{name}'" in str(caught.value)
    assert "null when it is not known" in str(caught.value)


def test_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(UnknownFactError, match="Did you mean 'health_fit'"):
        facts_from_json({"healthfit": True})


def test_something_that_is_no_object_is_refused():
    with pytest.raises(FactTypeError):
        facts_from_json(["health_fit"])


@given(st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text()))
def test_any_json_is_read_or_refused(values):
    """Another exception fails this test."""
    with contextlib.suppress(FactTypeError, UnknownFactError):
        facts_from_json(values)


# Months.


def test_month_from_the_thirty_first_needs_a_rounding():
    with pytest.raises(AmbiguousDateError):
        add_months(date(2026, 1, 31), 1)

    assert add_months(date(2026, 1, 31), 1, rounding=Rounding.LAST_DAY) == date(2026, 2, 28)
    assert add_months(date(2026, 1, 31), 1, rounding=Rounding.NEXT_DAY) == date(2026, 3, 1)


def test_six_months_to_the_day_are_six_and_a_day_more_is_seven():
    assert months_begun(date(2026, 5, 23), date(2026, 11, 23)) == 6
    assert months_begun(date(2026, 5, 22), date(2026, 11, 23)) == 7
    assert months_begun(date(2026, 11, 23), date(2026, 11, 23)) == 0


def test_six_months_from_the_end_of_august_end_with_february():
    issued = date(2025, 8, 31)

    assert months_begun(issued, date(2026, 2, 28), rounding=Rounding.LAST_DAY) == 6
    assert months_begun(issued, date(2026, 3, 1), rounding=Rounding.LAST_DAY) == 7


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 600))
def test_months_added_are_months_completed(start, months):
    end = add_months(start, months, rounding=Rounding.LAST_DAY)

    assert completed_months(start, end, rounding=Rounding.LAST_DAY) == months


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 20_000))
def test_completed_months_never_go_past_the_end(start, days):
    end = date.fromordinal(start.toordinal() + days)

    months = completed_months(start, end, rounding=Rounding.LAST_DAY)

    assert add_months(start, months, rounding=Rounding.LAST_DAY) <= end
    assert add_months(start, months + 1, rounding=Rounding.LAST_DAY) > end


def test_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it begins"):
        completed_months(date(2026, 2, 1), date(2026, 1, 1))
    with pytest.raises(ValueError, match="before"):
        Holding(date(2026, 2, 1), date(2026, 1, 1), "equal")


def test_months_to_retirement_count_to_the_month_in_which_the_age_is_reached():
    born = date(1965, 2, 10)

    assert months_to_retirement(born, "male", effective_on=date(2026, 8, 31)) == 0
    assert months_to_retirement(born, "male", effective_on=date(2021, 8, 1)) == 60
    assert months_to_retirement(born, "male", effective_on=date(2026, 11, 23)) == -3


def test_birth_before_the_table_and_another_sex_are_refused():
    with pytest.raises(LookupError, match="no row"):
        retirement_month(date(1950, 1, 1), "male")
    with pytest.raises(ValueError, match="male or female"):
        retirement_month(date(1970, 1, 1), "nam")


def test_rows_of_the_table_of_retirement_touch_and_do_not_overlap():
    for sex in ("male", "female"):
        rows = [row for row in law().retirement[-1].rows if row.sex == sex]
        for row, following in pairwise(rows):
            assert row.born_to is not None
            assert row.born_to.plus(1) == following.born_from
            assert row.months_of_age < following.months_of_age
        assert rows[-1].born_to is None


@pytest.mark.parametrize("text", ["2026-13", "2026-1", "202601", "0000-01", ""])
def test_month_that_does_not_exist_is_refused(text):
    with pytest.raises(ValueError, match="month"):
        Month.parse(text)
