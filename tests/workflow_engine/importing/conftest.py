"""A department to import into, and workbooks as people send them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

import pytest
from django.utils import translation
from openpyxl import Workbook

from workflow_engine.importing import personnel
from workflow_engine.registry.models import Person, Post, Title, Unit

TODAY = date(2026, 11, 23)
NUMBER = "079180001234"
PEOPLE = ("Số định danh cá nhân", "Họ và tên", "Ngày sinh", "Giới tính", "Đảng viên")
SOMEBODY = (NUMBER, "Nguyễn Thị Ánh", "05/09/1980", "Nữ", "x")


@pytest.fixture(autouse=True)
def in_english():
    """Read the messages in the language in which they are written."""
    with translation.override("en"):
        yield


@dataclass
class Registry:
    """Units, titles and posts by their codes."""

    units: dict = field(default_factory=dict)
    posts: dict = field(default_factory=dict)

    def person(self, number=NUMBER, **given):
        return Person.objects.create(
            **{
                "personal_number": number,
                "full_name": "Nguyễn Thị Ánh",
                "birth_date": date(1980, 9, 5),
                "sex": "female",
                **given,
            }
        )


@pytest.fixture
def registry(db):
    made = Registry()
    made.units["dept"] = Unit.objects.create(code="SO", name="Sở Thử", kind="agency")
    made.units["division"] = Unit.objects.create(
        code="SO-TC", name="Phòng Tổ chức", kind="constituent", parent=made.units["dept"]
    )
    made.units["other"] = Unit.objects.create(code="SO-KHAC", name="Sở Khác", kind="agency")
    title = Title.objects.create(code="TP", name="Trưởng phòng", rank=30)
    for code, unit in (("SO-TC-TP", "division"), ("SO-KHAC-TP", "other")):
        made.posts[code] = Post.objects.create(
            code=code, unit=made.units[unit], title=title, standing="head"
        )
    return made


def workbook(*sheets: tuple[str, Sequence[Sequence[object]]]) -> bytes:
    """Return a workbook of sheets, each with its rows as they stand."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def people(*rows: Sequence[object], header: Sequence[object] = PEOPLE) -> bytes:
    """Return a workbook of people."""
    return workbook(("Nhân sự", [header, *rows]))


def with_records(title: str, header: Sequence[object], *rows: Sequence[object]) -> bytes:
    """Return a workbook of one person with records of one kind."""
    whose = ("Số định danh cá nhân", *header)
    return workbook(
        ("Nhân sự", [PEOPLE, SOMEBODY]), (title, [whose, *((NUMBER, *row) for row in rows)])
    )


@pytest.fixture
def look(registry):
    """Preview a workbook."""

    def preview(content, **options):
        return personnel.preview(content, **{"today": TODAY, **options})

    return preview
