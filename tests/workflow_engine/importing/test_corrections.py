"""What an import changes of a record is asked by name, has a reason, and is kept as it was."""

from datetime import date

import pytest

from compliance.trail import TrailEntry
from tests.workflow_engine.importing.conftest import NUMBER, SOMEBODY, people, with_records
from tests.workflow_engine.importing.imports import put_in
from workflow_engine.importing import personnel
from workflow_engine.registry.models import PostHolding, Rating

HEADS = ("Năm", "Xếp loại", "Ngày quyết định", "Số văn bản", "Ngày văn bản", "Cơ quan ban hành")
DAY = "20/12/2025"
BAD = (2025, "Không hoàn thành", DAY, "77/QĐ", DAY, "Sở Thử")


def rated(*row):
    return with_records("Xếp loại", HEADS, row)


@pytest.fixture
def failed(registry):
    put_in(rated(*BAD))
    return Rating.objects.get()


def questions(look, content):
    return [issue.message for issue in look(content).to_accept]


def test_a_better_value_on_the_same_paper_is_asked_by_name(failed, look):
    content = rated(2025, "Tốt", DAY, None, None, None)
    asked = questions(look, content)

    assert len(asked) == 1
    assert "on the same paper" in asked[0]
    with pytest.raises(personnel.NotAcceptedError):
        put_in(content)
    failed.refresh_from_db()
    assert failed.level == "failed"


def test_so_is_one_on_another_paper(failed, look):
    asked = questions(look, rated(2025, "Tốt", DAY, "77/QĐ", "21/12/2025", None))

    assert len(asked) == 2
    assert all(question.startswith("On record stands") for question in asked)


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_is_changed(reason, failed):
    with pytest.raises(personnel.ReasonMissingError):
        put_in(rated(2025, "Tốt", DAY, None, None, None), accepted=True, reason=reason)

    failed.refresh_from_db()
    assert failed.level == "failed"


def test_what_is_new_needs_none(registry):
    assert put_in(people(SOMEBODY), reason="").new == 1


def test_the_trail_keeps_what_stood_there_before(failed):
    put_in(rated(2025, "Tốt", DAY, None, None, None), accepted=True, reason="quyết định cải chính")
    entry = TrailEntry.objects.order_by("-number").first()

    assert entry.contents["reason"] == "quyết định cải chính"
    assert entry.contents["corrections"] == [
        {
            "model": "rating",
            "record": failed.pk,
            "person": NUMBER,
            "of_record": {"year": 2025},
            "changes": {"level": ["failed", "good"]},
        }
    ]


def test_the_footing_of_a_post_is_asked_where_the_file_does_not_say_it(registry, look):
    heads = ("Mã chức vụ", "Từ ngày")
    content = with_records("Quá trình chức vụ", heads, ("SO-TC-TP", "01/02/2024"))
    [asked] = questions(look, content)

    assert "is taken, in new rows: 1" in asked
    with pytest.raises(personnel.NotAcceptedError):
        put_in(content)
    put_in(content, accepted=True)
    assert PostHolding.objects.get().held_from == date(2024, 2, 1)


@pytest.mark.parametrize("number", ["-", ".", "không số"])
def test_a_number_without_a_digit_is_refused(number, registry, look):
    made = look(rated(2025, "Tốt", DAY, number, DAY, "Sở Thử"))

    assert [issue.column for issue in made.errors] == ["Số văn bản"]
