"""What an administrator does with accounts and roles: each is an act on the record.

An account is never deleted, a role is ended by a date. Who administers holds no role in the
dossiers, and nobody gives a role to himself: otherwise the one who keeps the keys could decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string

from compliance import trail
from compliance.events import Event
from workflow_engine.access.models import Account, Assignment
from workflow_engine.access.roles import Role
from workflow_engine.access.scope import HeldRole, held_on
from workflow_engine.base.errors import IncompleteActError, Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.messages import of_validation
from workflow_engine.registry import twins
from workflow_engine.registry.models import Person, Unit

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Administrator:
    """Who administers, by which role, at which moment."""

    account: Account
    held: HeldRole
    at: datetime
    on: date

    @property
    def actor(self) -> trail.Actor:
        """The administrator as the trail names one."""
        return self.held.actor(self.account.pk)


@dataclass(frozen=True)
class Grant:
    """A role that is to be held in a unit for a time."""

    role: str
    unit: Unit
    held_from: date
    held_until: date | None
    basis: str
    in_place_of: Account | None = None


def add_account(*, username: str, person: Person, by: Administrator) -> tuple[Account, str]:
    """Make an account for a person; return it with its first password, which is stored nowhere.

    Raises:
        IncompleteActError: the name is taken or is none, or the entry was made in error.
    """
    problems = []
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError as error:
        problems.append(Problem("username", of_validation(error)))
    if told := twins.error_of(person, twins.as_it_stands()):
        problems.append(Problem("person", told))
    with transaction.atomic():
        if Account.objects.filter(username__iexact=username).exists():
            problems.append(Problem("username", _("There is an account of this name.")))
        if problems:
            raise IncompleteActError(problems)
        password = "-".join(get_random_string(4, _LETTERS) for _part in range(4))
        account = Account.objects.create_user(username=username, password=password, person=person)
        _record(Event.ACCOUNT_ADDED, account, by, {"username": username})
    return account, password


def deactivate(*, account: Account, reason: str, by: Administrator) -> None:
    """Close an account for good use: it can no longer sign in, and its acts stay on record.

    Raises:
        IncompleteActError: it is the administrator's own, is closed already, or no reason is given.
    """
    problems = []
    if account.pk == by.account.pk:
        problems.append(Problem("reason", _("You cannot close your own account.")))
    if not account.is_active:
        problems.append(Problem("reason", _("The account is closed already.")))
    if not reason.strip():
        problems.append(Problem("reason", _("Say why the account is closed.")))
    if problems:
        raise IncompleteActError(problems)
    with transaction.atomic():
        account.is_active = False
        account.save()
        _record(Event.ACCOUNT_DEACTIVATED, account, by, {"reason": reason})


def grant_role(*, account: Account, grant: Grant, by: Administrator) -> Assignment:
    """Give an account a role in a unit for a time.

    Raises:
        IncompleteActError: the grant contradicts itself, or would join what is kept apart.
    """
    with transaction.atomic():
        problems = _problems(account, grant, by)
        if problems:
            raise IncompleteActError(problems)
        held = Assignment(
            account=account,
            role=grant.role,
            unit=grant.unit,
            held_from=grant.held_from,
            held_until=grant.held_until,
            in_place_of=grant.in_place_of,
            basis=grant.basis,
        )
        held.save()
        event = Event.SUBSTITUTION_GRANTED if grant.in_place_of else Event.ROLE_GRANTED
        _record(event, account, by, {"basis": grant.basis}, held)
    return held


def end_role(*, held: Assignment, held_until: date, reason: str, by: Administrator) -> None:
    """End a role; the day is the first on which it is no longer held.

    Raises:
        IncompleteActError: the day lies in the past, the role ended before, or no reason is given.
    """
    problems = []
    if held_until < by.on:
        problems.append(
            Problem(
                "held_until", _("A role ends today at the earliest: what was done by it stays.")
            )
        )
    if held.held_until is not None and held.held_until <= held_until:
        problems.append(Problem("held_until", _("The role ends before that day already.")))
    if not reason.strip():
        problems.append(Problem("reason", _("Say why the role ends.")))
    if not held.unit.path.startswith(by.held.unit_path):
        problems.append(Problem("held_until", _("You do not administer this unit.")))
    if problems:
        raise IncompleteActError(problems)
    with transaction.atomic():
        held.held_until = held_until
        held.save()
        event = Event.SUBSTITUTION_ENDED if held.in_place_of_id else Event.ROLE_ENDED
        _record(event, held.account, by, {"reason": reason}, held)


def _problems(account: Account, grant: Grant, by: Administrator) -> list[Problem]:
    found = []
    if account.person_id is None or account.person_id == by.account.person_id:
        found.append(Problem("role", _("Nobody gives a role to himself or to an unnamed account.")))
    if not account.is_active:
        found.append(Problem("role", _("The account is closed.")))
    if not grant.unit.path.startswith(by.held.unit_path):
        found.append(Problem("unit", _("You do not administer this unit.")))
    if grant.held_until is not None and grant.held_until <= grant.held_from:
        found.append(Problem("held_until", _("The role would end before it begins.")))
    if not grant.basis.strip():
        found.append(Problem("basis", _("Name the decision on which the role stands.")))
    if grant.in_place_of is not None:
        found += _substitution(account, grant.in_place_of, grant)
    if _mixes(account, grant):
        found.append(
            Problem(
                "role",
                _("Who administers holds no role in the dossiers: the two are kept apart."),
            )
        )
    return found


def _substitution(account: Account, other: Account, grant: Grant) -> list[Problem]:
    if other.person_id == account.person_id:
        return [Problem("in_place_of", _("Nobody stands in for himself."))]
    holds = Assignment.objects.filter(
        held_on(grant.held_from), account=other, role=grant.role, in_place_of=None
    ).select_related("unit")
    if not any(grant.unit.path.startswith(row.unit.path) for row in holds):
        return [
            Problem(
                "in_place_of", _("That account does not hold this role in the unit on that day.")
            )
        ]
    if grant.held_until is None:
        return [Problem("held_until", _("A substitution has an end."))]
    return []


def _mixes(account: Account, grant: Grant) -> bool:
    """Whether the person would both administer and act in dossiers."""
    roles = set(
        Assignment.objects.filter(account__person=account.person_id)
        .exclude(held_until__lte=grant.held_from)
        .values_list("role", flat=True)
    )
    admin = Role.ADMINISTRATOR.value
    return bool(roles - {admin}) if grant.role == admin else admin in roles


def _record(
    event: Event,
    account: Account,
    by: Administrator,
    payload: dict[str, str],
    held: Assignment | None = None,
) -> None:
    header: dict[str, int | str | None] = {"account": account.pk}
    if held is not None:
        header |= {
            "assignment": held.pk,
            "role": held.role,
            "unit": held.unit.code,
            "from": held.held_from.isoformat(),
            "until": held.held_until.isoformat() if held.held_until else None,
        }
    person = account.person
    trail.record(
        event=event,
        actor=by.actor,
        header=header,
        payload={
            "person": {
                "personal_number": person.personal_number,
                "full_name": person.full_name,
            }
            if person
            else None,
            **payload,
        },
        at=by.at,
    )
