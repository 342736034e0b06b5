"""Accounts and the roles they hold, each in a unit and for a time."""

from typing import Any, ClassVar, Never

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from compliance.history import TrackedModel
from workflow_engine.access.errors import AccountIsNeverDeletedError
from workflow_engine.access.roles import Role
from workflow_engine.registry.models import Person, Unit


class AccountQuerySet(models.QuerySet["Account"]):
    """Accounts, none of which is ever deleted."""

    def delete(self) -> Never:
        """Refuse: raise `AccountIsNeverDeletedError`."""
        raise AccountIsNeverDeletedError(", ".join(self.values_list("username", flat=True)[:5]))


class AccountManager(UserManager.from_queryset(AccountQuerySet)):  # type: ignore[misc] # dynamic
    """Makes accounts, and finds them."""

    use_in_migrations = False


class Account(AbstractUser):
    """A way to sign in, which belongs to one natural person.

    Two accounts of one person are one person to every rule of separation. An account is
    deactivated and never deleted: Viewflow would delete the tasks of a deleted account.
    """

    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="accounts",
        verbose_name=_("person"),
    )

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        """Refuse: raise `AccountIsNeverDeletedError`."""
        raise AccountIsNeverDeletedError(self.username)

    @property
    def display_name(self) -> str:
        """The name that screens show."""
        return self.person.full_name if self.person else self.username


class Assignment(TrackedModel):
    """A role that an account holds in a unit and all that belongs to it, for a time.

    `in_place_of` names the account whose substitute this one is; what a substitute does is recorded
    as done on behalf of that account.
    """

    account = models.ForeignKey(
        Account, models.PROTECT, related_name="assignments", verbose_name=_("account")
    )
    role = models.CharField(_("role"), max_length=24, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    held_from = models.DateField(_("from"))
    held_until = models.DateField(_("until (excluded)"), null=True, blank=True)
    in_place_of = models.ForeignKey(
        Account,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("in place of"),
    )
    basis = models.CharField(_("basis"), max_length=200, blank=True)

    class Meta:
        ordering = ["account", "role"]
        verbose_name = _("role held")
        verbose_name_plural = _("roles held")

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.unit}"
