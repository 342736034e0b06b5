"""The sheets of the template: which records each holds, by which columns, and what must agree.

The headers are Vietnamese, as the file is; a header is found with or without marks and capitals.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Model

from workflow_engine.messages import message as _
from workflow_engine.registry import models
from workflow_engine.registry.bounds import OLDEST, YOUNGEST
from workflow_engine.registry.importing import words
from workflow_engine.registry.importing.birth_cells import Birth
from workflow_engine.registry.importing.cells import (
    Day,
    Known,
    Name,
    PersonalNumber,
    Text,
    Whole,
    YesNo,
    key,
)
from workflow_engine.registry.models.records import Matter

PERSON, NAME = "person", "_name"
# What a column may hold that is no field alone: half of a name; the birth date of one sex.
FAMILY, GIVEN, MALE, FEMALE = "_family", "_given", "_male", "_female"
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

Values = Mapping[str, Any]
Check = Callable[[Values, date], Iterator[tuple[str, str]]]


@dataclass(frozen=True, eq=False)
class Column:
    """A column: the field it fills, its header and how its cells are read."""

    field: str
    header: str
    reader: Any
    required: bool = False
    hint: str = ""
    also: tuple[str, ...] = ()

    @property
    def with_it(self) -> tuple[str, ...]:
        """The fields that its reader fills in beside its own."""
        return ("birth_precision",) if isinstance(self.reader, Birth) else ()


def names_of_parts() -> dict[str, str]:
    """Return what a column may hold that is no field alone, as a file calls it."""
    return {
        FAMILY: "Họ và chữ đệm",
        GIVEN: "Tên",
        MALE: "Nam (ngày sinh hoặc đánh dấu)",
        FEMALE: "Nữ (ngày sinh hoặc đánh dấu)",
    }


@dataclass(frozen=True)
class SaidHeader:
    """What was said of a header: the field of each label, "" for a column that is not read."""

    key: str
    labels: tuple[str, ...]
    fields: tuple[str, ...]
    on: date

    def of_label(self) -> dict[str, str]:
        """Return the field of each label, as labels are compared."""
        return {key(label): name for label, name in zip(self.labels, self.fields, strict=True)}


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet: the model of its rows, and the fields by which a row is known again.

    `said` are the headers whose columns somebody named, the latest last.
    """

    name: str
    model: type[Model]
    columns: tuple[Column, ...]
    known_by: tuple[str, ...]
    check: Check
    said: tuple[SaidHeader, ...] = ()

    @property
    def of_people(self) -> bool:
        """Whether its rows are the people themselves."""
        return self.model is models.Person


@dataclass(frozen=True)
class Lookups:
    """What the registry holds that rows may name, by code and by name."""

    posts: Mapping[str, models.Post]
    units: Mapping[str, models.Unit]
    titles: Mapping[str, models.Title]
    headers: Mapping[str, tuple[SaidHeader, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, reach: Sequence[str] | None = None) -> "Lookups":
        """Read units, titles and posts, and what was said of headers in the units of `reach`."""
        units = models.Unit.objects.all()
        titles = models.Title.objects.all()
        posts = models.Post.objects.select_related("unit", "title")
        return cls(
            posts=_by_words((post, (post.code,)) for post in posts),
            units=_by_words((unit, (unit.code, unit.name)) for unit in units),
            titles=_by_words((title, (title.code, title.name)) for title in titles),
            headers=_said_headers(reach) if reach else {},
        )


def _said_headers(reach: Sequence[str]) -> dict[str, tuple[SaidHeader, ...]]:
    found: dict[str, tuple[SaidHeader, ...]] = {}
    rows = models.HeaderMapping.objects.filter(unit__path__in=reach).order_by("said_on", "pk")
    for row in rows:
        said = SaidHeader(row.header_key, tuple(row.labels), tuple(row.fields), row.said_on)
        found[row.sheet] = (*found.get(row.sheet, ()), said)
    return found


def _by_words(rows: Iterator[tuple[Any, tuple[str, ...]]]) -> dict[str, Any]:
    """Map words to what they name; a word that names two names neither."""
    found: dict[str, Any] = {}
    for row, names in rows:
        for name in {key(name) for name in names}:
            found[name] = None if name in found else row
    return found


def sheets(lookups: Lookups) -> tuple[Sheet, ...]:
    """Return the sheets in the order of the template, with what was said of their headers."""
    said = lookups.headers
    return tuple(replace(sheet, said=said.get(sheet.name, ())) for sheet in _sheets(lookups))


def _sheets(lookups: Lookups) -> tuple[Sheet, ...]:
    post = Known(lookups.posts, _("post"))
    unit = Known(lookups.units, _("unit"))
    title = Known(lookups.titles, _("title"))
    day, first, last = Day(), Day("first"), Day("last")
    until = Column(
        "held_until",
        "Đến ngày",
        day,
        hint="Ngày thôi giữ, không tính ngày này; để trống nếu còn giữ",
    )
    since = Column("held_from", "Từ ngày", first, True, "dd/mm/yyyy", ("Từ tháng",))
    period = partial(_follows, "held_from", "held_until")
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
                Column("kind", "Đối tượng", words.PERSON_KIND, hint="Để trống là công chức"),
                Column(
                    "party_member", "Đảng viên", YesNo(), False, "Có hoặc Không", ("Là đảng viên",)
                ),
                Column("party_joined_on", "Ngày vào Đảng", day, False, "dd/mm/yyyy", _JOINED_ALSO),
            ),
            ("personal_number",),
            _person_agrees,
        ),
        _records(
            "Quá trình chức vụ",
            models.PostHolding,
            (
                Column("post", "Mã chức vụ", post, True, "Mã trong trang Danh mục", ("Chức vụ",)),
                Column("kind", "Hình thức", words.FOOTING, hint="Để trống là bổ nhiệm"),
                since,
                until,
                Column("term_months", "Thời hạn (tháng)", Whole(1, 120), hint="Ví dụ 60"),
                Column("left", "Lý do thôi giữ", words.LEFT),
            ),
            ("post", "held_from"),
            period,
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
            ("organisation", "held_from"),
            period,
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
            ("kind", "level", "awarded_on"),
            partial(_not_after_today, "awarded_on"),
        ),
        _records(
            "Xếp loại",
            models.Rating,
            (
                Column("year", "Năm", Whole(1990, 2100), True),
                Column("level", "Mức xếp loại", words.RATING, True, also=("Xếp loại",)),
                Column("decided_on", "Ngày quyết định", day, True, "dd/mm/yyyy"),
            ),
            ("year",),
            _rating_agrees,
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
                Column("for_corruption", "Do tham nhũng", YesNo(), hint="Có hoặc Không"),
            ),
            ("form", "effective_on"),
            _discipline_agrees,
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
            ("matter", "opened_on"),
            _matter_agrees,
        ),
        _records(
            "Xác minh",
            models.Clearance,
            (
                Column("subject", "Nội dung xác minh", words.CLEARANCE, True),
                Column("checked_on", "Đúng tại ngày", day, True, "dd/mm/yyyy"),
                Column("clear", "Không phát hiện thêm", YesNo(), True, "Có hoặc Không"),
            ),
            ("subject", "checked_on"),
            partial(_not_after_today, "checked_on"),
        ),
        _records(
            "Quy hoạch",
            models.Planning,
            (
                Column("title", "Mã chức danh", title, True, also=("Chức danh",)),
                Column("unit", "Mã đơn vị", unit, True, also=("Đơn vị",)),
                Column("approved_on", "Ngày phê duyệt", day, True, "dd/mm/yyyy"),
                Column("ended_on", "Ngày đưa ra khỏi quy hoạch", day),
            ),
            ("title", "unit", "approved_on"),
            partial(_follows, "approved_on", "ended_on"),
        ),
        _records(
            "Kê khai tài sản",
            models.AssetDeclaration,
            (
                Column("kind", "Loại kê khai", words.DECLARATION, True),
                Column("completed_on", "Ngày hoàn thành", day, True, "dd/mm/yyyy"),
                Column("verified", "Đã được thẩm định", YesNo(), hint="Có, Không, hoặc trống"),
            ),
            ("kind", "completed_on"),
            partial(_not_after_today, "completed_on"),
        ),
        _records(
            "Sức khỏe",
            models.HealthCertificate,
            (
                Column("issued_on", "Ngày cấp", day, True, "dd/mm/yyyy"),
                Column("fit", "Đủ sức khỏe", YesNo(), True, "Có hoặc Không"),
            ),
            ("issued_on",),
            partial(_not_after_today, "issued_on"),
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
            ("relative",),
            _relative_agrees,
        ),
        _records(
            "Doanh nghiệp",
            models.BusinessRole,
            (Column("organisation", "Doanh nghiệp, hợp tác xã", Text(200), True), since, until),
            ("organisation", "held_from"),
            period,
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
            ("unit", "kind", "held_from"),
            period,
        ),
    )


def _records(
    name: str,
    model: type[Model],
    columns: tuple[Column, ...],
    known_by: tuple[str, ...],
    check: Check,
) -> Sheet:
    """Return a sheet of records: whose each is first, the paper it stands on last."""
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
    return Sheet(name, model, (*whose, *columns, *paper), (PERSON, *known_by), check)


def _follows(start: str, end: str, values: Values, today: date) -> Iterator[tuple[str, str]]:
    if values.get(end) and values.get(start) and values[end] <= values[start]:
        yield end, _("It ends before it begins.")
    if values.get("left") and not values.get(end):
        yield "left", _("It says how the post was left, but not when: give the day.")


def _not_after_today(field: str, values: Values, today: date) -> Iterator[tuple[str, str]]:
    if values.get(field) and values[field] > today:
        yield field, _("The date lies in the future.")


def _discipline_agrees(values: Values, today: date) -> Iterator[tuple[str, str]]:
    yield from _follows("effective_on", "ended_on", values, today)
    effective, party = values.get("effective_on"), values.get("party_effective_on")
    if party and values.get("by_party"):
        yield (
            "party_effective_on",
            _("This is the Party's own decision: it has the day on which it took effect already."),
        )
    if party and effective and party > effective:
        yield (
            "party_effective_on",
            _("The Party's decision took effect after that of the State which followed it."),
        )


def _matter_agrees(values: Values, today: date) -> Iterator[tuple[str, str]]:
    yield from _follows("opened_on", "closed_on", values, today)
    matter, kind = values.get("matter"), values.get("kind")
    team, decided = values.get("team"), values.get("team_decided_on")
    if kind and matter and matter != Matter.DENUNCIATION:
        yield "kind", _("Only a denunciation, complaint, inspection or sanction has a kind.")
    if (decided or team is not None) and kind != models.Proceeding.Kind.DENUNCIATION:
        named = "team_decided_on" if decided else "team"
        yield named, _("Only a denunciation has a verification team: give that kind, or clear it.")
    elif team and not decided:
        yield "team_decided_on", _("Give the day of the decision that set up the team.")
    elif team is False and decided:
        yield "team", _("A decision on the team is given: there is one.")
    for name in ("opened_on", "closed_on"):
        day = values.get(name)
        if decided and day and (decided < day if name == "opened_on" else decided > day):
            yield "team_decided_on", _("The day lies outside the time of the matter.")


def _person_agrees(values: Values, today: date) -> Iterator[tuple[str, str]]:
    born, joined = values.get("birth_date"), values.get("party_joined_on")
    if born and not YOUNGEST <= today.year - born.year <= OLDEST:
        yield "birth_date", _("Nobody of this age is in the service: check the year.")
    if joined and values.get("party_member") is False:
        yield "party_joined_on", _("A day of joining the Party is given for somebody not in it.")
    if joined and born and joined <= born:
        yield "party_joined_on", _("The day lies before the birth.")


def _rating_agrees(values: Values, today: date) -> Iterator[tuple[str, str]]:
    year, decided = values.get("year"), values.get("decided_on")
    if year and year > today.year:
        yield "year", _("The year has not come yet.")
    if year and decided and decided.year < year:
        yield "decided_on", _("The rating was decided before the year that it rates.")


def _relative_agrees(values: Values, today: date) -> Iterator[tuple[str, str]]:
    if values.get("relative") == values.get(PERSON):
        yield "relative", _("Somebody is given as a relative of himself or herself.")
