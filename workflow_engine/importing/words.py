"""The words by which a spreadsheet names what the registry keeps as codes, the usual one first.

They are compared without marks, capitals, spaces and signs; the codes are understood too.
"""

from collections.abc import Mapping
from typing import TypeVar

from workflow_engine.registry.cells import OneOf, key
from workflow_engine.registry.models import (
    AssetDeclaration,
    Clearance,
    Discipline,
    PartyRole,
    Person,
    PostHolding,
    Proceeding,
    Qualification,
    Rating,
    Relationship,
)
from workflow_engine.registry.models.records import Matter

_Value = TypeVar("_Value", bound=str | int)

_SEX = {
    Person.Sex.MALE: ("Nam", "M", "Male", "Ông"),
    Person.Sex.FEMALE: ("Nữ", "F", "Female", "Bà"),
}
_PERSON_KIND = {
    Person.Kind.CIVIL_SERVANT: ("Công chức", "CC"),
    Person.Kind.PUBLIC_EMPLOYEE: ("Viên chức", "VC"),
    Person.Kind.OTHER: ("Khác", "Người lao động", "Hợp đồng"),
}
_FOOTING = {
    PostHolding.Kind.APPOINTED: ("Bổ nhiệm", "Bổ nhiệm lại"),
    PostHolding.Kind.ACTING: ("Giao quyền", "Giao phụ trách", "Quyền"),
    PostHolding.Kind.SECONDED: ("Biệt phái",),
    PostHolding.Kind.ASSIGNED: ("Phân công", "Bố trí", "Tuyển dụng", "Điều động"),
}
_LEFT = {
    PostHolding.Left.MOVED: ("Chuyển chức vụ khác", "Chuyển", "Điều động", "Luân chuyển"),
    PostHolding.Left.TERM_ENDED: ("Hết thời hạn", "Hết nhiệm kỳ"),
    PostHolding.Left.NOT_RENEWED: ("Không bổ nhiệm lại", "Không được bổ nhiệm lại"),
    PostHolding.Left.RELIEVED: ("Thôi giữ chức vụ", "Cho thôi giữ chức vụ"),
    PostHolding.Left.RESIGNED: ("Từ chức",),
    PostHolding.Left.REMOVED: ("Miễn nhiệm",),
    PostHolding.Left.DISCIPLINE: ("Cách chức",),
    PostHolding.Left.RETIRED: ("Nghỉ hưu", "Hưu trí"),
}
_QUALIFICATION = {
    Qualification.Kind.DEGREE: ("Chuyên môn", "Trình độ chuyên môn", "Bằng cấp", "Văn bằng"),
    Qualification.Kind.POLITICAL_THEORY: ("Lý luận chính trị", "LLCT", "Chính trị"),
    Qualification.Kind.STATE_MANAGEMENT: ("Quản lý nhà nước", "QLNN"),
}
_LEVEL = {
    Qualification.Level.NONE: ("Không",),
    Qualification.Level.ELEMENTARY: ("Sơ cấp", "Chuyên viên", "Ngạch chuyên viên"),
    Qualification.Level.INTERMEDIATE: (
        "Trung cấp",
        "Chuyên viên chính",
        "Ngạch chuyên viên chính",
    ),
    Qualification.Level.COLLEGE: ("Cao đẳng", "Chuyên viên cao cấp", "Ngạch chuyên viên cao cấp"),
    Qualification.Level.UNIVERSITY: ("Đại học", "Cao cấp", "Cử nhân", "Kỹ sư", "ĐH"),
    Qualification.Level.MASTER: ("Thạc sĩ", "Thạc sỹ", "ThS"),
    Qualification.Level.DOCTOR: ("Tiến sĩ", "Tiến sỹ", "TS"),
}
_RATING = {
    Rating.Level.EXCELLENT: (
        "Hoàn thành xuất sắc nhiệm vụ",
        "HTXSNV",
        "HTXS",
        "Xuất sắc",
        "Hoàn thành xuất sắc",
    ),
    Rating.Level.GOOD: ("Hoàn thành tốt nhiệm vụ", "HTTNV", "HTT", "Tốt", "Hoàn thành tốt"),
    Rating.Level.COMPLETED: ("Hoàn thành nhiệm vụ", "HTNV", "HT", "Hoàn thành"),
    Rating.Level.FAILED: ("Không hoàn thành nhiệm vụ", "KHTNV", "KHT", "Không hoàn thành"),
}
_DISCIPLINE = {
    Discipline.Form.REPRIMAND: ("Khiển trách",),
    Discipline.Form.WARNING: ("Cảnh cáo",),
    Discipline.Form.PAY_CUT: ("Hạ bậc lương",),
    Discipline.Form.DEMOTION: ("Giáng chức",),
    Discipline.Form.REMOVAL: ("Cách chức",),
    Discipline.Form.DISMISSAL: ("Buộc thôi việc",),
    Discipline.Form.EXPULSION: ("Khai trừ", "Khai trừ khỏi Đảng"),
}
_MATTER = {
    Matter.OFFICE_BAN: ("Cấm đảm nhiệm chức vụ",),
    Matter.DISCIPLINE: ("Xử lý kỷ luật", "Kỷ luật", "Đang xem xét kỷ luật"),
    Matter.DENUNCIATION: ("Tố cáo, khiếu nại, kiểm tra", "Tố cáo", "Khiếu nại", "Kiểm tra"),
    Matter.SUSPENSION: ("Tạm đình chỉ công tác", "Đình chỉ"),
    Matter.CRIMINAL: ("Tố tụng hình sự", "Khởi tố", "Điều tra", "Truy tố", "Xét xử"),
    Matter.MISCONDUCT: ("Vi phạm trong công tác cán bộ", "Chạy chức, chạy quyền"),
    Matter.UNTRUE_PROFILE: ("Kê khai hồ sơ không trung thực",),
}
# A word alone such as “Kiểm tra” may be either inspection: it names neither.
_OVERSIGHT = {
    Proceeding.Kind.DENUNCIATION: ("Tố cáo", "Giải quyết tố cáo"),
    Proceeding.Kind.COMPLAINT: ("Khiếu nại quyết định kỷ luật", "Khiếu nại kỷ luật"),
    Proceeding.Kind.FOR_SIGNS: ("Kiểm tra khi có dấu hiệu vi phạm", "Kiểm tra dấu hiệu vi phạm"),
    Proceeding.Kind.SANCTION: (
        "Bị kiến nghị xử lý theo kết luận thanh tra, kiểm toán",
        "Kiến nghị xử lý",
    ),
    Proceeding.Kind.BY_PLAN: (
        "Thanh tra, kiểm tra theo kế hoạch",
        "Kiểm tra theo kế hoạch",
        "Thanh tra theo kế hoạch",
        "Kiểm tra thường xuyên",
    ),
}
_CLEARANCE = {
    Clearance.Subject.OFFICE_BAN: ("Cấm đảm nhiệm chức vụ",),
    Clearance.Subject.DISCIPLINE: ("Kỷ luật", "Xử lý kỷ luật"),
    Clearance.Subject.DENUNCIATION: ("Tố cáo, khiếu nại, kiểm tra", "Tố cáo", "Khiếu nại"),
    Clearance.Subject.SUSPENSION: ("Tạm đình chỉ công tác", "Đình chỉ"),
    Clearance.Subject.CRIMINAL: ("Tố tụng hình sự", "Hình sự"),
    Clearance.Subject.MISCONDUCT: ("Vi phạm trong công tác cán bộ",),
    Clearance.Subject.UNTRUE_PROFILE: ("Tính trung thực của kê khai", "Kê khai hồ sơ"),
    Clearance.Subject.PROFILE: ("Thẩm định hồ sơ, lý lịch", "Hồ sơ, lý lịch", "Lý lịch"),
    Clearance.Subject.RELATIVES: ("Người thân trong hệ thống", "Người thân", "Quan hệ gia đình"),
    Clearance.Subject.BUSINESS: ("Thành lập, quản lý doanh nghiệp", "Doanh nghiệp"),
    Clearance.Subject.POSTS: ("Quá trình chức vụ đầy đủ", "Quá trình chức vụ"),
    Clearance.Subject.WORK_HISTORY: ("Quá trình công tác đầy đủ", "Quá trình công tác"),
    Clearance.Subject.QUALIFICATIONS: ("Văn bằng, chứng chỉ đầy đủ", "Văn bằng, chứng chỉ"),
    Clearance.Subject.RATINGS: ("Xếp loại đầy đủ", "Xếp loại"),
    Clearance.Subject.PLANNING: ("Quy hoạch đầy đủ", "Quy hoạch"),
}
_DECLARATION = {
    AssetDeclaration.Kind.FIRST: ("Lần đầu",),
    AssetDeclaration.Kind.ANNUAL: ("Hằng năm", "Hàng năm"),
    AssetDeclaration.Kind.SUPPLEMENTARY: ("Bổ sung",),
    AssetDeclaration.Kind.PERSONNEL: ("Phục vụ công tác cán bộ", "Công tác cán bộ"),
}
_RELATION = {
    Relationship.Kind.SPOUSE: ("Vợ hoặc chồng", "Vợ", "Chồng", "Vợ chồng"),
    Relationship.Kind.PARENT: ("Bố hoặc mẹ", "Bố", "Cha", "Mẹ", "Bố mẹ", "Cha mẹ"),
    Relationship.Kind.PARENT_IN_LAW: (
        "Bố hoặc mẹ của vợ, chồng",
        "Bố vợ",
        "Mẹ vợ",
        "Bố chồng",
        "Mẹ chồng",
    ),
    Relationship.Kind.CHILD: ("Con", "Con đẻ", "Con nuôi", "Con trai", "Con gái"),
    Relationship.Kind.SIBLING: (
        "Anh, chị, em ruột",
        "Anh ruột",
        "Chị ruột",
        "Em ruột",
        "Anh",
        "Chị",
        "Em",
    ),
    Relationship.Kind.SIBLING_IN_LAW: ("Anh, chị, em ruột của vợ, chồng",),
    Relationship.Kind.OTHER: ("Khác",),
}
_BODY = {
    PartyRole.Kind.STANDING: ("Ban thường vụ", "BTV"),
    PartyRole.Kind.COMMITTEE: ("Cấp ủy", "Ban chấp hành", "BCH", "Đảng ủy", "Chi ủy"),
}


def one_of(words: Mapping[_Value, tuple[str, ...]]) -> OneOf:
    """Return the reader of a list of values with their words.

    A word that stands for two values would be a fault of this module: it raises.
    """
    found: dict[str, str | int] = {}
    for value, said in words.items():
        spoken = said if isinstance(value, int) else (*said, str(value))
        for word in spoken:
            if found.setdefault(key(word), value) != value:
                raise ValueError(f"the word {word!r} stands for two values")
    return OneOf(found, tuple(said[0] for said in words.values()))


SEX = one_of(_SEX)
PERSON_KIND = one_of(_PERSON_KIND)
FOOTING = one_of(_FOOTING)
LEFT = one_of(_LEFT)
QUALIFICATION = one_of(_QUALIFICATION)
LEVEL = one_of(_LEVEL)
RATING = one_of(_RATING)
DISCIPLINE = one_of(_DISCIPLINE)
MATTER = one_of(_MATTER)
OVERSIGHT = one_of(_OVERSIGHT)
CLEARANCE = one_of(_CLEARANCE)
DECLARATION = one_of(_DECLARATION)
RELATION = one_of(_RELATION)
BODY = one_of(_BODY)
