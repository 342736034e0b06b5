"""Who decides a procedure for a post on a day: of several rows the narrowest says it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from compliance import trail
from compliance.events import Event
from rules.model import Validity
from workflow_engine.base.errors import IncompleteActError, Problem
from workflow_engine.base.messages import message as _
from workflow_engine.registry.models import Delegation, Post, Unit


def authority_for(procedure: str, post: Post, unit: Unit, *, on: date) -> Delegation | None:
    """Return by what a procedure about `post`, in `unit`, is decided on a day; None is nobody.

    Interpretation: of several rows the one of the nearest unit says it, there the one of the title
    before the one of the lowest rank, and that before the one of all titles: who delegates for one
    title does not mean it to be decided by whoever decides for all.
    """
    paths = [unit.path[: i + 1] for i, character in enumerate(unit.path) if character == "/"]
    rows = Delegation.objects.filter(
        Q(held_until=None) | Q(held_until__gt=on),
        Q(title=None) | Q(title=post.title_id),
        Q(rank_most=None) | Q(rank_most__gte=post.title.rank),
        procedure=procedure,
        held_from__lte=on,
        unit__path__in=paths,
    ).select_related("unit", "title", "authority__title", "authority__unit")
    return min(rows, key=_narrowness, default=None)


def _narrowness(row: Delegation) -> tuple[int, int, int]:
    of_titles = 0 if row.title_id else 1 if row.rank_most is not None else 2
    return -len(row.unit.path), of_titles, row.rank_most or 0


def add_delegation(
    row: Delegation, *, within: str, actor: trail.Actor, at: datetime, on: date
) -> None:
    """Add a delegation; `within` is the path of the units that the actor keeps, `on` today.

    Raises:
        IncompleteActError: it overlaps one of the same posts, ends before it begins, stands on a
            decision that is not there yet, or lies in a unit that the actor does not keep.
    """
    with transaction.atomic():
        # Whoever adds rows of one unit waits here for the other.
        Unit.objects.select_for_update().get(pk=row.unit_id)
        problems = _problems(row, within, on)
        if problems:
            raise IncompleteActError(problems)
        row.save()
        _record(Event.AUTHORITY_GIVEN, row, actor=actor, at=at)


def end_delegation(
    row: Delegation,
    *,
    held_until: date,
    reason: str,
    within: str,
    actor: trail.Actor,
    at: datetime,
    on: date,
) -> None:
    """End a delegation; the day is the first on which it does not hold any more.

    Raises:
        IncompleteActError: the day lies in the past, it ended before, or no reason is given.
    """
    problems = []
    if held_until < on:
        told = _("It ends today at the earliest: what was decided by it stays.")
        problems.append(Problem("held_until", told))
    if row.held_until is not None and row.held_until <= held_until:
        problems.append(Problem("held_until", _("It ends before that day already.")))
    if not reason.strip():
        problems.append(Problem("reason", _("Say why it ends, and by which decision.")))
    if not row.unit.path.startswith(within):
        problems.append(Problem("held_until", _("You do not administer this unit.")))
    if problems:
        raise IncompleteActError(problems)
    with transaction.atomic():
        row.held_until = held_until
        row.save()
        _record(Event.AUTHORITY_ENDED, row, actor=actor, at=at, reason=reason)


def _problems(row: Delegation, within: str, on: date) -> list[Problem]:
    found = []
    if not row.unit.path.startswith(within):
        found.append(Problem("unit", _("You do not administer this unit.")))
    if row.title_id and row.rank_most is not None:
        found.append(Problem("rank_most", _("Name a title or a rank, not both.")))
    if row.held_until is not None and row.held_until <= row.held_from:
        found.append(Problem("held_until", _("It would end before it begins.")))
    if row.document_date > on:
        found.append(Problem("document_date", _("The decision is dated in the future.")))
    if row.held_from < row.document_date:
        told = _("It cannot hold before the decision on which it stands.")
        found.append(Problem("held_from", told))
    new = Validity(row.held_from, row.held_until)
    same = Delegation.objects.filter(
        procedure=row.procedure, unit=row.unit_id, title=row.title_id, rank_most=row.rank_most
    )
    for other in same:
        # One that ended before it began to hold never held.
        if other.held_until is not None and other.held_until <= other.held_from:
            continue
        if Validity(other.held_from, other.held_until).overlaps(new):
            told = _("For these posts it is decided by %(post)s at that time: end that row first.")
            found.append(Problem("held_from", told % {"post": str(other.authority)}))
            break
    return found


def _record(
    event: Event, row: Delegation, *, actor: trail.Actor, at: datetime, reason: str = ""
) -> None:
    header: dict[str, Any] = {
        "unit": row.unit.code,
        "from": row.held_from.isoformat(),
        "until": row.held_until.isoformat() if row.held_until else None,
    }
    payload = {
        "delegation": row.kind,
        "procedure": row.procedure,
        "post": str(row.authority),
        "of_title": str(row.title) if row.title else "",
        "rank_most": row.rank_most,
        "signs_as": row.signs_as,
        "number": row.document_number,
        "dated_on": row.document_date,
        "issued_by": row.issued_by,
    }
    trail.record(event=event, actor=actor, header=header, payload=payload, reason=reason, at=at)
