"""Duties open once, each on its own day, and close with the reason."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance import trail
from compliance.events import Event
from compliance.models import TrailEntry
from workflow_engine.clock import duties
from workflow_engine.clock.models import ClockDay, Duty, DutyKind
from workflow_engine.registry.models import PostHolding, Unit

# 24/09/2026 is the last day of a notice for a term from 01/02/2022; it opens thirty days before.
OPENS = date(2026, 8, 25)


def run(department, on, *, today=None):
    """Let the clock do a day, recorded on another where it is late."""
    at = datetime.combine(today or on, datetime.min.time(), UTC) + timedelta(hours=3)
    keys = duties.agencies()[department.agency.pk]
    return duties.do_day(department.agency.pk, keys, on=on, at=at)


def notices():
    return Duty.objects.filter(kind=DutyKind.RENEWAL_NOTICE)


def test_a_duty_opens_thirty_days_before_its_last_day_and_not_before(department):
    department.leader(since=date(2022, 2, 1))

    assert run(department, OPENS - timedelta(days=1)) == duties.Done(0, 0)
    assert run(department, OPENS) == duties.Done(1, 0)
    [duty] = notices()
    assert (duty.fell_on, duty.due_on, duty.closed_on) == (OPENS, date(2026, 9, 24), None)


def test_who_did_it_is_the_calendar(department):
    department.leader(since=date(2022, 2, 1))
    run(department, OPENS)

    entry = TrailEntry.objects.get(number=notices().get().trail_entry)
    assert entry.event == Event.DUTY_OPENED
    assert entry.actor_role == trail.CLOCK.role


def test_a_day_is_done_once(department):
    department.leader(since=date(2022, 2, 1))
    run(department, OPENS)

    assert run(department, OPENS) is None
    assert notices().count() == 1


def test_a_clock_that_stood_still_does_every_day_in_order(department):
    # Ten days: what fell due bears its own day, and the record says when it was written.
    department.leader(since=date(2022, 2, 1))
    department.leader(since=date(2022, 2, 5))
    run(department, OPENS - timedelta(days=3))
    today = OPENS + timedelta(days=7)

    days = duties.days_to_do(department.agency.pk, today=today)
    assert days == [OPENS - timedelta(days=2) + timedelta(days=n) for n in range(10)]
    for day in days:
        run(department, day, today=today)

    first, second = notices().order_by("pk")
    assert first.fell_on == OPENS < second.fell_on <= today
    recorded = TrailEntry.objects.filter(event=Event.DUTY_OPENED).values_list(
        "recorded_at__date", flat=True
    )
    assert set(recorded) == {today}
    assert duties.days_to_do(department.agency.pk, today=today) == []


def test_the_first_day_of_a_clock_is_today(department):
    assert duties.days_to_do(department.agency.pk, today=OPENS) == [OPENS]


@pytest.mark.parametrize(
    ("how", "because"),
    [("left", Duty.Closed.LEFT), ("voided", Duty.Closed.LEFT), ("renewed", Duty.Closed.RENEWED)],
)
def test_a_duty_closes_with_the_reason(department, how, because):
    holding = department.leader(since=date(2022, 2, 1))
    run(department, OPENS)
    if how == "left":
        holding.left, holding.held_until = PostHolding.Left.RESIGNED, OPENS
        holding.save()
    elif how == "voided":
        holding.voided = True
        holding.save()
    else:
        department.leader(since=date(2027, 2, 1), person=holding.person, post=holding.post)

    assert run(department, OPENS + timedelta(days=1)).closed == 1
    duty = notices().get()
    assert (duty.closed_on, duty.closed_because) == (OPENS + timedelta(days=1), because)


def test_another_term_closes_the_duty_and_opens_another_in_time(department):
    holding = department.leader(since=date(2022, 2, 1))
    run(department, OPENS)
    holding.term_months = 59
    holding.save()

    run(department, OPENS + timedelta(days=1))

    old, new = notices().order_by("event_on")[1], notices().order_by("event_on")[0]
    assert old.closed_because == Duty.Closed.MOVED
    assert new.event_on == date(2027, 1, 1)
    assert new.closed_on is None


def test_many_are_written_in_more_than_one_transaction(department):
    for _ in range(duties.AT_ONCE + 5):
        department.leader(since=date(2022, 2, 1))

    assert run(department, OPENS).opened == duties.AT_ONCE + 5
    assert ClockDay.objects.count() == 1


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(days=st.permutations([0, 1, 2, 3, 4]), lag=st.integers(0, 40))
def test_in_whatever_order_days_are_done_a_duty_is_opened_once(department, days, lag):
    before = notices().count()
    department.leader(since=date(2022, 2, 1) + timedelta(days=lag))
    start = date(2030, 1, 1) + timedelta(days=10 * before)
    for number in days:
        run(department, start + timedelta(days=number))

    assert notices().count() == before + 1


@pytest.mark.parametrize("first", ["old", "new"])
def test_a_duty_follows_the_person_to_another_agency(department, first):
    # A duty is of the person, and opened once: neither clock opens it twice or drops it.
    person = department.person(birth_date=date(1965, 3, 10))
    held = department.leader(since=date(2022, 2, 1), person=person)
    own = department.agency
    run(department, OPENS)
    new = Unit.objects.create(code="MOI", name="Sở Mới", kind=Unit.Kind.AGENCY)
    held.left, held.held_until = PostHolding.Left.MOVED, OPENS + timedelta(days=1)
    held.save()
    department.agency = new
    department.leader(since=OPENS + timedelta(days=1), person=person)

    for department.agency in (own, new) if first == "old" else (new, own):
        run(department, OPENS + timedelta(days=1))

    [duty] = Duty.objects.filter(kind=DutyKind.RETIREMENT_NOTICE)
    assert (duty.unit, duty.closed_on) == (new, None)
