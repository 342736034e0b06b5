"""What an administrator keeps, and what an administrator cannot reach."""

import json
from datetime import date, timedelta

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from compliance.models import TrailEntry
from tests import walk
from tests.pages import Page, day
from workflow_engine.access.models import Account, Assignment
from workflow_engine.calendar.models import CalendarDay
from workflow_engine.calendar.working_days import WorkingCalendar
from workflow_engine.registry.models import TitleStandard

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(world, client):
    client.force_login(
        world.account("administrator"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def sign_in(client, account):
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")


def entries(event):
    return list(TrailEntry.objects.filter(event=event).order_by("number"))


def working_day_in(world, days):
    """Return a plain working day some days ahead."""
    on = world.on + timedelta(days=days)
    while not WorkingCalendar.load().is_working_day(on):
        on += timedelta(days=1)
    return on


HOLIDAY = {"kind": "holiday", "name": "Nghỉ thử", "source": "Thông báo 1", "confidence": "seen"}


# ------------------------------------------------------------------------------------- calendar


def test_a_new_holiday_shows_what_it_moves_before_it_is_stored(world, admin):
    dossier = walk.open_dossier(world)
    [deadline] = dossier.deadlines.filter(met_on=None)
    before = deadline.due_on
    page = Page(admin, reverse("desk:new-day"))

    answer = page.send(on=day(working_day_in(world, 3)), reason="Có thông báo.", **HOLIDAY)

    assert answer.status_code == 200
    assert day(before) in answer.content.decode()
    deadline.refresh_from_db()
    assert deadline.due_on == before
    assert not CalendarDay.objects.filter(name="Nghỉ thử").exists()


def test_a_stored_holiday_moves_the_open_time_limits_and_is_on_record(world, admin):
    dossier = walk.open_dossier(world)
    deadline = dossier.deadlines.get(met_on=None)
    before = deadline.due_on
    page = Page(admin, reverse("desk:new-day"))

    answer = page.send(
        on=day(working_day_in(world, 3)), reason="Có thông báo.", confirmed="1", **HOLIDAY
    )

    assert answer.status_code == 200
    deadline.refresh_from_db()
    assert deadline.due_on > before
    assert deadline.due_on == WorkingCalendar.load().due(
        deadline.starts_on, deadline.amount, deadline.counted_in
    )
    assert day(deadline.due_on) in answer.content.decode()
    general, own = entries("calendar:day:amended")
    assert general.dossier == ""
    assert own.dossier == dossier.number
    assert deadline.history.count() == 2


def test_a_withdrawn_day_moves_the_time_limits_back(world, admin):
    dossier = walk.open_dossier(world)
    before = dossier.deadlines.get(met_on=None).due_on
    on = working_day_in(world, 3)
    Page(admin, reverse("desk:new-day")).send(on=day(on), reason="A", confirmed="1", **HOLIDAY)
    stored = CalendarDay.objects.get(on=on)

    page = Page(admin, reverse("desk:day", kwargs={"day_id": stored.pk}))
    page.send(withdrawn="on", reason="Nhầm.", confirmed="1")

    stored.refresh_from_db()
    assert stored.withdrawn
    assert dossier.deadlines.get(met_on=None).due_on == before


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("on", "31/02/2026"),
        ("on", "12/25/2026"),
        ("on", ""),
        ("reason", ""),
        ("source", ""),
        ("name", "x" * 200),
        ("name", "a\x07b"),
        ("kind", "half-day"),
        ("confidence", "certain"),
    ],
)
def test_a_day_that_is_not_one_is_told_beside_its_field(world, admin, field, typed):
    sent = {"on": day(world.on + timedelta(days=9)), "reason": "Lý do", "confirmed": "1", **HOLIDAY}

    answer = Page(admin, reverse("desk:new-day")).send(**(sent | {field: typed}))

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not CalendarDay.objects.filter(source="Thông báo 1").exists()


def test_a_day_stands_in_the_calendar_once(world, admin):
    on = day(world.on + timedelta(days=9))
    Page(admin, reverse("desk:new-day")).send(on=on, reason="A", confirmed="1", **HOLIDAY)

    answer = Page(admin, reverse("desk:new-day")).send(on=on, reason="B", confirmed="1", **HOLIDAY)

    assert answer.status_code == 422
    assert "on" in answer.context["form"].errors


@pytest.mark.parametrize("year", ["", "2026", "abc", "-1", "99999999999999999999", "²"])
def test_the_calendar_opens_for_whatever_year_is_asked(admin, year):
    answer = admin.get(reverse("desk:calendar"), {"nam": year})

    assert answer.status_code == 200


# ----------------------------------------------------------------------------- accounts and roles


def test_an_account_is_made_for_a_person_with_a_password_shown_once(world, admin):
    person = world.people["staff-1"]

    answer = Page(admin, reverse("desk:new-account")).send(
        username="moi.vao", person=person.personal_number
    )

    made = Account.objects.get(username="moi.vao")
    assert made.person == person
    password = answer.context["password"]
    assert password in answer.content.decode()
    assert made.check_password(password)
    [entry] = entries("access:account:added")
    assert password not in entry.payload.text
    assert entry.header["extras"] == {"account": made.pk}


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("username", {"username": "administrator"}),
        ("username", {"username": "Administrator"}),
        ("username", {"username": "a b"}),
        ("username", {"username": ""}),
        ("username", {"username": "x" * 200}),
        ("person", {"person": "000000000000"}),
        ("person", {"person": "<script>"}),
        ("person", {"person": ""}),
    ],
)
def test_an_account_of_nobody_or_of_a_taken_name_is_refused(world, admin, field, sent):
    whole = {"username": "moi", "person": world.people["staff-1"].personal_number}

    answer = Page(admin, reverse("desk:new-account")).send(**(whole | sent))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Account.objects.count() == len(world.accounts)


@pytest.fixture
def give(world, admin):
    """Give a role on the page of an account."""

    def give(account, **changes):
        page = Page(admin, reverse("desk:account", kwargs={"account_id": account.pk}))
        sent = {
            "role": "hr_officer",
            "unit": world.agency.pk,
            "held_from": day(world.on),
            "basis": "QĐ 5/QĐ-TP",
        }
        return page.send(**{f"grant-{name}": value for name, value in (sent | changes).items()})

    return give


def test_a_role_is_given_from_a_day_on_a_decision(world, give):
    account = walk.account(world, "nguoi-moi", world.people["staff-1"], (), world.agency)

    answer = give(account)

    assert answer.status_code == 302
    held = Assignment.objects.get(account=account)
    assert (held.role, held.unit, held.held_from) == ("hr_officer", world.agency, world.on)
    [entry] = entries("access:role:granted")
    assert entry.header["extras"]["role"] == "hr_officer"


def test_a_substitution_names_whom_it_stands_in_for_and_has_an_end(world, give):
    account = walk.account(world, "nguoi-moi", world.people["staff-1"], (), world.agency)
    other = world.account("hr_officer")

    without_end = give(account, in_place_of=other.pk)
    whole = give(account, in_place_of=other.pk, held_until=day(world.on + timedelta(days=30)))

    assert "held_until" in without_end.context["grant"].errors
    assert whole.status_code == 302
    assert Assignment.objects.get(account=account).in_place_of == other
    assert len(entries("access:substitution:granted")) == 1


@pytest.mark.parametrize(
    ("field", "sent"),
    [
        ("role", {"role": "king"}),
        ("role", {"role": "administrator"}),
        ("unit", {"unit": "999999"}),
        ("held_from", {"held_from": "31/02/2026"}),
        ("held_until", {"held_until": "01/01/2020"}),
        ("basis", {"basis": ""}),
    ],
)
def test_a_role_that_contradicts_itself_is_refused_beside_its_field(world, give, field, sent):
    account = world.account("hr_officer")
    before = Assignment.objects.count()

    answer = give(account, **sent)

    assert answer.status_code == 422
    assert field in answer.context["grant"].errors
    assert Assignment.objects.count() == before


def test_an_administrator_gives_no_role_to_himself(world, give):
    own = walk.account(world, "tai-khoan-hai", world.people["administrator"], (), world.agency)

    for account in (world.account("administrator"), own):
        answer = give(account, role="appointing_authority")
        assert answer.status_code == 422
        assert "role" in answer.context["grant"].errors


def test_a_role_ends_today_at_the_earliest(world, admin):
    held = Assignment.objects.get(account=world.account("hr_officer"))
    page = Page(admin, reverse("desk:end-role", kwargs={"assignment_id": held.pk}))

    past = page.send(held_until=day(world.on - timedelta(days=1)), reason="Điều động")
    today = page.send(held_until=day(world.on), reason="Điều động")

    assert past.status_code == 422
    assert "held_until" in past.context["form"].errors
    assert today.status_code == 302
    sign_in(admin, world.account("hr_officer"))
    assert admin.get(reverse("desk:open-dossier")).context["listed"] == []
    assert len(entries("access:role:ended")) == 1


def test_a_closed_account_can_no_longer_sign_in_and_stays(world, admin):
    account = world.account("hr_officer")
    page = Page(admin, reverse("desk:account", kwargs={"account_id": account.pk}), which=1)

    without_reason = page.send(**{"close-reason": ""})
    closed = page.send(**{"close-reason": "Nghỉ hưu"})

    assert without_reason.status_code == 422
    assert closed.status_code == 302
    account.refresh_from_db()
    assert not account.is_active
    assert len(entries("access:account:deactivated")) == 1
    visitor = Client()
    visitor.post(reverse("login"), {"username": account.username, "password": "mật khẩu thử"})
    assert SESSION_KEY not in visitor.session


def test_nobody_closes_his_own_account(world, admin):
    own = world.account("administrator")
    page = Page(admin, reverse("desk:account", kwargs={"account_id": own.pk}), which=1)

    answer = page.send(**{"close-reason": "Thử"})

    assert answer.status_code == 422
    own.refresh_from_db()
    assert own.is_active


# ------------------------------------------------------------------------------- title standards


@pytest.fixture
def standard(world):
    return {
        "title": world.titles["T-PGD"].pk,
        "in_force_from": "01/01/2027",
        "degree_level": 4,
        "political_theory_level": 4,
        "state_management_level": 2,
        "field_years": 5,
        "citation": "NĐ 334/2025/NĐ-CP",
        "confidence": "memory",
    }


@pytest.mark.parametrize("role", ["administrator", "head_of_hr"])
def test_a_standard_follows_the_one_before_it(world, client, standard, role):
    sign_in(client, world.account(role))

    answer = Page(client, reverse("desk:standards")).send(**standard)

    assert answer.status_code == 302
    old, new = TitleStandard.objects.filter(title=world.titles["T-PGD"])
    assert old.in_force_until == new.in_force_from == date(2027, 1, 1)
    assert len(entries("registry:record:added")) == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("in_force_from", "01/01/2019"),
        ("in_force_from", "2027"),
        ("field_years", "-1"),
        ("field_years", "1000000"),
        ("field_years", "năm"),
        ("degree_level", "9"),
        ("citation", ""),
    ],
)
def test_a_standard_that_overlaps_or_is_none_is_refused(world, admin, standard, field, typed):
    answer = Page(admin, reverse("desk:standards")).send(**(standard | {field: typed}))

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert TitleStandard.objects.filter(title=world.titles["T-PGD"]).count() == 1


# ---------------------------------------------------------------------------------- who may what

PAGES = ["administration", "calendar", "new-day", "accounts", "new-account", "standards", "units"]


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_open_for_an_administrator(admin, name):
    assert admin.get(reverse(f"desk:{name}")).status_code == 200


@pytest.mark.parametrize("role", ["hr_officer", "appointing_authority", "inspector", "leader"])
@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_closed_to_every_other_role(world, client, role, name):
    sign_in(client, world.account(role))

    answer = client.get(reverse(f"desk:{name}"))

    assert answer.status_code == 403
    assert len(entries("attempt:act:refused")) == 1


def test_an_administrator_takes_no_step(world, admin):
    dossier = walk.open_dossier(world)
    task = walk.task(dossier)
    where = {"number": dossier.number, "step": "decide_policy", "task_id": task.pk}

    shown = admin.get(reverse("desk:step", kwargs=where))
    sent = admin.post(reverse("desk:step", kwargs=where), {"decision": "approved"})

    assert (shown.status_code, sent.status_code) == (403, 403)
    assert walk.task(dossier) == task


# --------------------------------------------------------------------- sign-ins and time limits


def test_a_failed_sign_in_is_on_record_without_the_name(world, client):
    client.post(reverse("login"), {"username": "hr_officer", "password": "sai"})
    client.post(reverse("login"), {"username": "mat-khau-cua-toi", "password": "sai"})

    known, unknown = entries("access:login:failed")
    assert known.actor_account == world.account("hr_officer").pk
    assert unknown.actor_account is None
    assert "mat-khau-cua-toi" not in json.dumps([known.header, unknown.header], default=str)
    assert known.payload_digest == unknown.payload_digest == ""


def test_a_lock_out_is_on_record(world, client, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT + 1):
        answer = client.post(reverse("login"), {"username": "hr_officer", "password": "sai"})

    assert answer.status_code in (403, 429)
    assert entries("access:login:locked")


def test_the_command_lists_what_has_passed_and_what_presses(world, capsys):
    dossier = walk.open_dossier(world)
    due = dossier.deadlines.get(met_on=None).due_on

    call_command("deadlines", "--json", f"--on={due - timedelta(days=2):%Y-%m-%d}")
    soon = json.loads(capsys.readouterr().out)
    call_command("deadlines", "--json", f"--on={due - timedelta(days=9):%Y-%m-%d}")
    nothing = json.loads(capsys.readouterr().out)

    assert soon["overdue"] == 0
    assert [(one["dossier"], one["days"]) for one in soon["deadlines"]] == [(dossier.number, 2)]
    assert nothing["deadlines"] == []
    with pytest.raises(SystemExit):
        call_command("deadlines", "--fail-if-overdue", f"--on={due + timedelta(days=1):%Y-%m-%d}")
