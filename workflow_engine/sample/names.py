"""The words that made-up names are put together from."""

from random import Random

SURNAMES = (
    ("Nguyễn", 31),
    ("Trần", 11),
    ("Lê", 9),
    ("Phạm", 7),
    ("Huỳnh", 5),
    ("Hoàng", 4),
    ("Phan", 4),
    ("Vũ", 3),
    ("Võ", 3),
    ("Đặng", 3),
    ("Bùi", 2),
    ("Đỗ", 2),
    ("Hồ", 2),
    ("Ngô", 2),
    ("Dương", 1),
    ("Lý", 1),
    ("Đinh", 1),
    ("Trịnh", 1),
    ("Tạ", 1),
    ("Lâm", 1),
)
MIDDLES = {
    "male": ("Văn", "Hữu", "Đức", "Minh", "Quốc", "Thanh", "Công", "Xuân", "Đình", "Trọng", "Anh"),
    "female": ("Thị", "Thị", "Thị Thanh", "Ngọc", "Thị Ngọc", "Bích", "Thị Kim", "Thùy", "Hoàng"),
}
GIVEN = {
    "male": (
        "An", "Ân", "Bảo", "Bình", "Cường", "Dũng", "Duy", "Đạt", "Đức", "Giang", "Hải", "Hậu",
        "Hiếu", "Hòa", "Hoàng", "Hùng", "Huy", "Khánh", "Khoa", "Kiên", "Lâm", "Long", "Lộc",
        "Minh", "Nam", "Nghĩa", "Nhân", "Phong", "Phú", "Phúc", "Quân", "Quang", "Sơn", "Tài",
        "Tâm", "Thành", "Thắng", "Thịnh", "Tiến", "Toàn", "Trí", "Trung", "Tú", "Tuấn", "Việt",
    ),
    "female": (
        "Anh", "Ánh", "Bích", "Châu", "Chi", "Diệp", "Dung", "Duyên", "Đào", "Hà", "Hạnh", "Hằng",
        "Hiền", "Hoa", "Hồng", "Huệ", "Hương", "Lan", "Liên", "Linh", "Loan", "Mai", "My", "Nga",
        "Ngân", "Ngọc", "Nhung", "Oanh", "Phượng", "Quyên", "Quỳnh", "Tâm", "Thảo", "Thu", "Thủy",
        "Trang", "Trâm", "Trinh", "Tuyết", "Uyên", "Vân", "Vy", "Xuân", "Yến",
    ),
}  # fmt: skip


def made_up_name(rng: Random, sex: str) -> str:
    """Put a name together."""
    surnames, weights = zip(*SURNAMES, strict=True)
    surname = rng.choices(surnames, weights)[0]
    return f"{surname} {rng.choice(MIDDLES[sex])} {rng.choice(GIVEN[sex])}"
