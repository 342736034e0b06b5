"""Importing personnel records: everything is named that is wrong, and it is all or nothing."""

import unicodedata
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from compliance import reconcile, trail
from compliance.models import TrailEntry
from compliance.trail import SYSTEM
from tests.workflow_engine.registry.conftest import (
    NUMBER,
    PEOPLE,
    SOMEBODY,
    TODAY,
    people,
    with_records,
    workbook,
)
from workflow_engine.importing import personnel
from workflow_engine.importing import workbook as reading
from workflow_engine.importing.errors import (
    BadFileError,
    FileTooLargeError,
    NoKnownSheetError,
    NotASpreadsheetError,
    TooManyRowsError,
)
from workflow_engine.registry.models import (
    Person,
    PostHolding,
    Qualification,
    Rating,
    Relationship,
)

OTHER = "079075005678"


def put_in(content, **options):
    return personnel.apply(
        content, **{"today": TODAY, "actor": SYSTEM, "name": "nhap.xlsx", **options}
    )


def said(made, level="error"):
    return [(i.sheet, i.row, i.column, i.message) for i in made.issues if i.level == level]


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
    put_in(people((NUMBER, "Nguyễn Thị Ảnh", "05/09/1980", "Nữ", None)))
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


def test_every_wrong_entry_is_named_by_sheet_row_and_column(look):
    made = look(
        people(
            ("07908000123", "Nguyễn Thị Ánh", "05/09/1980", "Nữ", ""),
            (OTHER, "Trần Văn Bình", "31/02/1980", "Đàn ông", "có lẽ"),
        )
    )

    assert [(sheet, row, column) for sheet, row, column, _message in said(made)] == [
        ("Nhân sự", 2, "Số định danh cá nhân"),
        ("Nhân sự", 3, "Ngày sinh"),
        ("Nhân sự", 3, "Giới tính"),
        ("Nhân sự", 3, "Đảng viên"),
    ]
    assert made.counts["Nhân sự"].wrong == 2
    assert made.issues[1].cell == "C3"


def test_one_wrong_row_keeps_all_the_others_out(registry):
    content = people(SOMEBODY, (OTHER, "Trần Văn Bình", "31/02/1980", "Nam", ""))

    with pytest.raises(personnel.RowsWrongError):
        put_in(content)

    assert not Person.objects.exists()
    assert not TrailEntry.objects.exists()


def test_the_header_is_found_below_a_merged_title_without_marks_and_in_any_order(registry, look):
    book = Workbook()
    page = book.active
    page.title = "NHAN SU"
    page["A1"] = "DANH SÁCH CÔNG CHỨC"
    page.merge_cells("A1:E1")
    page["A2"] = "Tính đến 2026"
    page.append([])
    page.append(
        ["STT", "HO VA TEN", unicodedata.normalize("NFD", "Giới tính"), "ngày  sinh *", "Số CCCD"]
    )
    page.append([1, "Nguyễn Thị Ánh", "nữ", datetime(1980, 9, 5), NUMBER])  # noqa: DTZ001
    stream = BytesIO()
    book.save(stream)
    made = look(stream.getvalue())

    assert said(made) == []
    assert made.counts["Nhân sự"].new == 1


def test_a_column_that_is_missing_or_unknown_is_named(look):
    lacking = look(people((NUMBER, "Ánh"), header=("Số CCCD", "Họ và tên")))
    unknown = look(people((*SOMEBODY, "Sài Gòn"), header=(*PEOPLE, "Quê quán")))

    assert {column for _s, _r, column, _m in said(lacking)} == {"Ngày sinh", "Giới tính"}
    assert [column for _s, _r, column, _m in said(unknown, "note")] == ["Quê quán"]


def test_a_sheet_without_headers_is_named(look):
    made = look(workbook(("Nhân sự", [("a", "b"), ("c", "d")])))

    assert "no row of headers" in said(made)[0][3]


def test_a_sheet_that_is_not_of_the_template_is_named_and_left(look):
    made = look(workbook(("Nhân sự", [PEOPLE, SOMEBODY]), ("Lương", [("x",)])))

    assert [sheet for sheet, *_rest in said(made, "note")] == ["Lương"]


def test_a_repeated_row_counts_once_and_a_contradicting_one_is_wrong(look):
    repeated = look(people(SOMEBODY, SOMEBODY))
    contradicting = look(people(SOMEBODY, (NUMBER, "Nguyễn Thị Ảnh", "05/09/1980", "Nữ", "x")))

    assert repeated.counts["Nhân sự"].new == 1
    assert said(repeated) == []
    assert "row 2" in said(contradicting)[0][3]
    assert "Họ và tên" in said(contradicting)[0][3]


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


def test_the_name_beside_a_number_has_to_be_that_persons(look):
    made = look(
        with_records(
            "Xếp loại",
            ("Họ và tên", "Năm", "Mức xếp loại", "Ngày quyết định"),
            ("Trần Văn Bình", 2025, "Tốt", "20/12/2025"),
        )
    )

    assert "Nguyễn Thị Ánh" in said(made)[0][3]


def test_a_record_of_nobody_is_wrong(look):
    made = look(
        workbook(
            (
                "Xếp loại",
                [
                    ("Số CCCD", "Năm", "Xếp loại", "Ngày quyết định"),
                    (OTHER, 2025, "Tốt", "20/12/2025"),
                ],
            )
        )
    )

    assert said(made)[0][:3] == ("Xếp loại", 2, "Số định danh cá nhân")


@pytest.mark.parametrize(
    ("sheet", "header", "row", "column"),
    [
        (
            "Quá trình chức vụ",
            ("Mã chức vụ", "Từ ngày", "Đến ngày"),
            ("SO-TC-TP", "01/02/2024", "01/02/2024"),
            "Đến ngày",
        ),
        (
            "Quá trình chức vụ",
            ("Mã chức vụ", "Từ ngày", "Lý do thôi giữ"),
            ("SO-TC-TP", "01/02/2024", "Từ chức"),
            "Lý do thôi giữ",
        ),
        ("Quá trình chức vụ", ("Mã chức vụ", "Từ ngày"), ("KHONG-CO", "01/02/2024"), "Mã chức vụ"),
        (
            "Xếp loại",
            ("Năm", "Xếp loại", "Ngày quyết định"),
            (2025, "Tốt", "01/02/2024"),
            "Ngày quyết định",
        ),
        ("Sức khỏe", ("Ngày cấp", "Đủ sức khỏe"), ("01/02/2027", "Có"), "Ngày cấp"),
        (
            "Người thân",
            ("Số định danh người thân", "Quan hệ"),
            (NUMBER, "Chồng"),
            "Số định danh người thân",
        ),
    ],
)
def test_dates_and_names_that_contradict_are_wrong(look, sheet, header, row, column):
    made = look(with_records(sheet, header, row))

    assert [(s, c) for s, _r, c, _m in said(made)] == [(sheet, column)]


def test_a_rating_of_a_year_and_a_day_to_come_is_wrong_in_both(look):
    header = ("Năm", "Xếp loại", "Ngày quyết định")
    made = look(with_records("Xếp loại", header, (2030, "Tốt", "01/02/2031")))

    assert [column for _s, _r, column, _m in said(made)] == ["Năm", "Ngày quyết định"]


def test_what_the_file_and_the_registry_say_together_is_checked_too(registry, look):
    person = registry.person()
    PostHolding.objects.create(
        person=person,
        post=registry.posts["SO-TC-TP"],
        held_from=date(2024, 2, 1),
        held_until=date(2025, 2, 1),
    )
    made = look(
        with_records(
            "Quá trình chức vụ",
            ("Mã chức vụ", "Từ ngày", "Lý do thôi giữ"),
            ("SO-TC-TP", "01/02/2024", "Từ chức"),
        )
    )

    assert said(made)[0][2] == "Lý do thôi giữ"


def test_a_formula_without_its_result_is_named_and_not_read_as_empty(look):
    book = Workbook()
    page = book.active
    page.title = "Nhân sự"
    page.append(PEOPLE)
    page.append([NUMBER, '="Nguyễn "&"Ánh"', "05/09/1980", "Nữ", "=1=1"])
    stream = BytesIO()
    book.save(stream)
    made = look(stream.getvalue())

    assert [(row, column) for _s, row, column, m in said(made) if "formula" in m] == [
        (2, "Họ và tên"),
        (2, "Đảng viên"),
    ]


def test_hostile_text_is_kept_as_text_or_refused_and_never_acted_on(registry):
    content = with_records(
        "Xếp loại",
        ("Năm", "Xếp loại", "Ngày quyết định", "Ghi chú"),
        (2025, "Tốt", "20/12/2025", "'; DROP TABLE registry_person; -- <script>"),
    )
    put_in(content)

    assert Rating.objects.get().note == "'; DROP TABLE registry_person; -- <script>"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NotASpreadsheetError),
        (b"ho ten,ngay sinh\n", NotASpreadsheetError),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, NotASpreadsheetError),
        (b"PK\x03\x04" + b"\0" * 600, NotASpreadsheetError),
        (b"%PDF-1.7", NotASpreadsheetError),
    ],
)
def test_what_is_no_workbook_is_refused(look, content, error):
    with pytest.raises(error):
        look(content)


def packed(**parts):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


def test_another_packed_file_is_refused(look):
    with pytest.raises(NotASpreadsheetError):
        look(packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"))


def test_a_file_that_unpacks_to_far_more_is_refused_before_it_is_unpacked(look, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_UNPACKED", 10 * 2**20)

    with pytest.raises(FileTooLargeError):
        look(packed(xl__workbook_xml=b"x", bomb_xml=b"\0" * (11 * 2**20)))


def test_definitions_inside_the_xml_are_refused(look):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'

    with pytest.raises(NotASpreadsheetError):
        look(packed(xl__workbook_xml=bomb))


def test_a_truncated_workbook_is_refused(look):
    content = people(SOMEBODY)

    for cut in range(10, len(content), len(content) // 7):
        with pytest.raises(BadFileError):
            look(content[:cut])


def test_a_workbook_of_other_sheets_is_refused_with_the_names_it_should_have(look):
    with pytest.raises(NoKnownSheetError, match="Nhân sự"):
        look(workbook(("Sheet1", [("a", "b")])))


def test_more_rows_than_can_be_taken_are_refused_with_the_command_to_use(look):
    rows = [(f"{number:012}", "Nguyễn Văn An", "05/09/1980", "Nam", "") for number in range(6)]

    with pytest.raises(TooManyRowsError, match="import_people"):
        look(people(*rows), most_rows=5)


def test_a_cell_far_below_does_not_blow_the_memory_and_is_read(look):
    book = load_workbook(BytesIO(people(SOMEBODY)))
    book["Nhân sự"].cell(1_048_576, 2, "Trần Văn Bình")
    stream = BytesIO()
    book.save(stream)
    made = look(stream.getvalue())

    assert {row for _s, row, _c, _m in said(made)} == {1_048_576}


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

    assert queries(6) == queries(60)


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
        )
    )

    assert done.new == 1
    assert Rating.objects.filter(voided=False).get().level == "good"


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
