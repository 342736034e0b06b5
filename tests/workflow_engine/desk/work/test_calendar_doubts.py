"""A time limit that the calendar cannot settle says so, and the administrator is told in time."""

from datetime import date

import pytest
from django.utils import translation

from tests import walk
from workflow_engine.access.roles import Role
from workflow_engine.calendar.models import CalendarDay
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.pages.calendar import doubt, year_to_enter

ON = date(2026, 11, 30)


def calendar(*years, unverified=()):
    return WorkingCalendar(frozenset(), frozenset(), frozenset(years), frozenset(unverified))


@pytest.mark.parametrize(
    ("due", "known", "said"),
    [
        (date(2026, 12, 31), calendar(2026), ""),
        (date(2027, 1, 4), calendar(2026), "not sure: no holidays of 2027 are on record"),
        (date(2027, 1, 4), calendar(2026, 2027), ""),
        (
            date(2027, 2, 17),
            calendar(2026, 2027, unverified=[date(2027, 2, 8)]),
            "not sure: it runs over days off that are not verified",
        ),
        (date(2027, 2, 5), calendar(2026, 2027, unverified=[date(2027, 2, 8)]), ""),
        (date(2026, 11, 27), calendar(), ""),
    ],
)
def test_a_limit_says_why_it_is_not_sure(due, known, said):
    with translation.override("en"):
        assert doubt(known, ON, due) == said


@pytest.mark.django_db
def test_from_october_on_the_next_year_is_asked_for_until_it_is_entered():
    assert year_to_enter(date(2027, 9, 30)) is None
    assert year_to_enter(date(2027, 10, 1)) == 2028

    CalendarDay.objects.create(
        on=date(2028, 1, 1), kind=CalendarDay.Kind.HOLIDAY, name="Tết Dương lịch", source="TB 1"
    )

    assert year_to_enter(date(2027, 10, 1)) is None


@pytest.mark.django_db
def test_the_administrator_reads_it_where_the_day_begins(client, monkeypatch):
    world = walk.world()
    monkeypatch.setattr("workflow_engine.desk.work.views.year_to_enter", lambda on: 2028)
    client.force_login(world.account(Role.ADMINISTRATOR))
    assert "2028" in client.get("/viec-cua-toi/", follow=True).content.decode()

    client.force_login(world.account(Role.HR_OFFICER))
    assert "2028" not in client.get("/viec-cua-toi/", follow=True).content.decode()
