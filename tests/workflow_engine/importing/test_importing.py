"""Importing personnel records: all or nothing, each reading accepted, each on the record."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from openpyxl import load_workbook

from compliance import reconcile, trail
from compliance.models import TrailEntry
from tests.workflow_engine.importing.conftest import (
    NUMBER,
    PEOPLE,
    SOMEBODY,
    people,
    with_records,
    workbook,
)
from tests.workflow_engine.importing.imports import OTHER, put_in, said
from workflow_engine.importing import drafts, personnel
from workflow_engine.registry.models import (
    Person,
    PostHolding,
    Qualification,
    Rating,
    Relationship,
)


def test_a_person_is_put_on_record_with_history_and_an_entry_in_the_trail(registry):
    content = people(SOMEBODY)
    done = put_in(content)
    person = Person.objects.get()
    entry = TrailEntry.objects.get(number=done.entry)

    assert (person.full_name, person.birth_date, person.sex) == (
        "Nguyễn Thị Ánh",
        date(1980, 9, 5),
        "female",
    )
    assert person.party_member is True
    assert person.search_key == "nguyen thi anh"
    assert person.history.count() == 1
    assert entry.event == "registry:people:imported"
    assert len(entry.extras["sha256"]) == 64
    assert entry.extras["counts"]["person"]["new"] == 1
    assert entry.contents["file"] == "nhap.xlsx"
    assert trail.verify().whole
    assert not list(reconcile.reconcile())


def test_importing_the_same_file_again_changes_nothing(registry):
    put_in(people(SOMEBODY))
    again = put_in(people(SOMEBODY))

    assert (again.new, again.changed, again.unchanged, again.entry) == (0, 0, 1, None)
    assert Person.history.count() == 1


def test_a_changed_cell_changes_its_field_and_an_empty_one_leaves_it(registry):
    registry.person(party_member=True)
    changed = people((NUMBER, "Nguyễn Thị Ánh", "06/09/1980", "Nữ", None))
    with pytest.raises(personnel.NotAcceptedError):
        put_in(changed)
    done = put_in(changed, accepted=True)
    person = Person.objects.get()

    assert done.changed == 1
    assert (person.birth_date, person.party_member) == (date(1980, 9, 6), True)
    assert person.history.count() == 2


def test_a_corrected_name_is_found_and_sorted_by_its_new_form(registry):
    registry.person()
    put_in(people((NUMBER, "Nguyễn Thị Ảnh", "05/09/1980", "Nữ", None)), accepted=True)
    person = Person.objects.get()
    derived = (person.sort_key, person.search_key)
    person.derive_keys()

    assert derived == (person.sort_key, person.search_key)


def test_records_of_every_kind_are_imported(registry, look):
    content = workbook(
        ("Nhân sự", [PEOPLE, SOMEBODY, (OTHER, "Trần Văn Bình", "01/02/1975", "Nam", "Không")]),
        (
            "Quá trình chức vụ",
            [
                ("Số CCCD", "Họ và tên", "Mã chức vụ", "Hình thức", "Từ ngày", "Đến ngày"),
                (NUMBER, "nguyen thi anh", "SO-TC-TP", "Giao quyền", "01/02/2024", None),
            ],
        ),
        (
            "Quá trình công tác",
            [("Số CCCD", "Cơ quan, tổ chức", "Từ ngày"), (NUMBER, "UBND xã", "01/02/2010")],
        ),
        (
            "Trình độ",
            [("Số CCCD", "Loại", "Trình độ", "Ngày cấp"), (NUMBER, "LLCT", "Cao cấp", "1/2/2020")],
        ),
        (
            "Xếp loại",
            [
                ("Số CCCD", "Năm", "Mức xếp loại", "Ngày quyết định"),
                (NUMBER, 2025, "HTTNV", "20/12/2025"),
            ],
        ),
        (
            "Kỷ luật",
            [("Số CCCD", "Hình thức", "Ngày có hiệu lực"), (NUMBER, "Khiển trách", "20/12/2015")],
        ),
        ("Vụ việc", [("Số CCCD", "Nội dung", "Ngày bắt đầu"), (NUMBER, "Tố cáo", "20/12/2015")]),
        (
            "Xác minh",
            [
                ("Số CCCD", "Nội dung xác minh", "Đúng tại ngày", "Không phát hiện thêm"),
                (NUMBER, "Hồ sơ, lý lịch", "20/12/2025", "Có"),
            ],
        ),
        (
            "Quy hoạch",
            [
                ("Số CCCD", "Mã chức danh", "Mã đơn vị", "Ngày phê duyệt"),
                (NUMBER, "TP", "Sở Thử", "20/12/2025"),
            ],
        ),
        (
            "Kê khai tài sản",
            [("Số CCCD", "Loại kê khai", "Ngày hoàn thành"), (NUMBER, "Hàng năm", "20/12/2025")],
        ),
        ("Sức khỏe", [("Số CCCD", "Ngày cấp", "Đủ sức khỏe"), (NUMBER, "20/12/2025", "Có")]),
        (
            "Người thân",
            [("Số CCCD", "Số định danh người thân", "Quan hệ"), (NUMBER, OTHER, "Chồng")],
        ),
        (
            "Doanh nghiệp",
            [
                ("Số CCCD", "Doanh nghiệp, hợp tác xã", "Từ ngày"),
                (NUMBER, "Công ty A", "20/12/2015"),
            ],
        ),
        (
            "Cấp ủy",
            [
                ("Số CCCD", "Mã đơn vị", "Tổ chức", "Từ ngày"),
                (NUMBER, "SO", "Đảng ủy", "20/12/2015"),
            ],
        ),
    )
    made = look(content)
    done = put_in(content)
    again = look(content)

    assert said(made) == []
    assert done.new == 15
    assert PostHolding.objects.get().kind == "acting"
    assert Relationship.objects.get().relative.personal_number == OTHER
    assert again.does_nothing
    assert sum(count.unchanged for count in again.counts.values()) == 15


def test_one_name_and_birth_under_two_numbers_has_to_be_accepted(registry, look):
    registry.person(number=OTHER)
    made = look(people(SOMEBODY))

    assert OTHER in said(made, "to-accept")[0][3]
    with pytest.raises(personnel.NotAcceptedError):
        put_in(people(SOMEBODY))
    assert put_in(people(SOMEBODY), accepted=True).new == 1


def test_a_number_that_lost_its_zeros_is_padded_and_has_to_be_accepted(look):
    made = look(people((79180001234, *SOMEBODY[1:])))

    assert made.new[0][1].personal_number == NUMBER
    assert said(made, "to-accept")[0][:3] == ("Nhân sự", 2, "Số định danh cá nhân")


def test_a_post_held_from_a_month_begins_on_its_first_day_if_accepted(registry):
    content = with_records("Quá trình chức vụ", ("Mã chức vụ", "Từ ngày"), ("SO-TC-TP", "05/2019"))

    with pytest.raises(personnel.NotAcceptedError):
        put_in(content)
    done = put_in(content, accepted=True)
    entry = TrailEntry.objects.get(number=done.entry)

    assert PostHolding.objects.get().held_from == date(2019, 5, 1)
    message = entry.contents["readings_accepted"][0]["message"]
    assert message["text"].startswith("The month %(given)s")
    assert message["values"] == {"given": "05/2019", "day": "01/05/2019"}


def test_an_answer_holds_in_whatever_language_it_is_read(registry, look):
    registry.person()
    swapped = ("Trần Thị Bình", "05/09/1981", "Nữ", None)
    content = people((79180001234, *swapped), (79180001235, "NGUYỄN VĂN AN", "1970", "Nam", None))
    asked = {}
    for language in ("vi", "en"):
        with override(language):
            made = look(content)
            asked[language] = made.to_accept
    answers = [{issue.answer for issue in found} for found in asked.values()]

    assert len(asked["vi"]) > 5
    assert answers[0] == answers[1]
    assert asked["vi"][0].message != asked["en"][0].message
    assert [one.as_dict() for one in asked["vi"]] == [one.as_dict() for one in asked["en"]]


def test_every_question_of_identity_stays_in_the_entry_however_many_readings(registry, monkeypatch):
    monkeypatch.setattr("workflow_engine.importing.applying._READINGS_KEPT", 1)
    put_in(people(SOMEBODY))
    others = [(f"00118000123{n}", f"LÊ THỊ MẪU {'ABC'[n]}", *SOMEBODY[2:]) for n in range(3)]
    done = put_in(people(*others, (NUMBER, "Người Khác Hẳn", *SOMEBODY[2:])), accepted=True)
    contents = TrailEntry.objects.get(number=done.entry).contents

    assert contents["readings"] > 3
    assert SOMEBODY[1] == contents["readings_accepted"][-1]["message"]["values"]["name"]


def test_a_degree_of_a_year_is_of_its_last_day(registry):
    put_in(
        with_records("Trình độ", ("Loại", "Trình độ", "Ngày cấp"), ("Chuyên môn", "Thạc sỹ", 2015)),
        accepted=True,
    )

    assert Qualification.objects.get().awarded_on == date(2015, 12, 31)


def test_the_number_of_queries_does_not_grow_with_the_rows(look):
    def queries(count):
        rows = [
            (f"{n:012}", "Nguyễn Văn An", f"05/09/{1960 + n % 30}", "Nam", "") for n in range(count)
        ]
        ratings = [(f"{n:012}", 2025, "Tốt", "20/12/2025") for n in range(count)]
        content = workbook(
            ("Nhân sự", [PEOPLE, *rows]),
            ("Xếp loại", [("Số CCCD", "Năm", "Xếp loại", "Ngày quyết định"), *ratings]),
        )
        with CaptureQueriesContext(connection) as seen:
            look(content)
        put_in(content, accepted=True)
        return len(seen)

    queries(5)

    assert queries(50) == queries(500)


@pytest.mark.parametrize("wrong", [False, True])
def test_what_is_asked_of_all_issues_does_not_grow_with_the_rows(look, monkeypatch, wrong):
    """A look through all issues for each row would make the time grow with their square."""
    seen = []
    issues = {name: vars(personnel.Plan)[name].fget for name in ("errors", "to_accept")}
    for name, own in issues.items():
        told = property(lambda made, own=own: seen.append(1) or own(made))
        monkeypatch.setattr(personnel.Plan, name, told)

    def looks(count):
        numbers = [f"07918000{n:04}" for n in range(count)]
        old = [(n, "Nguyễn Thị Ánh", "05/09/1980", "Nữ", None) for n in numbers]
        put_in(people(*old), accepted=True)
        seen.clear()
        look(people(*((*row[:2], "5/9/80" if wrong else "06/09/1980", *row[3:]) for row in old)))
        return len(seen)

    looks(1)

    assert looks(10) == looks(20)


def test_a_registry_that_changed_since_the_preview_is_not_written_over(registry, look):
    person = registry.person()
    content = people((NUMBER, "Nguyễn Thị Ánh", "06/09/1980", "Nữ", None))
    made = look(content)
    person.birth_date = date(1981, 1, 1)
    person.save()

    with pytest.raises(personnel.RegistryChangedError):
        put_in(content, expected=made.digest)

    assert Person.objects.get().birth_date == date(1981, 1, 1)


def test_records_of_units_out_of_reach_are_refused(registry, look):
    stranger = registry.person(number=OTHER, full_name="Trần Văn Bình")
    PostHolding.objects.create(
        person=stranger, post=registry.posts["SO-KHAC-TP"], held_from=date(2020, 1, 1)
    )
    content = workbook(
        ("Nhân sự", [PEOPLE, SOMEBODY, (OTHER, "Trần Văn Bình", "05/09/1980", "Nam", "")]),
        (
            "Quá trình chức vụ",
            [("Số CCCD", "Mã chức vụ", "Từ ngày"), (NUMBER, "SO-KHAC-TP", "01/02/2024")],
        ),
    )
    made = look(content, reach=["/SO/"])

    assert [(s, r, c) for s, r, c, _m in said(made)] == [
        ("Nhân sự", 3, "Số định danh cá nhân"),
        ("Quá trình chức vụ", 2, "Mã chức vụ"),
    ]
    assert said(look(content)) == []


def test_a_voided_record_is_not_known_again(registry):
    person = registry.person()
    Rating.objects.create(
        person=person, year=2025, level="failed", decided_on=date(2025, 12, 20), voided=True
    )
    done = put_in(
        with_records(
            "Xếp loại", ("Năm", "Xếp loại", "Ngày quyết định"), (2025, "Tốt", "20/12/2025")
        ),
        accepted=True,
    )

    assert done.new == 1
    assert Rating.objects.filter(voided=False).get().level == "good"


def test_what_is_taken_by_default_or_by_another_word_is_told_before_it_is_confirmed(look):
    made = look(
        workbook(
            (
                "Nhân sự",
                [
                    ("CCCD", *PEOPLE[1:]),
                    (NUMBER, "Nguyễn Thị Ánh", "05/09/1980", "F", "x"),
                    ("079180001235", "Trần Văn Bê", "05/09/1981", "Nam", "Không"),
                ],
            )
        )
    )

    assert sorted(said(made, "note")) == sorted(
        [
            ("Nhân sự", 0, "", "The columns are read so: “CCCD” → Số định danh cá nhân."),
            ("Nhân sự", 0, "Giới tính", "“F” is read as “Nữ”, in rows: 1."),
            ("Nhân sự", 0, "Đảng viên", "“x” is read as “Có”, in rows: 1."),
            (
                "Nhân sự",
                0,
                "Đối tượng",
                "The file does not say it: “Chưa rõ” is taken, in new rows: 2.",
            ),
        ]
    )
    [first, _second] = drafts.shown(made)["new"]
    assert {"field": "Đối tượng", "value": "Chưa rõ", "by_default": True} in first["fields"]


def test_the_template_reads_back_as_a_workbook_without_rows(registry, look):
    content = personnel.template()
    made = look(content)
    book = load_workbook(BytesIO(content))

    assert said(made) == said(made, "note") == []
    assert made.does_nothing
    assert len(made.counts) == 14
    assert {v.type for v in book["Nhân sự"].data_validations.dataValidation} == {"list"}
    assert "SO-TC-TP" in [cell.value for row in book["Danh mục"].iter_rows() for cell in row]


def test_the_template_filled_in_is_imported(registry):
    book = load_workbook(BytesIO(personnel.template()))
    for place, value in enumerate(
        (NUMBER, "Nguyễn Thị Ánh", "05/09/1980", "Nữ", "Công chức", "Có", "03/02/2005"), start=1
    ):
        book["Nhân sự"].cell(4, place, value)
    stream = BytesIO()
    book.save(stream)
    put_in(stream.getvalue())

    assert Person.objects.get().party_joined_on == date(2005, 2, 3)
