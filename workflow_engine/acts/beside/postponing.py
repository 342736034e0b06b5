"""A procedure is put off by a case of the law, and goes on when the case is over.

NĐ 170/2025, art. 36, cl. 5 (cl. 3 since 01/08/2026) lists when a reappointment or an extension is
not carried out, and cl. 1 (cl. 2) has the agency and the person told in writing.
Interpretation: what is not carried out takes none of the time in which it has to be done; so the
limits that run from an act stand still. Those counted back from the end of the term do not: the
term ends on its day whoever is on leave.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction

from compliance.events import Event
from compliance.history import update_many
from rules.library import law
from workflow_engine.access.models import Account
from workflow_engine.access.roles import Role
from workflow_engine.acts.beside.common import journal_of, lacking
from workflow_engine.acts.steps import locked_dossier
from workflow_engine.acts.titles import TITLES
from workflow_engine.base.errors import Problem, StepNotOpenError
from workflow_engine.base.messages import message as _
from workflow_engine.base.unread import accept, unread_in
from workflow_engine.dossiers.dating import before_it_began
from workflow_engine.dossiers.models import Deadline, Dossier, Postponement, SignOff
from workflow_engine.journal.journal import Journal
from workflow_engine.nodes import NoticeAct
from workflow_engine.nodes.filing import file_paper
from workflow_engine.nodes.notice import NoticeBeside

PUTTING_OFF = (
    Role.HR_OFFICER.value,
    Role.HEAD_OF_HR.value,
    Role.APPOINTING_AUTHORITY.value,
)
NOTICE = NoticeBeside("postpone-dossier", paper="postponement-notice")


@dataclass(frozen=True)
class Proof:
    """The paper that shows that a case of the law is there, or that it is over."""

    number: str
    dated_on: date
    issued_by: str
    file: File[bytes] | None = None


def postpone(
    *,
    dossier_id: int,
    ground: str,
    from_on: date,
    proof: Proof,
    notice: NoticeAct,
    account: Account,
    at: datetime,
) -> None:
    """Put a dossier off by a case of its law: no step is taken until the case is over.

    Raises:
        StepNotOpenError: the dossier is over, or is put off already.
        IncompleteActError: the law names no such case, the proof is not whole, or the agency or the
            person was not told.
    """
    with transaction.atomic():
        dossier = locked_dossier(dossier_id)
        journal = journal_of(dossier, PUTTING_OFF, account, at, act=NOTICE.name)
        if not dossier.is_open or dossier.postponements.filter(ended_on=None).exists():
            raise StepNotOpenError(TITLES[NOTICE.name], dossier.number)
        known = law().grounds_of(dossier.flow_class.put_off_by, from_on_or_today(from_on, journal))
        problems = []
        if not unread_in(ground) and ground not in known:
            told = _("The law does not put this procedure off for that.")
            problems.append(Problem("ground", told))
        if from_on > journal.on:
            problems.append(Problem("from_on", _("The case is recorded once it is there.")))
        problems += before_it_began(dossier, "from_on", from_on)
        problems += _proved(journal, proof)
        problems += NOTICE.wrong(journal, notice)
        accept((ground, from_on, proof, notice), problems)
        row = Postponement(
            dossier=dossier,
            ground=ground,
            from_on=from_on,
            paper=_file(journal, "postponement-proof", proof),
            notice=NOTICE.tell(journal, notice),
        )
        row.save()
        journal.sign(
            SignOff.Act.DONE,
            event=Event.DOSSIER_POSTPONED,
            payload={
                "ground": ground,
                "from": from_on,
                "number": proof.number,
                "dated_on": proof.dated_on,
                "issued_by": proof.issued_by,
            },
        )
        journal.write()


def resume(
    *, dossier_id: int, ended_on: date, proof: Proof, account: Account, at: datetime
) -> None:
    """Let a dossier go on; the limits that stood still end as much later.

    Raises:
        StepNotOpenError: the dossier is over, or is not put off.
        IncompleteActError: the proof is not whole, or the end cannot be on that day.
    """
    with transaction.atomic():
        dossier = locked_dossier(dossier_id)
        journal = journal_of(dossier, PUTTING_OFF, account, at, act="resume-dossier")
        row = dossier.postponements.filter(ended_on=None).first()
        if row is None or not dossier.is_open:
            raise StepNotOpenError(TITLES["resume-dossier"], dossier.number)
        problems = _proved(journal, proof)
        if ended_on > journal.on:
            problems.append(Problem("ended_on", _("The end is recorded once it is there.")))
        if ended_on < row.from_on:
            told = _("The case cannot be over before it began, on %(day)s.")
            problems.append(Problem("ended_on", told % {"day": f"{row.from_on:%d/%m/%Y}"}))
        accept((ended_on, proof), problems)
        row.ended_on = ended_on
        row.end_paper = _file(journal, "postponement-end-proof", proof)
        row.save()
        moved = stand_still(dossier, row, journal)
        journal.sign(
            SignOff.Act.DONE,
            event=Event.DOSSIER_RESUMED,
            payload={
                "ground": row.ground,
                "from": row.from_on,
                "until": ended_on,
                "number": proof.number,
                "dated_on": proof.dated_on,
                "issued_by": proof.issued_by,
                **({"moved_limits": moved} if moved else {}),
            },
        )
        journal.write()


def stand_still(dossier: Dossier, row: Postponement, journal: Journal) -> list[dict[str, Any]]:
    """Move every open limit that ran while the dossier stood still; return what moved."""
    calendar = journal.days()
    moved = []
    for limit in dossier.deadlines.open().filter(before=False).order_by("pk"):
        since = max(row.from_on, limit.starts_on)
        if row.ended_on is None or since >= row.ended_on:
            continue
        if limit.counted_in == Deadline.Unit.WORKING_DAY:
            limit.stood_still += calendar.working_days_between(since, row.ended_on)
        else:
            limit.stood_still += (row.ended_on - since).days
        limit.due_on = limit.last_day(calendar)
        moved.append(limit)
    update_many(moved, ["stood_still", "due_on"])
    return [{"awaited": limit.act, "due_on": limit.due_on} for limit in moved]


def from_on_or_today(from_on: date, journal: Journal) -> date:
    """Return the day by whose list the case is looked up: today where it could not be read."""
    return journal.on if unread_in(from_on) else from_on


def _proved(journal: Journal, proof: Proof) -> list[Problem]:
    problems = [
        *lacking(proof.number, "proof_number", _("The number of the paper is missing.")),
        *lacking(proof.issued_by, "proof_issued_by", _("Say who issued the proof.")),
    ]
    if proof.dated_on > journal.on:
        problems.append(Problem("proof_dated_on", _("The proof cannot be dated in the future.")))
    if proof.file is None:
        problems.append(Problem("proof_file", _("Attach the proof.")))
    return problems


def _file(journal: Journal, kind: str, proof: Proof) -> Any:
    return file_paper(
        journal,
        kind=kind,
        number=proof.number,
        dated_on=proof.dated_on,
        issued_by=proof.issued_by,
        file=proof.file,
    )
