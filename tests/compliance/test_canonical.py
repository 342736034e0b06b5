"""Canonical bytes: one form, refused where there is none, and personal text kept from headers."""

import json
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from compliance import canonical
from compliance.errors import NotCanonicalError, PersonalHeaderError


class Colour(StrEnum):
    RED = "red"


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-canonical.LARGEST_INTEGER, canonical.LARGEST_INTEGER)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.dates(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=15,
)


def test_the_bytes_of_format_1_are_these():
    value = {
        "b": [True, None, -7],
        "a": "Đặng Thị Hồng \u20ac\n",
        "on": date(2026, 8, 1),
        "at": datetime(2026, 8, 1, 7, 30, tzinfo=timezone(timedelta(hours=7))),
        "colour": Colour.RED,
        "\U0001f600": 1,
        "\uff21": 2,
    }

    written = canonical.canonical(value)

    assert (
        written
        == (
            '{"a":"Đặng Thị Hồng €\\n","at":"2026-08-01T00:30:00.000000Z","b":[true,null,-7],'
            '"colour":"red","on":"2026-08-01","\U0001f600":1,"\uff21":2}'
        ).encode()
    )


@given(values)
def test_what_is_written_reads_back_and_writes_the_same_again(value):
    written = canonical.canonical(value)

    assert canonical.canonical(canonical.read(written.decode())) == written
    assert canonical.read(written.decode()) == canonical.plain(value)


@given(values)
def test_the_bytes_are_plain_json(value):
    assert json.loads(canonical.canonical(value)) == canonical.plain(value)


@given(st.dictionaries(st.text(alphabet="abcdefgh", min_size=1), st.integers(0, 9)))
def test_the_order_of_keys_makes_no_difference(mapping):
    turned = dict(reversed(mapping.items()))

    assert canonical.canonical(turned) == canonical.canonical(mapping)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_text_is_written_in_the_form_in_which_it_stands(form):
    name = unicodedata.normalize(form, "Nguyễn")

    assert canonical.canonical([name]) == f'["{name}"]'.encode()
    assert canonical.canonical({name: date(2026, 8, 1)}) == f'{{"{name}":"2026-08-01"}}'.encode()


# Nobody here wrote these pairs. A number with a fraction has no canonical form here.
REFUSED = frozenset({"structures", "values"})


@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_the_pairs_of_the_standard_come_out_the_same_or_are_refused(name, vectors):
    value = json.loads((vectors / "jcs" / "input" / f"{name}.json").read_bytes())

    if name in REFUSED:
        with pytest.raises(NotCanonicalError):
            canonical.canonical(value)
    else:
        expected = (vectors / "jcs" / "output" / f"{name}.json").read_bytes()
        assert canonical.canonical(value) == expected.strip()


@pytest.mark.parametrize(
    ("value", "pointer"),
    [
        (1.0, ""),
        ({"a": [0, 0.5]}, "/a/1"),
        ({"a/b": Decimal(1)}, "/a~1b"),
        ([2**53], "/0"),
        ([-(2**53)], "/0"),
        ({1: "a"}, ""),
        (["\ud800"], "/0"),
        ([datetime(2026, 8, 1)], "/0"),  # noqa: DTZ001
        ([{1, 2}], "/0"),
        (b"bytes", ""),
    ],
)
def test_what_has_no_canonical_form_is_refused_by_its_place(value, pointer):
    with pytest.raises(NotCanonicalError) as refused:
        canonical.canonical(value)

    assert refused.value.pointer == pointer


@pytest.mark.parametrize(
    "code",
    ["", "BN-2026/0001", "processes/flow.AppointmentFlow.step_1", "sha256:00ff", "2026-08-01", "7"],
)
def test_codes_may_stand_in_a_header(code):
    assert canonical.require_code("field", code) == code


@pytest.mark.parametrize(
    "text", ["Nguyễn Văn A", "Nguyen Van A", "Đức", "079085001234", "023456789", "a\n", "a" * 251]
)
def test_names_and_personal_numbers_may_not_stand_in_a_header(text):
    with pytest.raises(PersonalHeaderError):
        canonical.require_codes("header", {"list": [text]})


def test_moments_are_written_in_utc_in_one_length():
    assert canonical.moment(datetime(2026, 8, 1, tzinfo=UTC)) == "2026-08-01T00:00:00.000000Z"


@given(values)
def test_the_bytes_are_those_of_the_standard(value):
    assert canonical.canonical(value) == rfc8785.dumps(canonical.plain(value))


@pytest.mark.parametrize(
    "text",
    ["e\u0301", "\n\u0300", '"\u0301', "\\\u0308", "\u0301", "\x7f", "\x1f", "\u2028", "\ud7a3"],
)
def test_odd_letters_are_written_as_the_standard_says(text):
    value = {"text": text, text: [text]}

    assert canonical.canonical(value) == rfc8785.dumps(canonical.plain(value))


@pytest.mark.parametrize(
    ("lower", "higher"),
    [("\ue000", "\U00010000"), ("\uff21", "\U0001f600"), ("\uffff", "\U0010ffff")],
)
def test_keys_are_ordered_by_utf_16_whatever_else_they_hold(lower, higher):
    # As letters the first comes first; in UTF-16 the other begins with a half of D800 to DBFF.
    written = canonical.canonical({lower: 1, "z": 0, higher: 2})

    assert list(canonical.read(written.decode())) == ["z", higher, lower]
    assert written == rfc8785.dumps({lower: 1, "z": 0, higher: 2})
