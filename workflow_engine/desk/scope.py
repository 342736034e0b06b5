"""Which dossiers somebody may see: those of the units in which the account holds a role."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from workflow_engine.access.errors import AccessError
from workflow_engine.access.roles import Role, said_of
from workflow_engine.access.scope import HeldRole
from workflow_engine.base.messages import message as _
from workflow_engine.dossiers.models import Dossier
from workflow_engine.dossiers.models.dossier import DossierQuerySet

# Who may read a result that the law has not announced at the conference: those who work on it,
# decide on it or inspect it.
_READ_WITHHELD = frozenset(
    {
        Role.HR_OFFICER.value,
        Role.HEAD_OF_HR.value,
        Role.LEADER.value,
        Role.APPOINTING_AUTHORITY.value,
        Role.INSPECTOR.value,
    }
)


class OutOfScopeError(AccessError, PermissionDenied):
    """A dossier of a unit in which the account holds no role was asked for."""

    code = "out-of-scope"

    def __init__(self, number: str) -> None:
        self.number = number
        super().__init__(
            _(
                "Dossier %(number)s belongs to a unit in which your account holds no role today. "
                "Ask the administrator if it should."
            )
            % {"number": number}
        )


class PersonOutOfReachError(AccessError, PermissionDenied):
    """A person was asked for whose records the account may not read or keep."""

    code = "person-out-of-reach"

    def __init__(self, person: int, ask: str = "") -> None:
        self.person = person
        super().__init__(
            ask
            or _(
                "This person belongs to a unit in which your account holds no role that reaches "
                "personnel records today. Ask the administrator if it should."
            )
        )


class EntryOutOfReachError(AccessError, PermissionDenied):
    """An entry of the trail was asked for that belongs to other units."""

    code = "entry-out-of-reach"

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(
            _(
                "Entry No. %(number)s belongs to units in which your account inspects nothing "
                "today. Ask the administrator if it should."
            )
            % {"number": number}
        )


class NotForYouError(AccessError, PermissionDenied):
    """A page was asked for that belongs to other roles."""

    code = "not-for-your-role"

    def __init__(self, roles: Collection[str]) -> None:
        self.roles = tuple(roles)
        super().__init__(
            _("This page is for the role “%(roles)s”, which your account does not hold today.")
            % {"roles": [said_of(role) for role in roles]}
        )


def within(held: Collection[HeldRole], prefix: str = "agency__path") -> Q:
    """Return the filter on what belongs to the units of these roles."""
    scope = Q(pk__in=[])
    for path in {role.unit_path for role in held}:
        scope |= Q(**{f"{prefix}__startswith": path})
    return scope


def visible(held: Collection[HeldRole]) -> DossierQuerySet:
    """Return the dossiers that these roles may see."""
    found: DossierQuerySet = Dossier.objects.filter(within(held))
    return found


def dossier_for(number: str, held: Collection[HeldRole]) -> Dossier:
    """Return a dossier with its agency.

    Raises:
        Dossier.DoesNotExist: there is none of that number.
        OutOfScopeError: it belongs to a unit in which none of the roles is held.
    """
    dossier: Dossier = Dossier.objects.select_related("agency", "opened_by__person").get(
        number=number
    )
    if not any(role.covers(dossier.agency) for role in held):
        raise OutOfScopeError(number)
    return dossier


def roles_in(dossier: Dossier, held: Collection[HeldRole]) -> frozenset[str]:
    """Return the codes of the roles held over a dossier."""
    return frozenset(role.role for role in held if role.covers(dossier.agency))


def reads_withheld(dossier: Dossier, held: Collection[HeldRole]) -> bool:
    """Whether these roles may read a result that was not announced."""
    return bool(roles_in(dossier, held) & _READ_WITHHELD)
