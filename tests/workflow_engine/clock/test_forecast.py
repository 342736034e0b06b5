"""Who reaches which limit when: by the registry, the calendar and the law in force that day."""

from datetime import date

import pytest

from workflow_engine.clock.forecast import forecast
from workflow_engine.clock.models import DutyKind
from workflow_engine.registry.models import Person, Post, PostHolding, Unit

ON = date(2026, 9, 15)
_Kind = PostHolding.Kind


def of(kind, **how):
    return [each for each in forecast(**({"on": ON} | how)) if each.kind == kind]


def test_a_notice_is_due_ninety_working_days_before_the_end_of_the_term(department):
    # NĐ 170/2025, art. 36, cl. 2 am.: 90 working days before 01/02/2027 is 24/09/2026, as 24/11 and
    # 01/01 are days off.
    department.leader(since=date(2022, 2, 1))

    [notice] = of(DutyKind.RENEWAL_NOTICE)

    assert (notice.event_on, notice.due_on) == (date(2027, 2, 1), date(2026, 9, 24))
    assert "Điều 36 khoản 2" in notice.citation.text("vi") or "36" in notice.citation.article


def test_under_the_original_text_it_is_ninety_days(department):
    department.leader(since=date(2022, 2, 1))

    [notice] = of(DutyKind.RENEWAL_NOTICE, on=date(2026, 7, 31))

    # 90 days before 01/02/2027.
    assert notice.due_on == date(2026, 11, 3)


def test_a_shorter_term_on_record_counts(department):
    department.leader(since=date(2024, 2, 1), months=36)

    [ends] = of(DutyKind.TERM_END)

    assert ends.event_on == ends.due_on == date(2027, 2, 1)


@pytest.mark.parametrize(
    "left",
    [
        {"left": PostHolding.Left.RESIGNED, "held_until": date(2026, 9, 1)},
        {"voided": True},
        {"held_until": date(2026, 12, 1)},  # leaves before the term ends
    ],
)
def test_who_does_not_stay_reaches_no_end_of_a_term(department, left):
    department.leader(since=date(2022, 2, 1), **left)

    assert not of(DutyKind.TERM_END)


def test_a_term_that_ended_undecided_stays(department):
    # Art. 36, cl. 5 am.: nobody decided, the powers rest, and the row was never ended by an act.
    department.leader(since=date(2021, 8, 1), held_until=date(2026, 8, 1))

    assert [each.event_on for each in of(DutyKind.TERM_END)] == [date(2026, 8, 1)]


def test_a_term_that_was_renewed_is_over(department):
    first = department.leader(since=date(2021, 8, 1), held_until=date(2026, 8, 1))
    department.leader(since=date(2026, 8, 1), person=first.person, post=first.post)

    assert [each.event_on for each in of(DutyKind.TERM_END)] == [date(2031, 8, 1)]


def test_acting_ends_after_twelve_months_and_a_secondment_after_thirty_six(department):
    department.leader(since=date(2026, 3, 1), kind=_Kind.ACTING)
    department.leader(since=date(2024, 3, 1), kind=_Kind.SECONDED)

    assert [each.due_on for each in of(DutyKind.ACTING_END)] == [date(2027, 3, 1)]
    assert [each.due_on for each in of(DutyKind.SECONDMENT_END)] == [date(2027, 3, 1)]


def test_a_secondment_falls_due_with_the_sender_wherever_it_leads(department):
    # NĐ 170/2025, art. 26, cl. 2 and 3.
    sender = Unit.objects.create(code="CU", name="Sở Cử", kind=Unit.Kind.AGENCY)
    own = Post.objects.create(code="P-CU", unit=sender, title=department.title)
    held = department.leader(since=date(2022, 2, 1), post=own)
    department.leader(since=date(2024, 3, 1), kind=_Kind.SECONDED, person=held.person)

    [ends] = of(DutyKind.SECONDMENT_END, units=[sender.pk])
    assert (ends.unit, ends.due_on) == (sender, date(2027, 3, 1))
    assert not of(DutyKind.SECONDMENT_END, units=[department.agency.pk])


@pytest.mark.parametrize(("basis", "year"), [("", 2027), ("NĐ 999/2025", 2028)])
def test_a_longer_secondment_stands_on_the_paper_of_the_sector_law(department, basis, year):
    department.leader(since=date(2024, 3, 1), months=48, kind=_Kind.SECONDED, term_basis=basis)

    assert [each.event_on.year for each in of(DutyKind.SECONDMENT_END)] == [year]


def test_before_the_amendment_the_law_set_no_end_to_acting(department):
    department.leader(since=date(2026, 3, 1), kind=_Kind.ACTING)

    assert not of(DutyKind.ACTING_END, on=date(2026, 7, 31))


def test_retirement_is_told_six_months_and_decided_three_months_before(department):
    # Born 03/1965, a man: 61 years and 6 months in 2026 (NĐ 135/2020, annex I), so he retires on
    # the first day of the month after the one in which he reaches them.
    holding = department.leader(
        since=date(2026, 1, 5),
        person=department.person(birth_date=date(1965, 9, 10)),
    )

    [told] = of(DutyKind.RETIREMENT_NOTICE)
    [decided] = of(DutyKind.RETIREMENT_DECISION)

    assert told.event_on == decided.event_on
    assert told.event_on.day == 1
    assert told.person == holding.person
    assert told.due_on < decided.due_on < told.event_on


def test_of_whom_only_the_year_of_birth_is_known_no_month_is_guessed(department):
    department.leader(
        since=date(2026, 1, 5),
        person=department.person(birth_date=date(1965, 1, 1), birth_precision="year"),
    )

    assert not of(DutyKind.RETIREMENT_NOTICE)


def test_public_employees_have_limits_of_their_own_law(department):
    department.leader(
        since=date(2022, 2, 1), person=department.person(kind=Person.Kind.PUBLIC_EMPLOYEE)
    )

    assert not forecast(on=ON)


def test_of_whom_nobody_said_in_which_law_they_stand_is_reminded(department):
    department.leader(since=date(2022, 2, 1), person=department.person(kind=""))

    [ends] = of(DutyKind.TERM_END)

    assert ends.event_on == date(2027, 2, 1)


def test_queries_do_not_grow_with_the_people(department, django_assert_num_queries):
    for _ in range(3):
        department.leader(since=date(2022, 2, 1))
    with django_assert_num_queries(2):
        forecast(on=ON)
    for _ in range(30):
        department.leader(since=date(2022, 2, 1))
    with django_assert_num_queries(2):
        forecast(on=ON)
