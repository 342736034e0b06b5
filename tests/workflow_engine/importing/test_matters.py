"""Two matters of one kind and one day are two; days far from their papers are asked about."""

from datetime import date

import pytest

from tests.workflow_engine.importing.conftest import TODAY, with_records
from tests.workflow_engine.importing.imports import put_in, said
from workflow_engine.importing import personnel
from workflow_engine.registry.models import Discipline, Proceeding

HEADS = ("Hình thức kỷ luật", "Ngày có hiệu lực", "Do tham nhũng", "Số văn bản", "Ngày văn bản")
DAY = "12/08/2026"


def of(*rows):
    return with_records("Kỷ luật", HEADS, *(("Cảnh cáo", *row) for row in rows))


def preview(*rows):
    return personnel.preview(of(*rows), today=TODAY)


def asked(made):
    return [issue.message for issue in made.to_accept]


@pytest.fixture
def first(registry):
    put_in(of((DAY, None, "5/QĐ", DAY)))
    return Discipline.objects.get()


def test_rows_with_numbers_of_their_own_are_two_matters(registry):
    put_in(of((DAY, None, "5/QĐ", DAY), (DAY, None, "6/QĐ", DAY)))

    assert Discipline.objects.count() == 2


def test_another_number_is_another_matter_and_is_asked_by_name(first):
    made = preview((DAY, "Có", "6/QĐ", DAY))
    assert asked(made) == ["On record stands 5/QĐ, of the same kind and day: is 6/QĐ another one?"]

    put_in(of((DAY, "Có", "6/QĐ", DAY)), accepted=True)
    first.refresh_from_db()
    assert (first.document_number, first.for_corruption) == ("5/QĐ", None)
    assert Discipline.objects.count() == 2


def test_the_same_number_is_the_same_matter(first):
    put_in(of((DAY, "Có", "5/qđ", DAY)), accepted=True)

    assert Discipline.objects.get().for_corruption is True


def test_a_row_that_may_be_of_two_records_is_refused(first):
    put_in(of((DAY, None, "6/QĐ", DAY)), accepted=True)
    made = preview((DAY, "Có", None, None))

    [told] = [message for *_place, message in said(made)]
    assert told.startswith("Several records are of this kind and day (")
    assert all(f"12/08/2026; document {number}; entered on " in told for number in ("5/QĐ", "6/QĐ"))


def test_a_number_for_a_record_without_one_is_asked_about(registry):
    put_in(of((DAY, None, None, None)))
    made = preview((DAY, None, "5/QĐ", DAY))

    assert asked(made) == [
        "The record of this kind and day has no document number: is it that of 5/QĐ?",
        "On record stands “–”: is it changed to “5/QĐ”?",
        "On record stands “–”: is it changed to “12/08/2026”?",
    ]
    put_in(of((DAY, None, "5/QĐ", DAY)), accepted=True)
    assert Discipline.objects.get().document_number == "5/QĐ"


def test_an_unsaid_answer_stays_open(first):
    assert first.for_corruption is None
    assert first.by_party is None


def test_days_far_apart_are_asked_about_and_kept_as_confirmed(registry):
    row = ("12/08/2026", None, "5/QĐ", "12/08/2016")
    assert asked(preview(row)) == [
        "The day 12/08/2026 and that of its paper, 12/08/2016, lie far apart: is it right?"
    ]

    put_in(of(row), accepted=True)
    assert Discipline.objects.get().days_confirmed == "effective_on 2026-08-12 2016-08-12"
    assert not asked(preview(row))


def test_a_decision_of_the_state_has_no_effect_before_it_was_signed(registry):
    made = preview(("12/08/2016", None, "5/QĐ", "12/08/2026"))

    assert [column for _sheet, _row, column, _message in said(made)] == ["Ngày có hiệu lực"]


def test_the_paper_of_an_end_has_columns_in_every_sheet_that_needs_one(registry):
    heads = (
        "Nội dung",
        "Ngày bắt đầu",
        "Ngày kết thúc",
        "Số quyết định kết thúc",
        "Ngày quyết định kết thúc",
    )
    row = ("Tạm đình chỉ công tác", "01/02/2026", "01/05/2026", "8/QĐ", "01/05/2026")
    content = with_records("Vụ việc", heads, row)
    put_in(content)
    row = Proceeding.objects.get()
    assert (row.end_document_number, row.end_document_date) == ("8/QĐ", date(2026, 5, 1))
