"""What can go wrong in who may do what.

* AccessError
  - AccountIsNeverDeletedError   somebody tried to delete an account
  - NotYourRoleError             the account does not hold the role of a step in that unit
  - SamePersonError              one natural person would fill two roles that the law keeps apart
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied

from workflow_engine.base.messages import message as _


class AccessError(Exception):
    """Somebody may not do what was asked for."""

    code = "access"


class AccountIsNeverDeletedError(AccessError):
    """An account was to be deleted."""

    code = "account-is-never-deleted"

    def __init__(self, username: str) -> None:
        self.username = username
        super().__init__(
            _(
                "The account “%(username)s” cannot be deleted: its acts stay on record. "
                "Deactivate it."
            )
            % {"username": username}
        )


class NotYourRoleError(AccessError, PermissionDenied):
    """A step was attempted by an account that does not hold its role."""

    code = "not-your-role"

    def __init__(self, roles: Sequence[Any], unit: str) -> None:
        self.roles = roles
        self.unit = unit
        super().__init__(
            _(
                "This step belongs to the role “%(role)s” in %(unit)s, which your account does not "
                "hold today. Ask the administrator if you should."
            )
            % {"role": list(roles), "unit": unit}
        )


class SamePersonError(AccessError, PermissionDenied):
    """One natural person would fill two roles that are kept apart."""

    code = "same-person"

    def __init__(self, name: str, step: Any) -> None:
        self.name = name
        self.step = step
        super().__init__(
            _(
                "%(name)s already acted in this dossier (%(step)s) and cannot also decide it: who "
                "prepares does not approve. Another person who holds the role has to act."
            )
            % {"name": name, "step": step}
        )
