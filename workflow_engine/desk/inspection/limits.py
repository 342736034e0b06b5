"""What an entry of the trail says of the events that its act dated, and of time limits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from workflow_engine.dossiers.models.events import called


def event(told: Mapping[str, Any]) -> str:
    """Return an event with its day, or with the day for which it is planned."""
    words = {"event": capfirst(called(told["event"])), "on": _day(told["on"])}
    if told["planned"]:
        return _("%(event)s: planned for %(on)s") % words
    return _("%(event)s: %(on)s") % words


def limit(told: Mapping[str, Any]) -> str:
    """Return what became of a time limit: it began, it was met, or another took its place."""
    words = {
        "act": capfirst(called(told["awaited"])),
        "due": _day(told["due_on"]),
        "event": called(told["event"]),
        "from": _day(told["starts_on"]),
    }
    if told["limit"] == "met":
        return _("%(act)s: done on %(met)s, due by %(due)s") % {
            **words,
            "met": _day(told["met_on"]),
        }
    if told["limit"] == "superseded":
        return _("%(act)s: due by %(due)s no more (%(event)s of %(from)s)") % words
    return _("%(act)s: due by %(due)s (%(event)s of %(from)s)") % words


def _day(told: str) -> str:
    return f"{date.fromisoformat(told):%d/%m/%Y}"
