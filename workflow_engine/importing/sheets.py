"""The sheets of the template: which records each holds, and by which columns.

The headers are Vietnamese, as the file is; a header is found with or without marks and capitals.
"""

from dataclasses import replace

from workflow_engine.base.messages import message as _
from workflow_engine.importing import words
from workflow_engine.importing.shape import NAME, PERSON, Column, Lookups, Sheet
from workflow_engine.registry import models
from workflow_engine.registry.birth_cells import Birth
from workflow_engine.registry.bounds import NUMBERS
from workflow_engine.registry.cells import Day, Known, Text, Whole, YesNo
from workflow_engine.registry.doubles import KNOWN_BY
from workflow_engine.registry.identity_cells import Name, PersonalNumber
from workflow_engine.registry.models.bases import EndedRecord, FoundRecord, Record

# Headers as offices write them; they are compared without marks, capitals and signs.
_NUMBER_ALSO = (
    "Số CCCD",
    "CCCD",
    "Số định danh",
    "Mã định danh",
    "Mã số định danh cá nhân",
    "Số định danh cá nhân/CCCD",
    "Số CCCD/Số định danh cá nhân",
    "Số ĐDCN",
    "Số ĐDCN/CCCD",
    "Căn cước công dân",
    "Số căn cước công dân",
    "Số căn cước",
    "Số CMND/CCCD",
)
_NAME_ALSO = (
    "Họ tên",
    "Họ và tên khai sinh",
    "Họ tên khai sinh",
    "Họ, chữ đệm và tên",
    "Họ, chữ đệm và tên khai sinh",
    "Họ, đệm và tên",
)
_BIRTH_ALSO = ("Năm sinh", "Ngày, tháng, năm sinh", "Sinh ngày", "Ngày tháng năm sinh", "NTNS")
_JOINED_ALSO = ("Ngày kết nạp Đảng", "Ngày kết nạp vào Đảng", "Ngày vào Đảng CSVN")


def sheets(lookups: Lookups) -> tuple[Sheet, ...]:
    """Return the sheets in the order of the template, with what was said of their headers."""
    said = lookups.headers
    return tuple(replace(sheet, said=said.get(sheet.name, ())) for sheet in _sheets(lookups))


def _sheets(lookups: Lookups) -> tuple[Sheet, ...]:
    post = Known(lookups.posts, _("post"))
    unit = Known(lookups.units, _("unit"))
    title = Known(lookups.titles, _("title"))
    months, year = Whole(*NUMBERS["term_months"]), Whole(*NUMBERS["year"])
    day, first, last = Day(), Day("first"), Day("last")
    until = Column(
        "held_until",
        "Đến ngày",
        day,
        hint="Ngày thôi giữ, không tính ngày này; để trống nếu còn giữ",
    )
    since = Column("held_from", "Từ ngày", first, True, "dd/mm/yyyy", ("Từ tháng",))
    return (
        Sheet(
            "Nhân sự",
            models.Person,
            (
                Column(
                    "personal_number",
                    "Số định danh cá nhân",
                    PersonalNumber(),
                    True,
                    "12 chữ số, định dạng văn bản",
                    _NUMBER_ALSO,
                ),
                Column("full_name", "Họ và tên", Name(), True, "Có dấu", _NAME_ALSO),
                Column(
                    "birth_date",
                    "Ngày sinh",
                    Birth(),
                    True,
                    "dd/mm/yyyy; chỉ biết năm thì ghi năm",
                    _BIRTH_ALSO,
                ),
                Column("sex", "Giới tính", words.SEX, True, "Nam hoặc Nữ", ("Giới", "Nam/Nữ")),
                Column("kind", "Đối tượng", words.PERSON_KIND, hint="Để trống là chưa rõ"),
                Column(
                    "party_member", "Đảng viên", YesNo(), False, "Có hoặc Không", ("Là đảng viên",)
                ),
                Column("party_joined_on", "Ngày vào Đảng", day, False, "dd/mm/yyyy", _JOINED_ALSO),
                Column("party_left_on", "Ngày ra khỏi Đảng", day, hint="Không do khai trừ"),
                Column("end_document_number", "Số quyết định ra khỏi Đảng", Text(80)),
                Column("end_document_date", "Ngày quyết định ra khỏi Đảng", day),
            ),
            ("personal_number",),
        ),
        _records(
            "Quá trình chức vụ",
            models.PostHolding,
            (
                Column("post", "Mã chức vụ", post, True, "Mã trong trang Danh mục", ("Chức vụ",)),
                Column("kind", "Hình thức", words.FOOTING, hint="Để trống là bổ nhiệm"),
                since,
                until,
                Column(
                    "term_months",
                    "Thời hạn (tháng)",
                    months,
                    hint="Ví dụ 60",
                ),
                Column("term_basis", "Căn cứ biệt phái dài hơn", Text(200)),
                Column("left", "Lý do thôi giữ", words.LEFT),
            ),
            ended="thôi giữ",
        ),
        _records(
            "Quá trình công tác",
            models.WorkPeriod,
            (
                Column("organisation", "Cơ quan, tổ chức", Text(200), True),
                Column("sector", "Mã ngành, lĩnh vực", Text(40)),
                since,
                until,
            ),
        ),
        _records(
            "Trình độ",
            models.Qualification,
            (
                Column("kind", "Loại", words.QUALIFICATION, True),
                Column("level", "Trình độ", words.LEVEL, True),
                Column("field", "Ngành, chuyên ngành", Text(120), also=("Chuyên ngành", "Ngành")),
                Column("awarded_on", "Ngày cấp", last, True, "dd/mm/yyyy"),
                Column("foreign", "Nước ngoài cấp", YesNo(), hint="Có hoặc Không"),
                Column("recognised", "Đã được công nhận", YesNo(), hint="Bằng nước ngoài"),
            ),
        ),
        _records(
            "Xếp loại",
            models.Rating,
            (
                Column("year", "Năm", year, True),
                Column("level", "Mức xếp loại", words.RATING, True, also=("Xếp loại",)),
                Column("decided_on", "Ngày quyết định", day, True, "dd/mm/yyyy"),
            ),
        ),
        _records(
            "Kỷ luật",
            models.Discipline,
            (
                Column("form", "Hình thức kỷ luật", words.DISCIPLINE, True, also=("Hình thức",)),
                Column("effective_on", "Ngày có hiệu lực", day, True, "dd/mm/yyyy"),
                Column("ended_on", "Chấm dứt trước hạn", day),
                Column("by_party", "Kỷ luật Đảng", YesNo(), hint="Có hoặc Không"),
                Column(
                    "party_effective_on",
                    "Ngày hiệu lực của kỷ luật Đảng",
                    day,
                    hint="Khi kỷ luật về chính quyền theo sau kỷ luật Đảng",
                    also=("Ngày quyết định kỷ luật Đảng có hiệu lực",),
                ),
                Column("for_corruption", "Do tham nhũng", YesNo(), hint="Có hoặc Không; cách chức"),
            ),
            ended="chấm dứt",
        ),
        _records(
            "Vụ việc",
            models.Proceeding,
            (
                Column("matter", "Nội dung", words.MATTER, True),
                Column(
                    "kind",
                    "Loại vụ việc",
                    words.OVERSIGHT,
                    hint="Khi nội dung là tố cáo, khiếu nại, kiểm tra",
                ),
                Column("team", "Đã lập Tổ xác minh", YesNo(), hint="Có, Không, hoặc trống"),
                Column(
                    "team_decided_on",
                    "Ngày quyết định lập Tổ xác minh",
                    day,
                    hint="Khi loại vụ việc là tố cáo",
                    also=("Ngày quyết định lập Đoàn giải quyết tố cáo",),
                ),
                Column("opened_on", "Ngày bắt đầu", day, True, "dd/mm/yyyy"),
                Column("closed_on", "Ngày kết thúc", day, hint="Để trống nếu chưa kết thúc"),
            ),
            ended="kết thúc",
        ),
        _records(
            "Xác minh",
            models.Clearance,
            (
                Column("subject", "Nội dung xác minh", words.CLEARANCE, True),
                Column("checked_on", "Đúng tại ngày", day, True, "dd/mm/yyyy"),
                Column("clear", "Không phát hiện thêm", YesNo(), True, "Có hoặc Không"),
                Column(
                    "earlier_ended_on",
                    "Việc phát hiện trước đã kết thúc ngày",
                    day,
                    hint="Khi văn bản xác minh ghi như vậy",
                ),
            ),
        ),
        _records(
            "Quy hoạch",
            models.Planning,
            (
                Column("title", "Mã chức danh", title, True, also=("Chức danh",)),
                Column("unit", "Mã đơn vị", unit, True, also=("Đơn vị",)),
                Column("approved_on", "Ngày phê duyệt", day, True, "dd/mm/yyyy"),
                Column("period_from", "Giai đoạn từ năm", year, hint="Ví dụ 2025"),
                Column("period_until", "Giai đoạn đến năm", year, hint="Ví dụ 2030"),
                Column("ended_on", "Ngày đưa ra khỏi quy hoạch", day),
            ),
        ),
        _records(
            "Kê khai tài sản",
            models.AssetDeclaration,
            (
                Column("kind", "Loại kê khai", words.DECLARATION, True),
                Column("completed_on", "Ngày hoàn thành", day, True, "dd/mm/yyyy"),
                Column("verified", "Đã được thẩm định", YesNo(), hint="Có, Không, hoặc trống"),
            ),
        ),
        _records(
            "Sức khỏe",
            models.HealthCertificate,
            (
                Column("issued_on", "Ngày cấp", day, True, "dd/mm/yyyy"),
                Column("fit", "Đủ sức khỏe", YesNo(), True, "Có hoặc Không"),
            ),
        ),
        _records(
            "Người thân",
            models.Relationship,
            (
                Column(
                    "relative",
                    "Số định danh người thân",
                    PersonalNumber(),
                    True,
                    "Người thân cũng có trong trang Nhân sự",
                ),
                Column("kind", "Quan hệ", words.RELATION, True),
            ),
        ),
        _records(
            "Doanh nghiệp",
            models.BusinessRole,
            (Column("organisation", "Doanh nghiệp, hợp tác xã", Text(200), True), since, until),
            ended="thôi giữ",
        ),
        _records(
            "Cấp ủy",
            models.PartyRole,
            (
                Column("unit", "Mã đơn vị", unit, True, also=("Đơn vị",)),
                Column("kind", "Tổ chức", words.BODY, True),
                since,
                until,
            ),
            ended="thôi giữ",
        ),
    )


def _records(
    name: str,
    model: type[Record],
    columns: tuple[Column, ...],
    *,
    ended: str = "",
) -> Sheet:
    """Return a sheet of records: whose each is first, the paper it stands on last.

    `ended` is the word for the decision by which a record ends that has one of its own.
    """
    whose = (
        Column(
            PERSON,
            "Số định danh cá nhân",
            PersonalNumber(),
            True,
            "12 chữ số, định dạng văn bản",
            _NUMBER_ALSO,
        ),
        Column(NAME, "Họ và tên", Text(120), hint="Để đối chiếu, không bắt buộc", also=_NAME_ALSO),
    )
    paper = (
        Column("document_number", "Số văn bản", Text(80), also=("Số quyết định",)),
        Column("document_date", "Ngày văn bản", Day(), hint="dd/mm/yyyy"),
        Column("issued_by", "Cơ quan ban hành", Text(200)),
        Column("note", "Ghi chú", Text(300)),
    )
    found = (
        Column("found_on", "Phát hiện qua xác minh ngày", Day(), hint="Ngày xác minh, nếu có"),
    )
    end = (
        Column("end_document_number", f"Số quyết định {ended}", Text(80)),
        Column("end_document_date", f"Ngày quyết định {ended}", Day(), hint="dd/mm/yyyy"),
    )
    if bool(ended) != issubclass(model, EndedRecord):
        raise TypeError(f"The sheet “{name}” says otherwise than its model whether a paper ends it")
    beside = found if issubclass(model, FoundRecord) else ()
    columns = (*columns, *(end if ended else ()), *beside)
    return Sheet(name, model, (*whose, *columns, *paper), (PERSON, *KNOWN_BY[model]))
