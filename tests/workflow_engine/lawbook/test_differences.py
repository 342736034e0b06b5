"""What an edition says otherwise than the one before it."""

from dataclasses import replace

import pytest
from django.utils import translation

from rules.model import Citation
from workflow_engine.lawbook.selectors import differences
from workflow_engine.lawbook.selectors.wording import Clause, Piece

CITED = Citation(
    instrument="170/2025/NĐ-CP",
    instrument_name={"vi": "Nghị định 170/2025/NĐ-CP", "en": "Decree 170/2025/NĐ-CP"},
    article="29",
    clause="3",
    amended_by="300/2026/NĐ-CP",
    amending_name={"vi": "Nghị định 300/2026/NĐ-CP", "en": "Decree 300/2026/NĐ-CP"},
    article_of_amendment="12",
)
AMENDED = "được sửa đổi bởi Điều 12 Nghị định 300/2026/NĐ-CP"


def told(segments):
    return [(each.kind, each.text.strip()) for each in segments if each.text.strip()]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("trên 12 tháng.", "trên 24 tháng.", [("same", "trên "), ("gone", "12"), ("new", "24")]),
        ("NĐ 170/2025/NĐ-CP", "NĐ 300/2026/NĐ-CP", [("same", "NĐ "), ("gone", "170/2025/NĐ-CP")]),
        (
            'a = "first"',
            'a = "higher"',
            [("same", "a = "), ("gone", '"first"'), ("new", '"higher"')],
        ),
        ("", "mới", [("new", "mới")]),
    ],
)
def test_texts_are_compared_word_by_word(before, now, expected):
    found = [(each.kind, each.text) for each in differences.of_texts(before, now)]

    assert found[: len(expected)] == expected
    assert "".join(text for kind, text in found if kind != "gone") == now


def cited(**changed):
    return replace(CITED, **changed)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (CITED, [("same", "khoản 3"), ("same", "Điều 29")]),
        (cited(clause="2"), [("gone", "khoản 2"), ("new", "khoản 3"), ("same", "Điều 29")]),
        (cited(point="a"), [("gone", "điểm a"), ("same", "khoản 3")]),
        # Clause 3 of another article is another clause.
        (cited(article="28"), [("gone", "khoản 3 Điều 28"), ("new", "khoản 3 Điều 29")]),
    ],
)
def test_citations_are_compared_by_their_places(before, expected):
    found = told(differences.of_citations(before, CITED, "vi"))
    merged = " ".join(text for kind, text in found if kind != "gone")

    assert [each for each in found if each[0] != "same"] == [
        each for each in expected if each[0] != "same"
    ]
    assert merged == CITED.text("vi")


def test_an_amendment_is_new_and_what_it_amends_is_the_same():
    before = cited(amended_by="", amending_name={}, article_of_amendment="")
    found = told(differences.of_citations(before, CITED, "vi"))

    assert found[-1] == ("new", AMENDED)
    assert {kind for kind, _text in found[:-1]} == {"same"}


def test_another_instrument_is_another_place_though_its_numbers_are_the_same():
    other = {"vi": "Luật 80/2025/QH15", "en": "Law 80/2025/QH15"}
    before = cited(instrument="80/2025/QH15", instrument_name=other)
    found = told(differences.of_citations(before, CITED, "en"))

    assert [kind for kind, _text in found] == ["gone", "new"]
    assert found[1][1] == CITED.text("en")


def one(fact, rest):
    return Clause("one", (Piece(fact), Piece(f": {rest}")))


HIGHER, TWELVE, TWENTY_FOUR = (
    one("Quan hệ", "cao hơn"),
    one("Tháng giữ chức", "ít nhất 12 tháng"),
    one("Tháng giữ chức", "ít nhất 24 tháng"),
)


def compared(before, now):
    with translation.override("vi"):
        found = differences.of_clauses(before, now)
    return [(line.depth, told(line.segments)) for line in found]


def test_a_clause_of_the_same_fact_is_compared_word_by_word():
    assert compared(TWELVE, TWENTY_FOUR) == [
        (
            0,
            [
                ("same", "Tháng giữ chức: ít nhất"),
                ("gone", "12"),
                ("new", "24"),
                ("same", "tháng"),
            ],
        )
    ]


def test_a_clause_of_another_fact_is_gone_whole_and_another_one_is_new():
    assert compared(HIGHER, TWELVE) == [
        (0, [("gone", HIGHER.text)]),
        (0, [("new", TWELVE.text)]),
    ]


def test_what_stood_alone_is_the_same_where_another_clause_joins_it():
    both = Clause("all", parts=(HIGHER, TWELVE))

    assert compared(TWELVE, both) == [
        (0, [("new", HIGHER.text)]),
        (0, [("same", TWELVE.text)]),
    ]
    assert compared(both, TWELVE) == [
        (0, [("gone", HIGHER.text)]),
        (0, [("same", TWELVE.text)]),
    ]


def test_a_clause_that_moves_into_another_one_is_changed_though_its_words_are_the_same():
    either = Clause("any", parts=(HIGHER, TWELVE))
    before = Clause("all", parts=(either, one("Đảng viên", "có")))
    now = Clause("any", parts=(HIGHER, TWELVE, one("Đảng viên", "có")))

    assert compared(before, now)[-2:] == [
        (0, [("gone", "Đảng viên: có")]),
        (1, [("new", "Đảng viên: có")]),
    ]


def test_an_expression_that_is_new_or_gone_is_told_so():
    assert compared(None, TWELVE) == [(0, [("new", TWELVE.text)])]
    assert compared(TWELVE, None) == [(0, [("gone", TWELVE.text)])]
    assert compared(None, None) == []
