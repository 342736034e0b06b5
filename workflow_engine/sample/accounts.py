"""The accounts of the made-up department, and the roles they hold."""

import base64
import hmac
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from compliance import trail
from compliance.events import Event
from compliance.history import create_many
from workflow_engine.access.models import Account, Assignment
from workflow_engine.access.roles import Role
from workflow_engine.registry.models import Unit
from workflow_engine.sample import city
from workflow_engine.sample.cast import CAST
from workflow_engine.sample.structure import BASIS, CITY, DEPARTMENT

SINCE = date(2025, 7, 1)

# username, part in the cast, roles with the unit of each
ACCOUNTS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("canbo", "hr-officer-1", ((Role.HR_OFFICER, DEPARTMENT),)),
    ("canbo2", "hr-officer-2", ((Role.HR_OFFICER, DEPARTMENT),)),
    ("truongphong", "head-of-hr", ((Role.HEAD_OF_HR, DEPARTMENT),)),
    ("giamdoc", "director", ((Role.LEADER, DEPARTMENT),)),
    ("thamquyen", "chairman", ((Role.APPOINTING_AUTHORITY, CITY),)),
    ("capuy", "deputy-director-2", ((Role.PARTY_COMMITTEE, DEPARTMENT),)),
    ("thanhtra", "inspector", ((Role.INSPECTOR, CITY),)),
    ("quantri", "administrator", ((Role.ADMINISTRATOR, CITY),)),
    # One natural person in two roles that are kept apart within one dossier.
    (
        "canbo-kiem",
        "hr-officer-3",
        ((Role.HR_OFFICER, DEPARTMENT), (Role.APPOINTING_AUTHORITY, CITY)),
    ),
)


@dataclass(frozen=True)
class SampleRole:
    """A role that an account holds in a unit: its code, and the code and the name of the unit."""

    role: str
    unit: str
    unit_name: str


@dataclass(frozen=True)
class SampleAccount:
    """An account as the command lists it."""

    username: str
    name: str
    post: str
    roles: tuple[SampleRole, ...]


def password() -> str:
    """Return the password of the made-up accounts: one for each installation."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"accounts of the sample", "sha256")
    letters = base64.b32encode(digest).decode().lower()
    return "-".join(("mau", letters[:4], letters[4:8], letters[8:12]))


def ensure() -> list[SampleAccount]:
    """Make the accounts that are not there yet, and give all of them the password.

    Raises:
        NotASampleDatabaseError: there are people who are not made up.
    """
    with transaction.atomic():
        if not city.is_loaded():
            return []
        usernames = [username for username, _key, _roles in ACCOUNTS]
        known = {a.username: a for a in Account.objects.filter(username__in=usernames)}
        _set_passwords(list(known.values()))
        made = []
        for username, key, roles in ACCOUNTS:
            if username not in known:
                account = Account(username=username, person=city.person(key))
                made.append((account, roles))
        if made:
            _make(made)
        return _listed()


def _set_passwords(accounts: list[Account]) -> None:
    """Set the password anew where the key of the installation was changed."""
    word, judged = password(), {}
    for account in accounts:
        if account.password not in judged:
            judged[account.password] = check_password(word, account.password)
    fresh = ""
    for account in accounts:
        if not judged[account.password]:
            fresh = fresh or make_password(word)
            account.password = fresh
            account.save(update_fields=["password"])


def _make(made: list[tuple[Account, tuple[tuple[str, str], ...]]]) -> None:
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=[CITY, DEPARTMENT])}
    hashed = make_password(password())
    assignments, entries = [], []
    for account, roles in made:
        account.password = hashed
        account.save()
        entries.append(
            trail.Item(event=Event.ACCOUNT_ADDED, header={"account": account.pk, "sample": True})
        )
        for role, unit in roles:
            assignments.append(
                Assignment(
                    account=account, role=role, unit=units[unit], held_from=SINCE, basis=BASIS
                )
            )
            entries.append(
                trail.Item(
                    event=Event.ROLE_GRANTED,
                    header={
                        "account": account.pk,
                        "role": str(role),
                        "unit": unit,
                        "from": SINCE,
                        "sample": True,
                    },
                )
            )
    create_many(assignments, reason="sample")
    trail.record_many(entries)


def _listed() -> list[SampleAccount]:
    parts = {part.key: part for part in CAST}
    named = dict(Unit.objects.filter(code__in=[CITY, DEPARTMENT]).values_list("code", "name"))
    return [
        SampleAccount(
            username,
            parts[key].name,
            parts[key].post,
            tuple(SampleRole(str(role), unit, named[unit]) for role, unit in roles),
        )
        for username, key, roles in ACCOUNTS
    ]
