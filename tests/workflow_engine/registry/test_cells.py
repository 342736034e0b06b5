"""What a cell can mean, and what it cannot."""

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_engine.importing import words
from workflow_engine.registry.cells import CellError, Day, Text, Whole, YesNo, key
from workflow_engine.registry.identity_cells import Name, PersonalNumber

FIFTH_OF_SEPTEMBER = date(2026, 9, 5)
ODD = "0123456789/.-: =@#'\"<>()+*%ăâđêôơưĐ\u0300\u0301\u0323\u200b\u202e\x00\ud800\xa0xX"


@pytest.mark.parametrize(
    "raw",
    [
        "05/09/2026",
        "5/9/2026",
        " 5-9-2026 ",
        "5.9.2026",
        "05 09 2026",
        "2026-09-05",
        "2026-09-05 00:00:00",
        "ngày 05 tháng 9 năm 2026",
        "Ngày 5 tháng 09 năm 2026",
        unicodedata.normalize("NFD", "ngày 05 tháng 9 năm 2026"),
        "\xa005/09/2026\u200b",
        "05\xa0/09/2026",
        "5 - 9 - 2026",
        "05/09/\n2026",
        "\u202a05/09/2026\u202c",
        datetime(2026, 9, 5),  # noqa: DTZ001 as a workbook gives it
        date(2026, 9, 5),
    ],
)
def test_a_date_is_read_day_first_however_it_is_written(raw):
    reading = Day().read(raw)

    assert (reading.value, reading.to_accept) == (FIFTH_OF_SEPTEMBER, "")


def test_the_number_of_a_day_is_read_and_has_to_be_accepted():
    reading = Day().read(46270)

    assert reading.value == FIFTH_OF_SEPTEMBER
    assert "05/09/2026" in reading.to_accept


@pytest.mark.parametrize(
    "raw",
    [
        "12/25/2026",
        "31/02/2026",
        "5/9/26",
        "hôm qua",
        "05/09/1789",
        5,
        12.5,
        True,
        "00/00/0000",
        "#REF!",
    ],
)
def test_what_is_no_date_is_refused(raw):
    with pytest.raises(CellError):
        Day().read(raw)


@pytest.mark.parametrize(
    "raw", ["09/2026", "9-2026", "tháng 9/2026", "tháng 9 năm 2026", "2026", "năm 2026", 2026]
)
def test_a_date_without_its_day_is_refused_unless_the_column_has_a_rule(raw):
    with pytest.raises(CellError, match="dd/mm"):
        Day().read(raw)


@pytest.mark.parametrize(
    ("rule", "raw", "read"),
    [
        ("first", "09/2026", date(2026, 9, 1)),
        ("last", "09/2026", date(2026, 9, 30)),
        ("last", "2026", date(2026, 12, 31)),
        ("last", 2026, date(2026, 12, 31)),
    ],
)
def test_a_month_is_read_by_the_rule_of_its_column_and_has_to_be_accepted(rule, raw, read):
    reading = Day(rule).read(raw)

    assert reading.value == read
    assert reading.to_accept


def test_a_day_that_no_calendar_has_is_named_as_one():
    with pytest.raises(CellError, match="“30/02/2026” in the calendar"):
        Day().read("30/02/2026")


@pytest.mark.parametrize("sign", "\u202b\u202e\u2067\x07")
def test_a_sign_that_changes_what_is_seen_is_refused_by_its_number(sign):
    with pytest.raises(CellError, match=re.escape(f"U+{ord(sign):04X}")):
        Day().read(f"{sign}05/09/2026")


@pytest.mark.parametrize("raw", ["7.9080001234E+10", "7,9E+10"])
def test_a_number_that_the_spreadsheet_cut_is_named_as_one(raw):
    with pytest.raises(CellError, match="all its digits"):
        PersonalNumber().read(raw)


def test_a_year_alone_never_begins_a_post():
    with pytest.raises(CellError):
        Day("first").read("2019")


@pytest.mark.parametrize(
    "raw",
    ["079080001234", " 079 080 001 234 ", "079.080.001.234", "'079080001234", "\xa0079080001234"],
)
def test_a_personal_number_is_read_through_blanks_and_points(raw):
    assert PersonalNumber().read(raw).value == "079080001234"


@pytest.mark.parametrize("raw", [79080001234, 79080001234.0])
def test_zeros_that_the_spreadsheet_dropped_are_put_back_and_have_to_be_accepted(raw):
    reading = PersonalNumber().read(raw)

    assert reading.value == "079080001234"
    assert "79080001234" in reading.to_accept


@pytest.mark.parametrize(
    "raw",
    [
        "79080001234",
        "0790800012345",
        # A fraction and a negative number are no number of somebody else.
        79080001234.5,
        -79080001234,
        790800012345.5,
        "07908000123A",
        123456789,
        "1e11",
        "",
        "０７９０８０００１２３４",
    ],
)
def test_what_is_no_personal_number_is_refused(raw):
    with pytest.raises(CellError):
        PersonalNumber().read(raw)


@pytest.mark.parametrize("raw", ["Có", "co", "CÓ ", "x", "X", "✓", "1", 1, True, "Đúng"])
def test_yes_is_read_in_the_ways_that_people_write_it(raw):
    assert YesNo().read(raw).value is True


@pytest.mark.parametrize("raw", ["Không", "khong", "0", 0, False, "sai"])
def test_no_is_read_in_the_ways_that_people_write_it(raw):
    assert YesNo().read(raw).value is False


@pytest.mark.parametrize(
    ("raw", "level"),
    [
        ("Hoàn thành tốt nhiệm vụ", "good"),
        ("hoan thanh tot nhiem vu", "good"),
        ("HTTNV", "good"),
        (unicodedata.normalize("NFD", "Hoàn thành tốt nhiệm vụ"), "good"),
        ("Hoàn  thành xuất sắc\xa0nhiệm vụ", "excellent"),
        ("Hoàn thành nhiệm vụ", "completed"),
        ("Không hoàn thành nhiệm vụ", "failed"),
        ("KHTNV", "failed"),
        ("good", "good"),
    ],
)
def test_a_rating_is_read_with_and_without_marks(raw, level):
    assert words.RATING.read(raw).value == level


def test_a_word_of_no_list_is_refused_with_the_list():
    with pytest.raises(CellError, match="Hoàn thành tốt nhiệm vụ"):
        words.RATING.read("Khá")


def test_no_word_may_stand_for_two_values():
    with pytest.raises(ValueError, match="two values"):
        words.one_of({"a": ("Như nhau",), "b": ("nhu nhau",)})


def test_a_name_is_kept_in_one_form_and_capitals_have_to_be_accepted():
    decomposed = unicodedata.normalize("NFD", "Nguyễn  Thị\xa0Ánh")
    capitals = Name().read("NGUYỄN THỊ ÁNH")

    assert Name().read(decomposed).value == "Nguyễn Thị Ánh"
    assert capitals.value == "Nguyễn Thị Ánh"
    assert capitals.to_accept


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("nguyễn thị ánh", "Nguyễn Thị Ánh"),
        ("Bà Nguyễn Thị Ánh", "Bà Nguyễn Thị Ánh"),
        ("Nguyìn ThÎ Ánh", "Nguyìn ThÎ Ánh"),
    ],
)
def test_a_name_that_may_be_another_has_to_be_accepted(raw, read):
    reading = Name().read(raw)

    assert reading.value == read
    assert reading.to_accept


def test_a_degree_is_no_part_of_a_name():
    with pytest.raises(CellError, match=r"“ThS\.” is a degree"):
        Name().read("ThS. Nguyễn Văn Ba")


@pytest.mark.parametrize(
    "raw",
    [
        "=1+1",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "Nguyễn\u202eVăn",
        "A1B2",
        "",
        "A" * 121,
        "a\x00b",
    ],
)
def test_what_is_no_name_is_refused(raw):
    with pytest.raises(CellError):
        Name().read(raw)


@pytest.mark.parametrize(("raw", "number"), [("60", 60), (60.0, 60), (" 60 ", 60)])
def test_a_number_is_read_from_text_too(raw, number):
    assert Whole(1, 120).read(raw).value == number


@pytest.mark.parametrize("raw", ["sáu mươi", 0, 121, 12.5, "60 tháng"])
def test_a_number_out_of_bounds_is_refused(raw):
    with pytest.raises(CellError):
        Whole(1, 120).read(raw)


@given(
    st.one_of(
        st.text(alphabet=ODD, max_size=40),
        st.text(max_size=40),
        st.floats(),
        st.integers(),
        st.booleans(),
        st.datetimes(),
    )
)
def test_a_reader_reads_or_refuses_and_never_fails(raw):
    for reader in (
        Day("first"),
        PersonalNumber(),
        YesNo(),
        Name(),
        Text(30),
        Whole(0, 9),
        words.SEX,
    ):
        with suppress(CellError):
            reader.read(raw)


@given(st.text(max_size=30))
def test_what_is_compared_has_letters_and_digits_only(text):
    assert all(character.isalnum() for character in key(text))
