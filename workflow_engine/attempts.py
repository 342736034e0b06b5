"""Attempts that were refused: they change nothing, and they are on the record.

An exception rolls back what it interrupts, its own record included; so the attempt is recorded
after that, in a transaction of its own.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from compliance import trail
from compliance.events import Event
from workflow_engine.access.models import Account


def record(
    *,
    error: Exception,
    account: Account | None,
    at: datetime,
    dossier: str = "",
    step: str = "",
    what: dict[str, Any] | None = None,
) -> None:
    """Put a refused attempt on the record: who, where, what was refused and why.

    `what` may hold codes and numbers only: it goes into the header, which holds no personal data.
    """
    with transaction.atomic():
        trail.record(
            event=Event.ACT_REFUSED,
            dossier=dossier,
            step=step,
            actor=trail.Actor(account=account.pk if account else None, role="", unit=""),
            header={"code": getattr(error, "code", type(error).__name__), **(what or {})},
            payload={"message": str(error)},
            at=at,
        )
