"""An absence from a conference that is excused by the authority."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from compliance.events import Event
from workflow_engine.access.errors import SamePersonError
from workflow_engine.access.models import Account
from workflow_engine.access.roles import Role
from workflow_engine.acts.beside.common import (
    journal_of,
    lacking,
)
from workflow_engine.acts.steps import locked_dossier
from workflow_engine.base.errors import (
    StepNotOpenError,
)
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.models import (
    Summons,
)
from workflow_engine.journal.journal import Journal, person_as_dict


def excuse_absence(*, summons_id: int, reason: str, account: Account, at: datetime) -> None:
    """Accept an absence as force majeure: the authority's act, before the conference is recorded.

    NĐ 170/2025, art. 33, cl. 2, pt. a as amended by NĐ 300/2026.
    """
    with transaction.atomic():
        row = Summons.objects.select_related("person").get(pk=summons_id)
        dossier = locked_dossier(row.dossier_id)
        journal = journal_of(
            dossier, (Role.APPOINTING_AUTHORITY.value,), account, at, act="excuse-absence"
        )
        row.refresh_from_db(fields=["struck", "attendance"])
        node = dossier.flow_class.instance.node(row.conference)
        held = dossier.conferences.filter(step=row.conference, sitting=row.sitting).exists()
        excusable = getattr(node, "excusable", False)
        if held or row.struck or not excusable or not dossier.is_open:
            raise StepNotOpenError(node.task_title, dossier.number)
        _keep_from_summons(journal)
        told = _("Say which force majeure kept the person away.")
        accept(reason, lacking(reason, "reason", told))
        row.attendance = Summons.Attendance.EXCUSED
        row.reason = reason
        row.save()
        journal.add(
            Event.ABSENCE_EXCUSED,
            step=row.conference,
            payload={"person": person_as_dict(row.person)},
            reason=reason,
        )
        journal.write()


def _keep_from_summons(journal: Journal) -> None:
    """Who drew up the lists does not decide who is excused: it changes the count as well."""
    flow = journal.dossier.flow_class.instance
    drawn_up = journal.dossier.sign_offs.filter(
        person=journal.performer.person,
        step__in=[node.name for node in flow.nodes() if node.kind == "summons"],
    ).first()
    if drawn_up is not None:
        step = flow.node(drawn_up.step)
        raise SamePersonError(journal.performer.person.full_name, step.task_title)
