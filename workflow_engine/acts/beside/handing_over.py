"""Whoever works on a dossier is replaced midway, and hands it over by a record."""

from __future__ import annotations

from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from compliance.events import Event
from workflow_engine.access.models import Account, Assignment
from workflow_engine.access.roles import Role
from workflow_engine.access.scope import held_on
from workflow_engine.acts.beside.common import journal_of, lacking
from workflow_engine.acts.steps import locked_dossier
from workflow_engine.base.errors import Problem, StepNotOpenError
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept, unread_in
from workflow_engine.dossiers.dating import before_it_began
from workflow_engine.dossiers.models import HandOver, SignOff
from workflow_engine.dossiers.titles import TITLES
from workflow_engine.journal.journal import Journal, person_as_dict
from workflow_engine.nodes.filing import file_paper
from workflow_engine.registry import twins
from workflow_engine.registry.models import Person

HANDING_OVER = (Role.HR_OFFICER.value, Role.HEAD_OF_HR.value, Role.LEADER.value)


def hand_over(
    *,
    dossier_id: int,
    role: str,
    handed_by: Person,
    taken_by: Person,
    text: str,
    number: str,
    dated_on: date,
    file: File[bytes] | None,
    account: Account,
    at: datetime,
) -> None:
    """Record that a dossier passes from one person to another in a role.

    Raises:
        StepNotOpenError: the dossier is over.
        IncompleteActError: the one did not act in the role, the other does not hold it, they are
            one person, or the minutes are not whole.
    """
    with transaction.atomic():
        dossier = locked_dossier(dossier_id)
        journal = journal_of(dossier, HANDING_OVER, account, at, act="hand-over")
        if not dossier.is_open:
            raise StepNotOpenError(TITLES["hand-over"], dossier.number)
        problems = [
            *_who(journal, role, handed_by, taken_by),
            *lacking(text, "text", _("Say what is handed over, and how far it is.")),
            *lacking(number, "number", _("The minutes have no number.")),
            *before_it_began(dossier, "dated_on", dated_on),
        ]
        if dated_on > journal.on:
            problems.append(Problem("dated_on", _("The minutes cannot be dated in the future.")))
        if file is None:
            problems.append(Problem("file", _("Attach the minutes of the hand-over.")))
        accept((role, handed_by, taken_by, text, number, dated_on, file), problems)
        paper = file_paper(
            journal,
            kind="handover-minutes",
            number=number,
            dated_on=dated_on,
            issued_by=str(dossier.agency),
            issuer=dossier.agency,
            file=file,
        )
        HandOver.objects.create(
            dossier=dossier,
            role=role,
            handed_by=handed_by,
            taken_by=taken_by,
            text=text,
            paper=paper,
        )
        journal.sign(
            SignOff.Act.DONE,
            event=Event.DOSSIER_HANDED_OVER,
            payload={
                "role": role,
                "handed_by": person_as_dict(handed_by),
                "taken_by": person_as_dict(taken_by),
                "text": text,
                "number": number,
                "dated_on": dated_on,
            },
        )
        journal.write()


def _who(journal: Journal, role: str, handed_by: Person, taken_by: Person) -> list[Problem]:
    if unread_in((role, handed_by, taken_by)):
        return []
    found = []
    dossier, known = journal.dossier, twins.as_it_stands()
    if known.same(handed_by.pk, taken_by.pk):
        found.append(Problem("taken_by", _("Nobody hands over to himself or herself.")))
    entries = known.entries([handed_by.pk])
    if not dossier.sign_offs.filter(person__in=entries, role=role).exists():
        told = _("%(name)s did nothing in this dossier in that role: nothing is handed over.")
        found.append(Problem("handed_by", told % {"name": str(handed_by)}))
    path = dossier.agency.path
    paths = [path[: i + 1] for i, character in enumerate(path) if character == "/"]
    holds = Assignment.objects.filter(
        held_on(journal.on),
        account__person=taken_by,
        account__is_active=True,
        role=role,
        unit__path__in=paths,
    )
    if not holds.exists():
        told = _("%(name)s does not hold that role today: it has to be given first.")
        found.append(Problem("taken_by", told % {"name": str(taken_by)}))
    return found
