"""Time limits follow what happens in a dossier, as the law's own schedules reckon them."""

from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.utils.timezone import get_current_timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance import trail
from processes.appointment.on_site_2026 import OnSiteAppointmentFlow2026 as Flow
from rules.compute import schedules
from workflow_engine.access.models import Account
from workflow_engine.calendar.models import CalendarDay
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.dossiers.models import Candidate, Deadline, Dossier, Happened, SignOff
from workflow_engine.dossiers.models.events import NotDatedError
from workflow_engine.journal.journal import Journal, Performer
from workflow_engine.registry.models import Person, Unit

pytestmark = pytest.mark.django_db

ON = date(2026, 9, 1)
DAY = timedelta(days=1)
POLICY, RENEWAL = "appointment.policy", "appointment.renewal"


@pytest.fixture
def dossier():
    """A dossier in which nothing has happened yet."""
    officer = somebody("079060000001", "Lê Thị Cán Bộ")
    account = Account.objects.create(username="canbo", person=officer)
    made = Dossier(
        flow_class=Flow,
        number="TH-2026-0001",
        agency=Unit.objects.create(code="SO", name="Sở Thử", kind=Unit.Kind.AGENCY),
        opened_on=ON,
        opened_by=account,
        need="Thử",
        edition_date=ON,
    )
    made.save()
    return made


def somebody(number, name):
    return Person.objects.create(
        personal_number=number, full_name=name, birth_date=date(1980, 1, 1), sex="female"
    )


@pytest.fixture
def under(monkeypatch):
    """Have the dossier follow another schedule; `each` happens for each candidate."""

    def follow(dossier, schedule, *, each=(), **circumstances):
        told = {name: (lambda _dossier, is_so=so: is_so) for name, so in circumstances.items()}
        monkeypatch.setattr(Flow, "schedule", schedule)
        monkeypatch.setattr(Flow, "circumstances", told)
        monkeypatch.setattr(Flow, "of_each", lambda: frozenset(each))
        return dossier

    return follow


def candidate(dossier, number):
    person = somebody(f"07907000000{number}", f"Nguyễn Văn Ứng {number}")
    return Candidate.objects.create(dossier=dossier, person=person, added_at="notify")


def journal_of(dossier, on=ON):
    account = dossier.opened_by
    at = datetime(on.year, on.month, on.day, 9, tzinfo=get_current_timezone())
    performer = Performer(account, account.person, "hr_officer", dossier.agency.code)
    return Journal(dossier=dossier, performer=performer, step="notify", at=at, on=on)


def act(dossier, *, planned=False, candidate=None, **events):
    """Date events by one act, and return the limits that are open then, by the awaited act."""
    journal = journal_of(dossier)
    key = candidate.pk if candidate else None
    for event, on in events.items():
        journal.happened(event, on=on, planned=planned, candidate=key)
    journal.sign(SignOff.Act.DONE, payload={})
    journal.write()
    return {row.act: row for row in dossier.deadlines.open() if row.candidate_id == key}


def day_off(on):
    CalendarDay.objects.create(
        on=on, kind=CalendarDay.Kind.HOLIDAY, name="Nghỉ", source="Thử", confidence="seen"
    )


# ---------------------------------------------------------------------- reckoned by the law


@pytest.mark.parametrize(
    ("schedule", "event", "on", "awaited", "due"),
    [
        # Fifteen working days, from a Tuesday to a Tuesday.
        (POLICY, "policy_requested_on", date(2026, 9, 1), "policy_decided_on", date(2026, 9, 22)),
        # Fifteen days: a Friday stays, a Saturday becomes a Monday.
        (RENEWAL, "notified_on", date(2026, 9, 3), "self_report_on", date(2026, 9, 18)),
        (RENEWAL, "notified_on", date(2026, 9, 4), "self_report_on", date(2026, 9, 21)),
        # Twelve months: the same.
        (
            "appointment.training",
            "appointment_effective_on",
            date(2026, 9, 17),
            "certified_on",
            date(2027, 9, 17),
        ),
        (
            "appointment.training",
            "appointment_effective_on",
            date(2026, 9, 18),
            "certified_on",
            date(2027, 9, 20),
        ),
        # A working day before the term ends: on a Wednesday, and on a Monday.
        (RENEWAL, "term_ends_on", date(2027, 3, 31), "decided_on", date(2027, 3, 30)),
        (RENEWAL, "term_ends_on", date(2027, 3, 29), "decided_on", date(2027, 3, 26)),
        # Six months before: never moved, a Saturday stays.
        ("leaving.retirement", "retires_on", date(2027, 4, 2), "notified_on", date(2026, 10, 2)),
        ("leaving.retirement", "retires_on", date(2027, 4, 3), "notified_on", date(2026, 10, 3)),
    ],
)
def test_a_limit_ends_as_the_law_counts(dossier, under, schedule, event, on, awaited, due):
    row = act(under(dossier, schedule), **{event: on})[awaited]

    assert (row.starts_on, row.due_on) == (on, due)
    assert (row.schedule, row.event, row.met_on) == (schedule, event, None)
    assert WorkingCalendar.load().due(on, row.amount, row.counted_in, before=row.before) == due


@pytest.mark.parametrize(("off", "due"), [(22, date(2026, 9, 23)), (23, date(2026, 9, 22))])
def test_a_day_off_within_the_limit_moves_its_end(dossier, off, due):
    day_off(date(2026, 9, off))

    assert act(dossier, policy_requested_on=ON)["policy_decided_on"].due_on == due


def test_the_provision_and_the_words_are_those_of_the_law(dossier):
    row = act(dossier, policy_requested_on=ON)["policy_decided_on"]

    assert str(row.what) == "Quyết định về chủ trương"
    assert str(row.runs_from) == "nhận đề nghị về chủ trương"
    assert "khoản 1 Điều 33" in row.basis


def test_a_circumstance_has_another_limit_take_the_place(dossier, under):
    first = act(under(dossier, "leaving.dismissal", prolonged=False), proposed_on=ON)["decided_on"]

    under(dossier, "leaving.dismissal", prolonged=True)
    longer = act(dossier, ground_established_on=ON)["decided_on"]

    first.refresh_from_db()
    assert (first.amount, longer.amount) == (10, 15)
    assert first.superseded_by == longer


# ---------------------------------------------------------------------- met, late, not done


def test_the_act_alone_meets_a_limit_on_its_day(dossier):
    act(dossier, policy_requested_on=ON)

    running = act(dossier, policy_decided_on=date(2026, 9, 22), policy_approved_on=ON + 21 * DAY)

    met = dossier.deadlines.get(act="policy_decided_on")
    assert (met.met_on, met.late) == (date(2026, 9, 22), False)
    assert set(running) == {"process_finished_on"}


def test_an_act_after_the_last_day_is_late(dossier):
    act(dossier, policy_requested_on=ON)

    act(dossier, policy_decided_on=date(2026, 9, 23))

    assert dossier.deadlines.get().late


def test_a_planned_act_meets_nothing(dossier):
    act(dossier, policy_requested_on=ON)

    assert "policy_decided_on" in act(dossier, planned=True, policy_decided_on=ON + DAY)


def test_what_is_not_done_when_the_dossier_ends_stays_not_done(dossier):
    act(dossier, policy_requested_on=ON)
    dossier.outcome = Dossier.Outcome.STOPPED
    dossier.save()

    assert not Deadline.objects.running().exists()
    assert Deadline.objects.open().get().met_on is None


def test_an_act_from_before_the_event_is_not_the_one_that_is_awaited(dossier):
    act(dossier, policy_decided_on=ON - DAY)

    assert "policy_decided_on" in act(dossier, policy_requested_on=ON)


def test_two_events_of_one_day_are_both_on_record(dossier):
    running = act(dossier, policy_requested_on=ON, policy_decided_on=ON, policy_approved_on=ON)

    assert set(running) == {"process_finished_on"}
    met = dossier.deadlines.get(act="policy_decided_on")
    assert (met.starts_on, met.met_on, met.late) == (ON, ON, False)


# ---------------------------------------------------------------------- dated anew


def test_an_event_with_another_day_supersedes_its_open_limit(dossier):
    old = act(dossier, policy_requested_on=ON)["policy_decided_on"]

    new = act(dossier, policy_requested_on=ON + 2 * DAY)["policy_decided_on"]

    old.refresh_from_db()
    assert (old.met_on, old.superseded_by, old.is_open) == (None, new, False)
    assert new.starts_on == ON + 2 * DAY
    assert [row.supersedes_id for row in dossier.happened.all()] == [
        None,
        dossier.happened.first().pk,
    ]


def test_an_event_said_again_with_its_day_changes_nothing(dossier):
    act(dossier, policy_requested_on=ON)
    act(dossier, policy_requested_on=ON)

    assert (dossier.happened.count(), dossier.deadlines.count()) == (1, 1)


def test_a_limit_that_was_met_stays_so_and_the_act_is_due_again(dossier):
    act(dossier, policy_requested_on=ON, policy_decided_on=ON)

    act(dossier, policy_requested_on=ON + DAY)

    met, due = dossier.deadlines.order_by("pk")
    assert (met.met_on, met.superseded_by) == (ON, None)
    assert (due.starts_on, due.met_on) == (ON + DAY, None)


def test_what_is_planned_sets_a_limit_running_when_it_happens(dossier):
    assert act(dossier, planned=True, policy_requested_on=ON) == {}

    assert "policy_decided_on" in act(dossier, policy_requested_on=ON)
    planned, happened = dossier.happened.all()
    assert (planned.planned, happened.planned, happened.supersedes) == (True, False, planned)


def test_a_limit_is_counted_back_from_a_day_that_is_only_planned(dossier, under):
    under(dossier, RENEWAL)
    old = act(dossier, planned=True, term_ends_on=date(2027, 3, 31))["decided_on"]

    new = act(dossier, planned=True, term_ends_on=date(2027, 4, 30))["decided_on"]

    old.refresh_from_db()
    assert (old.before, old.superseded_by) == (True, new)
    assert new.due_on == date(2027, 4, 29)


def test_an_act_done_already_meets_a_limit_that_is_counted_back_anew(dossier, under):
    under(dossier, RENEWAL)
    act(dossier, planned=True, term_ends_on=date(2027, 3, 31))
    act(dossier, notified_on=ON)

    act(dossier, planned=True, term_ends_on=date(2027, 4, 30))

    assert [row.met_on for row in dossier.deadlines.filter(act="notified_on")] == [ON, ON]


def test_an_amended_calendar_does_not_make_two_limits_of_one(dossier):
    row = act(dossier, policy_requested_on=ON)["policy_decided_on"]
    row.due_on += DAY
    row.save()

    act(dossier, policy_requested_on=ON, policy_approved_on=ON)

    assert dossier.deadlines.filter(act="policy_decided_on").get().due_on == row.due_on


# ---------------------------------------------------------------------- by candidate


def test_a_limit_of_each_candidate_is_met_by_the_own_act(dossier, under):
    under(dossier, RENEWAL, each=["self_report_on"])
    first, second = candidate(dossier, 1), candidate(dossier, 2)
    act(dossier, notified_on=ON)
    assert not dossier.deadlines.filter(act="self_report_on", candidate=None).exists()

    act(dossier, candidate=first, self_report_on=ON + DAY)

    met = {row.candidate: row.met_on for row in dossier.deadlines.filter(act="self_report_on")}
    assert met == {first: ON + DAY, second: None}
    conferences = dossier.deadlines.filter(act="conference_on")
    assert [row.candidate for row in conferences] == [first]


def test_who_is_not_considered_any_more_gets_no_new_limit(dossier, under):
    under(dossier, RENEWAL, each=["self_report_on"])
    out, stays = candidate(dossier, 1), candidate(dossier, 2)
    out.status = Candidate.Status.WITHDRAWN
    out.save()

    act(dossier, notified_on=ON)

    assert [row.candidate for row in dossier.deadlines.filter(act="self_report_on")] == [stays]


# ---------------------------------------------------------------------- what governs, what is told


def test_the_event_that_governs_moves_the_governing_date_along(dossier):
    act(dossier, planned=True, first_conference_on=ON + DAY)
    assert dossier.governing_date == ON + DAY

    dossier.edition_overridden = True
    act(dossier, planned=True, first_conference_on=ON + 2 * DAY)
    assert dossier.governing_date == ON + DAY


def test_the_entry_of_the_act_tells_its_events_and_limits(dossier):
    act(dossier, policy_requested_on=ON)
    act(dossier, policy_requested_on=ON + DAY)

    contents = [entry.contents for entry in trail.entries(dossier.number)]
    assert contents[0]["events"] == [
        {"event": "policy_requested_on", "on": "2026-09-01", "planned": False}
    ]
    assert [told["limit"] for told in contents[0]["limits"]] == ["begun"]
    assert [told["limit"] for told in contents[1]["limits"]] == ["begun", "superseded"]
    [entry, _other] = trail.entries(dossier.number)
    assert dossier.happened.first().trail_entry == entry.number


def test_one_act_dates_an_event_once(dossier):
    journal = journal_of(dossier)
    journal.happened("policy_requested_on", on=ON)

    with pytest.raises(ValueError, match="twice"):
        journal.happened("policy_requested_on", on=ON + DAY)


def test_nobody_plans_what_has_happened(dossier):
    act(dossier, policy_requested_on=ON)

    with pytest.raises(ValueError, match="has happened"):
        act(dossier, planned=True, policy_requested_on=ON + DAY)


def test_nothing_is_dated_without_a_signature(dossier):
    journal = journal_of(dossier)
    journal.happened("policy_requested_on", on=ON)

    with pytest.raises(ValueError, match="signature"):
        journal.write()


def test_all_days_of_a_dossier_are_read_at_once(dossier, django_assert_num_queries):
    act(dossier, policy_requested_on=ON, policy_approved_on=ON + DAY)
    fresh = Dossier.objects.get(pk=dossier.pk)

    with django_assert_num_queries(1):
        assert fresh.dates["policy_requested_on"] == ON
        assert fresh.dates["policy_approved_on"] == ON + DAY
        assert fresh.dates.get("first_conference_on") is None
        with pytest.raises(NotDatedError):
            fresh.dates["first_conference_on"]
    assert list(Dossier().dates) == []


# ---------------------------------------------------------------------- whatever happens

_ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "policy_requested_on",
                "policy_decided_on",
                "policy_approved_on",
                "process_finished_on",
            ]
        ),
        st.integers(0, 40),
    ),
    max_size=7,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=_ACTS)
def test_whatever_happens_the_limits_are_those_of_what_is_on_record(dossier, acts):
    with transaction.atomic():
        for event, days in acts:
            act(dossier, **{event: ON + days * DAY})
        _agree(dossier)
        transaction.set_rollback(True)
    dossier.__dict__.pop("dates", None)


def _agree(dossier):
    dates = {row.event: row.on for row in dossier.dates}
    reckoned = {
        (due.event, due.act): due.limit
        for due in schedules.schedule(POLICY, dates, calendar=WorkingCalendar.load(), on=ON)
    }
    running = list(dossier.deadlines.open())
    assert len({(row.event, row.act) for row in running}) == len(running)
    for row in running:
        limit = reckoned[row.event, row.act]
        assert (row.starts_on, row.due_on) == (limit.event, limit.last_day)
        assert row.act not in dates or dates[row.act] < row.starts_on
    on_record = set(Happened.objects.filter(dossier=dossier).values_list("event", "on"))
    for row in dossier.deadlines.all():
        assert (row.event, row.starts_on) in on_record
        assert row.met_on is None or (row.act, row.met_on) in on_record
        assert row.superseded_by is None or row.superseded_by.pk > row.pk
