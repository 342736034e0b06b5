"""Roles are held in a unit and all that belongs to it, for a time, by oneself or for another."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from compliance.errors import UnloggedWriteError
from workflow_engine.access.errors import AccountIsNeverDeletedError, NotYourRoleError
from workflow_engine.access.models import Account, Assignment
from workflow_engine.access.roles import Role
from workflow_engine.access.scope import holders, require_role, roles_of, units_in_scope
from workflow_engine.registry.models import Unit

ON = date(2026, 11, 23)
SINCE = date(2025, 7, 1)


@pytest.fixture
def units(db):
    city = Unit.objects.create(code="TP", name="Thành phố", kind="agency")
    dept = Unit.objects.create(code="SO", name="Sở", kind="agency", parent=city)
    division = Unit.objects.create(code="SO-P", name="Phòng", kind="constituent", parent=dept)
    # A code that begins like another's must not be taken for a part of it.
    other = Unit.objects.create(code="SO-P2", name="Phòng Hai", kind="constituent", parent=dept)
    return {"city": city, "dept": dept, "division": division, "other": other}


@pytest.fixture
def assign(units):
    def give(username, unit="dept", role=Role.HR_OFFICER, **given):
        account, _new = Account.objects.get_or_create(username=username)
        Assignment.objects.create(
            account=account, role=role, unit=units[unit], **{"held_from": SINCE, **given}
        )
        return account

    return give


def held(account, on=ON):
    return [(role.role, role.unit_code) for role in roles_of(account, on=on)]


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2025, 6, 30), False),
        (date(2025, 7, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_role_is_held_from_its_first_day_until_before_its_last(assign, on, holds):
    account = assign("a", held_until=date(2026, 7, 1))

    assert bool(held(account, on)) is holds


def test_a_deactivated_account_holds_nothing(assign):
    account = assign("a")
    account.is_active = False
    account.save()

    assert held(account) == []


def test_a_role_reaches_the_parts_of_its_unit_and_nothing_beside_or_above(assign, units):
    role = roles_of(assign("a", unit="division"), on=ON)[0]

    assert role.covers(units["division"])
    assert not any(role.covers(units[name]) for name in ("dept", "city", "other"))


def test_a_role_in_the_city_reaches_every_department(assign, units):
    role = roles_of(assign("a", unit="city"), on=ON)[0]

    assert all(role.covers(unit) for unit in units.values())


def test_the_units_in_scope_are_found_in_one_query(assign, units, django_assert_num_queries):
    roles = roles_of(assign("a", unit="dept"), on=ON)

    with django_assert_num_queries(1):
        found = set(Unit.objects.filter(units_in_scope(roles)).values_list("code", flat=True))
    assert found == {"SO", "SO-P", "SO-P2"}


def test_no_role_reaches_no_unit(units):
    assert not Unit.objects.filter(units_in_scope(())).exists()


def test_a_step_of_another_role_or_unit_is_refused(assign, units):
    account = assign("a", unit="division")

    with pytest.raises(NotYourRoleError) as refused:
        require_role(account, [Role.HR_OFFICER], units["dept"], on=ON)
    with pytest.raises(PermissionDenied):
        require_role(account, [Role.LEADER], units["division"], on=ON)
    assert "Sở" in str(refused.value)


def test_ones_own_role_counts_before_that_of_a_substitute(assign, units):
    boss = assign("boss")
    account = assign("a", in_place_of=boss)
    for_another = require_role(account, [Role.HR_OFFICER], units["dept"], on=ON)
    assign("a")
    own = require_role(account, [Role.HR_OFFICER], units["dept"], on=ON)

    assert for_another.in_place_of == boss.pk
    assert own.in_place_of is None


def test_the_holders_of_a_role_are_those_of_the_unit_and_above(assign, units):
    assign("city", unit="city")
    assign("dept", unit="dept")
    assign("other", unit="other")
    assign("leader", unit="dept", role=Role.LEADER)
    assign("gone", unit="dept", held_until=SINCE.replace(year=2026))

    found = holders(Role.HR_OFFICER, units["division"], on=ON)

    assert [account.username for account in found] == ["city", "dept"]


def test_an_account_is_never_deleted(assign):
    account = assign("a")

    with pytest.raises(AccountIsNeverDeletedError):
        account.delete()


def test_a_role_is_ended_by_a_date_and_never_deleted(assign):
    assign("a")

    with pytest.raises(UnloggedWriteError):
        Assignment.objects.get().delete()
