"""When the acts of a dossier can be dated: within its life."""

from __future__ import annotations

from datetime import date

from workflow_engine.base.errors import Problem
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import unread_in
from workflow_engine.dossiers.models import Dossier


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
