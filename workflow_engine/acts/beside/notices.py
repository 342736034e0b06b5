"""A notice that is changed: a second one takes its place, and what hangs on it is counted anew."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from compliance.events import Event
from workflow_engine.access.models import Account
from workflow_engine.acts.beside.common import journal_of, lacking
from workflow_engine.acts.steps import date_events, locked_dossier
from workflow_engine.base.errors import StepNotOpenError
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.models import Notice, SignOff
from workflow_engine.dossiers.titles import TITLES
from workflow_engine.nodes import NoticeAct


def change_notice(
    *, notice_id: int, act: NoticeAct, reason: str, account: Account, at: datetime
) -> None:
    """Give a notice in place of another one; the events that the first dated are dated anew.

    Raises:
        StepNotOpenError: the dossier is over, or the notice was changed already.
        NotYourRoleError: the account may not give the notice.
        IncompleteActError: the reason is missing, or the notice is not whole.
    """
    with transaction.atomic():
        before = Notice.objects.get(pk=notice_id)
        dossier = locked_dossier(before.dossier_id)
        node = dossier.flow_class.instance.node(before.step, no_obsolete=True)
        if node is None:  # given beside the steps: what it told is changed by the act that ends it
            raise StepNotOpenError(TITLES["change-notice"], dossier.number)
        journal = journal_of(dossier, node.roles, account, at, act="change-notice")
        if not dossier.is_open or Notice.objects.filter(supersedes=before).exists():
            raise StepNotOpenError(TITLES["change-notice"], dossier.number)
        problems = [
            *lacking(reason, "reason", _("Say why the notice is changed.")),
            *node.wrong(journal, act),
        ]
        accept((act, reason), problems)
        journal.dated_on = node.day_of(act)
        row = node.tell(journal, act, supersedes=before)
        journal.sign(
            SignOff.Act.DONE,
            event=Event.NOTICE_CHANGED,
            reason=reason,
            payload={**node.payload(act, row), "instead_of": before.paper.number},
        )
        date_events(journal, node, act, "done")
        journal.write()
