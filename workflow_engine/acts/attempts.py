"""Attempts that were refused: they change nothing, and they are on the record.

An exception rolls back what it interrupts, its own record included; so the attempt is recorded
after that, in a transaction of its own.

What is recorded is the code, in the header, and what was told as its source and its values: `text`
and `values`, or `problems` with the field of each. Whoever reads the record is told it in the
language of the page. Records of released formats hold a `message` in the words of that day.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from compliance import trail
from compliance.events import Event
from workflow_engine.access.models import Account
from workflow_engine.base.errors import IncompleteActError
from workflow_engine.base.messages import is_recorded, recorded, worded
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
            payload=_refusal(error),
            at=at,
        )


def _refusal(error: Exception) -> dict[str, Any]:
    if isinstance(error, IncompleteActError):
        return {
            "problems": [
                {"field": problem.field, **recorded(problem.message)} for problem in error.problems
            ]
        }
    return recorded(error.args[0] if error.args else "")


def in_words(contents: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the record of an attempt holds, said in the language of the page."""
    if "problems" in contents:
        said: dict[str, str] = {}
        for each in contents["problems"]:
            said[each["field"]] = " ".join([*filter(None, [said.get(each["field"])]), worded(each)])
        return {"problems": said}
    if is_recorded(contents):
        return {"message": worded(contents)}
    return dict(contents)


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
