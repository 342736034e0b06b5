"""Failed sign-ins and lock-outs go on record, without the name that was typed.

A name that belongs to no account may be a password typed into the wrong field.
"""

from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.utils import timezone

from compliance import trail
from compliance.events import Event
from workflow_engine.access.models import Account


@receiver(user_login_failed, dispatch_uid="access-login-failed")
def login_failed(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """Record a sign-in that failed."""
    _record(Event.LOGIN_FAILED, str(credentials.get("username", "")))


@receiver(user_locked_out, dispatch_uid="access-login-locked")
def login_locked(sender: Any, username: str, **kwargs: Any) -> None:
    """Record that a name is locked out from where it was tried."""
    _record(Event.LOGIN_LOCKED, str(username or ""))


def _record(event: Event, username: str) -> None:
    account = None
    if "\x00" not in username:
        account = Account.objects.filter(username=username[:150]).only("pk").first()
    trail.record(
        event=event,
        actor=trail.Actor(account=account.pk if account else None, role="", unit=""),
        header={"known": account is not None},
        at=timezone.now(),
    )
