"""Dates that cannot be right are refused; another identity has to be accepted."""

from datetime import date

import pytest

from tests.workflow_engine.registry.conftest import NUMBER, people, with_records
from workflow_engine.registry.plausible import problems


@pytest.mark.parametrize(
    ("sheet", "header", "row", "column"),
    [
        (
            "Kỷ luật",
            ("Hình thức", "Ngày có hiệu lực"),
            ("Khiển trách", "12/10/2062"),
            "Ngày có hiệu lực",
        ),
        ("Vụ việc", ("Nội dung", "Ngày bắt đầu"), ("Tố cáo", "12/10/2062"), "Ngày bắt đầu"),
        (
            "Xếp loại",
            ("Năm", "Xếp loại", "Ngày quyết định"),
            (2025, "Tốt", "12/12/2062"),
            "Ngày quyết định",
        ),
        (
            "Trình độ",
            ("Loại", "Trình độ", "Ngày cấp"),
            ("Chuyên môn", "Thạc sỹ", "01/01/1903"),
            "Ngày cấp",
        ),
        ("Quá trình chức vụ", ("Mã chức vụ", "Từ ngày"), ("SO-TC-TP", "01/02/1970"), "Từ ngày"),
    ],
)
def test_a_mistyped_year_is_named(look, sheet, header, row, column):
    made = look(with_records(sheet, header, row))

    assert [(i.sheet, i.column) for i in made.errors] == [(sheet, column)]


def test_what_happened_today_is_no_mistake():
    today, born = date(2026, 11, 23), date(1980, 9, 5)

    assert not list(problems({"effective_on": today}, born=born, today=today))
    assert not list(problems({"held_from": date(2027, 1, 1)}, born=born, today=today))
    assert list(problems({"effective_on": date(2026, 11, 24)}, born=born, today=today))


def test_another_identity_has_to_be_accepted(registry, look):
    registry.person()
    other = look(people((NUMBER, "Trần Văn Bình", "01/02/1975", "Nam", None)))
    marks = look(people((NUMBER, "Nguyễn Thị Ảnh", "05/09/1980", "Nữ", None)))

    assert [i.column for i in other.to_accept] == ["Họ và tên"]
    assert not marks.to_accept
