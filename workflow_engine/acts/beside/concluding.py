"""The written conclusion of the Party body that manages a title, filed before it is decided.

NĐ 170/2025, art. 31, cl. 2: who appoints follows the rules of the Party committees on the
decentralisation of personnel management. Which titles a Party body manages the delegations say.
"""

from __future__ import annotations

from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from workflow_engine.access.models import Account
from workflow_engine.access.roles import Role
from workflow_engine.acts.beside.common import journal_of, lacking
from workflow_engine.acts.steps import locked_dossier
from workflow_engine.base.errors import Problem, StepNotOpenError
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept
from workflow_engine.dossiers.dating import before_it_began
from workflow_engine.dossiers.models import Candidate
from workflow_engine.dossiers.titles import TITLES
from workflow_engine.nodes.authority import CONCLUDING, PARTY_CONCLUSION
from workflow_engine.nodes.filing import file_paper

FILING = (Role.HR_OFFICER.value, Role.HEAD_OF_HR.value, Role.PARTY_COMMITTEE.value)


def file_conclusion(
    *,
    dossier_id: int,
    candidate: int,
    issued_by: str,
    number: str,
    dated_on: date,
    file: File[bytes] | None,
    account: Account,
    at: datetime,
) -> None:
    """File the conclusion of a Party body on a candidate.

    Raises:
        StepNotOpenError: the dossier is over.
        NotYourRoleError: the account holds none of the roles.
        IncompleteActError: number, body or file are missing, the date is not one of the dossier, or
            nobody of that key is considered.
    """
    with transaction.atomic():
        dossier = locked_dossier(dossier_id)
        journal = journal_of(dossier, FILING, account, at, act=CONCLUDING)
        if not dossier.is_open:
            raise StepNotOpenError(TITLES[CONCLUDING], dossier.number)
        problems = [
            *lacking(issued_by, "issued_by", _("Name the Party body.")),
            *lacking(number, "number", _("The conclusion has no number.")),
            *before_it_began(dossier, "dated_on", dated_on),
        ]
        if dated_on > journal.on:
            told = _("The conclusion cannot be dated in the future.")
            problems.append(Problem("dated_on", told))
        if file is None:
            problems.append(Problem("file", _("Attach the scan of the conclusion.")))
        of_whom = {c.pk: c for c in journal.candidates()}.get(candidate)
        if of_whom is None or of_whom.status not in (
            Candidate.Status.STANDING,
            Candidate.Status.HELD,
        ):
            problems.append(Problem("candidate", _("Say on whom the Party body concluded.")))
        accept((candidate, issued_by, number, dated_on, file), problems)
        file_paper(
            journal,
            candidate=of_whom,
            kind=PARTY_CONCLUSION,
            number=number,
            dated_on=dated_on,
            issued_by=issued_by,
            file=file,
        )
        journal.write()
