"""Taking people in, proving the trail whole, and judging a dossier again: what is done at once."""

from __future__ import annotations

from functools import partial
from io import BytesIO
from random import Random

from django.utils import timezone
from openpyxl import Workbook

from bench.courses import Course
from bench.figures import Line, queries_of, settled
from compliance import trail
from compliance.replay import replay_dossier
from workflow_engine.importing import personnel
from workflow_engine.sample import names

PEOPLE = 2000
_POST = "SO-MAU-VP-CV"
_RUNS = 5


def measure() -> list[Line]:
    """Return a line for the import, one for the trail, one for a replay."""
    return [*_imports(), _verification(), _replay()]


def _imports() -> list[Line]:
    content, today = _workbook(), timezone.localdate()
    preview = Line(f"Preview of an import: {PEOPLE} people, each with a post")
    stored = Line("The same import, stored with its history")
    with settled():
        preview.take(partial(personnel.preview, content, today=today))
        queries: list[str] = []
        stored.take(lambda: queries.extend(queries_of(partial(_store, content))))
    stored.queries = str(len(queries))
    for line in (preview, stored):
        line.note = f"{PEOPLE / line.samples[0]:.0f} people a second"
    return [preview, stored]


def _store(content: bytes) -> None:
    personnel.apply(
        content, today=timezone.localdate(), actor=trail.SYSTEM, name="bench.xlsx", accepted=True
    )


def _workbook() -> bytes:
    book = Workbook()
    people = book.active
    people.title = "Nhân sự"
    people.append(("Số định danh cá nhân", "Họ và tên", "Ngày sinh", "Giới tính", "Đảng viên"))
    posts = book.create_sheet("Quá trình chức vụ")
    posts.append(("Số định danh cá nhân", "Mã chức vụ", "Hình thức", "Từ ngày"))
    rng = Random(1)  # noqa: S311  The same names every time, nothing secret.
    for index in range(PEOPLE):
        # No province has the code 000: nobody's personal number begins with it.
        number = f"000080{900_000 + index:06}"
        name = names.made_up_name(rng, "male")
        people.append((number, name, "05/09/1980", "Nam", "x"))
        posts.append((number, _POST, "", "01/07/2025"))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _verification() -> Line:
    size = trail.verify().size
    line = Line(f"Verifying the whole trail: {size} entries")
    with settled():
        for _run in range(_RUNS):
            line.take(trail.verify)
    line.queries = str(len(queries_of(trail.verify)))
    line.note = f"{size * 1000 / line.middle:.0f} entries a second"
    return line


def _replay() -> Line:
    course = Course()
    dossier = course.before_the_gate()
    course.take(dossier, course.approval(), course.authority)
    found = replay_dossier(dossier.number)
    line = Line(f"Replaying a dossier: {found.entries} entries, {found.verdicts} verdict")
    with settled():
        for _run in range(_RUNS * 4):
            line.take(partial(replay_dossier, dossier.number))
    line.queries = str(len(queries_of(lambda: replay_dossier(dossier.number))))
    line.note = "the same" if found.same else "it diverges"
    return line
