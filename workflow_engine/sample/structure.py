"""The made-up department: units, titles with their ranks and standards, posts with their seats."""

from dataclasses import dataclass
from datetime import date

from compliance.history import create_many
from workflow_engine.registry.models import Post, Title, TitleStandard, Unit

CITY = "UBND-TP-MAU"
INSPECTORATE = "TTR-TP-MAU"
DEPARTMENT = "SO-MAU"
BASIS = "dữ liệu minh họa (sample), không phải văn bản thật"
SECTOR = "lĩnh vực mẫu"
ISSUER = "Sở Mẫu (dữ liệu minh họa)"

DIVISIONS = (
    ("VP", "Văn phòng Sở"),
    ("TCCB", "Phòng Tổ chức cán bộ"),
    ("KHTC", "Phòng Kế hoạch - Tài chính"),
    ("PC", "Phòng Pháp chế"),
    ("KT", "Phòng Kiểm tra"),
    ("CDS", "Phòng Chuyển đổi số"),
    ("NV1", "Phòng Nghiệp vụ 1"),
    ("NV2", "Phòng Nghiệp vụ 2"),
    ("HTQT", "Phòng Hợp tác quốc tế"),
    ("TTH", "Phòng Tổng hợp"),
)
AFFILIATED = (
    ("TTDV", "Trung tâm Dịch vụ"),
    ("TTDL", "Trung tâm Dữ liệu"),
)
MASS_ORGANISATIONS = (
    ("CD", "Công đoàn cơ sở", "CHU-TICH-CD"),
    ("DTN", "Đoàn Thanh niên", "BI-THU-DTN"),
    ("CCB", "Hội Cựu chiến binh", "CHU-TICH-CCB"),
)

# code, name, rank
TITLES = (
    ("CT-UBND", "Chủ tịch Ủy ban nhân dân Thành phố", 90),
    ("PCT-UBND", "Phó Chủ tịch Ủy ban nhân dân Thành phố", 80),
    ("GD-SO", "Giám đốc Sở", 60),
    ("PGD-SO", "Phó Giám đốc Sở", 50),
    ("TRUONG-PHONG", "Trưởng phòng", 30),
    ("CHANH-VP", "Chánh Văn phòng Sở", 30),
    ("GD-DV", "Giám đốc đơn vị thuộc Sở", 30),
    ("PHO-PHONG", "Phó Trưởng phòng", 20),
    ("PHO-CVP", "Phó Chánh Văn phòng Sở", 20),
    ("PGD-DV", "Phó Giám đốc đơn vị thuộc Sở", 20),
    ("CHU-TICH-CD", "Chủ tịch Công đoàn cơ sở", 0),
    ("BI-THU-DTN", "Bí thư Đoàn Thanh niên", 0),
    ("CHU-TICH-CCB", "Chủ tịch Hội Cựu chiến binh", 0),
    ("THANH-TRA-VIEN", "Thanh tra viên", 0),
    ("KE-TOAN-TRUONG", "Kế toán trưởng", 0),
    ("CHUYEN-VIEN", "Chuyên viên", 0),
    ("VIEN-CHUC", "Viên chức", 0),
)
# rank: degree, political theory, state management (levels of Qualification), years in the field.
# Made up for the sample: no instrument was read for these figures.
STANDARDS = {60: (4, 4, 3, 7), 50: (4, 4, 2, 5), 30: (4, 2, 2, 3), 20: (4, 2, 1, 2)}
STANDARDS_FROM = date(2022, 1, 1)

SEATS_OF_DEPUTY_DIRECTORS = 3
SEATS_OF_STAFF = 60


@dataclass(frozen=True)
class Layout:
    """What was built, by code."""

    units: dict[str, Unit]
    titles: dict[str, Title]
    posts: dict[str, Post]


def build() -> Layout:
    """Store the units, titles, standards and posts of the sample."""
    units = _units()
    titles = {
        code: Title(code=code, name=name, rank=rank, rank_basis=f"sample: {BASIS}")
        for code, name, rank in TITLES
    }
    create_many(list(titles.values()))
    create_many(
        [
            TitleStandard(
                title=title,
                in_force_from=STANDARDS_FROM,
                degree_level=degree,
                political_theory_level=theory,
                state_management_level=management,
                field_years=years,
                citation=f"Quyết định 00/QĐ-MẪU: {BASIS}",
                confidence="unknown",
            )
            for title in titles.values()
            if title.rank in STANDARDS
            for degree, theory, management, years in [STANDARDS[title.rank]]
        ]
    )
    posts = {post.code: post for post in _posts(units, titles)}
    create_many(list(posts.values()))
    return Layout(units, titles, posts)


def _units() -> dict[str, Unit]:
    kinds = Unit.Kind
    units: dict[str, Unit] = {}

    def add(code: str, name: str, kind: str, parent: str | None, **more: str) -> None:
        unit = Unit(code=code, name=name, kind=kind, parent=units.get(parent or ""), **more)
        unit.save()
        units[code] = unit

    city = "Ủy ban nhân dân Thành phố (mẫu, dữ liệu minh họa)"
    add(CITY, city, kinds.AGENCY, None, party_form=Unit.PartyForm.HIGHER, sector="administration")
    add(INSPECTORATE, "Thanh tra Thành phố (mẫu)", kinds.AGENCY, CITY, sector="inspectorate")
    add(
        DEPARTMENT,
        ISSUER,
        kinds.AGENCY,
        CITY,
        sector=SECTOR,
        party_form=Unit.PartyForm.GRASSROOTS,
    )
    for short, name in DIVISIONS:
        add(f"{DEPARTMENT}-{short}", f"{name} (mẫu)", kinds.CONSTITUENT, DEPARTMENT, sector=SECTOR)
    for short, name in AFFILIATED:
        add(f"{DEPARTMENT}-{short}", f"{name} (mẫu)", kinds.AFFILIATED, DEPARTMENT, sector=SECTOR)
    for short, name, _title in MASS_ORGANISATIONS:
        add(f"{DEPARTMENT}-{short}", f"{name} (mẫu)", kinds.MASS_ORGANISATION, DEPARTMENT)
    return units


def _posts(units: dict[str, Unit], titles: dict[str, Title]) -> list[Post]:
    head, deputy, staff = Post.Standing.HEAD, Post.Standing.DEPUTY, Post.Standing.STAFF
    posts: list[Post] = []

    def add(
        unit: str,
        short: str,
        title: str,
        standing: str,
        seats: int = 1,
        function: str = Post.Function.NONE,
    ) -> None:
        posts.append(
            Post(
                code=f"{unit}-{short}",
                unit=units[unit],
                title=titles[title],
                standing=standing,
                seats=seats,
                seats_basis=BASIS,
                function=function,
            )
        )

    add(CITY, "CT", "CT-UBND", head)
    add(CITY, "PCT", "PCT-UBND", deputy, 2)
    add(INSPECTORATE, "TTV", "THANH-TRA-VIEN", staff, 10)
    add(DEPARTMENT, "GD", "GD-SO", head)
    add(DEPARTMENT, "PGD", "PGD-SO", deputy, SEATS_OF_DEPUTY_DIRECTORS)
    for short, _name in DIVISIONS:
        unit = f"{DEPARTMENT}-{short}"
        office = short == "VP"
        own = Post.Function.PERSONNEL if short == "TCCB" else Post.Function.NONE
        add(unit, "TP", "CHANH-VP" if office else "TRUONG-PHONG", head, function=own)
        add(unit, "PTP", "PHO-CVP" if office else "PHO-PHONG", deputy, 2, own)
        add(unit, "CV", "CHUYEN-VIEN", staff, SEATS_OF_STAFF)
    add(f"{DEPARTMENT}-KHTC", "KTT", "KE-TOAN-TRUONG", staff, function=Post.Function.ACCOUNTING)
    add(f"{DEPARTMENT}-VP", "TQ", "CHUYEN-VIEN", staff, function=Post.Function.TREASURER)
    for short, _name in AFFILIATED:
        unit = f"{DEPARTMENT}-{short}"
        add(unit, "GD", "GD-DV", head)
        add(unit, "PGD", "PGD-DV", deputy, 2)
        add(unit, "VC", "VIEN-CHUC", staff, SEATS_OF_STAFF)
    for short, _name, title in MASS_ORGANISATIONS:
        add(f"{DEPARTMENT}-{short}", "CT", title, head)
    return posts
