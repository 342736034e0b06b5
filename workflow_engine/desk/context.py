"""What every page of the desk knows: where one can go, and as whom one is here."""

from typing import Any
from weakref import WeakKeyDictionary

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workflow_engine.access.models import Account
from workflow_engine.access.roles import Role, name_of
from workflow_engine.access.scope import HeldRole, roles_of

_EVERYBODY = frozenset(role.value for role in Role)
_PLACES = (
    ("desk:my-work", _("My work"), _EVERYBODY),
    ("desk:dossiers", _("Dossiers"), _EVERYBODY),
    ("desk:forecast", _("Falling due"), _EVERYBODY - {Role.ADMINISTRATOR.value}),
    ("desk:people", _("People"), _EVERYBODY - {Role.ADMINISTRATOR.value}),
    ("lawbook:overview", _("Law"), _EVERYBODY),
    ("desk:inspection", _("Inspection"), frozenset({Role.INSPECTOR.value})),
    ("desk:administration", _("Administration"), frozenset({Role.ADMINISTRATOR.value})),
)


def desk(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation and the roles of whoever is signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav_items": [], "held_roles": (), "role_words": []}
    held = held_roles(request)
    codes = {role.role for role in held}
    items = []
    for name, label, roles in _PLACES:
        if codes & roles:
            try:
                url = reverse(name)
            except NoReverseMatch:
                continue
            items.append({"label": label, "url": url, "active": request.path.startswith(url)})
    words = [f"{name_of(role.role)} · {role.unit_code}" for role in held]
    return {"nav_items": items, "held_roles": held, "role_words": words}


def account_of(request: HttpRequest) -> Account:
    """Return the account that is signed in.

    Raises:
        PermissionDenied: nobody is; pages of the desk are reached by nobody else.
    """
    if isinstance(request.user, Account):
        return request.user
    raise PermissionDenied


# What was read for a request, for as long as it is answered.
_HELD: WeakKeyDictionary[HttpRequest, tuple[HeldRole, ...]] = WeakKeyDictionary()


def held_roles(request: HttpRequest) -> tuple[HeldRole, ...]:
    """Return the roles of whoever is signed in, read once for the request."""
    if request not in _HELD:
        _HELD[request] = tuple(roles_of(account_of(request), on=timezone.localdate()))
    return _HELD[request]
