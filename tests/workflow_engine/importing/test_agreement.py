"""What has to agree in a record: ends and their decisions, findings, the days of the Party."""

from datetime import date

import pytest

from tests.workflow_engine.importing.conftest import (
    NUMBER,
    PEOPLE,
    SOMEBODY,
    TODAY,
    people,
    with_records,
)
from workflow_engine.importing import personnel
from workflow_engine.registry import refusals
from workflow_engine.registry.agreement import problems
from workflow_engine.registry.models import (
    BusinessRole,
    Clearance,
    Discipline,
    Person,
    PostHolding,
    Proceeding,
    Qualification,
)

BEGAN, ENDED = date(2020, 1, 1), date(2025, 1, 1)
END = {"end_document_number": "9/QĐ", "end_document_date": date(2024, 12, 20)}


@pytest.mark.parametrize(
    ("model", "start", "end"),
    [(PostHolding, "held_from", "held_until"), (Discipline, "effective_on", "ended_on")],
)
@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, []),
        (END, []),
        ({"end_document_number": "9/QĐ"}, ["end_document_date"]),
        ({"end_document_date": date(2024, 12, 20)}, ["end_document_number"]),
        ({**END, "end_document_date": BEGAN}, []),
        ({**END, "end_document_date": date(2019, 12, 31)}, ["end_document_date"]),
        ({**END, "end": None}, ["end"]),
    ],
)
def test_the_decision_that_ended_it_goes_with_the_end(model, start, end, given, wrong):
    values = {start: BEGAN, end: ENDED, **given}
    if "end" in given:
        del values["end"], values[end]
    found = [name for name, _why in problems(model, values, today=TODAY)]

    assert found == [end if name == "end" else name for name in wrong]


@pytest.mark.parametrize(("on", "wrong"), [(BEGAN, []), (date(2019, 12, 31), ["found_on"])])
def test_a_check_finds_what_has_begun(on, wrong):
    values = {"matter": "criminal", "opened_on": BEGAN, "found_on": on}

    assert [name for name, _why in problems(Proceeding, values, today=TODAY)] == wrong


@pytest.mark.parametrize(("on", "wrong"), [(date(2024, 12, 31), []), (ENDED, ["found_on"])])
@pytest.mark.parametrize(
    ("model", "start", "end"),
    [(Proceeding, "opened_on", "closed_on"), (BusinessRole, "held_from", "held_until")],
)
def test_a_check_finds_what_is_open(model, start, end, on, wrong):
    values = {start: BEGAN, end: ENDED, "found_on": on}

    assert [name for name, _why in problems(model, values, today=TODAY)] == wrong


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, False),
        ({"earlier_ended_on": date(2026, 11, 1)}, False),
        ({"earlier_ended_on": date(2026, 11, 2)}, True),
        ({"clear": False}, True),
        ({"subject": "posts"}, True),
        ({"subject": "business"}, False),
    ],
)
def test_only_a_clear_check_says_that_what_was_found_ended(given, wrong):
    values = {
        "subject": "criminal",
        "checked_on": date(2026, 11, 1),
        "clear": True,
        "earlier_ended_on": date(2026, 10, 1),
        **given,
    }
    found = [name for name, _why in problems(Clearance, values, today=TODAY)]

    assert found == (["earlier_ended_on"] if wrong else [])


@pytest.mark.parametrize(
    ("member", "joined", "left", "wrong"),
    [
        (False, BEGAN, ENDED, []),
        (False, None, ENDED, []),
        (True, BEGAN, ENDED, ["party_left_on"]),
        (None, BEGAN, ENDED, ["party_left_on"]),
        (False, ENDED, ENDED, ["party_left_on"]),
        (False, BEGAN, None, ["party_joined_on"]),
        (True, BEGAN, None, []),
    ],
)
def test_the_days_of_the_party_agree_with_what_is_said(member, joined, left, wrong):
    values = {"party_member": member, "party_joined_on": joined, "party_left_on": left}

    assert [name for name, _why in problems(Person, values, today=TODAY)] == wrong


@pytest.mark.parametrize(
    ("on_record", "given", "wrong"),
    [
        ({"party_member": True, "party_joined_on": BEGAN}, {"Đảng viên": "Không"}, "Ngày vào Đảng"),
        (
            {"party_member": False, "party_joined_on": BEGAN, "party_left_on": ENDED},
            {"Đảng viên": "Có"},
            "Ngày ra khỏi Đảng",
        ),
        ({"party_member": False}, {"Ngày vào Đảng": "01/02/2020"}, "Ngày vào Đảng"),
        (
            {"party_member": True, "party_joined_on": BEGAN},
            {"Đảng viên": "Không", "Ngày ra khỏi Đảng": "01/01/2025"},
            None,
        ),
        ({"party_member": True, "party_joined_on": BEGAN}, {"Đảng viên": "Có"}, None),
        ({"party_member": None}, {"Đảng viên": "Không"}, None),
        # A day of joining before the birth that is on record.
        ({}, {"Đảng viên": "Có", "Ngày vào Đảng": "01/02/1980"}, "Ngày vào Đảng"),
    ],
)
def test_a_row_of_a_person_has_to_agree_with_what_is_on_record(
    on_record, given, wrong, registry, look
):
    person = registry.person(**on_record)
    header = (*PEOPLE[:4], *given)
    made = look(people((*SOMEBODY[:4], *given.values()), header=header))
    columns = [issue.column for issue in made.errors]

    assert columns == ([wrong] if wrong else [])
    assert not (wrong and made.changes)
    # A form is refused for the same.
    names = {"Đảng viên": "party_member", "Ngày vào Đảng": "party_joined_on"}
    for column, cell in given.items():
        parts = cell.split("/")
        said = date(*map(int, reversed(parts))) if len(parts) > 1 else cell == "Có"
        setattr(person, names.get(column, "party_left_on"), said)
    assert bool(refusals.problems_of(person, today=TODAY)) is bool(wrong)


@pytest.mark.parametrize(
    ("kind", "levels"),
    [
        ("degree", [0, 1, 2, 3, 4, 5, 6]),
        ("political-theory", [0, 1, 2, 4]),
        ("state-management", [0, 1, 2, 3]),
    ],
)
def test_a_kind_of_qualification_has_its_own_levels(kind, levels):
    rows = {n: Qualification(kind=kind, level=n, awarded_on=BEGAN) for n in Qualification.Level}
    fitting = [n for n, row in rows.items() if not refusals.problems_of(row, today=TODAY)]

    assert fitting == levels


@pytest.mark.parametrize(
    ("kind", "level", "wrong"),
    [
        ("Lý luận chính trị", "Thạc sĩ", True),
        ("Quản lý nhà nước", "Đại học", True),
        ("Lý luận chính trị", "Cử nhân", False),
        ("Chuyên môn", "Sơ cấp", False),
    ],
)
def test_an_import_is_refused_a_level_that_the_kind_lacks(kind, level, wrong, look):
    made = look(
        with_records("Trình độ", ("Loại", "Trình độ", "Ngày cấp"), (kind, level, "01/02/2020"))
    )

    assert [issue.column for issue in made.errors] == (["Trình độ"] if wrong else [])


def test_the_new_columns_are_imported(registry):
    content = with_records(
        "Quá trình chức vụ",
        (
            "Mã chức vụ",
            "Từ ngày",
            "Đến ngày",
            "Lý do thôi giữ",
            "Số quyết định thôi giữ",
            "Ngày quyết định thôi giữ",
            "Phát hiện qua xác minh ngày",
        ),
        (
            "SO-TC-TP",
            "01/02/2020",
            "01/02/2024",
            "Điều động",
            "9/QĐ-SO",
            "20/01/2024",
            "02/03/2022",
        ),
    )
    made = personnel.preview(content, today=TODAY)

    assert made.errors == []
    row = next(record for _line, record in made.new if isinstance(record, PostHolding))
    assert (row.end_document_number, row.end_document_date) == ("9/QĐ-SO", date(2024, 1, 20))
    assert (row.found_on, row.left) == (date(2022, 3, 2), "moved")
    assert row.person.personal_number == NUMBER
