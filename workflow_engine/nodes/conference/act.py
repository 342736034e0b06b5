"""What is said of a conference: who belongs to it, how it votes, its minutes, its being moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workflow_engine.dossiers.models import Conference as ConferenceRow


@dataclass(frozen=True)
class Member:
    """Somebody who belongs to the composition of a conference, and by which capacities.

    A capacity is what a record keeps of it: a post by its name, else a message.
    """

    person: int
    capacities: tuple[Any, ...]


@dataclass(frozen=True)
class Ballot:
    """How a conference votes: the rule that counts, and whether the slips are secret.

    `excusable`: absentees for force majeure leave the count; under other rules they stay in it.
    Of several ballots of one conference each has a `name` and a `title`. One that is held only
    where an earlier one came to something says so: `after="or-not:yes"`. A body that is counted
    apart has a `composition` of its own. `options` are the words of answers that only it has.
    """

    rule: str
    secret: bool
    excusable: bool = False
    name: str = ""
    title: Any = ""
    after: str = ""
    composition: Callable[..., Sequence[Member]] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Counted:
    """What the count minutes say of one ballot; `votes` are the slips of each option.

    An option is a candidate by the key, or an answer by its name.
    """

    slips_prepared: int = 0
    slips_distributed: int = 0
    slips_returned: int = 0
    blank_or_spoiled: int = 0
    votes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ConferenceAct:
    """What the minutes and the count minutes say; `counts` holds each ballot by its name.

    `presided_as` is "head" or "superior"; of a representative of the direct superior the case of
    the law is said, with a reason where it is judged. `presider_role` and who sent the person with
    which paper are said where the registry does not know the superior; where it does, it says the
    post.
    """

    held_on: date
    presided_by: int
    presided_as: str
    minutes_number: str
    announced: bool
    present: frozenset[int]
    format: str = ConferenceRow.Format.IN_PERSON
    count_minutes_number: str = ""
    slips_stamped: bool = False
    counts: Mapping[str, Counted] = field(default_factory=dict)
    superior_case: str = ""
    superior_reason: str = ""
    presider_role: str = ""
    sent_by: str = ""
    sent_number: str = ""
    sent_on: date | None = None


@dataclass(frozen=True)
class MoveAct:
    """The first conference is moved to another day, before it is held.

    `planned_effective_on` is the date of effect that is planned from now on, where it is another.
    `conference_confirmed` repeats the new day after it was shown whom it strikes out, and
    `date_confirmed` the new date of effect.
    """

    first_conference_on: date
    reason: str
    planned_effective_on: date | None = None
    conference_confirmed: date | None = None
    date_confirmed: date | None = None
