"""The time limits of a procedure, reckoned from what has happened in it.

`rules/law/schedules` lists them in the order of the law, each in the edition of its time: which
figure, from which event, for which act. An event that has not happened yet gives no last day, and
nothing is guessed for it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from rules.compute.deadlines import TimeLimit, WorkingDays, due, latest_before
from rules.definitions import Law
from rules.library import law as project_law
from rules.listed import Schedule
from rules.model import Json


@dataclass(frozen=True, slots=True)
class Due:
    """One time limit of a procedure: from which event, for which act, and whether it was kept.

    `before` says that it is counted back from the event. `kept` is None as long as the act is not
    on record.
    """

    limit: TimeLimit
    event: str
    act: str
    before: bool
    kept: bool | None

    def as_dict(self) -> dict[str, Json]:
        """Return the time limit as plain JSON values."""
        return {
            **self.limit.as_dict(),
            "from": self.event,
            "to": self.act,
            "kept": self.kept,
        }


def schedule(
    name: str,
    events: Mapping[str, date],
    *,
    calendar: WorkingDays,
    on: date,
    circumstances: Collection[str] = (),
    law: Law | None = None,
) -> tuple[Due, ...]:
    """Reckon every time limit of a procedure whose event has happened.

    `on` is the governing date of the procedure and chooses the edition. Raise ValueError for an
    event or a circumstance that the procedure does not know: a misspelt one would hide a limit.
    """
    law = law or project_law()
    found = law.schedule(name, on)
    _refuse(found, events, circumstances)
    limits = []
    for step in found.steps:
        if step.event not in events or step.unless in circumstances:
            continue
        if step.when and step.when not in circumstances:
            continue
        reckon = latest_before if step.before else due
        limit = reckon(step.limit, events[step.event], calendar=calendar, on=on, law=law)
        act = events.get(step.act)
        kept = None if act is None else limit.kept_by(act)
        limits.append(Due(limit, step.event, step.act, step.before, kept))
    return tuple(limits)


def more_time_for_many(
    *, registrants: int, round_two: int, on: date, law: Law | None = None
) -> tuple[str, ...]:
    """Return the circumstances that numbers make (Decree 170/2025, art. 16 cl. 2 and 4 pt. b).

    Many registrants lengthen the time to the list; many candidates of round 2 only allow the
    chair to extend the marking, so that "marking-extended" here means that it may be.
    """
    law = law or project_law()
    found = []
    if registrants >= law.figure("registrants_for_more_time", on).value:
        found.append("many-registrants")
    if round_two >= law.figure("round_two_candidates_for_more_time", on).value:
        found.append("marking-extended")
    return tuple(found)


def _refuse(found: Schedule, events: Mapping[str, date], circumstances: Collection[str]) -> None:
    if unknown := sorted(set(events) - found.events):
        raise ValueError(f"{found.id} knows no event {', '.join(unknown)}")
    if unknown := sorted(set(circumstances) - found.circumstances):
        raise ValueError(f"{found.id} knows no circumstance {', '.join(unknown)}")
