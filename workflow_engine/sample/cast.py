"""The people of the sample with a part to play: on which condition each of them falls, if any.

Whoever is planned for a post and has no `trait` meets every condition that the registry can answer,
today and at a first conference in June or July 2026.
"""

from dataclasses import dataclass

from workflow_engine.sample.structure import CITY, DEPARTMENT, INSPECTORATE

VACANT_DEPUTY_DIRECTOR = f"{DEPARTMENT}-PGD"
VACANT_HEAD_OF_DIVISION = f"{DEPARTMENT}-NV2-TP"
VACANT_DEPUTY_HEAD = f"{DEPARTMENT}-HTQT-PTP"

# What is different about somebody.
DISCIPLINE_SERVED = "a warning being served"
NO_HEALTH_CERTIFICATE = "no health certificate on record"
NEAR_RETIREMENT = "less than a full term to the age of retirement, more than 48 months"
NO_CRIMINAL_CLEARANCE = "no check of criminal proceedings on record"
ACTING = "deputy head who also acts as head: acting time does not count"
BROKEN_SERVICE = "head of a division twice, with an interruption"
SPOUSE_IN_COLLECTIVE = "married to a deputy director"
OPEN_DENUNCIATION = "an open denunciation"
BUSINESS_ROLE = "manages a company"


@dataclass(frozen=True)
class Part:
    """One person with a part: the place held and the post planned for."""

    key: str
    name: str
    sex: str
    post: str
    planned: str = ""
    trait: str = ""


def _in(short: str) -> str:
    return f"{DEPARTMENT}-{short}"


CAST = (
    Part("chairman", "Trương Gia Khánh", "male", f"{CITY}-CT"),
    Part("vice-chairman", "Lưu Thị Bạch Tuyết", "female", f"{CITY}-PCT"),
    Part("inspector", "Lương Thị Thu Hà", "female", f"{INSPECTORATE}-TTV"),
    Part("director", "Nguyễn Hữu Thắng", "male", _in("GD")),
    Part("deputy-director-1", "Trần Thị Kim Oanh", "female", _in("PGD")),
    Part("deputy-director-2", "Lê Quang Vinh", "male", _in("PGD")),
    Part("head-of-hr", "Phan Thị Ngọc Diệp", "female", _in("TCCB-TP")),
    Part("hr-officer-1", "Đỗ Minh Nhật", "male", _in("TCCB-CV")),
    Part("hr-officer-2", "Hồ Thị Mai Trinh", "female", _in("TCCB-CV")),
    Part("hr-officer-3", "Vũ Đức Toàn", "male", _in("TCCB-CV")),
    Part("administrator", "Ngô Thanh Tùng", "male", _in("VP-CV")),
    # For the vacant seat of a deputy director.
    Part("qualified-1", "Nguyễn Thị Minh Anh", "female", _in("NV1-TP"), _in("PGD")),
    Part("qualified-2", "Trần Văn Đức", "male", _in("KHTC-TP"), _in("PGD")),
    Part("qualified-3", "Lê Hoàng Ân", "male", _in("PC-TP"), _in("PGD")),
    Part("disciplined", "Phạm Quốc Bảo", "male", _in("KT-TP"), _in("PGD"), DISCIPLINE_SERVED),
    Part(
        "no-health", "Võ Thị Hồng Hạnh", "female", _in("HTQT-TP"), _in("PGD"), NO_HEALTH_CERTIFICATE
    ),
    Part("near-retirement", "Đặng Văn Ửng", "male", _in("VP-TP"), _in("PGD"), NEAR_RETIREMENT),
    Part(
        "no-clearance", "Huỳnh Ngọc Ẩn", "female", _in("TTH-TP"), _in("PGD"), NO_CRIMINAL_CLEARANCE
    ),
    Part("acting", "Bùi Thị Ánh", "female", _in("CDS-PTP"), _in("PGD"), ACTING),
    Part("broken-service", "Ngô Đình Ước", "male", _in("TTDV-GD"), _in("PGD"), BROKEN_SERVICE),
    Part("spouse", "Trịnh Hữu Phúc", "male", _in("TTDL-GD"), _in("PGD"), SPOUSE_IN_COLLECTIVE),
    # For the vacant head of a division.
    Part("deputy-head-1", "Hoàng Thị Mỹ Duyên", "female", _in("NV2-PTP"), _in("NV2-TP")),
    Part("deputy-head-2", "Đinh Công Thành", "male", _in("NV2-PTP"), _in("NV2-TP")),
    Part("deputy-head-3", "Lý Thị Thanh Xuân", "female", _in("NV1-PTP"), _in("NV2-TP")),
    Part("denounced", "Dương Văn Lộc", "male", _in("PC-PTP"), _in("NV2-TP"), OPEN_DENUNCIATION),
    Part("in-business", "Tạ Thị Bích Hợp", "female", _in("KT-PTP"), _in("NV2-TP"), BUSINESS_ROLE),
    # For a first leadership post.
    Part("first-post", "Lâm Minh Quân", "male", _in("HTQT-CV"), _in("HTQT-PTP")),
)
