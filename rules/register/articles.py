"""The articles of a text of the law, read from a copy of it: numbers, titles, clauses.

An index holds facts of a text and none of its sentences: the headings of its articles, the numbers
of their clauses, and a digest of the words of each article, so that a copy in which a word was
changed is not taken for the one that was indexed. No clause is left out for what it says: which
words make a duty, a bar or a limit is nothing that a list of words could tell.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ENDS = re.compile(
    r"^(?:#+ |\*\*)?(?:PHỤ LỤC|NƠI NHẬN|GHI CHÚ)"
    r"|^(?:#+ |\*\*)\**(?:Phụ lục|Mẫu số|Nơi nhận|Ghi chú)\b|^\**Nơi nhận"
)
QUOTES = "\"“”'‘’ "
TITLE_LENGTH = 160
DIGITS = 12
MOST_LOST = 2  # Clauses whose numbers a scan lost in a row.


@dataclass(slots=True)
class Article:
    """One article (or section, or annex): its heading, and its clauses in their order.

    An article without numbered clauses has none. `digest` is of its words; of an annex, of all the
    words of the files that hold the annexes.
    """

    number: str
    title: str
    chapter: str = ""
    clauses: tuple[str, ...] = ()
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be read: its file, the kind of its headings, what stands in it besides."""

    instrument: str
    file: str
    parts: tuple[tuple[str, str], ...] = ()  # A heading, and what the numbers after it are given.
    annexes: tuple[str, ...] = ()  # What it has besides articles, "name. title".
    annex_files: tuple[str, ...] = ()
    only_annexes: bool = False
    inline: bool = False  # Clauses follow each other on one line.
    sections: bool = False  # Numbered sections in place of articles.


DECREE_30_ANNEXES = (
    "Phụ lục I. Thể thức, kỹ thuật trình bày văn bản hành chính và bản sao văn bản",
    "Phụ lục II. Viết hoa trong văn bản hành chính",
    "Phụ lục III. Bảng chữ viết tắt tên loại, mẫu trình bày văn bản hành chính và bản sao",
    "Phụ lục IV. Mẫu về quản lý văn bản",
    "Phụ lục V. Lập hồ sơ và nộp lưu hồ sơ, tài liệu vào Lưu trữ cơ quan",
    "Phụ lục VI. Hệ thống quản lý tài liệu điện tử",
)
TEXTS = {
    "hd-45-btctw": Text("45-HD/BTCTW", "hd-45-btctw.md", sections=True),
    "luat-02-2011": Text("02/2011/QH13", "luat-02-2011-khieu-nai.md"),
    "luat-10-2022": Text("10/2022/QH15", "luat-10-2022-dan-chu-co-so.md"),
    "luat-104-2016": Text("104/2016/QH13", "luat-104-2016-tiep-can-thong-tin.md"),
    "luat-129-2025": Text("129/2025/QH15", "luat-129-2025-vien-chuc-ban-chep.md"),
    "luat-25-2018": Text("25/2018/QH14", "luat-25-2018-to-cao.md"),
    "luat-36-2018": Text("36/2018/QH14", "luat-36-2018-phong-chong-tham-nhung.md"),
    "luat-58-2010": Text("58/2010/QH12", "luat-58-2010-vien-chuc.md"),
    "luat-80-2025": Text("80/2025/QH15", "luat-80-2025-can-bo-cong-chuc.md"),
    "nd-07-2026": Text("07/2026/NĐ-CP", "nd-07-2026-phu-cap-chuc-vu.md"),
    "nd-115-2020": Text("115/2020/NĐ-CP", "nd-115-2020-vien-chuc.md"),
    "nd-130-2020": Text("130/2020/NĐ-CP", "nd-130-2020-tai-san-thu-nhap.md"),
    "nd-135-2020": Text(
        "135/2020/NĐ-CP",
        "nd-135-2020-tuoi-nghi-huu-bang.md",
        annexes=(
            "Phụ lục I. Lộ trình tuổi nghỉ hưu gắn với tháng, năm sinh trong điều kiện bình thường",
            "Phụ lục II. Tuổi nghỉ hưu thấp nhất gắn với tháng, năm sinh",
        ),
        annex_files=("nd-135-2020-tuoi-nghi-huu-bang.md",),
        only_annexes=True,
    ),
    "nd-155-2026": Text("155/2026/NĐ-CP", "nd-155-2026-khieu-nai.md"),
    "nd-156-2026": Text("156/2026/NĐ-CP", "nd-156-2026-to-cao.md"),
    "nd-161-2026": Text("161/2026/NĐ-CP", "nd-161-2026-luong-co-so.md"),
    "nd-170-2025": Text("170/2025/NĐ-CP", "nd-170-2025.md"),
    "nd-171-2025": Text("171/2025/NĐ-CP", "nd-171-2025-dao-tao.md"),
    "nd-172-2025": Text("172/2025/NĐ-CP", "nd-172-2025-ky-luat.md"),
    "nd-173-2025": Text("173/2025/NĐ-CP", "nd-173-2025-hop-dong.md"),
    "nd-216-2026": Text("216/2026/NĐ-CP", "nd-216-2026-ly-lich-tu-phap.md"),
    "nd-232-2026": Text("232/2026/NĐ-CP", "nd-232-2026-vi-tri-viec-lam.md"),
    "nd-233-2026": Text("233/2026/NĐ-CP", "nd-233-2026-danh-gia-vien-chuc.md"),
    "nd-234-2026": Text("234/2026/NĐ-CP", "nd-234-2026-ky-luat-vien-chuc.md"),
    "nd-235-2026": Text("235/2026/NĐ-CP", "nd-235-2026-hop-dong.md"),
    "nd-259-2026": Text("259/2026/NĐ-CP", "nd-259-2026-trich-yeu.md", inline=True),
    "nd-30-2020": Text(
        "30/2020/NĐ-CP",
        "nd-30-2020-van-thu.md",
        annexes=DECREE_30_ANNEXES,
        annex_files=(
            "nd-30-2020-phu-luc-i-the-thuc.md",
            "nd-30-2020-phu-luc-ii-iv-v-vi.md",
            "nd-30-2020-phu-luc-iii-mau.md",
        ),
    ),
    "nd-300-2026": Text("300/2026/NĐ-CP", "nd-300-2026.md"),
    "nd-31-2019": Text("31/2019/NĐ-CP", "nd-31-2019-to-cao.md"),
    "nd-59-2019": Text("59/2019/NĐ-CP", "nd-59-2019-pctn.md"),
    "nd-59-2023": Text("59/2023/NĐ-CP", "nd-59-2023-dan-chu-co-so.md"),
    "nd-93-2026": Text("93/2026/NĐ-CP", "nd-93-2026-nha-giao.md"),
    "tt-06-2026": Text("06/2026/TT-BNV", "tt-06-2026-bnv-so-noi-vu.md"),
    "tt-22-2025": Text(
        "22/2025/TT-BNV",
        "tt-22-2025-bnv-thi-tuyen.md",
        parts=(("## NỘI QUY", "Nội quy"), ("**Chương I**", "Quy chế")),
    ),
}


def articles(text: Text, folder: Path) -> list[Article]:
    """Read the articles of a text from the folder of texts."""
    source = (folder / text.file).read_text(encoding="utf-8")
    found = [] if text.only_annexes else list(_articles(text, source))
    words = [(folder / name).read_text(encoding="utf-8") for name in text.annex_files]
    for annex in text.annexes:
        name, _, title = annex.partition(". ")
        found.append(Article(name, title, digest=_digest(words)))
    return found


def _digest(parts: Iterable[str]) -> str:
    """Return the digest of words, however they are broken into lines."""
    words = " ".join(" ".join(parts).split())
    return hashlib.sha256(words.encode()).hexdigest()[:DIGITS]


def _articles(text: Text, source: str) -> Iterator[Article]:
    heading, chapter_at = _heading(text, source), re.compile(r"^\W*(Chương [IVXLC]+)\b\W*(.*)")
    part, chapter, title, body = "", "", "", list[str]()
    number = ""
    lines: list[str | None] = [*source.splitlines(), None]
    for line in lines:
        found = heading(line) if line is not None else None
        new_part = next((p for mark, p in text.parts if line is not None and mark in line), None)
        new_chapter = chapter_at.match(line) if line is not None else None
        over = line is None or bool(number and ENDS.match(line))
        if number and (found or new_part is not None or new_chapter or over):
            yield _article(f"{number} {part}".strip(), title, chapter, body, text)
            number = ""
        if over:
            return
        if new_part is not None:
            part, chapter = new_part, ""
        if new_chapter:
            chapter = new_chapter[1].removeprefix("Chương ")
        if found:
            number, title, body = *found, []
        elif number and line is not None:
            body.append(line)


def _heading(text: Text, source: str) -> Callable[[str], tuple[str, str] | None]:
    if text.sections:
        return _SectionHeading()
    hashed = re.search(r"^#{2,4} \**Điều \d", source, re.MULTILINE)
    marks = r"(?:#{2,4} \**|\*\*)" if text.parts else r"#{2,4} \**" if hashed else r"\*\*"
    pattern = re.compile(rf"^{marks}Điều (\d+[a-zđ]?)\b[.:]?(.*)$")
    first = re.compile(r"^\*\*(1)\. (.*)$") if text.parts else None

    def read(line: str) -> tuple[str, str] | None:
        found = pattern.match(line) or (first.match(line) if first else None)
        return (found[1], found[2].strip(" *#")) if found else None

    return read


class _SectionHeading:
    """Sections such as II.5: a numeral in bold letters, and a number under it."""

    def __init__(self) -> None:
        self._numeral = ""

    def __call__(self, line: str) -> tuple[str, str] | None:
        if chapter := re.match(r"^\*\*([IVX]+)\. (.*)$", line):
            self._numeral = chapter[1]
            return None
        if self._numeral and (found := re.match(r"^(\d+)\. (.*)$", line)):
            return f"{self._numeral}.{found[1]}", found[2].strip(" *")
        return None


def _article(number: str, title: str, chapter: str, body: list[str], text: Text) -> Article:
    digest = _digest([title, *body])
    if text.sections:
        clauses = _clauses([title, *body], re.compile(r"^\d+\.(\d+)\. "), any_first=True)
        title = re.split(r"(?<=[a-zà-ỹ])[.:;,(]|\n\n", f"{title} " + " ".join(body))[0]
    else:
        joined = "\n".join(body)
        if text.inline:
            joined = re.sub(r"(?<=[.;:]) (?=\d+\. [A-ZĐÀ-Ỹ])", "\n", joined)
        body = joined.splitlines()
        if not title:
            title, body = _title_below(body)
        clauses = _clauses(
            body,
            re.compile(rf"^[{QUOTES}=*-]*(\d+[a-zđ]?)\s?[.)](?!\d)"),
            extract=text.inline,
        )
    return Article(number, _short(title), chapter, clauses, digest)


def _title_below(body: list[str]) -> tuple[str, list[str]]:
    """Take the title from the lines under a heading that has none."""
    told: list[str] = []
    for index, line in enumerate(body):
        if told and (not line.strip() or re.match(r"^\d+\. ", line)):
            return " ".join(told), body[index:]
        if line.strip():
            told.append(line.strip())
    return " ".join(told), []


def _clauses(
    body: list[str], pattern: re.Pattern[str], *, any_first: bool = False, extract: bool = False
) -> tuple[str, ...]:
    """List the numbers of the clauses of an article, which count up.

    A number that a scan lost between two others is counted all the same; an extract leaves out
    what it does not have.
    """
    found: list[str] = []
    for line in body:
        said = pattern.match(line.lstrip())
        quoted = any_first or line.lstrip()[:1] in QUOTES
        last = found[-1] if found else ""
        if not said or not _follows(said[1], last, quoted, MOST_LOST if not extract else 99):
            continue
        if not (extract or (quoted and not last)):
            found += [str(lost) for lost in range(_value(last) + 1, _value(said[1]))]
        found.append(said[1])
    return tuple(found)


def _follows(number: str, last: str, quoted: bool, lost: int) -> bool:
    value, before = _value(number), _value(last)
    if not last:
        return quoted or 1 <= value <= 1 + lost
    same = value == before and number > last and number[-1].isalpha()
    return same or before < value <= before + 1 + lost


def _value(number: str) -> int:
    return int(re.sub(r"\D", "", number) or 0)


def _short(title: str) -> str:
    title = re.sub(r"\s+", " ", title).strip(" *#.:;|¡")
    if len(title) <= TITLE_LENGTH:
        return title
    return title[:TITLE_LENGTH].rsplit(" ", 1)[0] + " …"
