"""When the acts of a dossier can be dated: within its life, and in the order of the acts.

An act that stands on a paper is of the day of the paper: by that day it dates events, meets time
limits and takes effect. The day on which it was put on record stands beside it.
Interpretation: NĐ 30/2020, art. 15 gives a paper one date, that of its issue; no text that was read
gives an act another one for being entered later.
Interpretation: what comes in from somebody else, a report or an answer, counts from its receipt,
which is the act of the dossier. Its paper may be older than the dossier.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.prepared import Place, prepared
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import Dossier, SignOff
from workflow_engine.dossiers.models.events import words_of
from workflow_engine.dossiers.titles import title_of


def day_problems(
    dossier: Dossier, field: str, day: Any, *, today: date, step: str = ""
) -> list[Problem]:
    """Name why no act that is recorded today can be of a day: it is to come, or comes too early.

    Too early is before the dossier was begun, or before an act that this one follows. `step` is one
    that is taken in parts: they come in as they come, and none of them follows another.
    """
    if unread_in(day):
        return []
    if found := not_come_yet(field, day, today=today):
        return found
    return before_it_began(dossier, field, day) or before_what_it_follows(
        dossier, field, day, step=step
    )


def not_come_yet(field: str, day: Any, *, today: date) -> list[Problem]:
    """Name the date of an act that lies ahead."""
    if unread_in(day) or day <= today:
        return []
    told = _(
        "%(day)s has not come yet: an act is recorded after it was done, with the date on its "
        "paper."
    )
    return [Problem(field, told % {"day": f"{day:%d/%m/%Y}"})]


def before_it_began(dossier: Dossier, field: str, day: date) -> list[Problem]:
    """Name the date of an act of a dossier that lies before the dossier was begun.

    A paper on which an act stands may be older; what is done, decided or declared in the dossier is
    not.
    """
    if unread_in(day) or day >= dossier.begun_on:
        return []
    told = _(
        "%(day)s lies before this dossier was begun, on %(begun)s: what was done then was not done "
        "in this dossier."
    )
    words = {"day": f"{day:%d/%m/%Y}", "begun": f"{dossier.begun_on:%d/%m/%Y}"}
    return [Problem(field, told % words)]


def before_what_it_follows(
    dossier: Dossier, field: str, day: Any, *, step: str = ""
) -> list[Problem]:
    """Name the date of an act that lies before an act which was taken before it.

    The parts of `step` that were taken, while it is open, are not followed by the next one.

    Interpretation: only what bears a date of its own orders the acts by day: an event, a paper. A
    step that is taken in the system alone follows the papers whenever it is recorded.
    """
    if unread_in(day):
        return []
    last = max(_dated(dossier, step), key=lambda each: each[0], default=None)
    if last is None or day >= last[0]:
        return []
    told = _("%(day)s lies before what it follows: %(what)s, on %(on)s.")
    words = {"day": f"{day:%d/%m/%Y}", "what": last[1], "on": f"{last[0]:%d/%m/%Y}"}
    return [Problem(field, told % words)]


def _dated(dossier: Dossier, step: str) -> Iterator[tuple[date, Any]]:
    """Yield the last event and the last act that bears a date, each with what it is called."""
    if dossier.pk is None:
        return
    own = _last_of_step.first(dossier=dossier.pk, step=step) if step else None
    open_step = step if own is not None and own.act == SignOff.Act.PART else ""
    event = dossier.dates.last(besides=open_step)
    if event is not None:
        yield event.on, words_of(event.event)
    act = _last_act.first(dossier=dossier.pk, open=open_step)
    if act is not None and act.dated_on is not None:
        yield act.dated_on, title_of(dossier.flow_class, act.step)


@prepared
def _last_act() -> QuerySet[SignOff]:
    of_papers = SignOff.objects.filter(dossier=Place("dossier"), dated_on__isnull=False)
    others = of_papers.exclude(act=SignOff.Act.PART, step=Place("open"))
    return others.order_by("-dated_on", "-pk")


@prepared
def _last_of_step() -> QuerySet[SignOff]:
    taken = SignOff.objects.filter(dossier=Place("dossier"), step=Place("step"))
    return taken.order_by("-pk")
