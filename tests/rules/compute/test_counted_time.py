"""The time behind a number of months: missing years, and the day on which enough are reached."""

import random
from datetime import date, timedelta

import pytest

from rules.compute.service import Holding, months_in_post, reached_on
from rules.facts import facts_from_json
from rules.judge.engine import evaluate
from rules.library import law

ON = date(2026, 11, 23)
CONDITION = "appointment.time-in-post"


def time_in_post(*notes, months=9):
    evidence = [{"record": "post_held", "note": note} for note in notes]
    given = {
        "appointment_relation": "higher",
        "months_in_post_below": {"value": months, "evidence": evidence},
    }
    return evaluate("appointment", on=ON, facts=facts_from_json(given)).finding(CONDITION).sentence


def test_a_post_that_is_still_held_reaches_the_months_on_a_day():
    said = time_in_post({"counted_from": "2026-02-20"})

    assert said["vi"].endswith("sớm nhất đến ngày 20/02/2027 mới đủ 12 tháng.")
    assert said["en"].endswith("12 months are reached on 20/02/2027 at the earliest.")


@pytest.mark.parametrize(
    "note",
    [
        {},
        {"counted_from": "2026-01-01", "counted_until": "2026-10-01"},
        {"counted_from": "20/02/2026"},
        {"counted_from": "2026-02-20", "counted_until": "2025-02-20"},
    ],
)
def test_where_nothing_goes_on_or_nothing_is_noted_no_day_is_told(note):
    assert "sớm nhất" not in time_in_post(note)["vi"]


def test_what_is_met_tells_no_day():
    assert "sớm nhất" not in time_in_post({"counted_from": "2020-02-20"}, months=12)["vi"]


def test_without_evidence_a_verdict_says_what_it_said():
    figure = law().figure("minimum_months_in_post_below", ON).value

    assert time_in_post()["vi"].endswith(f"cần đủ {figure} tháng.")


def test_a_year_that_is_missing_is_named_where_the_fact_is_asked_for():
    note = [{"record": "rating", "note": {"missing_year": year}} for year in ("2025", "2024")]
    given = {
        "appointment_relation": "higher",
        "ratings_good_recent_years": {"value": None, "evidence": note},
    }
    found = evaluate("appointment", on=ON, facts=facts_from_json(given))
    said = found.finding("appointment.good-ratings").sentence

    assert "còn thiếu năm 2024, 2025" in said["vi"]
    assert "missing for 2024, 2025" in said["en"]


def test_the_day_is_the_first_on_which_the_months_come_to_that_many():
    rng = random.Random(20261130)  # noqa: S311 - drawn cases, no secret
    for _case in range(300):
        first = date(2015, 1, 1)
        periods = []
        for number in range(rng.randint(1, 4)):
            start = first + timedelta(days=rng.randint(0, 1500))
            ends = number or rng.random() < 0.2
            periods.append((start, start + timedelta(days=rng.randint(0, 600)) if ends else None))
        months = rng.randint(1, 30)
        held = [Holding(start, until, "equal") for start, until in periods]

        day = reached_on(periods, months)

        if day is None:
            last = max(until for _start, until in periods)
            assert months_in_post(held, on=last).months < months
        else:
            assert months_in_post(held, on=day).months >= months
            assert months_in_post(held, on=day - timedelta(days=1)).months < months


def test_no_period_and_no_month_reach_nothing():
    assert reached_on([], 3) is None
    assert reached_on([(ON, None)], 0) is None


def test_a_day_beyond_the_calendar_is_none():
    assert reached_on([(date(9990, 1, 1), None)], 600) is None
