"""Who holds which role where, on a date."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from compliance import trail
from workflow_engine.access.errors import NotYourRoleError
from workflow_engine.access.models import Account, Assignment
from workflow_engine.access.roles import said_of
from workflow_engine.base.prepared import Place, prepared
from workflow_engine.registry.models import Unit


@dataclass(frozen=True)
class HeldRole:
    """A role in a unit and below it, as somebody holds it today."""

    role: str
    unit_path: str
    unit_code: str
    in_place_of: int | None

    def covers(self, unit: Unit) -> bool:
        """Whether `unit` lies within the unit of the role."""
        return unit.path.startswith(self.unit_path)

    def actor(self, account: int) -> trail.Actor:
        """Return the account acting in this role, as the trail names one."""
        return trail.Actor(
            account=account, role=self.role, unit=self.unit_code, on_behalf_of=self.in_place_of
        )


def held_on(on: date | Place) -> Q:
    """Return the filter of what is held on `on`, for `held_from` and `held_until` fields."""
    return Q(held_from__lte=on) & (Q(held_until__isnull=True) | Q(held_until__gt=on))


def roles_of(account: Account, *, on: date) -> tuple[HeldRole, ...]:
    """Return the roles that `account` holds on `on`, in one query."""
    if not account.is_authenticated or not account.is_active:
        return ()
    return tuple(HeldRole(*row) for row in _held.rows(account=account.pk, on=on))


@prepared
def _held() -> QuerySet[Assignment, tuple[str, str, str, int | None]]:
    return (
        Assignment.objects.filter(held_on(Place("on")), account=Place("account"))
        .order_by("unit__path", "in_place_of")
        .values_list("role", "unit__path", "unit__code", "in_place_of")
    )


def require_role(account: Account, roles: Collection[str], unit: Unit, *, on: date) -> HeldRole:
    """Return the role of `roles` by which `account` may act in `unit`, own roles first.

    Raises:
        NotYourRoleError: the account holds none of them there on that date.
    """
    held = [r for r in roles_of(account, on=on) if r.role in roles and r.covers(unit)]
    if not held:
        raise NotYourRoleError([said_of(role) for role in roles], str(unit))
    return min(held, key=lambda role: role.in_place_of is not None)


def units_in_scope(held: Collection[HeldRole]) -> Q:
    """Return the filter on `path` of the units that these roles reach."""
    scope = Q(pk__in=[])
    for role in held:
        scope |= Q(path__startswith=role.unit_path)
    return scope


def holders(role: str, unit: Unit, *, on: date) -> QuerySet[Account]:
    """Return the active accounts that hold `role` over `unit` on `on`."""
    paths = [unit.path[: i + 1] for i, c in enumerate(unit.path) if c == "/"]
    held = Assignment.objects.filter(held_on(on), role=role, unit__path__in=paths)
    active: QuerySet[Account] = Account.objects.filter(is_active=True)
    return (
        active.filter(pk__in=held.values("account")).select_related("person").order_by("username")
    )
