"""Checks of units: each is added and none is edited, the latest one of a unit counts."""

from __future__ import annotations

from django.db import transaction

from compliance import trail
from compliance.events import Event
from compliance.history import written_by
from compliance.models import TrailEntry
from workflow_engine.registry.keeping import values
from workflow_engine.registry.models import UnitCheck


def add_unit_check(check: UnitCheck, *, actor: trail.Actor, reason: str = "") -> TrailEntry:
    """Store what a check of a unit said, with its entry in the trail."""
    with transaction.atomic(), written_by(actor.account):
        trail.lock()
        check._change_reason = reason or None
        check.save(force_insert=True)
        return trail.record(
            event=Event.RECORD_ADDED,
            actor=actor,
            header={"model": check._meta.model_name, "record": check.pk, "unit": check.unit.code},
            payload={"values": values(check)},
            reason=reason,
        )
