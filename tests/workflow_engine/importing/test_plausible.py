"""Dates that cannot be right are refused; another identity has to be accepted."""

from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import DateField, DateTimeField

from tests.workflow_engine.importing.conftest import (
    NUMBER,
    PEOPLE,
    SOMEBODY,
    people,
    with_records,
    workbook,
)
from workflow_engine.pages.fields import DayField
from workflow_engine.registry import refusals
from workflow_engine.registry.bounds import DAYS
from workflow_engine.registry.cells import CellError, Day
from workflow_engine.registry.identity import number_disagrees
from workflow_engine.registry.identity import questions as identity_questions
from workflow_engine.registry.models import (
    Discipline,
    Person,
    Post,
    PostHolding,
    Proceeding,
    Rating,
)
from workflow_engine.registry.plausible import problems

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("sheet", "header", "row", "column"),
    [
        (
            "Kỷ luật",
            ("Hình thức", "Ngày có hiệu lực"),
            ("Khiển trách", "12/10/2062"),
            "Ngày có hiệu lực",
        ),
        ("Vụ việc", ("Nội dung", "Ngày bắt đầu"), ("Tố cáo", "12/10/2062"), "Ngày bắt đầu"),
        (
            "Xếp loại",
            ("Năm", "Xếp loại", "Ngày quyết định"),
            (2025, "Tốt", "12/12/2062"),
            "Ngày quyết định",
        ),
        (
            "Trình độ",
            ("Loại", "Trình độ", "Ngày cấp"),
            ("Chuyên môn", "Thạc sỹ", "01/01/1903"),
            "Ngày cấp",
        ),
        ("Quá trình chức vụ", ("Mã chức vụ", "Từ ngày"), ("SO-TC-TP", "01/02/1970"), "Từ ngày"),
    ],
)
def test_a_mistyped_year_is_named(look, sheet, header, row, column):
    made = look(with_records(sheet, header, row))

    assert [(i.sheet, i.column) for i in made.errors] == [(sheet, column)]


def test_what_happened_today_is_no_mistake():
    today, born = date(2026, 11, 23), date(1980, 9, 5)

    assert not list(problems({"effective_on": today}, born=born, today=today))
    assert not list(problems({"held_from": date(2027, 1, 1)}, born=born, today=today))
    assert list(problems({"effective_on": date(2026, 11, 24)}, born=born, today=today))


def test_another_identity_has_to_be_accepted(registry, look):
    registry.person()
    other = look(people((NUMBER, "Trần Thị Bình", "05/09/1980", "Nữ", None)))
    marks = look(people((NUMBER, "Nguyễn Thị Ảnh", "05/09/1980", "Nữ", None)))

    assert [i.column for i in other.to_accept] == ["Họ và tên"]
    # Somebody of the same name but for the marks is no other one, and the change is asked about.
    assert [i.of_identity for i in other.to_accept] == [True]
    assert [i.of_identity for i in marks.to_accept] == [False]


@pytest.mark.parametrize(
    ("number", "sex", "year", "agrees"),
    [
        ("079180001234", "female", 1980, True),
        ("079080001234", "male", 1980, True),
        ("079205001234", "male", 2005, True),
        ("079305001234", "female", 2005, True),
        ("079080001234", "female", 1980, False),
        ("079180001234", "female", 1981, False),
        ("079105001234", "female", 2005, False),
        ("001080001234", "female", 1980, False),
        ("096080001234", "female", 1980, False),
        ("000080001234", "female", 1980, True),
        ("097080001234", "female", 1980, True),
    ],
)
def test_a_number_tells_the_sex_and_the_year_of_birth(registry, number, sex, year, agrees):
    assert (not number_disagrees(number, sex=sex, born=date(year, 9, 5))) is agrees


def test_a_number_that_disagrees_has_to_be_accepted(registry, look):
    made = look(people((NUMBER, "Nguyễn Thị Ánh", "05/09/1981", "Nữ", None)))

    assert [i.column for i in made.to_accept] == ["Số định danh cá nhân"]
    assert "1980" in made.to_accept[0].message


def test_a_day_that_was_made_a_year_is_still_what_a_new_day_is_held_against(registry, look):
    person = Person(
        personal_number=NUMBER,
        full_name=SOMEBODY[1],
        birth_date=date(1980, 9, 5),
        sex="female",
    )
    person.save()
    person.birth_date, person.birth_precision = date(1980, 1, 1), "year"
    person.save()

    def questions(born, sex="Nữ"):
        made = look(people((NUMBER, SOMEBODY[1], born, sex)))
        return [issue for issue in made.to_accept if issue.of_identity]

    assert not questions("05/09/1980")
    assert not questions("1980")
    assert len(questions("31/12/1980")) == 1


def asked_who_it_is(before, after):
    return "full_name" in dict(identity_questions(before, after))


def test_another_sex_is_another_identity():
    before = Person(full_name="Lê Mẫu", birth_date=date(1980, 9, 5), sex="female")

    assert asked_who_it_is(before, {"sex": "male"})
    assert not asked_who_it_is(before, {"sex": "female"})
    before.sex = ""
    assert not asked_who_it_is(before, {"sex": "male"})


def test_what_is_on_record_is_not_asked_again(registry, look):
    registry.person(birth_date=date(1981, 9, 5))
    made = look(people((NUMBER, "Nguyễn Thị Ánh", "05/09/1981", "Nữ", None)))

    assert not made.to_accept


HELD = {"post": Post(code="P"), "held_from": date(2020, 3, 1)}
FOLLOWS = {"form": "warning", "effective_on": date(2026, 3, 1)}
DENOUNCED = {"matter": "denunciation", "kind": "denunciation", "opened_on": date(2026, 3, 1)}


@pytest.mark.parametrize(
    ("model", "values", "wrong"),
    [
        (Discipline, {**FOLLOWS, "party_effective_on": date(2026, 3, 1)}, set()),
        (Discipline, {**FOLLOWS, "party_effective_on": date(2026, 3, 2)}, {"party_effective_on"}),
        (Discipline, {**FOLLOWS, "party_effective_on": date(2062, 3, 1)}, {"party_effective_on"}),
        (Discipline, {**FOLLOWS, "party_effective_on": date(2025, 9, 2)}, set()),
        (Discipline, {**FOLLOWS, "party_effective_on": date(2025, 9, 1)}, {"party_effective_on"}),
        (Discipline, {**FOLLOWS, "party_effective_on": date(2016, 2, 1)}, {"party_effective_on"}),
        (PostHolding, {**HELD, "held_until": date(2026, 3, 1)}, {"left"}),
        (PostHolding, {**HELD, "held_until": date(2026, 3, 1), "left": "moved"}, set()),
        (PostHolding, {**HELD, "held_until": date(2062, 3, 1)}, set()),
        (PostHolding, HELD, set()),
        (
            Discipline,
            {**FOLLOWS, "by_party": True, "party_effective_on": date(2026, 2, 1)},
            {"party_effective_on"},
        ),
        (Proceeding, {**DENOUNCED, "team": True, "team_decided_on": date(2026, 3, 9)}, set()),
        (Proceeding, {**DENOUNCED, "team": False}, set()),
        (Proceeding, DENOUNCED, set()),
        (Proceeding, {**DENOUNCED, "team": True}, {"team_decided_on"}),
        (Proceeding, {**DENOUNCED, "team": False, "team_decided_on": TODAY}, {"team"}),
        (
            Proceeding,
            {**DENOUNCED, "team": True, "team_decided_on": date(2026, 2, 28)},
            {"team_decided_on"},
        ),
        (
            Proceeding,
            {**DENOUNCED, "team": True, "team_decided_on": date(2026, 11, 24)},
            {"team_decided_on"},
        ),
        (
            Proceeding,
            {
                **DENOUNCED,
                "team": True,
                "team_decided_on": date(2026, 5, 2),
                "closed_on": date(2026, 5, 1),
            },
            {"team_decided_on"},
        ),
        (Proceeding, {**DENOUNCED, "kind": "for-signs", "team": False}, {"team"}),
        (Proceeding, {**DENOUNCED, "matter": "criminal"}, {"kind"}),
        (Rating, {"year": 206, "decided_on": date(2026, 1, 5)}, {"year", "decided_on"}),
    ],
)
def test_a_row_is_held_against_one_set_of_checks(registry, model, values, wrong):
    row = model(person=registry.person(), **values)

    assert set(refusals.problems_of(row, today=TODAY)) == wrong


def test_an_import_reads_the_partys_day_and_the_team(look):
    header = ("Hình thức", "Ngày có hiệu lực", "Ngày hiệu lực của kỷ luật Đảng")
    made = look(with_records("Kỷ luật", header, ("Khiển trách", "10/03/2026", "01/03/2026")))
    assert [one[1].party_effective_on for one in made.new[1:]] == [date(2026, 3, 1)]

    header = (
        "Nội dung",
        "Loại vụ việc",
        "Đã lập Tổ xác minh",
        "Ngày quyết định lập Tổ xác minh",
        "Ngày bắt đầu",
    )
    rows = (
        ("Tố cáo", "Tố cáo", "Có", "10/03/2026", "01/03/2026"),
        ("Kiểm tra", None, None, None, "03/03/2026"),
    )
    made = look(with_records("Vụ việc", header, *rows))
    assert [(one.kind, one.team, one.team_decided_on) for _line, one in made.new[1:]] == [
        ("denunciation", True, date(2026, 3, 10)),
        ("", None, None),
    ]


@pytest.mark.parametrize(
    ("sheet", "header", "row", "column"),
    [
        (
            "Vụ việc",
            ("Nội dung", "Loại vụ việc", "Ngày bắt đầu"),
            ("Kiểm tra", "Kiểm tra theo kế hoạch", "02/03/2026"),
            "Nội dung",
        ),
        (
            "Vụ việc",
            ("Nội dung", "Loại vụ việc", "Đã lập Tổ xác minh", "Ngày bắt đầu"),
            ("Tố cáo", "Tố cáo", "Không", "02/03/2026"),
            "Nội dung",
        ),
        (
            "Xác minh",
            ("Nội dung xác minh", "Đúng tại ngày", "Không phát hiện thêm"),
            ("Tố tụng hình sự", "02/03/2026", "Có"),
            "Nội dung xác minh",
        ),
        (
            "Kê khai tài sản",
            ("Loại kê khai", "Ngày hoàn thành", "Đã được thẩm định"),
            ("Phục vụ công tác cán bộ", "02/03/2026", "Có"),
            "Đã được thẩm định",
        ),
    ],
)
def test_another_bodys_word_in_somebodys_favour_is_not_imported(look, sheet, header, row, column):
    made = look(with_records(sheet, header, row))

    [issue] = made.errors
    assert (issue.column, "the inspectorate" in str(issue.message)) == (column, True)


def test_what_speaks_against_somebody_is_imported_whosever_word_it_is(look):
    header = ("Nội dung xác minh", "Đúng tại ngày", "Không phát hiện thêm")
    made = look(with_records("Xác minh", header, ("Tố tụng hình sự", "02/03/2026", "Không")))

    assert made.errors == []
    assert made.new[1][1].entered_as == "hr_officer"


def test_a_word_that_may_be_either_inspection_is_refused_as_a_kind(look):
    header = ("Nội dung", "Loại vụ việc", "Ngày bắt đầu")
    made = look(with_records("Vụ việc", header, ("Kiểm tra", "Kiểm tra", "03/03/2026")))

    assert [i.column for i in made.errors] == ["Loại vụ việc"]


def test_all_that_is_wrong_is_told_at_once_across_sheets_and_stages(look):
    made = look(
        workbook(
            ("Nhân sự", [PEOPLE, (NUMBER, "Nguyễn Thị Ánh", "05/09/1980", "Đàn bà", "x")]),
            (
                "Kỷ luật",
                [
                    ("Số CCCD", "Họ và tên", "Hình thức", "Ngày có hiệu lực", "Ngày văn bản"),
                    (NUMBER, "Trần Thị Bình", "Mắng", "12/10/2062", "12/10/1926"),
                ],
            ),
        )
    )

    assert [(i.sheet, i.column) for i in made.errors] == [
        ("Nhân sự", "Giới tính"),
        ("Kỷ luật", "Hình thức kỷ luật"),
        ("Kỷ luật", "Ngày văn bản"),
        ("Kỷ luật", "Họ và tên"),
        ("Kỷ luật", "Ngày có hiệu lực"),
    ]


def test_a_wrong_row_of_a_person_does_not_make_the_records_those_of_nobody(look):
    header = ("Số CCCD", "Năm", "Mức xếp loại", "Ngày quyết định")
    rating = (NUMBER, 2025, "HTT", "15/12/2025")
    wrong = (NUMBER, "Nguyễn Thị Ánh", "31/02/1980", "Nữ", "x")
    twice = [SOMEBODY, (*SOMEBODY[:3], "Nam", "x")]

    for rows in ([wrong], twice):
        made = look(workbook(("Nhân sự", [PEOPLE, *rows]), ("Xếp loại", [header, rating])))
        assert {issue.sheet for issue in made.errors} == {"Nhân sự"}


def test_every_date_of_the_registry_has_its_bounds():
    models = filter(is_current, apps.get_app_config("registry").get_models())
    dates = {f.name for m in models for f in m._meta.concrete_fields if is_date(f)}

    assert dates == set(DAYS)


def is_current(model):
    return not model.__name__.startswith("Historical")


def is_date(field):
    return isinstance(field, DateField) and not isinstance(field, DateTimeField)


def test_a_cell_and_a_form_refuse_the_same_days():
    for day in (date(1944, 5, 1), date(2101, 1, 1)):
        with pytest.raises(CellError) as of_cell:
            Day().read(f"{day:%d/%m/%Y}")
        with pytest.raises(ValidationError) as of_form:
            DayField().clean(f"{day:%d/%m/%Y}")
        assert of_form.value.messages == [str(of_cell.value)]
        assert list(problems({"held_until": day}, born=None, today=TODAY))


@pytest.mark.parametrize(
    ("months", "said", "wrong"),
    [
        (60, {}, []),
        (61, {}, ["term_months"]),
        # The law of a sector lengthens a secondment, and nothing else.
        (61, {"kind": "seconded", "term_basis": "Luật số 1"}, []),
        (61, {"kind": "appointed", "term_basis": "Luật số 1"}, ["term_months"]),
    ],
)
def test_no_term_is_longer_than_that_of_the_law(months, said, wrong):
    found = problems({"term_months": months, **said}, born=None, today=TODAY)

    assert [name for name, _words in found] == wrong


@pytest.mark.parametrize(
    ("approved", "first", "last", "wrong"),
    [
        (date(2025, 6, 1), 2025, 2030, []),
        (date(2025, 6, 1), 2025, 2031, ["period_until"]),
        (date(2015, 6, 1), 2015, 2100, ["period_until"]),
        (date(2026, 9, 14), 2020, 2026, ["period_until"]),
        (date(2020, 1, 1), 2025, 2030, []),
        (date(2019, 12, 31), 2025, 2030, ["period_from"]),
        (date(2025, 12, 31), 2020, 2025, []),
        (date(2026, 1, 1), 2020, 2025, ["period_from"]),
        (None, 2025, 2030, []),
        (date(2019, 12, 31), 2025, None, []),
    ],
)
def test_a_planning_is_for_one_term_and_approved_in_it_or_in_the_one_before(
    approved, first, last, wrong
):
    values = {"approved_on": approved, "period_from": first, "period_until": last}
    found = problems(values, born=None, today=TODAY)

    assert [name for name, _words in found] == wrong
