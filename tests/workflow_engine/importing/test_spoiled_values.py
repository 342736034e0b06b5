"""Dates and numbers that a spreadsheet spoiled are named, with both readings."""

from datetime import date, datetime, time

import pytest

from tests.workflow_engine.importing.conftest import (
    NUMBER,
    PEOPLE,
    SOMEBODY,
    people,
    with_records,
)
from tests.workflow_engine.importing.office_files import (
    OTHER,
    THIRD,
    born,
    edited,
    rewritten,
    said,
)


def with_format(*dates, shown):
    content = people(*(born(d, f"0791800012{n:02}") for n, d in enumerate(dates)))

    def change(book):
        for row in book["Nhân sự"].iter_rows(min_row=2):
            row[2].number_format = shown

    return edited(content, change)


def day(year, month, of_month, *rest):
    return datetime(year, month, of_month, *rest)  # noqa: DTZ001 as a workbook gives it


@pytest.mark.parametrize(
    "value", [day(1979, 12, 31, 17), 29220.708333, "31/12/1979 17:00", "1979-12-31T17:00:00.000Z"]
)
def test_a_date_with_a_time_of_day_is_refused_with_both_days(look, value):
    (error,) = said(look(people(born(value))))

    assert "31/12/1979" in error[2]
    assert "01/01/1980" in error[2]


def test_days_that_american_settings_swapped_are_named_with_both_readings(look):
    made = look(
        people(
            born(day(1980, 1, 9)),
            born("15/01/1980", OTHER),
            born(day(1979, 12, 10), THIRD),
        )
    )

    assert [
        (row, "09/01/1980" in m and "01/09/1980" in m)
        for row, _c, m in said(made, "to-accept")
        if "swapped" in m
    ] == [(2, True), (4, False)]


def test_a_birth_of_a_year_alone_hides_no_swapped_day(look):
    made = look(people(born(day(1980, 1, 9)), born("15/01/1980", OTHER), born("00/00/1979", THIRD)))

    assert any("01/09/1980" in m for _r, _c, m in said(made, "to-accept"))


def test_a_column_that_has_dates_above_twelve_is_not_doubted(look):
    made = look(
        people(born(day(1980, 1, 9)), born("15/01/1980", OTHER), born(day(1979, 12, 20), THIRD))
    )

    assert not [m for _r, _c, m in said(made, "to-accept") if "swapped" in m]


@pytest.mark.parametrize("shown", ["mm/dd/yyyy", "[$-409]m/d/yy", "mm-dd-yy"])
def test_dates_shown_month_first_are_doubted(look, shown):
    made = look(with_format(day(1980, 1, 9), shown=shown))

    assert "swapped" in said(made, "to-accept")[0][2]


@pytest.mark.parametrize("shown", ["dd/mm/yyyy", "yyyy-mm-dd", "d mmm yyyy", "dd/mm/yyyy hh:mm"])
def test_dates_shown_day_first_are_not(look, shown):
    assert said(look(with_format(day(1980, 1, 9), shown=shown)), "to-accept") == []


def test_text_dates_of_a_column_that_is_month_first_are_doubted_too(look):
    made = look(people(born("01/15/1980"), born("01/09/1980", OTHER)))

    assert [row for row, _c, _m in said(made)] == [2]
    assert [row for row, _c, _m in said(made, "to-accept")] == [3]


@pytest.mark.parametrize("column", ["Số văn bản", "Cơ quan ban hành", "Ghi chú"])
@pytest.mark.parametrize(
    "value", [day(2023, 5, 1), 12.1, time(12, 30), True, 1234567890123456789, "1.23457E+18"]
)
def test_what_a_spreadsheet_made_of_a_text_is_refused(look, column, value):
    made = look(
        with_records(
            "Xếp loại",
            ("Năm", "Mức xếp loại", "Ngày quyết định", column),
            (2023, "Tốt", "20/12/2023", value),
        )
    )

    assert [(c, "cell for text" in m) for _r, c, m in said(made)] == [(column, True)]


def test_a_number_shown_otherwise_than_it_is_is_refused_in_a_column_of_text(look):
    content = with_records(
        "Xếp loại",
        ("Năm", "Xếp loại", "Ngày quyết định", "Số văn bản"),
        (2023, "Tốt", "1/2/2024", 12),
    )

    def change(book):
        book["Xếp loại"]["E2"].number_format = '00"/QĐ"'

    assert said(look(content)) == []
    assert "00" in said(look(edited(content, change)))[0][2]


def test_a_year_typed_into_a_cell_for_dates_is_no_day_of_1905(look):
    made = look(with_format(day(1905, 5, 29), shown="dd/mm/yyyy"))
    header = (*PEOPLE, "Ngày vào Đảng")

    def change(book):
        book["Nhân sự"]["F2"] = 1976
        book["Nhân sự"]["F2"].number_format = "dd/mm/yyyy"

    joined = look(edited(people((*SOMEBODY, None), header=header), change))

    assert "1976" in said(made, "to-accept")[0][2]
    assert made.new[0][1].born == "1976"
    assert "1976" in said(joined)[0][2]


@pytest.mark.parametrize("number", [5, 790800012])
def test_a_short_number_never_lost_that_many_zeros(look, number):
    assert said(look(people((number, *SOMEBODY[1:]))))[0][1] == "Số định danh cá nhân"


def test_a_workbook_that_counts_from_1904_is_read_right(look):
    content = people(born(29229), born(day(1980, 1, 20), OTHER))
    content = rewritten(
        content, "xl/workbook.xml", ("<workbookPr ?/>", '<workbookPr date1904="1"/>')
    )
    made = look(content)

    assert [record.birth_date for _line, record in made.new] == [
        date(1984, 1, 10),
        date(1984, 1, 21),
    ]


def test_a_formula_whose_result_is_empty_is_an_empty_cell(look):
    content = edited(
        people(SOMEBODY, ("079075005678", "Trần Văn Bình", "01/02/1975", "Nam", "x")),
        lambda book: book["Nhân sự"].__setitem__("E2", '=IF(1=2,"x","")'),
    )
    stored = rewritten(
        content,
        "xl/worksheets/sheet1.xml",
        (r'<c r="E2"([^>]*)><f>(.*?)</f><v ?/?>(</v>)?', r'<c r="E2" t="str"><f>\2</f><v></v>'),
    )

    assert [c for _r, c, _m in said(look(content))] == ["Đảng viên"]
    assert said(look(stored)) == []


def test_a_zero_in_the_format_of_a_date_is_empty_where_nothing_is_needed(look):
    header = (*PEOPLE, "Ngày vào Đảng")

    def change(book):
        for name in ("C2", "F2"):
            book["Nhân sự"][name].number_format = "dd/mm/yyyy"

    made = look(edited(people((NUMBER, "Ánh", 0, "Nữ", "x", 0), header=header), change))

    assert [(c, "00/01/1900" in m) for _r, c, m in said(made)] == [("Ngày sinh", True)]
