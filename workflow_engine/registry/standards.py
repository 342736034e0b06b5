"""Editions of title standards: each follows the one before it, and none is edited."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from compliance import trail
from compliance.events import Event
from rules.model import Validity
from workflow_engine.base.errors import IncompleteActError, Problem
from workflow_engine.base.messages import message as _
from workflow_engine.registry.models import Title, TitleStandard


def add_standard(standard: TitleStandard, *, actor: trail.Actor, at: datetime) -> None:
    """Add an edition; the one before it, where it has no end, ends on the day this one begins.

    Raises:
        IncompleteActError: the edition overlaps one that is there.
    """
    with transaction.atomic():
        follow(standard)
        standard.save()
        trail.record(
            event=Event.RECORD_ADDED,
            actor=actor,
            header={
                "record": "title_standard",
                "title": standard.title.code,
                "from": standard.in_force_from.isoformat(),
            },
            payload={
                "citation": standard.citation,
                "confidence": standard.confidence,
                "degree_level": standard.degree_level,
                "degree_fields": standard.degree_fields,
                "political_theory_level": standard.political_theory_level,
                "state_management_level": standard.state_management_level,
                "field_years": standard.field_years,
            },
            at=at,
        )


def follow(standard: TitleStandard) -> None:
    """Let a new edition follow those of its title: the last one ends where this one begins.

    Whoever adds editions of one title waits here for the other: the title is locked.

    Raises:
        IncompleteActError: the edition overlaps one that is there.
    """
    Title.objects.select_for_update().get(pk=standard.title_id)
    earlier = list(TitleStandard.objects.filter(title=standard.title_id).order_by("in_force_from"))
    problems = _problems(standard, earlier)
    if problems:
        raise IncompleteActError(problems)
    for row in earlier:
        if row.in_force_from < standard.in_force_from and row.in_force_until is None:
            row.in_force_until = standard.in_force_from
            row.save()


def _problems(standard: TitleStandard, earlier: list[TitleStandard]) -> list[Problem]:
    start, end = standard.in_force_from, standard.in_force_until
    if end is not None and end <= start:
        return [Problem("in_force_until", _("The edition would end before it begins."))]
    for row in earlier:
        closes = row.in_force_until is None and row.in_force_from < start
        there = Validity(row.in_force_from, start if closes else row.in_force_until)
        if there.overlaps(Validity(start, end)):
            return [
                Problem(
                    "in_force_from",
                    _("It overlaps the edition in force from %(start)s to %(end)s.")
                    % {
                        "start": f"{there.start:%d/%m/%Y}",
                        "end": f"{there.last:%d/%m/%Y}" if there.last else "…",
                    },
                )
            ]
    return []
