"""Who decides a procedure for a post on a day: of several rows the narrowest says it.

NĐ 170/2025, art. 31, cl. 2: who appoints follows the rules of the Party committees on the
decentralisation of personnel management; arts. 64, cl. 9, and 65 to 68 (NĐ 300/2026, arts. 31 to
34) on who delegates and authorises. The law on the organisation of local government was not read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from compliance import trail
from compliance.events import Event
from rules.model import Validity
from workflow_engine.base.errors import IncompleteActError, Problem
from workflow_engine.base.messages import message as _
from workflow_engine.registry import signing, twins
from workflow_engine.registry.models import Delegation, Person, Post, PostHolding, Unit

# On what it rests that nobody decides without a row.
BASIS = _("NĐ 170/2025, art. 31, cl. 2")
MAX_RANK = 32767  # of a column of small integers
_UNNAMED = _("Your account names no person of the registry: who acts must be known.")


@dataclass(frozen=True)
class Authority:
    """By which row something is decided on a day, and by whose hand that row came to say it.

    `through` are the keys of the people who entered it, or ended a nearer one.
    """

    row: Delegation
    through: frozenset[int]


def authority_for(
    procedure: str, post: Post | None, unit: Unit, *, on: date, task: str = Delegation.Task.DECIDES
) -> Authority | None:
    """Return by what a procedure about `post`, in `unit`, is decided on a day; None is nobody.

    Where it is about no post, a row of all titles says it.

    Interpretation: of several rows the one of the nearest unit says it, there the one of the title
    before the one of the lowest rank, and that before the one of all titles: who delegates for one
    title does not mean it to be decided by whoever decides for all. Of these, what is said of one
    task goes before what is said of all.
    """
    paths = [unit.path[: i + 1] for i, character in enumerate(unit.path) if character == "/"]
    rows = Delegation.objects.filter(
        Q(title=None) | Q(title=post.title_id if post else None),
        Q(rank_most=None) | Q(rank_most__gte=post.title.rank if post else MAX_RANK + 1),
        procedure=procedure,
        task__in=(task, Delegation.Task.WHOLE),
        held_from__lte=on,
        unit__path__in=paths,
    ).select_related("unit", "title", "authority__title", "authority__unit")
    ended: list[Delegation] = []
    for row in sorted(rows, key=_narrowness):
        if row.held_until is None or row.held_until > on:
            hands = {row.entered_by_id, *(each.ended_by_id for each in ended)}
            return Authority(row, frozenset(hands - {None}))
        ended.append(row)
    return None


def _narrowness(row: Delegation) -> tuple[int, int, int, bool]:
    of_titles = 0 if row.title_id else 1 if row.rank_most is not None else 2
    return -len(row.unit.path), of_titles, row.rank_most or 0, row.task == Delegation.Task.WHOLE


def add_delegation(
    row: Delegation, *, by: Person | None, within: str, actor: trail.Actor, at: datetime, on: date
) -> None:
    """Add a delegation; `within` is the path of the units that the actor keeps, `on` today.

    `by` is the person who enters it.

    Raises:
        IncompleteActError: it overlaps one of the same posts, ends before it begins, stands on a
            decision that is not there yet, lies in a unit that the actor does not keep, is for a
            post that the actor holds, or cannot be signed as it says.
    """
    row.entered_by = by
    with transaction.atomic():
        # Whoever adds rows of one unit waits here for the other.
        Unit.objects.select_for_update().get(pk=row.unit_id)
        problems = [*_problems(row, within, on), *_own_hand(row, by, on)]
        problems += signing.problems(row)
        if problems:
            raise IncompleteActError(problems)
        row.save()
        _record(Event.AUTHORITY_GIVEN, row, actor=actor, at=at)


def end_delegation(
    row: Delegation,
    *,
    held_until: date,
    reason: str,
    by: Person | None,
    within: str,
    actor: trail.Actor,
    at: datetime,
    on: date,
) -> None:
    """End a delegation; the day is the first on which it does not hold any more.

    `by` is the person who ends it.

    Raises:
        IncompleteActError: the day lies in the past, it ended before, no reason is given, or who
            ends it is not known.
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
    if by is None:
        problems.append(Problem("held_until", _UNNAMED))
    if problems:
        raise IncompleteActError(problems)
    with transaction.atomic():
        row.held_until, row.ended_by = held_until, by
        row.save()
        _record(Event.AUTHORITY_ENDED, row, actor=actor, at=at, reason=reason)


def _own_hand(row: Delegation, by: Person | None, on: date) -> list[Problem]:
    """Refuse a row from somebody who would decide by it: nobody gives himself authority.

    Who comes into the post later decides nothing by the row either (`Authority.through`).
    """
    if by is None:
        return [Problem("authority", _UNNAMED)]
    own = twins.as_it_stands().entries([by.pk])
    lasting = Q(held_until=None) | Q(held_until__gt=on)
    holds = PostHolding.objects.filter(lasting, person__in=own, post=row.authority, voided=False)
    if not holds.exists():
        return []
    told = _("You hold this post: somebody else has to enter by what you decide.")
    return [Problem("authority", told)]


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
    if row.party_managed is None:
        found.append(Problem("party_managed", _("Say whether the Party manages these posts.")))
    elif bool(row.party_body.strip()) != row.party_managed:
        told = _("Name the Party body where it manages these posts, and only there.")
        found.append(Problem("party_body", told))
    if not row.page.strip():
        found.append(Problem("page", _("Say on which page, or in which clause, it stands.")))
    new = Validity(row.held_from, row.held_until)
    same = Delegation.objects.filter(
        procedure=row.procedure,
        task=row.task,
        unit=row.unit_id,
        title=row.title_id,
        rank_most=row.rank_most,
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
        "for_task": row.task,
        "post": str(row.authority),
        "of_title": str(row.title) if row.title else "",
        "rank_most": row.rank_most,
        "signs_as": row.signs_as,
        "number": row.document_number,
        "dated_on": row.document_date,
        "issued_by": row.issued_by,
        "page": row.page,
        **({"party_body": row.party_body} if row.party_managed else {}),
    }
    trail.record(event=event, actor=actor, header=header, payload=payload, reason=reason, at=at)
