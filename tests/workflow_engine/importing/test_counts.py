"""Every row of a file stands in one count."""

from dataclasses import asdict

import pytest

from tests.workflow_engine.importing.conftest import NUMBER, PEOPLE, SOMEBODY, people, workbook
from tests.workflow_engine.importing.office_files import OTHER, THIRD
from workflow_engine.registry.models import Person

BINH = ("079075005678", "Trần Văn Bình", "31/01/1975", "Nam", None)
MAI = (OTHER, "Trần Thị Mai", "06/09/1980", "Nữ", None)
RATINGS = ("Số CCCD", "Năm", "Mức xếp loại", "Ngày quyết định")


def counted(made, sheet="Nhân sự"):
    """Return the counts that are not zero; their sum is that of the rows."""
    found = asdict(made.counts[sheet])
    rows = found.pop("rows")
    assert sum(found.values()) == rows
    assert min(found.values()) >= 0
    return {name: count for name, count in found.items() if count}


@pytest.mark.parametrize(
    ("rows", "counts"),
    [
        ([SOMEBODY, BINH], {"new": 2}),
        ([SOMEBODY, BINH, SOMEBODY], {"new": 2, "repeated": 1}),
        ([SOMEBODY, (*SOMEBODY[:3], "Nam", "x"), BINH], {"new": 1, "wrong": 2}),
        ([SOMEBODY, ("1", *BINH[1:])], {"new": 1, "wrong": 1}),
        ([(None, "Phòng Tổ chức"), SOMEBODY, (None, "Lê Thị Lập")], {"new": 1, "left_out": 2}),
    ],
)
def test_every_row_stands_in_one_count(look, rows, counts):
    assert counted(look(people(*rows))) == counts


def test_what_is_on_record_is_counted_too(registry, look):
    registry.person(party_member=True)
    registry.person(THIRD, full_name="Lê Thị Tư")
    fourth = (THIRD, "Lê Thị Tư", "05/09/1980", "Nữ", "x")

    assert Person.objects.count() == 2
    assert counted(look(people(SOMEBODY, fourth, MAI, MAI))) == {
        "unchanged": 1,
        "changed": 1,
        "new": 1,
        "repeated": 1,
    }


def test_a_record_of_somebody_whose_row_is_wrong_waits(look):
    wrong = (NUMBER, "Nguyễn Thị Ánh", "31/02/1980", "Nữ", "x")
    rating = (NUMBER, 2025, "HTT", "15/12/2025")
    made = look(workbook(("Nhân sự", [PEOPLE, wrong]), ("Xếp loại", [RATINGS, rating])))

    assert counted(made) == {"wrong": 1}
    assert counted(made, "Xếp loại") == {"waiting": 1}


def test_the_rows_below_an_unclear_header_wait(look):
    made = look(workbook(("Nhân sự", [PEOPLE[:3], SOMEBODY[:3], BINH[:3]])))

    assert made.errors
    assert counted(made) == {"waiting": 2}
