"""Reading the law: every mistake is refused with its file and its line."""

from __future__ import annotations

from datetime import date

import pytest

from rules.errors import (
    ExpressionError,
    LawFileError,
    NoEditionInForceError,
    OverlappingEditionsError,
)
from rules.library import law
from rules.loader import load
from rules.model import Validity
from tests.law_copies import law_of_appointment, whole_law

INTEGRITY = "conditions/appointment/30-integrity.yaml"
BARS = "conditions/appointment/20-bars.yaml"
APPOINTING = "ballots/10-appointment.yaml"
ANSWERING = "ballots/20-terms-and-leaving.yaml"


@pytest.fixture
def folder(tmp_path):
    """A copy of the law to break."""
    return law_of_appointment(tmp_path / "law")


@pytest.fixture
def broken(folder):
    """Replace one text in one file, and load."""

    def load(file, old, new):
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return law(folder)

    return load


def test_law_is_read_once(the_law):
    assert law() is the_law


def test_mistake_in_an_expression_is_told_with_its_file_and_line(broken):
    with pytest.raises(ExpressionError, match=r"law/conditions/.*30-integrity.yaml:\d+: .*'busy'"):
        broken(INTEGRITY, "requires: business_roles = 0", "requires: busy = 0")


def test_line_is_the_one_of_the_mistake(broken, folder):
    text = (folder / INTEGRITY).read_text(encoding="utf-8")
    line = text[: text.index("requires: business_roles")].count("\n") + 1

    with pytest.raises(ExpressionError) as caught:
        broken(INTEGRITY, "requires: business_roles = 0", "requires: business_roles = true")

    assert caught.value.line == line


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (INTEGRITY, "requires: business_roles = 0", 'requires: ""', "requires"),
        (INTEGRITY, "confidence: seen", "confidence: certain", "confidence"),
        (INTEGRITY, "confidence: seen", "confidence: seen\n  overridden: true", "overridden"),
        (INTEGRITY, "instrument: 36/2018/QH14", "instrument: 36/2018", "not among the instruments"),
        (INTEGRITY, "{business_roles}", "{salary}", "which it does not read"),
        (INTEGRITY, "in_force: {from: 2019-07-01, ", "in_force: {from: yesterday, ", "from"),
        (INTEGRITY, "id: appointment.true-profile", "id: Appointment.Profile", "id"),
        (INTEGRITY, "id: appointment.true-profile", "id: promotion.true-profile", "no gate"),
        (INTEGRITY, 'article: "20", clause: "3"', 'clause: "3"', "article_unknown"),
        ("facts/40-integrity.yaml", "bounds: [0, 50]", "bounds: null", "bounds"),
        ("facts/40-integrity.yaml", "supplied_by: hr_officer", "supplied_by: nobody", "supplied"),
        ("facts/40-integrity.yaml", "business_roles:", "businessRoles:", "snake_case"),
        ("facts/40-integrity.yaml", "business_roles:", "office_bans:", "second time"),
        ("figures/ballots.yaml", "denominator: 2", "denominator: 0", "denominator"),
        ("figures/ballots.yaml", "unit: part", "unit: month", "share"),
        (APPOINTING, "tie_at: tie_at_half", "tie_at: recent_years_rated", "no share"),
        (ANSWERING, "  otherwise: reported\n", "", "otherwise"),
        (ANSWERING, "sign: over", "sign: above", "sign"),
        (ANSWERING, "answers: [agree, disagree]", "answers: [agree]", "two answers"),
        (ANSWERING, "answers: [", "only_carried: true\n  answers: [", "either"),
        ("gates/appointment.yaml", "conditions: [appointment]", "conditions: [7]", "conditions"),
    ],
)
def test_file_that_does_not_fit_is_refused(broken, file, old, new, says):
    with pytest.raises(LawFileError, match=says) as caught:
        broken(file, old, new)

    assert caught.value.file.startswith("law/")
    assert caught.value.line


def test_key_given_twice_is_refused(broken):
    with pytest.raises(LawFileError, match="duplicate"):
        broken(INTEGRITY, "confidence: seen", "confidence: seen\n  confidence: memory")


def test_yes_and_no_stay_words(broken):
    """YAML 1.1 would read them as booleans."""
    with pytest.raises(LawFileError):
        broken("facts/40-integrity.yaml", "record: kinship", "record: {no: yes}")


def test_folder_without_a_law_is_refused(tmp_path):
    with pytest.raises(LawFileError, match=r"no instruments"):
        law(tmp_path)


def test_hole_between_two_editions_is_an_error_inside_it_only(broken):
    own = broken(
        BARS,
        "in_force: {from: 2025-07-01, until: 2026-08-01}",
        "in_force: {from: 2025-07-01, until: 2026-07-30}",
    )

    assert own.conditions_in_force("appointment", date(2026, 7, 29))
    assert own.conditions_in_force("appointment", date(2026, 8, 1))
    for day in (date(2026, 7, 30), date(2026, 7, 31)):
        with pytest.raises(NoEditionInForceError, match=r"appointment\.no-ban"):
            own.conditions_in_force("appointment", day)


def test_two_editions_at_once_are_an_error(broken):
    own = broken(
        BARS,
        "in_force: {from: 2025-07-01, until: 2026-08-01}",
        "in_force: {from: 2025-07-01, until: 2026-08-02}",
    )

    with pytest.raises(OverlappingEditionsError, match=r"appointment\.no-ban") as caught:
        own.conditions_in_force("appointment", date(2026, 8, 1))

    assert caught.value.starts == (date(2025, 7, 1), date(2026, 8, 1))
    assert own.conditions_in_force("appointment", date(2026, 8, 2))


def test_condition_that_ended_for_good_is_no_longer_asked(broken):
    own = broken(
        INTEGRITY,
        "in_force: {from: 2025-11-21}",
        "in_force: {from: 2025-11-21, until: 2027-01-01}",
    )

    def asked(day):
        return [condition.id for condition in own.conditions_in_force("appointment", day)]

    assert "appointment.true-profile" in asked(date(2026, 12, 31))
    assert "appointment.true-profile" not in asked(date(2027, 1, 1))


def test_figure_before_its_first_value_is_an_error(the_law):
    assert the_law.figure("minimum_months_in_post_below", date(2025, 10, 8)).value == 12
    with pytest.raises(NoEditionInForceError):
        the_law.figure("minimum_months_in_post_below", date(2025, 10, 7))
    with pytest.raises(NoEditionInForceError):
        the_law.figure("no_such_figure", date(2026, 1, 1))


def test_digest_changes_with_the_law_and_not_with_its_cases(tmp_path, the_law):
    folder = whole_law(tmp_path / "law")
    before = law(folder).digest
    assert before == the_law.digest

    path = folder / "gates" / "appointment.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# read again\n", encoding="utf-8")

    assert load(folder).digest != before


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((1, 5), (5, 9), False),
        ((1, 5), (4, 9), True),
        ((1, None), (9, None), True),
        ((1, None), (9, 12), True),
        ((5, None), (1, 5), False),
        ((2, 3), (1, 9), True),
    ],
)
def test_lives_overlap_where_they_have_a_day_in_common(one, other, meet):
    first, second = (
        Validity(date(2026, 1, start), until and date(2026, 1, until))
        for start, until in (one, other)
    )
    assert first.overlaps(second) is second.overlaps(first) is meet


def test_the_last_day_of_a_life_is_the_one_before_its_end():
    life = Validity(date(2025, 7, 1), date(2026, 8, 1))

    assert life.last == date(2026, 7, 31)
    assert Validity(life.start).last is None
    assert life.nearest(date(2024, 1, 1)) == life.start
    assert life.nearest(date(2026, 8, 1)) == life.last
    assert Validity(life.start).nearest(date.max) == date.max


@pytest.mark.parametrize("gate", ["appointment", "teacher_recruitment"])
def test_a_gate_asks_in_the_order_of_the_law_whatever_the_order_of_its_prefixes(gate):
    asked = law().conditions_in_force(gate, date(2026, 11, 23))
    prefixes = law().gates[gate].conditions
    order = [each for each in law().conditions if each in asked]

    assert list(asked) == order
    assert {each.prefix for each in asked} <= set(prefixes)
