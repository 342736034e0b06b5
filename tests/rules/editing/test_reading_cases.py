"""The cases of the conditions are read where they stand, and mistakes named by file and line."""

import os
from datetime import date

import pytest

from rules.editing import cases
from rules.errors import LawFileError
from rules.library import law

FILE = """\
condition: appointment.time-in-post
source:
  - "art. 29"

cases:
  - name: {vi: mười hai tháng là đủ, en: twelve months are enough}
    as_of: 2026-11-23
    facts: {appointment_relation: higher, months_in_post_below: 12}
    decisions: [{authority: appointing_authority, decided_on: 2026-11-22}]
    expect: met
  - name: {vi: mười một tháng thì không, en: eleven months are not}
    as_of: 2026-11-23
    facts: {months_in_post_below: 11}
    expect: unmet
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "law" / "cases" / "appointment" / "time-in-post.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(FILE)
    return path


def test_cases_are_read_in_their_order_with_their_lines(file):
    found = cases.of_condition("appointment.time-in-post", file.parents[2])

    assert [case.expect for case in found.cases] == ["met", "unmet"]
    assert found.cases[0].facts["months_in_post_below"] == 12
    assert found.cases[0].decisions == (("appointing_authority", date(2026, 11, 22)),)
    assert found.cases[1].place.endswith("time-in-post.yaml:11")
    assert list(cases.every(file.parents[2])) == [found]


def test_a_file_that_has_changed_is_read_again(file):
    before = cases.of_condition("appointment.time-in-post", file.parents[2])
    file.write_text(FILE.replace("met\n", "unknown\n", 1))
    os.utime(file, (1, 1))  # the clock of a file may not have ticked

    assert before.cases[0].expect == "met"
    again = cases.of_condition("appointment.time-in-post", file.parents[2])
    assert again.cases[0].expect == "unknown"


@pytest.mark.parametrize(
    ("was", "now"),
    [("expect: unmet", "expect: perhaps"), ("as_of: 2026-11-23\n    facts: {m", "facts: {m")],
    ids=["an outcome that there is not", "no date"],
)
def test_a_case_of_the_wrong_shape_is_refused_with_its_line(file, was, now):
    file.write_text(FILE.replace(was, now))

    with pytest.raises(LawFileError, match=r"time-in-post\.yaml.*1[1-4]"):
        cases.of_condition("appointment.time-in-post", file.parents[2])


def test_the_cases_of_every_condition_stand_under_its_own_name():
    found = {each.condition: each for each in cases.every()}
    conditions = {condition.id for condition in law().conditions}

    assert conditions <= found.keys()
    assert all(cases.of_condition(name) == found[name] for name in conditions)


def test_a_condition_without_cases_has_none():
    assert cases.of_condition("appointment.there-is-no-such-condition") is None
