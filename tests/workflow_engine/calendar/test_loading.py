"""The days that come with the software, and the command that loads them."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from compliance.models import TrailEntry
from workflow_engine.calendar.loading import SHIPPED, CalendarFileError, load, read
from workflow_engine.calendar.models import CalendarDay


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "days.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_every_day_that_is_shipped_says_where_it_was_read_and_how_sure_it_is():
    days = read(SHIPPED)

    assert all(day.source and day.confidence in {"secondary", "unknown"} for day in days)
    assert {day.on.year for day in days} == {2025, 2026, 2027}


def test_every_day_off_by_swap_has_a_saturday_that_is_worked_for_it():
    days = read(SHIPPED)
    swapped = [day for day in days if day.kind == "day-off" and "hoán đổi" in day.name]
    worked = [day for day in days if day.kind == "working"]

    assert len(swapped) == len(worked) == 3
    assert all(day.on.weekday() == 5 for day in worked)
    assert all(day.on.weekday() < 5 for day in swapped)


def test_no_holiday_is_a_working_day_and_none_stands_twice():
    days = read(SHIPPED)

    assert len({day.on for day in days}) == len(days)


def test_loading_again_adds_nothing_and_leaves_what_an_officer_amended(db):
    load(SHIPPED)
    day = CalendarDay.objects.get(on=date(2027, 2, 10))
    day.kind = "working"
    day.save()
    again = load(SHIPPED)

    assert again.added == 0
    assert again.different == (date(2027, 2, 10),)
    assert CalendarDay.objects.get(on=day.on).kind == "working"


def test_the_command_adds_the_days_and_puts_them_on_record(db):
    out = StringIO()
    call_command("load_calendar", "--json", stdout=out)

    assert json.loads(out.getvalue())["added"] == CalendarDay.objects.count() > 40
    assert TrailEntry.objects.get().event == "calendar:day:amended"


GOOD = '{on: 2028-01-01, kind: holiday, name: "Tết", source: a, confidence: seen}'


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{on: soon, kind: holiday, name: "Tết", source: a, confidence: seen}', "not a date"),
        ('{on: 2028-01-01, kind: feast, name: "Tết", source: a, confidence: seen}', "kind"),
        ('{on: 2028-01-01, kind: holiday, name: " ", source: a, confidence: seen}', "name"),
        ('{on: 2028-01-01, kind: holiday, name: "Tết", source: b, confidence: seen}', "source"),
        ('{on: 2028-01-01, kind: holiday, name: "Tết", source: a, confidence: sure}', "confidence"),
        ("{on: 2028-01-01, kind: holiday}", "exactly"),
        (f"{GOOD}\n  - {GOOD}", "twice"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_and_nothing_is_stored(db, file, line, fault):
    path = file(f"sources: {{a: b}}\ndays:\n  - {line}\n")

    with override("en"), pytest.raises(CalendarFileError, match=fault):
        load(path)
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize("text", ["", "days: 3", "a: [", "days: []\ndays: []", "\tx"])
def test_a_file_of_another_form_is_refused_without_a_traceback(db, file, text):
    with pytest.raises(CommandError):
        call_command("load_calendar", file(text))


def test_a_file_that_is_not_there_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command("load_calendar", tmp_path / "nowhere.yaml")
