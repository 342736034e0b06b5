"""Attempts that were refused: they change nothing, and they are on the record.

An exception rolls back what it interrupts, its own record included; so the attempt is recorded
after that, in a transaction of its own.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from compliance import trail
from compliance.events import Event
from workflow_engine.access.models import Account
from workflow_engine.dossiers.models import Candidate, Dossier, FactRequest, Summons

# What an address names where it does not name the dossier itself: the acts beside the steps.
_OF_A_DOSSIER = {
    "candidate_id": Candidate,
    "request_id": FactRequest,
    "summons_id": Summons,
}


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


def dossier_named(address: Mapping[str, Any]) -> str:
    """Return the number of the dossier that an address names, by itself or by a row of it."""
    if "number" in address:
        return str(address["number"])
    for name, model in _OF_A_DOSSIER.items():
        if name in address:
            rows = model.objects.filter(pk=address[name]).order_by().values("dossier")
            found = Dossier.objects.filter(pk__in=rows).values_list("number", flat=True).first()
            return found or ""
    return ""
