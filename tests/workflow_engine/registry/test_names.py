"""Names sort by given name in the order of the language, and are found with and without marks."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow_engine.registry.models import Person
from workflow_engine.registry.names import (
    address_before,
    degree_before,
    is_name,
    normalised,
    search_key,
    sort_key,
    strange_letters,
    usual_capitals,
    written,
)

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
MARKS = "\u0300\u0309\u0303\u0301\u0323"
SYLLABLES = st.builds(
    lambda start, vowel, mark, end: unicodedata.normalize("NFC", f"{start}{vowel}{mark}{end}"),
    st.sampled_from(["", "b", "đ", "d", "ng", "tr"]),
    st.sampled_from("aăâeêioôơuưy"),
    st.sampled_from(["", *MARKS]),
    st.sampled_from(["", "n", "nh", "m"]),
)
NAMES = st.lists(SYLLABLES, min_size=1, max_size=4).map(" ".join)

IN_ORDER = [
    # Tones: ngang, huyền, hỏi, ngã, sắc, nặng.
    ["Lê Ma", "Lê Mà", "Lê Mả", "Lê Mã", "Lê Má", "Lê Mạ"],
    # Letters before tones: all of An before Ăn before Ân; and Anh before Ân.
    ["Lê An", "Lê Ạn", "Lê Anh", "Lê Ánh", "Lê Ăn", "Lê Ân", "Lê Ẩn", "Lê Ấn"],
    # đ is a letter of its own, after d and before e.
    ["Lê Da", "Lê Dũng", "Lê Dy", "Lê Đa", "Lê Đức", "Lê Em"],
    ["Lê Oanh", "Lê Ôn", "Lê Ơn", "Lê Phúc"],
    ["Lê Uyên", "Lê Ưng", "Lê Vân"],
    ["Lê En", "Lê Ên", "Lê Giang"],
    # By the given name first, then the family name, then the middle names.
    ["Vũ Thị An", "Đỗ Văn Bình", "Lê Anh Bình", "Lê Bá Bình", "Lê Văn Cường"],
    # Another given name, be it by its tone alone, comes before any family name counts.
    ["Lê An", "Vũ An", "Bùi Ạn", "Lý Bích Anh", "Bùi Thị Ánh", "Lê Ánh"],
    # The family name by its letters and tones before the middle names.
    ["Lê Văn An", "Lế Bá An", "Lệ An"],
    # The shorter first.
    ["Lê An", "Lê Văn An", "Lê Văn Anh"],
]


@pytest.mark.parametrize("names", IN_ORDER, ids=lambda names: names[0])
def test_names_stand_in_the_order_of_the_language(names):
    assert sorted(set(names), key=sort_key) == names
    assert all(sort_key(first) < sort_key(second) for first, second in pairwise(names))


def test_the_alphabet_is_in_its_order():
    assert sorted(set(LETTERS), key=sort_key) == list(LETTERS)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Trần Đức Ưng", "tran duc ung"),
        ("NGUYỄN THỊ ÁNH", "nguyen thi anh"),
        (unicodedata.normalize("NFD", "Đặng Văn Ửng"), "dang van ung"),
        ("  Lê\xa0 Thị   Mỹ ", "le thi my"),
    ],
)
def test_a_name_is_found_without_marks(name, typed):
    assert search_key(name) == typed


@pytest.mark.parametrize("names", IN_ORDER, ids=lambda names: names[0])
def test_both_databases_keep_the_order(db, names):
    for number, name in enumerate(reversed(names)):
        Person.objects.create(
            personal_number=f"{number:012}", full_name=name, birth_date="1980-01-01", sex="male"
        )

    assert list(Person.objects.values_list("full_name", flat=True)) == names


@given(NAMES)
def test_the_form_of_the_letters_does_not_matter(name):
    decomposed = unicodedata.normalize("NFD", name)

    assert sort_key(decomposed) == sort_key(name)
    assert search_key(decomposed) == search_key(name)
    assert normalised(decomposed) == normalised(name)


@given(NAMES)
def test_what_is_searched_by_is_plain_and_stays_so(name):
    plain = search_key(name)

    assert plain.isascii()
    assert search_key(plain) == plain


@given(NAMES, NAMES)
def test_two_names_have_one_key_only_where_they_are_one(first, second):
    assert (sort_key(first) == sort_key(second)) == (normalised(first) == normalised(second))


@given(st.sampled_from("aăâeêioôơuưy"), st.sampled_from(["Lê", "Vũ"]))
def test_tones_of_one_vowel_stand_in_their_order(vowel, family):
    names = [unicodedata.normalize("NFC", f"{family} {vowel}{mark}") for mark in ["", *MARKS]]

    assert sorted(set(names), key=sort_key) == names


@given(st.text(max_size=200))
def test_any_text_has_keys_that_fit_their_columns(text):
    assert len(sort_key(text)) <= 400
    assert sort_key(text).isdigit()
    assert isinstance(search_key(text), str)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("H'Hen Niê", "H'Hen Niê"),
        ("K‘Brơi", "K'Brơi"),
        ("H´Bia Kbuôr", "H'Bia Kbuôr"),
        ("Rơ̆ Čăm", "Rơ̆ Čăm"),
        ("Y Ƀlơ̆ Niê", "Y Ƀlơ̆ Niê"),
        ("Ðặng Văn Ðức", "Đặng Văn Đức"),
    ],
)
def test_the_names_of_all_peoples_are_names_in_the_letters_of_their_language(given, read):
    assert written(given) == read
    assert is_name(read)
    assert (search_key(given), sort_key(given)) == (search_key(read), sort_key(read))


@pytest.mark.parametrize(
    "text", ["12345 @@", "Trần Văn 2", "Lê\u200bAn", "Lê\u202eAn", "\u0410nh Lê", "\u0301An", "-An"]
)
def test_what_is_no_name_is_none(text):
    assert not is_name(written(text))


@pytest.mark.parametrize("change", [str.upper, str.lower])
@pytest.mark.parametrize("name", ["H'Hen Niê", "Rơ̆ Čăm", "Nguyễn Thị Ánh", "Bh'riu Liếc"])
def test_a_name_in_capitals_or_small_letters_is_written_as_names_are(name, change):
    assert usual_capitals(change(name)) == name
    assert usual_capitals(name) == name


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Y Ƀlơ̆ Kbuôr", ""),
        ("Rơ̆ Čăm Ñut Ŭ", ""),
        ("Đặng Thị Ỹ", ""),
        ("ThÞ Hµ", "Þµ"),
        ("Nguyìn ThÎ", "Î"),
        ("Müller Ånn", "üÅ"),
    ],
)
def test_letters_of_no_language_of_the_country_are_told(name, letters):
    assert strange_letters(name) == letters


def test_what_stands_before_a_name_is_told():
    assert degree_before("PGS.TS. Lê Văn An") == "PGS.TS."
    assert degree_before("ThS Lê Văn An") == "ThS"
    assert [degree_before(name) for name in ("Ksor Phước", "Cn", "Y Krŏng")] == ["", "", ""]
    assert address_before("Bà Lê Thị An") == "Bà"
    assert [address_before(name) for name in ("Ba Lê An", "Ông", "Bá Văn An")] == ["", "", ""]
