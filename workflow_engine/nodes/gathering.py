"""What the steps share that gather something of everybody: they stay open until nothing is missing.

A step that is left in parts is taken by several acts. Whoever leaves the dossier meanwhile is
waited for no longer: an act with nothing in it then ends the step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext_lazy

from compliance.events import Event
from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import Message
from workflow_engine.base.messages import message as _
from workflow_engine.dossiers.dating import day_problems
from workflow_engine.dossiers.models import Candidate, SignOff
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes.step import Act, Step


class Stoppable(Step[Act]):
    """A step that has nothing to do where nobody is left: it takes a `StopAct` as well."""

    route_labels = {"done": gettext_lazy("done"), "nobody": gettext_lazy("nobody left")}

    def Nobody(self, node: Any) -> Self:
        """Say where it leads when nobody is left in consideration."""
        return self.branch("nobody", node)


class Gathering(Stoppable[Act]):
    """A step that is done when it has what it asks of every candidate in consideration."""

    route_labels = {"done": gettext_lazy("all received"), "nobody": gettext_lazy("nobody left")}

    def has(self, journal: Journal) -> set[int]:
        """Return the candidates of whom the step has what it asks, by key."""
        raise NotImplementedError  # pragma: no cover - every kind has its own

    def missing(self, journal: Journal) -> list[Candidate]:
        """Return the candidates in consideration of whom something is still missing."""
        has = self.has(journal)
        return [candidate for candidate in journal.standing() if candidate.pk not in has]

    def nothing_given(self, journal: Journal, given: Mapping[int, Any]) -> list[Problem]:
        """Name what is missing where an act brings nothing and the step could not end either."""
        missing = [] if given else self.missing(journal)
        told = _("Nothing was entered. Still missing: %(names)s.")
        names = ", ".join(map(str, missing))
        return [Problem("", told % {"names": names})] if missing else []

    def go_on(self, journal: Journal, payload: Mapping[str, Any]) -> str | None:
        """Sign for the act: the step is done, or stays open for what is missing."""
        return ended_or_open(journal, open_for=self.missing(journal), payload=payload)


def ended_or_open(
    journal: Journal, *, open_for: Iterable[Any], payload: Mapping[str, Any], reason: str = ""
) -> str | None:
    """Sign for an act: of the whole step where it waits for nothing more, else of a part of it."""
    if list(open_for):
        event = Event.STEP_CONTINUED
        journal.sign(SignOff.Act.PART, event=event, payload=payload, reason=reason)
        return None
    journal.sign(SignOff.Act.DONE, payload=payload, reason=reason)
    return "done"


def receipt_dates(
    journal: Journal, field: str, *, dated_on: date, received_on: date, what: Message
) -> list[Problem]:
    """Name a paper that is dated after its receipt, or whose receipt is no act of the dossier.

    The day of the receipt is that of the act; the paper may be older than the dossier.
    """
    found = day_problems(journal.dossier, field, received_on, today=journal.on, step=journal.step)
    if dated_on > received_on:
        told = _("%(what)s: the paper of %(dated)s is dated after the day of receipt, %(on)s.")
        words = {"what": what, "dated": f"{dated_on:%d/%m/%Y}", "on": f"{received_on:%d/%m/%Y}"}
        found.append(Problem(field, told % words))
    return found


def wanting(value: str, field: str, told: Message) -> list[Problem]:
    """Name a field of an act that was left empty."""
    return [] if value.strip() else [Problem(field, told)]
